"""The door of a unit's profile: nothing is shown before somebody has signed in, however the window is come by."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio.app import Studio, open_profile
from studio.errors import NotPermitted, StorageTrouble
from studio.people.model import Role
from studio.people.present import present
from studio.phrase import Bilingual
from studio.store.archive import DATABASE
from studio.ui import clipboard
from studio.ui.approval.page import ApprovalPage
from studio.ui.command.bar import CommandBar
from studio.ui.lock_screen import LockScreen
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.people.forms import ConfirmForm
from studio.ui.sign_in import SignInDialog
from studio.ui.tokens import Tone
from tests.accounts.keyrings import MemorySafe
from tests.profile import joined
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.preparation import open_empty
from tests.ui.unit import PIN, TITLES, Unit


def behind(make: MakeWindow, studio: Studio, qtbot: QtBot, first: PageId = PageId.POSTS) -> MainWindow:
    """The window of a unit at its start."""
    window = make(studio, first=first, sign_in_first=True)
    qtbot.waitUntil(lambda: window.tasks.idle)
    return window


def door_of(window: MainWindow) -> LockScreen:
    screen = window.lock.screen
    assert isinstance(screen, LockScreen)
    return screen


def words(widget: QWidget) -> str:
    """Everything that can be read in `widget`, by eye or by a screen reader."""
    within = [widget, *widget.findChildren(QWidget)]
    labels = [one.text() for one in within if isinstance(one, QLabel)]
    return "\n".join([*labels, *(one.accessibleName() for one in within), widget.windowTitle()])


def page_of(window: MainWindow) -> PageId | None:
    return window.page.id if window.page is not None else None


def enter(window: MainWindow, qtbot: QtBot, person: str = "p-an", pin: str = PIN) -> None:
    screen = door_of(window)
    screen.who.setCurrentIndex(screen.who.findData(person))
    screen.pin.setText(pin)
    screen.unlock.click()
    qtbot.waitUntil(lambda: window.tasks.idle)


def test_nothing_of_the_unit_is_shown_before_somebody_signs_in(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    window = behind(make, unit.studio, qtbot)
    assert page_of(window) is None
    assert not window.rail.isVisible()
    said = words(window)
    assert [title for title in TITLES if title in said] == []
    screen = door_of(window)
    assert [screen.who.itemData(row) for row in range(screen.who.count())] == [
        person.id for person in unit.studio.people.list()
    ]
    assert not screen.switch.isVisible()
    enter(window, qtbot, pin="00000000")
    assert page_of(window) is None
    enter(window, qtbot)
    assert window.lock.screen is None
    assert page_of(window) is PageId.POSTS
    assert window.session.person == unit.author


def opening_window(make: MakeWindow, studio: Studio, load: Callable[[], Studio]) -> MainWindow:
    """A window whose services are being opened, its people known."""
    window = make(studio, load=False)
    window.load(load, door=lambda: studio.people, first=PageId.POSTS)
    return window


def test_one_signs_in_while_the_services_are_still_opened(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    opened = Event()

    def load() -> Studio:
        assert opened.wait(20)
        return unit.studio

    window = opening_window(make, unit.studio, load)
    try:
        qtbot.waitUntil(lambda: window.lock.screen is not None)
        screen = door_of(window)
        screen.who.setCurrentIndex(screen.who.findData(unit.author.id))
        screen.pin.setText(PIN)
        screen.unlock.click()
        assert window.studio is None
        assert not screen.unlock.isEnabled(), "the PIN waits for the services"
    finally:
        opened.set()
    qtbot.waitUntil(lambda: page_of(window) is PageId.POSTS)
    assert window.session.person == unit.author
    assert window.lock.screen is None


def test_what_keeps_the_services_from_opening_is_told_in_place_of_the_door(
    make: MakeWindow, unit: Unit, qtbot: QtBot
) -> None:
    trouble = [StorageTrouble("the disk is full.")]

    def load() -> Studio:
        if trouble:
            raise trouble.pop()
        return unit.studio

    window = opening_window(make, unit.studio, load)
    qtbot.waitUntil(lambda: bool(window.loading.failure))
    assert window.lock.screen is None
    assert page_of(window) is None
    [again] = [one for one in window.loading.findChildren(QPushButton) if one.isVisible()]
    again.click()
    qtbot.waitUntil(lambda: window.lock.screen is not None)
    enter(window, qtbot)
    assert page_of(window) is PageId.POSTS


def test_an_empty_profile_begins_with_the_first_steps(
    make: MakeWindow, after_windows: ExitStack, tmp_path: Path, qtbot: QtBot
) -> None:
    new = open_empty(tmp_path / "ho-so")
    after_windows.callback(new.close)
    window = behind(make, new.studio, qtbot)
    assert window.lock.screen is None
    assert page_of(window) is PageId.START


def test_closing_and_starting_again_does_not_pass_the_lock(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    window = behind(make, unit.studio, qtbot)
    enter(window, qtbot)
    window.session.lock()
    assert window.close()
    again = behind(make, unit.reopen(), qtbot)
    assert again.page is None
    assert again.session.person is None
    door_of(again)


def test_who_signs_out_leaves_nothing_in_sight(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    window = behind(make, unit.studio, qtbot)
    enter(window, qtbot)
    assert window.shell is not None
    window.shell.sign_out()
    assert not window.rail.isVisible()
    qtbot.waitUntil(lambda: door_of(window).who.count() == len(unit.studio.people.list()))
    enter(window, qtbot, unit.approver.id)
    assert window.session.person == unit.approver
    assert window.page is not None


def test_the_command_bar_signs_out_like_every_other_button(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    window = behind(make, unit.studio, qtbot)

    def idle() -> None:
        qtbot.waitUntil(lambda: window.tasks.idle)

    enter(window, qtbot)
    window.open_command()
    [bar] = window.findChildren(CommandBar)
    idle()
    bar.line.setText("đăng xuất")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    idle()
    assert window.session.person is None
    assert not window.rail.isVisible()
    door_of(window)


def test_what_the_pin_proves_ends_with_the_lock(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    window = behind(make, unit.studio, qtbot)
    enter(window, qtbot)
    proof = present()
    assert proof is not None
    assert proof.person == unit.author.id
    window.session.lock()
    assert present() is None
    qtbot.waitUntil(lambda: window.tasks.idle)
    with pytest.raises(NotPermitted):
        unit.studio.people.acting(proof)


def test_what_the_window_put_on_the_clipboard_goes_with_the_lock(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    window = behind(make, unit.studio, qtbot)
    enter(window, qtbot)
    clipboard.copy("Nội dung bài chưa duyệt")
    window.session.lock()
    assert QApplication.clipboard().text() == ""


def test_what_is_said_to_one_person_is_not_left_for_another(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    window = behind(make, unit.studio, qtbot)
    enter(window, qtbot)
    window.complain(NotPermitted(Bilingual("việc của An.", "An's own business.")))
    window.toast("Đã lưu", "Hoàn tác", lambda: None)
    window.session.lock()
    unit.sign_in(window, unit.author)
    assert "iệc của An" in window.banner.text
    window.session.lock()
    unit.sign_in(window, unit.approver)
    assert window.banner.text == ""


def test_who_may_not_is_told_how_to_let_somebody_else(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    window = behind(make, unit.studio, qtbot)
    enter(window, qtbot)
    window.complain(NotPermitted(Bilingual("cần vai trò người soạn.", "the role of an author is needed.")))
    change = next(button for button in window.banner.buttons if button.isVisible())
    change.click()
    qtbot.waitUntil(lambda: window.tasks.idle)
    shown(SignInDialog).reject()
    window.crashes.say_ended_suddenly(None)
    assert not change.isVisible()
    assert window.banner.tone is not Tone.RED


def test_approvals_offer_who_is_there_now(
    window: MainWindow, unit: Unit, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    other = joined(unit.studio.people, "Phạm Thị Dung", (Role.APPROVER,), PIN)
    unit.sign_in(window, unit.approver)
    page = show(window, qtbot, PageId.APPROVAL)
    assert isinstance(page, ApprovalPage)
    idle()
    assert page.decision.who.person == unit.approver.id
    window.session.lock()
    unit.sign_in(window, other)
    idle()
    assert page.decision.who.person == other.id


@pytest.fixture
def of_yesterday(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> Unit:
    """Somebody put older data back, behind the back of a PC that remembers how many people it saw."""
    safe = MemorySafe()
    monkeypatch.setattr(open_profile, "Keychain", lambda: safe)
    database, yesterday = unit.profile.root / DATABASE, unit.profile.root / "hom-qua"
    unit.reopen()
    unit.proof(unit.head)
    unit.close()
    shutil.copy(database, yesterday)
    joined(unit.reopen().people, "Phạm Thị Dung", (Role.AUTHOR,), PIN)
    unit.close()
    yesterday.replace(database)
    unit.reopen()
    return unit


def test_after_a_restore_two_people_confirm_the_others_at_the_door(
    make: MakeWindow, of_yesterday: Unit, qtbot: QtBot
) -> None:
    unit = of_yesterday
    window = behind(make, unit.studio, qtbot)
    screen = door_of(window)
    assert not screen.confirm.isVisible()
    enter(window, qtbot)
    assert page_of(window) is None
    screen.confirm.click()
    form = shown(ConfirmForm)
    qtbot.waitUntil(lambda: window.tasks.idle)
    people = unit.studio.people.list()
    assert [person.name for person in people if person.name not in words(form)] == []
    form.give()
    assert form.isVisible()
    assert form.head.who.count() == 1
    form.head.who.choose(unit.head.id)
    form.head.pin.setText(PIN)
    form.other.who.choose(unit.author.id)
    form.other.pin.setText("00000000")
    form.give()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert form.isVisible()
    form.head.pin.setText(PIN)
    form.other.pin.setText(PIN)
    form.give()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert not screen.confirm.isVisible()
    enter(window, qtbot)
    assert page_of(window) is PageId.POSTS
