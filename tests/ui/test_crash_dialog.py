"""After a crash: saved first, told in a dialog without secrets, in a slot, on a worker, in a whole process."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from studio.config import Settings, SettingsFile
from studio.crash import Crash, CrashHandler
from studio.paths import Profile
from studio.phrase import Bilingual
from studio.redaction import Redactor
from studio.ui.crash_controller import CrashController
from studio.ui.crash_dialog import CrashDialog
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.conftest import show
from tests.ui.hands import labels

SECRET = "password=Xq7Zk2Vb9Lm4 gọi 0900000123"


class FixedClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


@pytest.fixture
def handler(window: MainWindow, tmp_path: Path) -> CrashHandler:
    """A crash handler that knows the window."""
    folder = tmp_path / "logs"
    folder.mkdir()
    made = CrashHandler(folder, clock=FixedClock(), redactor=Redactor(), tell=window.crashes.tell)
    made.save_first("window", window.crashes.save)
    return made


def crash(handler: CrashHandler, text: str = SECRET) -> None:
    try:
        raise ZeroDivisionError(text)
    except ZeroDivisionError as error:
        handler.handle(type(error), error, error.__traceback__)


def dialog_of(window: MainWindow, qtbot: QtBot) -> CrashDialog:
    qtbot.waitUntil(lambda: window.findChild(CrashDialog) is not None)
    found = window.findChild(CrashDialog)
    assert found is not None
    return found


def test_the_page_in_sight_is_saved_before_the_dialog_opens(
    window: MainWindow, handler: CrashHandler, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[bool] = []
    page = show(window, qtbot, PageId.OUTBOX)
    monkeypatch.setattr(page, "leave", lambda: saved.append(window.findChild(CrashDialog) is None))
    crash(handler)
    dialog = dialog_of(window, qtbot)
    assert saved == [True]
    assert "Nội dung đang soạn đã được lưu." in labels(dialog)
    assert "crash-20261125T010000.txt" in " ".join(labels(dialog))
    assert "Xq7Zk2Vb9Lm4" not in dialog.report.toPlainText()
    assert "0900000123" not in dialog.report.toPlainText()
    dialog.copy.click()
    assert "ZeroDivisionError" in QGuiApplication.clipboard().text()
    assert "Xq7Zk2Vb9Lm4" not in QGuiApplication.clipboard().text()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_what_could_not_be_saved_is_owned_up_to(
    window: MainWindow, handler: CrashHandler, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OSError("đĩa đầy")

    with monkeypatch.context() as patch:
        patch.setattr(show(window, qtbot, PageId.OUTBOX), "leave", fail)
        crash(handler)
    dialog = dialog_of(window, qtbot)
    assert "chưa lưu được" in " ".join(labels(dialog))
    dialog.accept()


def test_a_crash_on_another_thread_saves_on_the_windows_own(
    window: MainWindow, handler: CrashHandler, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[bool] = []
    page = show(window, qtbot, PageId.OUTBOX)
    main = threading.current_thread()
    monkeypatch.setattr(page, "leave", lambda: threads.append(threading.current_thread() is main))
    worker = threading.Thread(target=crash, args=(handler,))
    worker.start()
    dialog = dialog_of(window, qtbot)
    worker.join()
    assert threads == [True]
    dialog.accept()


def test_a_second_crash_does_not_pile_dialogs_up(window: MainWindow, handler: CrashHandler, qtbot: QtBot) -> None:
    crash(handler)
    dialog = dialog_of(window, qtbot)
    try:
        raise LookupError("khác")
    except LookupError as error:
        handler.handle(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: window.banner.text != "")
    assert len(window.findChildren(CrashDialog)) == 1
    dialog.accept()


def test_every_button_says_what_it_does_and_the_harmless_one_is_the_default(qtbot: QtBot) -> None:
    again: list[bool] = []
    told = Crash(sentence=Bilingual("a", "b"), saved=None, report="x", path=None)
    dialog = CrashDialog(told, lambda: again.append(True))
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.go_on.isDefault()
    assert all(button.text() for button in dialog.findChildren(QPushButton))
    assert not dialog.folder.isVisible()
    assert not dialog.report.isVisible()
    dialog.show_report.click()
    assert dialog.report.isVisible()
    dialog.again.click()
    assert again == [True]
    dialog.accept()


def test_background_work_with_a_bug_is_told_too(
    window: MainWindow, handler: CrashHandler, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    window.tasks.bug = lambda error: handler.handle(type(error), error, error.__traceback__)
    window.tasks.pool(lambda _: 1 // 0)
    dialog = dialog_of(window, qtbot)
    assert "ZeroDivisionError" in dialog.report.toPlainText()
    idle()
    assert "ngoài dự kiến" in window.banner.text
    dialog.accept()


def test_a_window_that_does_not_answer_is_not_waited_for_long(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.ui.crash_controller.SAVE_WAIT", 0.05)
    assert window.shell is not None
    aid = CrashController(
        window, window.shell.language, save=lambda: None, again=lambda: None, banner=lambda _tone, _text: None
    )
    failed: list[BaseException] = []

    def save() -> None:
        try:
            aid.save()
        except TimeoutError as error:
            failed.append(error)

    thread = threading.Thread(target=save)
    thread.start()
    thread.join()  # the window's thread waits here and cannot answer
    assert len(failed) == 1


PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from studio.cli import window as opened
from studio.clock import SystemClock
from studio.paths import Profile
from studio.ui import run as running
from studio.ui.crash_dialog import CrashDialog

make = running.make_window

def make_window(*given, **named):
    window = make(*given, **named)
    slot = QTimer(window, singleShot=True, interval=0)
    slot.timeout.connect(lambda: 1 // 0)
    slot.start()
    look = QTimer(window, interval=20)

    def seen():
        dialog = window.findChild(CrashDialog)
        if dialog is not None:
            print(dialog.windowTitle(), flush=True)
            look.stop()
            dialog.accept()
            if sys.argv[2] == "dies":
                import os, signal
                os.kill(os.getpid(), signal.SIGABRT)
            QTimer.singleShot(0, window.close)

    look.timeout.connect(seen)
    look.start()
    return window

running.make_window = make_window
sys.exit(opened.open_window(Profile(root=Path(sys.argv[1])), "vi", clock=SystemClock()))
"""


def process(root: Path, how: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, str(root), how]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=600)


@pytest.mark.e2e
def test_a_whole_program_survives_a_slot_that_raises_and_remembers_a_death(tmp_path: Path) -> None:
    profile = Profile(root=tmp_path / "ho-so")
    profile.create()
    SettingsFile(profile.settings).save(Settings(language="vi"))
    done = process(profile.root, "lives")
    assert "Đã có lỗi ngoài dự kiến" in done.stdout
    assert done.returncode == 0, done.stderr
    assert len(list(profile.logs.glob("crash-*.txt"))) == 1
    assert not (profile.root / "window.lock").exists()
    dead = process(profile.root, "dies")
    assert dead.returncode != 0
    assert "Fatal Python error" in (profile.logs / "faults.log").read_text(encoding="utf-8")
    assert (profile.root / "window.lock").exists()
    again = process(profile.root, "lives")
    assert again.returncode == 0, again.stderr
    assert len(list(profile.logs.glob("faults-*.txt"))) == 1
