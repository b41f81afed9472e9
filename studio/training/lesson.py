"""One lesson: which step is now, what has to be seen before the next one, and the way back.

A step is done when its predicate says so of what the services hold, never because something was clicked. Whoever shows
the lesson calls `look` when there are news, and every 200 ms besides, for states that nobody tells of. A predicate that
fails counts as “not done” and ends no lesson. As each step begins a snapshot is kept, to which `redo` goes back.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar

from studio.errors import NotFound, Refused
from studio.events import ServiceEvent
from studio.phrase import Phrase
from studio.training.context import FindRecord, LessonContext, LessonStep, Predicate, RoleCast, Services
from studio.training.outline import Outline, OutlineStep
from studio.training.places import ControlPlace
from studio.training.replay import ReplayStep, acts_of, shown_only
from studio.training.runs import StepTrouble
from studio.training.steps import conditions, place_of, record_of

_log = logging.getLogger(__name__)
RESTORED = "practice.restored"
"""News: the practice profile is another than a moment ago; whoever shows any of it reads it anew."""
T = TypeVar("T")
Attach = Callable[[Path], Mapping[str, str]]
"""Keeps a file and returns the answer it is: name, SHA-256 and moment. Raises BadInput, StorageTrouble."""


class LessonSnapshots(Protocol):
    """Moments of the practice profile."""

    def take(self) -> str: ...

    def restore(self, id: str) -> None: ...

    def clear(self) -> None: ...


class Mode(StrEnum):
    WATCH = "watch"
    """The program plays the steps."""
    GUIDED = "guided"
    """The control of each step is lit."""
    ALONE = "alone"
    """The task's text only; hints are counted."""
    EXAM = "exam"
    """Without hints, and with the quiz afterwards."""


class StepState(StrEnum):
    DONE = "done"
    NOW = "now"
    NEXT = "next"
    SHOWN = "shown"
    """The program showed it: nothing of it is the learner's doing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonView:
    """What is shown of a lesson."""

    outline: Outline
    mode: Mode
    states: tuple[StepState, ...]
    """One a step."""
    now: int | None
    """Index of the present step; None when all are done."""
    place: ControlPlace | None
    """Where the present step is done."""
    offer_restore: bool
    """The learner has left the way: say that one can go back."""
    by_step: Mapping[int, StepTrouble]
    """Hints and restores by the number of the step; of most steps there are none."""
    finished: bool
    answers: Mapping[str, object]
    """Of the present step's checklist, by item."""
    earlier: Mapping[int, Mapping[str, object]] = field(default_factory=dict)
    """Answers of the steps before, by the step's number."""
    shown_only: frozenset[int] = frozenset()
    """Indices of the steps that Watch cannot play."""
    remark: Phrase | None = None
    """What keeps the present step from being done, where somebody may wonder; never in an exam."""

    @property
    def step(self) -> OutlineStep | None:
        """The present step."""
        return None if self.now is None else self.outline.steps[self.now]

    @property
    def words(self) -> Phrase | None:
        """What is said of the present step: how it is done in this window, or the task alone where the learner is to
        find the way, until a hint was asked for."""
        step = self.step
        if step is None or step.how is None:
            return step.text if step is not None else None
        hinted = self.mode is Mode.ALONE and step.number in self.by_step and self.by_step[step.number].hints > 0
        return step.how if hinted or self.mode in (Mode.WATCH, Mode.GUIDED) else step.text

    @property
    def hints(self) -> int:
        return sum(each.hints for each in self.by_step.values())

    @property
    def restores(self) -> int:
        return sum(each.restores for each in self.by_step.values())


@dataclass(slots=True, kw_only=True)
class _Mark:
    """How things stood as a step began."""

    snapshot: str
    heard: int
    """How many news there were."""
    answers: dict[str, object] = field(default_factory=dict)
    shown: bool = False
    """The program played the step or passed over it."""


