"""The steps of the shipped procedures: one record each, by its key, beside the functions that it names.

A record says when the step is done, how it is played, where its control is and what a learner may be told meanwhile;
its words stand in the outline. Nothing is ever evaluated: what no record knows is refused by the lint.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from studio.training.context import LessonStep, Predicate
from studio.training.course_reader import shipped
from studio.training.outline import OutlineStep, StepKind
from studio.training.places import APPROVAL, CALENDAR, CHECKLIST, ControlPlace
from studio.training.steps import access, checklists, feedback, pictures, planning, posts, registry, reports, slips

_ROOMS = (posts, pictures, registry, access, slips, planning, feedback, reports)
STEPS: Mapping[str, LessonStep] = MappingProxyType({key: step for room in _ROOMS for key, step in room.STEPS.items()})
"""By the key of the step, ``B1.3``; the steps that are answered on a checklist need no record of their own."""
_GENERAL = {"approval.decide": APPROVAL, "emergency.update": CALENDAR, "emergency.mode_off": CALENDAR}
"""Where outlines of a unit find a control that each shipped step lights in a place of its own."""


def record_of(key: str, step: OutlineStep) -> LessonStep | None:
    """The record of a shipped step; None of any other that bears its key."""
    known = _shipped().get(key)
    if known is None or (known.app, known.done_when) != (step.app, step.done_when):
        return None
    return checklists.ANY if known.kind is StepKind.CHECKLIST else STEPS.get(key)


@cache
def conditions() -> Mapping[str, Predicate]:
    """What outlines of a unit may wait for, by its name: what shipped steps wait for, and a few things beside."""
    found = {"state:checklist.answered": checklists.answered, **posts.CONDITIONS, **slips.CONDITIONS}
    found |= planning.CONDITIONS
    for step, record in _recorded():
        if not record.narrow:
            found.setdefault(step.done_when, record.done)
    return MappingProxyType(found)


def place_of(key: str, step: OutlineStep) -> ControlPlace | None:
    """Where the step `key` is done; None when nobody knows."""
    if step.kind is StepKind.CHECKLIST:
        return CHECKLIST
    record = record_of(key, step)
    place = record.at if record is not None else _places().get(step.app)
    return replace(place, anchor=place.anchor or step.app) if place is not None else None


@cache
def _places() -> Mapping[str, ControlPlace]:
    """By the id of the control: where shipped steps find it under its own name, or else under another."""
    found = dict(_GENERAL)
    for step, record in sorted(_recorded(), key=lambda each: bool(each[1].at.anchor)):
        found.setdefault(step.app, record.at)
    return found


@cache
def _shipped() -> Mapping[str, OutlineStep]:
    return {outline.key(step.number): step for outline in shipped().outlines for step in outline.steps}


def _recorded() -> Iterator[tuple[OutlineStep, LessonStep]]:
    return ((step, STEPS[key]) for key, step in _shipped().items() if key in STEPS)
