"""The calendar as the window uses it: what stands where, moving a post to another time, and the unit's quiet days.

What of the calendar may be moved, where to, and what has to be agreed to first. Pure: the page shows the same
answer while a post is dragged as the service gives when it is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from studio.calendar.model import CalendarEntry, CalendarSpan, DayMark, DayMarkKind, EntryKind
from studio.calendar.slots import PostingHours, SlotDays, almanac, checked, closed_on, last_day, nearest_slot
from studio.clock import VIETNAM, Clock, local_date, show_date, show_datetime
from studio.codec import plain
from studio.errors import BadInput, Refused
from studio.logbook import Logbook
from studio.outbox.model import DeliveryState
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Bilingual, Phrase
from studio.posts.drafts import DraftService
from studio.posts.model import Post, PostFilter, PostState
from studio.text import length, nfc, squeeze

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.calendar.storage import StoredCalendar


class MoveDoubt(StrEnum):
    """What a person has to agree to before a post is moved."""

    APPROVAL = "approval"
    """The approval binds the time and is dropped."""
    REVIEW = "review"
    """The post leaves the approvers' list."""
    BLACKOUT = "blackout"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveVerdict:
    """`refusal` says why it cannot be; else everything in `doubts` has to be agreed to."""

    refusal: Phrase | None = None
    doubts: Mapping[MoveDoubt, Phrase]


_DROPS: Mapping[PostState, tuple[MoveDoubt, Phrase]] = {
    PostState.APPROVED: (
        MoveDoubt.APPROVAL,
        Phrase(
            "The post was approved for this time: moving it cancels the approval; the post becomes a draft and "
            "has to be submitted again."
        ),
    ),
    PostState.ON_HOLD: (
        MoveDoubt.APPROVAL,
        Phrase(
            "The post is on hold: moving it cancels its approval; it becomes a draft and has to be submitted again."
        ),
    ),
    PostState.IN_REVIEW: (
        MoveDoubt.REVIEW,
        Phrase(
            "The post awaits approval: moving it withdraws the submission; it becomes a draft and has to be "
            "submitted again."
        ),
    ),
}


def by_steps(entry: CalendarEntry) -> bool:
    """Whether it waits in the outbox: it is moved by the steps of `studio.outbox.rescheduler`."""
    waits = entry.deliveries and _STOPPABLE.issuperset(entry.deliveries)
    return entry.kind is EntryKind.DELIVERY and entry.state is PostState.QUEUED and bool(waits)


def why_fixed(entry: CalendarEntry) -> Phrase | None:
    """Why the entry stays where it is; None when it may be moved."""
    if by_steps(entry):
        return None
    if entry.kind is EntryKind.APPROVAL_ENDS:
        return Phrase("This is when the approval runs out, no time of publishing; submit the post again for more time.")
    if entry.kind is EntryKind.COMPANION:
        return Phrase(
            "This is the day by which a post has to follow the published one; write that post and choose its time."
        )
    if entry.state is PostState.PUBLISHED:
        return Phrase("A published post cannot be moved; publish a correction if need be.")
    if entry.kind is EntryKind.DELIVERY or entry.state in (PostState.QUEUED, PostState.WITHDRAWN):
        return Phrase("The post is, or may be, out on a page already; look at it in the outbox.")
    return None


def weigh(state: PostState, to: datetime, now: datetime, marks: Sequence[DayMark]) -> MoveVerdict:
    """What stands against moving a post that may be moved to the moment `to`."""
    if to <= now:
        return MoveVerdict(refusal=_past(to), doubts={})
    doubts: dict[MoveDoubt, Phrase] = {}
    if state in _DROPS:
        doubt, words = _DROPS[state]
        doubts[doubt] = words
    quiet = quiet_day(to, marks)
    if quiet is not None:
        doubts[MoveDoubt.BLACKOUT] = quiet
    return MoveVerdict(doubts=doubts)


