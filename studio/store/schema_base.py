"""What all tables share: the metadata of their store, STRICT tables, and the column types SQLite does not have."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    DDL,
    Column,
    ColumnElement,
    Dialect,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    event,
    func,
    select,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeDecorator

from studio.canonical import canonical_json
from studio.codec import plain

_NAMING = {
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
metadata = MetaData(naming_convention=_NAMING)
course_metadata = MetaData(naming_convention=_NAMING)
"""Of the second store, which outlives every restore of a practice profile (see `studio.store.course`)."""


class Moment(TypeDecorator[datetime]):
    """An aware datetime as UTC ISO text of fixed width, so that text order is time order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A calendar day as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0; STRICT tables know no BOOLEAN."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class Json(TypeDecorator[Any]):
    """What `studio.codec` makes plain, as canonical JSON text (sorted keys, no NaN). A None is SQL NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else canonical_json(plain(value)).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def table(name: str, *items: SchemaItem | Column[Any], clustered: bool = False, of: MetaData = metadata) -> Table:
    """A STRICT table on the shared metadata; a `clustered` one lies in the order of its key (WITHOUT ROWID)."""
    return Table(name, of, *items, sqlite_strict=True, sqlite_with_rowid=not clustered)


def also(owner: Table, *statements: str) -> None:
    """Run `statements` (triggers, virtual tables) after `owner` is created by ``metadata.create_all``."""
    for statement in statements:
        event.listen(owner, "after_create", DDL(statement.replace("%", "%%")))  # type: ignore[no-untyped-call]


def among(column: Column[Any]) -> ColumnElement[bool]:
    """Whether the column is one of the JSON list that is given as ``among``: one statement for lists of any length, so
    that it is put together once."""
    return column.in_(select(func.json_each(bindparam("among")).table_valued("value").c.value))
