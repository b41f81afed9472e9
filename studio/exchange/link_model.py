"""What a station says of its hub."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from studio.hub.model import HubItemKind
from studio.phrase import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedHub:
    """The hub that this station joined, and as what."""

    host: str
    port: int
    database: str
    certificate: str = field(repr=False)
    """Of the authority that vouches for the server, PEM; empty for a server on this PC."""
    login: str
    """By which the hub knows this station; its items name it otherwise."""
    unit: str
    department: bool
    joined_at: datetime
    epoch: str = ""
    """The last one that the hub told."""

    @property
    def address(self) -> str:
        return f"{self.host}:{self.port}/{self.database}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncResult:
    """What came of one contact."""

    changed: bool = False
    """Something was taken in that people see."""
    pushed: int = 0
    taken: int = 0
    trouble: Phrase | None = None
    """Why it did not go to its end; nothing is lost, and the next contact goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkStanding:
    """How it stands with the hub."""

    last_ok: datetime | None = None
    last_try: datetime | None = None
    waiting: int = 0
    """Items that wait to be sent."""
    refused: int = 0
    """Items of this station that the hub does not take."""
    aside: int = 0
    """Items that came and cannot be taken in, or not yet."""
    trouble: Phrase | None = None
    received: Mapping[str, int] = field(default_factory=dict)
    """The number of the last entry that was read, by box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """A row of the outbox of items."""

    n: int
    item: str
    box: str
    kind: HubItemKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedItem:
    """An item that came and was not taken in."""

    id: str
    box: str
    seq: int
    kind: str
    """As the hub says."""
    sender: str
    """The station that it says it is of; nothing vouches for that yet."""
    post: str
    """Empty where it names none."""
    since: datetime
    again: datetime
    """When it is tried again."""
    why: Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedItem:
    """An item that belongs to no post, of another station or of this one."""

    id: str
    kind: HubItemKind
    sender: str
    """The station that made it, as its items name it."""
    at: datetime
    """By that station's clock: it is shown, and decides nothing."""
    facts: Mapping[str, Any]
    box: str
    number: int | None
    """In its box; None before the hub has it."""
    unit: str = ""
    """Of the station, as the department told; empty where it is not known."""
    department: bool = False
