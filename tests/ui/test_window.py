"""The frame of the window: opening, moving between pages, counts, practice, closing."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QSplitter
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.app.backups import rescue
from studio.config import Settings, SettingsFile
from studio.errors import StorageTrouble
from studio.outbox.model import DeliveryState
from studio.people.present import by_itself
from studio.phrase import Bilingual
from studio.store.archive import DATABASE
from studio.store.backup_keys import FILE
from studio.ui import actions
from studio.ui.alerts import ClockBar
from studio.ui.composer.page import ComposerPage
from studio.ui.library.page import LibraryPage
from studio.ui.main_window import MainWindow
from studio.ui.page import Shell
from studio.ui.page_specs import RAIL, PageId
from studio.ui.page_stack import QUIET_MS, ReadingBar
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.recovery_code import AskCode
from studio.ui.sign_in import SignInDialog
from studio.ui.theme import current_tokens
from studio.ui.tokens import DARK
from studio.ui.widgets.pin import PersonPicker, PinField
from studio.ui.window_state import WindowState
from tests.accounts.keyrings import MemorySafe
from tests.ui.conftest import MakeWindow, open_stores, show, shown
from tests.ui.hands import EVERYWHERE, error_at, labels, person_button, press, prove, rail_button, toast, within
from tests.ui.preparation import open_empty
from tests.ui.unit import PIN, PRACTICE, Unit


def test_it_opens_at_what_waits_and_counts_it(make: MakeWindow, studio: Studio, qtbot: QtBot) -> None:
    window = make(studio, load=False)
    window.load(lambda: studio, sign_in_first=False)
    qtbot.waitUntil(lambda: window.page is not None and window.tasks.idle)
    assert window.page is not None
    assert window.page.id is PageId.WORK
    assert "2" in rail_button(window, PageId.APPROVAL).accessibleName()
    assert "5" in rail_button(window, PageId.OUTBOX).accessibleName()
    assert "2 bài đang chờ gửi" in window.status.text


def test_what_is_being_read_says_so_on_its_page_alone(
    window: MainWindow, qtbot: QtBot, request: pytest.FixtureRequest
) -> None:
    (bar,), disk = window.findChildren(ReadingBar), Event()
    request.addfinalizer(disk.set)  # or a failure would keep the window's threads for ever
    slow = show(window, qtbot, PageId.LIBRARY)
    show(window, qtbot, PageId.SETTINGS)
    window.tasks.pool(lambda _: disk.wait(), owner=slow, lasting=True)
    window.go(PageId.LIBRARY, "")
    qtbot.waitUntil(bar.isVisible)
    assert bar.accessibleName() == "Đang đọc…"
    assert (bar.pos(), bar.width()) == (QPoint(0, 0), slow.width())
    window.go(PageId.POSTS, "")
    assert not bar.isVisible()
    over = time.monotonic() + 2 * QUIET_MS / 1000
    qtbot.waitUntil(lambda: time.monotonic() > over)
    assert window.page is not None
    assert window.page.id is PageId.POSTS
    # The page here is read, perhaps slowly; nobody waits for the other one, which would stay in the way for good.
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=20_000)
    assert QApplication.overrideCursor() is None
    window.go(PageId.LIBRARY, "")
    qtbot.waitUntil(bar.isVisible)
    disk.set()
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_every_page_of_the_rail_opens(window: MainWindow, qtbot: QtBot) -> None:
    for page in EVERYWHERE:
        assert show(window, qtbot, page).id is page
        assert rail_button(window, page).current
    assert window.banner.text == ""


def test_a_profile_that_cannot_be_opened_says_why_and_can_be_tried_again(
    make: MakeWindow, studio: Studio, qtbot: QtBot
) -> None:
    window = make(studio, load=False)
    tries: list[int] = []

    def loader() -> Studio:
        tries.append(1)
        if len(tries) == 1:
            raise StorageTrouble(
                Bilingual("thư mục này nằm trên mạng.", "this folder is on a network."), where="\\\\may\\chung"
            )
        return studio

    window.load(loader, sign_in_first=False)
    qtbot.waitUntil(lambda: window.loading.failure != "")
    assert window.loading.failure == "\\\\may\\chung: thư mục này nằm trên mạng."
    press(window.loading, "Thử lại")
    qtbot.waitUntil(lambda: window.page is not None)


def test_the_window_waits_quietly_while_the_profile_opens(make: MakeWindow, studio: Studio) -> None:
    window = make(studio, load=False)
    assert window.loading.isVisible()
    assert not rail_button(window, PageId.OUTBOX).isEnabled()
    assert window.loading.failure == ""


def test_a_new_profile_begins_with_the_first_steps(make: MakeWindow, after_windows: ExitStack, tmp_path: Path) -> None:
    new = open_empty(tmp_path / "ho-so")
    after_windows.callback(new.close)
    window = make(new.studio)
    assert window.page is not None
    assert window.page.id is PageId.START
    assert not rail_button(window, PageId.OUTBOX).isEnabled()


FRAME = "TẬP HUẤN: mọi việc làm ở đây chỉ nằm trên máy này"


def test_practice_is_framed_titled_and_said_in_every_success(make: MakeWindow, unit: Unit) -> None:
    SettingsFile(unit.profile.settings).save(Settings(practice=True))
    window = make(unit.reopen())
    assert window.windowTitle().startswith("[TẬP HUẤN]")
    assert FRAME in labels(window)
    window.toast("Đã duyệt.")
    assert toast(window).text.startswith("MÔ PHỎNG")


def test_a_real_profile_has_no_frame(window: MainWindow) -> None:
    assert "TẬP HUẤN" not in window.windowTitle()
    assert FRAME not in labels(window)
    window.toast("Đã duyệt.")
    assert toast(window).text == "Đã duyệt."


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


def test_a_page_that_is_opened_by_its_key_has_the_keyboard_in_its_list(window: MainWindow, qtbot: QtBot) -> None:
    found = {}
    for page in (PageId.POSTS, PageId.OUTBOX, PageId.PAGES, PageId.TRAINING, PageId.SETTINGS):
        window.go(page, "")
        qtbot.waitUntil(lambda: window.tasks.idle)
        found[page] = isinstance(window.focusWidget(), QAbstractItemView)
    assert found == dict.fromkeys(found, True)


def test_no_key_that_a_vietnamese_keyboard_switches_with(window: MainWindow) -> None:
    keys = [key for entry in actions.KEYS for key in entry.keys] + [spec.keys for spec in RAIL]
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
    assert rail_button(window, PageId.OUTBOX).text() == "Outbox"
    kept = SettingsFile(tmp_path / "settings.json").load().settings
    assert (kept.theme, kept.font_scale, kept.language) == ("dark", 125, "en")
    shell.preferences.choose(theme="light", font_scale=100, language="vi")


def test_the_rail_shows_icons_alone_when_type_is_large(window: MainWindow, shell: Shell, qtbot: QtBot) -> None:
    wide = window.rail.width()
    shell.preferences.choose(font_scale=200)
    assert rail_button(window, PageId.OUTBOX).text() == ""
    assert "Hộp gửi" in rail_button(window, PageId.OUTBOX).accessibleName()
    assert window.rail.width() < wide
    assert window.minimumSizeHint().width() <= 1366
    shell.preferences.choose(font_scale=100)
    assert rail_button(window, PageId.OUTBOX).text() == "Hộp gửi"


def test_a_person_signs_in_with_the_pin(
    window: MainWindow, shell: Shell, unit: Unit, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    shell.sign_in()
    idle()
    dialog = shown(SignInDialog)
    who, pin = within(dialog, PersonPicker), within(dialog, PinField)
    who.choose(unit.approver.id)
    pin.setText("11111111")
    press(dialog, "Đăng nhập")
    idle()
    assert "Sai mã PIN" in error_at(pin)
    assert shell.session.person_id == ""
    assert pin.text() == ""
    pin.setText(PIN)
    with qtbot.waitSignal(shell.session.changed):
        press(dialog, "Đăng nhập")
    assert shell.session.person_id == unit.approver.id
    assert person_button(window).text() == unit.approver.name
    shell.session.sign_out()
    idle()


def test_errors_of_background_work_stand_in_a_banner_until_closed(window: MainWindow, qtbot: QtBot) -> None:
    def fail() -> None:
        raise StorageTrouble(Bilingual("đĩa đầy; hãy xóa bớt tệp.", "the disk is full."))

    window.tasks.store(fail)
    qtbot.waitUntil(lambda: window.banner.text != "")
    assert window.banner.text == "Đĩa đầy; hãy xóa bớt tệp."
    press(window.banner, "Đóng thông báo này")
    assert not window.banner.isVisible()


def test_leaving_a_page_and_closing_the_window_save_and_ask_nothing(
    window: MainWindow, unit: Unit, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    post = unit.draft()
    unit.sign_in(window, unit.author)
    page = show(window, qtbot, PageId.COMPOSER, post.id)
    assert isinstance(page, ComposerPage)
    assert page.editor.form is not None
    field = page.editor.form.fields["scam_name"].editor.inputs()[0]
    name = post.fields["scam_name"]
    QTest.keyClicks(field, "an ")
    window.go(PageId.LIBRARY, "")
    idle()
    assert unit.studio.drafts.get(post.id).fields["scam_name"] == f"an {name}"
    show(window, qtbot, PageId.COMPOSER)
    QTest.keyClicks(field, "ninh ")
    assert window.close()
    assert [each for each in open_stores() if str(unit.profile.root) in each] == []
    assert unit.reopen().drafts.get(post.id).fields["scam_name"] == f"an ninh {name}"


def test_sizes_are_remembered_from_one_day_to_the_next(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    def splitter(window: MainWindow) -> QSplitter:
        page = show(window, qtbot, PageId.LIBRARY)
        assert isinstance(page, LibraryPage)
        return page.splitter

    first = make(unit.studio)
    parted = splitter(first)
    parted.moveSplitter(parted.sizes()[0] + 20, 1)  # what the smallest first window has room for
    parted.splitterMoved.emit(parted.sizes()[0], 1)
    sizes, whole = parted.sizes(), first.size()
    first.close()
    again = make(unit.reopen())
    assert WindowState(unit.profile.root / "window.ini").restore_window(again)
    again.resize(whole)  # a window that comes back is kept inside the screen, which is smaller here
    assert abs(splitter(again).sizes()[0] - sizes[0]) <= 1


def test_the_background_jobs_look_for_what_is_due(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    (due,) = unit.publish("bai-2", PRACTICE.name)
    make(unit.studio)
    qtbot.waitUntil(lambda: unit.studio.outbox.get(due.id).state is DeliveryState.VERIFIED)


def test_where_the_data_is_gone_the_window_offers_its_backups(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    with unit.at_work(unit.head):
        code = unit.studio.backups.issue_code(unit.head.id, PIN)
    unit.studio.back_up_daily()
    unit.close()
    for name in (DATABASE, FILE):
        (unit.profile.root / name).unlink()
    opened: list[bool] = []

    def load() -> Studio:
        opened.append(True)
        return unit.reopen()

    backups = rescue(unit.profile, clock=unit.clock, safe=MemorySafe())
    fresh = make(unit.studio, load=False, rescue=lambda: backups)
    fresh.load(load)
    qtbot.waitUntil(lambda: fresh.rescue_view is not None and bool(fresh.rescue_view.lines))
    view = fresh.rescue_view
    assert view is not None
    assert "không còn" in " ".join(labels(view))
    (backup,) = view.lines
    view.take_back(backup.path)
    qtbot.waitUntil(lambda: fresh.findChild(AskCode) is not None)
    dialog = shown(AskCode)
    dialog.code.setText(str(code.reveal()))
    dialog.go.click()
    qtbot.waitUntil(lambda: fresh.studio is not None)
    assert fresh.rescue_view is None
    assert len(opened) == 2
    assert len(unit.studio.people.list()) == 3


def alter(unit: Unit, before: str, after: str) -> None:
    """Write something else into an entry of the log, past the program."""
    with by_itself("a test tampers"), unit.studio.store.write() as tx:
        for (trigger,) in tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            if trigger.startswith("audit"):
                tx.exec_driver_sql(f"DROP TRIGGER {trigger}")
        tx.exec_driver_sql("UPDATE audit SET by = ? WHERE seq = 7 AND by = ?", (after, before))


def test_a_clock_that_jumped_is_told_over_every_page_until_somebody_who_may_says_that_it_is_right(
    make: MakeWindow, unit: Unit, qtbot: QtBot
) -> None:
    post = unit.draft()
    with unit.at_work(unit.author):
        unit.studio.drafts.trash(post.id, unit.author.id)
    entry = next(each for each in unit.studio.audit.entries() if each.seq == 7)
    alter(unit, entry.by, "x")
    unit.clock.forward(days=400)
    window = make(unit.studio)
    bar = window.findChild(ClockBar)
    assert bar is not None
    qtbot.waitUntil(lambda: "nay đồng hồ máy chỉ 29/12/2027" in bar.text and "7" in bar.text)
    bar.confirm.click()
    dialog = shown(PinConfirmDialog)
    qtbot.waitUntil(lambda: window.tasks.idle)
    prove(dialog, unit.head)
    qtbot.waitUntil(lambda: "đồng hồ" not in bar.text)
    assert bar.isVisible(), "the log is still not what it was"
    assert not bar.confirm.isVisible()
    alter(unit, "x", entry.by)
    bar.refresh()
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_the_rail_folds_by_itself_beside_a_post_and_a_choice_by_f8_wins_there(
    window: MainWindow, unit: Unit, qtbot: QtBot
) -> None:
    def folded(page: PageId, *, key: bool = False) -> bool:
        show(window, qtbot, page)
        if key:
            window.activateWindow()
            qtbot.waitUntil(window.isActiveWindow)
            QTest.keyClick(window, Qt.Key.Key_F8)
        return window.rail.folded

    window.resize(1366, 768)
    for page in (PageId.COMPOSER, PageId.APPROVAL, PageId.FEEDBACK):
        assert folded(page)
        assert "Hộp gửi (5)" in rail_button(window, PageId.OUTBOX).toolTip()
    assert not folded(PageId.OUTBOX)
    assert folded(PageId.OUTBOX, key=True)
    assert not folded(PageId.COMPOSER, key=True)
    assert not folded(PageId.IMAGES)
    assert folded(PageId.OUTBOX)
    assert not folded(PageId.COMPOSER)
    assert WindowState(unit.profile.root / "window.ini").kept("rail/composer") == "open"
