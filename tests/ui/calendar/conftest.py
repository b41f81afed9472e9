"""The calendar of the unit at work: today is Tuesday 24/11/2026, 10:42 in Vietnam."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.outbox.model import Holder
from studio.people.present import by_itself
from studio.posts.model import Revision
from studio.posts.storage import StoredPosts
from studio.ui.calendar.days import MonthTab
from studio.ui.main_window import MainWindow
from tests.ui.conftest import view
from tests.ui.unit import Unit

FRIDAY = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
"""27/11/2026 08:00 in Vietnam."""
SUNDAY = date(2026, 11, 29)
"""On which nothing stands."""
DRAFT = "bai-20"


def hold(unit: Unit, number: int, holder: Holder, hour: int = 2) -> None:
    """Put a delivery on 26/11/2026, at a time that was approved, that the program or the platform holds."""
    studio, at = unit.studio, datetime(2026, 11, 26, hour, tzinfo=UTC)
    post = replace(studio.drafts.get("bai-10"), id=f"hen-{number}", publish_at=at)
    revision = Revision(post_id=post.id, number=1, by=post.author, at=post.created_at, kind="open")
    with by_itself("a test fills the store"):
        StoredPosts(studio.store).add(post, revision, title=f"Bài hẹn {number}")
    unit.put_delivery(
        replace(
            studio.outbox.get("gui-0"),
            id=f"hen-{number}",
            post_id=post.id,
            post_title=f"Bài hẹn {number}",
            reference=f"PS-4K7QX2M9000{number}",
            due_at=at,
            holder=holder,
            remote_id="1" if holder is Holder.PLATFORM else "",
        )
    )


def keep_quiet(unit: Unit, day: date) -> None:
    """Let the head publish nothing on that day."""
    with unit.at_work(unit.head):
        unit.studio.calendar.add_blackout(day, day, "Quốc tang", unit.head.id)


@pytest.fixture
def studio(unit: Unit) -> Studio:
    """One draft on Friday beside what the unit has: a post in review on 30/11, and deliveries up to tomorrow."""
    unit.ids.next(DRAFT)
    unit.draft(publish_at=FRIDAY)
    return unit.studio


@pytest.fixture
def draft(studio: Studio) -> str:
    return DRAFT


@pytest.fixture
def page(window: MainWindow, unit: Unit, qtbot: QtBot) -> MonthTab:
    unit.sign_in(window, unit.author)
    window.activateWindow()
    return view(window, qtbot, MonthTab, "month")
