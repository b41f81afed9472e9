"""People of a unit and what each may do."""

from __future__ import annotations

from dataclasses import dataclass
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
    """One person; `pin_hash` is an argon2id string, never the PIN."""

    id: str
    name: str
    roles: frozenset[Role]
    pin_hash: str
    active: bool = True
