"""A collage made in the window: by keyboard, of photographs as they may leave, opened for the next look."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.images.recipe import Arrangement
from studio.images.work import PictureAnswers, Work
from studio.images.works import PhotoWorks
from studio.ui.images.collage import CollageForm
from studio.ui.images.page import ImagesPage
from tests.images.pictures import phone_jpeg, scene
from tests.ui.hands import labels
from tests.ui.unit import Unit

NOTHING = PictureAnswers(children=False, held=False, papers=False)


@pytest.fixture
def two(unit: Unit, works: PhotoWorks) -> tuple[Work, Work]:
    """Opened, answered; the first one looked over."""
    with unit.at_work(unit.author):
        photos = [(phone_jpeg(scene(900, height)), f"Anh {height}.jpg") for height in (600, 700)]
        made = [works.open(data, name, unit.author.id) for data, name in photos]
        for work in made:
            works.answer(work.id, NOTHING, unit.author.id)
        first = works.clear(made[0].id, made[0].revision, unit.author.id)
    return first, made[1]


def test_two_photographs_are_put_together_by_keyboard(
    page: ImagesPage, two: tuple[Work, Work], works: PhotoWorks, unit: Unit, settle: Callable[[], None], qtbot: QtBot
) -> None:
    page.refresh()
    settle()
    page.collage.trigger()
    settle()
    form = page.findChild(CollageForm)
    assert form is not None
    assert [label.text() for label in form.labels[:2]] == ["Trước", "Sau"]
    QTest.keyClick(form.labels[0], Qt.Key.Key_Return)
    settle()
    assert form.isVisible(), "one of them was looked over by nobody"
    assert "Anh 700" in " ".join(labels(form))
    with unit.at_work(unit.author):
        works.clear(two[1].id, two[1].revision, unit.author.id)
    QTest.keyClick(form.labels[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.edits, timeout=30_000)
    settle()
    recipe = page.editor.recipe
    assert recipe is not None
    assert recipe.collage is not None
    assert recipe.collage.arrangement is Arrangement.BESIDE
    assert {mark.text for mark in recipe.marks} == {"Trước", "Sau"}
    assert recipe.looked == ("eyes 1",), "it is looked at anew"
    page.editor.undo()
    assert page.editor.recipe is not None
    assert page.editor.recipe.collage == recipe.collage
