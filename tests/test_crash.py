"""An unforeseen exception: saved first, reported without secrets, told in one sentence."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studio.crash import ENOUGH, Crash, CrashHandler
from studio.phrase import Phrase
from studio.redaction import Redactor


class FixedClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


class Desk:
    """Notes in which order things happened."""

    def __init__(self, folder: Path) -> None:
        self.events: list[str] = []
        self.crashes: list[Crash] = []
        self.folder = folder
        self.handler = CrashHandler(folder, clock=FixedClock(), redactor=Redactor(), tell=self.tell)

    def tell(self, crash: Crash) -> None:
        self.events.append("told")
        self.crashes.append(crash)

    @property
    def sentences(self) -> list[Phrase]:
        return [crash.sentence for crash in self.crashes]

    def crash(self, text: str = "hỏng") -> None:
        local_value = "Số nhà 12 phố Không Có"
        try:
            raise ZeroDivisionError(text)
        except ZeroDivisionError as error:
            assert local_value
            self.handler.handle(type(error), error, error.__traceback__)

    def reports(self) -> list[str]:
        return [path.read_text(encoding="utf-8") for path in sorted(self.folder.glob("crash-*.txt"))]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_savers_run_in_order_before_anyone_is_told(desk: Desk) -> None:
    desk.handler.save_first("bài", lambda: desk.events.append("post"))
    desk.handler.save_first("cài đặt", lambda: desk.events.append("settings"))
    desk.crash()
    assert desk.events == ["post", "settings", "told"]
    assert "đã được lưu" in desk.sentences[0].vi
    assert "is saved" in desk.sentences[0].en


def test_a_saver_that_fails_does_not_stop_the_next_and_is_owned_up_to(desk: Desk) -> None:
    def fail() -> None:
        raise OSError("đĩa đầy")

    desk.handler.save_first("bài đang soạn", fail)
    desk.handler.save_first("cài đặt", lambda: desk.events.append("settings"))
    desk.crash()
    assert desk.events == ["settings", "told"]
    assert "chưa lưu được" in desk.sentences[0].vi
    assert "Not saved: bài đang soạn" in desk.reports()[0]
    assert "đĩa đầy" in desk.reports()[0]


def test_the_report_has_the_stack_and_neither_secrets_nor_variables(desk: Desk) -> None:
    desk.crash("password=Xq7Zk2Vb9Lm4 gọi 0900000123")
    (report,) = desk.reports()
    assert "ZeroDivisionError: password=[•••] gọi [SĐT]" in report
    assert "test_crash.py" in report
    assert "2026-11-25T01:00:00+00:00" in report
    assert "phố Không Có" not in report


def test_the_sentence_names_the_report(desk: Desk) -> None:
    desk.crash()
    (path,) = desk.folder.glob("crash-*.txt")
    assert str(path) in desk.sentences[0].vi
    assert "\n" not in desk.sentences[0].vi


def test_what_is_told_has_the_report_without_secrets(desk: Desk) -> None:
    desk.handler.save_first("bài", lambda: None)
    desk.crash("password=Xq7Zk2Vb9Lm4 gọi 0900000123")
    (crash,) = desk.crashes
    assert crash.saved is True
    assert crash.report == desk.reports()[0]
    assert "Xq7Zk2Vb9Lm4" not in crash.report
    assert "0900000123" not in crash.report
    assert crash.path is not None
    assert crash.path.read_text(encoding="utf-8") == crash.report


def test_the_same_bug_again_is_told_once_and_does_not_fill_the_disk(desk: Desk) -> None:
    for _ in range(50):
        desk.crash()
    assert desk.events == ["told"]
    assert len(desk.reports()) == ENOUGH


def test_the_stacks_of_an_earlier_fault_are_put_aside(desk: Desk) -> None:
    (desk.folder / "faults.log").write_text("Fatal Python error: Aborted", encoding="utf-8")
    try:
        earlier = desk.handler.install()
    finally:
        desk.handler.uninstall()
    assert earlier is not None
    assert earlier.name == "faults-20261125T010000.txt"
    assert (desk.folder / "faults.log").read_bytes() == b""


def test_two_crashes_in_one_second_leave_two_reports(desk: Desk) -> None:
    desk.crash("một")
    desk.crash("hai")
    assert ["một" in report for report in desk.reports()].count(True) == 1
    assert ["hai" in report for report in desk.reports()].count(True) == 1


def test_a_crash_while_crashing_is_written_down_and_told_once(desk: Desk) -> None:
    def fail() -> None:
        try:
            raise LookupError("trong khi lưu")
        except LookupError as error:
            desk.handler.handle(type(error), error, error.__traceback__)

    desk.handler.save_first("bài", fail)
    desk.crash("lần đầu")
    assert desk.events == ["told"]
    assert len(desk.reports()) == 2


def test_a_teller_that_fails_raises_nothing(tmp_path: Path) -> None:
    def fail(_: Crash) -> None:
        raise RuntimeError("không còn cửa sổ")

    desk = Desk(tmp_path)
    desk.handler = CrashHandler(tmp_path, clock=FixedClock(), redactor=Redactor(), tell=fail)
    desk.crash()
    desk.crash()
    assert len(desk.reports()) == 2


def test_without_a_disk_the_person_is_told_all_the_same(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "missing")
    desk.crash()
    assert len(desk.sentences) == 1
    assert "missing" not in desk.sentences[0].vi


def test_the_interrupt_key_is_no_crash(desk: Desk) -> None:
    desk.handler.handle(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert desk.events == []
    assert desk.reports() == []


PROGRAM = """
import pathlib, sys, threading
from studio.clock import SystemClock
from studio.crash import CrashHandler
from studio.redaction import Redactor

tell = lambda sentence: print("told")
handler = CrashHandler(pathlib.Path(sys.argv[1]), clock=SystemClock(), redactor=Redactor(), tell=tell)
handler.save_first("x", lambda: print("saved"))
handler.install()
"""


def run(folder: Path, lines: str) -> subprocess.CompletedProcess[str]:
    program = PROGRAM + textwrap.dedent(lines)
    command = [sys.executable, "-c", program, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)


def test_installed_it_takes_main_and_other_threads(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        """
        thread = threading.Thread(target=lambda: 1 / 0, name="gửi bài")
        thread.start()
        thread.join()
        raise RuntimeError("main")
        """,
    )
    assert done.stdout.split() == ["saved", "told", "saved", "told"]
    assert "Traceback" not in done.stderr
    reports = [path.read_text(encoding="utf-8") for path in tmp_path.glob("crash-*.txt")]
    assert sorted("Thread gửi bài" in report for report in reports) == [False, True]


def test_a_fault_below_python_leaves_its_stack_in_a_file(tmp_path: Path) -> None:
    done = run(tmp_path, "import os; os.abort()")
    assert done.returncode != 0
    assert "Fatal Python error: Aborted" in (tmp_path / "faults.log").read_text(encoding="utf-8")


def test_uninstalled_python_reports_by_itself(tmp_path: Path) -> None:
    done = run(tmp_path, "handler.uninstall(); 1 / 0")
    assert done.stdout == ""
    assert "ZeroDivisionError" in done.stderr
