"""What hands do with the fields of a page file."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from studio.clock import show_date
from studio.ui.registry.editors import AnswersEditor, SeveralEditor
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.moment import DateField


def write(editor: QWidget, words: str) -> None:
    """As a person types; test keys know no Vietnamese letters."""
    match editor:
        case QLineEdit():
            editor.setText(words)
            editor.textEdited.emit(words)
        case QPlainTextEdit():
            editor.setPlainText(words)
        case DateField():
            write(editor.line, words)
        case _:
            raise TypeError(type(editor))


def put_day(editor: QWidget, day: date) -> None:
    write(editor, show_date(day))


def choose(editor: QWidget, value: str) -> None:
    """Pick an entry of a list by its value."""
    assert isinstance(editor, QComboBox)
    index = editor.findData(value)
    assert index >= 0, value
    editor.setCurrentIndex(index)
    editor.activated.emit(index)


def tick(editor: QWidget, key: str = "") -> None:
    if isinstance(editor, SeveralEditor):
        editor.boxes[key].click()
    else:
        assert isinstance(editor, CheckBox)
        editor.click()


def answer_all(editor: QWidget, answer: str) -> None:
    assert isinstance(editor, AnswersEditor)
    for combo in editor.choices.values():
        index = combo.findData(answer)
        combo.setCurrentIndex(index)
        combo.activated.emit(index)
