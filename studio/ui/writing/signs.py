"""The emoji picker."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from studio.ui.language import Speech
from studio.ui.widgets.picker import Picker
from studio.ui.widgets.picks import Group, Pick
from studio.ui.writing.emoji import SIGNS

CHARS = 44


class SignPicker(Picker):
    """`taken` carries a line whose `sign` is the emoji."""

    def __init__(self, host: QWidget, speech: Speech) -> None:
        super().__init__(host, chars=CHARS)
        self._speech = speech
        self.typed.connect(lambda _: self._show())
        self.retranslate()

    def retranslate(self) -> None:
        self.name(
            self.tr("Emoji"),
            self.tr("Search: warning, phone, fire…"),
            self.tr("No such sign here. Official posts keep to these few."),
            self.tr("↑ ↓ choose · Enter insert · Esc close"),
        )

    def offer(self) -> None:
        """Show the signs."""
        self._show()

    def _show(self) -> None:
        found = [sign for sign in SIGNS if sign.fits(self.query)]
        picks = tuple(Pick(id=sign.text, title=self._speech.say(sign.name), sign=sign.text) for sign in found)
        self.show_groups([Group(heading="", picks=picks)])
