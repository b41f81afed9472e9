"""A calendar over the real store and desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.calendar.model import CalendarEntry, read_holidays
from studio.calendar.service import Calendar
from studio.calendar.storage import StoredCalendar
from tests.posts.house import House
from tests.profile import numbered


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    built = House(tmp_path).furnish()
    yield built
    built.store.close()


@pytest.fixture
def companions() -> list[CalendarEntry]:
    return []


@pytest.fixture
def calendar(house: House, companions: list[CalendarEntry]) -> Calendar:
    return Calendar(
        StoredCalendar(house.store),
        drafts=house.drafts,
        people=house.people,
        holidays=read_holidays,
        companions=lambda until: companions,
        clock=house.clock,
        ids=numbered("day-"),
    )
