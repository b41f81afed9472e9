"""The pages a unit is authorised to run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studio.platforms import Platform


class AccountKind(StrEnum):
    """Which publisher serves the account."""

    FACEBOOK = "facebook"
    ZALO = "zalo"
    WORDPRESS = "wordpress"
    HANDOVER = "handover"
    PRACTICE = "practice"


class PageStatus(StrEnum):
    REQUESTED = "requested"
    ACTIVE = "active"
    HANDED_OVER = "handed_over"
    MERGED = "merged"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One page. `page_id` is part of what an approval binds."""

    name: str
    """Unique slug, what the command line calls it."""
    kind: AccountKind
    platform: Platform
    """Whose text form and limits it takes (a hand-over account may serve Facebook, Zalo or the website)."""
    page_id: str
    title: str
    unit: str = ""
    base_url: str = ""
    status: PageStatus = PageStatus.ACTIVE

    @property
    def unusable_because(self) -> str:
        """Empty when posts may go there; else the status that forbids it."""
        return "" if self.status is PageStatus.ACTIVE else self.status.value