def quiet_day(at: datetime, marks: Sequence[DayMark]) -> Phrase | None:
    """That the unit publishes nothing on the day of `at` (aware), and why; None on any other day, holidays too."""
    day = local_date(at)
    quiet = next((mark for mark in marks if mark.kind is DayMarkKind.BLACKOUT and mark.on(day)), None)
    if quiet is None:
        return None
    return Phrase("The unit does not publish on {day}: {name}.", day=show_date(day), name=quiet.name)


def _past(to: datetime) -> Phrase:
    when = show_datetime(to)
    return Phrase("{when} has passed; choose a moment to come.", when=when)


EVERY_POST = PostFilter()
ACT = "quiet_days"
RULE = "queue_rule"
"""As `studio.outbox.audit.Act` names them."""
LONGEST_NAME = 60
LONGEST_BLACKOUT = timedelta(days=366)
_STOPPABLE = frozenset({DeliveryState.SCHEDULED, DeliveryState.WAITING, DeliveryState.MISSED})
_IN_OUTBOX = (PostState.QUEUED, PostState.PUBLISHED, PostState.WITHDRAWN)


Companions = Callable[[date], Sequence[CalendarEntry]]
"""Posts that have to follow published ones: those due up to a day, and overdue ones, as entries of their day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPost:
    """A post that was moved; enough to take it back."""

    post_id: str
    before: datetime | None
    after: datetime
    revision: int
    dropped: bool
    """An approval, or a wait for one, was given up for it."""


class Calendar:
    """`by` is the id of a person; every act raises a StudioError with the reason."""

    def __init__(
        self,
        repo: StoredCalendar,
        *,
        drafts: DraftService,
        people: People,
        holidays: Callable[[], Sequence[DayMark]],
        companions: Companions,
        clock: Clock,
        ids: Callable[[], str],
        logbook: Logbook | None = None,
    ) -> None:
        self._repo = repo
        self._drafts = drafts
        self._people = people
        self._read_holidays = holidays
        self._companions = companions
        self._clock = clock
        self._ids = ids
        self._logbook = logbook or Logbook()

    @cached_property
    def _holidays(self) -> tuple[DayMark, ...]:
        return tuple(self._read_holidays())

    def span(self, first: date, last: date, filter: PostFilter = EVERY_POST) -> CalendarSpan:
        """What stands on the days from `first` to `last`, both included; companions apart. What lies in the trash
        stands nowhere, whatever the filter says of it."""
        since, until = _midnight(first), _midnight(last + timedelta(days=1))
        marks = [mark for mark in self._marks() if mark.first <= last and mark.last >= first]
        return CalendarSpan(
            first=first, last=last, entries=self._repo.entries(since, until, filter), marks=tuple(marks)
        )

    def companions(self, first: date, last: date, filter: PostFilter = EVERY_POST) -> tuple[CalendarEntry, ...]:
        """Posts that have to follow published ones by a day from `first` to `last`. Every post that was ever published
        is asked for it, so it takes longer than `span`."""
        found = tuple(entry for entry in self._companions(last) if first <= entry.day <= last)
        shown = self._repo.matching({entry.post_id for entry in found}, filter)
        return tuple(entry for entry in found if entry.post_id in shown)

    # Moving

    def weigh(self, post_id: str, to: datetime) -> MoveVerdict:
        """What stands against moving the post to `to` (aware)."""
        post = self._drafts.get(post_id)
        fixed = _why_fixed(post)
        return (
            MoveVerdict(refusal=fixed, doubts={}) if fixed else weigh(post.state, to, self._clock.now(), self._marks())
        )

    def move(
        self, post_id: str, was: datetime | None, to: datetime, by: str, agreed: Collection[MoveDoubt] = ()
    ) -> MovedPost:
        """Plan the post for another time. `was` is the time the person saw; `agreed` is what they said yes to.

        Raises Refused (moved meanwhile, in the outbox, in the past, something not agreed to), NotPermitted.
        """
        post = self._drafts.get(post_id)
        if post.publish_at != was:
            raise Refused("the post's time was changed elsewhere just now; look at the calendar again, then move it.")
        verdict = self.weigh(post_id, to)
        refusal = verdict.refusal or next((words for d, words in verdict.doubts.items() if d not in agreed), None)
        if refusal is not None:
            raise Refused(refusal)
        moved = self._drafts.edit(post_id, by, publish_at=to, expected_revision=post.revision)
        dropped = not verdict.doubts.keys().isdisjoint((MoveDoubt.APPROVAL, MoveDoubt.REVIEW))
        return MovedPost(post_id=post.id, before=was, after=to, revision=moved.revision, dropped=dropped)

    def take_back(self, moved: MovedPost, by: str) -> None:
        """Give a post the time it had before; an approval that was dropped stays dropped. Raises EditConflict when
        somebody changed the post since."""
        self._drafts.undo(moved.post_id, by, expected_revision=moved.revision)

    # Days on which the unit publishes nothing

    def blackouts(self) -> tuple[DayMark, ...]:
        """By their first day."""
        return self._repo.blackouts()

    def quiet_day(self, at: datetime) -> Phrase | None:
        """A warning when the unit publishes nothing on the day of `at` (aware). It stops nothing."""
        return quiet_day(at, self._repo.blackouts())

    # Hours of posting

    def posting_hours(self) -> PostingHours:
        """As the unit set them."""
        return self._repo.posting_hours() or PostingHours()

    def set_posting_hours(self, hours: PostingHours, by: str, pin: str) -> None:
        """The head's rule for the unit; logged. Raises BadInput, NotPermitted."""
        person = self._people.require(self._people.verify_pin(by, pin).id, Role.HEAD)
        hours = checked(hours)
        with self._logbook.doing(RULE, person.id, rule="posting_hours", value=plain(hours)):
            self._repo.set_posting_hours(hours)

    def almanac(self, first: date, last: date, post_id: str = "") -> SlotDays:
        """The days from `first` to `last`, both included, for somebody who chooses a time for the post."""
        now, hours = self._clock.now(), self.posting_hours()
        span, coming = self.span(first, last), self.span(local_date(now), last_day(now))
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return almanac(
            hours,
            span.entries,
            {day: why for day in days if (why := closed_on(day, span.marks)) is not None},
            now=now,
            nearest=nearest_slot(now, coming.entries, coming.marks, hours, besides=post_id),
            besides=post_id,
        )

    def add_blackout(self, first: date, last: date, name: str, by: str) -> DayMark:
        """Raises BadInput naming the field."""
        person, name = self._people.require_active(by), squeeze(nfc(name))
        if not name or length(name) > LONGEST_NAME:
            raise BadInput(
                "say in at most {longest_name} characters why nothing is published.",
                longest_name=LONGEST_NAME,
                where="name",
            )
        if not first <= last <= first + LONGEST_BLACKOUT:
            raise BadInput("the last day must not come before the first, nor more than a year after it.", where="last")
        mark = DayMark(kind=DayMarkKind.BLACKOUT, name=Bilingual(name, name), first=first, last=last, id=self._ids())
        with self._logbook.doing(ACT, person.id, step="added", mark=mark.id):
            self._repo.add_blackout(mark, by=person.id, at=self._clock.now())
        return mark

    def remove_blackout(self, id: str, by: str) -> None:
        """Publish on those days again; one that is gone is removed already."""
        person = self._people.require_active(by)
        if id in {mark.id for mark in self._repo.blackouts()}:
            with self._logbook.doing(ACT, person.id, step="removed", mark=id):
                self._repo.remove_blackout(id)

    def _marks(self) -> tuple[DayMark, ...]:
        """The unit's own days first: they ask, the others only tell."""
        return (*self._repo.blackouts(), *self._holidays)


def _why_fixed(post: Post) -> Phrase | None:
    kind = EntryKind.DELIVERY if post.state in _IN_OUTBOX else EntryKind.PLANNED
    at = post.publish_at or post.updated_at
    return why_fixed(CalendarEntry(kind=kind, post_id=post.id, title="", at=at, state=post.state))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM)
