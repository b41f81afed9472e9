"""Posts that come back, in the store."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Text, insert, select, update

from studio.posts.recurring_model import RecurringPost
from studio.store.engine import Store
from studio.store.schema_base import Day, Moment, table
from studio.store.statements import from_row, to_row

recurring_posts = table(
    "recurring_posts",
    Column("id", Text, primary_key=True),
    Column("post_id", Text, ForeignKey("posts.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("rhythm", Text, nullable=False),
    Column("began", Day, nullable=False),
    Column("next_on", Day, nullable=False),
    Column("by", Text, ForeignKey("people.id"), nullable=False),
    Column("last_post", Text, nullable=False),
    Column("stopped_at", Moment),
)
_KEPT = [column for column in recurring_posts.c if column.name != "stopped_at"]


class StoredRecurring:
    """Keeps them; those that were stopped, too."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def all(self) -> tuple[RecurringPost, ...]:
        """Those that were not stopped, the next one first."""
        going = recurring_posts.c.stopped_at.is_(None)
        query = select(*_KEPT).where(going).order_by(recurring_posts.c.next_on, recurring_posts.c.id)
        return tuple(from_row(RecurringPost, row) for row in self._store.all(query))

    def add(self, one: RecurringPost) -> None:
        self._store.do(insert(recurring_posts).values(to_row(one)))

    def put(self, one: RecurringPost) -> None:
        self._store.do(update(recurring_posts).where(recurring_posts.c.id == one.id).values(to_row(one)))

    def stop(self, id: str, at: datetime) -> None:
        self._store.do(update(recurring_posts).where(recurring_posts.c.id == id).values(stopped_at=at))
