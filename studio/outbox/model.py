"""One delivery of one post to one page, and the states it may be in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeliveryState(StrEnum):
    """Where a delivery stands; `studio.outbox.machine` says what may follow what."""

    SCHEDULED = "scheduled"
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    VERIFIED = "verified"
    FAILED = "failed"
    MISSED = "missed"
    NEEDS_ATTENTION = "needs_attention"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class Attention(StrEnum):
    """Why a delivery in NEEDS_ATTENTION waits for a person; empty in every other state."""

    NONE = ""
    HAND = "hand"
    """The package lies ready; a person posts it and brings the link."""
    GATE = "gate"
    """Approval, preflight or a file no longer allows it. Nothing left."""
    PAGE = "page"
    """Another page answered than the one approved. Nothing left."""
    ACCOUNT = "account"
    """The connection to the page is broken: login, rights, certificate. Nothing left."""
    CLOCK = "clock"
    """This PC's clock and the page's disagree. Nothing left."""
    DOUBT = "doubt"
    """It may or may not be on the page; only a look there can tell."""
    HIDDEN = "hidden"
    """A hidden copy lies on the page and was not shown."""
    GONE = "gone"
    """It was on the page and is not there any more."""
    DIFFERS = "differs"
    """The page shows something else than what was approved."""


NOTHING_LEFT = frozenset({Attention.HAND, Attention.GATE, Attention.PAGE, Attention.ACCOUNT, Attention.CLOCK})
"""Reasons for which it is certain that the page has nothing of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A row of the outbox. Unique per (post, seal, account): queuing twice yields the same row."""

    id: str
    post_id: str
    post_title: str
    account: str
    platform: str
    page_id: str
    seal: str
    reference: str
    """Code unique to this delivery, by which a post is found again on the page."""
    state: DeliveryState
    due_at: datetime
    attempts: int = 0
    remote_id: str = ""
    permalink: str = ""
    message: str = ""
    """Last word on it, a sentence in Vietnamese."""
    message_en: str = ""
    lease: str = ""
    lease_until: datetime | None = None
    fence: int = 0
    not_before: datetime | None = None
    queued_by: str = ""
    created_at: datetime
    updated_at: datetime
    since: datetime | None = None
    """When it entered its present state."""
    reason: Attention = Attention.NONE
    text_sha256: str = ""
    """Hash of the normalised text that was about to leave; empty before the first attempt."""
    image_sha256: tuple[str, ...] = ()
    """Hashes of the pictures that were about to leave, in order."""
    first_sent_at: datetime | None = None
    """When the first attempt began: nothing of ours on the page is older."""
    last_sent_at: datetime | None = None
    absent_at: datetime | None = None
    """First look after the last attempt that did not find it."""
    looks: int = 0
    """Looks or tries in a row that decided nothing; the pause before the next one grows with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What was about to be sent (written before anything leaves) and what came of it."""

    delivery: str
    number: int
    step: str
    """``create``, ``reveal``, ``verify``, ``reconcile``, ``delete``."""
    body_sha256: str
    started_at: datetime
    finished_at: datetime | None = None
    outcome: str = ""
    """``done not_executed refused unknown``; of a look ``found absent differs hidden ambiguous unreadable``."""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the page answered and what was read back."""

    delivery: str
    remote_id: str
    permalink: str
    at: datetime
    verified: bool
    raw: str
    confirmed_by: str = ""
    """Name of the person on whose word it counts as published; empty when the page itself was read back."""
