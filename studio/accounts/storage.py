"""The registry of pages, kept.

How the connection to each page was at the last look, kept.

Sealed logins, kept: what lies here can be read only with the key in the system's keyring.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    Text,
    bindparam,
    delete,
    exists,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from studio.accounts.logins import Also, nothing
from studio.accounts.model import Account, Health, SealedLogin
from studio.errors import NotFound
from studio.store.engine import CachedQuery, Store
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
        self._remembered: CachedQuery[tuple[Account, ...]] = CachedQuery(store, _all, _IN_ORDER)

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
        return {row.account: from_row(Health, row) for row in self._store.all(select(health))}

    def note(self, account: str, found: Health) -> None:
        """A page that was removed while it was being looked at is passed over."""
        values = to_row(found) | {"account": account}
        query = insert(health).values(values).on_conflict_do_update(index_elements=["account"], set_=values)
        with self._store.write() as tx:
            if tx.execute(select(accounts.c.name).where(accounts.c.name == account)).first() is not None:
                tx.execute(query)

    def drop(self, account: str) -> None:
        self._store.do(delete(health).where(health.c.account == account))


logins = table(
    "account_logins",
    Column("account", Text, ForeignKey("accounts.name", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
)
profile = table(
    "login_profile",
    Column("id", Integer, primary_key=True),
    Column("profile", Text, nullable=False),
    Column("key", Text, nullable=False),
    CheckConstraint("id = 1", name="one"),
)

_LOGIN = (
    select(
        logins.c.key,
        logins.c.sealed,
        accounts.c.page_id,
        accounts.c.base_url,
        select(profile.c.profile).scalar_subquery(),
    )
    .join(accounts, accounts.c.name == logins.c.account)
    .where(logins.c.account == bindparam("wanted"))
)
_PAGE = select(accounts.c.page_id, accounts.c.base_url).where(accounts.c.name == bindparam("wanted"))
_PROFILE = select(profile.c.profile)


class StoredLogins:
    """Keeps sealed logins by the account's name. It knows no key. `ids` names the profile at its first use."""

    def __init__(self, store: Store, ids: Callable[[], str]) -> None:
        self._store = store
        self._ids = ids

    def profile(self) -> str:
        """An id that this profile was given once."""
        known = self._store.scalar(_PROFILE)
        if known is not None:
            return str(known)
        with self._store.write() as tx:
            tx.execute(insert(profile).values(id=1, profile=self._ids(), key="").on_conflict_do_nothing())
            return str(tx.execute(select(profile.c.profile)).scalar_one())

    def key(self) -> str:
        """Name of the key to seal with: that of the last login; empty before the first, and after `retire`."""
        return str(self._store.scalar(select(profile.c.key)) or "")

    def get(self, account: str) -> SealedLogin | None:
        row = self._store.one(_LOGIN, {"wanted": account})
        if row is None:
            return None
        key, data, page_id, base_url, profile_id = row
        return SealedLogin(key=key, data=data, beside=(profile_id or "", page_id, base_url))

    def put(self, account: str, sealed: SealedLogin, also: Also = nothing) -> None:
        """Replace it and do what is `also` to be written, both or neither, in a transaction of its own; durable when
        this returns. Raises NotFound: no such account."""
        if self._store.writing:
            raise RuntimeError(
                "a login is stored in a transaction of its own: it must outlive whatever fails around it"
            )
        self.profile()
        values = {"account": account, "key": sealed.key, "sealed": sealed.data}
        with self._store.write() as tx:
            if tx.execute(select(accounts.c.name).where(accounts.c.name == account)).first() is None:
                raise NotFound(
                    "the page “{account}” is not registered any more; its access token was not stored.", account=account
                )
            tx.execute(insert(logins).values(values).on_conflict_do_update(index_elements=["account"], set_=values))
            tx.execute(update(profile).values(key=sealed.key))
            also()

    def drop(self, account: str, also: Also = nothing) -> None:
        """The same of its removal."""
        with self._store.write() as tx:
            tx.execute(delete(logins).where(logins.c.account == account))
            also()

    def page(self, account: str) -> tuple[str, str]:
        """Page id and base address of the account, to which its login is bound; empty ones when there is none."""
        row = self._store.one(_PAGE, {"wanted": account})
        return ("", "") if row is None else (row.page_id, row.base_url)

    def retire(self, key: str) -> None:
        """Seal with it no more."""
        self._store.do(update(profile).where(profile.c.key == key).values(key=""))

    def uses(self, key: str) -> bool:
        """Whether any login is sealed with that key."""
        return bool(self._store.scalar(select(exists().where(logins.c.key == key))))
