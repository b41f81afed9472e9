"""All steps beside the page: which are done, which is now, and what comes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from studio.training.lesson import StepState
from studio.training.outline import Step
from studio.ui.language import Speech, Translated
from studio.ui.tokens import Tone
from studio.ui.training.presenter.talk import Talk
from studio.ui.training.words import state_name
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, Plain, clear, column, row, scrolled

SHARE, MOST_CHARS = 0.21, 30
"""Of the window's width, and average characters, that the list takes at most."""
SHORT = 90
"""Characters after which a step that is not now is cut: the present one stands at the foot in full."""
SIGNS = {
    StepState.DONE: ("circle-check", Tone.GREEN),
    StepState.NOW: ("circle-dot", "accent"),
    StepState.SHOWN: ("eye", "muted"),
}


class StepList(Translated):
    """Follows a talk."""

    def __init__(self, speech: Speech) -> None:
        super().__init__()
        self._speech = speech
        self._talk: Talk | None = None
        self._title, self._list = Label(role="label", wrap=True), column(spacing=10)
        self.lines: list[QWidget] = []
        self._inner = Plain()
        self._inner.setLayout(column(self._list, None, margins=(0, 4, 6, 4)))
        self._area = scrolled(self._inner)
        card = Card(kind="rail")
        inside = column(self._title, self._area, spacing=10, margins=(14, 14, 6, 10))
        inside.setStretch(1, 1)
        card.setLayout(inside)
        self.setLayout(column(card))
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Steps"))
        if self._talk is not None:
            self.show_talk(self._talk)

    def fit(self, window_width: int) -> None:
        """Take a share of the window, never more than short lines need."""
        self.setFixedWidth(min(round(window_width * SHARE), self.fontMetrics().averageCharWidth() * MOST_CHARS))

    def show_talk(self, talk: Talk) -> None:
        self._talk = talk
        self._title.setText(f"{talk.outline.id} · {self._speech.say(talk.outline.title)}")
        clear(self._list)
        self.lines = [self._line(step, talk.states[place]) for place, step in enumerate(talk.outline.steps)]
        for line in self.lines:
            self._list.addWidget(line)
        if talk.now is not None:
            self._inner.adjustSize()
            self._area.ensureWidgetVisible(self.lines[talk.now], 0, 40)

    def _line(self, step: Step, state: StepState) -> QWidget:
        glyph, colour = SIGNS.get(state, ("circle", "muted"))
        words = f"{step.number}. {self._speech.say(step.text)}"
        short = words if len(words) <= SHORT else words[:SHORT].rsplit(" ", 1)[0] + " …"
        text = Label(short, "label" if state is StepState.NOW else "hint", wrap=True)
        line = Plain()
        box = row(spacing=8)
        box.addWidget(Glyph(glyph, colour), 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(text, 1)
        line.setLayout(box)
        line.setAccessibleName(f"{words} ({state_name(state)})")
        return line
