"""The page of training: the outlines, and one of them in hand."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.training.reading import shipped
from studio.ui.main_window import MainWindow
from studio.ui.page import Page, PageId
from studio.ui.training.lessons_tab import LessonsTab
from studio.ui.training.page import TrainingPage
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Label
from tests.ui.conftest import show


def lessons_of(page: Page) -> LessonsTab:
    assert isinstance(page, TrainingPage)
    assert isinstance(page.tab, LessonsTab)
    return page.tab


@pytest.fixture
def lessons(window: MainWindow, qtbot: QtBot) -> LessonsTab:
    return lessons_of(show(window, qtbot, PageId.TRAINING))


def words(lessons: LessonsTab) -> str:
    """All that is said of the outline in hand."""
    labels = [label.text() for label in lessons.detail.findChildren(Label)]
    chips = [chip.word.text for chip in lessons.detail.findChildren(StatusChip) if chip.word is not None]
    return "\n".join((*labels, *chips))


def test_every_outline_is_listed_under_its_group(lessons: LessonsTab) -> None:
    assert [pick.id for pick in lessons.list.picks] == [outline.id for outline in shipped().outlines]
    assert [heading[0] for heading in lessons.list.headings] == list("ABCDE")


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
