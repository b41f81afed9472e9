"""The page of training: the outlines, and one of them in hand."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.training.reading import shipped
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from studio.ui.training.page import TrainingPage
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.labels import Label
from tests.ui.conftest import show


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> TrainingPage:
    shown = show(window, qtbot, PageId.TRAINING)
    assert isinstance(shown, TrainingPage)
    return shown


def words(page: TrainingPage) -> str:
    """All that is said of the outline in hand."""
    labels = [label.text() for label in page.lessons.detail.findChildren(Label)]
    chips = [chip.word.text for chip in page.lessons.detail.findChildren(StatusChip) if chip.word is not None]
    return "\n".join((*labels, *chips))


def test_every_outline_is_listed_under_its_group(page: TrainingPage) -> None:
    assert [pick.id for pick in page.lessons.list.picks] == [outline.id for outline in shipped().outlines]
    assert [heading[0] for heading in page.lessons.list.headings] == list("ABCDE")


def test_an_outline_is_shown_whole_and_says_what_it_is_not(page: TrainingPage) -> None:
    page.open("D2")
    outline = shipped().outline("D2")
    assert outline is not None
    said = words(page)
    assert "ĐỀ CƯƠNG TẬP HUẤN – không phải văn bản chính thức" in said
    assert "Chưa gắn văn bản chính thức" in said
    for phrase in (outline.title, outline.purpose, *outline.mistakes, *(step.text for step in outline.steps)):
        assert phrase.vi in said


def test_an_outline_asked_for_before_they_were_read_is_shown_then(window: MainWindow, qtbot: QtBot) -> None:
    page = show(window, qtbot, PageId.TRAINING, "E3")
    assert isinstance(page, TrainingPage)
    assert page.lessons.detail.outline is not None
    assert page.lessons.detail.outline.id == "E3"
