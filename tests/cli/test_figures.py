"""The verbs of figures over a real profile: a number entered with its picture, the old ledger, a month as it is."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio.app import open_studio
from studio.cli.main import main
from studio.clock import SystemClock
from studio.config import Settings, SettingsFile
from studio.demo import fill_sample
from studio.paths import Profile
from studio.people.sample import AUTHOR, PIN
from tests.cli.signing import signed
from tests.reports.figures_rig import PNG

Call = Callable[..., Any]
PAGE = "trang-thuc-hanh"


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(root=tmp_path / "profile")
    made.create()
    SettingsFile(made.settings).save(Settings(practice=True))
    studio = open_studio(made, clock=SystemClock())
    fill_sample(studio)
    studio.close()
    return made


@pytest.fixture
def call(profile: Profile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a verb as the author; returns its JSON answer, or the sentence on stderr when it was refused."""

    def run(*words: str, code: int = 0, json_too: bool = True) -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
        options = ["--profile", str(profile.root), *(["--json"] if json_too else [])]
        assert main([*options, *signed(words, AUTHOR)]) == code
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return (json.loads(said.out) if json_too else said.out) if said.out else said.err.strip()

    return run


def test_a_number_is_entered_with_its_picture_and_told_with_its_month(call: Call, tmp_path: Path) -> None:
    picture = tmp_path / "chup.png"
    picture.write_bytes(PNG)
    words = ("figures", "enter", PAGE, "--number", "followers=910", "--source", "Meta Business Suite, 25/11")
    assert "không đọc được tệp" in call(*words, "--capture", str(tmp_path / "khong-co.png"), code=1)
    kept = call(*words, "--capture", str(picture))
    assert (kept["numbers"], len(kept["capture"])) == (1, 64)
    month = f"{SystemClock().now():%Y-%m}"
    told = call("figures", "month", month)
    cells = {row["page"]: row["figures"]["followers"] for row in told["pages"]}
    assert cells[PAGE]["value"] == 910
    assert "Lượt xem" in call("figures", "month", month, json_too=False)


@pytest.mark.parametrize("number", ["views", "views=x", "likes=3", "=3"])
def test_a_number_that_is_none_is_refused_with_what_there_is(call: Call, number: str) -> None:
    with pytest.raises(SystemExit):
        call("figures", "enter", "trang", "--number", number, "--source", "x", "--capture", "x")


def test_a_post_that_is_not_there_takes_no_number(call: Call, tmp_path: Path) -> None:
    picture = tmp_path / "chup.png"
    picture.write_bytes(PNG)
    words = ("figures", "enter", PAGE, "--of", "khong-co", "--number", "views=3", "--source", "x")
    assert "không có bài đăng" in call(*words, "--capture", str(picture), code=1)


def test_the_old_ledger_is_taken_over(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "so.csv"
    path.write_text("Trang;Số bài;Lượt xem\nTrang 001;120;14.400.000\nTrang 002;3;\n", encoding="utf-8")
    told = call("figures", "ledger", str(path))
    assert told["rows"] == 2
    assert told["totals"]["posts"] == 123
    assert told["totals"]["views"] == 14_400_000
    assert told["totals"]["reactions"] is None
