"""What a publisher has to remember of a create until it is finished, whatever dies meanwhile.

Publishers' notes in the store.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Text, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from studio.clock import Clock
from studio.store.engine import Store
from studio.store.schema_base import Moment, table
from studio.store.statements import from_row


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """`value` is an id or token of the platform that is worth nothing without the login; never a secret."""

    value: str
    at: datetime


notes = table(
    "delivery_notes",
    Column("reference", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

_NEW = insert(notes)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["reference", "key"], set_={"value": _NEW.excluded.value, "at": _NEW.excluded.at}
)
_OF = select(notes).where(notes.c.reference == bindparam("wanted"))


class StoredNotes:
    """Kept by the reference of a delivery and a key such as ``photo:0:<sha256>`` or ``article-token``."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def of(self, reference: str) -> dict[str, Note]:
        return {row.key: from_row(Note, row) for row in self._store.all(_OF, {"wanted": reference})}

    def put(self, reference: str, key: str, value: str) -> None:
        """Durable when this returns; the same key again replaces it."""
        self._store.do(_PUT, {"reference": reference, "key": key, "value": value, "at": self._clock.now()})

    def drop(self, reference: str, *keys: str) -> None:
        """Forget these keys, or without any all of that reference."""
        query = delete(notes).where(notes.c.reference == reference)
        self._store.do(query.where(notes.c.key.in_(keys)) if keys else query)
