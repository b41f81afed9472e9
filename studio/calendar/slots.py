"""Hours at which people read, and which of them are still free: what a time of posting is chosen from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from studio.calendar.model import CalendarEntry, DayMark, DayMarkKind, EntryKind
from studio.clock import VIETNAM, local_date

HOURS = (time(7, 30), time(11, 30), time(17, 0), time(19, 30))
"""Before work, at noon, after work, in the evening."""
APART = timedelta(minutes=45)
"""Between two posts, so that neither pushes the other out of sight."""
AHEAD = timedelta(hours=1)
"""For writing and approving."""
DAYS = 14
"""Looked at from today on."""
_TAKES_ROOM = (EntryKind.PLANNED, EntryKind.DELIVERY)


def last_day(now: datetime) -> date:
    """The last day that is looked at."""
    return local_date(now) + timedelta(days=DAYS)


def free_slots(
    now: datetime, entries: Sequence[CalendarEntry], marks: Sequence[DayMark], *, besides: str = ""
) -> Iterator[datetime]:
    """The free hours from `now` (aware) on, in order; what the post `besides` takes itself counts as free.

    An hour is taken while another post stands within `APART` of it. Days on which the unit publishes nothing have none.
    """
    taken = [entry.at for entry in entries if entry.kind in _TAKES_ROOM and entry.post_id != besides]
    for step in range(DAYS + 1):
        day = local_date(now) + timedelta(days=step)
        if any(mark.kind is DayMarkKind.BLACKOUT and mark.on(day) for mark in marks):
            continue
        for hour in HOURS:
            at = datetime.combine(day, hour, VIETNAM)
            if at >= now + AHEAD and all(abs(at - other) >= APART for other in taken):
                yield at
