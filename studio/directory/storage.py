"""The unit's directory, kept."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TypeVar

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    delete,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from studio.directory.model import Contact, DirectoryBook, DirectorySnippet, Entry, HashtagSet, Unit
from studio.store.engine import CachedQuery, Store
from studio.store.schema_base import Day, Flag, Json, table
from studio.store.statements import from_row, to_row
from studio.store.unneeded import NAMES_A_FILE


def _place() -> Column[int]:
    """Row number, which keeps the order of adding; an entry that is replaced keeps its place."""
    return Column("place", Integer, primary_key=True)


units = table(
    "units",
    _place(),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("short_name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("website", Text, nullable=False),
    Column("badge_sha256", Text, info=NAMES_A_FILE),
    Column("valid_to", Day),
    UniqueConstraint("id"),
)
contacts = table(
    "contacts",
    _place(),
    Column("id", Text, nullable=False),
    Column("unit", Text, ForeignKey("units.id"), nullable=False),
    Column("label", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("use", Text, nullable=False),
    Column("hours", Text, nullable=False),
    Column("emergency", Flag, nullable=False),
    Column("verified_on", Day),
    Column("verified_by", Text, nullable=False),
    UniqueConstraint("id"),
)
hashtag_sets = table(
    "hashtag_sets",
    _place(),
    Column("id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("tags", Json, nullable=False),
    UniqueConstraint("id"),
)
snippets = table(
    "snippets",
    _place(),
    Column("id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    UniqueConstraint("id"),
)
_Entry = TypeVar("_Entry", Unit, Contact, HashtagSet, DirectorySnippet)
_TABLES: dict[type[Entry], Table] = {
    Unit: units,
    Contact: contacts,
    HashtagSet: hashtag_sets,
    DirectorySnippet: snippets,
}
_IN_ORDER = {kind: select(kept).order_by(kept.c.place) for kind, kept in _TABLES.items()}


class StoredDirectory:
    """`studio.directory.model.DirectoryRepository` on the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._remembered: CachedQuery[DirectoryBook] = CachedQuery(store, _book, *_IN_ORDER.values())

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def book(self) -> DirectoryBook:
        return self._remembered.value()

    def save(self, entry: Entry) -> None:
        kept = _TABLES[type(entry)]
        values = to_row(entry)
        with self._store.write() as connection:
            changed = connection.execute(update(kept).where(kept.c.id == entry.id).values(values))
            if changed.rowcount == 0:
                connection.execute(insert(kept).values(values))

    def remove(self, kind: type[Entry], id: str) -> None:
        kept = _TABLES[kind]
        self._store.do(delete(kept).where(kept.c.id == id))


def _book(connection: Connection) -> DirectoryBook:
    return DirectoryBook(
        units=_all(connection, Unit),
        contacts=_all(connection, Contact),
        hashtag_sets=_all(connection, HashtagSet),
        snippets=_all(connection, DirectorySnippet),
    )


def _all(connection: Connection, kind: type[_Entry]) -> tuple[_Entry, ...]:
    return tuple(from_row(kind, row) for row in connection.execute(_IN_ORDER[kind]))
