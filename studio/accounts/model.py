"""The pages a unit is authorised to run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio.phrase import Phrase
from studio.platforms import Platform


class AccountKind(StrEnum):
    """Which publisher serves the account."""

    FACEBOOK = "facebook"
    ZALO = "zalo"
    WORDPRESS = "wordpress"
    HANDOVER = "handover"
    PRACTICE = "practice"

    @property
    def platform(self) -> Platform | None:
        """The one it serves; None: a hand-over page may stand for any, a practice page for those with a text."""
        return _PLATFORMS.get(self)

    @property
    def local(self) -> bool:
        """Whether its posts never leave the PC by themselves: all that a practice profile may use."""
        return self in (AccountKind.HANDOVER, AccountKind.PRACTICE)


_PLATFORMS = {
    AccountKind.FACEBOOK: Platform.FACEBOOK,
    AccountKind.ZALO: Platform.ZALO,
    AccountKind.WORDPRESS: Platform.WEBSITE,
}


class PageStatus(StrEnum):
    REQUESTED = "requested"
    ACTIVE = "active"
    HANDED_OVER = "handed_over"
    MERGED = "merged"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCategory:
    """A category of a website, as the site knows it."""

    id: int
    name: str


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
    successor: str = ""
    """Name of the account that took over after it was handed over, merged or closed."""
    connected_by: str = ""
    """Id of the person who connected it; empty when nobody did, or it was disconnected."""
    connected_at: datetime | None = None
    image_host: str = ""
    """Where a Zalo page's pictures are public: name of the unit's WordPress account, whose media library takes them, or
    an https address below which the unit puts them itself."""

    categories: tuple[SiteCategory, ...] = ()
    """Of a website: where its posts go; none: into the site's default category."""

    @property
    def unusable_because(self) -> str:
        """Empty when posts may go there; else the status that forbids it."""
        return "" if self.status is PageStatus.ACTIVE else self.status.value


NOTHING_TO_DO = Phrase("")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedLogin:
    """A login that only the key named `key` opens."""

    key: str
    data: bytes
    """Nonce (12 bytes) and AES-256-GCM ciphertext with its tag."""
    beside: tuple[str, str, str] = ("", "", "")
    """Profile, page id and base address beside which it lay when it was read; a login opens beside its own alone."""
