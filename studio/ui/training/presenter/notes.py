"""The trainer's notes, on the other screen where there is one: time, purpose, mistakes, answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.training.lesson import StepState
from studio.training.outline import Course, Outline, QuizQuestion
from studio.translation import tr
from studio.ui.language import LanguageManager
from studio.ui.theme import Theme
from studio.ui.tokens import Tone
from studio.ui.widgets.buttons import PrimaryButton, QuietButton
from studio.ui.widgets.labels import Glyph, Label
from studio.ui.widgets.layout import Card, FlowLayout, PlainHolder, clear, column, row, scrolled

SIZE = (980, 700)
"""Pixels of an ordinary window, where there is one screen only."""


Stop = Callable[[], None]


class Presentation(Protocol):
    """A lesson as the presenter sees it."""

    @property
    def course(self) -> Course: ...

    @property
    def outline(self) -> Outline: ...

    @property
    def states(self) -> Sequence[StepState]:
        """One a step."""
        ...

    @property
    def now(self) -> int | None:
        """Index of the present step; None when all are done."""
        ...

    def next(self) -> None:
        """Go on to the next step: a lesson plays the present one."""
        ...

    def previous(self) -> None:
        """Go back by one step."""
        ...

    def show_coach(self, shown: bool) -> None:
        """Show the lesson's own bar, or only as far as the present step needs it: the presenter says the rest."""
        ...

    def listen(self, then: Callable[[], None]) -> Stop:
        """Have `then` called after each change, until the returned call."""
        ...


class OutlineTalk:
    """An outline without a lesson: the steps are gone through as slides are, and none is done by that."""

    def __init__(self, course: Course, outline: Outline) -> None:
        self.course, self.outline = course, outline
        self._at = 0
        self._listeners: list[Callable[[], None]] = []

    @property
    def now(self) -> int | None:
        return self._at if self._at < len(self.outline.steps) else None

    @property
    def states(self) -> Sequence[StepState]:
        def state(place: int) -> StepState:
            if place < self._at:
                return StepState.SHOWN
            return StepState.NOW if place == self._at else StepState.NEXT

        return tuple(state(place) for place in range(len(self.outline.steps)))

    def next(self) -> None:
        self._go(self._at + 1)

    def previous(self) -> None:
        self._go(self._at - 1)

    def show_coach(self, shown: bool) -> None:
        """There is none."""

    def listen(self, then: Callable[[], None]) -> Stop:
        self._listeners.append(then)
        return lambda: self._listeners.remove(then)

    def _go(self, place: int) -> None:
        self._at = min(max(place, 0), len(self.outline.steps))
        for each in tuple(self._listeners):
            each()


