"""The rows of the outbox: what is read on the worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from studio.accounts.model import Account
from studio.outbox.model import Delivery, DeliveryState, Stand, stand_of
from studio.posts.model import PostFilter, PostRow, PostState
from studio.ui.counts import URGENT, WAITING

if TYPE_CHECKING:
    from studio.app.studio import Studio

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
    def stand(self) -> Stand:
        return stand_of(self.delivery, withdrawn=self.due)

    @property
    def page(self) -> str:
        return self.account.title if self.account else self.delivery.account


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxView:
    """The newest rows under a filter and a search, how many deliveries each filter has, and approved posts that
    nobody has queued yet, the newest first."""

    rows: Mapping[str, OutboxRow] = field(default_factory=dict)
    """By the id of the delivery, in order."""
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
    return OutboxView(
        rows={d.id: OutboxRow(delivery=d, account=accounts.get(d.account), due=d.id in due) for d in found},
        counts={
            one: sum(n for state, n in counted.items() if not group or state in group) + _MORE.get(one, 0) * len(due)
            for one, group in GROUPS.items()
        },
        ready=studio.shelf.rows(studio.shelf.ids(approved, limit=MOST_READY)),
        ready_count=studio.shelf.counts(approved).get(PostState.APPROVED, 0),
        uncovered=uncovered,
    )


def _has(found: Sequence[Delivery], sought: str) -> bool:
    return any(sought in (delivery.id, delivery.post_id) for delivery in found)
