"""What is presented: a lesson under way, or an outline that is talked through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from studio.training.lesson import StepState
from studio.training.outline import Course, Outline

Stop = Callable[[], None]


class Talk(Protocol):
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
