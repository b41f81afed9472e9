"""The file of a page: what was asked for, how the page shows itself, how it was verified, and how it ended.

What the registry needs of the rest: where files are kept, people, accounts, contacts, pictures, records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from studio.accounts.model import PageStatus
from studio.phrase import Phrase
from studio.platforms import Platform

ENDED = frozenset({PageStatus.HANDED_OVER, PageStatus.MERGED, PageStatus.CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEvidence:
    """A file that was attached; `sha256` is empty while there is none."""

    sha256: str = ""
    name: str = ""
    at: datetime | None = None

    def __bool__(self) -> bool:
        return bool(self.sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """The unit's official document that something rests on. The program writes none."""

    number: str = ""
    day: date | None = None
    issuer: str = ""
    file: PageEvidence = field(default_factory=PageEvidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Why the unit wants a page, and who answers for it. People by their id."""

    purpose: str = ""
    audience: str = ""
    platform: Platform | None = None
    why: str = ""
    """Why this platform."""
    admins: tuple[str, ...] = ()
    approver: str = ""
    duty: tuple[str, ...] = ()
    hours: str = ""
    reply: str = ""
    """Within what time people are answered."""
    basis: Basis = field(default_factory=Basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """A picture of the unit's library, by the SHA-256 of its file, and the words for those who do not see it."""

    sha256: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageIdentity:
    """What a reader sees of the page."""

    name: str = ""
    avatar: Portrait = field(default_factory=Portrait)
    cover: Portrait = field(default_factory=Portrait)
    owner: str = ""
    """The body that runs it."""
    address: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    pinned: str = ""
    house_rules: str = ""
    privacy: str = ""
    url: str = ""
    screenshot: PageEvidence = field(default_factory=PageEvidence)


class ReportOutcome(StrEnum):
    """What a platform answered."""

    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Papers, the letter, and what the platform said. `answers` by the item of its list: see `checklists`."""

    answers: Mapping[str, str] = field(default_factory=dict)
    letter: PageEvidence = field(default_factory=PageEvidence)
    letter_seen: bool = False
    """A person looked through it: no personal papers are in it that the platform does not ask for."""
    submitted_on: date | None = None
    case_number: str = ""
    outcome: ReportOutcome | None = None
    badge: str = ""
    decided_on: date | None = None
    capture: PageEvidence = field(default_factory=PageEvidence)
    reason: str = ""
    retry_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """Who signed the minutes of the hand-over, and when. `file`: the signed paper, scanned."""

    giver: str = ""
    receiver: str = ""
    witness: str = ""
    signed_on: date | None = None
    file: PageEvidence = field(default_factory=PageEvidence)

    @property
    def signatures(self) -> int:
        """How many different people signed."""
        return len({name for name in (self.giver, self.receiver, self.witness) if name}) if self.signed_on else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The package of a page's records as it was written and read back."""

    sha256: str
    posts: tuple[str, ...]
    at: datetime
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTransition:
    """Handing a page over, merging or closing it. `to` is the status it is to have; answers by the item of the list."""

    to: PageStatus | None = None
    basis: Basis = field(default_factory=Basis)
    successor: str = ""
    """Id of the file of the page that takes over."""
    answers: Mapping[str, str] = field(default_factory=dict)
    archive: Archive | None = None
    minutes: Minutes = field(default_factory=Minutes)
    watch_until: date | None = None
    """Until when somebody looks for impostors under the old name."""
    watched_on: date | None = None
    """When somebody looked for them last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFile:
    """Everything about one page that is no post."""

    id: str
    unit: str = ""
    """Id of the unit in the directory."""
    area: str = ""
    account: str = ""
    """Name of the account that posts go to; empty before the page exists."""
    status: PageStatus = PageStatus.REQUESTED
    valid_from: date | None = None
    valid_to: date | None = None
    request: Request = field(default_factory=Request)
    identity: PageIdentity = field(default_factory=PageIdentity)
    verification: Verification = field(default_factory=Verification)
    transition: PageTransition = field(default_factory=PageTransition)
    made_by: str = ""
    made_at: datetime
    changed_at: datetime

    @property
    def ended(self) -> bool:
        return self.status in ENDED

    @property
    def blank(self) -> bool:
        """Whether nobody has written anything in it."""
        return self.status is PageStatus.REQUESTED and (
            (self.request, self.identity, self.verification, self.transition)
            == (Request(), PageIdentity(), Verification(), PageTransition())
        )

    @property
    def files(self) -> frozenset[str]:
        """The files of the store that it names."""
        kept = (
            self.request.basis.file, self.identity.screenshot, self.verification.letter, self.verification.capture,
            self.transition.basis.file, self.transition.minutes.file,
        )  # fmt: skip
        portraits = (self.identity.avatar.sha256, self.identity.cover.sha256)
        return frozenset(name for name in (*(each.sha256 for each in kept), *portraits) if name)


Note = Callable[[str, str, Mapping[str, Any]], None]
"""Writes a line of the log: act, person, and what it concerns."""
Scan = Callable[[bytes, str], Sequence[Phrase]]
"""What of a letter, by bytes and file name, identifies a private person; the rule that posts go through."""

Wary = Callable[[str], Phrase | None]
"""What a text gives away of a private person, or which secret it holds; None when nothing."""


class PostRecords(Protocol):
    """The records of what a page published."""

    def posts_of(self, account: str) -> Sequence[tuple[str, str]]:
        """Id and title of every post that reached the account, oldest first."""
        ...

    def write(self, post: str, out: Path) -> None:
        """Write the latest record of the post to `out`. Raises StudioError."""
        ...

    def problems(self, record: bytes) -> Sequence[Phrase]:
        """What is wrong with a record; empty when it is intact."""
        ...
