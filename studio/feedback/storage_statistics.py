"""Sums by day, page, topic and category. They stay when items and their texts are gone, and name nobody.

A trigger notes each day whose items changed; its sums are made anew from the items when they are next settled.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import Column, Integer, Text, delete, insert, select, type_coerce

from studio.clock import VIETNAM
from studio.feedback.storage import items
from studio.store.engine import Store
from studio.store.schema_base import Day, Json, also, table

daily = table(
    "feedback_daily",
    Column("account", Text, primary_key=True),
    Column("day", Day, primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("category", Text, primary_key=True),
    Column("received", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("in_time", Integer, nullable=False),
    Column("handed_over", Integer, nullable=False),
    Column("hidden", Integer, nullable=False),
    Column("minutes", Json, nullable=False),
    clustered=True,
)
stale = table(
    "feedback_days_stale",
    Column("account", Text, primary_key=True),
    Column("day", Day, primary_key=True),
    clustered=True,
)
"""Days of which items changed since their sums were made."""
_NOTE = (
    "INSERT OR IGNORE INTO feedback_days_stale (account, day) VALUES ({0}.account, date({0}.received_at, '+7 hours'))"
)
_COUNTING = ("account", "received_at", "category", "topic", "first_reply_at", "in_time", "outcome")
"""Columns of an item that the sums are made from."""
ITEM_CAME = f"CREATE TRIGGER feedback_items_counted AFTER INSERT ON feedback_items BEGIN {_NOTE.format('NEW')}; END"
ITEM_CHANGED = (
    f"CREATE TRIGGER feedback_items_recounted AFTER UPDATE OF {', '.join(_COUNTING)} ON feedback_items "
    f"WHEN {' OR '.join(f'OLD.{name} IS NOT NEW.{name}' for name in _COUNTING)} "
    f"BEGIN {_NOTE.format('OLD')}; {_NOTE.format('NEW')}; END"
)
also(items, ITEM_CAME, ITEM_CHANGED)


class DaySum(NamedTuple):
    """The sums of one page, day, topic and category; a tuple, for a month has ten thousand."""

    account: str
    day: str
    topic: str
    category: str
    received: int
    answered: int
    in_time: int
    handed_over: int
    hidden: int
    minutes: Sequence[int]
    """Working minutes up to each first reply."""


class Fact(NamedTuple):
    """What is counted of one item."""

    account: str
    category: str | None
    topic: str
    received_at: datetime
    first_reply_at: datetime | None
    in_time: bool | None
    outcome: str | None


_SETTLED = select(
    daily.c.account,
    type_coerce(daily.c.day, Text),
    *(column for column in daily.c if column.name not in ("account", "day", "minutes")),
    type_coerce(daily.c.minutes, Text),
).where(~select(stale.c.day).where(stale.c.account == daily.c.account, stale.c.day == daily.c.day).exists())


class StoredStatistics:
    """Keeps the sums, and reads from the items what they are made of."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def sums(self, account: str, first: date, last: date) -> Sequence[DaySum]:
        """The kept sums of the settled ones among those days; of all pages when `account` is empty."""
        query = _SETTLED.where(daily.c.day >= first, daily.c.day <= last)
        if account:
            query = query.where(daily.c.account == account)
        return [DaySum._make((*row[:-1], _numbers(row[-1]))) for row in self._store.all(query)]

    def stale(self, account: str = "", first: date = date.min, last: date = date.max) -> Sequence[tuple[str, date]]:
        """Pages and days whose sums are older than their items."""
        query = select(stale).where(stale.c.day >= first, stale.c.day <= last).order_by(stale.c.day)
        if account:
            query = query.where(stale.c.account == account)
        return [(row.account, row.day) for row in self._store.all(query)]

    def facts(self, account: str, first: date, last: date) -> Sequence[Fact]:
        """What is counted of the page's items of those days."""
        begin = datetime.combine(first, time(), VIETNAM)
        end = datetime.combine(last + timedelta(days=1), time(), VIETNAM)
        query = select(*(items.c[name] for name in Fact._fields)).where(
            items.c.account == account, items.c.received_at >= begin, items.c.received_at < end
        )
        return [Fact(*row) for row in self._store.all(query)]

    def settle(self, account: str, day: date, sums: Sequence[DaySum]) -> None:
        """Keep these as the sums of the day in place of those before."""
        with self._store.write() as tx:
            tx.execute(delete(daily).where(daily.c.account == account, daily.c.day == day))
            if sums:
                tx.execute(insert(daily), [one._asdict() | {"day": day, "minutes": list(one.minutes)} for one in sums])
            tx.execute(delete(stale).where(stale.c.account == account, stale.c.day == day))


def _numbers(kept: str) -> Sequence[int]:
    """The numbers of a JSON list."""
    return tuple(map(int, kept[1:-1].split(","))) if len(kept) > 2 else ()
