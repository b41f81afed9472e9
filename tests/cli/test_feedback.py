"""The verbs of the feedback desk over a real profile: noted, listed, shown, answered, closed, purged, counted."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.app import open_studio
from studio.app.practice import SAMPLE
from studio.cli.main import main
from studio.clock import SystemClock, local_date
from studio.paths import Profile
from studio.publishers.inbox import Channel
from studio.publishers.practice import PracticeMessage, PracticeMessages
from tests.cli.signing import signed

PIN = "73920408"
HEAD, OFFICER = "Lãnh đạo mẫu", "Cán bộ mẫu"
TEXT = "Tôi bị mất căn cước, cần giấy tờ gì? Gọi lại số 0912 345 678."
Call = Callable[..., Any]


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Run a verb as the officer; returns its JSON answer, or the sentence on stderr when it was refused. `more` follows
    the PIN on standard input."""

    def run(*words: str, who: str = OFFICER, more: str = "", pin: str = PIN, code: int = 0) -> Any:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{pin}\n{more or pin}\n"))
        assert main(["--profile", str(tmp_path / "profile"), "--json", *signed(words, who)]) == code
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert "0912 345 678" not in said.err
        return json.loads(said.out) if said.out else said.err.strip()

    run("people", "add", HEAD, "--roles", "head,technical,approver", "--pin-stdin")
    run("people", "add", OFFICER, "--roles", "author,publisher,approver", "--as", HEAD, "--pin-stdin", more="60418327")
    run("people", "pin", "--as", OFFICER, "--pin-stdin", pin="60418327", more=PIN)
    run("directory", "import", str(SAMPLE / "don-vi.yaml"), who=HEAD)
    run("accounts", "add", "trang-thuc-hanh", "--platform", "practice", "--page-id", "trang-thuc-hanh", who=HEAD)
    return run


def _add(call: Call, *words: str, text: str = TEXT) -> str:
    return str(call("feedback", "add", "--page", "trang-thuc-hanh", *words, more=text)["id"])


def test_what_came_by_telephone_is_noted_and_shown_with_personal_data_covered(call: Call, tmp_path: Path) -> None:
    first = _add(call, "--category", "procedure")
    (tmp_path / "text.txt").write_text("Khen anh công an trực ban", encoding="utf-8")
    call("feedback", "add", "--origin", "in_person", "--file", str(tmp_path / "text.txt"))
    listed = call("feedback", "list")
    assert {row["origin"] for row in listed} == {"phone", "in_person"}
    row = next(row for row in listed if row["id"] == first)
    assert (row["category"], row["state"], row["account"]) == ("procedure", "new", "trang-thuc-hanh")
    assert "mất căn cước" in row["first_line"]
    assert "0912" not in json.dumps(listed)
    assert "0912" not in json.dumps(call("feedback", "show", first))
    (turn,) = call("feedback", "show", first, "--unmask")["turns"]
    assert turn["text"] == TEXT
    assert [row["id"] for row in call("feedback", "list", "--category", "procedure")] == [first]


def test_no_text_is_noted_twice_over_or_empty(call: Call) -> None:
    assert "nội dung" in call("feedback", "add", "--page", "trang-thuc-hanh", more=" ", code=1).lower()
    assert "khong-co" in call("feedback", "add", "--page", "khong-co", more=TEXT, code=1)
    assert "tệp" in call("feedback", "add", "--file", "/khong/co", code=1)


def test_an_item_is_closed_with_a_reason_and_purged_by_the_head_alone(call: Call) -> None:
    item = _add(call)
    assert "chưa có trả lời" in call("feedback", "close", item, "--outcome", "answered", code=1)
    closed = call("feedback", "close", item, "--outcome", "no_answer")
    assert (closed["state"], closed["outcome"]) == ("closed", "no_answer")
    assert call("feedback", "list", "--pill", "closed")[0]["id"] == item
    assert call("feedback", "purge", "--dry-run", who=HEAD) == {"due": 0, "purged": 0}
    assert call("feedback", "purge", code=1)
    assert call("feedback", "purge", who=HEAD) == {"due": 0, "purged": 0}


def test_a_reply_is_checked_and_what_has_no_page_is_answered_in_person(call: Call, tmp_path: Path) -> None:
    item = _add(call)
    reply = tmp_path / "reply.yaml"
    reply.write_text("greeting: Chào bạn\nanswer: Bạn mang giấy khai sinh\nbla: x\n", encoding="utf-8")
    assert "bla" in call("feedback", "reply", item, "--file", str(reply), "--way", "private", "--check", code=1)
    reply.write_text("answer: Đã ghi nhận.\n", encoding="utf-8")
    checked = call("feedback", "reply", item, "--file", str(reply), "--way", "private", "--check", code=1)
    assert checked["blocked"]
    assert {finding["severity"] for finding in checked["findings"]} >= {"block"}
    assert call("feedback", "reply", item, code=1)


GOOD = """\
greeting: Chào bạn, cảm ơn bạn đã hỏi.
answer: Căn cước bị mờ chữ được đổi lại; bạn mang theo căn cước đang dùng.
next_step: Bạn đến bộ phận một cửa của phường trong giờ hành chính.
thanks: Cảm ơn bạn.
"""


def test_a_comment_is_answered_below_it_once(call: Call, tmp_path: Path) -> None:
    asked = PracticeMessage(
        id="c-1",
        channel=Channel.COMMENTS,
        thread="c-1",
        at=(SystemClock().now() - timedelta(minutes=5)).isoformat(),
        text="Căn cước bị mờ đổi ở đâu?",
        under="bai-1",
    )
    profile = Profile(root=tmp_path / "profile")
    PracticeMessages(profile.practice).drop("trang-thuc-hanh", asked)
    with closing(open_studio(profile, clock=SystemClock())) as studio:
        studio.feedback.intake.run()
    (row,) = call("feedback", "list")
    reply = tmp_path / "reply.yaml"
    reply.write_text(GOOD, encoding="utf-8")
    assert not call("feedback", "reply", row["id"], "--file", str(reply), "--check")["blocked"]
    assert call("feedback", "list")[0]["first_reply_at"] is None
    sent = call("feedback", "reply", row["id"], "--file", str(reply))
    assert sent["state"] in ("sent", "verified")
    assert call("feedback", "show", row["id"])["state"] == "answered"
    assert call("feedback", "close", row["id"], "--outcome", "answered")["outcome"] == "answered"


def test_figures_are_told_and_written_without_small_counts_and_texts(call: Call, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    for number in range(6):
        _add(call, "--category", "procedure", text=f"{TEXT} {number}")
    _add(call, "--category", "thanks", text="Cảm ơn anh trực ban")
    out = tmp_path / "a.xlsx"
    told = call("feedback", "stats", "--out", str(out))
    today = local_date(SystemClock().now())
    assert told["first"] == today.replace(day=1).isoformat()
    assert told["total"]["received"] == 7
    assert {one["key"]: one["received"] for one in told["by_category"]} == {"procedure": "*", "thanks": "<5"}
    assert b"0912" not in out.read_bytes()
    assert "--force" in call("feedback", "stats", "--out", str(out), code=1)
    assert call("feedback", "stats", "--period", "day", "--on", "2020-02-29")["total"]["received"] == 0
    with pytest.raises(SystemExit) as wrong:
        call("feedback", "stats", "--period", "year")
    assert wrong.value.code == 2
