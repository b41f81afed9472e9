"""What hands do with the fields of a page file."""

from __future__ import annotations

from datetime import date

from studio.clock import show_date
from studio.ui.registry.files.editors import (
    AnswersEditor,
    DayEditor,
    FileChoiceEditor,
    FileEditor,
    FileTextEditor,
    LineEditor,
    SeveralEditor,
    TickEditor,
)


def write(editor: FileEditor, words: str) -> None:
    """As a person types; test keys know no Vietnamese letters."""
    match editor:
        case LineEditor():
            editor.line.setText(words)
            editor.line.textEdited.emit(words)
        case FileTextEditor():
            editor.text.setPlainText(words)
        case DayEditor():
            editor.field.line.setText(words)
            editor.field.line.textEdited.emit(words)
        case _:
            raise TypeError(type(editor))


def put_day(editor: FileEditor, day: date) -> None:
    write(editor, show_date(day))


def choose(editor: FileEditor, value: str) -> None:
    """Pick an entry of a list by its value."""
    assert isinstance(editor, FileChoiceEditor)
    index = editor.combo.findData(value)
    assert index >= 0, value
    editor.combo.setCurrentIndex(index)
    editor.combo.activated.emit(index)


def tick(editor: FileEditor, key: str = "") -> None:
    if isinstance(editor, SeveralEditor):
        editor.boxes[key].click()
    else:
        assert isinstance(editor, TickEditor)
        editor.box.click()


def answer_all(editor: FileEditor, answer: str) -> None:
    assert isinstance(editor, AnswersEditor)
    for combo in editor.choices.values():
        index = combo.findData(answer)
        combo.setCurrentIndex(index)
        combo.activated.emit(index)
