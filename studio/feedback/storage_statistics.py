"""Sums by day, page, topic and category. They stay when items and their texts are gone, and name nobody.

A trigger notes each day whose items changed; its sums are made anew from the items when they are next settled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import Column, Integer, Text, delete, insert, select

from studio.clock import VIETNAM
from studio.feedback.figures import COUNTED, Tally
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


class Group(NamedTuple):
    """Of what a tally is the sum."""

    account: str
    day: date
    topic: str
    category: str


class Fact(NamedTuple):
    """What is counted of one item."""

    account: str
    category: str | None
    topic: str
    received_at: datetime
    first_reply_at: datetime | None
    in_time: bool | None
    outcome: str | None


class StoredFigures:
    """Keeps the sums, and reads from the items what they are made of."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def tallies(self, account: str, first: date, last: date) -> Mapping[Group, Tally]:
        """The sums of those days; of all pages when `account` is empty."""
        query = select(daily).where(daily.c.day >= first, daily.c.day <= last)
        if account:
            query = query.where(daily.c.account == account)
        return {
            Group(row.account, row.day, row.topic, row.category): Tally(
                **{name: getattr(row, name) for name in COUNTED}, minutes=tuple(row.minutes)
            )
            for row in self._store.all(query)
        }

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

    def settle(self, account: str, day: date, sums: Mapping[Group, Tally]) -> None:
        """Keep these as the sums of the day in place of those before."""
        with self._store.write() as tx:
            tx.execute(delete(daily).where(daily.c.account == account, daily.c.day == day))
            rows = [
                group._asdict() | {name: getattr(tally, name) for name in COUNTED} | {"minutes": list(tally.minutes)}
                for group, tally in sums.items()
            ]
            if rows:
                tx.execute(insert(daily), rows)
            tx.execute(delete(stale).where(stale.c.account == account, stale.c.day == day))
