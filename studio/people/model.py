"""People of a unit and what each may do.

What the room of people needs: a place to keep them, one outside the store, and the log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes into the log: act, id of who acted, what was done."""


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


class Role(StrEnum):
    AUTHOR = "author"
    APPROVER = "approver"
    PUBLISHER = "publisher"
    HEAD = "head"
    TRAINER = "trainer"
    TECHNICAL = "technical"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person; `pin_hash` is their signing key wrapped by their PIN (see `studio.people.pin`), never the PIN."""

    id: str
    name: str
    roles: frozenset[Role]
    pin_hash: str
    """Empty for somebody of another PC, who signs there."""
    active: bool = True

    @property
    def here(self) -> bool:
        """Whether they work at this PC, with a PIN of their own."""
        return bool(self.pin_hash)

    @property
    def works_here(self) -> bool:
        """Whether they may sign in at this PC."""
        return self.active and self.here


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody who is there from the beginning of a unit, with the PIN that they typed."""

    name: str
    roles: frozenset[Role]
    pin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroducedPerson:
    """Somebody of another PC, as that PC tells of them."""

    id: str
    name: str
    roles: tuple[str, ...]
    public: str
    """Ed25519 public key, hex."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """Wrong PINs in a row, and until when no further one is taken."""

    wrong: int = 0
    locked_until: datetime | None = None
    uptime: float | None = None
    """Seconds this PC had been running when the last one was counted."""
