"""How the connection to each page was at the last look, kept."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Column, ForeignKey, Row, Text, delete, select
from sqlalchemy.dialects.sqlite import insert

from studio.accounts.model import Health, HealthState
from studio.accounts.storage import accounts
from studio.phrase import Phrase
from studio.store.engine import Store
from studio.store.schema_base import Json, Moment, table

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
        values = {
            "account": account,
            "state": found.state.value,
            "checked_at": found.checked_at,
            "say": [found.say.vi, found.say.en],
            "next_step": [found.next_step.vi, found.next_step.en],
            "title": found.title,
            "page_id": found.page_id,
            "rights": list(found.rights),
            "until": found.until,
        }
        query = insert(health).values(values).on_conflict_do_update(index_elements=["account"], set_=values)
        with self._store.write() as tx:
            if tx.execute(select(accounts.c.name).where(accounts.c.name == account)).first() is not None:
                tx.execute(query)

    def drop(self, account: str) -> None:
        self._store.do(delete(health).where(health.c.account == account))


def _health(row: Row[tuple[object, ...]]) -> Health:
    return Health(
        state=HealthState(row.state),
        checked_at=row.checked_at,
        say=Phrase(*row.say),
        next_step=Phrase(*row.next_step),
        title=row.title,
        page_id=row.page_id,
        rights=tuple(row.rights),
        until=row.until,
    )
