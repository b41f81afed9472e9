"""The checklist of a step: what is answered is told, what is missing is said, what is wrong is explained."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from studio.directory.model import DirectoryBook
from studio.file_preview import FilePreview
from studio.training.checklist import AnswerSheet
from studio.training.course_reader import SAMPLE, read_outlines, shipped
from studio.training.messages import shipped_messages
from studio.training.outline import Outline, OutlineStep
from studio.ui.anchors import find_anchor
from studio.ui.language import LanguageManager
from studio.ui.training.answer_editors import (
    DayAnswer,
    EvidenceField,
    OneMessage,
    OneOf,
    SortingAnswer,
    Tick,
    WordsAnswer,
)
from studio.ui.training.checklist import ChecklistForm
from tests.ui.geometry import has_room
from tests.ui.spoken import faults
from tests.ui.unit import CONTACTS, POLICE

BOOK = DirectoryBook(units=(POLICE,), contacts=CONTACTS)
TODAY = date(2026, 11, 27)
WRITTEN = Path(__file__).parents[2] / "training" / "written_outlines.yaml"


@cache
def written_outlines() -> tuple[Outline, ...]:
    return tuple(outline for _, outline in read_outlines(WRITTEN))


def step(key: str) -> OutlineStep:
    """As a unit may write it, with items of every form; else the shipped one."""
    known = (*written_outlines(), *shipped().outlines)
    outline = next(each for each in known if each.id == key[:2])
    return outline.steps[int(key[3:]) - 1]


class Held:
    """A lesson's part: keeps what is answered and shows it again."""

    def __init__(self, form: ChecklistForm, key: str, earlier: Mapping[int, Mapping[str, object]]) -> None:
        self.form, self.step, self.earlier = form, step(key), earlier
        self.answers: dict[str, object] = {}
        form.answered.connect(self.take)
        self.show()

    def take(self, item: str, value: object) -> None:
        if value is None:
            self.answers.pop(item, None)
        else:
            self.answers[item] = (
                {"name": value.name, "sha256": "ab" * 32, "at": "2026-11-27"} if isinstance(value, Path) else value
            )
        self.show()

    def show(self) -> None:
        sheet = AnswerSheet(step=self.step, answers=self.answers, earlier=self.earlier, book=BOOK, today=TODAY)
        self.form.show_sheet(sheet)


@pytest.fixture
def form(qapp: QApplication, qtbot: QtBot) -> ChecklistForm:
    made = ChecklistForm(LanguageManager(qapp))
    qtbot.addWidget(made)
    made.resize(420, 700)
    made.show()
    return made


def hold(form: ChecklistForm, key: str, **earlier: Mapping[str, object]) -> Held:
    return Held(form, key, {int(name[1:]): given for name, given in earlier.items()})


def test_every_checklist_step_is_shown_with_its_items_named(form: ChecklistForm) -> None:
    written = {each.id for each in written_outlines()}
    kept = [each for each in shipped().outlines if each.id not in written]
    for outline in (*written_outlines(), *kept):
        for each in outline.steps:
            if each.items:
                hold(form, outline.key(each.number))
                assert list(form.blocks) == [item.id for item in each.items]
                for item in each.items:
                    if item.required:
                        assert item.label.en.rstrip("?") in form.left, (outline.key(each.number), item.id)


def test_a_message_is_chosen_with_its_words(form: ChecklistForm, qtbot: QtBot) -> None:
    held = hold(form, "B2.1")
    editor = form.blocks["message"].editor
    assert isinstance(editor, OneMessage)
    editor.buttons["p02"].click()
    assert held.answers == {"message": "p02"}
    assert form.left == "All done."
    words = editor.buttons["p03"].parentWidget()
    assert words is not None
    QTest.mouseClick(words, Qt.MouseButton.LeftButton, pos=words.rect().center())
    assert held.answers == {"message": "p03"}


def test_masking_starts_from_the_message_and_says_what_is_left(form: ChecklistForm, qtbot: QtBot) -> None:
    held = hold(form, "B2.2", s1={"message": "p01"})
    editor = form.blocks["masked"].editor
    assert isinstance(editor, WordsAnswer)
    assert isinstance(editor.field, QPlainTextEdit)
    assert editor.text == shipped_messages().messages["p01"].text
    assert held.answers == {}
    editor.field.setPlainText(editor.text.replace("0900 000 011", "…"))
    qtbot.waitUntil(lambda: "masked" in held.answers)
    assert "000085000011" in form.blocks["masked"].verdict.text
    editor.field.setPlainText("Cho em hỏi làm lại căn cước bị mất thì cần mang giấy tờ gì ạ?")
    qtbot.waitUntil(lambda: form.blocks["masked"].verdict.text == "")
    assert "Put the question" not in form.left


