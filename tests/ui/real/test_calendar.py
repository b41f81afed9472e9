"""The calendar over the real services: a post begun on a day stands there, is carried on, and keeps its journal."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.clock import VIETNAM, local_date
from studio.ui.calendar.cell import DayCell
from studio.ui.calendar.days import MonthTab
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from tests.profile import SetClock
from tests.ui.conftest import view
from tests.ui.hands import toast

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("signed_in")]


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


def calendar(window: MainWindow, qtbot: QtBot) -> MonthTab:
    return view(window, qtbot, MonthTab, "month")


def cell(page: MonthTab, days: int) -> DayCell:
    day = local_date(page.shell.studio.now()) + timedelta(days=days)
    found = page.board.cell_of(day)
    assert found is not None
    return found


def test_a_post_is_begun_on_a_day_and_carried_to_another(window: MainWindow, studio: Studio, qtbot: QtBot) -> None:
    page = calendar(window, qtbot)
    begin = cell(page, 2)
    begin.setFocus()
    QTest.keyClick(begin, Qt.Key.Key_Return)
    composer = window.page
    assert isinstance(composer, ComposerPage)
    qtbot.waitUntil(lambda: window.tasks.idle)
    composer.chooser.template_chosen.emit(studio.catalog.all()[0].id)
    qtbot.waitUntil(lambda: composer.writes and window.tasks.idle)
    (post,) = studio.drafts.list()
    planned = datetime.combine(begin.day, datetime.min.time(), VIETNAM).replace(hour=8)
    assert post.publish_at == planned
    page = calendar(window, qtbot)
    (shown,) = cell(page, 2).chips
    assert shown.entry is not None
    assert shown.entry.post_id == post.id
    target = cell(page, 4)
    there = shown.mapFromGlobal(target.mapToGlobal(target.rect().center()))
    QTest.mousePress(shown, Qt.MouseButton.LeftButton, pos=shown.rect().center())
    QTest.mouseMove(shown, there)
    QTest.mouseMove(shown, there)
    QTest.mouseRelease(shown, Qt.MouseButton.LeftButton, pos=there)
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert studio.drafts.get(post.id).publish_at == planned + timedelta(days=2)
    assert [entry.post_id for entry in page.model.entries(target.day)] == [post.id]
    toast(window).button.click()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert studio.drafts.get(post.id).publish_at == planned
    assert studio.drafts.revisions(post.id)[-1].kind == "undo"
