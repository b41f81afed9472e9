"""The clock of working time: weekdays, noon, weekends, holidays, days that are worked instead."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.clock import VIETNAM
from studio.errors import BadInput
from studio.feedback.hours import Hours, OpenTime, WorkingWeek, checked
from studio.feedback.model import Span, SpanUnit

TET = (date(2027, 2, 5), date(2027, 2, 11))
HOURS = Hours(WorkingWeek(), [TET])


def on(day: int, hour: int, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (on(24, 9), 2, on(24, 11)),
        (on(24, 10), 2, on(24, 13, 30)),  # over noon
        (on(24, 16), 2, on(25, 8, 30)),  # over night
        (on(27, 16), 2, on(30, 8, 30)),  # from Friday to Monday
        (on(28, 10), 1, on(30, 8, 30)),  # received on Saturday
        (on(24, 12), 0, on(24, 13)),  # at noon nothing begins before one
        (on(4, 16, month=2, year=2027), 2, on(12, 8, 30, month=2, year=2027)),  # over Tết
    ],
)
def test_hours_go_by_while_the_unit_works(start: datetime, hours: int, end: datetime) -> None:
    assert HOURS.add(start, timedelta(hours=hours)) == end


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (on(24, 9), 1, on(25, 9)),
        (on(27, 15), 1, on(30, 15)),  # Friday to Monday
        (on(28, 10), 1, on(1, 7, 30, month=12)),  # Saturday counts as Monday's beginning
        (on(4, 10, month=2, year=2027), 1, on(12, 10, month=2, year=2027)),
        (on(24, 18), 2, on(27, 7, 30)),
    ],
)
def test_a_working_day_later_is_the_same_hour(start: datetime, days: int, end: datetime) -> None:
    assert HOURS.after(start, Span(amount=days, unit=SpanUnit.DAY)) == end


def test_a_made_up_day_is_worked_and_a_day_off_is_not() -> None:
    week = WorkingWeek(days_off=(date(2026, 11, 24),), made_up=(date(2026, 11, 28), date(2027, 2, 6)))
    hours = Hours(week, [TET])
    assert not hours.works_on(date(2026, 11, 24))
    assert hours.open_at(on(28, 8))
    assert hours.works_on(date(2027, 2, 6)), "also one that lies in a holiday"
    assert not hours.open_at(on(28, 12))


@pytest.mark.parametrize(
    ("moment", "turns"),
    [
        (on(24, 7, 30), on(24, 11, 30)),
        (on(24, 11, 30), on(24, 13)),
        (on(27, 17), on(30, 7, 30)),  # Friday evening to Monday
        (on(4, 18, month=2, year=2027), on(12, 7, 30, month=2, year=2027)),  # over Tết
    ],
)
def test_the_unit_turns_from_open_to_closed_and_back(moment: datetime, turns: datetime) -> None:
    assert HOURS.turns_at(moment) == turns
    assert HOURS.open_at(moment) is not HOURS.open_at(turns)


def test_hours_of_a_saturday_are_the_units_own() -> None:
    morning = (OpenTime(start=time(8), end=time(11)),)
    hours = Hours(WorkingWeek(by_weekday={**WorkingWeek().by_weekday, 6: morning}))
    assert hours.add(on(27, 16, 30), timedelta(hours=1)) == on(28, 8, 30)
    assert hours.after(on(27, 15), Span(amount=1, unit=SpanUnit.DAY)) == on(28, 11), "the last working moment before"


@pytest.mark.parametrize(
    "week",
    [
        WorkingWeek(by_weekday={}),
        WorkingWeek(by_weekday={8: (OpenTime(start=time(8), end=time(9)),)}),
        WorkingWeek(by_weekday={1: (OpenTime(start=time(9), end=time(8)),)}),
        WorkingWeek(by_weekday={1: (OpenTime(start=time(8), end=time(10)), OpenTime(start=time(9), end=time(11)))}),
    ],
)
def test_hours_that_cannot_be_are_refused(week: WorkingWeek) -> None:
    with pytest.raises(BadInput):
        checked(week)


moments = st.datetimes(datetime(2026, 11, 1), datetime(2027, 3, 1)).map(lambda at: at.replace(tzinfo=VIETNAM))  # noqa: DTZ001
lengths = st.integers(1, 200 * 60).map(lambda minutes: timedelta(minutes=minutes))


@given(start=moments, length=lengths)
def test_what_is_added_is_what_lies_between(start: datetime, length: timedelta) -> None:
    end = HOURS.add(start, length)
    assert HOURS.working_between(start, end) == length
    assert HOURS.working_between(end, start) == timedelta()


@given(start=moments, one=lengths, two=lengths)
def test_two_waits_are_as_long_as_one(start: datetime, one: timedelta, two: timedelta) -> None:
    assert HOURS.add(HOURS.add(start, one), two) == HOURS.add(start, one + two)
