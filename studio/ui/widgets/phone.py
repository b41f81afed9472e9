"""A phone in whose screen posts are scrolled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from studio.ui.widgets.layout import clear
from studio.ui.widgets.post_view import PAPER, PostLook, PostView

BEZEL, TOP, RADIUS, NOTCH = 9, 30, 36, 84
FRAME, GROUND = "#222A35", "#D9DCE1"


class PhonePreview(QWidget):
    """Posts as on a phone, `width` pixels across (360 of a phone's own where there is room)."""

    def __init__(self, width: int = 342, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(width)
        self.setMinimumHeight(280)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._feed = QWidget()
        self._feed.setAutoFillBackground(False)
        self._posts = QVBoxLayout(self._feed)
        self._posts.setContentsMargins(0, 0, 0, 0)
        self._posts.setSpacing(8)
        self._area = QScrollArea(self)
        self._area.setWidget(self._feed)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._views: list[PostView] = []

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
        self._views = [PostView(look) for look in looks]
        for view in self._views:
            self._posts.addWidget(view)
        self._posts.addStretch(1)

    def resizeEvent(self, event: object) -> None:
        self._area.setGeometry(BEZEL, TOP, self.width() - 2 * BEZEL, self.height() - TOP - BEZEL - 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(QColor(FRAME))
        painter.setPen(QPen(QColor("#3A4452"), 1))
        painter.drawRoundedRect(whole, RADIUS, RADIUS)
        screen = whole.adjusted(BEZEL, BEZEL, -BEZEL, -BEZEL)
        path = QPainterPath()
        path.addRoundedRect(screen, RADIUS - BEZEL, RADIUS - BEZEL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillPath(path, QColor(GROUND if len(self._views) > 1 else PAPER))
        painter.setBrush(QColor(FRAME))
        notch = QRectF((self.width() - NOTCH) / 2, BEZEL - 8, NOTCH, 24)
        painter.drawRoundedRect(notch, 9, 9)
