"""What of a course would not work as a lesson."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from studio.phrase import Phrase
from studio.training.outline import Course, Outline, Step, StepKind
from studio.training.scene import FindRecord
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
                yield Phrase(
                    f"{key}: chưa có điều kiện “{step.done_when}”.", f"{key}: no predicate for “{step.done_when}”."
                )
            if record is None and not outline.own:
                yield Phrase(f"{key}: chưa có phần trình diễn.", f"{key}: cannot be played.")

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
            yield Phrase(f"{where}: không có mã kiểm tra “{code}”.", f"{where}: there is no check “{code}”.")


def _control(key: str, step: Step) -> Iterator[Phrase]:
    if place_of(key, step) is None:
        yield Phrase(f"{key}: không biết ô “{step.app}” ở đâu.", f"{key}: nobody knows where “{step.app}” is.")
    if step.kind is StepKind.CHECKLIST and not step.items:
        yield Phrase(f"{key}: danh sách kiểm chưa có mục nào.", f"{key}: the checklist has no items.")
