"""One delivery of one post to one page, and the states it may be in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeliveryState(StrEnum):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What was about to be sent (written before anything leaves) and what came of it."""

    delivery: str
    number: int
    step: str
    """``create``, ``reveal``, ``verify``, ``reconcile``."""
    body_sha256: str
    started_at: datetime
    finished_at: datetime | None = None
    outcome: str = ""
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
