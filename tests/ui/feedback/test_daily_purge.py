"""A window that stays open for days purges on each of them what citizens wrote long enough ago."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.feedback.model import ItemOutcome, Origin
from studio.ui.background_jobs import BackgroundJobs
from studio.ui.main_window import MainWindow
from tests.ui.unit import Unit


@pytest.fixture
def studio(unit: Unit) -> Studio:
    return unit.studio


def test_a_day_that_begins_in_an_open_window_purges(unit: Unit, window: MainWindow, qtbot: QtBot) -> None:
    items, by = unit.studio.feedback.items, unit.author.id
    with unit.at_work(unit.author):
        item = items.record(Origin.PHONE, "Hỏi lịch làm căn cước", unit.clock.now(), by)
        items.close(item.id, ItemOutcome.NO_ANSWER, by)
    for _ in range(30):
        unit.clock.forward(days=1)
        assert unit.studio.clock_watch.steady()
    moved: list[bool] = []
    jobs = BackgroundJobs(unit.studio, window.tasks, lambda: moved.append(True), window)
    jobs.read()
    qtbot.waitUntil(lambda: bool(moved))
    jobs.stop()
    assert items.get(item.id).purged
