"""The pages a unit is authorised to run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from studio.phrase import NOTHING, Phrase
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
        return KINDS[self].platform

    @property
    def local(self) -> bool:
        return KINDS[self].local


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFacts:
    """What is so of all accounts of a kind."""

    title: Phrase
    way: Phrase
    """How posts get there, in a few words."""
    sending: Phrase = NOTHING
    """The same in a sentence, for whoever is about to send a post; empty where the platform's own interface is used."""
    changing: Phrase = NOTHING
    """As `sending`, of a change of a published post."""
    platform: Platform | None = None
    """The one it serves; None: a hand-over page may stand for any, a practice page for those with a text."""
    local: bool = False
    """Whether its posts never leave the PC by themselves: all that a practice profile may use."""
    coded: bool = False
    """Whether a text ends with the code of its post: the page keeps nothing else by which it is found again."""


_DIRECTLY = Phrase("Directly through the platform")
_SEEN_HERE = Phrase("A practice page on this PC; nobody else sees it.")
KINDS: Mapping[AccountKind, KindFacts] = {
    AccountKind.FACEBOOK: KindFacts(
        title=Phrase("Facebook page"),
        way=_DIRECTLY,
        platform=Platform.FACEBOOK,
        coded=True,
    ),
    AccountKind.ZALO: KindFacts(
        title=Phrase("Zalo Official Account"),
        way=_DIRECTLY,
        platform=Platform.ZALO,
        coded=True,
    ),
    AccountKind.WORDPRESS: KindFacts(
        title=Phrase("WordPress site"),
        way=_DIRECTLY,
        platform=Platform.WEBSITE,
    ),
    AccountKind.HANDOVER: KindFacts(
        title=Phrase("Hand-over (posted by hand)"),
        way=Phrase("Prepared here, posted by hand"),
        sending=Phrase("Prepared as a folder; a person posts it by hand."),
        changing=Phrase("Prepared as a folder; a person changes the post by hand."),
        local=True,
    ),
    AccountKind.PRACTICE: KindFacts(
        title=Phrase("Practice page (on this PC)"),
        way=Phrase("Shown on this PC alone"),
        sending=_SEEN_HERE,
        changing=_SEEN_HERE,
        local=True,
    ),
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
