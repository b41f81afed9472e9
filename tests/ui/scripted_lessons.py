"""Lessons whose steps are done when a test says so. All else in the profile is real."""

from __future__ import annotations

from pathlib import Path

from studio.errors import NameNeeded
from studio.events import EventBus
from studio.phrase import Language, Phrase
from studio.training.context import RoleCast
from studio.training.course_reader import shipped
from studio.training.lesson import LessonView, Mode, StepState
from studio.training.outline import Outline
from studio.training.runs import StepTrouble
from studio.training.steps import place_of
from tests.ui.stand_in import StandIn
from tests.ui.unit import PIN

CAST = RoleCast(learner="p-an", colleague="p-binh", head="p-cuong", pin=PIN)
"""Of the unit at work."""


class ScriptedLesson(StandIn):  # type: ignore[misc]
    """`done` is how many steps are done; looking takes it over, as a predicate would see it."""

    def __init__(self, outline: Outline, mode: Mode, events: EventBus) -> None:
        self.outline, self.mode, self.events = outline, mode, events
        self.done = self.seen = 0
        self.looks = 0
        self.troubles: dict[int, StepTrouble] = {}
        self.astray = self.stopped = False
        self.answers: dict[str, object] = {}
        self.remark: Phrase | None = None

    @property
    def view(self) -> LessonView:
        count = len(self.outline.steps)
        now = self.seen if self.seen < count else None
        step = None if now is None else self.outline.steps[now]
        return LessonView(
            outline=self.outline,
            mode=self.mode,
            states=tuple(
                StepState.DONE if n < self.seen else StepState.NOW if n == self.seen else StepState.NEXT
                for n in range(count)
            ),
            now=now,
            place=place_of(self.outline.key(step.number), step) if step is not None else None,
            offer_restore=self.astray and now is not None,
            by_step=dict(self.troubles),
            finished=now is None,
            answers=dict(self.answers),
            remark=self.remark,
        )

    def start(self) -> LessonView:
        return self.view

    def look(self) -> LessonView:
        self.looks += 1
        if self.seen != self.done:
            self.seen, self.astray = self.done, False
        return self.view

    def play(self) -> LessonView:
        self.done += 1
        self.events.tell("draft.created", post="p1")
        return self.look()

    def answer(self, item_id: str, value: object) -> LessonView:
        self.answers[item_id] = value
        return self.view

    def hint(self) -> Phrase:
        self._trouble(self.seen, hints=1)
        return self.outline.steps[self.seen].text

    def strayed(self, gone: bool) -> LessonView:
        self.astray = gone
        return self.view

    def redo(self, step: int | None = None) -> LessonView:
        self.seen = self.done = self.seen if step is None else step
        self._trouble(self.seen, restores=1)
        self.astray = False
        return self.view

    def stop(self) -> None:
        self.stopped = True

    @property
    def restores(self) -> int:
        return self.view.restores

    def _trouble(self, index: int, hints: int = 0, restores: int = 0) -> None:
        before = self.troubles.get(index + 1, StepTrouble())
        self.troubles[index + 1] = StepTrouble(hints=before.hints + hints, restores=before.restores + restores)


class ScriptedLessons(StandIn):  # type: ignore[misc]
    """Those of a practice profile."""

    def __init__(self, events: EventBus) -> None:
        self._events = events
        self.begun: list[ScriptedLesson] = []
        self.written: dict[str, Outline] = {}
        """Outlines of a unit, in place of the shipped ones of the same id."""
        self.resets = 0
        self.folder = Path(__file__).parent

    def cast(self) -> RoleCast:
        return CAST

    def documents(self) -> frozenset[str]:
        return frozenset({"05/2025/TT-MAU"})

    def begin(self, outline_id: str, mode: Mode, cast: RoleCast | None = None) -> ScriptedLesson:
        outline = self.written.get(outline_id) or shipped().outline(outline_id)
        assert outline is not None
        self.begun.append(ScriptedLesson(outline, mode, self._events))
        return self.begun[-1]

    def dump(self, language: Language) -> str:
        return "# Đề cương\n"

    def reset_practice(self, named: str = "") -> None:
        if self.own and named != self.own:
            raise NameNeeded("type the name “{name}”.", name=self.own)
        self.resets += 1

    own = ""
    """Name of what goes with a reset; empty while there is the sample alone."""

    def passes(self, scenario_green: bool, quiz_right: int, quiz_total: int) -> bool:
        return scenario_green and 3 * quiz_right >= 2 * quiz_total

    def needed(self, quiz_total: int) -> int:
        return -(-2 * quiz_total // 3)
