"""What sign-offs need: a place to keep them, people, and the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from studio.people.model import Person, Role
from studio.phrase import Phrase
from studio.signoffs.model import SignOff

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns."""


Scan = Callable[[str], Phrase | None]
"""What a text gives away of a citizen, or of a secret; None when nothing."""


class SignOffRepository(Protocol):
    """Keeps every submission ever made."""

    def transaction(self) -> AbstractContextManager[object]: ...

    def get(self, id: str) -> SignOff | None: ...

    def of(self, kind: str, subject: str) -> tuple[SignOff, ...]:
        """The submissions of one thing, newest first."""
        ...

    def undecided(self) -> tuple[SignOff, ...]:
        """The newest submission of each thing, where the head has not decided; oldest first."""
        ...

    def save(self, signoff: SignOff) -> None: ...


class Staff(Protocol):
    """Who may do what."""

    def require(self, person: str, *roles: Role) -> Person:
        """Raises NotPermitted, NotFound."""
        ...

    def verify_pin(self, person: str, pin: str) -> Person:
        """Raises NotPermitted. Never called inside a transaction."""
        ...
