"""The door of a unit's profile: nothing is shown before somebody has signed in, however the window is come by."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from studio.errors import NotPermitted
from studio.people.present import present
from studio.ui import clipboard
from studio.ui.approval.page import ApprovalPage
from studio.ui.command.bar import CommandBar
from studio.ui.lock_screen import LockScreen
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from studio.ui.people.confirm import ConfirmForm
from studio.ui.sign_in import SignInDialog
from studio.ui.tokens import Tone
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.fake_data import APPROVER, AUTHOR, HEAD, PEOPLE, PIN, POSTS
from tests.ui.fake_studio import FakeStudio


def behind(make: MakeWindow, studio: FakeStudio, qtbot: QtBot, first: PageId = PageId.POSTS) -> MainWindow:
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


def enter(window: MainWindow, qtbot: QtBot, person: str = AUTHOR.id, pin: str = PIN) -> None:
    screen = door_of(window)
    screen.who.setCurrentIndex(screen.who.findData(person))
    screen.pin.setText(pin)
    screen.unlock.click()
    qtbot.waitUntil(lambda: window.tasks.idle)


def test_nothing_of_the_unit_is_shown_before_somebody_signs_in(
    make: MakeWindow, studio: FakeStudio, qtbot: QtBot
) -> None:
    window = behind(make, studio, qtbot)
    assert page_of(window) is None
    assert not window.rail.isVisible()
    said = words(window)
    for post in POSTS:
        assert studio.content(post).title not in said
    screen = door_of(window)
    assert [screen.who.itemData(row) for row in range(screen.who.count())] == [person.id for person in PEOPLE]
    assert not screen.switch.isVisible()
    enter(window, qtbot, pin="000000")
    assert page_of(window) is None
    enter(window, qtbot)
    assert window.lock.screen is None
    assert page_of(window) is PageId.POSTS
    assert window.session.person == AUTHOR


def test_an_empty_profile_begins_with_the_first_steps(make: MakeWindow, tmp_path: object, qtbot: QtBot) -> None:
    from pathlib import Path

    window = behind(make, FakeStudio(cast(Path, tmp_path), empty=True), qtbot)
    assert window.lock.screen is None
    assert window.page is not None
    assert window.page.id is PageId.START


def test_closing_and_starting_again_does_not_pass_the_lock(make: MakeWindow, studio: FakeStudio, qtbot: QtBot) -> None:
    window = behind(make, studio, qtbot)
    enter(window, qtbot)
    window.session.lock()
    assert window.close()
    again = behind(make, studio, qtbot)
    assert again.page is None
    assert again.session.person is None
    door_of(again)


def test_who_signs_out_leaves_nothing_in_sight(make: MakeWindow, studio: FakeStudio, qtbot: QtBot) -> None:
    window = behind(make, studio, qtbot)
    enter(window, qtbot)
    assert window.shell is not None
    window.shell.sign_out()
    assert not window.rail.isVisible()
    qtbot.waitUntil(lambda: door_of(window).who.count() == len(PEOPLE))
    enter(window, qtbot, APPROVER.id)
    assert window.session.person == APPROVER
    assert window.page is not None


def test_the_command_bar_signs_out_like_every_other_button(make: MakeWindow, studio: FakeStudio, qtbot: QtBot) -> None:
    window = behind(make, studio, qtbot)

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


def test_what_the_pin_proves_ends_with_the_lock(make: MakeWindow, studio: FakeStudio, qtbot: QtBot) -> None:
    window = behind(make, studio, qtbot)
    enter(window, qtbot)
    proof = present()
    assert proof is not None
    assert proof.person == AUTHOR.id
    window.session.lock()
    assert present() is None
    qtbot.waitUntil(lambda: studio.people.ended == [AUTHOR.id])


def test_what_the_window_put_on_the_clipboard_goes_with_the_lock(
    make: MakeWindow, studio: FakeStudio, qtbot: QtBot
) -> None:
    window = behind(make, studio, qtbot)
    enter(window, qtbot)
    clipboard.copy("Nội dung bài chưa duyệt")
    window.session.lock()
    assert QApplication.clipboard().text() == ""


def test_what_is_said_to_one_person_is_not_left_for_another(make: MakeWindow, studio: FakeStudio, qtbot: QtBot) -> None:
    window = behind(make, studio, qtbot)
    enter(window, qtbot)
    window.complain(NotPermitted("việc của An.", "An's own business."))
    window.toast("Đã lưu", "Hoàn tác", lambda: None)
    window.session.lock()
    window.session.sign_in(AUTHOR)
    assert "iệc của An" in window.banner.text
    window.session.lock()
    window.session.sign_in(APPROVER)
    assert window.banner.text == ""


def test_who_may_not_is_told_how_to_let_somebody_else(make: MakeWindow, studio: FakeStudio, qtbot: QtBot) -> None:
    window = behind(make, studio, qtbot)
    enter(window, qtbot)
    window.complain(NotPermitted("cần vai trò người soạn.", "the role of an author is needed."))
    change = next(button for button in window.banner.buttons if button.isVisible())
    change.click()
    qtbot.waitUntil(lambda: window.tasks.idle)
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, SignInDialog) and one.isVisible())
    dialog.reject()
    window.first_aid.say_ended_suddenly(None)
    assert not change.isVisible()
    assert window.banner.tone is not Tone.RED


def test_approvals_offer_who_is_there_now(window: MainWindow, qtbot: QtBot, idle: Callable[[], None]) -> None:
    window.session.sign_in(APPROVER)
    page = show(window, qtbot, PageId.APPROVAL)
    assert isinstance(page, ApprovalPage)
    idle()
    assert page.decision.who.person == APPROVER.id
    other = next(person for person in PEOPLE if person not in (APPROVER, AUTHOR))
    window.session.lock()
    window.session.sign_in(other)
    idle()
    assert page.decision.who.person == other.id


def test_after_a_restore_two_people_confirm_the_others_at_the_door(
    make: MakeWindow, studio: FakeStudio, qtbot: QtBot
) -> None:
    studio.people.restored = True
    window = behind(make, studio, qtbot)
    screen = door_of(window)
    assert not screen.confirm.isVisible()
    enter(window, qtbot)
    assert page_of(window) is None
    screen.confirm.click()
    form = shown(ConfirmForm)
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert all(person.name in words(form) for person in PEOPLE)
    form.give()
    assert form.isVisible()
    assert form.head.who.count() == 1
    form.head.who.choose(HEAD.id)
    form.head.pin.setText(PIN)
    form.other.who.choose(AUTHOR.id)
    form.other.pin.setText("000000")
    form.give()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert studio.people.restored
    form.head.pin.setText(PIN)
    form.other.pin.setText(PIN)
    form.give()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert studio.people.confirmed == [(HEAD.id, AUTHOR.id)]
    assert not screen.confirm.isVisible()
    enter(window, qtbot)
    assert page_of(window) is PageId.POSTS
