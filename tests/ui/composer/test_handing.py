"""Handing a post in with the keyboard alone, and where the keyboard is afterwards."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.posts.model import PostState
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from studio.ui.proof import ProofDialog
from studio.ui.widgets.pin import PinField
from tests.ui.composer.bench import CONFIRMED, PIN, Bench


def test_enter_in_the_pin_hands_in_and_the_keyboard_stays_in_the_editor(
    page: ComposerPage, bench: Bench, window: MainWindow, settle: Any, qtbot: QtBot
) -> None:
    post = bench.draft(answers=CONFIRMED)
    window.go(PageId.COMPOSER, post.id)
    settle()
    with qtbot.waitActive(window):
        window.activateWindow()
    page.confirm()
    qtbot.waitUntil(lambda: window.findChild(ProofDialog) is not None and window.tasks.idle)
    dialog = window.findChild(ProofDialog)
    assert dialog is not None
    pin = dialog.findChild(PinField)
    assert pin is not None
    QTest.keyClicks(pin, PIN)
    QTest.keyClick(pin, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bench.stored(post).state is PostState.IN_REVIEW)
    settle()
    with qtbot.waitActive(window):
        window.activateWindow()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.isEnabled()
    assert page.editor.isAncestorOf(focus)
