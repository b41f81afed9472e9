"""The verbs of training, on a profile of real work and on one for practice."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from studio.app import open_studio
from studio.app.practice import UNIT_NAME, fill_practice, practice_profile
from studio.cli.main import main
from studio.clock import SystemClock
from studio.paths import Profile
from studio.people.sample import HEAD, PIN
from studio.training.context import LessonContext, LessonStep
from studio.training.lesson import Lesson
from studio.training.outline import OutlineStep
from studio.training.runs import Run
from studio.training.steps import record_of
from tests.cli.signing import signed

Call = Callable[..., Any]


class Terminal(io.StringIO):
    """Stands in for a person who presses Enter."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def call(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a verb; returns its JSON answer, or the sentence on stderr when it was refused."""

    def run(*words: str, code: int = 0) -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO())
        assert main(["--profile", str(place), "--json", "training", *words]) == code
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return json.loads(said.out) if said.out else said.err.strip()

    return run


def test_the_outlines_are_listed(call: Call) -> None:
    listed = call("list")
    assert len(listed) == 21
    assert sum(each["steps"] for each in listed) == 147
    assert sum(each["checklists"] for each in listed) == 0
    assert {each["document"] for each in listed} == {""}


def test_a_lesson_is_played_in_a_profile_that_goes_away(call: Call, place: Path) -> None:
    played = call("play", "b4", "--auto")
    assert played == {"lessons": ["B4"], "steps_played": 6, "steps_failed": []}
    assert list(place.glob("lessons-*")) == []
    assert not (place / "studio.sqlite3").exists(), "the profile of real work was not even opened"


def test_in_a_practice_profile_it_is_played_there_and_leaves_it_as_it_was(call: Call, place: Path) -> None:
    beside = practice_profile(Profile(root=place))
    studio = open_studio(beside, clock=SystemClock())
    fill_practice(studio)
    before = (studio.drafts.list(), studio.people.list())
    studio.close()
    assert call("--profile", str(beside.root), "play", "B1", "--auto")["steps_failed"] == []
    studio = open_studio(beside, clock=SystemClock())
    assert (studio.drafts.list(), studio.people.list()) == before
    studio.close()
    assert not (beside.root / "lesson" / "moments").exists()


def test_a_step_that_fails_is_named_and_the_exit_code_says_so(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(scene: LessonContext) -> None:
        raise ValueError("no such comment")

    def records(key: str, step: OutlineStep) -> LessonStep | None:
        record = record_of(key, step)
        return replace(record, play=fails) if record is not None and key == "B4.2" else record

    monkeypatch.setattr(Lesson.__init__, "__kwdefaults__", {"records": records})
    played = call("play", "B4", "--auto", code=1)
    assert [each["step"] for each in played["steps_failed"]] == ["B4.2", "B4.3", "B4.4", "B4.5", "B4.6"]
    assert played["steps_played"] == 1


def test_without_auto_the_steps_are_told_and_nothing_is_played(call: Call) -> None:
    told = call("play", "D1")
    assert [step["n"] for step in told["lessons"][0]["steps"]] == [1, 2, 3, 4, 5, 6]
    assert (told["steps_played"], told["steps_failed"]) == (0, [])


def test_at_a_terminal_each_step_waits_for_enter(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("\n" * 6))
    assert main(["--profile", str(place), "--lang", "en", "training", "play", "B4"]) == 0
    told = capsys.readouterr().err
    assert told.startswith("SIMULATED · B4. ")
    assert told.count("[Enter]") == 6


@pytest.mark.parametrize(
    ("words", "told"),
    [(("play", "Z9", "--auto"), "Z9"), (("play",), "--all"), (("play", "B1", "--all"), "--all")],
)
def test_what_cannot_be_played_is_one_clear_line(call: Call, words: tuple[str, ...], told: str) -> None:
    refused = call(*words, code=1)
    assert told in refused
    assert "\n" not in refused


def test_the_lint_counts_both_kinds(call: Call) -> None:
    found = call("lint")
    assert (found["outlines"], found["tool"], found["checklist"], found["problems"]) == (21, 147, 0, [])


def test_all_texts_go_into_a_file_for_proofreading(call: Call, tmp_path: Path) -> None:
    out = tmp_path / "de-cuong.md"
    out.touch()
    assert call("dump", "--out", str(out)) == {"out": str(out)}, "an empty file holds nothing to be lost"
    out.write_text("của tôi", encoding="utf-8")
    assert "--force" in str(call("dump", "--out", str(out), code=1))
    assert out.read_text(encoding="utf-8") == "của tôi"
    assert call("dump", "--out", str(out), "--force") == {"out": str(out)}
    text = out.read_text(encoding="utf-8")
    assert text.startswith("# ĐỀ CƯƠNG TẬP HUẤN")
    assert call("dump")["text"] == text


def test_reset_concerns_the_practice_profile_alone(call: Call, place: Path) -> None:
    real = open_studio(Profile(root=place), clock=SystemClock())
    real.close()
    before = (place / "studio.sqlite3").read_bytes()
    beside = practice_profile(Profile(root=place))
    studio = open_studio(beside, clock=SystemClock())
    cast = fill_practice(studio)
    studio.people.rename(HEAD, "Ai đó", cast.head, cast.pin)
    studio.close()
    assert UNIT_NAME in call("reset", code=1), "what goes is named first"
    assert call("reset", "--name", UNIT_NAME) == {"profile": str(beside.root), "people": 4}
    studio = open_studio(beside, clock=SystemClock())
    assert studio.people.get(HEAD).name == HEAD
    studio.close()
    assert (place / "studio.sqlite3").read_bytes() == before


def test_progress_tells_who_passed_what(call: Call, place: Path) -> None:
    assert call("progress")["learners"] == []
    studio = open_studio(Profile(root=place), clock=SystemClock())
    moment = datetime(2026, 11, 25, 8, tzinfo=UTC)
    run = Run(
        id="r1", learner_code="HV-001", outline_id="B1", outline_hash="0" * 12, mode="exam", started_at=moment,
        finished_at=moment, seconds=600, steps_done=8, steps_total=8, scenario_green=True, quiz_right=2, quiz_total=3,
        passed=True,
    )  # fmt: skip
    studio.progress.record(run)
    studio.close()
    (learner,) = call("progress")["learners"]
    assert (learner["code"], learner["passed"], learner["best"]["B1"]["mode"]) == ("HV-001", ["B1"], "exam")


def test_what_went_out_in_practice_is_marked_as_simulated(
    place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = practice_profile(Profile(root=place))
    studio = open_studio(beside, clock=SystemClock())
    fill_practice(studio)
    studio.close()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
    assert main(["--profile", str(beside.root), *signed(("outbox", "list"), HEAD)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all(line.startswith("MÔ PHỎNG · ") for line in lines), lines
