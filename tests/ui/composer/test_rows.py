"""Rows are added, taken out and moved by buttons and by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.phrase import Bilingual
from studio.templates.model import Field, FieldType
from studio.ui.composer.editors.registry import PairsEditor
from studio.ui.composer.editors.rows import MOST_ROWS, RowHandle, RowsEditor
from studio.ui.composer.inputs import TextInput
from studio.ui.language import LanguageManager

FIELD = Field(name="signs", label=Bilingual("Dấu hiệu", "Signs"), type=FieldType.LIST, min=2, max=4)


@pytest.fixture
def rows(qtbot: QtBot, language: LanguageManager) -> RowsEditor:
    editor = RowsEditor(FIELD)
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


def test_an_empty_row_that_would_only_be_replaced_stays_with_the_keyboard(rows: RowsEditor) -> None:
    """The input method is composing the next letter already: another input would lose it."""
    first, second = text_of(rows, 0), text_of(rows, 1)
    moves: list[object] = []
    first.setFocus()
    QApplication.instance().focusChanged.connect(lambda _, now: moves.append(now))  # type: ignore[union-attr]
    QTest.keyClick(first, Qt.Key.Key_Backspace)
    assert (text_of(rows, 0), moves) == (first, [])
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Backspace)
    assert (text_of(rows, 1), moves) == (second, [second, first])


def test_an_empty_row_above_written_ones_is_taken_out(rows: RowsEditor) -> None:
    rows.set_value(["a", "b"])
    text_of(rows, 0).setFocus()
    QTest.keyClick(text_of(rows, 0), Qt.Key.Key_End)
    QTest.keyClick(text_of(rows, 0), Qt.Key.Key_Backspace)
    QTest.keyClick(text_of(rows, 0), Qt.Key.Key_Backspace)
    assert [line.value() for line in rows.rows] == ["b", None]


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


def test_control_and_arrows_move_a_row_and_control_delete_takes_it_out(rows: RowsEditor) -> None:
    rows.set_value(["a b", "c"])
    moved = text_of(rows, 1)
    moved.setFocus()
    QTest.keyClick(moved, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert rows.value() == ["c", "a b"]
    last = text_of(rows, 1)
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert rows.value() == ["c"]
    assert QApplication.focusWidget() is text_of(rows, 0)


def test_the_last_row_does_not_move_further(rows: RowsEditor) -> None:
    rows.set_value(["a", "b"])
    rows.shift(rows.rows[1], 1)
    assert rows.value() == ["a", "b"]


def test_several_pasted_lines_are_rows_without_their_marks(rows: RowsEditor) -> None:
    changes: list[list[str]] = []
    rows.changed.connect(lambda: changes.append(rows.value()))
    text_of(rows, 0).setFocus()
    QApplication.clipboard().setText("- Số lạ gọi điện\r\n\n•\tGiục làm ngay\n3. Hỏi mã OTP")
    text_of(rows, 0).paste()
    assert changes == [["Số lạ gọi điện", "Giục làm ngay", "Hỏi mã OTP"]]
    assert QApplication.focusWidget() is text_of(rows, 2)


def test_lines_pasted_into_a_text_keep_what_stands_around_the_caret(rows: RowsEditor) -> None:
    rows.set_value(["Trước sau", "dưới"])
    field = text_of(rows, 0)
    field.setFocus()
    cursor = field.textCursor()
    cursor.setPosition(len("Trước "))
    field.setTextCursor(cursor)
    QApplication.clipboard().setText("một\nhai ")
    field.paste()
    assert rows.value() == ["Trước một", "hai sau", "dưới"]


def test_more_lines_than_rows_lose_nothing(rows: RowsEditor) -> None:
    lines = [f"dòng {n}" for n in range(MOST_ROWS + 3)]
    text_of(rows, 0).setFocus()
    QApplication.clipboard().setText("\n".join(lines))
    text_of(rows, 0).paste()
    assert len(rows.rows) == MOST_ROWS
    assert " ".join(rows.value()) == " ".join(lines)


def test_a_row_is_dragged_by_its_number_and_told_once(rows: RowsEditor, qtbot: QtBot) -> None:
    rows.resize(420, 400)
    rows.set_value(["a", "b", "c"])
    QApplication.processEvents()
    changes: list[list[str]] = []
    rows.changed.connect(lambda: changes.append(rows.value()))
    handle = rows.rows[0].findChild(RowHandle)
    assert handle is not None
    middle = handle.rect().center()
    below = rows.rows[2].mapTo(rows, rows.rows[2].rect().center()) - rows.rows[0].pos()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    for y in (middle.y() + 12, below.y() // 2 + 8, below.y() + 14):
        QTest.mouseMove(handle, QPoint(middle.x(), y))
        QApplication.processEvents()
    assert changes == []
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton)
    assert len(changes) == 1
    assert sorted(changes[0]) == ["a", "b", "c"]
    assert changes[0][0] == "b"


def test_names_and_values_are_pasted_from_a_table(qtbot: QtBot, language: LanguageManager) -> None:
    editor = PairsEditor(Field(name="kvs", label=Bilingual("Số liệu", "Figures"), type=FieldType.KV_LIST, max=8))
    qtbot.addWidget(editor)
    editor.show()
    qtbot.waitExposed(editor)
    first = editor.rows[0].inputs()[0]
    first.setFocus()
    QApplication.clipboard().setText("Trực ban\t024 0000 0113\nMột cửa: 024 0000 0120")
    first.paste()
    assert editor.value() == [
        {"key": "Trực ban", "value": "024 0000 0113"},
        {"key": "Một cửa", "value": "024 0000 0120"},
    ]


def test_a_question_goes_to_its_answer_and_then_to_a_new_row(qtbot: QtBot, language: LanguageManager) -> None:
    editor = PairsEditor(Field(name="qas", label=Bilingual("Hỏi đáp", "Q&A"), type=FieldType.QA_LIST, max=5))
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


def test_a_long_list_is_whole_before_all_its_rows_are_made(rows: RowsEditor, qtbot: QtBot) -> None:
    long = [f"dòng {n}" for n in range(MOST_ROWS + 5)]  # as an import may bring it
    rows.set_value(long)
    assert rows.value() == long
    qtbot.waitUntil(lambda: len(rows.findChildren(TextInput)) == len(long))
    assert rows.value() == long
    rows.set_value(long[:3])
    assert rows.value() == long[:3]


def test_what_is_typed_while_rows_are_made_stays(rows: RowsEditor, qtbot: QtBot) -> None:
    long = [f"dòng {n}" for n in range(30)]
    rows.set_value(long)
    first = rows.findChildren(TextInput)[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_End)
    QTest.keyClicks(first, "x")
    QTest.keyClick(first, Qt.Key.Key_Return)
    QTest.keyClicks(text_of(rows, 1), "y")
    assert rows.value() == ["dòng 0x", "y", *long[1:]]
