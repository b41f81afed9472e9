"""How much of a limit is used: grey, amber from nine tenths on, red beyond."""

from __future__ import annotations

from PySide6.QtCore import QEvent

from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.labels import Label

NEAR = 0.9
"""Share of a limit from which a counter warns."""


class Counter(Label):
    """A count with the colour of how near it is to its limit; the numbers say the same."""

    def __init__(self, role: str = "small") -> None:
        super().__init__(role=role)
        self._tone: Tone | None = None

    @property
    def tone(self) -> Tone | None:
        """None while there is room."""
        return self._tone

    def show_count(self, text: str, used: int, most: int) -> None:
        """`text` says the count; `used` of `most` colours it."""
        if text != self.text():
            self.setText(text)
        tone = Tone.RED if used > most else Tone.AMBER if used > most * NEAR else None
        if tone is not self._tone:
            self._tone = tone
            self._dress()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._tone is not None:
            self._dress()

    def _dress(self) -> None:
        wanted = f"color: {current_tokens().tones[self._tone].text}" if self._tone else ""
        if wanted != self.styleSheet():
            self.setStyleSheet(wanted)
