"""Short ways to say how things stand, on the 8-px grid."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, QMargins, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from studio.ui.theme import current_tokens
from studio.ui.widgets.card import Card as Card

GRID = 8
STEP = 32
"""Pixels of a line of the wheel, which turns three of them at a time: as far as a browser goes."""
ROUNDED = 3
GUTTER = 11
"""Pixels across of a scroll bar, as the style sheet has it."""
UNBOUNDED = 16_777_215
"""Most pixels that Qt lets a widget have, where nobody said less."""
_L = TypeVar("_L", bound=QBoxLayout)
_Margins = int | tuple[int, int, int, int]
Item = QWidget | QLayout | int | None
"""A widget, a layout, a gap in pixels, or None for a stretch."""


def column(*items: Item, spacing: int = GRID, margins: _Margins = 0) -> QVBoxLayout:
    """`items` one under the other."""
    return _filled(QVBoxLayout(), items, spacing, margins)


def row(*items: Item, spacing: int = GRID, margins: _Margins = 0) -> QHBoxLayout:
    """`items` side by side."""
    return _filled(QHBoxLayout(), items, spacing, margins)


def _filled(box: _L, items: tuple[Item, ...], spacing: int, margins: _Margins) -> _L:
    left, top, right, bottom = (margins,) * 4 if isinstance(margins, int) else margins
    box.setContentsMargins(left, top, right, bottom)
    box.setSpacing(spacing)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)
    return box


class PlainHolder(QWidget):
    """A widget without a ground of its own, to hold a layout inside a scroll area."""


def rule() -> Card:
    """A hairline across."""
    return Card(kind="rule")


class ScrollColumn(QScrollArea):
    """Scrolls up and down only, takes no focus, and is never narrower than what it holds."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().setSingleStep(STEP)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Bring what gets the keyboard into sight: Qt does that only for steps within the area. A button that is being
        clicked stays under the mouse; what fills most of the area, or scrolls by itself and is seen for the most
        part, stays as it is."""
        content = self.widget()
        if now is None or content is None or not content.isAncestorOf(now):
            return
        clicked = isinstance(now, QAbstractButton) and QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        room, high = self.viewport().height(), now.height()
        seen = 2 * now.visibleRegion().boundingRect().height() > min(room, high) and (
            high > room or isinstance(now, QAbstractItemView)
        )
        if not clicked and not seen:
            self.ensureWidgetVisible(now, 8, 8)

    def minimumSizeHint(self) -> QSize:
        content = self.widget()  # another widget may have been put in, or none
        width = content.minimumSizeHint().width() if content is not None else 0
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(width + bar, super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class PageScroll(ScrollColumn):
    """What fills a page that keeps `GUTTER` less of its margin: the bar stands in that, so that the content ends where
    the heading does, whether it scrolls or not."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(content)
        self.verticalScrollBar().rangeChanged.connect(self._leave)
        self._leave(0, 0)

    def _leave(self, _: int, most: int) -> None:
        self.setViewportMargins(0, 0, 0 if most else GUTTER, 0)


def keep_in_sight(widget: QWidget, whole: QWidget | None = None) -> None:
    """Scroll the area that holds `widget`, if any; of `whole`, which it is part of, as much as there is room for."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is None:
        return
    if whole is not None:
        above.ensureWidgetVisible(whole, 0, 12)
    above.ensureWidgetVisible(widget, 0, 12)


class UpTo(ScrollColumn):
    """As high as what it holds, up to `most` pixels: beyond, it scrolls."""

    def __init__(self, content: QWidget, most: int) -> None:
        super().__init__(content)
        self._limit = most
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        content = self.widget()
        if content is None:
            return 0
        high = content.heightForWidth(width)
        return min(high if high >= 0 else content.sizeHint().height(), self._limit)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), min(hint.height(), self._limit))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(hint.width(), min(hint.height(), self._limit))


class MaxHeightScrollArea(ScrollColumn):
    """As high as what it holds, but never more than `share` of what it stands in: beyond, it scrolls."""

    def __init__(self, content: QWidget, share: float) -> None:
        super().__init__(content)
        self._share = share
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        content, room = self.widget(), self.parentWidget()
        if content is None:
            return
        needed = content.heightForWidth(self.viewport().width())
        height = min(needed, self._most(round(room.height() * self._share))) if room is not None else needed
        if height > 0 and height != self.height():
            self.setFixedHeight(height)

    def _most(self, room: int) -> int:
        """Pixels of its share that it takes at most."""
        return room


def scrolled(content: QWidget) -> ScrollColumn:
    """`content` in a column that scrolls."""
    return ScrollColumn(content)


def clear(layout: QLayout) -> None:
    """Take everything out of `layout` and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Pages(QStackedWidget):
    """One of several at a time, and no larger than the one in sight asks for."""

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return False


