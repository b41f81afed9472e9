"""B2 done by hand on the checklist over the coach's bar: what is answered counts at once, what is wrong is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.clock import local_date, show_date
from studio.training.lesson import Mode
from studio.ui.main_window import MainWindow
from studio.ui.training.answering import DayAnswer, OneMessage, OneOf, Tick, WordsAnswer
from studio.ui.training.checklist import ChecklistForm

ANSWER = "Bạn đến bộ phận một cửa để làm lại; xem hướng dẫn tại https://minhkhai.example.gov.vn nhé."


@pytest.fixture
def studio(practice: Studio) -> Studio:
    return practice


def test_a_question_is_answered_by_hand(window: MainWindow, qtbot: QtBot, studio: Studio) -> None:
    window.training.learn("B2", Mode.GUIDED.value)
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

    comes("message")
    message = form().blocks["message"].editor
    assert isinstance(message, OneMessage)
    message.buttons["p01"].click()

    comes("masked")
    masked = form().blocks["masked"].editor
    assert isinstance(masked, WordsAnswer)
    write("masked", masked.text.replace("0900 000 011", "…"))
    until(lambda: "000085000011" in form().blocks["masked"].verdict.text)
    write("masked", "Cho em hỏi làm lại căn cước bị mất thì cần mang giấy tờ gì ạ?")
    tick = form().blocks["reminded"].editor
    assert isinstance(tick, Tick)
    tick.box.click()

    comes("category")
    _choose(form(), "category", "procedure")

    comes("canned")
    _choose(form(), "canned", "identity_card")
    write("answer", ANSWER)
    write("basis", "05/2025/TT-MAU")

    comes("greeting")
    write("greeting", "Chào bạn")
    write("next_step", "Vui lòng gọi trực ban 024 0000 0113 khi cần")
    write("thanks", "Cảm ơn bạn đã hỏi")
    promise = form().blocks["no_promise"].editor
    assert isinstance(promise, Tick)
    promise.box.click()

    comes("way")
    _choose(form(), "way", "practice")
    write("replied_at", "09:20")

    comes("purge_on")
    _choose(form(), "outcome", "answered")
    day = form().blocks["purge_on"].editor
    assert isinstance(day, DayAnswer)
    day.field.line.setText(show_date(local_date(studio.now()) + timedelta(days=30)))
    day.field.edited.emit()

    desk = window.training.desk
    assert desk is not None
    until(lambda: desk.running is not None and desk.running.driver.view.finished)
    assert not any(each.isVisible() for each in window.findChildren(ChecklistForm))
    desk.end()


def _choose(form: ChecklistForm, item: str, option: str) -> None:
    editor = form.blocks[item].editor
    assert isinstance(editor, OneOf)
    editor.combo.choose(option)
    editor.combo.activated.emit(editor.combo.currentIndex())
