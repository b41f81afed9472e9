"""The unit's hours of posting, and what stands at them: what a time is chosen from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from studio.calendar.model import CalendarEntry, DayMark, DayMarkKind, EntryKind
from studio.clock import VIETNAM, local, local_date
from studio.errors import BadInput
from studio.phrase import Phrase

APART = timedelta(minutes=45)
"""Between two posts, so that neither pushes the other out of sight."""
AHEAD = timedelta(hours=1)
"""For writing and approving."""
DAYS = 14
"""Looked at from today on."""
MOST_SLOTS = 6
_TAKES_ROOM = (EntryKind.PLANNED, EntryKind.DELIVERY)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingHours:
    """What the unit sets: the hours at which it posts, and the night, in which it does not."""

    slots: tuple[time, ...] = (time(7, 30), time(11, 30), time(17), time(19, 30))
    """Before work, at noon, after work, in the evening."""
    quiet_from: time = time(22)
    quiet_until: time = time(6)
    """Not itself quiet; the same as `quiet_from` where the unit posts at every hour."""

    def quiet(self, at: time) -> bool:
        """Whether the unit posts nothing at that time of day."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until


def checked(hours: PostingHours) -> PostingHours:
    """The hours as they may be set, in order. Raises BadInput with the remedy."""
    slots = tuple(sorted(set(hours.slots)))
    if not 1 <= len(slots) <= MOST_SLOTS:
        raise BadInput("name one hour of posting at least, and at most {most}.", most=MOST_SLOTS, where="slots")
    if any(hours.quiet(slot) for slot in slots):
        raise BadInput("an hour of posting lies in the night in which nothing is posted; change one.", where="slots")
    return PostingHours(slots=slots, quiet_from=hours.quiet_from, quiet_until=hours.quiet_until)


class SlotStanding(StrEnum):
    """What stands at an hour of posting."""

    FREE = "free"
    TAKEN = "taken"
    PAST = "past"
    CLOSED = "closed"
    """The unit posts nothing on that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingSlot:
    """One hour of posting of a day. `posts` of others stand near it, on `pages`."""

    at: datetime
    standing: SlotStanding
    posts: int = 0
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotDays:
    """Some days as they look to somebody who chooses a time for a post."""

    hours: PostingHours
    posts: Mapping[date, int]
    """How many stand on each day that has any."""
    closed: Mapping[date, Phrase]
    """Days on which the unit posts nothing, and why."""
    taken: tuple[CalendarEntry, ...]
    """What takes room, the post itself apart."""
    now: datetime
    nearest: datetime | None
    """The next hour of posting that is free, also on other days."""

    def slots(self, day: date) -> tuple[PostingSlot, ...]:
        """The hours of posting of a day."""
        return tuple(self._slot(datetime.combine(day, hour, VIETNAM)) for hour in self.hours.slots)

    def quiet(self, at: datetime) -> bool:
        """Whether `at` (aware) lies in the night of the unit."""
        return self.hours.quiet(local(at).time())

    def _slot(self, at: datetime) -> PostingSlot:
        near = [entry for entry in self.taken if abs(entry.at - at) < APART]
        if at <= self.now:
            standing = SlotStanding.PAST
        elif at.date() in self.closed:
            standing = SlotStanding.CLOSED
        else:
            standing = SlotStanding.TAKEN if near else SlotStanding.FREE
        pages = tuple(dict.fromkeys(page for entry in near for page in entry.pages))
        return PostingSlot(at=at, standing=standing, posts=len(near), pages=pages)


def almanac(
    hours: PostingHours,
    entries: Sequence[CalendarEntry],
    closed: Mapping[date, Phrase],
    *,
    now: datetime,
    nearest: datetime | None,
    besides: str = "",
) -> SlotDays:
    """The days of `entries`, as they look while the post `besides` gets its time."""
    posts: dict[date, set[str]] = {}
    for entry in entries:
        if entry.kind in _TAKES_ROOM:
            posts.setdefault(entry.day, set()).add(entry.post_id)
    return SlotDays(
        hours=hours,
        posts={day: len(found) for day, found in posts.items()},
        closed=closed,
        taken=tuple(taking(entries, besides)),
        now=now,
        nearest=nearest,
    )


def taking(entries: Sequence[CalendarEntry], besides: str) -> Iterator[CalendarEntry]:
    """What takes room for another post than `besides`."""
    return (entry for entry in entries if entry.kind in _TAKES_ROOM and entry.post_id != besides)


def last_day(now: datetime) -> date:
    """The last day that is looked at."""
    return local_date(now) + timedelta(days=DAYS)


def nearest_slot(
    now: datetime,
    entries: Sequence[CalendarEntry],
    marks: Sequence[DayMark],
    hours: PostingHours,
    *,
    besides: str = "",
) -> datetime | None:
    """The first free hour from `now` (aware) on; what the post `besides` takes itself counts as free.

    An hour is taken while another post stands within `APART` of it. Days on which the unit publishes nothing have none.
    """
    taken = [entry.at for entry in taking(entries, besides)]
    for step in range(DAYS + 1):
        day = local_date(now) + timedelta(days=step)
        if closed_on(day, marks) is not None:
            continue
        for hour in hours.slots:
            at = datetime.combine(day, hour, VIETNAM)
            if at >= now + AHEAD and all(abs(at - other) >= APART for other in taken):
                return at
    return None


def closed_on(day: date, marks: Sequence[DayMark]) -> Phrase | None:
    """Why the unit posts nothing on that day; None where it does."""
    return next((mark.name for mark in marks if mark.kind is DayMarkKind.BLACKOUT and mark.on(day)), None)
