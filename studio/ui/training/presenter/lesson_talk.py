"""A lesson under way, as it is presented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from shiboken6 import isValid

from studio.training.lesson import StepState
from studio.training.outline import Course, Outline, StepKind
from studio.ui.training.presenter.talk import Stop

if TYPE_CHECKING:
    from studio.ui.training.desk import Running


class LessonTalk:
    """Going on plays the present step; going back restores the moment at which the one before began."""

    def __init__(self, running: Running) -> None:
        self._running = running

    @property
    def course(self) -> Course:
        return self._running.course

    @property
    def outline(self) -> Outline:
        return self._running.driver.view.outline

    @property
    def states(self) -> Sequence[StepState]:
        return self._running.driver.view.states

    @property
    def now(self) -> int | None:
        return self._running.driver.view.now

    def next(self) -> None:
        if self.now is not None:
            self._running.play()

    def previous(self) -> None:
        self._running.back()

    def show_coach(self, shown: bool) -> None:
        bar, step = self._running.bar, self._running.driver.view.step
        if isValid(bar):
            bar.setVisible(shown or step is None or step.kind is StepKind.CHECKLIST)

    def listen(self, then: Callable[[], None]) -> Stop:
        driver = self._running.driver

        def hear(_: object) -> None:
            then()

        def stop() -> None:
            if isValid(driver):  # a lesson that ended takes its driver along
                driver.stepped.disconnect(hear)

        driver.stepped.connect(hear)
        return stop
