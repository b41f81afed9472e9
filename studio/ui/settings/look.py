"""Language, colours, size of type, motion."""

from __future__ import annotations

from studio.ui.page import Shell
from studio.ui.settings.section import SettingsSection, offer, titled
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label

SCALES = (80, 90, 100, 110, 125, 150, 175, 200)


class LookSection(SettingsSection):
    """What is seen changes with the choice."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.language, self.look, self.scale, self.motion = Combo(), Combo(), Combo(), Combo()
        combos = (self.language, self.look, self.scale, self.motion)
        self._blocks = [FieldBlock(combo) for combo in combos]
        self._heading = Label(role="heading", wrap=True)
        for combo, name in zip(combos, ("language", "theme", "font_scale", "motion"), strict=True):
            self.follow(combo, name)
        shell.preferences.changed.connect(self._fill)
        self.build(titled(self._heading, *self._blocks))

    def retranslate(self) -> None:
        self._heading.setText(self.tr("Language and look"))
        labels = (self.tr("Language"), self.tr("Colours"), self.tr("Size of type"), self.tr("Motion"))
        for block, text in zip(self._blocks, labels, strict=True):
            block.set_label(text)
        self._blocks[1].set_hint(self.tr("Dark colours tire the eyes less at night."))
        self._blocks[3].set_hint(self.tr("“Keep still” stops everything that moves or blinks by itself."))
        self._fill()

    def _fill(self) -> None:
        settings = self.shell.preferences.settings
        offer(self.language, {"vi": "Tiếng Việt", "en": "English"}, settings.language)
        looks = {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        offer(self.look, looks, settings.theme)
        offer(self.scale, {scale: f"{scale} %" for scale in SCALES}, settings.font_scale)
        motions = {"system": self.tr("As the system"), "full": self.tr("May move"), "reduced": self.tr("Keep still")}
        offer(self.motion, motions, settings.motion)
