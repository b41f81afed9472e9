"""What stays of items that were handed over: when, to which post, how, and under which reference."""

from __future__ import annotations

from contextlib import AbstractContextManager

from sqlalchemy import Column, Integer, Text, select

from studio.feedback.model import HandoverRecord
from studio.store.engine import Store
from studio.store.schema_base import Moment, table
from studio.store.statements import from_row, to_row

handovers = table(
    "feedback_handovers",
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("item", Text, nullable=False, unique=True),
    Column("account", Text, nullable=False),
    Column("category", Text),
    Column("receiver", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("called_at", Moment, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("by", Text, nullable=False),
)


class StoredHandovers:
    """Keeps a record an item, for good."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def save(self, record: HandoverRecord) -> None:
        """Add it, or put it in the place of that of the same item."""
        self._store.put(handovers, to_row(record), by="item")

    def of_item(self, item: str) -> HandoverRecord | None:
        row = self._store.one(select(handovers).where(handovers.c.item == item))
        return None if row is None else from_row(HandoverRecord, row)
