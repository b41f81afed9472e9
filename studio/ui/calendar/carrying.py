"""What is said while a post is carried over the calendar: from when to when, or why it stays."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from studio.clock import show_datetime
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, row

CHARS = 46
OFFSET = QPoint(14, 18)


class Tag(Card):
    """Hangs at the pointer, inside the board."""

    def __init__(self, board: QWidget) -> None:
        super().__init__(board, kind="toast")
        self._board = board
        self._text = Label(role="toast", wrap=True)
        self.setLayout(row(self._text, margins=(10, 6, 10, 6)))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_move(self, before: datetime, after: datetime | None, refusal: str, at: QPoint) -> None:
        """`at`: where the pointer is, on the board."""
        move = f"{show_datetime(before)} → {show_datetime(after)}" if after is not None else show_datetime(before)
        self._text.setText(refusal or move)
        board = self._board
        chars = CHARS * self.fontMetrics().averageCharWidth()
        wide = min(chars, self._text.fontMetrics().horizontalAdvance(self._text.text()) + 4, board.width() - 24)
        self._text.setFixedWidth(wide)
        self._text.setFixedHeight(self._text.heightForWidth(wide))
        self.adjustSize()
        place = at + OFFSET
        left = max(0, min(place.x(), board.width() - self.width()))
        top = place.y() if place.y() + self.height() <= board.height() else max(0, at.y() - self.height() - 8)
        self.move(left, top)
        self.show()
        self.raise_()
