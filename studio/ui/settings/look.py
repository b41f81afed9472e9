"""Language, colours, size of type, motion."""

from __future__ import annotations

from studio.translation import tr
from studio.ui.page import Shell
from studio.ui.settings.section import SettingsSection, titled
from studio.ui.widgets.field import FieldBlock

SCALES = (80, 90, 100, 110, 125, 150, 175, 200)


class LookSection(SettingsSection):
    """What is seen changes with the choice."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        looks = {"system": tr("Follow the system"), "light": tr("Light"), "dark": tr("Dark")}
        motions = {"system": tr("Follow the system"), "full": tr("May move"), "reduced": tr("No motion")}
        self.language = self.choice("language", {"vi": "Tiếng Việt", "en": "English"})
        self.look = self.choice("theme", looks)
        self.scale = self.choice("font_scale", {scale: f"{scale} %" for scale in SCALES})
        self.motion = self.choice("motion", motions)
        dark = tr("Dark colours tire the eyes less at night.")
        still = tr("“No motion” stops everything that moves or blinks by itself.")
        self.build(
            titled(
                tr("Language and look"),
                FieldBlock(self.language, tr("Language")),
                FieldBlock(self.look, tr("Colours"), hint=dark),
                FieldBlock(self.scale, tr("Size of type")),
                FieldBlock(self.motion, tr("Motion"), hint=still),
            )
        )
