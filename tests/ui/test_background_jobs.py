"""Behind the window a job reads what citizens wrote, and the window looks again."""

from __future__ import annotations

from datetime import timedelta

from pytestqt.qtbot import QtBot

from studio.publishers.practice import PracticeMessage, PracticeMessages
from studio.ui.background_jobs import BackgroundJobs
from studio.ui.main_window import MainWindow
from tests.ui.unit import PRACTICE, Unit


def test_what_citizens_wrote_is_read_behind_the_window(unit: Unit, window: MainWindow, qtbot: QtBot) -> None:
    at = (unit.studio.now() - timedelta(hours=1)).isoformat()
    asked = PracticeMessage(id="tt-01", channel="messages", thread="nguoi-1", at=at, text="Trực đến mấy giờ?")
    PracticeMessages(unit.profile.practice).drop(PRACTICE.page_id, asked)
    moved: list[bool] = []
    jobs = BackgroundJobs(unit.studio, window.tasks, lambda: moved.append(True), window)
    jobs.read()
    jobs.read()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert unit.studio.feedback.items.counts().to_answer == 1
    assert moved == [True]
    jobs.read()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert moved == [True]
    jobs.stop()
