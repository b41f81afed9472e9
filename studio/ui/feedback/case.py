"""What is read of the desk, on the worker: the queue, its rows, and all there is to see of one item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from studio.accounts.model import Account
from studio.errors import NotPermitted
from studio.feedback.model import Conversation, Due, FeedbackCounts, FeedbackFilter, FeedbackItem, FeedbackRow
from studio.people.model import Person, Role
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.app.studio import Studio
    from studio.feedback.hours import Hours

ANSWER = frozenset({Role.AUTHOR, Role.APPROVER, Role.PUBLISHER, Role.HEAD})
"""Who may be given an item."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedItem:
    """A row of the queue with the working time it has left, negative once it is over; None when nothing is owed."""

    row: FeedbackRow
    left: timedelta | None

    @property
    def item(self) -> FeedbackItem:
        return self.row.item


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemQueue:
    """The ids that a filter lets through, in order, and how many stand under each pill."""

    filter: FeedbackFilter
    ids: tuple[str, ...]
    counts: FeedbackCounts
    accounts: Mapping[str, Account]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackCase:
    """One item with everything its panes show."""

    item: FeedbackItem
    now: datetime
    due: Due
    left: timedelta | None
    result_left: timedelta | None
    account: Account | None
    people: tuple[Person, ...]
    retention_days: int
    conversation: Conversation | None = None
    """None for the person whom the item concerns."""
    refused: Phrase | None = None
    same: tuple[FeedbackItem, ...] = ()


def load_queue(studio: Studio, wanted: FeedbackFilter) -> ItemQueue:
    items = studio.feedback.items
    return ItemQueue(
        filter=wanted,
        ids=tuple(items.ids(wanted)),
        counts=items.counts(wanted.account),
        accounts={account.name: account for account in studio.accounts.list()},
    )


def load_rows(studio: Studio, ids: Sequence[str]) -> dict[str, ListedItem]:
    hours, now = studio.feedback.settings.hours(), studio.now()
    rows = studio.feedback.items.rows(ids)
    return {row.item.id: ListedItem(row=row, left=left_of(hours, now, row.item.due_at)) for row in rows}


def left_of(hours: Hours, now: datetime, due: datetime | None) -> timedelta | None:
    """Working time from `now` to `due`, negative when that is over."""
    if due is None:
        return None
    return hours.working_between(now, due) if due > now else -max(hours.working_between(due, now), _INSTANT)


_INSTANT = timedelta(seconds=1)
"""Overdue by less than working time can tell: the target passed, and the unit has not worked since."""
