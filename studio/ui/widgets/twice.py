"""A button for what cannot be taken back: it asks by itself for a second press, and forgets the first after a while."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from studio.ui.widgets.buttons import QuietButton

PATIENCE_MS = 5000


class TwiceButton(QuietButton):
    """`confirmed` follows the second press."""

    confirmed = Signal()

    def __init__(self, glyph: str = "") -> None:
        super().__init__(glyph=glyph)
        self._words = self._again = ""
        self._waiting = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._waiting.timeout.connect(self._show)
        self.clicked.connect(self._pressed)

    def set_words(self, words: str, again: str) -> None:
        """`again` is what it says after the first press."""
        self._words, self._again = words, again
        self._show()

    @property
    def asks(self) -> bool:
        """Whether it waits for the second press."""
        return self._waiting.isActive()

    def _pressed(self) -> None:
        if self.asks:
            self._waiting.stop()
            self._show()
            self.confirmed.emit()
            return
        self._waiting.start()
        self._show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._again))

    def _show(self) -> None:
        self.setText(self._again if self.asks else self._words)
