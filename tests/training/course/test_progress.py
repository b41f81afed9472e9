"""Runs are kept as they were, added up for the class, and erased without a trace of whose they were."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.errors import BadInput, NotFound, NotPermitted, Refused
from studio.paths import Profile
from studio.people.model import Role
from studio.training.runs import Run, StepTrouble
from tests.profile import MORNING, SetClock, staffed
from tests.training.course.conftest import PIN

Make = Callable[..., Run]


def test_a_run_comes_back_as_it_was(studio: Studio, a_run: Make) -> None:
    by_step = {3: StepTrouble(hints=2), 5: StepTrouble(restores=1)}
    quiz = {"quiz_right": 2, "quiz_total": 3, "passed": True, "scenario_green": True}
    run = a_run(learner_name="Nguyễn Thị Học", mode="exam", hints=2, restores=1, by_step=by_step, **quiz)
    studio.progress.record(run)
    assert studio.progress.runs() == (run,)


def test_a_name_keeps_no_mark_that_turns_a_certificate_round(studio: Studio, a_run: Make) -> None:
    studio.progress.record(a_run(learner_name="\u202eNguyễn\u200b  Thị Học\u2066"))
    (kept,) = studio.progress.runs()
    assert kept.learner_name == "Nguyễn Thị Học"


def test_a_lesson_that_goes_on_is_one_run(studio: Studio, a_run: Make) -> None:
    studio.progress.record(a_run(finished_at=None, steps_done=3))
    studio.progress.record(a_run())
    assert [run.steps_done for run in studio.progress.runs()] == [8]


@pytest.mark.parametrize("number", ["012345678", "079123456789", "079 123 456 789", "079.123.456.789"])
def test_an_identity_number_is_no_learner_code(studio: Studio, a_run: Make, number: str) -> None:
    with pytest.raises(BadInput) as refused:
        studio.progress.record(a_run(learner_code=number))
    assert "CCCD" in refused.value.phrase.vi
    assert studio.progress.runs() == ()


@pytest.mark.parametrize("code", ["", "  ", "HV 01", "x" * 33, "a\nb"])
def test_a_code_that_will_not_do_is_refused(studio: Studio, a_run: Make, code: str) -> None:
    with pytest.raises(BadInput):
        studio.progress.record(a_run(learner_code=code))


def test_codes_are_one_whatever_their_case(studio: Studio, a_run: Make) -> None:
    studio.progress.record(a_run(learner_code=" hv-01 "))
    assert studio.progress.learner("HV-01").runs == 1
    assert len(studio.progress.runs(learner="hv-01")) == 1


def test_a_run_that_cannot_be_is_a_fault_of_the_program(studio: Studio, a_run: Make) -> None:
    for wrong in ({"steps_done": 9}, {"quiz_right": 1}, {"mode": "sleep"}, {"hints": -1}):
        with pytest.raises(ValueError, match="no such run"):
            studio.progress.record(a_run(**wrong))


def test_the_best_run_of_each_outline_counts(studio: Studio, a_run: Make) -> None:
    later = MORNING + timedelta(hours=1)
    studio.progress.record(a_run(id="1", mode="exam", passed=True, quiz_right=2, quiz_total=3))
    studio.progress.record(a_run(id="2", mode="exam", passed=False, quiz_right=1, quiz_total=3, started_at=later))
    studio.progress.record(a_run(id="3", outline_id="D2", steps_done=3, finished_at=None))
    studio.progress.record(a_run(id="4", learner_code="HV-02", by_step={2: StepTrouble(hints=1)}, hints=1))
    studio.progress.record(a_run(id="5", learner_code="HV-02", by_step={2: StepTrouble(hints=2, restores=1)}, hints=2))
    seen = studio.progress.overview()
    first, second = seen.learners
    assert (first.code, first.best["B1"].id, first.passed, first.runs) == ("HV-01", "1", ("B1",), 3)
    assert second.best["B1"].id == "4", "fewer hints"
    assert (seen.runs, seen.passed, seen.tried) == (5, {"B1": 1}, {"B1": 2, "D2": 1})
    assert seen.learnt == {"B1": 2}, "D2 was left before its end"
    assert seen.trouble == {"B1": {2: StepTrouble(hints=3, restores=1)}}


def test_what_was_watched_or_broken_off_is_not_learnt(studio: Studio, a_run: Make) -> None:
    studio.progress.record(a_run(id="1", mode="watch", outline_id="A1"))
    studio.progress.record(a_run(id="2", mode="exam", outline_id="B1", steps_done=0, finished_at=None))
    studio.progress.record(a_run(id="3", mode="exam", outline_id="B2", passed=False, quiz_right=0, quiz_total=3))
    studio.progress.record(a_run(id="4", mode="alone", outline_id="D1"))
    seen = studio.progress.overview()
    assert seen.learners[0].learnt == ("D1",)
    assert seen.learnt == {"D1": 1}
    assert set(seen.tried) == {"A1", "B1", "B2", "D1"}
    assert [run.outline_id for run in studio.progress.runs() if run.watched] == ["A1"]


def test_a_run_of_ones_own_stands_before_one_that_was_watched(studio: Studio, a_run: Make) -> None:
    studio.progress.record(a_run(id="1", mode="watch"))
    studio.progress.record(a_run(id="2", mode="guided", steps_done=2, finished_at=None))
    assert studio.progress.learner("HV-01").best["B1"].id == "2"


def test_erasing_leaves_a_line_and_nothing_of_the_learner(studio: Studio, a_run: Make, trainer: str) -> None:
    studio.progress.record(a_run(learner_name="Nguyễn Thị Học", learner_code="HV-BIMAT-77"))
    studio.progress.record(a_run(id="r2", learner_code="HV-02"))
    with pytest.raises(NotPermitted):
        studio.progress.erase("HV-BIMAT-77", trainer, "000111")
    done = studio.progress.erase("hv-bimat-77", trainer, PIN)
    assert (done.runs, done.by, done.at) == (1, trainer, MORNING)
    assert studio.progress.erasures() == (done,)
    assert [run.learner_code for run in studio.progress.runs()] == ["HV-02"]
    studio.close()
    assert b"BIMAT" not in studio.course.path.read_bytes()
    assert "Nguyễn Thị Học".encode() not in studio.course.path.read_bytes()


def test_erasing_needs_a_trainer_and_a_learner(studio: Studio, a_run: Make, trainer: str, author: str) -> None:
    studio.progress.record(a_run())
    with pytest.raises(NotPermitted):
        studio.progress.erase("HV-01", author, PIN)
    with pytest.raises(NotFound):
        studio.progress.erase("HV-99", trainer, PIN)
    assert len(studio.progress.runs()) == 1


def test_the_practice_profile_shares_the_class_but_erases_nobody(studio: Studio, a_run: Make) -> None:
    inside = open_studio(Profile(root=studio.profile.root / "training"), clock=SetClock())
    inside.progress.record(a_run())
    assert len(studio.progress.runs()) == 1
    sample = staffed(inside.people, ("Giảng viên mẫu", [Role.TRAINER]), pin=PIN)[0]
    with pytest.raises(Refused):
        inside.progress.erase("HV-01", sample.id, PIN)
    assert len(studio.progress.runs()) == 1
    inside.close()


def test_a_profile_that_lies_alone_is_its_own_office(tmp_path: Path, a_run: Make) -> None:
    alone = open_studio(Profile(root=tmp_path / "training"), clock=SetClock())
    sample = staffed(alone.people, ("Giảng viên mẫu", [Role.TRAINER]), pin=PIN)[0]
    alone.progress.record(a_run())
    assert alone.progress.erase("HV-01", sample.id, PIN).runs == 1
    alone.close()
