"""Light and colour: a slider each, and the automatic, whose values the sliders then show."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from studio.images.recipe import Adjust, Recipe
from studio.ui.images.sliders import NamedSlider, signed
from studio.ui.language import Translated
from studio.ui.widgets.buttons import LinkButton, QuietButton
from studio.ui.widgets.layout import column, row


class LightPanel(Translated):
    """`slid` follows a handle that is held, `chosen` carries light, words for undo and a key for merging."""

    slid = Signal(object)
    chosen = Signal(object, str, str)
    auto_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._light = Adjust()
        whole = "{:.0f}".format
        self.sliders = {
            "exposure": NamedSlider(-2, 2, 0.05, signed(2)),
            "contrast": NamedSlider(-100, 100, 1, signed()),
            "shadows": NamedSlider(-100, 100, 1, signed()),
            "warmth": NamedSlider(-100, 100, 1, signed()),
            "tint": NamedSlider(-100, 100, 1, signed()),
            "sharpen": NamedSlider(0, 100, 1, whole),
        }
        for name, slider in self.sliders.items():
            slider.slid.connect(lambda value, name=name: self.slid.emit(self._with(name, value)))
            slider.chosen.connect(lambda value, name=name: self._chosen(name, value))
        self.auto, self.reset = QuietButton(glyph="sun"), LinkButton(glyph="rotate-ccw")
        self.auto.clicked.connect(self.auto_wanted)
        self.reset.clicked.connect(lambda: self.chosen.emit(Adjust(), self.tr("Light as it came"), ""))
        self.setLayout(column(row(self.auto, None, self.reset), 2, *self.sliders.values(), None, spacing=12))
        self.retranslate()

    def retranslate(self) -> None:
        self._names = {
            "exposure": self.tr("Exposure"),
            "contrast": self.tr("Contrast"),
            "shadows": self.tr("Shadows"),
            "warmth": self.tr("Warmth"),
            "tint": self.tr("Tint"),
            "sharpen": self.tr("Sharpness"),
        }
        for name, slider in self.sliders.items():
            slider.set_name(self._names[name])
        self.auto.setText(self.tr("Automatic"))
        self.auto.setToolTip(self.tr("Mends what is plainly off; the sliders show what it did"))
        self.reset.setText(self.tr("As it came"))

    def show_recipe(self, recipe: Recipe) -> None:
        self._light = recipe.adjust
        for name, slider in self.sliders.items():
            slider.put(getattr(recipe.adjust, name))
        self.reset.setEnabled(recipe.adjust != Adjust())

    def _with(self, name: str, value: float) -> Adjust:
        number: float = round(value, 2) if name == "exposure" else round(value)
        return replace(self._light, **{name: number})  # type: ignore[arg-type]

    def _chosen(self, name: str, value: float) -> None:
        light = self._with(name, value)
        if light != self._light:
            self.chosen.emit(light, self._names[name], f"light {name}")
