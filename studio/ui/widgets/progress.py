"""Long work: how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from studio.translation import tr
from studio.ui.theme import is_calm
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row


class ProgressBar(QProgressBar):
    """How far work is; where nobody knows, it runs to and fro, or stands empty where nothing may move."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)

    def move_to(self, done: int, total: int) -> None:
        """`done` of `total`; a total of 0 means that work goes on."""
        self.setRange(0, total or (1 if is_calm() else 0))
        self.setValue(done if total else 0)


class ProgressStrip(QWidget):
    """A sentence, a bar and a stop button; hidden while nothing is under way."""

    stopped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = Label(role="label")
        self._bar = ProgressBar()
        stop = QuietButton(tr("Stop"), "x")
        stop.clicked.connect(self.stopped)
        inner = row(column(self._text, self._bar, spacing=6), stop, spacing=16)
        inner.setStretch(0, 1)
        self.setLayout(inner)
        self.hide()

    def begin(self, text: str) -> None:
        self._text.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.move_to(0, 0)
        self.show()

    def move_to(self, done: int, total: int) -> None:
        """`done` of `total`; a total of 0 shows that work goes on."""
        self._bar.move_to(done, total)

    def end(self) -> None:
        self.hide()
