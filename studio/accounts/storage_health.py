"""How the connection to each page was at the last look, kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, ForeignKey, Row, Text, delete, select
from sqlalchemy.dialects.sqlite import insert

from studio.accounts.model import Health
from studio.accounts.storage import accounts
from studio.phrase import Phrase
from studio.store.engine import Store
from studio.store.schema_base import Json, Moment, table
from studio.store.statements import from_row, to_row

health = table(
    "account_health",
    Column("account", Text, ForeignKey("accounts.name", ondelete="CASCADE"), primary_key=True),
    Column("state", Text, nullable=False),
    Column("checked_at", Moment, nullable=False),
    Column("say", Json, nullable=False),
    Column("next_step", Json, nullable=False),
    Column("title", Text, nullable=False),
    Column("page_id", Text, nullable=False),
    Column("rights", Json, nullable=False),
    Column("until", Moment),
)


class StoredHealth:
    """Keeps the last health of each account."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self) -> Mapping[str, Health]:
        """By the account's name."""
        return {row.account: _health(row) for row in self._store.all(select(health))}

    def note(self, account: str, found: Health) -> None:
        """A page that was removed while it was being looked at is passed over."""
        values = to_row(found) | {"account": account, "say": _pair(found.say), "next_step": _pair(found.next_step)}
        query = insert(health).values(values).on_conflict_do_update(index_elements=["account"], set_=values)
        with self._store.write() as tx:
            if tx.execute(select(accounts.c.name).where(accounts.c.name == account)).first() is not None:
                tx.execute(query)

    def drop(self, account: str) -> None:
        self._store.do(delete(health).where(health.c.account == account))


def _health(row: Row[Any]) -> Health:
    return from_row(Health, row, say=Phrase(*row.say), next_step=Phrase(*row.next_step))


def _pair(phrase: Phrase) -> list[str]:
    return [phrase.vi, phrase.en]
