"""The outlines that ship are read whole, and a wrong file is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.errors import BadInput
from studio.training.course_reader import PROCEDURES, read_course, shipped
from studio.training.steps import place_of


def test_all_outlines_are_read() -> None:
    course = shipped()
    assert len(course.outlines) == 21
    assert sum(len(outline.steps) for outline in course.outlines) == 147
    assert sum(len(outline.quiz) for outline in course.outlines) == 63
    assert len(course.checks) == 57
    assert course.label.vi.startswith("ĐỀ CƯƠNG TẬP HUẤN")


def test_steps_count_from_one_and_name_known_checks_and_roles() -> None:
    course = shipped()
    for outline in course.outlines:
        assert [step.number for step in outline.steps] == list(range(1, len(outline.steps) + 1)), outline.id
        assert set(outline.auto_checks) <= set(course.checks), outline.id
        assert {*outline.does, *outline.approves} <= set(course.roles), outline.id
        assert outline.group in course.groups


def test_no_outline_claims_to_be_an_official_document() -> None:
    assert not any(outline.document.linked for outline in shipped().outlines)


def test_every_step_has_a_place() -> None:
    for outline in shipped().outlines:
        for step in outline.steps:
            assert place_of(outline.key(step.number), step) is not None, outline.key(step.number)


def test_a_wrong_entry_is_told_with_its_line(tmp_path: Path) -> None:
    text = PROCEDURES.read_text(encoding="utf-8")
    broken = tmp_path / "procedures.yaml"
    broken.write_text(text.replace("done_when: ", "kind: chore\n        done_when: ", 1), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read_course(broken)
    assert "chore" in refused.value.sentence("en")
    assert "procedures.yaml:" in refused.value.sentence("en")
