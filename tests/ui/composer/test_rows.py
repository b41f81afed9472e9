"""Rows are added, taken out and moved by buttons and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.phrase import Phrase
from studio.templates.model import Field, FieldType
from studio.ui.composer.editors.records import PairsEditor
from studio.ui.composer.editors.rows import RowsEditor
from studio.ui.composer.inputs import TextInput
from studio.ui.language import Speech

FIELD = Field(name="signs", label=Phrase("Dấu hiệu", "Signs"), type=FieldType.LIST, min=2, max=4)


@pytest.fixture
def rows(qtbot: QtBot, speech: Speech) -> RowsEditor:
    editor = RowsEditor(FIELD)
    editor.retranslate()
    qtbot.addWidget(editor)
    editor.show()
    qtbot.waitExposed(editor)
    editor.activateWindow()
    return editor


def text_of(rows: RowsEditor, place: int) -> TextInput:
    return rows.rows[place].inputs()[0]


def test_as_many_rows_stand_ready_as_the_template_asks_for(rows: RowsEditor) -> None:
    assert len(rows.rows) == 2
    assert rows.value() == []


def test_enter_adds_a_row_below_and_goes_there(rows: RowsEditor, qtbot: QtBot) -> None:
    QTest.keyClicks(text_of(rows, 0), "So la")
    QTest.keyClick(text_of(rows, 0), Qt.Key.Key_Return)
    assert len(rows.rows) == 3
    assert QApplication.focusWidget() is text_of(rows, 1)
    QTest.keyClicks(text_of(rows, 1), "Giuc gap")
    assert rows.value() == ["So la", "Giuc gap"]


def test_backspace_in_an_empty_row_takes_it_out(rows: RowsEditor, qtbot: QtBot) -> None:
    rows.set_value(["a", "b", "c"])
    text_of(rows, 2).setFocus()
    QTest.keyClick(text_of(rows, 2), Qt.Key.Key_End)
    QTest.keyClick(text_of(rows, 2), Qt.Key.Key_Backspace)
    assert rows.value() == ["a", "b"]
    QTest.keyClick(text_of(rows, 2), Qt.Key.Key_Backspace)
    assert len(rows.rows) == 2
    assert QApplication.focusWidget() is text_of(rows, 1)


def test_alt_and_arrows_move_a_row_with_the_keyboard_in_it(rows: RowsEditor, qtbot: QtBot) -> None:
    rows.set_value(["a", "b", "c"])
    changes: list[list[str]] = []
    rows.changed.connect(lambda: changes.append(rows.value()))
    moved = text_of(rows, 2)
    moved.setFocus()
    QTest.keyClick(moved, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert changes == [["a", "c", "b"]]
    assert QApplication.focusWidget() is moved
    QTest.keyClick(moved, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert rows.value() == ["a", "b", "c"]


def test_the_last_row_does_not_move_further(rows: RowsEditor) -> None:
    rows.set_value(["a", "b"])
    rows.shift(rows.rows[1], 1)
    assert rows.value() == ["a", "b"]


def test_a_pasted_text_of_several_lines_is_one_row(rows: RowsEditor) -> None:
    text_of(rows, 0).setFocus()
    QApplication.clipboard().setText("Số lạ\ngọi điện")
    text_of(rows, 0).paste()
    assert rows.value() == ["Số lạ gọi điện"]


def test_a_question_goes_to_its_answer_and_then_to_a_new_row(qtbot: QtBot, speech: Speech) -> None:
    editor = PairsEditor(Field(name="qas", label=Phrase("Hỏi đáp", "Q&A"), type=FieldType.QA_LIST, max=5))
    editor.retranslate()
    qtbot.addWidget(editor)
    editor.show()
    qtbot.waitExposed(editor)
    question, answer = editor.rows[0].inputs()
    QTest.keyClicks(question, "Hoi")
    QTest.keyClick(question, Qt.Key.Key_Return)
    QTest.keyClicks(answer, "Dap")
    QTest.keyClick(answer, Qt.Key.Key_Return)
    assert len(editor.rows) == 2
    assert editor.value() == [{"q": "Hoi", "a": "Dap"}]
