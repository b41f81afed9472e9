"""A certificate says what was passed, its code verifies what it says, and nothing else does."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from studio.app import Studio
from studio.directory.model import Unit
from studio.errors import NotFound, NotPermitted, Refused, Untrusted
from studio.training.outline import OfficialDocument
from studio.training.runs import Run
from tests.training.course.conftest import PIN

Make = Callable[..., Run]
DISPATCH = OfficialDocument(number="123/CV-PX03", date="2024-05-06", issuer="Công an Thành phố")


@pytest.fixture
def passed(studio: Studio, a_run: Make, trainer: str) -> str:
    """The code of a learner who passed D2 and then B1, whose document is linked, and failed D1."""
    studio.directory.save_unit(Unit(id="", name="Công an phường Minh Khai"))
    studio.outlines.link("B1", DISPATCH, trainer)
    exam = {"mode": "exam", "quiz_total": 3, "learner_name": "Nguyễn Thị Học"}
    studio.progress.record(a_run(id="1", outline_id="D2", passed=True, quiz_right=3, **exam))
    studio.progress.record(a_run(id="2", outline_id="B1", passed=True, quiz_right=2, **exam))
    studio.progress.record(a_run(id="3", outline_id="D1", passed=False, quiz_right=1, **exam))
    return "HV-01"


def test_it_says_what_was_passed_and_what_is_linked(studio: Studio, trainer: str, passed: str) -> None:
    made = studio.certificates.issue(passed, trainer)
    assert [outline.id for outline in made.outlines] == ["B1", "D2"]
    assert made.outlines[0].document == "123/CV-PX03 ngày 06/05/2024, Công an Thành phố"
    assert made.outlines[1].document == ""
    assert (made.unit, made.learner, made.issued_by) == ("Công an phường Minh Khai", "Nguyễn Thị Học", "Trần Thị Hướng")
    assert made.issued_on == date(2026, 11, 25)
    assert studio.certificates.of(passed) == (made,)


def test_the_code_verifies_as_it_is_typed_from_paper(studio: Studio, trainer: str, passed: str) -> None:
    made = studio.certificates.issue(passed, trainer)
    assert studio.certificates.verify(made.serial, made.code) == made
    typed = made.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert studio.certificates.verify(f" {made.serial.lower()} ", typed) == made


def test_another_code_or_serial_does_not(studio: Studio, trainer: str, passed: str) -> None:
    first, second = studio.certificates.issue(passed, trainer), studio.certificates.issue(passed, trainer)
    assert first.code != second.code
    for wrong in (second.code, "", "0000-0000-0000", first.code[:-1]):
        with pytest.raises(Untrusted):
            studio.certificates.verify(first.serial, wrong)
    with pytest.raises(NotFound):
        studio.certificates.verify("TH-20261127-0000", first.code)


def test_what_was_changed_in_the_store_does_not_verify(studio: Studio, trainer: str, passed: str) -> None:
    made = studio.certificates.issue(passed, trainer)
    with closing(sqlite3.connect(studio.course.path)) as connection, connection:
        body = json.loads(connection.execute("SELECT body FROM certificates").fetchone()[0])
        connection.execute("UPDATE certificates SET body=?", (json.dumps(body | {"learner_name": "Ai Khác"}),))
    with pytest.raises(Untrusted):
        studio.certificates.verify(made.serial, made.code)


def test_a_later_change_of_the_course_changes_no_certificate(studio: Studio, trainer: str, passed: str) -> None:
    made = studio.certificates.issue(passed, trainer)
    studio.outlines.link("B1", replace(DISPATCH, replaced_by="9/2026"), trainer)
    assert studio.certificates.verify(made.serial, made.code) == made
    assert studio.certificates.issue(passed, trainer).outlines[0].document == ""


def test_an_erased_learner_is_told_as_such(studio: Studio, trainer: str, passed: str) -> None:
    made = studio.certificates.issue(passed, trainer)
    studio.progress.erase(passed, trainer, PIN)
    with pytest.raises(Refused) as refused:
        studio.certificates.verify(made.serial, made.code)
    assert "25/11/2026" in refused.value.phrase.vi
    assert studio.certificates.of() == ()


def test_nothing_passed_no_unit_or_no_trainer_is_no_certificate(
    studio: Studio, a_run: Make, trainer: str, author: str
) -> None:
    studio.progress.record(a_run())
    with pytest.raises(Refused):
        studio.certificates.issue("HV-01", trainer)
    studio.progress.record(a_run(id="2", mode="exam", passed=True))
    with pytest.raises(Refused) as refused:
        studio.certificates.issue("HV-01", trainer)
    assert "tên đơn vị" in refused.value.phrase.vi
    studio.directory.save_unit(Unit(id="", name="Công an phường Minh Khai"))
    with pytest.raises(NotPermitted):
        studio.certificates.issue("HV-01", author)
    assert studio.certificates.of() == ()
