"""People of a unit and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Somebody who is there from the beginning of a unit, with the PIN that they typed."""

    name: str
    roles: frozenset[Role]
    pin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """Wrong PINs in a row, and until when no further one is taken."""

    wrong: int = 0
    locked_until: datetime | None = None
    uptime: float | None = None
    """Seconds this PC had been running when the last one was counted."""
