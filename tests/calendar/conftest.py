"""A calendar over the real store and desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.calendar.model import CalendarEntry, read_holidays
from studio.calendar.service import Calendar
from studio.calendar.storage import StoredCalendar
from tests.posts.post_rig import PostRig
from tests.profile import numbered


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[PostRig]:
    built = PostRig(tmp_path).furnish()
    yield built
    built.store.close()


@pytest.fixture
def companions() -> list[CalendarEntry]:
    return []


@pytest.fixture
def calendar(rig: PostRig, companions: list[CalendarEntry]) -> Calendar:
    return Calendar(
        StoredCalendar(rig.store),
        drafts=rig.drafts,
        people=rig.people,
        holidays=read_holidays,
        companions=lambda until: companions,
        clock=rig.clock,
        ids=numbered("day-"),
    )
