"""Own lessons in the window: recorded while one works, edited in place, kept without asking, copied, brought back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.events import ServiceEvent
from studio.people.model import Person
from studio.people.sample import PIN, TRAINER
from studio.phrase import Bilingual
from studio.training.checklist import AnswerSheet, missing
from studio.training.course_reader import shipped
from studio.training.lesson_recorder import OWN_CHECKLIST, steps_of
from studio.training.outline import Outline, StepKind, TextForm
from studio.translation import tr
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.tabbed import TabbedPage
from studio.ui.training.authoring import tab as authoring_tab
from studio.ui.training.authoring.tab import AuthoringTab
from studio.ui.training.lessons_tab import LessonsTab
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Label
from tests.ui.conftest import MakeWindow, show
from tests.ui.hands import pick, toast
from tests.ui.preparation import open_practice
from tests.ui.unit import Unit

Settle = Callable[[], None]
RECORDED = (ServiceEvent(name="draft.created"), ServiceEvent(name="approval.submitted"))


def own(studio: Studio, trainer: Person) -> Outline:
    first = shipped().outlines[4]
    title = Bilingual("Đăng cảnh báo", "Post a warning")
    made = replace(first, id="U1", title=title, own=True, auto_checks=(), steps=steps_of(RECORDED), quiz=first.quiz[:1])
    return studio.outlines.save(made, trainer.id)


@pytest.fixture
def practice(after_windows: ExitStack, tmp_path: Path) -> Unit:
    made = open_practice(tmp_path / "tap-huan")
    after_windows.callback(made.close)
    return made


@pytest.fixture
def studio(practice: Unit) -> Studio:
    return practice.studio


@pytest.fixture
def trainer(studio: Studio) -> Person:
    return studio.people.get(TRAINER)


@pytest.fixture
def window(make: MakeWindow, studio: Studio, trainer: Person) -> MainWindow:
    window = make(studio)
    window.resize(1366, 768)
    window.session.sign_in(trainer, studio.people.sign_in(trainer.id, PIN))
    return window


@pytest.fixture
def settle(window: MainWindow, qtbot: QtBot) -> Settle:
    return lambda: qtbot.waitUntil(lambda: window.tasks.idle)


@pytest.fixture
def tab(window: MainWindow, qtbot: QtBot) -> AuthoringTab:
    page = cast("TabbedPage", show(window, qtbot, PageId.TRAINING, "authoring"))
    return cast("AuthoringTab", page.tab)


@pytest.fixture
def edited(tab: AuthoringTab, studio: Studio, trainer: Person, settle: Settle) -> AuthoringTab:
    """With U1 in the editor."""
    own(studio, trainer)
    tab.refresh()
    settle()
    return tab


def test_what_one_does_on_other_pages_becomes_an_outline(
    tab: AuthoringTab, window: MainWindow, studio: Studio, qtbot: QtBot, settle: Settle
) -> None:
    QTest.mouseClick(tab.record, Qt.MouseButton.LeftButton)
    show(window, qtbot, PageId.POSTS)
    for name in ("draft.created", "post.edited", "draft.created", "media.imported"):
        studio.events.tell(name, post="p1")
    show(window, qtbot, PageId.TRAINING, "authoring")
    qtbot.waitUntil(lambda: "2" in tab.banner.text)
    QTest.mouseClick(tab.record, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: studio.outlines.course().outline("U1") is not None and window.tasks.idle)
    steps = studio.outlines.outline("U1").steps
    assert [step.app for step in steps] == ["draft.new_from_template", "media.import"]
    assert [block.step for block in tab.editor.steps] == list(steps)
    studio.events.tell("draft.created", post="p2")
    assert len(studio.outlines.outline("U1").steps) == 2


def test_before_a_lesson_begins_it_says_which_steps_are_only_shown(
    edited: AuthoringTab, window: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    recorded = steps_of(
        [ServiceEvent(name="draft.created", facts={"post": "p1", "template": "weekly_recap"}), *RECORDED[1:]]
    )
    studio.outlines.save(replace(studio.outlines.outline("U1"), steps=recorded), studio.people.get(TRAINER).id)
    page = cast("TabbedPage", show(window, qtbot, PageId.TRAINING, "lessons:U1"))
    detail = cast("LessonsTab", page.tab).detail
    qtbot.waitUntil(lambda: detail.outline is not None and detail.outline.steps == recorded)
    assert [chip.word.icon for chip in detail.findChildren(StatusChip) if chip.word is not None][-1] == "eye"
    note = tr("“Watch” cannot do this step by itself: it is only shown.")
    said = [label.text() for label in detail.findChildren(Label)]
    assert said.count(note) == 1, "there is no sample for a post of that template, and so none to submit"


def test_nothing_recorded_makes_no_outline(tab: AuthoringTab, studio: Studio, settle: Settle) -> None:
    for _ in range(2):
        QTest.mouseClick(tab.record, Qt.MouseButton.LeftButton)
    settle()
    assert tab.banner.isVisible()
    assert studio.outlines.course() == shipped()


def test_texts_are_kept_a_moment_after_the_last_key(
    edited: AuthoringTab, studio: Studio, qtbot: QtBot, settle: Settle
) -> None:
    block = edited.editor.steps[0]
    block.text.setFocus()
    block.text.selectAll()
    QTest.keyClicks(block.text, "Mo bai")
    qtbot.waitUntil(lambda: studio.outlines.outline("U1").steps[0].text.vi == "Mo bai")
    settle()
    assert studio.outlines.outline("U1").steps[0].text.en == steps_of(RECORDED)[0].text.en
    assert edited.editor.steps[0] is block, "the field one writes in is not taken away"


def test_leaving_keeps_what_was_typed(edited: AuthoringTab, studio: Studio, window: MainWindow, qtbot: QtBot) -> None:
    edited.editor.title.setFocus()
    QTest.keyClicks(edited.editor.title, " gap")
    show(window, qtbot, PageId.POSTS)
    assert studio.outlines.outline("U1").title.vi == "Đăng cảnh báo gap"


def test_steps_are_moved_removed_added_and_wait_for_something_else(
    edited: AuthoringTab, studio: Studio, settle: Settle
) -> None:
    editor = edited.editor
    QTest.mouseClick(editor.steps[1].up, Qt.MouseButton.LeftButton)
    QTest.mouseClick(editor.add_step, Qt.MouseButton.LeftButton)
    edited.save()
    settle()
    steps = studio.outlines.outline("U1").steps
    assert [step.number for step in steps] == [1, 2, 3]
    assert [step.app for step in steps[:2]] == ["approval.submit", "draft.new_from_template"]
    assert (steps[2].kind, steps[2].done_when, len(steps[2].items)) == (StepKind.CHECKLIST, OWN_CHECKLIST, 1)
    assert edited.lacks.isVisible(), "the new step has no text yet"
    assert editor.steps[2].waits.choose("check:CITATION_IN_FORCE")
    editor.steps[2].waits.activated.emit(editor.steps[2].waits.currentIndex())
    QTest.mouseClick(editor.steps[0].drop, Qt.MouseButton.LeftButton)
    edited.save()
    settle()
    last = studio.outlines.outline("U1").steps[1]
    assert (last.done_when, last.kind, last.items) == ("check:CITATION_IN_FORCE", StepKind.TOOL, ())


def test_a_checklist_has_items_of_every_kind_and_a_right_choice(
    edited: AuthoringTab, studio: Studio, settle: Settle
) -> None:
    QTest.mouseClick(edited.editor.add_step, Qt.MouseButton.LeftButton)
    step = edited.editor.steps[2]
    QTest.keyClicks(step.text, "Tra loi")
    for action in step.items.menu.actions():
        action.trigger()
    for number, block in enumerate(step.items.blocks[1:], 1):
        QTest.keyClicks(block.label, f"hoi {number}")
    words, choice = step.items.blocks[2], step.items.blocks[3]
    QTest.keyClicks(words.lines[0], "14:05")
    assert words.choice is not None
    assert words.choice.choose(TextForm.TIME)
    for line, option in zip(choice.lines, ("viec b", "viec a", "viec c", ""), strict=True):
        QTest.keyClicks(line, option)
    QTest.mouseClick(step.items.blocks[1].drop, Qt.MouseButton.LeftButton)
    edited.save()
    settle()
    kept = studio.outlines.outline("U1").steps[2]
    tick, text, one, day, file, sort = kept.items
    kinds = ("tick", "text", "choice", "date", "file", "sort")
    assert tuple(item.kind.value for item in kept.items) == kinds
    assert (text.form, text.sample, text.label.vi) == (TextForm.TIME, "14:05", "hoi 2")
    assert [each.vi for each in one.options.values()] == ["viec a", "viec b", "viec c"]
    assert one.options[one.right].vi == "viec b"
    assert sort.by == "category"
    assert len(sort.messages) > len(sort.options) > 1
    assert len({item.id for item in kept.items}) == 6
    sheet = AnswerSheet(step=kept, answers={one.id: "a", text.id: "14:05", tick.id: True}, today=date(2026, 11, 27))
    assert missing(sheet) == (one, day, file, sort)


def test_a_question_is_written(edited: AuthoringTab, studio: Studio, settle: Settle) -> None:
    QTest.mouseClick(edited.editor.add_question, Qt.MouseButton.LeftButton)
    for number, line in enumerate(edited.editor.questions[1].lines):
        line.setFocus()
        QTest.keyClicks(line, f"chu {number}")
    edited.save()
    settle()
    question = studio.outlines.outline("U1").quiz[1]
    assert (question.text.vi, question.why.vi) == ("chu 0", "chu 4")
    assert [(option.text.vi, option.correct) for option in question.options] == [
        ("chu 1", True), ("chu 2", False), ("chu 3", False),
    ]  # fmt: skip


def test_a_deleted_outline_comes_back(
    edited: AuthoringTab, window: MainWindow, studio: Studio, qtbot: QtBot, settle: Settle
) -> None:
    before = studio.outlines.outline("U1")
    button = edited.deeds.button("remove")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()
    assert studio.outlines.course().outline("U1") is None
    toast(window).button.click()
    qtbot.waitUntil(lambda: studio.outlines.course().outline("U1") is not None and window.tasks.idle)
    assert studio.outlines.outline("U1") == before


def test_one_that_ships_is_copied_and_a_file_goes_out_and_comes_in(
    edited: AuthoringTab, studio: Studio, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    menu = edited.more.menu()
    (copies,) = [action.menu() for action in menu.actions() if action.menu() is not None]
    assert isinstance(copies, QMenu)
    title = studio.outlines.outline("B4").title.vi
    next(action for action in copies.actions() if title in action.text()).trigger()
    settle()
    assert studio.outlines.outline("U2").steps == shipped().outline("B4").steps  # type: ignore[union-attr]
    file = tmp_path / "U2.yaml"
    monkeypatch.setattr(authoring_tab, "ask_save", lambda *given: given[-1](file))
    monkeypatch.setattr(authoring_tab, "ask_open", lambda *given: given[-1]([file]))
    edited.open("U2")
    settle()
    button = edited.deeds.button("export")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()
    before = studio.outlines.outline("U2")
    studio.outlines.remove("U2", studio.people.get(TRAINER).id)
    pick(menu, "Từ tệp (YAML)…")
    settle()
    assert studio.outlines.outline("U2") == before


def test_recording_is_for_the_practice_profile(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    window = make(unit.studio)
    page = cast("TabbedPage", show(window, qtbot, PageId.TRAINING, "authoring"))
    tab = cast("AuthoringTab", page.tab)
    assert not tab.record.isEnabled()
    assert tab.record.accessibleDescription()
