"""Handing a post in with the keyboard alone, and where the keyboard is afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.errors import StorageTrouble
from studio.phrase import Bilingual
from studio.posts.model import PostState
from studio.ui.composer.page import ComposerPage
from studio.ui.composer.side.pane import CHECKS
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.widgets.pin import PinField
from studio.ui.writing.refusal import Refusal
from tests.ui.composer.composer_rig import CONFIRMED, PIN, ComposerRig

Go = Callable[[], None]


def test_enter_in_the_pin_hands_in_and_the_keyboard_stays_in_the_editor(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Any, qtbot: QtBot
) -> None:
    post = rig.draft(answers=CONFIRMED)
    window.go(PageId.COMPOSER, post.id)
    settle()
    with qtbot.waitActive(window):
        window.activateWindow()
    page.confirm()
    qtbot.waitUntil(lambda: window.findChild(PinConfirmDialog) is not None and window.tasks.idle)
    dialog = window.findChild(PinConfirmDialog)
    assert dialog is not None
    pin = dialog.findChild(PinField)
    assert pin is not None
    QTest.keyClicks(pin, PIN)
    QTest.keyClick(pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rig.stored(post).state is PostState.IN_REVIEW)
    settle()
    with qtbot.waitActive(window):
        window.activateWindow()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.isEnabled()
    assert page.editor.isAncestorOf(focus)


@pytest.fixture
def go(window: MainWindow, qtbot: QtBot) -> Go:
    """Press Ctrl+Enter."""

    def press() -> None:
        with qtbot.waitActive(window):
            window.activateWindow()
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    return press


def refusals(window: MainWindow) -> list[str]:
    return [one.text for one in window.findChildren(Refusal) if one.is_open]


def test_the_key_waits_for_the_check_of_the_last_answer(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Any, go: Go, qtbot: QtBot
) -> None:
    post = rig.draft(answers=replace(CONFIRMED, not_restricted=False))
    window.go(PageId.COMPOSER, post.id)
    settle()
    assert not page.editor.header.primary.isEnabled()
    page.editor.answers.changed.emit(CONFIRMED)
    assert not page.composer.live.idle
    assert not page.editor.header.primary.isEnabled()
    go()
    qtbot.waitUntil(lambda: window.findChild(PinConfirmDialog) is not None and window.tasks.idle)
    dialog = window.findChild(PinConfirmDialog)
    assert dialog is not None
    assert refusals(window) == []
    dialog.reject()


def test_the_key_says_why_a_post_cannot_be_handed_in_and_gives_the_keyboard_back(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Any, go: Go, qtbot: QtBot
) -> None:
    post = rig.draft(answers=replace(CONFIRMED, not_restricted=False))
    window.go(PageId.COMPOSER, post.id)
    settle()
    with qtbot.waitActive(window):
        window.activateWindow()
    before = QApplication.focusWidget()
    go()
    qtbot.waitUntil(lambda: bool(refusals(window)))
    assert refusals(window) == [page.editor.header.reason]
    assert page.editor.side.tabs.currentIndex() == CHECKS
    assert window.findChild(PinConfirmDialog) is None
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert refusals(window) == []
    assert QApplication.focusWidget() is before
    settle()


def test_the_key_says_that_somebody_has_to_sign_in_first(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Any, go: Go
) -> None:
    post = rig.draft(answers=CONFIRMED)
    window.go(PageId.COMPOSER, post.id)
    settle()
    window.session.sign_out()
    settle()
    go()
    assert refusals(window) == ["Hãy đăng nhập trước."]
    window.session.sign_in(rig.author, rig.proof(rig.author))
    settle()
    assert refusals(window) == []


def test_a_check_that_failed_hands_nothing_in_later(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Any, go: Go
) -> None:
    post = rig.draft(answers=CONFIRMED)
    window.go(PageId.COMPOSER, post.id)
    settle()
    go()
    assert not page.composer.live.idle
    page.composer.live.failed.emit(StorageTrouble(Bilingual("đĩa đầy.", "the disk is full.")))
    settle()
    page.check()
    settle()
    assert window.findChild(PinConfirmDialog) is None


def test_the_keyboard_stays_in_the_page_where_the_fields_are_locked(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Any
) -> None:
    """Signing out locks the field somebody writes in; Qt would leave the keyboard nowhere."""
    post = rig.draft(answers=CONFIRMED)
    window.go(PageId.COMPOSER, post.id)
    settle()
    form = page.editor.form
    assert form is not None
    next(iter(form.fields.values())).editor.take_focus()
    window.session.sign_out()
    settle()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.isEnabled()
    assert page.isAncestorOf(focus)
