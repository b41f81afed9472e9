"""What a photograph shows is asked beside it, kept with it, and asks for no room that the places found need."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from studio.images.work import PictureAnswers
from studio.images.works import PhotoWorks
from studio.ui.images.page import ImagesPage
from studio.ui.images.places import Questions
from studio.ui.main_window import MainWindow
from tests.ui.hands import press
from tests.ui.images.conftest import Seeing, drop, the_work


def test_it_is_answered_once_all_three_are(qtbot: QtBot) -> None:
    questions = Questions()
    qtbot.addWidget(questions)
    heard: list[PictureAnswers] = []
    questions.answered.connect(heard.append)
    questions.rows["children"].no.click()
    questions.rows["held"].no.click()
    assert heard == []
    questions.rows["papers"].yes.click()
    assert heard == [PictureAnswers(children=False, held=False, papers=True)]
    assert questions.isHidden()
    assert "papers or plates" in questions.opener.toolTip()
    questions.opener.click()
    questions.rows["papers"].no.click()
    assert heard[-1] == PictureAnswers(children=False, held=False, papers=False)


def test_the_answers_are_kept_and_shown_again(
    page: ImagesPage, window: MainWindow, photo: Path, works: PhotoWorks, settle: Callable[[], None], qtbot: QtBot
) -> None:
    drop(page, photo)
    qtbot.waitUntil(lambda: page.edits and window.tasks.idle)
    settle()
    questions = page.editor.places.questions
    assert questions.isVisible()
    for choice in questions.rows.values():
        choice.no.click()
    settle()
    work = the_work(works).id
    assert works.shown(work) == PictureAnswers(children=False, held=False, papers=False)
    assert not questions.isVisible()
    press(page, "Tất cả ảnh")
    page.open(work)
    qtbot.waitUntil(lambda: page.edits and window.tasks.idle)
    assert not questions.isVisible()
    assert all(choice.answer is False for choice in questions.rows.values())


def test_while_places_wait_the_questions_open_only_when_wanted(
    page: ImagesPage, eyes: Seeing, window: MainWindow, photo: Path, settle: Callable[[], None], qtbot: QtBot
) -> None:
    eyes.boxes = ((10.0, 10.0, 50.0, 60.0),)
    drop(page, photo)
    qtbot.waitUntil(lambda: page.edits and window.tasks.idle)
    settle()
    questions = page.editor.places.questions
    assert not questions.isVisible()
    questions.opener.click()
    assert questions.isVisible()
    questions.opener.click()
    assert not questions.isVisible()
