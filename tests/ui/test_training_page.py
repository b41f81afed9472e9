"""The page of training: the outlines, and one of them in hand."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from studio.config import Settings, SettingsFile
from studio.people.present import at_work
from studio.people.sample import SAMPLE_PEOPLE
from studio.training.course_reader import shipped
from studio.training.lesson import Mode
from studio.training.runs import Run
from studio.ui.main_window import MainWindow
from studio.ui.page import Page
from studio.ui.page_specs import PageId
from studio.ui.training.learner import LearnerForm
from studio.ui.training.lessons_tab import LessonsTab, next_way
from studio.ui.training.page import TrainingPage
from studio.ui.training.reset_form import ResetForm
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.hands import chips, error_at, labels, press
from tests.ui.preparation import open_practice
from tests.ui.unit import NOW, POLICE, Unit


@pytest.fixture
def practice(after_windows: ExitStack, tmp_path: Path) -> Unit:
    """The practice profile of another unit, with the sample alone."""
    made = open_practice(tmp_path / "tap-huan")
    after_windows.callback(made.close)
    return made


def lessons_of(page: Page) -> LessonsTab:
    assert isinstance(page, TrainingPage)
    assert isinstance(page.tab, LessonsTab)
    return page.tab


@pytest.fixture
def lessons(window: MainWindow, qtbot: QtBot) -> LessonsTab:
    return lessons_of(show(window, qtbot, PageId.TRAINING))


def words(lessons: LessonsTab) -> str:
    """All that is said of the outline in hand."""
    return "\n".join((*labels(lessons.detail), *chips(lessons.detail)))


def test_every_outline_is_listed_under_its_group(lessons: LessonsTab) -> None:
    assert [entry.id for entry in lessons.list.entries] == [outline.id for outline in shipped().outlines]
    assert [entry.head[0] for entry in lessons.list.entries if entry.head] == list("ABCDE")


def test_an_outline_is_shown_whole_and_says_what_it_is_not(lessons: LessonsTab) -> None:
    lessons.open("D2")
    outline = shipped().outline("D2")
    assert outline is not None
    said = words(lessons)
    assert "ĐỀ CƯƠNG TẬP HUẤN – không phải văn bản chính thức" in said
    assert "Chưa gắn văn bản chính thức" in said
    for phrase in (outline.title, outline.purpose, *outline.mistakes, *(step.text for step in outline.steps)):
        assert phrase.vi in said


def test_an_outline_asked_for_before_they_were_read_is_shown_then(window: MainWindow, qtbot: QtBot) -> None:
    lessons = lessons_of(show(window, qtbot, PageId.TRAINING, "lessons:E3"))
    assert lessons.detail.outline is not None
    assert lessons.detail.outline.id == "E3"


def test_the_learner_is_a_code_of_the_units_own(window: MainWindow, qtbot: QtBot) -> None:
    page = show(window, qtbot, PageId.TRAINING)
    assert isinstance(page, TrainingPage)
    page.learner.click()
    dialog = shown(LearnerForm)
    dialog.code.setText("001099012345")
    dialog.go.click()
    assert "CCCD" in error_at(dialog.code)
    dialog.code.setText("hv-012")
    dialog.name.setText("  Bình ")
    dialog.go.click()
    qtbot.waitUntil(lambda: "HV-012 · Bình" in page.learner.text())


def test_what_was_learnt_is_told_and_the_next_way_offered(window: MainWindow, unit: Unit, qtbot: QtBot) -> None:
    studio = unit.studio
    with unit.at_work(unit.author):
        studio.progress.record(run("B1", mode="guided"))
        studio.progress.record(run("D1", mode="exam", passed=True))
    lessons = lessons_of(show(window, qtbot, PageId.TRAINING))
    words = {entry.id: entry.word.text for entry in lessons.list.entries if entry.word is not None}
    assert set(words) == {"B1", "D1"}
    assert words["B1"] != words["D1"]
    assert next_way(studio.progress.runs(outline="B1")) is Mode.ALONE
    assert next_way(()) is Mode.GUIDED


def run(outline: str, *, mode: str, passed: bool | None = None) -> Run:
    return Run(
        id=f"{outline}-{mode}", learner_code="HV-00", outline_id=outline, outline_hash="0", mode=mode, started_at=NOW,
        finished_at=NOW, seconds=60, steps_done=3, steps_total=3, passed=passed,
    )  # fmt: skip


def reset_of(window: MainWindow, qtbot: QtBot) -> TrainingPage:
    """The page, after both presses of the button that sets practice back."""
    page = show(window, qtbot, PageId.TRAINING)
    assert isinstance(page, TrainingPage)
    page.reset.click()
    page.reset.click()
    return page


def test_practice_can_be_reset_by_a_second_press_and_not_by_one(make: MakeWindow, practice: Unit, qtbot: QtBot) -> None:
    studio = practice.studio
    cast = studio.lessons.cast()
    with at_work(studio.people.sign_in(cast.learner, cast.pin)):
        post = studio.drafts.open_new("scam_warning", cast.learner)
    window = make(studio)
    page = show(window, qtbot, PageId.TRAINING)
    assert isinstance(page, TrainingPage)
    page.reset.click()
    assert page.reset.asks
    assert post.id in {each.id for each in studio.drafts.list()}
    page.reset.click()
    qtbot.waitUntil(lambda: window.page is not None and window.page is not page)
    assert post.id not in {each.id for each in studio.drafts.list()}
    assert window.page is not None
    assert window.page.id is PageId.TRAINING


def test_where_practice_holds_data_of_its_own_its_name_is_typed_before_it_goes(
    make: MakeWindow, unit: Unit, qtbot: QtBot
) -> None:
    SettingsFile(unit.profile.settings).save(Settings(practice=True))
    window = make(unit.reopen())
    reset_of(window, qtbot)
    qtbot.waitUntil(lambda: window.findChild(ResetForm) is not None)
    dialog = shown(ResetForm)
    dialog.go.click()
    assert dialog.isVisible()
    dialog.name.setText(POLICE.name)
    again = window.page
    dialog.go.click()
    qtbot.waitUntil(lambda: window.page is not None and window.page is not again)
    assert {person.name for person in unit.studio.people.list()} <= SAMPLE_PEOPLE


def test_in_real_work_nothing_can_be_reset(window: MainWindow, qtbot: QtBot) -> None:
    page = show(window, qtbot, PageId.TRAINING)
    assert isinstance(page, TrainingPage)
    assert page.reset.isHidden()
    assert page.home.isHidden()


def test_f1_offers_the_lessons_of_the_page_in_sight(window: MainWindow, qtbot: QtBot, idle: Callable[[], None]) -> None:
    show(window, qtbot, PageId.IMAGES)
    window.open_help()
    panel = window.help.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.lessons != ())
    assert panel.lessons[0] == "D2"
    panel.text.anchorClicked.emit(QUrl("lesson:D2"))
    idle()
    assert window.page is not None
    assert lessons_of(window.page).detail.outline is not None
    assert lessons_of(window.page).detail.outline.id == "D2"  # type: ignore[union-attr]
    assert not panel.isVisible()


def test_a_first_lesson_is_offered_once_in_a_bar(make: MakeWindow, unit: Unit, practice: Unit, qtbot: QtBot) -> None:
    for times in range(2):
        studio = unit.reopen()
        window = make(studio, load=False)
        window.training.training = lambda: practice.studio
        window.load(lambda studio=studio: studio, first=PageId.SETTINGS, sign_in_first=False)  # type: ignore[misc]
        qtbot.waitUntil(partial(_is_open, window))
        offer = window.training.offer
        assert offer.isVisible() is (times == 0)
        if offer.isVisible():
            press(offer, "Để sau")
        assert not offer.isVisible()
        window.close()


def _is_open(window: MainWindow) -> bool:
    return window.page is not None
