"""The calendar over the small studio: today is Tuesday 24/11/2026, 10:42 in Vietnam."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from studio.calendar.model import CalendarEntry, EntryKind
from studio.outbox.model import DeliveryState, Holder
from studio.posts.model import PostState
from studio.ui.calendar.page import CalendarPage
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from tests.ui.conftest import show
from tests.ui.fake_data import AUTHOR
from tests.ui.fake_studio import FakeStudio

FRIDAY = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
"""27/11/2026 08:00 in Vietnam."""


def held(number: int, holder: Holder, hour: int = 2) -> CalendarEntry:
    """A scheduled delivery on 26/11/2026, at a time that was approved."""
    return CalendarEntry(
        kind=EntryKind.DELIVERY,
        post_id=f"hen-{number}",
        title=f"Bài hẹn {number}",
        at=datetime(2026, 11, 26, hour, tzinfo=UTC),
        state=PostState.QUEUED,
        deliveries={DeliveryState.SCHEDULED: 2},
        holder=holder,
        bound=True,
        pages=("thuc-hanh",),
    )


@pytest.fixture
def studio(studio: FakeStudio) -> FakeStudio:
    """One draft on Friday beside what the studio has: a post in review on 30/11, and deliveries up to today."""
    posts = studio.desk.posts
    some = next(post for post in posts.values() if post.publish_at is None)
    posts[some.id] = replace(some, state=PostState.DRAFT, publish_at=FRIDAY)
    return studio


@pytest.fixture
def draft(studio: FakeStudio) -> str:
    return next(post.id for post in studio.desk.posts.values() if post.publish_at == FRIDAY)


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> CalendarPage:
    window.session.sign_in(AUTHOR)
    window.activateWindow()
    shown = show(window, qtbot, PageId.CALENDAR)
    assert isinstance(shown, CalendarPage)
    return shown
