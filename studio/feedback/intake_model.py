"""How far the inbox of a page is read, and what keeps it from being read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio.phrase import Phrase
from studio.publishers.inbox import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeState:
    """Of one account and one of its lists."""

    account: str
    channel: Channel
    since: datetime
    """Texts from then on are wanted."""
    cursor: str = ""
    """The adapter's mark within a reading under way; empty between two."""
    began: datetime | None = None
    """When the reading under way began, by the page's clock where that is behind this PC's."""
    read_at: datetime | None = None
    """When the list was last read to its end."""
    next_at: datetime
    failures: int = 0
    """In a row."""
    failed_at: datetime | None = None
    needs_person: bool = False
    """Waiting does not help."""
    trouble: Phrase | None = None
    """Why the last attempt failed; None: it did not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeTrouble:
    """What the officer is told of one account."""

    account: str
    say: Phrase
    """One sentence, with the remedy where there is one."""
    since: datetime | None
    """Up to when its texts are here; None: it was never read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRound:
    """What one round brought."""

    new: int = 0
    """Texts that were not known."""
    more: bool = False
    """A list is not read to its end yet: go on at once."""
    changed: bool = False
    """Something new, or another trouble than before: what shows it looks again."""
