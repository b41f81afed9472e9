"""Single statements: each is a transaction of its own, or part of the one that its thread is in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, overload

from sqlalchemy import Connection, Executable, Row, Table
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.sql.selectable import TypedReturnsRows

from studio.codec import made

T = TypeVar("T")
AnyRow = Row[*tuple[Any, ...]]
Values = Mapping[str, Any] | None
"""What the names of a statement stand for."""


def from_row(kind: type[T], row: Row[Any], **told: Any) -> T:
    """The value whose fields are columns of `row`; `told` are fields that it has not, or not as the value has them.
    Columns without a field are passed over. Raises ValueError, naming the field."""
    return made(kind, dict(zip(map(str, row._fields), row, strict=True)) | told)  # a name may be a quoted_name


def to_row(value: Any) -> dict[str, Any]:
    """The fields of a dataclass by their names, for columns of these names; a `Json` column takes any of them."""
    return {field.name: getattr(value, field.name) for field in fields(value)}


class Statements(ABC):
    """What reads and writes a store in one statement. Each method raises StorageTrouble when the disk is."""

    @abstractmethod
    def read(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def write_one(self) -> AbstractContextManager[Connection]: ...

    def all(self, query: Executable, values: Values = None) -> Sequence[AnyRow]:
        """Every row that `query` finds."""
        with self.read() as connection:
            return connection.execute(query, values).all()

    def one(self, query: Executable, values: Values = None) -> AnyRow | None:
        """The one row that `query` finds; None when there is none. Raises MultipleResultsFound for more."""
        with self.read() as connection:
            return connection.execute(query, values).one_or_none()

    def first(self, query: Executable, values: Values = None) -> AnyRow | None:
        """The first row that `query` finds."""
        with self.read() as connection:
            return connection.execute(query, values).first()

    @overload
    def scalars(self, query: TypedReturnsRows[T], values: Values = None) -> Sequence[T]: ...

    @overload
    def scalars(self, query: Executable, values: Values = None) -> Sequence[Any]: ...

    def scalars(self, query: Any, values: Values = None) -> Sequence[Any]:
        """The first column of every row that `query` finds."""
        with self.read() as connection:
            return connection.execute(query, values).scalars().all()

    @overload
    def scalar(self, query: TypedReturnsRows[T], values: Values = None) -> T | None: ...

    @overload
    def scalar(self, query: Executable, values: Values = None) -> Any: ...

    def scalar(self, query: Any, values: Values = None) -> Any:
        """The first column of the first row that `query` finds; None when there is none."""
        with self.read() as connection:
            return connection.execute(query, values).scalar()

    def do(self, statement: Executable, values: Values | Sequence[Mapping[str, Any]] = None) -> int:
        """Carry out one statement that changes something, and tell how many rows it changed; inside a `write` of this
        thread it is part of that."""
        with self.write_one() as connection:
            return int(connection.execute(statement, values).rowcount)

    def put(self, into: Table, values: Mapping[str, Any], *, by: str = "") -> None:
        """Add a row, or replace these values of the one that is the same in its primary key (or in the column `by`)."""
        self.do(_put(into, tuple(values), by), values)


@cache
def _put(into: Table, names: tuple[str, ...], by: str) -> Insert:
    """What `put` carries out, made once: SQLAlchemy takes longer to make it than SQLite to carry it out."""
    keys = [by] if by else [column.name for column in into.primary_key]
    row = insert(into)
    return row.on_conflict_do_update(index_elements=keys, set_={name: row.excluded[name] for name in names})
