"""What the simulated Zalo remembers."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.simulators.zalo.errors import Refused

ALL_PERMISSIONS = ("article", "message", "info")
"""Groups an administrator ticks at consent: "Quản lý bài viết", "Gửi tin", "Quản lý thông tin OA"."""


@dataclass(slots=True, kw_only=True)
class App:
    """An application of the developer console."""

    app_id: str
    secret_key: str
    redirect_uri: str
    code_challenge: str = ""
    """base64url(SHA-256(verifier)); one fixed pair an app. Empty: codes are traded without a verifier."""
    active: bool = True
    registered: bool = True
    """Whether it may use the Official Account API."""
    removed: bool = False
    needs_proof: bool = False


@dataclass(slots=True, kw_only=True)
class Oa:
    """An official account and what its package still allows."""

    oa_id: str
    name: str
    exists: bool = True
    enabled: bool = True
    verified: bool = True
    paid: bool = True
    followers: int = 1234
    package: str = "Gói Nâng cao"
    articles_left: int = 1_000_000
    uploads_left: int = 5_000
    broadcasts_left: int = 4
    broadcasts_total: int = 4
    refused_words: tuple[str, ...] = ()
    """An article with one of these violates the platform's standards."""


@dataclass(slots=True, kw_only=True)
class Grant:
    """What one account allowed one app. Refresh tokens serve once."""

    app_id: str
    oa_id: str
    permissions: tuple[str, ...] = ALL_PERMISSIONS
    authorised: bool = True
    refresh_token: str = ""
    refresh_until: datetime
    refreshed: int = 0
    replayed: int = 0
    """How often a spent refresh token was shown again: each one a grant that would be lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    grant: Grant
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    grant: Grant
    until: datetime


@dataclass(slots=True, kw_only=True)
class Article:
    """As it stands. `fields` is what was sent, whole."""

    id: str
    oa_id: str
    fields: dict[str, Any]
    number: int
    """Order of creation."""
    created: datetime
    updated: datetime
    listed_at: datetime
    removed: bool = False
    shown_ever: bool = False
    views: int = 0
    shares: int = 0

    @property
    def shown(self) -> bool:
        return not self.removed and self.fields.get("status", "hide") == "show"


@dataclass(slots=True, kw_only=True)
class Job:
    """An article or update on its way; `token` may be asked for again and again."""

    token: str
    oa_id: str
    fields: dict[str, Any]
    started: datetime
    ready: datetime
    polls: int
    """How many times `verify` says "being processed", however long ago it started."""
    article: str
    update: bool
    fails: Refused | None = None
    done: bool = False


@dataclass(slots=True, kw_only=True)
class Video:
    token: str
    video_id: str
    oa_id: str
    name: str
    size: int
    started: datetime
    polls: int
    outcome: int
    """1 ready, 2 locked, 4 failed, 5 deleted: what it becomes once converted."""
    asked: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """Kept for the control API alone: Zalo itself has no list of them."""

    message_id: str
    oa_id: str
    article: str
    target: dict[str, Any]
    at: datetime


@dataclass(slots=True, kw_only=True)
class ChatLine:
    """A message of a chat. `ours`: from the account, by the interface or at the console."""

    id: str
    ours: bool
    text: str
    at: datetime
    kind: str = "text"


@dataclass(slots=True, kw_only=True)
class Chat:
    """Of one account with one person."""

    oa_id: str
    person: str
    lines: list[ChatLine] = field(default_factory=list)
    blocked: bool = False

    @property
    def moved(self) -> datetime:
        return max(line.at for line in self.lines)

    @property
    def last_from_person(self) -> datetime | None:
        return max((line.at for line in self.lines if not line.ours), default=None)


@dataclass(slots=True, kw_only=True)
class Settings:
    """How the simulated platform behaves; the control API changes them. Times are of the simulated clock."""

    processing_seconds: float = 0.0
    processing_polls: int = 1
    video_seconds: float = 0.0
    video_polls: int = 2
    video_outcome: int = 1
    listing_delay_seconds: float = 0.0
    listing_order: str = "newest"
    """``newest`` or ``oldest`` first, or ``mixed``: as ids have it."""
    listing_most: int = 0
    """Lines of a page at most, whatever was asked for; 0: as many as asked."""
    listing_total: bool = True
    """Whether the answer says how many there are."""
    requests_per_minute: int = 4_000
    access_seconds: int = 90_000
    refresh_seconds: int = 90 * 86_400
    code_seconds: int = 600
    next_job_fails: int = 0
    """An error code the next article job ends with; 0: it succeeds."""
    token_prefix: str = ""
    """What every code, access and refresh token made from now on begins with."""
    image_hosts: tuple[str, ...] = ()
    """Hosts whose pictures count as reachable without a look; pictures on loopback are fetched."""


@dataclass(slots=True, kw_only=True)
class State:
    """Everything. The server lets one request in at a time."""

    now: Callable[[], datetime]
    rng: random.Random
    settings: Settings = field(default_factory=Settings)
    apps: dict[str, App] = field(default_factory=dict)
    oas: dict[str, Oa] = field(default_factory=dict)
    grants: dict[tuple[str, str], Grant] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    access: dict[str, Access] = field(default_factory=dict)
    refresh: dict[str, Grant] = field(default_factory=dict)
    """Every refresh token ever given, with its grant."""
    articles: dict[str, Article] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    videos: dict[str, Video] = field(default_factory=dict)
    attachments: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    broadcasts: list[Broadcast] = field(default_factory=list)
    chats: dict[tuple[str, str], Chat] = field(default_factory=dict)
    calls: dict[str, dict[int, int]] = field(default_factory=dict)
    """Requests of an app by the minute."""

    def token(self, kind: str) -> str:
        """A fresh opaque value that is safe in addresses."""
        return f"{kind}{self.rng.getrandbits(240):060x}"

    def secret(self, kind: str) -> str:
        """The same for what lets its holder in."""
        return self.settings.token_prefix + self.token(kind)

    def later(self, seconds: float) -> datetime:
        return self.now() + timedelta(seconds=seconds)


def milliseconds(moment: datetime) -> int:
    """As Zalo writes times."""
    return int(moment.timestamp() * 1000)
