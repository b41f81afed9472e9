"""Emergencies, and which deliveries wait for the end of one. The condition is part of every claim and of the
transaction that writes an intent: nothing routine starts to leave once the emergency is stored."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Integer, Row, Text, exists, func, insert, or_, select, update

from studio.calendar.emergency import Emergency
from studio.store.engine import Store
from studio.store.outbox_tables import deliveries, held, row
from studio.store.post_tables import post_links, posts
from studio.store.schema_base import Json, Moment, table

emergencies = table(
    "emergencies",
    Column("id", Text, primary_key=True),
    Column("reason", Text, nullable=False),
    Column("every_seconds", Integer, nullable=False),
    Column("goes_on", Json, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("opened_by", Text, nullable=False),
    Column("closed_at", Moment),
    Column("closed_by", Text, nullable=False),
    Column("review", Text, nullable=False),
)

_templates = func.json_each(emergencies.c.goes_on).table_valued("value")
_about_another = (
    exists()
    .where(post_links.c.post_id == row.post_id, post_links.c.original != "")
    .correlate(deliveries, posts, emergencies)
)
_goes_on = (
    exists()
    .where(
        posts.c.id == row.post_id,
        or_(
            exists(select(1).select_from(_templates).where(_templates.c.value == posts.c.template_id)).correlate(
                posts, emergencies
            ),
            _about_another,
        ),
    )
    .correlate(deliveries, emergencies)
)
held_back = exists().where(emergencies.c.closed_at.is_(None), ~_goes_on).correlate(deliveries)
"""Of a delivery: an emergency is on, and its post is neither of a kind that goes on nor about another post."""


class StoredEmergencies:
    """Fulfils `studio.calendar.emergency.EmergencyRepository`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def present(self) -> Emergency | None:
        found = self._store.one(select(emergencies).where(emergencies.c.closed_at.is_(None)))
        return None if found is None else _emergency(found)

    def all(self) -> tuple[Emergency, ...]:
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
        query = select(posts.c.id).where(
            posts.c.template_id == template, posts.c.created_at >= since, posts.c.trashed_at.is_(None)
        )
        if until is not None:
            query = query.where(posts.c.created_at <= until)
        return tuple(self._store.scalars(query.order_by(posts.c.created_at, posts.c.id)))


def _columns(emergency: Emergency) -> dict[str, Any]:
    return {
        "id": emergency.id,
        "reason": emergency.reason,
        "every_seconds": int(emergency.every.total_seconds()),
        "goes_on": list(emergency.goes_on),
        "opened_at": emergency.opened_at,
        "opened_by": emergency.opened_by,
        "closed_at": emergency.closed_at,
        "closed_by": emergency.closed_by,
        "review": emergency.review,
    }


def _emergency(found: Row[Any]) -> Emergency:
    return Emergency(
        id=found.id,
        reason=found.reason,
        every=timedelta(seconds=found.every_seconds),
        goes_on=tuple(found.goes_on),
        opened_at=found.opened_at,
        opened_by=found.opened_by,
        closed_at=found.closed_at,
        closed_by=found.closed_by,
        review=found.review,
    )
