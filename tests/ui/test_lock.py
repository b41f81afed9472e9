"""The lock of a shared PC: when it comes, what it hides, and that everything is as it was afterwards."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.people.model import Person, Role
from studio.ui.approval.page import ApprovalPage
from studio.ui.composer.page import ComposerPage
from studio.ui.lock_screen import LockScreen
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.session import Session
from studio.ui.sign_in import SignInDialog
from tests.ui.conftest import open_stores, show, shown
from tests.ui.hands import error_at, in_sight, press
from tests.ui.unit import PIN, Unit

AUTHOR = Person(id="p-an", name="Nguyễn Văn An", roles=frozenset({Role.AUTHOR}), pin_hash="x")


class Seconds:
    """Stand still until moved."""

    def __init__(self) -> None:
        self.value = 1000.0

    def __call__(self) -> float:
        return self.value


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
def session(qapp: QApplication, clock: Seconds) -> Iterator[Session]:
    made = Session(qapp, 2, now=clock)
    yield made
    made.sign_out()
    made.deleteLater()


@pytest.fixture
def heard(session: Session) -> list[object]:
    """What the session said, in order."""
    said: list[object] = []
    session.warned.connect(said.append)
    session.locked_changed.connect(lambda on: said.append("locked" if on else "open"))
    session.changed.connect(lambda: said.append(session.person_id))
    return said


def test_it_warns_half_a_minute_before_and_then_locks(session: Session, clock: Seconds, heard: list[object]) -> None:
    session.sign_in(AUTHOR)
    clock.value += 89
    session.look()
    assert heard == [AUTHOR.id]
    clock.value += 1
    session.look()
    clock.value += 10.5
    session.look()
    assert heard == [AUTHOR.id, 30, 20]
    clock.value += 19.5
    session.look()
    assert heard[3:] == [0, "locked"]
    assert session.locked
    assert session.person is AUTHOR


def test_a_touch_begins_the_time_anew(session: Session, clock: Seconds, heard: list[object]) -> None:
    session.sign_in(AUTHOR)
    clock.value += 100
    session.look()
    session.touch()
    assert heard == [AUTHOR.id, 20, 0]
    clock.value += 89
    session.look()
    assert not session.locked
    assert heard == [AUTHOR.id, 20, 0]


def test_a_touch_after_the_pc_slept_comes_too_late(session: Session, clock: Seconds) -> None:
    session.sign_in(AUTHOR)
    clock.value += 8 * 3600
    session.touch()
    assert session.locked


def test_without_a_person_or_a_time_it_never_locks(session: Session, clock: Seconds) -> None:
    clock.value += 9999
    session.look()
    session.lock()
    assert not session.locked
    session.set_lock(0)
    session.sign_in(AUTHOR)
    clock.value += 9999
    session.look()
    assert not session.locked


def test_a_shorter_time_counts_from_the_choice(session: Session, clock: Seconds) -> None:
    session.sign_in(AUTHOR)
    session.set_lock(1)
    clock.value += 61
    session.look()
    assert session.locked


def test_typing_through_an_input_method_is_a_touch(qtbot: QtBot, session: Session, clock: Seconds) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    session.sign_in(AUTHOR)
    clock.value += 100
    session.look()
    typed = QInputMethodEvent()
    typed.setCommitString("ế")
    QApplication.sendEvent(field, typed)
    clock.value += 100
    session.look()
    assert field.text() == "ế"
    assert not session.locked


def test_what_the_program_does_by_itself_is_no_touch(qtbot: QtBot, session: Session, clock: Seconds) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    session.sign_in(AUTHOR)
    clock.value += 100
    field.setText("đọc lại từ kho")
    field.resize(400, 60)
    clock.value += 21
    session.look()
    assert session.locked


def texts_below(thing: QObject) -> set[str]:
    """Every name a screen reader can come to from `thing`, hidden or not."""
    found: set[str] = set()
    waiting = [QAccessible.queryAccessibleInterface(thing)]
    while waiting:
        node = waiting.pop()
        found |= {node.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)}
        waiting += filter(None, map(node.child, range(node.childCount())))
    return found


def locked_screen(window: MainWindow) -> LockScreen:
    screen = window.lock.screen
    assert isinstance(screen, LockScreen)
    return screen


@pytest.fixture
def at_work(window: MainWindow, unit: Unit, qtbot: QtBot) -> MainWindow:
    """The approver is reading the approvals."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    unit.sign_in(window, unit.approver)
    show(window, qtbot, PageId.APPROVAL)
    return window


