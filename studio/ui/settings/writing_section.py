"""How the window helps with Vietnamese text."""

from __future__ import annotations

from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label


class WritingSection(SettingsSection):
    """Spelling and tone marks."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.spelling = CheckBox(tr("Underline words that may be misspelt"))
        self.spelling.setChecked(shell.preferences.settings.spelling)
        self.spelling.clicked.connect(lambda on: shell.preferences.choose(spelling=bool(on)))
        private = tr("Works without a network. Nothing you write leaves this PC.")
        styles = {
            "keep": tr("As typed"),
            "new": tr("On the main vowel: hoà, thuỷ"),
            "old": tr("In the usual place: hòa, thủy"),
        }
        self.tones = self.choice("tone_style", styles)
        hint = tr("Used when a text is tidied; nothing changes while you type.")
        tones = FieldBlock(self.tones, tr("Tone marks in oa, oe, uy"), hint=hint)
        heading = tr("Spelling and tone marks")
        self.build(titled(heading, self.spelling, Label(private, "hint", wrap=True), tones))
