"""What is asked of the system's keyring, and what it answers when it does not serve."""

from __future__ import annotations

from typing import Protocol

from studio.errors import StudioError
from studio.secret import Secret


class KeyringTrouble(StudioError):
    """The system's keyring is locked, missing, silent or not one that may be trusted. Nothing was lost."""


class Safe(Protocol):
    """Keeps short secrets by name, in the system's keyring. Every method may raise KeyringTrouble."""

    def get(self, name: str) -> Secret | None: ...

    def set(self, name: str, value: Secret) -> None: ...

    def delete(self, name: str) -> None: ...

    def close(self) -> None:
        """No more is asked of it."""
        ...