def test_nothing_can_be_read_under_the_lock(at_work: MainWindow, idle: Callable[[], None]) -> None:
    assert any("VNeID" in text for text in texts_below(at_work))
    at_work.session.lock()
    idle()
    assert not any("VNeID" in text for text in texts_below(at_work))
    screen = locked_screen(at_work)
    assert at_work.centralWidget() is screen
    beside = [each for each in in_sight(at_work, QWidget) if each is not screen and not screen.isAncestorOf(each)]
    assert beside == []


def test_no_key_of_the_window_works_under_the_lock(at_work: MainWindow, qtbot: QtBot) -> None:
    at_work.session.lock()
    QTest.keyClick(at_work, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert not any(action.isEnabled() for action in at_work.actions())
    assert at_work.page is not None
    assert at_work.page.id is PageId.APPROVAL


def test_the_same_person_goes_on_exactly_where_they_were(
    at_work: MainWindow, unit: Unit, idle: Callable[[], None]
) -> None:
    page = at_work.page
    assert isinstance(page, ApprovalPage)
    field = page.queue.search
    field.setText("cảnh báo")
    field.setFocus()
    at_work.session.lock()
    screen = locked_screen(at_work)
    idle()
    assert screen.pin.hasFocus()
    QTest.keyClicks(screen.pin, "00000000")
    QTest.keyClick(screen.pin, Qt.Key.Key_Return)
    idle()
    assert "Sai mã PIN" in error_at(screen.pin)
    assert at_work.centralWidget() is screen
    QTest.keyClicks(screen.pin, PIN)
    QTest.keyClick(screen.pin, Qt.Key.Key_Return)
    idle()
    assert not at_work.session.locked
    assert at_work.session.person_id == unit.approver.id
    assert at_work.page is page
    assert field.isVisible()
    assert field.hasFocus()
    assert field.text() == "cảnh báo"
    assert all(action.isEnabled() for action in at_work.actions())


def test_somebody_else_may_sign_in_instead(at_work: MainWindow, unit: Unit, idle: Callable[[], None]) -> None:
    at_work.session.lock()
    idle()
    screen = locked_screen(at_work)
    screen.switch.click()
    assert unit.approver.id not in [screen.who.itemData(n) for n in range(screen.who.count())]
    assert screen.who.choose(unit.author.id)
    screen.pin.setText(PIN)
    screen.unlock.click()
    idle()
    assert at_work.session.person_id == unit.author.id
    assert at_work.rail.isVisible()


def test_an_open_dialog_is_hidden_and_comes_back(at_work: MainWindow, unit: Unit, idle: Callable[[], None]) -> None:
    at_work.ask_person()
    idle()
    dialog = shown(SignInDialog)
    at_work.session.lock()
    assert not dialog.isVisible()
    unit.sign_in(at_work, unit.approver)
    assert dialog.isVisible()
    dialog.reject()


def test_lock_now_is_in_the_dialog_and_on_a_key(
    at_work: MainWindow, unit: Unit, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    at_work.ask_person()
    idle()
    press(shown(SignInDialog), "Khóa")
    assert at_work.session.locked
    unit.sign_in(at_work, unit.approver)
    at_work.activateWindow()
    qtbot.waitUntil(at_work.isActiveWindow)
    QTest.keyClick(at_work, Qt.Key.Key_F12, Qt.KeyboardModifier.ControlModifier)
    assert at_work.session.locked


def test_what_is_open_is_saved_first(window: MainWindow, unit: Unit, qtbot: QtBot, idle: Callable[[], None]) -> None:
    post = unit.draft()
    unit.sign_in(window, unit.author)
    page = show(window, qtbot, PageId.COMPOSER, post.id)
    assert isinstance(page, ComposerPage)
    assert page.editor.form is not None
    field = page.editor.form.fields["scam_name"].editor.inputs()[0]
    QTest.keyClicks(field, "an ")
    window.session.lock()
    idle()
    assert unit.studio.drafts.get(post.id).fields["scam_name"] == f"an {post.fields['scam_name']}"


def test_the_warning_counts_over_the_content_and_goes(at_work: MainWindow) -> None:
    at_work.session.warned.emit(30)
    warning = at_work.lock.warning
    assert warning.isVisible()
    assert "30 giây" in warning.text
    at_work.session.warned.emit(0)
    assert not warning.isVisible()


def test_the_window_can_be_closed_while_it_is_locked(at_work: MainWindow, unit: Unit) -> None:
    def held() -> list[str]:
        return [each for each in open_stores() if str(unit.profile.root) in each]

    assert bool(held()) is (sys.platform == "linux")  # Windows does not tell
    at_work.session.lock()
    assert at_work.close()
    assert not held()
    assert not at_work.rail.isVisible()
