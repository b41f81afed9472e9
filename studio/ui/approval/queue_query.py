"""The queue as it is read on the worker: which posts, in which order, and what each row says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from studio.posts.model import PostFilter, PostRow, PostSort, PostState

if TYPE_CHECKING:
    from studio.app.studio import Studio

SOON = timedelta(hours=24)
"""A deadline nearer than this makes a post urgent."""
LOOKED_AT = 200
"""Posts among which the urgent ones are looked for: those planned first, and those that wait longest."""
_APPROVED = (PostState.APPROVED, PostState.ON_HOLD)


class ApprovalFilter(StrEnum):
    """What the queue shows."""

    WAITING = "waiting"
    BACK = "back"
    """Published, and somebody asks to take it back."""
    DECIDED = "decided"
    """Approved and not queued, sent back, on hold, or run out."""


STATES: Mapping[ApprovalFilter, tuple[PostState, ...]] = {
    ApprovalFilter.WAITING: (PostState.IN_REVIEW,),
    ApprovalFilter.BACK: (PostState.PUBLISHED,),
    ApprovalFilter.DECIDED: (
        PostState.APPROVED,
        PostState.CHANGES_ASKED,
        PostState.ON_HOLD,
        PostState.APPROVAL_EXPIRED,
    ),
}


class QueuePart(StrEnum):
    """What waits, parted by whether the person may decide on it."""

    MINE = "mine"
    OTHERS = "others"
    """Written by them, or of a template that another role approves."""


PARTED = 200
"""Posts of a queue that is parted at most: of a longer one all rows are of one height."""


class Order(StrEnum):
    """How the queue is sorted."""

    URGENT = "urgent"
    OLDEST = "oldest"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueQuery:
    """What a person wants to see. `person` is the id of who works here, or empty."""

    filter: ApprovalFilter = ApprovalFilter.WAITING
    order: Order = Order.URGENT
    text: str = ""
    person: str = ""
    mine: bool = False
    """Of a long queue only what the person may decide on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalQueue:
    """The answer: ids in order, the number behind each filter, and the posts changed since the person's last look."""

    asked: QueueQuery
    ids: tuple[str, ...]
    parts: Mapping[QueuePart, str]
    """The post with which each part of a short queue begins; without a person, or in a long one, there are none."""
    counts: Mapping[ApprovalFilter, int]
    changed: frozenset[str]
    long: bool
    """Whether it is too long to be parted, so that `QueueQuery.mine` makes a difference."""
    any: bool
    """Whether there is a post under any filter, the search aside."""
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One post of the queue. `ends` is when its approval runs out, where it has one."""

    id: str
    title: str
    author: str
    state: PostState
    since: datetime
    planned: datetime | None
    ends: datetime | None
    comments: int

    @property
    def deadline(self) -> datetime | None:
        """The moment by which something has to happen."""
        moments = [moment for moment in (self.planned, self.ends) if moment is not None]
        return min(moments, default=None)


def load_lineup(studio: Studio, asked: QueueQuery) -> ApprovalQueue:
    """Read ids and counts. Raises StudioError."""
    found = studio.listing.counts(PostFilter(text=asked.text))
    back = [line.post_id for line in studio.workflow.withdrawals_asked()]
    ids = _ordered(studio, asked) if asked.filter is not ApprovalFilter.BACK else _requests(studio, asked, back)
    parts: dict[QueuePart, str] = {}
    waits = asked.filter is ApprovalFilter.WAITING and bool(asked.person)
    long = waits and len(ids) > PARTED
    if waits and (asked.mine or not long):
        mine = studio.workflow.decidable(asked.person)
        theirs, others = [post for post in ids if post in mine], [post for post in ids if post not in mine]
        ids = tuple(theirs) if long else (*theirs, *others)
    if waits and not long:
        firsts = {QueuePart.MINE: theirs[:1], QueuePart.OTHERS: others[:1]}
        parts = {part: first[0] for part, first in firsts.items() if first}
    counts = {wanted: sum(found.get(state, 0) for state in states) for wanted, states in STATES.items()}
    counts[ApprovalFilter.BACK] = len(_requests(studio, asked, back))
    return ApprovalQueue(
        asked=asked,
        ids=ids,
        parts=parts,
        counts=counts,
        long=long,
        changed=studio.reviews.changed_for(asked.person) if asked.person else frozenset(),
        any=any(counts.values()) or (bool(asked.text) and any(studio.listing.counts(PostFilter()).values())),
        now=studio.now(),
    )


def load_rows(studio: Studio, ids: Sequence[str]) -> dict[str, QueueRow]:
    """Read some rows. Raises StudioError."""
    names = {person.id: person.name for person in studio.people.list()}
    return {row.id: _row(studio, row, names) for row in studio.listing.rows(ids)}


def _row(studio: Studio, row: PostRow, names: Mapping[str, str]) -> QueueRow:
    approval = studio.workflow.approval(row.id) if row.state in _APPROVED else None
    return QueueRow(
        id=row.id,
        title=row.title,
        author=names.get(row.author, row.author),
        state=row.state,
        since=row.changed_at,
        planned=row.publish_at,
        ends=approval.expires_at if approval else None,
        comments=row.comments,
    )


def _requests(studio: Studio, asked: QueueQuery, back: Sequence[str]) -> tuple[str, ...]:
    """Posts that somebody asks to take back and that the search finds, the oldest request first."""
    if not back or not asked.text:
        return tuple(back)
    found = set(studio.listing.ids(PostFilter(states=(PostState.PUBLISHED,), text=asked.text)))
    return tuple(post for post in back if post in found)


def _ids(studio: Studio, asked: QueueQuery, sort: PostSort) -> tuple[str, ...]:
    wanted = PostFilter(states=STATES[asked.filter], text=asked.text)
    return tuple(studio.listing.ids(wanted, sort, descending=False))


def _ordered(studio: Studio, asked: QueueQuery) -> tuple[str, ...]:
    if asked.order is Order.PLANNED:
        return _ids(studio, asked, PostSort.PUBLISH_AT)
    oldest = _ids(studio, asked, PostSort.CHANGED)
    if asked.order is Order.OLDEST:
        return oldest
    planned = _ids(studio, asked, PostSort.PUBLISH_AT)
    near = dict.fromkeys((*planned[:LOOKED_AT], *oldest[:LOOKED_AT]))
    limit = studio.now() + SOON
    rows = [
        row for row in load_rows(studio, tuple(near)).values() if row.deadline is not None and row.deadline <= limit
    ]
    urgent = [row.id for row in sorted(rows, key=lambda row: row.deadline or limit)]
    return (*urgent, *(post for post in oldest if post not in set(urgent)))
