"""Who plays which part of a lesson: the step says so, in brackets, or by what it does."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from studio.phrase import Phrase
from studio.text import fold
from studio.training.outline import Step
from studio.training.scene import Cast
from studio.training.steps.subject import APPROVED


class TrainingPart(StrEnum):
    LEARNER = "learner"
    COLLEAGUE = "colleague"
    """Approves and publishes."""
    HEAD = "head"


_SAID: Mapping[str, TrainingPart] = {"(vai lanh dao)": TrainingPart.HEAD, "(vai nguoi duyet)": TrainingPart.COLLEAGUE}
"""As outlines write it, accents aside."""
_DONE: Mapping[str, TrainingPart] = {"practice.publish": TrainingPart.COLLEAGUE}
"""By the id of the control."""


def part_of(step: Step, remark: Phrase | None = None) -> TrainingPart | None:
    """Whose part the step is, where it says so, or where what is said of its present state does."""
    if remark == APPROVED:
        return TrainingPart.COLLEAGUE
    text = fold(step.text.vi)
    return next((part for words, part in _SAID.items() if words in text), _DONE.get(step.app))


def person_of(part: TrainingPart, cast: Cast) -> str:
    """Id of the sample person who plays it."""
    return {TrainingPart.LEARNER: cast.learner, TrainingPart.COLLEAGUE: cast.colleague, TrainingPart.HEAD: cast.head}[
        part
    ]
