"""A lesson beside the window: what it waits for, and that each step turns green by what was done there."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from studio.app import Studio
from studio.training.lesson import Lesson, Mode
from studio.ui.page_specs import PageId
from tests.e2e.lessons.hand import Hand

BETWEEN_S = 0.1
"""Seconds between two looks of the lesson, as the window that shows one has them."""


@dataclass(slots=True)
class Told:
    """What came of one lesson."""

    outline: str
    green: list[str] = field(default_factory=list)
    """Steps in the order in which they turned green."""
    lit: list[str] = field(default_factory=list)
    """Steps whose control was in sight where the lesson lights it."""
    seconds: float = 0.0


ON_MORE_PAGES = ("approval", "practice.publish")
"""How the names of controls begin that several pages have."""


class Course:
    """One lesson that is guided while `hand` works."""

    def __init__(self, studio: Studio, hand: Hand, outline: str) -> None:
        self._hand = hand
        self._lesson: Lesson = studio.lessons.begin(outline, Mode.GUIDED)
        self.told = Told(outline=outline)
        self._began = time.monotonic()
        self._looked = 0.0
        self._note(self._lesson.start().now or 0)

    def lit(self) -> QWidget:
        """The control of the present step, which has to be in sight on the page in sight."""
        view = self._lesson.view
        if view.step is None or view.place is None or self._hand.window.page is None:
            raise AssertionError(f"{self.told.outline}: no step is open")
        key = view.outline.key(view.step.number)
        here = self._hand.window.page.id
        if here is not PageId(view.place.page) and not view.place.anchor.startswith(ON_MORE_PAGES):
            raise AssertionError(f"{key} is done on {view.place.page}, not on {here}")
        found = self._hand.anchored(view.place.anchor)
        self.told.lit.append(key)
        return found

    def green(self, number: int) -> None:
        """Wait until the step of that number, counted from 1, is done."""

        def done() -> bool:
            if time.monotonic() - self._looked < BETWEEN_S:
                return False
            self._looked = time.monotonic()
            now = self._lesson.look().now
            self._note(len(self._lesson.view.states) if now is None else now)
            return len(self.told.green) >= number

        self._hand.until(done, f"step {number} of {self.told.outline}, green after {self.told.green}")

    def end(self) -> Told:
        """Every step has to be green by now."""
        view = self._lesson.look()
        self._lesson.stop()
        if not view.finished:
            raise AssertionError(f"{self.told.outline} stands at {view.step}")
        self.told.seconds = round(time.monotonic() - self._began, 1)
        return self.told

    def _note(self, done: int) -> None:
        view = self._lesson.view
        keys = [view.outline.key(step.number) for step in view.outline.steps[:done]]
        self.told.green.extend(key for key in keys if key not in self.told.green)
