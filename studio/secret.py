"""A value that must not be shown: it does not print itself, and a traceback with locals shows a mask.

What is asked of the system's keyring, and what it answers when it does not serve.
"""

from __future__ import annotations

import hmac
from typing import NoReturn, Protocol

from studio.errors import StudioError

MASK = "•••"


class Revealed(str):
    """A secret's text on its way into a request: where it is shown as a value of something, a mask stands."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"'{MASK}'"


class Secret:
    """Holds one secret text. `reveal` is the only way to it."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self, before: str = "") -> str:
        """The text itself with `before` in front, to be handed to whoever needs it and to nobody else.

        Keep it whole: what is cut from it or joined to it is plain text, which a traceback with locals shows.
        """
        return Revealed(before + self._value)

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and hmac.compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        return hash(self._value)

    def __bool__(self) -> bool:
        return bool(self._value)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")


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
