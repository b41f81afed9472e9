"""The frame of the window: opening, moving between pages, counts, practice, closing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QSplitter
from pytestqt.qtbot import QtBot

from studio.config import Settings, SettingsFile
from studio.errors import DataGone, StorageTrouble
from studio.phrase import Phrase
from studio.ui import actions
from studio.ui.clock_bar import ClockBar
from studio.ui.main_window import MainWindow
from studio.ui.memory import WindowMemory
from studio.ui.page import PageId, Shell
from studio.ui.proof import ProofDialog
from studio.ui.rail import RailButton
from studio.ui.recovery_code import AskCode
from studio.ui.theme import current_tokens
from studio.ui.tokens import DARK
from tests.ui.conftest import MakeWindow, show
from tests.ui.fake_data import APPROVER, PIN
from tests.ui.fake_studio import FakeStudio


def test_it_opens_at_the_composer_and_counts_what_waits(make: MakeWindow, studio: FakeStudio, qtbot: QtBot) -> None:
    window = make(studio, load=False)
    window.load(lambda: studio, sign_in_first=False)
    qtbot.waitUntil(lambda: window.page is not None and window.tasks.idle)
    assert window.page is not None
    assert window.page.id is PageId.COMPOSER
    assert "2" in button(window, PageId.APPROVAL).accessibleName()
    assert "6" in button(window, PageId.OUTBOX).accessibleName()
    assert "2 bài đang chờ gửi" in window.status.text


def test_every_page_of_the_rail_opens(window: MainWindow, qtbot: QtBot) -> None:
    for page in window.rail.pages:
        assert show(window, qtbot, page).id is page
        assert button(window, page).isChecked()
    assert window.banner.text == ""


def test_a_profile_that_cannot_be_opened_says_why_and_can_be_tried_again(
    make: MakeWindow, studio: FakeStudio, qtbot: QtBot
) -> None:
    window = make(studio, load=False)
    tries: list[int] = []

    def loader() -> FakeStudio:
        tries.append(1)
        if len(tries) == 1:
            raise StorageTrouble("thư mục này nằm trên mạng.", "this folder is on a network.", where="\\\\may\\chung")
        return studio

    window.load(loader, sign_in_first=False)
    qtbot.waitUntil(lambda: window.loading.failure != "")
    assert window.loading.failure == "\\\\may\\chung: thư mục này nằm trên mạng."
    window.loading._button.click()
    qtbot.waitUntil(lambda: window.page is not None)


def test_the_window_waits_quietly_while_the_profile_opens(make: MakeWindow, studio: FakeStudio) -> None:
    window = make(studio, load=False)
    assert window.loading.isVisible()
    assert not button(window, PageId.OUTBOX).isEnabled()
    assert window.loading.failure == ""


def test_a_new_profile_begins_with_the_first_steps(make: MakeWindow, tmp_path: Path, qtbot: QtBot) -> None:
    window = make(FakeStudio(tmp_path, empty=True))
    assert window.page is not None
    assert window.page.id is PageId.START
    assert not button(window, PageId.OUTBOX).isEnabled()


def test_practice_is_framed_titled_and_said_in_every_success(make: MakeWindow, tmp_path: Path) -> None:
    window = make(FakeStudio(tmp_path, settings=Settings(practice=True)))
    assert window.windowTitle().startswith("[TẬP HUẤN]")
    assert window._frame._strip.isVisible()
    window.toast("Đã duyệt.")
    assert window._toast.text.startswith("MÔ PHỎNG")


def test_a_real_profile_has_no_frame(window: MainWindow) -> None:
    assert "TẬP HUẤN" not in window.windowTitle()
    assert not window._frame._strip.isVisible()
    window.toast("Đã duyệt.")
    assert window._toast.text == "Đã duyệt."


def test_keys_walk_through_pages_and_panes(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert window.page is not None
    assert window.page.id is PageId.OUTBOX
    qtbot.waitUntil(lambda: window.tasks.idle)
    seen = set()
    for _ in range(4):
        QTest.keyClick(window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.add(focus)
    assert len(seen) >= 3


def test_no_key_that_a_vietnamese_keyboard_switches_with(window: MainWindow) -> None:
    keys = [key for entry in actions.KEYS for key in entry.keys] + list(actions.PAGE_KEYS)
    keys += [action.shortcut().toString() for action in window.findChildren(type(window.actions()[0]))]
    keys += [shortcut.key().toString() for shortcut in window.findChildren(QShortcut)]
    for key in filter(None, keys):
        assert not ("Ctrl" in key and "Shift" in key), key
        assert key != "Alt+Z"
    bound = [
        actions.sequence(k).toString(QKeySequence.SequenceFormat.PortableText)
        for entry in actions.KEYS
        for k in entry.keys
    ]
    assert len(bound) == len(set(bound))
    assert {"Ctrl+K", "Ctrl+J", "Ctrl+L", "F1"} <= set(bound)


def test_keys_are_the_same_in_every_language(window: MainWindow) -> None:
    """Qt translates names of keys, “Return” to “Enter” among them, and would bind one key twice."""
    portable = QKeySequence.SequenceFormat.PortableText
    for action in window.actions():
        keys = [key.toString(portable) for key in action.shortcuts()]
        assert len(keys) == len(set(keys)), keys
    assert actions.sequence("Ctrl+Enter").toString(portable) == "Ctrl+Enter"
    assert actions.sequence("Ctrl+Return").toString(portable) == "Ctrl+Return"


def test_settings_are_applied_at_once_and_kept(window: MainWindow, shell: Shell, tmp_path: Path, qtbot: QtBot) -> None:
    shell.preferences.choose(theme="dark", font_scale=125, language="en")
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert current_tokens() is DARK
    assert window.windowTitle() == "Settings – Page Studio"
    assert button(window, PageId.OUTBOX).text() == "Outbox"
    kept = SettingsFile(tmp_path / "settings.json").load().settings
    assert (kept.theme, kept.font_scale, kept.language) == ("dark", 125, "en")
    shell.preferences.choose(theme="light", font_scale=100, language="vi")


def test_the_rail_shows_icons_alone_when_type_is_large(window: MainWindow, shell: Shell, qtbot: QtBot) -> None:
    wide = window.rail.width()
    shell.preferences.choose(font_scale=200)
    assert button(window, PageId.OUTBOX).text() == ""
    assert "Hộp gửi" in button(window, PageId.OUTBOX).accessibleName()
    assert window.rail.width() < wide
    assert window.minimumSizeHint().width() <= 1366
    shell.preferences.choose(font_scale=100)
    assert button(window, PageId.OUTBOX).text() == "Hộp gửi"


def test_a_person_signs_in_with_the_pin(
    window: MainWindow, shell: Shell, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    from studio.ui.sign_in import SignInDialog

    shell.sign_in()
    idle()
    dialog = window.findChild(SignInDialog)
    assert dialog is not None
    dialog._who.choose(APPROVER.id)
    dialog._pin.setText("111111")
    dialog._ok.click()
    idle()
    assert "PIN chưa đúng" in dialog._proof.error
    assert shell.session.person_id == ""
    assert dialog._pin.text() == ""
    dialog._pin.setText(PIN)
    with qtbot.waitSignal(shell.session.changed):
        dialog._ok.click()
    assert shell.session.person_id == APPROVER.id
    assert window.rail._who.text() == APPROVER.name
    shell.session.sign_out()
    idle()


def test_errors_of_background_work_stand_in_a_banner_until_closed(window: MainWindow, qtbot: QtBot) -> None:
    def fail() -> None:
        raise StorageTrouble("đĩa đầy; hãy xóa bớt tệp.", "the disk is full.")

    window.tasks.store(fail)
    qtbot.waitUntil(lambda: window.banner.text != "")
    assert window.banner.text == "Đĩa đầy; hãy xóa bớt tệp."
    window._hush.click()
    assert not window.banner.isVisible()


def test_leaving_a_page_and_closing_the_window_save_and_ask_nothing(
    make: MakeWindow, studio: FakeStudio, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make(studio)
    left: list[str] = []
    page = show(window, qtbot, PageId.OUTBOX)
    monkeypatch.setattr(page, "leave", lambda: left.append("outbox"))
    window.go(PageId.LIBRARY, "")
    assert left == ["outbox"]
    window.go(PageId.OUTBOX, "")
    assert window.close()
    assert left == ["outbox", "outbox"]
    assert studio.closed


def test_sizes_are_remembered_from_one_day_to_the_next(
    make: MakeWindow, studio: FakeStudio, qtbot: QtBot, tmp_path: Path
) -> None:
    def splitter(window: MainWindow) -> QSplitter:
        found: QSplitter = getattr(show(window, qtbot, PageId.LIBRARY), "splitter")  # noqa: B009
        return found

    first = make(studio)
    parted = splitter(first)
    parted.moveSplitter(parted.sizes()[0] + 60, 1)
    parted.splitterMoved.emit(parted.sizes()[0], 1)
    sizes = parted.sizes()
    first.close()
    again = make(studio)
    assert WindowMemory(tmp_path / "window.ini").restore_window(again)
    assert abs(splitter(again).sizes()[0] - sizes[0]) <= 1


def test_the_courier_looks_for_what_is_due(window: MainWindow, studio: FakeStudio, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: studio.outbox.rounds >= 1 and studio.law_watch.looked)


def button(window: MainWindow, page: PageId) -> RailButton:
    return window.rail._buttons[page]


def test_where_the_data_is_gone_the_window_offers_its_backups(
    make: MakeWindow, studio: FakeStudio, qtbot: QtBot
) -> None:
    backups, opened = studio.backups, list[bool]()

    def load() -> FakeStudio:
        opened.append(True)
        if not backups.staged:
            raise DataGone("tệp dữ liệu của hồ sơ không còn.", "the database is gone.")
        return studio

    fresh = make(studio, load=False, rescue=lambda: backups)
    fresh.load(load)
    qtbot.waitUntil(lambda: fresh.rescue_view is not None and bool(fresh.rescue_view.lines))
    view = fresh.rescue_view
    assert view is not None
    assert "không còn" in " ".join(label.text() for label in view.findChildren(QLabel))
    (backup,) = view.lines
    backups.foreign.add(backup.path)
    view.take_back(backup.path)
    qtbot.waitUntil(lambda: fresh.findChild(AskCode) is not None)
    dialog = fresh.findChild(AskCode)
    assert dialog is not None
    dialog.code.setText("abcd")
    dialog.go.click()
    qtbot.waitUntil(lambda: fresh.studio is not None)
    assert backups.staged == [backup.path]
    assert fresh.rescue_view is None
    assert len(opened) == 2


def test_a_clock_that_jumped_is_told_over_every_page_until_somebody_who_may_says_that_it_is_right(
    make: MakeWindow, studio: FakeStudio, qtbot: QtBot
) -> None:
    studio.doubt = Phrase("Đồng hồ máy chỉ 30/12/2027.", "The clock says 30/12/2027.")
    studio.faults = (Phrase("nhật ký bị thay đổi tại dòng 7.", "the log was altered at entry 7."),)
    window = make(studio)
    bar = window.findChild(ClockBar)
    assert bar is not None
    qtbot.waitUntil(lambda: bar.text == "Đồng hồ máy chỉ 30/12/2027. nhật ký bị thay đổi tại dòng 7.")
    bar.confirm.click()
    dialog = window.findChild(ProofDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: window.tasks.idle)
    dialog._who.setCurrentIndex(0)
    dialog._pin.setText(PIN)
    dialog.go.click()
    qtbot.waitUntil(lambda: bar.text == "nhật ký bị thay đổi tại dòng 7.")
    assert not bar.confirm.isVisible()
    studio.faults = ()
    bar.refresh()
    qtbot.waitUntil(lambda: not bar.isVisible())