class TrainerNotes(QWidget):
    """`closed` follows when the trainer closes it."""

    closed = Signal()
    next_wanted = Signal()
    previous_wanted = Signal()

    def __init__(self, language: LanguageManager, theme: Theme) -> None:
        super().__init__()
        self._language = language
        self._presentation: Presentation | None = None
        self._seconds = 0
        self._title, self.clock = Label(role="title", wrap=True), Label(role="title")
        self._now, self._then = Label(role="heading", wrap=True), Label(role="hint", wrap=True)
        self.back = QuietButton(tr("Previous step"), glyph="chevron-left")
        self.on = PrimaryButton(tr("Next step"), glyph="chevron-right")
        self.back.clicked.connect(self.previous_wanted)
        self.on.clicked.connect(self.next_wanted)
        self._facts: QVBoxLayout = column(spacing=8)
        self._build()
        theme.dress(self)
        self.resize(*SIZE)
        self.setWindowTitle(tr("Notes for the trainer"))

    def _build(self) -> None:
        head = row(spacing=16)
        head.addWidget(self._title, 1)
        head.addWidget(self.clock, 0, Qt.AlignmentFlag.AlignTop)
        present = Card()
        flow = FlowLayout(spacing=8)
        for button in (self.back, self.on):
            flow.addWidget(button)
        tools = PlainHolder()
        tools.setLayout(flow)
        present.setLayout(column(self._now, self._then, tools, spacing=10, margins=16))
        inner = PlainHolder()
        inner.setLayout(column(head, present, self._facts, None, spacing=14, margins=(24, 18, 24, 18)))
        self.setAutoFillBackground(True)
        self.setLayout(column(scrolled(inner)))

    def show_talk(self, presentation: Presentation) -> None:
        """What belongs to the talk and its present step."""
        other = self._presentation is None or self._presentation.outline != presentation.outline
        self._presentation = presentation
        say, steps, now = self._language.say, presentation.outline.steps, presentation.now
        self._title.setText(f"{presentation.outline.id} · {say(presentation.outline.title)}")
        if now is None:
            self._now.setText(tr("All steps are done."))
        else:
            self._now.setText(f"{now + 1}/{len(steps)} · {say(steps[now].text)}")
        following = steps[now + 1] if now is not None and now + 1 < len(steps) else None
        self._then.setText(tr("Then: {text}").format(text=say(following.text)) if following else "")
        self.back.setEnabled(now is None or now > 0)
        self.on.setEnabled(now is not None)
        if other or not self._facts.count():
            self._fill(presentation)
        self.tell_time(self._seconds)

    def tell_time(self, seconds: int) -> None:
        """How long it takes by now, of the outline's minutes."""
        self._seconds = seconds
        planned = self._presentation.outline.minutes if self._presentation is not None else 0
        minutes, rest = divmod(seconds, 60)
        whole = tr("{n} min").format(n=planned)
        self.clock.setText(f"{minutes}:{rest:02d} / {whole}")
        role = "error" if planned and seconds > planned * 60 else "title"
        if role != self.clock.property("role"):
            self.clock.setProperty("role", role)
            self.clock.style().unpolish(self.clock)
            self.clock.style().polish(self.clock)
            self.clock.updateGeometry()

    def place(self, beside: QScreen) -> bool:
        """Show it on another screen than `beside`, over all of it; False where there is none."""
        other = other_screen(beside)
        if other is None:
            return False
        self.setGeometry(other.availableGeometry())
        self.showMaximized()
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def _fill(self, presentation: Presentation) -> None:
        clear(self._facts)
        for part in self._parts(presentation):
            self._facts.addWidget(part)

    def _parts(self, presentation: Presentation) -> Iterator[QWidget]:
        say, outline = self._language.say, presentation.outline
        yield Label(say(presentation.course.label), "small", wrap=True)
        yield _heading(tr("Purpose"))
        yield Label(say(outline.purpose), wrap=True)
        for heading, phrases, glyph, colour in (
            (tr("Before you begin"), outline.preconditions, "circle-dot", "muted"),
            (tr("Common mistakes"), outline.mistakes, "triangle-alert", Tone.AMBER),
        ):
            if phrases:
                yield _heading(heading)
                for each in phrases:
                    yield _line(Glyph(glyph, colour), say(each))
        if outline.quiz:
            yield _heading(tr("Questions and answers"))
        for number, question in enumerate(outline.quiz, 1):
            yield from self._question(number, question)

    def _question(self, number: int, question: QuizQuestion) -> Iterator[QWidget]:
        say = self._language.say
        yield Label(f"{number}. {say(question.text)}", wrap=True)
        right = next(option for option in question.options if option.correct)
        yield _line(Glyph("circle-check", Tone.GREEN), say(right.text))
        yield Label(say(question.why), "hint", wrap=True)


def other_screen(beside: QScreen) -> QScreen | None:
    """Another screen of this PC; None where there is one only."""
    return next((screen for screen in QGuiApplication.screens() if screen is not beside), None)


def _heading(text: str) -> QWidget:
    label = Label(text, "label")
    label.setContentsMargins(0, 10, 0, 0)
    return label


def _line(sign: Glyph, text: str) -> QWidget:
    held = PlainHolder()
    box = row(spacing=10)
    box.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    box.addWidget(Label(text, wrap=True), 1)
    held.setLayout(box)
    return held
