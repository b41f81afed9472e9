"""The verbs about the effect of legal documents, over a real profile."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.app.practice import SAMPLE
from studio.app.practice_data import LAW
from studio.cli.main import main
from studio.clock import SystemClock, local_date
from tests.cli.signing import signed

PIN = "73920408"
WHO = ("--as", "Người kiểm tra mẫu", "--pin-stdin")
Call = Callable[..., Any]


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a verb on a profile with the sample documents; its JSON answer, or the sentence on stderr."""

    def run(*words: str, pin: str = PIN, code: int = 0) -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO(pin + "\n"))
        words = signed(words, "Người kiểm tra mẫu")
        assert main(["--profile", str(tmp_path / "profile"), "--json", *words]) == code
        said = capsys.readouterr()
        return json.loads(said.out) if said.out else said.err.strip()

    run("people", "add", "Người kiểm tra mẫu", "--roles", "technical,head", "--pin-stdin")
    run("library", "import", str(SAMPLE / "law"))
    return run


def test_the_life_of_a_document_by_verbs(call: Call) -> None:
    assert call("library", "status", LAW)["light"] == "grey"
    call("library", "confirm", LAW, *WHO, "--source", "vbpl.vn")
    assert call("library", "status", LAW, "1")["status"] == "in_force"
    later = (local_date(SystemClock().now()) + timedelta(days=6)).isoformat()  # than what was confirmed just now
    add = ("library", "event", "add", LAW, "1", "--kind", "repealed", "--from", later, "--by-document", "9/X")
    event = call(*add, "--provision", "Điều 3", "--source", "Công báo", *WHO)
    assert (event["scope"], event["checked_by"]) == ("article", "Người kiểm tra mẫu")
    after = call("library", "status", LAW, "1", "--on", later)
    assert (after["status"], after["light"]) == ("expired", "red")
    assert "bởi Điều 3 của 9/X" in after["reason"]
    assert after["replaced_by"] is None, "what only repeals takes no place"
    assert call("library", "status", LAW, "2", "--on", later)["status"] == "in_force"
    assert call("library", "status", LAW, "--on", later)["status"] == "partly_expired"
    taken = call("library", "event", "retract", event["id"][:8], "--reason", "nhầm văn bản", *WHO)
    assert taken["retracted"]["reason"] == "nhầm văn bản"
    line = call("library", "events", LAW)
    assert [e["kind"] for e in line if e["id"]] == ["confirmed", "repealed"]
    assert call("library", "status", LAW, "1", "--on", later)["status"] == "in_force"


def test_one_article_is_confirmed(call: Call) -> None:
    assert call("library", "confirm", LAW, "1", *WHO, "--source", "vbpl.vn")["article"] == "1"
    assert call("library", "status", LAW, "1")["status"] == "in_force"
    assert call("library", "status", LAW)["status"] == "unknown"


@pytest.mark.parametrize(
    ("words", "pin", "said"),
    [
        (("event", "add", LAW, "1", "--clause", "99", "--kind", "ends", "--from", "2026-12-01"), PIN, "khoản 99"),
        (("event", "add", LAW, "--kind", "replaced", "--from", "2026-12-01"), PIN, "số, ký hiệu"),
        (("event", "add", LAW, "--kind", "ends", "--from", "2026-12-01"), "000000", "PIN"),
        (("event", "add", "9/2099/NĐ-CP", "--kind", "ends", "--from", "2026-12-01"), PIN, "không có trong kho"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(call: Call, words: tuple[str, ...], pin: str, said: str) -> None:
    refused = call("library", *words, "--source", "Công báo", *WHO, pin=pin, code=1)
    assert said in refused
    assert "Traceback" not in refused


def test_the_list_is_shown_and_taken_in(call: Call) -> None:
    listed = call("library", "seeds", "list")
    assert {row["in_library"] for row in listed} == {None}
    assert all(row["seen_on"] == "2026-11-24" and row["source"] for row in listed)
    assert call("library", "seeds", "add")["documents"] > 30
    rows = {row["id"]: row for row in call("library", "seeds", "list")}
    assert rows["116/2025/QH15"]["status"] == "unknown"
    assert rows["24/2018/QH14"]["status"] == "expired"
    law = str(SAMPLE / "law" / "van-ban-mau-1.docx")
    assert "hãy xem lại tệp" in call("library", "seeds", "attach", "luat-bao-chi-2025", law, code=1)
    assert call("library", "seeds", "attach", "luat-bao-chi-2025", law, "--other-number")["document"] == LAW
