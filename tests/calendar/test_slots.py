"""Hours that are free: none taken by another post, none on a day without publishing, none too near."""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice

from studio.calendar.model import CalendarEntry, DayMark, DayMarkKind, EntryKind
from studio.calendar.slots import free_slots
from studio.clock import VIETNAM
from studio.phrase import Pair
from studio.posts.model import PostState

NOW = datetime(2026, 11, 25, 8, 12, tzinfo=VIETNAM)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


def planned(moment: datetime, post: str = "khac") -> CalendarEntry:
    return CalendarEntry(kind=EntryKind.PLANNED, post_id=post, title="", at=moment, state=PostState.DRAFT)


def first(n: int, *entries: CalendarEntry, besides: str = "", marks: tuple[DayMark, ...] = ()) -> list[datetime]:
    return list(islice(free_slots(NOW, entries, marks, besides=besides), n))


def test_the_next_hours_at_which_people_read() -> None:
    assert first(4) == [at(25, 11, 30), at(25, 17), at(25, 19, 30), at(26, 7, 30)]


def test_an_hour_near_another_post_is_taken_but_not_by_the_post_itself() -> None:
    assert first(1, planned(at(25, 12))) == [at(25, 17)]
    assert first(1, planned(at(25, 12), "this"), besides="this") == [at(25, 11, 30)]


def test_a_day_without_publishing_has_none() -> None:
    mark = DayMark(
        id="1", kind=DayMarkKind.BLACKOUT, first=date(2026, 11, 25), last=date(2026, 11, 25), name=Pair("Tang", "Rest")
    )
    assert first(1, marks=(mark,)) == [at(26, 7, 30)]
