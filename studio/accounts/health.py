"""How the connection to a page is, as of the last look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from studio.phrase import Phrase


class HealthState(StrEnum):
    """From best to worst; anything but OK and EXPIRING keeps posts from the page."""

    OK = "ok"
    EXPIRING = "expiring"
    """Works, and needs a person before `Health.until`."""
    UNREACHABLE = "unreachable"
    """Nobody answered; says nothing about the login."""
    NOT_CONNECTED = "not_connected"
    NEEDS_LOGIN = "needs_login"
    NEEDS_RIGHTS = "needs_rights"
    WRONG_PAGE = "wrong_page"
    """The login belongs to another page than the account says."""
    BLOCKED = "blocked"
    """The platform does not let this page post at present."""


NOTHING_TO_DO = Phrase("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What was read back. `say` is one sentence, `next_step` the exact thing to do; empty when there is nothing."""

    state: HealthState
    checked_at: datetime
    say: Phrase
    next_step: Phrase = NOTHING_TO_DO
    title: str = ""
    """The page's name as the platform has it."""
    page_id: str = ""
    rights: tuple[str, ...] = ()
    until: datetime | None = None
    """When the login runs out, if it does by itself."""

    @property
    def usable(self) -> bool:
        return self.state in (HealthState.OK, HealthState.EXPIRING)


class HealthBook(Protocol):
    """Keeps the last health of each account."""

    def all(self) -> Mapping[str, Health]:
        """By the account's name."""
        ...

    def note(self, account: str, health: Health) -> None: ...

    def drop(self, account: str) -> None: ...
