"""A lesson in the window as a learner has it: led by the coach, its checklists filled in over the coach's bar.

What is lit is what the spotlight lights, and a checklist is answered by clicks and keys alone.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from studio.clock import show_date
from studio.training.lesson import LessonView, Mode
from studio.training.outline import StepKind
from studio.ui.training.answer_editors import (
    AnswerEditor,
    DayAnswer,
    EvidenceField,
    OneMessage,
    OneOf,
    SortingAnswer,
    Tick,
    WordsAnswer,
)
from studio.ui.training.checklist import ChecklistForm
from studio.ui.training.lesson_controller import LessonRunner
from studio.ui.training.target import TargetSight
from studio.ui.training.words import TrainingPart, part_name
from tests.e2e.lessons.course import Told
from tests.e2e.lessons.hand import Hand

E = TypeVar("E", bound=AnswerEditor)


class Coached:
    """One lesson that the window itself leads through."""

    def __init__(self, hand: Hand, outline: str, mode: Mode = Mode.GUIDED) -> None:
        self.hand, self.told = hand, Told(outline=outline)
        self._began = time.monotonic()
        hand.window.training.learn(outline, mode.value)
        hand.until(lambda: self._running() is not None and hand.window.tasks.idle, f"the lesson {outline}")
        hand.wake(hand.window)

    @property
    def running(self) -> LessonRunner:
        running = self._running()
        if running is None:
            raise AssertionError(f"the lesson {self.told.outline} is over")
        return running

    @property
    def view(self) -> LessonView:
        return self.running.driver.view

    @property
    def note(self) -> str:
        """What the coach says beside the step."""
        return self.running.bar.note

    def lit(self) -> QWidget:
        """The control that the spotlight shows for the present step; of a checklist its form."""
        step = self.view.step
        if step is None:
            raise AssertionError(f"{self.told.outline}: no step is open")
        key = self.view.outline.key(step.number)
        if step.kind is StepKind.CHECKLIST:
            found: QWidget = self.form()
        else:
            spot = self.running.guide.spot
            self.hand.until(lambda: spot.sight is TargetSight.LIT, f"the light of {key}")
            target = spot.target
            if target is None:
                raise AssertionError(f"the light of {key} went out")
            found = target.widget
        self.told.lit.append(key)
        return found

    def waits(self, number: int) -> None:
        """What was done so far is not enough for the step of that number, counted from 1."""
        self.hand.rest()
        view = self.running.running.lesson.look()
        if view.now != number - 1:
            raise AssertionError(f"{self.told.outline} stands at {view.now}, not before the end of step {number}")

    def green(self, number: int) -> None:
        """Wait until the step of that number is done, and no later one."""

        def done() -> int:
            view = self.view
            return len(view.states) if view.now is None else view.now

        self.hand.until(lambda: done() >= number, f"step {number} of {self.told.outline}")
        self.hand.rest()
        if done() != number:
            raise AssertionError(f"{self.told.outline} went on to step {done() + 1} by step {number} alone")
        self.told.green.append(self.view.outline.key(self.view.outline.steps[number - 1].number))

    def back(self) -> None:
        """Go back to where the present step began, by the coach's button."""
        before = self.view.restores
        self.hand.click(self.running.bar.redo)
        self.hand.until(lambda: self.view.restores > before, "the way back")
        self.hand.rest()

    def take_part(self) -> None:
        """Take the part that the coach proposes."""
        self.hand.click(self.running.bar.part_link)

    def play(self, part: TrainingPart) -> None:
        """Take that part from the coach's menu."""
        self.hand.click(self.running.bar.parts, meanwhile=lambda: self.hand.menu(part_name(part)))
        self.hand.wake(self.hand.window)
        self.hand.until(lambda: part_name(part) in self.running.bar.parts.text(), f"the part of {part}")

    def end(self) -> Told:
        """Every step has to be green by now."""
        if not self.view.finished:
            raise AssertionError(f"{self.told.outline} stands at {self.view.step}")
        lessons = self.hand.window.training.lessons
        if lessons is not None:
            lessons.end()
        self.hand.rest()
        self.told.seconds = round(time.monotonic() - self._began, 1)
        return self.told

    # -- the checklist

    def form(self) -> ChecklistForm:
        """That of the present step, in sight."""

        def found() -> ChecklistForm | None:
            forms = self.running.bar.findChildren(ChecklistForm)
            return next((each for each in forms if each.isVisible() and each.step == self.view.step), None)

        self.hand.until(found, f"the checklist of {self.view.step}")
        self.hand.rest()
        form = found()
        if form is None:
            raise AssertionError("the checklist went away")
        return form

    def said(self, item: str) -> str:
        """The verdict under an item, as soon as there is one."""
        self.hand.until(lambda: self.form().blocks[item].verdict.text, f"a word on {item}")
        return self.form().blocks[item].verdict.text

    def told_of(self, item: str, message: str, why: str) -> None:
        """Wait until it is told of a sorted message why that is right or wrong."""
        self.hand.until(lambda: why in self._editor(item, SortingAnswer).verdict(message), f"{why!r} on {message}")

    def write(self, item: str, words: str) -> None:
        self.hand.write(self._editor(item, WordsAnswer).field, words)
        self._taken(item, words)

    def tick(self, item: str) -> None:
        self.hand.click(self._editor(item, Tick).box)

    def choose(self, item: str, words: str) -> None:
        """The option that holds these words."""
        self._choose(self._editor(item, OneOf), words)

    def take(self, item: str, message: str) -> None:
        """One of several practice messages."""
        self.hand.click(self._editor(item, OneMessage).buttons[message])

    def sort(self, item: str, options: Mapping[str, str]) -> None:
        """Give messages their options, by the words of these."""
        for message, words in options.items():
            self.hand.choose(self._editor(item, SortingAnswer).combos[message], words)
        self.hand.rest()

    def day(self, item: str, day: date) -> None:
        self.hand.write(self._editor(item, DayAnswer).field.line, show_date(day))

    def attach_sample(self, item: str) -> None:
        self.hand.click(self._editor(item, EvidenceField).sample)

    # -- within

    def _running(self) -> LessonRunner | None:
        lessons = self.hand.window.training.lessons
        return lessons.running if lessons is not None else None

    def _editor(self, item: str, kind: type[E]) -> E:
        editor = self.form().blocks[item].editor
        if not isinstance(editor, kind):
            raise TypeError(f"{item} is answered by {editor}")
        return editor

    def _choose(self, editor: OneOf, words: str) -> None:
        self.hand.choose(editor.combo, words)

    def _taken(self, item: str, value: object) -> None:
        step = self.view.step
        self.hand.until(
            lambda: self.view.step != step or self.view.answers.get(item) == value, f"{item} to be taken as {value!r}"
        )
