"""A phone in whose screen posts are scrolled."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from studio.ui.widgets.layout import clear
from studio.ui.widgets.post_view import PAPER, USUAL, PostLook, PostView

BEZEL, TOP, RADIUS, NOTCH, GAP = 9, 30, 30, 84, 8
SCREEN = 360
"""Pixels of a phone's own across its screen: lines break there, however small the phone is drawn."""
LARGE = 21
"""Pixels of its letters in the large type that many people choose."""
CASE, EDGE, GROUND = "#222A35", "#3A4452", "#D9DCE1"


class PhonePreview(QWidget):
    """Posts as on a phone 360 of its own pixels wide, drawn `width` pixels across."""

    picture_clicked = Signal(int, int)
    """Place of the post, and of the picture in it."""

    def __init__(self, width: int = 342, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(width)
        self.setMinimumHeight(280)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._feed = QWidget()
        self._feed.setStyleSheet(f".QWidget {{ background: {GROUND}; }}")
        self._posts = QVBoxLayout(self._feed)
        self._posts.setContentsMargins(0, 0, 0, 0)
        self._posts.setSpacing(0)
        self._area = QScrollArea(self)
        self._area.setWidget(self._feed)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._views: list[PostView] = []
        self._px = USUAL
        self._bezel = _Bezel(self)

    @property
    def views(self) -> tuple[PostView, ...]:
        return tuple(self._views)

    def show_posts(self, looks: Sequence[PostLook]) -> None:
        """Show `looks` from top to bottom. The same number of posts keeps the scrolling."""
        if len(looks) == len(self._views):
            for view, look in zip(self._views, looks, strict=True):
                view.set_look(look)
            return
        clear(self._posts)
        self._views = [PostView(look, px=self._px) for look in looks]
        for place, view in enumerate(self._views):
            view.picture_clicked.connect(partial(self.picture_clicked.emit, place))
        self._scale_views()
        for place, view in enumerate(self._views):
            if place:
                self._posts.addSpacing(GAP)
            self._posts.addWidget(view)
        self._posts.addWidget(self._rest(), 1)

    def set_width(self, width: int) -> None:
        """Draw the phone so many pixels across."""
        self.setFixedWidth(width)
        self._scale_views()

    def set_large(self, large: bool) -> None:
        """Show the posts in large type, or as usual."""
        self._px = LARGE if large else USUAL
        for view in self._views:
            view.set_type(self._px)

    def _scale_views(self) -> None:
        scale = (self.maximumWidth() - 2 * BEZEL) / SCREEN
        for view in self._views:
            view.set_scale(scale)

    def _rest(self) -> QWidget:
        """White under a single post, the ground of a feed under several."""
        rest = QWidget()
        rest.setStyleSheet(f"background: {PAPER if len(self._views) == 1 else GROUND};")
        rest.setMinimumHeight(BEZEL + 8)
        return rest

    def resizeEvent(self, event: object) -> None:
        self._area.setGeometry(BEZEL, TOP, self.width() - 2 * BEZEL, self.height() - TOP - BEZEL)
        self._bezel.setGeometry(self.rect())
        self._bezel.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(PAPER))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), RADIUS, RADIUS)


class _Bezel(QWidget):
    """The phone's case, over the edges of what is scrolled; it takes no clicks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        case = QPainterPath()
        case.setFillRule(Qt.FillRule.OddEvenFill)
        case.addRoundedRect(whole, RADIUS, RADIUS)
        case.addRoundedRect(whole.adjusted(BEZEL, BEZEL, -BEZEL, -BEZEL), RADIUS - BEZEL, RADIUS - BEZEL)
        painter.fillPath(case, QColor(CASE))
        painter.setPen(QPen(QColor(EDGE), 1))
        painter.drawRoundedRect(whole, RADIUS, RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(CASE))
        painter.drawRoundedRect(QRectF((self.width() - NOTCH) / 2, BEZEL - 8, NOTCH, 24), 9, 9)
