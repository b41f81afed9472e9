"""What a label shows of a text that is hard to wrap, and what is copied from it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.ui import clipboard
from studio.ui.widgets.labels import Label

PATH = r"C:\Users\CanBo\AppData\Local\PageStudio\exports\canh-bao-lua-dao\2026\bai-dang.psrecord"


def test_a_line_ends_within_a_path_of_windows(qtbot: QtBot) -> None:
    label = Label(PATH, wrap=True)
    qtbot.addWidget(label)
    line = label.fontMetrics().lineSpacing()
    assert label.heightForWidth(label.fontMetrics().averageCharWidth() * 40) >= 2 * line
    assert label.text() == PATH


def test_what_is_copied_is_a_path_again(qtbot: QtBot) -> None:
    clipboard.keep_paths_whole()
    label = Label(PATH, wrap=True).selectable()
    qtbot.addWidget(label)
    label.show()
    label.setFocus()
    qtbot.waitUntil(label.hasFocus)
    QTest.keyClick(label, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == PATH)
