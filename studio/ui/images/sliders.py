"""A slider with its name and its number."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, row

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
