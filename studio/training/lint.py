"""What of a course would not work as a lesson."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studio.phrase import Phrase
from studio.training.context import FindRecord
from studio.training.outline import Course, Outline, OutlineStep, StepKind
from studio.training.steps import conditions, place_of, record_of

_CHECK = "check:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lint:
    """What was found, and how many steps there are of each kind."""

    problems: tuple[Phrase, ...]
    outlines: int
    tool: int
    checklist: int


def lint(course: Course, *, records: FindRecord = record_of) -> Lint:
    """Look through all outlines, the hidden ones as well. Those a unit wrote itself need no play."""
    steps = [step for outline in course.outlines for step in outline.steps]
    checklists = sum(step.kind is StepKind.CHECKLIST for step in steps)

    def of(outline: Outline) -> Iterator[Phrase]:
        yield from _codes(outline, course)
        for step in outline.steps:
            key = outline.key(step.number)
            yield from _control(key, step)
            record = records(key, step)
            if record is None and step.done_when not in conditions():
                yield Phrase("{key}: no predicate for “{done_when}”.", key=key, done_when=step.done_when)
            if record is None and not outline.own:
                yield Phrase("{key}: cannot be played.", key=key)

    return Lint(
        problems=tuple(problem for outline in course.outlines for problem in of(outline)),
        outlines=len(course.outlines),
        tool=len(steps) - checklists,
        checklist=checklists,
    )


def _codes(outline: Outline, course: Course) -> Iterator[Phrase]:
    named = [(outline.id, code) for code in outline.auto_checks]
    named += [
        (outline.key(step.number), step.done_when.removeprefix(_CHECK))
        for step in outline.steps
        if step.done_when.startswith(_CHECK)
    ]
    for where, code in named:
        if code not in course.checks:
            yield Phrase("{place}: there is no check “{code}”.", place=where, code=code)


def _control(key: str, step: OutlineStep) -> Iterator[Phrase]:
    if place_of(key, step) is None:
        yield Phrase("{key}: nobody knows where “{app}” is.", key=key, app=step.app)
    if step.kind is StepKind.CHECKLIST and not step.items:
        yield Phrase("{key}: the checklist has no items.", key=key)
