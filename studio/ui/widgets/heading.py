"""The head of a page: its title on the left, its tools on the right, or below where they find no room beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QWidget

GAP = 12


class Heading(QWidget):
    """`title` and `tools`; pages go on adding to the tools."""

    def __init__(self, title: QLayout, tools: QHBoxLayout) -> None:
        super().__init__()
        self._left, self._right = QWidget(), QWidget()
        self._left.setLayout(title)
        self._right.setLayout(tools)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)
        self._box.addWidget(self._left)
        self._box.addStretch(1)
        self._box.addWidget(self._right)
        self.setLayout(self._box)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two: they can stand under each other."""
        left, right = self._left.minimumSizeHint(), self._right.minimumSizeHint()
        return QSize(max(left.width(), right.width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _turn(self) -> None:
        needed = self._left.sizeHint().width() + self._right.sizeHint().width() + 2 * GAP
        below = needed > self.width() and not self._right.layout().isEmpty()  # type: ignore[union-attr]
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if way is not self._box.direction():
            self._box.setDirection(way)
            self._box.setStretch(1, 0 if below else 1)
