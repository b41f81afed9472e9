"""The registry of pages, kept."""

from __future__ import annotations

from contextlib import AbstractContextManager

from sqlalchemy import Column, Connection, Text, bindparam, delete, select

from studio.accounts.model import Account
from studio.store.engine import Store
from studio.store.remembered import Remembered
from studio.store.schema_base import Json, Moment, table
from studio.store.statements import from_row, to_row

accounts = table(
    "accounts",
    Column("name", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("page_id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("base_url", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("successor", Text, nullable=False, server_default=""),
    Column("connected_by", Text, nullable=False, server_default=""),
    Column("connected_at", Moment),
    Column("image_host", Text, nullable=False, server_default=""),
    Column("categories", Json, nullable=False, server_default="[]"),
)


_IN_ORDER = select(accounts).order_by(accounts.c.name)
_BY_NAME = select(accounts).where(accounts.c.name == bindparam("wanted"))


class StoredAccounts:
    """Keeps accounts by name."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._remembered: Remembered[tuple[Account, ...]] = Remembered(store, _all, _IN_ORDER)

    def transaction(self) -> AbstractContextManager[object]:
        return self._store.write()

    def all(self) -> tuple[Account, ...]:
        """By name."""
        return self._remembered.value()

    def get(self, name: str) -> Account | None:
        """The one of that name, without reading the others."""
        row = self._store.one(_BY_NAME, {"wanted": name})
        return None if row is None else from_row(Account, row)

    def save(self, account: Account) -> None:
        """Add, or replace the one of that name."""
        self._store.put(accounts, to_row(account))

    def remove(self, name: str) -> None:
        """Its login and its health go with it."""
        self._store.do(delete(accounts).where(accounts.c.name == name))


def _all(connection: Connection) -> tuple[Account, ...]:
    return tuple(from_row(Account, row) for row in connection.execute(_IN_ORDER))
