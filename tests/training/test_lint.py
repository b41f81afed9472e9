"""The lint finds what would not work as a lesson; the dump holds every text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.app import Studio
from studio.phrase import LANGUAGES, Language
from studio.training.course_reader import shipped
from studio.training.lessons import dump
from studio.training.lint import lint
from studio.training.messages import shipped_messages
from studio.training.outline import Course, Outline, OutlineStep, StepKind
from studio.training.steps import STEPS


def course_of(outline: Outline) -> Course:
    return replace(shipped(), outlines=(outline,))


def with_step(**changes: object) -> Outline:
    outline = shipped().outlines[0]
    broken: OutlineStep = replace(outline.steps[0], **changes)  # type: ignore[arg-type]
    return replace(outline, steps=(broken,))


def unknown(key: str, step: OutlineStep) -> None:
    """As if no step had a record."""


def test_both_kinds_of_steps_are_counted(studio: Studio) -> None:
    found = studio.lessons.lint()
    assert (found.outlines, found.tool, found.checklist) == (21, 147, 0)


@pytest.mark.parametrize(
    ("outline", "told"),
    [
        (with_step(app="nowhere.known"), "nobody knows where “nowhere.known” is"),
        (with_step(done_when="state:unknown"), "no predicate for “state:unknown”"),
        (with_step(done_when="check:NO_SUCH"), "there is no check “NO_SUCH”"),
        (with_step(kind=StepKind.CHECKLIST), "the checklist has no items"),
        (replace(with_step(), auto_checks=("NO_SUCH",)), "there is no check “NO_SUCH”"),
    ],
)
def test_what_would_not_work_is_told_with_its_step(outline: Outline, told: str) -> None:
    problems = [problem.en for problem in lint(course_of(outline)).problems]
    assert any(told in problem and problem.startswith("A1") for problem in problems), problems


def test_a_step_that_cannot_be_played_is_told_unless_the_unit_wrote_it() -> None:
    outline = with_step()
    assert any("cannot be played" in each.en for each in lint(course_of(outline), records=unknown).problems)
    own = lint(course_of(replace(outline, own=True)), records=unknown).problems
    assert not any("cannot be played" in each.en for each in own)


def test_every_step_but_a_checklist_has_its_record_and_none_is_left_over() -> None:
    """A step that was renamed must not leave its old record behind."""
    steps = {outline.key(step.number): step for outline in shipped().outlines for step in outline.steps}
    assert set(STEPS) == {key for key, step in steps.items() if step.kind is StepKind.TOOL}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dump_holds_every_text_under_the_label(language: Language) -> None:
    course = shipped()
    text = dump(course, shipped_messages(), language)
    assert text.startswith(f"# {course.label.to(language)}")
    assert text.count(course.label.to(language)) == 1 + len(course.outlines)
    texts = [each.to(language) for o in course.outlines for each in (o.title, o.purpose, *o.preconditions, *o.mistakes)]
    texts += [step.text.to(language) for o in course.outlines for step in o.steps]
    texts += [item.label.to(language) for o in course.outlines for step in o.steps for item in step.items]
    texts += [each.to(language) for o in course.outlines for q in o.quiz for each in (q.text, q.why)]
    texts += [message.text for message in shipped_messages().messages.values()]
    assert [each for each in texts if each not in text] == []


def test_the_dump_names_the_units_own_document_and_what_is_hidden(studio: Studio) -> None:
    first = shipped().outlines[0]
    linked = replace(
        first, hidden=True, document=replace(first.document, number="12/QĐ-X", date="2026-01-02", issuer="Đơn vị X")
    )
    text = dump(course_of(linked), shipped_messages(), "en")
    assert "The unit's document: 12/QĐ-X, 2026-01-02, Đơn vị X" in text
    assert "(hidden)" in text
    assert shipped().not_linked.en not in text
