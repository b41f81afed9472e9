"""The one row that says which PC the profile sends from.

Which deliveries wait for the end of an emergency. The condition is part of every claim and of the transaction that
writes an intent: nothing routine starts to leave once the emergency is stored.
"""

from __future__ import annotations

from contextlib import AbstractContextManager

from sqlalchemy import CheckConstraint, Column, Integer, Text, delete, exists, func, insert, or_, select

from studio.outbox.model import Binding
from studio.outbox.storage_tables import deliveries, row
from studio.posts.storage_tables import post_links, posts
from studio.store.engine import Store
from studio.store.schema_base import Flag, Json, Moment, table
from studio.store.statements import from_row, to_row

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


profile_home = table(
    "profile_home",
    Column("only", Integer, CheckConstraint("only = 1", name="one_row"), primary_key=True),
    Column("machine", Text, nullable=False),
    Column("marks", Json, nullable=False),
    Column("place", Text, nullable=False),
    Column("copy", Flag, nullable=False),
    Column("original", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
)


class StoredHome:
    """Keeps the binding inside the profile, so that a copy brings it along."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def binding(self) -> Binding | None:
        found = self._store.one(select(profile_home))
        return None if found is None else from_row(Binding, found)

    def bind(self, binding: Binding) -> None:
        """Replaces an earlier one."""
        with self._store.write() as tx:
            tx.execute(delete(profile_home))
            tx.execute(insert(profile_home).values(only=1, **to_row(binding)))
