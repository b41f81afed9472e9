"""One sitting at a lesson, as it is kept: who, how far, with how much help, and what came of it."""

from __future__ import annotations

import uuid
from datetime import datetime

from studio.training.lesson import Mode, StepState, View
from studio.training.runs import Run
from studio.ui.memory import WindowMemory
from studio.ui.training.learner import learner_code, learner_name


class Sitting:
    """Makes the run of a lesson."""

    def __init__(self, memory: WindowMemory, outline_hash: str, began: datetime) -> None:
        self._id, self._hash, self._began = uuid.uuid4().hex, outline_hash, began
        self._code, self._name = learner_code(memory), learner_name(memory)
        self.quiz: tuple[int, int] | None = None
        """Right answers, and questions."""

    def run(self, view: View, now: datetime, *, over: bool, passed: bool | None) -> Run:
        """The run as it is now."""
        right, asked = self.quiz or (0, 0)
        return Run(
            id=self._id,
            learner_code=self._code,
            learner_name=self._name,
            outline_id=view.outline.id,
            outline_hash=self._hash,
            mode=view.mode.value,
            started_at=self._began,
            finished_at=now if over else None,
            seconds=max(0, round((now - self._began).total_seconds())),
            hints=view.hints,
            restores=view.restores,
            steps_done=view.states.count(StepState.DONE),
            steps_total=len(view.states),
            scenario_green=view.finished and StepState.SHOWN not in view.states,
            quiz_right=right,
            quiz_total=asked,
            passed=passed if view.mode is Mode.EXAM else None,
            by_step=view.by_step,
        )
