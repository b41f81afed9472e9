"""Emergencies, as they were opened and closed."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, select, update

from studio.calendar.model import Emergency
from studio.outbox.storage_home import emergencies, held_back
from studio.outbox.storage_tables import deliveries, held, row
from studio.posts.storage_tables import posts
from studio.store.engine import Store
from studio.store.statements import from_row, to_row


class StoredEmergencies:
    """Keeps emergencies. At most one of them is on."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def present(self) -> Emergency | None:
        """The one that is on."""
        found = self._store.one(select(emergencies).where(emergencies.c.closed_at.is_(None)))
        return None if found is None else _emergency(found)

    def all(self) -> tuple[Emergency, ...]:
        """The newest first."""
        newest = select(emergencies).order_by(emergencies.c.opened_at.desc(), emergencies.c.id)
        return tuple(_emergency(found) for found in self._store.all(newest))

    def open(self, emergency: Emergency) -> None:
        """Posts that pages keep until their time are looked at by the next worker, which takes them back."""
        with self._store.write() as tx:
            tx.execute(insert(emergencies).values(**_columns(emergency)))
            tx.execute(update(deliveries).where(held, row.lease == "", held_back).values(not_before=None))

    def close(self, emergency: Emergency) -> None:
        with self._store.write() as tx:
            values = _columns(emergency)
            tx.execute(update(emergencies).where(emergencies.c.id == emergency.id).values(values))

    def bulletins(self, template: str, since: datetime, until: datetime | None) -> tuple[str, ...]:
        """Ids of the posts of that template begun in that time, the oldest first, those in the trash left out."""
        query = select(posts.c.id).where(
            posts.c.template_id == template, posts.c.created_at >= since, posts.c.trashed_at.is_(None)
        )
        if until is not None:
            query = query.where(posts.c.created_at <= until)
        return tuple(self._store.scalars(query.order_by(posts.c.created_at, posts.c.id)))


def _columns(emergency: Emergency) -> dict[str, Any]:
    values = to_row(emergency) | {"every_seconds": int(emergency.every.total_seconds())}
    del values["every"]
    return values


def _emergency(found: Row[Any]) -> Emergency:
    return from_row(Emergency, found, every=timedelta(seconds=found.every_seconds))