def test_a_wrong_category_is_told_with_the_reason(form: ChecklistForm) -> None:
    held = hold(form, "B2.3", s1={"message": "p01"})
    editor = form.blocks["category"].editor
    assert isinstance(editor, OneOf)
    editor.combo.activated.emit(editor.combo.findData("thanks"))
    editor.combo.setCurrentIndex(editor.combo.findData("thanks"))
    editor.combo.activated.emit(editor.combo.currentIndex())
    assert held.answers == {"category": "thanks"}
    assert "procedure" in form.blocks["category"].verdict.text
    assert form.left.startswith("Still missing")


def test_sorting_tells_each_message_right_or_wrong(form: ChecklistForm) -> None:
    held = hold(form, "B4.6")
    editor = form.blocks["review"].editor
    assert isinstance(editor, SortingAnswer)
    for message in ("b05", "b08"):
        combo = editor.combos[message]
        combo.setCurrentIndex(combo.findData("stand"))
        combo.activated.emit(combo.currentIndex())
    assert held.answers == {"review": {"b05": "stand", "b08": "stand"}}
    assert editor.verdict("b05").startswith("Right.")
    assert editor.verdict("b08").startswith("Not right.")
    assert editor.verdict("b09") == ""


def test_in_an_exam_the_key_is_kept_to_itself(qapp: QApplication, qtbot: QtBot) -> None:
    form = ChecklistForm(LanguageManager(qapp), explains=False)
    qtbot.addWidget(form)
    held = hold(form, "B4.6")
    block = form.blocks["review"]
    assert isinstance(block.editor, SortingAnswer)
    held.take("review", {"b08": "stand", "b05": "stand"})
    assert (block.editor.verdict("b08"), block.verdict.text) == ("", "")
    held.take("review", dict.fromkeys(block.item.messages, "stand"))
    assert (block.editor.verdict("b08"), block.verdict.text) == ("", "Not right yet.")
    assert "Still missing" in form.left


def test_an_answer_is_taken_back(form: ChecklistForm, qtbot: QtBot) -> None:
    held = hold(form, "B3.4")
    tick, code = form.blocks["purged"].editor, form.blocks["reference"].editor
    assert isinstance(tick, Tick)
    assert isinstance(code, WordsAnswer)
    assert isinstance(code.field, QLineEdit)
    tick.box.click()
    QTest.keyClicks(code.field, "CT-2026-014")
    qtbot.waitUntil(lambda: held.answers.get("reference") == "CT-2026-014")
    assert held.answers["purged"] is True
    tick.box.click()
    code.field.clear()
    code.field.editingFinished.emit()
    assert held.answers == {}


def test_what_is_typed_is_not_taken_away_by_what_comes_back(form: ChecklistForm, qtbot: QtBot) -> None:
    held = hold(form, "B3.4")
    code = form.blocks["reference"].editor
    assert isinstance(code, WordsAnswer)
    assert isinstance(code.field, QLineEdit)
    QTest.keyClicks(code.field, "CT-2")
    held.show()
    assert code.text == "CT-2"
    code.tell()
    assert held.answers == {"reference": "CT-2"}


def test_a_day_and_evidence(form: ChecklistForm) -> None:
    held = hold(form, "B2.7")
    day = form.blocks["purge_on"].editor
    assert isinstance(day, DayAnswer)
    day.field.line.setText("20/12/2026")
    day.field.edited.emit()
    assert held.answers == {"purge_on": "2026-12-20"}
    held = hold(form, "C5.2")
    file = form.blocks["source"].editor
    assert isinstance(file, EvidenceField)
    asked: list[str] = []
    form.wanted.connect(asked.append)
    file.sample.click()
    assert isinstance(held.answers["source"], dict)
    assert held.answers["source"]["name"] == (SAMPLE / "photo" / "so-lieu-trang.jpg").name
    assert "Capture" not in form.left
    assert asked == [held.answers["source"]["sha256"]]
    form.bring("0" * 64, FilePreview(text="another"))
    assert file.view.isHidden()
    form.bring(asked[0], FilePreview(text="Số liệu trang"))
    assert file.view.text.text() == "Số liệu trang"
    assert not file.view.isHidden()


def test_another_lesson_begins_empty_and_the_anchor_is_found(form: ChecklistForm) -> None:
    hold(form, "B2.1").take("message", "p01")
    hold(form, "B2.1")
    editor = form.blocks["message"].editor
    assert isinstance(editor, OneMessage)
    assert not any(button.isChecked() for button in editor.buttons.values())
    assert find_anchor(form, "checklist") is form


def test_every_control_has_a_name_and_room_in_a_narrow_panel(form: ChecklistForm, qtbot: QtBot) -> None:
    for key in ("B2.1", "B2.2", "B2.3", "B2.7", "B3.3", "B4.1", "B4.3", "C5.2"):
        hold(form, key, s1={"message": "p01"})
        form.setFixedWidth(560)
        assert faults(form) == [], key
        has_room(qtbot, form)
