"""What tests of the composer's page do with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.pin_dialog import PinConfirmDialog
from tests.ui.composer.composer_rig import PIN


def input_of(page: ComposerPage, name: str) -> QWidget:
    assert page.editor.form is not None
    return page.editor.form.fields[name].editor.inputs()[0]


def error_of(page: ComposerPage, name: str) -> str:
    assert page.editor.form is not None
    return page.editor.form.fields[name].error


def dialog_of(window: MainWindow, qtbot: QtBot) -> PinConfirmDialog:
    qtbot.waitUntil(lambda: window.findChild(PinConfirmDialog) is not None)
    dialog = window.findChild(PinConfirmDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: window.tasks.idle)
    return dialog


def prove(dialog: PinConfirmDialog, pin: str = PIN) -> None:
    field = next(line for line in dialog.findChildren(QWidget) if type(line).__name__ == "PinField")
    QTest.keyClicks(field, pin)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)


def make_active(window: MainWindow, qtbot: QtBot) -> None:
    """Keys that belong to the window are heard by the active one alone."""
    with qtbot.waitActive(window):
        window.activateWindow()


def calendar() -> QWidget:
    """What the button of the time opens."""
    popup = QApplication.activePopupWidget()
    assert popup is not None
    return popup
