"""What this room needs of others: places to keep the registry and the sealed logins, and the system's keyring."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from studio.accounts.logins import Also, nothing
from studio.accounts.model import Account
from studio.secret import Secret


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A login that only the key named `key` opens."""

    key: str
    data: bytes
    """Nonce (12 bytes) and AES-256-GCM ciphertext with its tag."""
    beside: tuple[str, str, str] = ("", "", "")
    """Profile, page id and base address beside which it lay when it was read; a login opens beside its own alone."""


class LoginShelf(Protocol):
    """Keeps sealed logins by the account's name. It knows no key."""

    def profile(self) -> str:
        """An id that this profile was given once."""
        ...

    def key(self) -> str:
        """Name of the key to seal with: that of the last login; empty before the first, and after `retire`."""
        ...

    def get(self, account: str) -> Sealed | None: ...

    def put(self, account: str, sealed: Sealed, also: Also = nothing) -> None:
        """Replace it and do what is `also` to be written, both or neither, in a transaction of its own; durable when
        this returns. Raises NotFound: no such account."""
        ...

    def drop(self, account: str, also: Also = nothing) -> None:
        """The same of its removal."""
        ...

    def page(self, account: str) -> tuple[str, str]:
        """Page id and base address of the account, to which its login is bound; empty ones when there is none."""
        ...

    def uses(self, key: str) -> bool:
        """Whether any login is sealed with that key."""
        ...

    def retire(self, key: str) -> None:
        """Seal with it no more."""
        ...


class Safe(Protocol):
    """Keeps short secrets by name, in the system's keyring. Every method may raise KeyringTrouble."""

    def get(self, name: str) -> Secret | None: ...

    def set(self, name: str, value: Secret) -> None: ...

    def delete(self, name: str) -> None: ...

    def close(self) -> None:
        """No more is asked of it."""
        ...
