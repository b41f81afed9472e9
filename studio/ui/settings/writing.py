"""How the window helps with Vietnamese text."""

from __future__ import annotations

from studio.ui.page import Shell
from studio.ui.settings.section import SettingsSection, offer, titled
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label


class WritingSection(SettingsSection):
    """Spelling and tone marks."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.spelling, self.tones = CheckBox(), Combo()
        self._spelling_hint = Label(role="hint", wrap=True)
        self._block = FieldBlock(self.tones)
        self._heading = Label(role="heading", wrap=True)
        self.spelling.clicked.connect(lambda on: shell.preferences.choose(spelling=bool(on)))
        self.follow(self.tones, "tone_style")
        self.build(titled(self._heading, self.spelling, self._spelling_hint, self._block))

    def retranslate(self) -> None:
        settings = self.shell.preferences.settings
        self._heading.setText(self.tr("Spelling and tone marks"))
        self.spelling.setText(self.tr("Underline words that may be misspelt"))
        self.spelling.setChecked(settings.spelling)
        self._spelling_hint.setText(self.tr("Works without a network. Nothing you write leaves this PC."))
        self._block.set_label(self.tr("Tone marks in oa, oe, uy"))
        self._block.set_hint(self.tr("Used when a text is tidied; what you type is never changed while you type."))
        styles = {
            "keep": self.tr("As typed"),
            "new": self.tr("On the main vowel: hoà, thuỷ"),
            "old": self.tr("In the usual place: hòa, thủy"),
        }
        offer(self.tones, styles, settings.tone_style)