class FlowLayout(QLayout):
    """Items side by side, wrapping to the next line as words do. With `fill` those of a line share what it has left.

    None stands alone in the last line where the line before can spare one. The widget that `yields` becomes narrower,
    down to its minimum, where that saves a line. Those of a line have their middles on one height, or their `tops`.
    """

    def __init__(
        self, *, spacing: int = GRID, fill: bool = False, yields: QWidget | None = None, tops: bool = False
    ) -> None:
        super().__init__()
        self._fill, self._yields, self._tops = fill, yields, tops
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        """By width, until something changes: a layout around this one asks many times."""
        self.setSpacing(spacing)
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put `widget` before the item at `place`."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    @property
    def widgets(self) -> list[QWidget]:
        """Those that stand in it, in order."""
        return [widget for item in self._items if (widget := item.widget()) is not None]

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Each line is as high as its highest item; the others stand in its middle, or at its top."""
        lines = self._lines(rect)
        if self._yields is not None and len(lines) > 1:
            tight = self._lines(rect, tight=True)
            if len(tight) < len(lines):
                lines = tight
                self._give_back(lines, rect.right())
        y = rect.y()
        for line in lines:
            high = max((box.height() for _, box in line), default=0)
            if move and self._fill:
                _widen(line, rect.right())
            for item, box in line if move else ():
                below = 0 if self._tops else (high - box.height()) // 2
                item.setGeometry(box.translated(0, y + below))
            y += high + self.spacing()
        return y - self.spacing() - rect.y()

    def _lines(self, rect: QRect, *, tight: bool = False) -> list[list[tuple[QLayoutItem, QRect]]]:
        """The items with their boxes, line by line; `tight` with the minimum of the one that yields."""
        lines: list[list[tuple[QLayoutItem, QRect]]] = [[]]
        x = rect.x()
        for item in self._items:
            if item.isEmpty():
                continue  # hidden
            hint = item.sizeHint()
            if tight and item.widget() is self._yields:
                hint.setWidth(item.minimumSize().width())
            hint.setWidth(min(hint.width(), rect.width()))
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                lines.append([])
                x = rect.x()
            lines[-1].append((item, QRect(QPoint(x, 0), hint)))
            x += hint.width() + self.spacing()
        _join_last(lines, rect, self.spacing())
        return lines

    def _give_back(self, lines: list[list[tuple[QLayoutItem, QRect]]], right: int) -> None:
        """Let the item that yielded take what its line has left, up to what it asks for."""
        for line in lines:
            more = 0
            for item, box in line:
                box.translate(more, 0)
                if item.widget() is self._yields:
                    more = max(0, min(item.sizeHint().width() - box.width(), right - line[-1][1].right()))
                    box.setWidth(box.width() + more)


def _join_last(lines: list[list[tuple[QLayoutItem, QRect]]], rect: QRect, spacing: int) -> None:
    """Bring the last item of the line before to one that is alone in the last line, if two stay and both fit."""
    if len(lines) < 2 or len(lines[-1]) != 1 or len(lines[-2]) < 3:
        return
    (joining, before), (alone, box) = lines[-2][-1], lines[-1][0]
    if before.width() + spacing + box.width() > rect.width():
        return
    lines[-2].pop()
    before.moveLeft(rect.x())
    box.moveLeft(before.right() + 1 + spacing)
    lines[-1] = [(joining, before), (alone, box)]


def _widen(line: list[tuple[QLayoutItem, QRect]], right: int) -> None:
    """Let the boxes of a line end at `right`, each as much wider as the others."""
    left_over = right - line[-1][1].right() if line else 0
    for place, (_, box) in enumerate(line):
        box.translate(left_over * place // len(line), 0)
        box.setRight(box.right() + left_over * (place + 1) // len(line) - left_over * place // len(line))


class Tabs(QTabBar):
    """A row of tabs under a name; where room is short their words are cut, none is hidden."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for _ in range(count):
            self.addTab("")

    def tabSizeHint(self, index: int) -> QSize:
        """With the pixels that Qt loses where type is no whole number of them: it would cut a word for one."""
        hint = super().tabSizeHint(index)
        return QSize(hint.width() + ROUNDED, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tab that has the keyboard wears a ring."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(current_tokens().accent), 2))
            painter.drawRoundedRect(QRectF(self.tabRect(self.currentIndex())).adjusted(1, 1, -1, -1), 6, 6)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt does not tell the layout that the style sheet made the tabs higher: their underline would be cut off."""
        super().showEvent(event)
        self.updateGeometry()

    def set_words(self, name: str, *words: str) -> None:
        """`name` is for a screen reader."""
        self.setAccessibleName(name)
        for place, word in enumerate(words):
            self.setTabText(place, word)
            self.setTabToolTip(place, word)


def wrapping(*items: QWidget, spacing: int = GRID) -> QWidget:
    """Buttons or fields beside each other, in as many lines as they need."""
    held, flow = QWidget(), FlowLayout(spacing=spacing)
    for item in items:
        flow.addWidget(item)
    held.setLayout(flow)
    return held
