"""A slider with its name and its number, and the options of a shape."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QButtonGroup, QSlider, QWidget

from studio.images import edits
from studio.images.geometry import cut_of
from studio.images.recipe import Recipe
from studio.images.recipe_validation import MAX_ANGLE
from studio.translation import tr
from studio.ui.language import LanguageManager
from studio.ui.widgets.buttons import IconButton, LinkButton, PillButton
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import FlowLayout, PlainHolder, column, row

HEIGHT, SHORT = 24, 100
"""Pixels that the handle of a slider takes with its focus, and that an inline slider is wide."""


def signed(decimals: int = 0, unit: str = "") -> Callable[[float], str]:
    """Writes how far a value is from zero, with the decimal sign of the language."""

    def show(value: float) -> str:
        value = round(value, decimals) + 0.0  # no minus before a zero
        return ("+" if value > 0 else "") + QLocale().toString(value, "f", decimals) + unit

    return show


class _Slider(QSlider):
    """The wheel scrolls the pane it stands in, and never changes a picture by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class NamedSlider(QWidget):
    """`slid` follows every movement of the handle while it is held, `chosen` a value that stays."""

    slid = Signal(float)
    chosen = Signal(float)

    def __init__(
        self,
        low: float,
        high: float,
        step: float,
        show: Callable[[float], str],
        *,
        neutral: float | None = 0.0,
        inline: bool = False,
    ) -> None:
        """`show` writes a value; a double click on the slider goes back to `neutral`, where there is one.

        `inline` puts name, slider and number into one line.
        """
        super().__init__()
        self._step, self._show, self._neutral = step, show, neutral
        self._name, self._number = Label(), Label(role="hint")
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(low / step), round(high / step))
        self.slider.setPageStep(max(1, round((high - low) / step / 20)))
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(lambda: self.chosen.emit(self.value))
        self.slider.setMinimumHeight(HEIGHT)
        self.slider.installEventFilter(self)
        if inline:
            self.slider.setMinimumWidth(SHORT)
            self._number.setMinimumWidth(self.fontMetrics().horizontalAdvance(show(high)))
            self.setLayout(row(self._name, self.slider, self._number, spacing=8))
        else:
            self.setLayout(column(row(self._name, None, self._number), self.slider, spacing=2))
        self.setFocusProxy(self.slider)

    @property
    def value(self) -> float:
        return self.slider.value() * self._step

    def set_name(self, name: str) -> None:
        self._name.setText(name)
        self.slider.setAccessibleName(name)
        self._tell()

    def put(self, value: float) -> None:
        """Show a value; says nothing of it."""
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(round(value / self._step))
            self.slider.blockSignals(False)
            self._tell()

    def _moved(self) -> None:
        self._tell()
        if self.slider.isSliderDown():
            self.slid.emit(self.value)
        else:
            self.chosen.emit(self.value)

    def _tell(self) -> None:
        self._number.setText(self._show(self.value))
        self.slider.setAccessibleDescription(self._show(self.value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonDblClick and self._neutral is not None:
            self.slider.setSliderDown(False)
            self.slider.setValue(round(self._neutral / self._step))
            return True
        return super().eventFilter(watched, event)


FREE = ""


class ShapeOptions(QWidget):
    """`changed` carries the next recipe, words for undo, and a key; `slid` follows the angle while it is dragged."""

    changed = Signal(object, str, str)
    slid = Signal(object)
    ratio_chosen = Signal(object)
    """Width to height that the frame keeps from now on; None is free."""

    def __init__(self, language: LanguageManager) -> None:
        super().__init__()
        self._language = language
        self._recipe: Recipe | None = None
        self._ratios = {one.key: one for one in edits.RATIOS}
        self.pills = {key: PillButton() for key in (FREE, *self._ratios)}
        group = QButtonGroup(self)
        flow = FlowLayout(spacing=6)
        for key, pill in self.pills.items():
            group.addButton(pill)
            pill.clicked.connect(lambda _, key=key: self._take(key))
            flow.addWidget(pill)
        self.pills[FREE].setChecked(True)
        shapes = PlainHolder()
        shapes.setLayout(flow)
        self._title, self._size = Label(tr("Shape"), "label"), Label(role="hint")
        self.whole = LinkButton(tr("Restore the whole picture"), "rotate-ccw")
        self.whole.clicked.connect(self._reset)
        self.angle = NamedSlider(-MAX_ANGLE, MAX_ANGLE, 0.1, signed(1, "°"))
        self.angle.slid.connect(self._slide)
        self.angle.chosen.connect(self._turn_to)
        self.left = IconButton("rotate-ccw", tr("Turn to the left"))
        self.right = IconButton("rotate-cw", tr("Turn to the right"))
        self.mirror = IconButton("flip-horizontal-2", tr("Flip horizontally"))
        self.flip = IconButton("flip-vertical-2", tr("Flip vertically"))
        self.left.clicked.connect(lambda: self._turn(-1))
        self.right.clicked.connect(lambda: self._turn(1))
        self.mirror.clicked.connect(lambda: self._mirror(upside_down=False))
        self.flip.clicked.connect(lambda: self._mirror(upside_down=True))
        turns = row(self.left, self.right, 8, self.mirror, self.flip, None, spacing=2)
        parts = (row(self._title, None, self._size), shapes, row(self.whole, None), self.angle, turns)
        self.setLayout(column(*parts, spacing=10))
        self.pills[FREE].setText(tr("Free"))
        for key, ratio in self._ratios.items():
            self.pills[key].setText(self._language.say(ratio.name))
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
            self.changed.emit(edits.cut_to(recipe, ratio), tr("Cut the picture"), "")

    def _reset(self) -> None:
        if self._recipe is not None:
            self.pills[FREE].setChecked(True)
            self.ratio_chosen.emit(None)
            whole = edits.straighten(edits.cut(self._recipe, None), 0.0)
            self.changed.emit(whole, tr("Restore the whole picture"), "")

    def _slide(self, angle: float) -> None:
        if self._recipe is not None:
            self.slid.emit(edits.straighten(self._recipe, angle))

    def _turn_to(self, angle: float) -> None:
        if self._recipe is not None:
            self.changed.emit(edits.straighten(self._recipe, angle), tr("Straighten the picture"), "angle")

    def _turn(self, quarters: int) -> None:
        if self._recipe is not None:
            self.changed.emit(edits.turn(self._recipe, quarters), tr("Turn the picture"), "")

    def _mirror(self, *, upside_down: bool) -> None:
        if self._recipe is not None:
            self.changed.emit(edits.mirror(self._recipe, upside_down=upside_down), tr("Mirror the picture"), "")
