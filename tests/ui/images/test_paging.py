"""A long screenshot opened on the page of photographs: each of its pages is a work of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.images.works import PhotoWorks, Unanswered, refuse_shown
from studio.ui.composer.media.media_adder import LongDialog
from studio.ui.images.page import ImagesPage
from studio.ui.main_window import MainWindow
from tests.images.chats import chat
from tests.images.pictures import phone_jpeg
from tests.ui.images.conftest import drop, the_work
from tests.ui.unit import NOW, Unit

WIDTH = 540


@pytest.fixture
def time_goes_on(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second from each look at the clock to the next: the shelf is ordered by time."""
    seconds = count()
    monkeypatch.setattr(unit.clock, "now", lambda: NOW + timedelta(seconds=next(seconds)))


@pytest.fixture
def dialog(page: ImagesPage, window: MainWindow, tmp_path: Path, qtbot: QtBot) -> LongDialog:
    path = tmp_path / "Doan chat.jpg"
    path.write_bytes(phone_jpeg(chat(WIDTH, 14)[0]))
    drop(page, path)
    qtbot.waitUntil(lambda: window.findChild(LongDialog) is not None and window.tasks.idle)
    found = window.findChild(LongDialog)
    assert isinstance(found, LongDialog)
    return found


@pytest.mark.usefixtures("time_goes_on")
def test_each_page_becomes_a_work_and_the_first_is_opened(
    dialog: LongDialog,
    page: ImagesPage,
    works: PhotoWorks,
    settle: Callable[[], None],
    window: MainWindow,
    qtbot: QtBot,
) -> None:
    assert works.list() == ()
    dialog.cut.click()
    qtbot.waitUntil(lambda: page.edits and window.tasks.idle)
    settle()
    kept = [works.get(row.id) for row in works.list()]
    assert len(kept) > 2
    assert sum(work.recipe.height for work in kept) == chat(WIDTH, 14)[0].height
    assert {work.recipe.width for work in kept} == {WIDTH}
    assert page.title.text() == "Doan chat-01"
    assert [row.title for row in works.list()] == sorted(work.title for work in kept), "in their order on the shelf"
    with pytest.raises(Unanswered):
        refuse_shown(kept[0].recipe, works.shown(kept[0].id))


def test_given_up_nothing_is_opened(
    dialog: LongDialog, page: ImagesPage, works: PhotoWorks, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.cancel.click()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert works.list() == ()
    assert not page.edits


def test_taken_whole_it_is_one_work(
    dialog: LongDialog, page: ImagesPage, works: PhotoWorks, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.whole.click()
    qtbot.waitUntil(lambda: page.edits and window.tasks.idle)
    work = the_work(works)
    assert work.recipe.size == chat(WIDTH, 14)[0].size
