"""What the room of people needs: a place to keep them, one outside the store, and the log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from studio.people.keys import KeyEvent
from studio.people.model import Person

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes into the log: act, id of who acted, what was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """Wrong PINs in a row, and until when no further one is taken."""

    wrong: int = 0
    locked_until: datetime | None = None
    uptime: float | None = None
    """Seconds this PC had been running when the last one was counted."""


class PeopleRepository(Protocol):
    """Keeps people, their wrong tries, and the register of their keys. Each write is durable when it returns."""

    @property
    def writing(self) -> bool:
        """Whether this thread is inside a transaction."""
        ...

    def transaction(self) -> AbstractContextManager[object]: ...

    def all(self) -> tuple[Person, ...]:
        """By name."""
        ...

    def save(self, person: Person) -> None: ...

    def tries(self, person_id: str) -> Tries: ...

    def set_tries(self, person_id: str, tries: Tries) -> None: ...

    def key_events(self) -> tuple[KeyEvent, ...]:
        """The register as it lies in the store, the oldest line first; whether it is true is not asked here."""
        ...

    def add_key_event(self, event: KeyEvent) -> None: ...

    def replace_key_events(self, events: tuple[KeyEvent, ...]) -> None:
        """Put these in the place of all."""
        ...


class Vault(Protocol):
    """What lies outside the store, where whoever edits the store does not reach it."""

    def key(self, *, keyed: bool, anew: bool = False) -> bytes | None:
        """The secret of this profile, 32 bytes; None where this PC keeps none for it.

        `keyed`: the store says that there is one; then one that cannot be had is a refusal. `anew`: the profile has
        nobody yet, and what was kept for another one in its folder is let go. Raises StudioError.
        """
        ...

    def get(self, name: str) -> str:
        """What was put under that name; empty when nothing was. Raises StudioError."""
        ...

    def put(self, name: str, value: str) -> None: ...

    def restore(self, secret: bytes) -> None:
        """Keep this secret of the profile here. Raises StudioError where this PC has no place for it."""
        ...


class NoVault:
    """Of a profile whose people protect nothing: practice, and tests."""

    def key(self, *, keyed: bool, anew: bool = False) -> bytes | None:
        return None

    def get(self, name: str) -> str:
        return ""

    def put(self, name: str, value: str) -> None: ...

    def restore(self, secret: bytes) -> None: ...