class Lesson:
    """One lesson on its way. Threads may share it; what takes time belongs on the worker."""

    def __init__(
        self,
        outline: Outline,
        mode: Mode,
        cast: RoleCast,
        *,
        services: Services,
        snapshots: LessonSnapshots,
        attach: Attach,
        folder: Path,
        records: FindRecord = record_of,
    ) -> None:
        self._outline, self._mode, self._cast = outline, mode, cast
        self._services, self._snapshots, self._attach = services, snapshots, attach
        self._folder = folder
        self._records = records
        self._shown_only = shown_only(outline) if mode is Mode.WATCH else frozenset()
        self._busy = threading.RLock()
        self.heard: list[ServiceEvent] = []
        self._looker: int | None = None
        self._marks: list[_Mark] = []
        self._failed: set[str] = set()
        self._trouble: dict[int, StepTrouble] = {}
        self._remark: Phrase | None = None
        self._strayed = self._stopped = False
        self._stop_hearing: Callable[[], None] = lambda: None

    @property
    def view(self) -> LessonView:
        now = self._now()
        steps = self._outline.steps
        done = len(steps) if now is None else now
        return LessonView(
            outline=self._outline,
            mode=self._mode,
            states=tuple(self._state(number, done) for number in range(len(steps))),
            now=now,
            place=None if now is None else place_of(self._key(now), steps[now]),
            offer_restore=self._strayed and now is not None,
            by_step=dict(self._trouble),
            finished=now is None,
            remark=self._remark,
            answers={} if now is None else dict(self._marks[now].answers),
            earlier={} if now is None else self._earlier(now),
            shown_only=self._shown_only,
        )

    def start(self) -> LessonView:
        """Begin to hear, keep the beginning, and pass over what is done already. Raises StorageTrouble."""
        with self._busy:
            self._stop_hearing()
            self._stop_hearing = self._services.events.listen(self._hear)
            self._marks = [_Mark(snapshot=self._snapshots.take(), heard=len(self.heard))]
            return self.look()

    def look(self) -> LessonView:
        """See whether the present step is done, and those after it. Raises StorageTrouble."""
        with self._busy:
            before = now = self._now()
            while now is not None and self._done(now):
                kept = self._marks[-1].snapshot
                self._marks.append(_Mark(snapshot=kept, heard=len(self.heard)))
                now = self._now()
            if now != before:
                self._strayed = False
                self._marks[-1].snapshot = self._snapshots.take()
            self._remark = self._wonder(now) if now is not None and self._mode is not Mode.EXAM else None
            return self.view

    def play(self) -> LessonView:
        """Do the present step as a person would; one that is only shown is passed over.

        Raises StudioError as the services do, NotFound without a play.
        """
        with self._busy:
            now = self._required()
            if now in self._shown_only:
                self._marks[now].shown = True
                self._marks.append(_Mark(snapshot=self._snapshots.take(), heard=len(self.heard)))
                return self.look()
            acts = self._acts(now)
            for number, act in enumerate(acts, 1):
                if number == len(acts) or not self._holds(act.done, now):
                    act.play(self._scene(now))
            self.look()
            for mark in self._marks[now : self._last()]:
                mark.shown = True
            return self.view

    def answer(self, item_id: str, value: object) -> LessonView:
        """Answer an item of the present step's checklist; None takes the answer back. Files are given by their path.

        Raises BadInput, NotFound, StorageTrouble.
        """
        with self._busy:
            self._answer(item_id, value)
            return self.look()

    def hint(self) -> Phrase:
        """What to do now; counted. Raises Refused in an exam and when nothing is left to do."""
        if self._mode is Mode.EXAM:
            raise Refused("there are no hints in an exam; learn by “Follow” where you need them.")
        now = self._required()
        self._count(now, hints=1)
        step = self._outline.steps[now]
        return step.how or step.text

    def strayed(self, gone: bool) -> LessonView:
        """Hear from the window whether the learner is off the way of the present step."""
        self._strayed = gone
        return self.view

    def redo(self, step: int | None = None) -> LessonView:
        """Go back to the moment at which the step (index; by default the present or else the last one) began; counted.

        Raises Refused when it has not begun yet, StorageTrouble.
        """
        with self._busy:
            index = min(self._last(), len(self._outline.steps) - 1) if step is None else step
            if not 0 <= index < len(self._marks):
                raise Refused("this step has not begun; nothing to go back to.")
            self._count(index, restores=1)
            return self._back_to(index)

    def reset(self) -> LessonView:
        """Go back to the lesson's beginning; counted as one restore. Raises StorageTrouble."""
        return self.redo(0)

    def stop(self) -> None:
        """End the lesson; its moments are forgotten, what was done stays. Once: later ones are another lesson's."""
        with self._busy:
            if self._stopped:
                return
            self._stopped = True
            self._stop_hearing()
            self._stop_hearing = lambda: None
            self._snapshots.clear()

    # Within

    def _hear(self, news: ServiceEvent) -> None:
        """On the thread that tells. What predicates cause themselves is nobody's deed."""
        if threading.get_ident() != self._looker and news.name != RESTORED:
            self.heard.append(news)

    def _now(self) -> int | None:
        """The present step's index: each step that began has its mark, and so has the end."""
        return self._last() if self._marks and self._last() < len(self._outline.steps) else None

    def _last(self) -> int:
        return len(self._marks) - 1

    def _required(self) -> int:
        now = self._now()
        if now is None:
            raise Refused("the lesson is over or has not begun; begin it from the screen Training.")
        return now

    def _key(self, index: int) -> str:
        return self._outline.key(self._outline.steps[index].number)

    def _acts(self, index: int) -> tuple[ReplayStep, ...]:
        record = self._record(index)
        if record is not None:
            return (ReplayStep(done=lambda scene: False, play=record.play),)
        acts = acts_of(self._outline, index) if self._outline.own else ()
        if not acts:
            raise NotFound("step {key} cannot be played.", key=self._key(index))
        return acts

    def _state(self, index: int, done: int) -> StepState:
        if index < done:
            shown = index < len(self._marks) and self._marks[index].shown  # there are no marks before the start
            return StepState.SHOWN if shown else StepState.DONE
        return StepState.NOW if index == done else StepState.NEXT

    def _done(self, index: int) -> bool:
        record = self._record(index)
        done = record.done if record is not None else conditions().get(self._outline.steps[index].done_when)
        return done is not None and self._holds(done, index)

    def _record(self, index: int) -> LessonStep | None:
        return self._records(self._key(index), self._outline.steps[index])

    def _holds(self, predicate: Predicate, index: int) -> bool:
        """What `predicate` says of the step at `index`; one that fails says no."""
        return bool(self._look_by(predicate, index))

    def _wonder(self, index: int) -> Phrase | None:
        record = self._record(index)
        return self._look_by(record.remark, index) if record is not None and record.remark is not None else None

    def _look_by(self, ask: Callable[[LessonContext], T], index: int) -> T | None:
        """What `ask` says of the step at `index`; None when it fails."""
        key = self._key(index)
        self._looker = threading.get_ident()
        try:
            return ask(self._scene(index))
        except Exception:  # noqa: BLE001 (boundary: a predicate's fault ends no lesson)
            if key not in self._failed:
                self._failed.add(key)
                _log.exception("the predicate of step %s failed", key)
            return None
        finally:
            self._looker = None

    def _scene(self, index: int) -> LessonContext:
        mark = self._marks[index]
        return LessonContext(
            services=self._services,
            cast=self._cast,
            folder=self._folder,
            heard=tuple(self.heard),
            step_from=mark.heard,
            step=self._outline.steps[index],
            answers=dict(mark.answers),
            earlier=self._earlier(index),
            answer=self._answer,
        )

    def _earlier(self, index: int) -> dict[int, Mapping[str, object]]:
        return {self._outline.steps[n].number: dict(self._marks[n].answers) for n in range(index)}

    def _answer(self, item_id: str, value: object) -> None:
        now = self._required()
        if item_id not in {item.id for item in self._outline.steps[now].items}:
            raise NotFound("this step has no item “{item_id}”.", item_id=item_id)
        answers = self._marks[now].answers
        if value is None:
            answers.pop(item_id, None)
        else:
            answers[item_id] = self._attach(value) if isinstance(value, Path) else value

    def _count(self, index: int, *, hints: int = 0, restores: int = 0) -> None:
        number = self._outline.steps[index].number
        so_far = self._trouble.get(number, StepTrouble())
        self._trouble[number] = StepTrouble(hints=so_far.hints + hints, restores=so_far.restores + restores)

    def _back_to(self, index: int) -> LessonView:
        """Steps that were passed at one look share the moment at which the first of them began."""
        while index > 0 and self._marks[index - 1].snapshot == self._marks[index].snapshot:
            index -= 1
        mark = self._marks[index]
        self._snapshots.restore(mark.snapshot)
        del self.heard[mark.heard :]
        del self._marks[index + 1 :]
        mark.answers.clear()
        mark.shown = False
        self._strayed, self._remark = False, None
        self._services.events.tell(RESTORED)
        return self.view
