"""The unit's hours of posting: what stands at each, which is the nearest that is free, and how they are set."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from studio.calendar.model import CalendarEntry, DayMark, DayMarkKind, EntryKind
from studio.calendar.service import Calendar
from studio.calendar.slots import PostingHours, SlotStanding, almanac, nearest_slot
from studio.clock import VIETNAM
from studio.errors import BadInput, NotPermitted
from studio.phrase import Bilingual
from studio.posts.model import PostState
from tests.posts.post_rig import PIN, PostRig

NOW = datetime(2026, 11, 25, 8, 12, tzinfo=VIETNAM)
HOURS = PostingHours()


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


def planned(moment: datetime, post: str = "khac") -> CalendarEntry:
    return CalendarEntry(
        kind=EntryKind.PLANNED, post_id=post, title="", at=moment, state=PostState.DRAFT, pages=("trang-web",)
    )


def nearest(*entries: CalendarEntry, besides: str = "", marks: tuple[DayMark, ...] = ()) -> datetime | None:
    return nearest_slot(NOW, entries, marks, HOURS, besides=besides)


def test_the_nearest_hour_leaves_time_to_write_and_approve() -> None:
    assert nearest() == at(25, 11, 30)
    assert nearest(planned(at(25, 11, 30)), planned(at(25, 17)), planned(at(25, 19))) == at(26, 7, 30)


def test_an_hour_near_another_post_is_taken_but_not_by_the_post_itself() -> None:
    assert nearest(planned(at(25, 12))) == at(25, 17)
    assert nearest(planned(at(25, 12), "this"), besides="this") == at(25, 11, 30)


def test_a_day_without_publishing_has_none() -> None:
    mark = DayMark(
        id="1",
        kind=DayMarkKind.BLACKOUT,
        first=date(2026, 11, 25),
        last=date(2026, 11, 25),
        name=Bilingual("Tang", "Rest"),
    )
    assert nearest(marks=(mark,)) == at(26, 7, 30)


def test_each_hour_says_what_stands_there() -> None:
    entries = [planned(at(25, 11, 15)), planned(at(25, 17), "this"), planned(at(26, 8))]
    closed = {date(2026, 11, 26): Bilingual("Tang", "Rest")}
    days = almanac(HOURS, entries, closed, now=NOW, nearest=None, besides="this")
    today = days.slots(date(2026, 11, 25))
    assert [slot.standing.value for slot in today] == ["past", "taken", "free", "free"]
    assert (today[1].posts, today[1].pages) == (1, ("trang-web",))
    assert {slot.standing for slot in days.slots(date(2026, 11, 26))} == {SlotStanding.CLOSED}
    assert days.posts == {date(2026, 11, 25): 2, date(2026, 11, 26): 1}


@pytest.mark.parametrize(("clock", "quiet"), [((22, 0), True), ((5, 59), True), ((6, 0), False), ((21, 59), False)])
def test_the_night_reaches_over_midnight(clock: tuple[int, int], quiet: bool) -> None:
    assert HOURS.quiet(time(*clock)) is quiet


def test_the_head_sets_the_hours_with_a_pin_and_they_are_kept_in_order(rig: PostRig, calendar: Calendar) -> None:
    wanted = PostingHours(slots=(time(18), time(8)), quiet_from=time(23), quiet_until=time(5))
    with pytest.raises(NotPermitted):
        calendar.set_posting_hours(wanted, rig.author, PIN)
    calendar.set_posting_hours(wanted, rig.head, PIN)
    with pytest.raises(BadInput) as refused:
        calendar.set_posting_hours(PostingHours(slots=(time(23, 30),)), rig.head, PIN)
    assert refused.value.where == "slots"
    assert calendar.posting_hours().slots == (time(8), time(18))
