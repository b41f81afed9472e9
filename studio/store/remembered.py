"""Small tables that every gate asks for whole: their rows are made into values only when one of them changed.

SQLite puts a table into one text in a tenth of the time that its rows take to become values here. The text itself is
compared, not a counter or a time, so that what is remembered is never older than what is stored, whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, ScalarSelect, Select, Text, func, select, type_coerce

T = TypeVar("T")


class Remembered(Generic[T]):
    """What was read of these queries last. Threads may share it; the value must be immutable."""

    def __init__(self, *queries: Select[Any]) -> None:
        self._texts = select(*map(_as_text, queries))
        self._last: tuple[tuple[str, ...], T] | None = None
        """The texts and what was made of them; replaced as a whole."""

    def value(self, connection: Connection, read: Callable[[], T]) -> T:
        """What `read` gives, which reads those queries and nothing else on `connection`, inside one transaction."""
        texts = tuple(connection.execute(self._texts).one())
        last = self._last
        if last is not None and last[0] == texts:
            return last[1]
        found = read()
        self._last = texts, found
        return found


def _as_text(query: Select[Any]) -> ScalarSelect[str]:
    rows = query.subquery()
    row = func.json_array(*(type_coerce(column, Text) for column in rows.columns))
    return select(func.json_group_array(row)).scalar_subquery()
