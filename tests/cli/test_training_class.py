"""A class leaves as a file, and a certificate is held against what was issued."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.app import open_studio
from studio.cli.main import main
from studio.clock import SystemClock
from studio.directory.model import Unit
from studio.paths import Profile
from studio.people.model import Role
from studio.training.certificates import Certificate
from studio.training.runs import Run
from studio.training.table import from_csv
from studio.training.xapi import from_xapi
from tests.cli.signing import signed
from tests.profile import MORNING, staffed

Call = Callable[..., Any]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def certificate(place: Path) -> Certificate:
    studio = open_studio(Profile(root=place), clock=SystemClock())
    studio.directory.save_unit(Unit(id="", name="Công an phường Minh Khai", website="https://minhkhai.example.gov.vn"))
    studio.progress.record(
        Run(
            id="r1", learner_code="HV-01", outline_id="B1", outline_hash="0123456789ab", mode="exam",
            started_at=MORNING, finished_at=MORNING + timedelta(minutes=9), seconds=540, steps_done=8, steps_total=8,
            scenario_green=True, quiz_right=2, quiz_total=3, passed=True,
        )
    )  # fmt: skip
    made = studio.certificates.issue(
        "HV-01", staffed(studio.people, ("Trần Thị Hướng", [Role.TRAINER]), pin="29517408")[0].id
    )
    studio.close()
    return made


@pytest.fixture
def call(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a verb; returns its JSON answer, or the sentence on stderr when it was refused."""

    def run(*words: str, code: int = 0) -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO("29517408\n"))
        words = signed(("training", *words), "Trần Thị Hướng")
        assert main(["--profile", str(place), "--json", *words]) == code
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return json.loads(said.out) if said.out else said.err.strip()

    return run


def test_a_certificate_verifies_and_an_altered_code_does_not(call: Call, certificate: Certificate) -> None:
    told = call("verify", certificate.serial, certificate.code.lower())
    assert (told["learner_code"], [each["id"] for each in told["outlines"]]) == ("HV-01", ["B1"])
    assert certificate.serial in str(call("verify", certificate.serial, "0000-0000-0000", code=1))
    assert "TH-1" in str(call("verify", "TH-1", certificate.code, code=1))


def test_the_class_leaves_as_a_file(call: Call, certificate: Certificate, tmp_path: Path) -> None:
    for name, read in (("lop.csv", from_csv), ("lop.jsonl", from_xapi)):
        assert call("export", "--out", str(tmp_path / name))["runs"] == 1
        (run,) = read((tmp_path / name).read_bytes(), name)
        assert (run.id, run.learner_code, run.passed) == ("r1", "HV-01", True)
    assert ".csv" in str(call("export", "--out", str(tmp_path / "lop.txt"), code=1))
