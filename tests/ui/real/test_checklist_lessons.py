"""C5 done by hand on the checklist over the coach's bar: what is answered counts at once, what is wrong is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.clock import local_date, show_date
from studio.training.lesson import Mode
from studio.ui.main_window import MainWindow
from studio.ui.training.answering import DayAnswer, OneOf, WordsAnswer
from studio.ui.training.checklist import ChecklistForm


@pytest.fixture
def studio(practice: Studio) -> Studio:
    return practice


def test_a_report_is_begun_by_hand(window: MainWindow, qtbot: QtBot, studio: Studio) -> None:
    window.training.learn("C5", Mode.GUIDED.value)
    qtbot.waitUntil(lambda: window.training.desk is not None and window.training.desk.running is not None)
    qtbot.waitUntil(lambda: window.tasks.idle)

    def form() -> ChecklistForm:
        return next(each for each in window.findChildren(ChecklistForm) if each.isVisible())

    def comes(item: str) -> None:
        qtbot.waitUntil(lambda: item in form().blocks and window.tasks.idle)

    def until(holds: Callable[[], bool]) -> None:
        qtbot.waitUntil(holds)

    def write(item: str, text: str) -> None:
        editor = form().blocks[item].editor
        assert isinstance(editor, WordsAnswer)
        if isinstance(editor.field, QLineEdit):
            editor.field.setText(text)
        else:
            editor.field.setPlainText(text)
        editor.tell()
        until(lambda: window.tasks.idle)

    def day(item: str, when: date) -> None:
        editor = form().blocks[item].editor
        assert isinstance(editor, DayAnswer)
        editor.field.line.setText(show_date(when))
        editor.field.edited.emit()
        until(lambda: window.tasks.idle)

    today = local_date(studio.now())
    comes("form")
    _choose(form(), "form", "month")
    day("from", today)
    day("to", today - timedelta(days=30))
    until(lambda: "đứng trước" in form().blocks["to"].verdict.text)
    assert "source" not in form().blocks
    day("from", today - timedelta(days=60))

    comes("source")
    write("row_warning", "1.204")
    until(lambda: bool(form().blocks["row_warning"].verdict.text))
    wrong = form().blocks["row_warning"].verdict.text
    write("row_warning", "1.240")
    until(lambda: form().blocks["row_warning"].verdict.text != wrong)

    desk = window.training.desk
    assert desk is not None
    desk.end()
    until(lambda: not any(each.isVisible() for each in window.findChildren(ChecklistForm)))


def _choose(form: ChecklistForm, item: str, option: str) -> None:
    editor = form.blocks[item].editor
    assert isinstance(editor, OneOf)
    editor.combo.choose(option)
    editor.combo.activated.emit(editor.combo.currentIndex())
