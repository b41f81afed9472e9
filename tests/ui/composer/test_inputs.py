"""An input method composes in peace, and undo belongs to the post."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.ui.composer.inputs import LineInput, TextInput


@pytest.fixture(params=[LineInput, TextInput])
def field(request: pytest.FixtureRequest, qtbot: QtBot) -> LineInput | TextInput:
    made: LineInput | TextInput = request.param()
    qtbot.addWidget(made)
    made.show()
    return made


def compose(field: LineInput | TextInput, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def test_a_word_being_composed_is_no_change(field: LineInput | TextInput) -> None:
    told: list[str] = []
    field.typed.connect(lambda: told.append(field.value))
    for step in ("t", "ti", "tie", "tiê", "tiến", "tiếng"):
        compose(field, step)
    assert told == []
    compose(field, "", "tiếng")
    assert told == ["tiếng"]


def test_nothing_is_put_in_while_a_word_is_composed(field: LineInput | TextInput) -> None:
    compose(field, "viê")
    field.put("từ nơi khác")
    assert field.value == ""
    compose(field, "", "việt")
    assert field.value == "việt"
    field.put("từ nơi khác")
    assert field.value == "từ nơi khác"


def test_text_leaves_in_its_composed_form(field: LineInput | TextInput, qtbot: QtBot) -> None:
    compose(field, "", "e\u0302\u0301")
    assert field.value == "ế"


def test_putting_the_same_text_keeps_the_cursor(field: LineInput | TextInput, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "abc")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Left)
    field.put("abc")
    QTest.keyClicks(field, "x")
    assert field.value == "abxc"


def test_undo_is_left_to_the_page(field: LineInput | TextInput, qtbot: QtBot) -> None:
    QTest.keyClicks(field, "abc")
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    key.ignore()
    QApplication.sendEvent(field, key)
    assert not key.isAccepted()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.value == "abc"


def test_a_text_grows_with_its_lines(qtbot: QtBot) -> None:
    text = TextInput(single=True)
    qtbot.addWidget(text)
    text.resize(220, 40)
    text.show()
    text.put("ngắn")
    before = text.height()
    text.put("Số lạ gọi điện, tự xưng cán bộ phường, giục làm ngay trong vài phút và dọa phạt tiền")
    assert text.height() > before
    text.put("ngắn")
    assert text.height() == before
