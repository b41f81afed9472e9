"""The line of steps at the head: which there are, which is in sight, which are done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from studio.ui.language import Translated
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import FlowLayout, row

DONE, HERE, AHEAD = ("circle-check", "accent"), ("circle-dot", "accent"), ("circle", "muted")


class StepLine(Translated):
    """Signs and words; a screen reader hears one sentence."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._signs = [Glyph(*AHEAD) for _ in range(count)]
        self._words = [Label(role="hint") for _ in range(count)]
        self._names: Sequence[str] = [""] * count
        self._here = 0
        flow = FlowLayout(spacing=22)
        for sign, word in zip(self._signs, self._words, strict=True):
            pair = QWidget()
            pair.setLayout(row(sign, word, spacing=7))
            flow.addWidget(pair)
        self.setLayout(flow)

    def show_steps(self, names: Sequence[str], here: int) -> None:
        self._names, self._here = names, here
        self.retranslate()

    def retranslate(self) -> None:
        for place, (sign, word, name) in enumerate(zip(self._signs, self._words, self._names, strict=True)):
            look = DONE if place < self._here else HERE if place == self._here else AHEAD
            sign.show_glyph(*look)
            word.setText(name)
            word.setProperty("role", "label" if place == self._here else "hint")
            word.style().unpolish(word)
            word.style().polish(word)
        name = self._names[min(self._here, len(self._names) - 1)]
        said = self.tr("Step {n} of {all}: {name}")
        self.setAccessibleName(said.format(n=min(self._here + 1, len(self._names)), all=len(self._names), name=name))
