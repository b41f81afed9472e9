"""Options of cutting and straightening: ratios, the angle, quarter turns and the mirror."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from studio.images import editing
from studio.images.geometry import cut_of
from studio.images.recipe import Recipe
from studio.images.soundness import MAX_ANGLE
from studio.translation import tr
from studio.ui.images.sliders import NamedSlider, signed
from studio.ui.language import Speech
from studio.ui.widgets.buttons import IconButton, LinkButton, PillButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, Plain, column, row

FREE = ""


class ShapeOptions(QWidget):
    """`changed` carries the next recipe, words for undo, and a key; `slid` follows the angle while it is dragged."""

    changed = Signal(object, str, str)
    slid = Signal(object)
    ratio_chosen = Signal(object)
    """Width to height that the frame keeps from now on; None is free."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._recipe: Recipe | None = None
        self._ratios = {one.key: one for one in editing.RATIOS}
        self.pills = {key: PillButton() for key in (FREE, *self._ratios)}
        group = QButtonGroup(self)
        flow = FlowLayout(spacing=6)
        for key, pill in self.pills.items():
            group.addButton(pill)
            pill.clicked.connect(lambda _, key=key: self._take(key))
            flow.addWidget(pill)
        self.pills[FREE].setChecked(True)
        shapes = Plain()
        shapes.setLayout(flow)
        self._title, self._size = Label(tr("Shape"), "label"), Label(role="hint")
        self.whole = LinkButton(tr("Back to the whole picture"), "rotate-ccw")
        self.whole.clicked.connect(self._reset)
        self.angle = NamedSlider(-MAX_ANGLE, MAX_ANGLE, 0.1, signed(1, "°"))
        self.angle.slid.connect(self._slide)
        self.angle.chosen.connect(self._turn_to)
        self.left = IconButton("rotate-ccw", tr("Turn to the left"))
        self.right = IconButton("rotate-cw", tr("Turn to the right"))
        self.mirror = IconButton("flip-horizontal-2", tr("Exchange left and right"))
        self.flip = IconButton("flip-vertical-2", tr("Turn upside down, mirrored"))
        self.left.clicked.connect(lambda: self._turn(-1))
        self.right.clicked.connect(lambda: self._turn(1))
        self.mirror.clicked.connect(lambda: self._mirror(upside_down=False))
        self.flip.clicked.connect(lambda: self._mirror(upside_down=True))
        turns = row(self.left, self.right, 8, self.mirror, self.flip, None, spacing=2)
        parts = (row(self._title, None, self._size), shapes, row(self.whole, None), self.angle, turns)
        self.setLayout(column(*parts, spacing=10))
        self.pills[FREE].setText(tr("Free"))
        for key, ratio in self._ratios.items():
            self.pills[key].setText(self._speech.say(ratio.name))
        self.angle.set_name(tr("Straighten"))

    def show_recipe(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self.angle.put(recipe.angle)
        _, _, w, h = cut_of(recipe)
        if recipe.turns % 2:
            w, h = h, w
        self._size.setText(f"{round(w)} × {round(h)}")
        self.whole.setEnabled(recipe.crop is not None or recipe.angle != 0)

    def _take(self, key: str) -> None:
        recipe = self._recipe
        ratio = self._ratios[key].width / self._ratios[key].height if key else None
        self.ratio_chosen.emit(ratio)
        if recipe is not None and ratio is not None:
            self.changed.emit(editing.cut_to(recipe, ratio), tr("Cut the picture"), "")

    def _reset(self) -> None:
        if self._recipe is not None:
            self.pills[FREE].setChecked(True)
            self.ratio_chosen.emit(None)
            whole = editing.straighten(editing.cut(self._recipe, None), 0.0)
            self.changed.emit(whole, tr("Back to the whole picture"), "")

    def _slide(self, angle: float) -> None:
        if self._recipe is not None:
            self.slid.emit(editing.straighten(self._recipe, angle))

    def _turn_to(self, angle: float) -> None:
        if self._recipe is not None:
            self.changed.emit(editing.straighten(self._recipe, angle), tr("Straighten the picture"), "angle")

    def _turn(self, quarters: int) -> None:
        if self._recipe is not None:
            self.changed.emit(editing.turn(self._recipe, quarters), tr("Turn the picture"), "")

    def _mirror(self, *, upside_down: bool) -> None:
        if self._recipe is not None:
            self.changed.emit(editing.mirror(self._recipe, upside_down=upside_down), tr("Mirror the picture"), "")
