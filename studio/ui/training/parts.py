"""Who plays which part of a lesson: the step says so, in brackets, or by what it does."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from studio.text import fold
from studio.training.outline import Step
from studio.training.scene import Cast


class Part(StrEnum):
    LEARNER = "learner"
    COLLEAGUE = "colleague"
    """Approves and publishes."""
    HEAD = "head"


_SAID: Mapping[str, Part] = {"(vai lanh dao)": Part.HEAD, "(vai nguoi duyet)": Part.COLLEAGUE}
"""As outlines write it, accents aside."""
_DONE: Mapping[str, Part] = {"practice.publish": Part.COLLEAGUE, "approval.quick": Part.HEAD}
"""By the id of the control."""


def part_of(step: Step) -> Part | None:
    """Whose part the step is, where it says so."""
    text = fold(step.text.vi)
    return next((part for words, part in _SAID.items() if words in text), _DONE.get(step.app))


def person_of(part: Part, cast: Cast) -> str:
    """Id of the sample person who plays it."""
    return {Part.LEARNER: cast.learner, Part.COLLEAGUE: cast.colleague, Part.HEAD: cast.head}[part]
