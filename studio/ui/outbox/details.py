"""What the drawer shows of a delivery, read on the worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from studio.accounts.model import Account
from studio.errors import StudioError
from studio.outbox.model import (
    Attempt,
    Attention,
    Delivery,
    DeliveryProgress,
    DeliveryState,
    Pause,
    Receipt,
    Stand,
    stand_of,
)
from studio.posts.aftercare import DueCompanion
from studio.posts.model import Package, PostFilter, PostRow, PostState, RelatedPost
from studio.ui.counts import URGENT, WAITING

if TYPE_CHECKING:
    from studio.app.studio import Studio


AHEAD = timedelta(days=366)
"""A companion due within that time is offered already: whoever promised news may plan it at once."""


DONE = frozenset({DeliveryState.SENT, DeliveryState.VERIFIED})


class DeliveryFilter(StrEnum):
    """What of the outbox is shown."""

    ALL = "all"
    URGENT = "urgent"
    WAITING = "waiting"
    DONE = "done"


GROUPS: Mapping[DeliveryFilter, frozenset[DeliveryState]] = {
    DeliveryFilter.ALL: frozenset(),
    DeliveryFilter.URGENT: URGENT,
    DeliveryFilter.WAITING: WAITING,
    DeliveryFilter.DONE: DONE,
}
"""States under each filter; none: all."""
_DUE = {DeliveryFilter.URGENT: True, DeliveryFilter.DONE: False}
"""What is to be removed counts as sent no more; it needs a person."""
_WITH_READY = (DeliveryFilter.ALL, DeliveryFilter.URGENT)
"""Where approved posts that nobody has queued are listed, too."""
_MORE = {DeliveryFilter.URGENT: 1, DeliveryFilter.DONE: -1}
MOST_READY = 20
"""Approved posts that the menu offers; the list of posts has the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A delivery with the page it goes to (None where the page is not registered any more)."""

    delivery: Delivery
    account: Account | None
    due: bool = False
    """Its post was withdrawn, and it is still on its page."""

    @property
    def id(self) -> str:
        return self.delivery.id

    @property
    def post_id(self) -> str:
        return self.delivery.post_id

    @property
    def stand(self) -> Stand:
        return stand_of(self.delivery, withdrawn=self.due)

    @property
    def page(self) -> str:
        return self.account.title if self.account else self.delivery.account


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyRow:
    """A post that was approved and that nobody has queued: it does not go out by itself."""

    post: PostRow
    accounts: tuple[Account, ...]
    """The pages it was approved for."""
    moving_to: datetime | None = None
    """Where it is being moved to, if it is."""

    @property
    def id(self) -> str:
        return self.post.id

    @property
    def post_id(self) -> str:
        return self.post.id

    @property
    def at(self) -> datetime | None:
        """When it was to go out."""
        return self.moving_to or self.post.publish_at


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxView:
    """The newest rows under a filter and a search, how many deliveries each filter has, and approved posts that
    nobody has queued yet, the newest first."""

    rows: Mapping[str, OutboxRow] = field(default_factory=dict)
    """By the id of the delivery, in order."""
    approved: Mapping[str, ReadyRow] = field(default_factory=dict)
    """By the id of the post: those of `ready` that the filter lets through."""
    counts: Mapping[DeliveryFilter, int] = field(default_factory=dict)
    ready: tuple[PostRow, ...] = ()
    ready_count: int = 0
    uncovered: bool = False
    """Filter and search were passed over for what was sought."""


def load_outbox(studio: Studio, wanted: DeliveryFilter, query: str, sought: str = "") -> OutboxView:
    """Read the page on the worker. Where filter, search or age hide what is `sought`, the id of a delivery or of a
    post whose newest one is meant, they are passed over."""
    accounts = {account.name: account for account in studio.accounts.list()}
    due = frozenset(studio.outbox.removals_due())
    found = studio.outbox.latest(GROUPS[wanted], query, due=_DUE.get(wanted))
    uncovered = bool(sought) and not _has(found, sought)
    if uncovered:
        found = studio.outbox.latest()
        found = found if _has(found, sought) else (*found, *studio.outbox.of_post(sought)[-1:])
    approved = PostFilter(states=(PostState.APPROVED,))
    counted = studio.outbox.counts()
    ready = studio.listing.rows(studio.listing.ids(approved, limit=MOST_READY))
    ready_count = studio.listing.counts(approved).get(PostState.APPROVED, 0)
    shown = ready if wanted in _WITH_READY and not query else ()
    return OutboxView(
        approved=_approved(studio, shown, accounts),
        rows={d.id: OutboxRow(delivery=d, account=accounts.get(d.account), due=d.id in due) for d in found},
        counts={
            one: sum(n for state, n in counted.items() if not group or state in group)
            + _MORE.get(one, 0) * len(due)
            + (ready_count if one in _WITH_READY else 0)
            for one, group in GROUPS.items()
        },
        ready=ready,
        ready_count=ready_count,
        uncovered=uncovered,
    )


def _approved(studio: Studio, posts: Sequence[PostRow], accounts: Mapping[str, Account]) -> dict[str, ReadyRow]:
    moving = {standing.move.post_id: standing.move.to for standing in studio.rescheduler.unfinished()}
    return {
        post.id: ReadyRow(
            post=post,
            accounts=tuple(accounts[name] for name in post.targets if name in accounts),
            moving_to=moving.get(post.id),
        )
        for post in posts
    }


def _has(found: Sequence[Delivery], sought: str) -> bool:
    return any(sought in (delivery.id, delivery.post_id) for delivery in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """`package` and `folder` are there for what a person posts by hand."""

    delivery: Delivery
    account: Account | None
    attempts: tuple[Attempt, ...]
    receipt: Receipt | None
    package: Package | None
    folder: Path | None
    people: Mapping[str, str]
    withdrawn: bool
    """The post was withdrawn by somebody who may: it can be removed from its pages."""
    asked_back: str
    """Who asked for a withdrawal that nobody decided on yet, and why."""
    taken_back: str
    """Who withdrew the post, and why."""
    pictures: bool
    """A person puts the pictures of its page in place."""
    pause: Pause | None
    """Why nothing is sent to its page at present."""
    due: DueCompanion | None
    """The companion that somebody has to write."""
    related: tuple[RelatedPost, ...]
    """Corrections and updates of the post."""
    progress: DeliveryProgress
    """Of the whole post, over all its pages."""

    @property
    def stand(self) -> Stand:
        return stand_of(self.delivery, withdrawn=self.withdrawn)

    @property
    def page(self) -> str:
        return self.account.title if self.account else self.delivery.account


def load_details(studio: Studio, row: OutboxRow) -> Details:
    """Raises StudioError."""
    delivery = row.delivery
    by_hand = delivery.reason in (Attention.HAND, Attention.DOUBT)
    post_id = delivery.post_id
    asked, withdrawer = studio.workflow.withdrawal_asked(post_id), studio.workflow.withdrawn_by(post_id)
    people = {person.id: person.name for person in studio.people.list()}
    return Details(
        withdrawn=withdrawer is not None,
        asked_back=_said(people, asked.by, asked.note) if asked is not None else "",
        taken_back=_said(people, withdrawer, studio.workflow.withdrawn_because(post_id)) if withdrawer else "",
        pictures=row.account is not None and studio.hand_pictures.needed(row.account),
        pause=next((pause for pause in studio.outbox.pauses() if pause.account == delivery.account), None),
        due=next((due for due in studio.aftercare.due(within=AHEAD) if due.post_id == post_id), None),
        related=tuple(studio.aftercare.about(post_id)),
        delivery=delivery,
        account=row.account,
        attempts=tuple(studio.outbox.attempts(delivery.id)),
        receipt=studio.outbox.receipt(delivery.id),
        package=_package(studio, row) if by_hand else None,
        folder=studio.handover_folder(delivery.id),
        people=people,
        progress=studio.outbox.progress(delivery.post_id),
    )


def _said(people: Mapping[str, str], by: str, why: str) -> str:
    return f"{people.get(by, by)}: {why}"


def _package(studio: Studio, row: OutboxRow) -> Package | None:
    if row.account is None:
        return None
    try:
        bundle = studio.bundle(studio.drafts.get(row.delivery.post_id))
    except StudioError:
        return None
    return bundle.packages.get(row.account.platform)
