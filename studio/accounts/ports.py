"""What this room needs of others: places to keep the registry and the sealed logins, and the system's keyring."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from studio.accounts.model import Account


class AccountRepository(Protocol):
    """Keeps accounts by name."""

    def transaction(self) -> AbstractContextManager[object]: ...

    def all(self) -> tuple[Account, ...]:
        """By name."""
        ...

    def get(self, name: str) -> Account | None:
        """The one of that name, without reading the others."""
        ...

    def save(self, account: Account) -> None:
        """Add, or replace the one of that name."""
        ...

    def remove(self, name: str) -> None: ...
