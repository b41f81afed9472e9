"""The one row that says which PC the profile sends from."""

from __future__ import annotations

from contextlib import AbstractContextManager

from sqlalchemy import CheckConstraint, Column, Integer, Text, delete, insert, select

from studio.outbox.model import Binding
from studio.store.engine import Store
from studio.store.schema_base import Flag, Json, Moment, table
from studio.store.statements import from_row, to_row

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
