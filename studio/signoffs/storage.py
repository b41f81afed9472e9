"""What was put before the head of the unit, and what was decided."""

from __future__ import annotations

from contextlib import AbstractContextManager

from sqlalchemy import Column, Index, Integer, Text, select

from studio.signoffs.model import SignOff
from studio.store.engine import Store
from studio.store.schema_base import Flag, Moment, table
from studio.store.statements import from_row, to_row

signoffs = table(
    "signoffs",
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("note", Text, nullable=False),
    Column("agreed", Flag),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", Moment),
    Column("decision_note", Text, nullable=False),
    Index("ix_signoffs_subject", "kind", "subject"),
)


class StoredSignOffs:
    """Keeps every submission ever made."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def get(self, id: str) -> SignOff | None:
        row = self._store.one(select(signoffs).where(signoffs.c.id == id))
        return None if row is None else from_row(SignOff, row)

    def of(self, kind: str, subject: str) -> tuple[SignOff, ...]:
        """The submissions of one thing, newest first."""
        query = (
            select(signoffs)
            .where(signoffs.c.kind == kind, signoffs.c.subject == subject)
            .order_by(signoffs.c.seq.desc())
        )
        return tuple(from_row(SignOff, row) for row in self._store.all(query))

    def undecided(self) -> tuple[SignOff, ...]:
        """The newest submission of each thing, where the head has not decided; oldest first."""
        rows = self._store.all(select(signoffs).order_by(signoffs.c.seq))
        newest = {(row.kind, row.subject): from_row(SignOff, row) for row in rows}
        return tuple(sorted((one for one in newest.values() if one.open), key=lambda one: one.at))

    def save(self, signoff: SignOff) -> None:
        self._store.put(signoffs, to_row(signoff), by="id")
