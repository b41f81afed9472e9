"""Small tables that every gate asks for whole: their rows are made into values only when one of them changed.

SQLite puts a table into one text in a tenth of the time that its rows take to become values here. The text itself is
compared, not a counter or a time, so that what is remembered is never older than what is stored, whoever wrote it.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, ScalarSelect, Select, Text, func, select, type_coerce

from studio.store.engine import Store, only_reads

T = TypeVar("T")


class Remembered(Generic[T]):
    """What was read of these queries last. Threads may share it; the value must be immutable."""

    def __init__(self, store: Store, make: Callable[[Connection], T], *queries: Select[Any]) -> None:
        """`make` reads these queries, and nothing else, on the connection it is given."""
        self._store, self._make = store, make
        self._texts = select(*map(_as_text, queries))
        self._last: tuple[tuple[str, ...], T] | None = None
        """The texts and what was made of them; replaced as a whole."""
        self._seen: tuple[weakref.ref[Connection], T] | None = None
        """What the last transaction that only reads was given: it sees the same to its end."""

    def value(self) -> T:
        """What `make` gives for the rows as they are now. Raises StorageTrouble when the disk is."""
        with self._store.read() as connection:
            return self._of(connection)

    def _of(self, connection: Connection) -> T:
        seen = self._seen
        if seen is not None and seen[0]() is connection:
            return seen[1]
        texts = tuple(connection.execute(self._texts).one())
        last = self._last
        found = last[1] if last is not None and last[0] == texts else self._make(connection)
        self._last = texts, found
        if only_reads(connection):
            self._seen = weakref.ref(connection), found
        return found


def _as_text(query: Select[Any]) -> ScalarSelect[str]:
    rows = query.subquery()
    row = func.json_array(*(type_coerce(column, Text) for column in rows.columns))
    return select(func.json_group_array(row)).scalar_subquery()
