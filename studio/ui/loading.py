"""What the window shows while the profile is opened, and when it cannot be."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from studio.translation import tr
from studio.ui.widgets.buttons import PrimaryButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import column, row
from studio.ui.widgets.progress import ProgressBar

QUIET_MS = 400
"""Nothing is said before: on most days the profile is open by then."""


class LoadingView(QWidget):
    """A quiet line and a bar; or the error, with a button to try again."""

    def __init__(self) -> None:
        super().__init__()
        self._again: Callable[[], None] = lambda: None
        self._glyph = Glyph("circle-x", "error", scale=2.0)
        self._text = Label(role="hint", wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._text.setFixedWidth(460)
        self._bar = ProgressBar()
        self._bar.setFixedWidth(220)
        self._button = PrimaryButton(glyph="rotate-cw")
        self._button.clicked.connect(self._retry)
        self._patience = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._patience.timeout.connect(lambda: self._show(waiting=True, failed=False))
        parts = (row(None, part, None) for part in (self._glyph, self._text, self._bar, self._button))
        self.setLayout(column(None, *parts, None, None, spacing=16))
        self._failure = ""
        self._show(waiting=False, failed=False)

    def wait(self) -> None:
        self._failure = ""
        self._text.setText(tr("Opening the profile…"))
        self._bar.setAccessibleName(self._text.text())
        self._show(waiting=False, failed=False)
        self._bar.move_to(0, 0)
        self._patience.start()

    def fail(self, sentence: str, again: Callable[[], None]) -> None:
        self._patience.stop()
        self._failure, self._again = sentence, again
        self._text.setText(sentence)
        self._button.setText(tr("Try again"))
        self._show(waiting=False, failed=True)

    def _retry(self) -> None:
        self._again()

    @property
    def failure(self) -> str:
        return self._failure

    def hideEvent(self, event: object) -> None:
        self._patience.stop()

    def _show(self, *, waiting: bool, failed: bool) -> None:
        self._glyph.setVisible(failed)
        self._button.setVisible(failed)
        self._bar.setVisible(waiting)
        self._text.setVisible(waiting or failed)
