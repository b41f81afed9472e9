"""The rows of the outbox: what is read, filtered and searched on the worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from studio.accounts.model import Account
from studio.outbox.model import Delivery, DeliveryState
from studio.posts.model import Post, PostState
from studio.text import fold
from studio.ui.counts import URGENT, WAITING
from studio.ui.ports import StudioPort

DONE = frozenset({DeliveryState.SENT, DeliveryState.VERIFIED})


class Filter(StrEnum):
    """What of the outbox is shown."""

    ALL = "all"
    URGENT = "urgent"
    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """A delivery with the page it goes to (None where the page is not registered any more)."""

    delivery: Delivery
    account: Account | None

    @property
    def page(self) -> str:
        return self.account.title if self.account else self.delivery.account


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxView:
    """All rows, and the approved posts that nobody has queued yet, with their titles."""

    rows: tuple[OutboxRow, ...]
    ready: tuple[tuple[Post, str], ...]


def load_outbox(studio: StudioPort) -> OutboxView:
    """Read the page on the worker."""
    accounts = {account.name: account for account in studio.accounts.list()}
    rows = tuple(OutboxRow(delivery=d, account=accounts.get(d.account)) for d in studio.outbox.list())
    titles = studio.desk.titles()
    ready = tuple((post, titles.get(post.id, "")) for post in studio.desk.list(PostState.APPROVED))
    return OutboxView(rows=rows, ready=ready)


def passes(row: OutboxRow, wanted: Filter) -> bool:
    """Whether the filter lets the row through."""
    state = row.delivery.state
    groups = {Filter.URGENT: URGENT, Filter.WAITING: WAITING, Filter.DONE: DONE}
    return wanted is Filter.ALL or state in groups[wanted]


def found(rows: Sequence[OutboxRow], wanted: Filter, query: str) -> dict[str, OutboxRow]:
    """The rows that pass the filter and hold every word of `query`, accents aside, by id in their order."""
    words = fold(query).split()
    kept = (row for row in rows if passes(row, wanted))
    return {row.delivery.id: row for row in kept if all(word in _haystack(row) for word in words)}


def _haystack(row: OutboxRow) -> str:
    delivery = row.delivery
    return fold(f"{delivery.post_title} {row.page} {delivery.platform} {delivery.reference} {delivery.permalink}")
