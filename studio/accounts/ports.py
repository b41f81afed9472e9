"""What the registry of pages needs: a place to keep it."""

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

    def save(self, account: Account) -> None:
        """Add, or replace the one of that name."""
        ...

    def remove(self, name: str) -> None: ...
