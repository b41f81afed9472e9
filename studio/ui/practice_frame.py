"""The orange frame around everything in a practice profile."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from studio.translation import tr
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import Card, column, row

WIDTH = 6


class PracticeFrame(QWidget):
    """Holds the window's content, framed or not."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._words = Label(role="practice")
        self._strip = Card(kind="practice")
        self._strip.setLayout(row(None, self._words, None, margins=(8, 3, 8, 5)))
        self._ground = Card(kind="plain")
        self._inside = column(self._strip, content, spacing=0)
        self._inside.setStretch(1, 1)
        self._ground.setLayout(self._inside)
        self.setLayout(column(self._ground))
        self.show_frame(False)

    def show_frame(self, on: bool) -> None:
        self._words.setText(tr("PRACTICE: nothing you do here leaves this PC"))
        edge = WIDTH if on else 0
        self._inside.setContentsMargins(edge, 0, edge, edge)
        self._ground.set_kind("practice" if on else "plain")
        self._strip.setVisible(on)
