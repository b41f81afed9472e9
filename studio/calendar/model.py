"""What stands in the calendar: entries at a moment, and days that have a name.

The public holidays that come with the program (see ``assets/calendar/holidays.yaml`` for their sources).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from studio.clock import local_date
from studio.errors import BadInput
from studio.outbox.model import DeliveryState, Holder
from studio.outbox.timing import Timing
from studio.phrase import Bilingual, Phrase
from studio.posts.model import PostState
from studio.yamlfile import LineMapping, at, read_yaml, refuse_unknown


class EntryKind(StrEnum):
    """Why an entry stands where it does."""

    PLANNED = "planned"
    """A post that is meant to be published then and is in no outbox yet."""
    DELIVERY = "delivery"
    """Deliveries of one post that are, or were, due at that moment."""
    APPROVAL_ENDS = "approval_ends"
    """An approval runs out before the post was to go out."""
    COMPANION = "companion"
    """What was published asks for a post that follows it; it is due on that day, at no hour."""


PRESSING = (
    DeliveryState.MISSED,
    DeliveryState.FAILED,
    DeliveryState.NEEDS_ATTENTION,
    DeliveryState.UNKNOWN,
    DeliveryState.SENDING,
    DeliveryState.WAITING,
    DeliveryState.SCHEDULED,
    DeliveryState.SENT,
    DeliveryState.WITHDRAWN,
    DeliveryState.VERIFIED,
    DeliveryState.CANCELLED,
)
"""States of deliveries, the one that wants a person most first."""
DONE = frozenset({DeliveryState.VERIFIED, DeliveryState.SENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One line of a day."""

    kind: EntryKind
    post_id: str
    title: str
    """Empty while nothing is written."""
    at: datetime
    """Aware."""
    state: PostState
    bound: bool = False
    """The post has a planned time of its own; an approval then binds it."""
    pages: tuple[str, ...] = ()
    """Names of accounts."""
    deliveries: Mapping[DeliveryState, int] = field(default_factory=dict)
    """How many deliveries are in each state; empty unless they are what the entry is about."""
    holder: Holder | None = None
    """Who lets it out, while it waits: the platform where it holds one of the deliveries, else this PC."""
    wanted: Phrase | None = None
    """Of a companion: what kind of post it is."""
    companion: str = ""
    """Of a companion: the template it is begun from."""

    @property
    def id(self) -> str:
        return f"{self.kind}:{self.post_id}:{self.at.isoformat()}"

    @property
    def day(self) -> date:
        """In Vietnam."""
        return local_date(self.at)

    @property
    def delivery(self) -> DeliveryState | None:
        """The state among its deliveries that wants a person most."""
        return next((state for state in PRESSING if self.deliveries.get(state)), None)

    @property
    def done(self) -> tuple[int, int]:
        """How many of how many deliveries are on their pages."""
        return sum(n for state, n in self.deliveries.items() if state in DONE), sum(self.deliveries.values())


class DayMarkKind(StrEnum):
    """Why a day has a name."""

    HOLIDAY = "holiday"
    BLACKOUT = "blackout"
    """The unit publishes nothing then unless somebody says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMark:
    """Days with a name, first and last included."""

    kind: DayMarkKind
    name: Phrase
    first: date
    last: date
    expected: bool = False
    """A holiday that is not announced for that year yet."""
    id: str = ""
    """Of a blackout."""

    def on(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSpan:
    """What stands in a range of days, both ends included; entries by time."""

    first: date
    last: date
    entries: tuple[CalendarEntry, ...] = ()
    marks: tuple[DayMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """One emergency, from on to off."""

    id: str
    reason: str
    every: timedelta
    """How often the public is promised news."""
    goes_on: tuple[str, ...]
    """Templates whose posts leave meanwhile; so does every post that corrects or updates another."""
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None = None
    closed_by: str = ""
    review: str = ""
    """What went well and what has to change, written when it ended."""

    @property
    def on(self) -> bool:
        return self.closed_at is None


TOGETHER = Timing().spread_longest
"""Deliveries of a post, each due no later than this after the one before, are one entry: a notice to many pages leaves
page by page."""


HOLIDAYS = Path(__file__).resolve().parent.parent / "assets" / "calendar" / "holidays.yaml"
_KEYS = ("vi", "en", "first", "last", "lunar", "expected")


def read_holidays(path: Path = HOLIDAYS) -> tuple[DayMark, ...]:
    """In the order of the file. Raises BadInput naming the line."""
    listed = read_yaml(path).get("holidays")
    if not isinstance(listed, list):
        raise BadInput("the list “holidays” is missing.", where=path.name)
    return tuple(_mark(entry, path) for entry in listed)


def _mark(entry: object, path: Path) -> DayMark:
    if not isinstance(entry, LineMapping):
        raise BadInput(
            "the holiday file is malformed: each holiday must be an entry; reinstall the app.", where=path.name
        )
    refuse_unknown(entry, _KEYS, path)
    first = _day(entry, "first", path)
    last = _day(entry, "last", path) if "last" in entry else first
    if last < first:
        raise BadInput("the last day must follow the first.", where=at(path, entry.line))
    return DayMark(
        kind=DayMarkKind.HOLIDAY,
        name=Bilingual(str(entry.get("vi", "")), str(entry.get("en", ""))),
        first=first,
        last=last,
        expected=entry.get("expected") is True,
    )


def _day(entry: LineMapping, key: str, path: Path) -> date:
    try:
        return date.fromisoformat(str(entry[key]))
    except (KeyError, ValueError) as error:
        raise BadInput("“{key}” must be a day such as 2026-09-02.", key=key, where=at(path, entry.line)) from error
