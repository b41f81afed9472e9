"""The whole way of a lesson: what is done, what is now, and, greyed, what comes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.training.lesson import LessonView, Mode, StepState
from studio.translation import tr
from studio.ui.language import Speech
from studio.ui.training.words import STATES, state_name
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Plain, clear, column, row, scrolled
from studio.ui.widgets.popover import Popover

CHARS, SHARE, INSIDE = 78, 0.6, 56
"""Width in average characters, part of the window's height at most, and the pixels beside the steps."""


class StepsPopover(Popover):
    """Made once for a bar; `show_view` fills it."""

    def __init__(self, host: QWidget, speech: Speech) -> None:
        super().__init__(host, chars=CHARS)
        self._speech = speech
        self._heading = Label(role="heading", wrap=True)
        self._lines: QVBoxLayout = column(spacing=8)
        held = Plain()
        held.setLayout(self._lines)
        self._held, self._area = held, scrolled(held)
        close = QuietButton(tr("Close"))
        close.clicked.connect(self.close_popover)
        inside = column(self._heading, self._area, row(None, close), spacing=12, margins=(20, 16, 16, 14))
        self.card.setLayout(inside)

    def show_view(self, view: LessonView) -> None:
        say = self._speech.say
        self._heading.setText(f"{view.outline.id} · {say(view.outline.title)}")
        clear(self._lines)
        for step, state in zip(view.outline.steps, view.states, strict=True):
            if view.mode is Mode.EXAM and state is StepState.NEXT:
                continue  # what comes next is part of what is asked
            icon, colour = STATES[state]
            text = Label(say(step.text), "hint" if state is StepState.NEXT else "", wrap=True)
            text.setAccessibleName(f"{step.number}. {say(step.text)} ({state_name(state)})")
            line = row(spacing=10)
            line.addWidget(Glyph(icon, colour), 0, Qt.AlignmentFlag.AlignTop)
            number = Label(f"{step.number}.", "column")
            number.setMinimumWidth(self.fontMetrics().horizontalAdvance("00."))
            line.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(text, 1)
            held = Plain()
            held.setLayout(line)
            self._lines.addWidget(held)

    def place(self) -> None:
        """As high as the steps are, but no higher than a part of the window: beyond, they scroll."""
        room = self._host.size()
        width = min(self._chars * self.fontMetrics().averageCharWidth(), room.width()) - INSIDE
        needed = self._held.heightForWidth(width)
        self._area.setFixedHeight(min(needed, round(room.height() * SHARE)))
        super().place()
