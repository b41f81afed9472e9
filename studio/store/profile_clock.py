"""The latest moment at which nobody doubted this PC's clock."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, Integer, select
from sqlalchemy.dialects.sqlite import insert

from studio.store.engine import Store
from studio.store.schema_base import Moment, table

profile_clock = table(
    "profile_clock",
    Column("only", Integer, primary_key=True),
    Column("seen_at", Moment, nullable=False),
    CheckConstraint("only = 1", name="one"),
)


class StoredClock:
    """Keeps the latest moment that this profile saw."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def seen(self) -> datetime | None:
        found: datetime | None = self._store.scalar(select(profile_clock.c.seen_at))
        return found

    def see(self, now: datetime) -> None:
        query = insert(profile_clock).values(only=1, seen_at=now)
        self._store.do(query.on_conflict_do_update(index_elements=["only"], set_={"seen_at": now}))
