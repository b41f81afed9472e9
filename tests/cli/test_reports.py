"""The verbs of reports over a real profile: begun, commented, checked, finished, exported, handed in, sent, merged."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from studio.app.practice import SAMPLE
from studio.cli.main import main
from studio.clock import SystemClock, local_date
from tests.cli.signing import signed
from tests.reports.files_read import BookRead

PIN = "73920408"
HEAD, OFFICER = "Lãnh đạo mẫu", "Cán bộ mẫu"
Call = Callable[..., Any]


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a verb as the officer; returns its JSON answer, or the sentence on stderr when it was refused."""

    def run(*words: str, who: str = OFFICER, more: str = "", pin: str = PIN, code: int = 0) -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{pin}\n{more or pin}\n"))
        assert main(["--profile", str(tmp_path / "profile"), "--json", *signed(words, who)]) == code
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return json.loads(said.out) if said.out else said.err.strip()

    run("people", "add", HEAD, "--roles", "head,technical,approver", "--pin-stdin")
    run("people", "add", OFFICER, "--roles", "author", "--as", HEAD, "--pin-stdin", more="60418327")
    run("people", "pin", "--as", OFFICER, "--pin-stdin", pin="60418327", more=PIN)
    run("directory", "import", str(SAMPLE / "don-vi.yaml"), who=HEAD)
    return run


@pytest.fixture
def month() -> str:
    """The last month that is over."""
    last = local_date(SystemClock().now()).replace(day=1).toordinal() - 1
    return f"{type(local_date(SystemClock().now())).fromordinal(last):%Y-%m}"


def _finished(call: Call, month: str) -> Any:
    call("report", "new", month)
    call("report", "comment", month, "--asked", "Hỏi nhiều nhất về căn cước")
    assert call("report", "check", month) == {"month": f"{month}-01", "problems": []}
    return call("report", "finish", month)


def test_a_report_is_made_exported_and_handed_in(call: Call, month: str, tmp_path: Path) -> None:
    assert "lập báo cáo" in call("report", "finish", month, code=1).lower()
    made = _finished(call, month)
    assert (made["revision"], made["published"], made["comment"]) == (1, 0, {"asked": "Hỏi nhiều nhất về căn cước"})
    out = tmp_path / "bao-cao.xlsx"
    told = call("report", "export", month, "--form", "xlsx", "--out", str(out))
    assert (told["sha256"], told["path"]) == (made["sha256"], str(out))
    assert ["Mã băm SHA-256", made["sha256"]] in BookRead(out.read_bytes()).rows("Tổng hợp")
    assert "--force" in call("report", "export", month, "--form", "xlsx", "--out", str(out), code=1)
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
        call("report", "export", month, "--form", form, "--out", str(tmp_path / f"bao-cao.{form}"), "--lang", "en")
        assert (tmp_path / f"bao-cao.{form}").read_bytes().startswith(begins)
    handed = call("report", "hand-in", month, "--to", "Trưởng Công an phường")
    assert handed["handed_to"] == "Trưởng Công an phường"
    assert "không có bản đã chốt" in call("report", "hand-in", month, "--to", "Trưởng", "--revision", "9", code=1)


def test_what_units_sent_is_taken_in_and_merged(call: Call, month: str, tmp_path: Path) -> None:
    made = _finished(call, month)
    stick = tmp_path / "usb"
    stick.mkdir()
    assert "lãnh đạo" in call("report", "send", month, "--out", str(stick), code=1)
    call("people", "keys", "--out", str(tmp_path / "keys.html"), who=HEAD)
    path = call("report", "send", month, "--out", str(stick), who=HEAD)["path"]
    units = tmp_path / "don-vi.csv"
    units.write_text(f"unit,fingerprint\n{made['unit']},\nCông an xã Gò Sậy,\n", encoding="utf-8")
    assert call("report", "units", str(units), who=HEAD) == {
        "units": 2,
        "without_key": [made["unit"], "Công an xã Gò Sậy"],
    }
    (refused,) = call("report", "receive", str(stick), code=1)
    key = refused["refused"].split("(")[1].split(")")[0]
    assert key in (tmp_path / "keys.html").read_text(encoding="utf-8")
    units.write_text(f"unit,fingerprint\n{made['unit']},{key}\nCông an xã Gò Sậy,\n", encoding="utf-8")
    call("report", "units", str(units), who=HEAD)
    (taken,) = call("report", "receive", path)
    assert (taken["unit"], taken["revision"], taken["refused"]) == (made["unit"], 1, "")
    told = call("report", "merge", month, "--out", str(tmp_path / "gop.xlsx"))
    assert (told["counted"], told["missing"], told["out_of_date"]) == ("1/2", ["Công an xã Gò Sậy"], [])
    assert "Tệp đã dùng" in BookRead((tmp_path / "gop.xlsx").read_bytes()).names
    assert call("report", "merge", month)["revisions"] == {made["unit"]: 1}


def test_a_month_is_written_in_either_way_and_nothing_else(
    call: Call, month: str, capsys: pytest.CaptureFixture[str]
) -> None:
    year, number = month.split("-")
    assert call("report", "new", f"{number}/{year}")["month"] == f"{month}-01"
    with pytest.raises(SystemExit) as ended:
        call("report", "new", "tháng mười")
    assert ended.value.code == 2
    assert "YYYY-MM" in capsys.readouterr().err
