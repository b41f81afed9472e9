"""What stands under a tab of a page in hand."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from studio.ui.pages.rows import PageFacts
from studio.ui.tabbed import Tab
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import UNBOUNDED, Item, PlainHolder, column, row, rule

NAMED = 150
"""Pixels of the name of a fact, at 100 percent."""
LINE = 18


class PageTab(Tab):
    """`tab_wanted` carries the name of another tab that is to be shown."""

    tab_wanted = Signal(str)

    def show_page(self, facts: PageFacts) -> None:
        """Show the page in hand; `facts` was read a moment ago."""
        raise NotImplementedError


class FactLine(QWidget):
    """A fact of a page: its name, what is so, and perhaps a button that changes it."""

    def __init__(self, name: str, value: QWidget, *ends: QWidget) -> None:
        super().__init__()
        named = Label(name, "hint", wrap=True)
        named.setFixedWidth(round(NAMED * self.fontMetrics().height() / LINE))
        inside = row(named, value, *ends, spacing=10, margins=(0, 6, 0, 6))
        inside.setStretch(1, 1)
        whole = column(inside, rule(), spacing=0)
        self.setLayout(whole)
        self.setMinimumHeight(round(2.1 * self.fontMetrics().height()))


def group(heading: str, *items: Item) -> QWidget:
    """Lines under a name of their own, which a rule parts from them."""
    held = PlainHolder()
    held.setLayout(column(Label(heading, "label"), rule(), *items, spacing=6))
    return held


class SideBySide(QWidget):
    """A wide part and one of `side` pixels beside it, which goes below where the width is short."""

    def __init__(self, main: QWidget, beside: QWidget, side: int) -> None:
        super().__init__()
        self._main, self._beside, self._side = main, beside, side
        self._box: QBoxLayout = QHBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(24)
        self._box.addWidget(main, 1)
        self._box.addWidget(beside)
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = round(self._side * self.fontMetrics().height() / LINE)
        below = self.width() < 2.3 * side
        self._beside.setMinimumWidth(0 if below else side)  # below it follows the width, also to less
        self._beside.setMaximumWidth(UNBOUNDED if below else side)
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if way is not self._box.direction():
            self._box.setDirection(way)
