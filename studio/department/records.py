"""Rows that the department keeps, as values: what came, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from studio.department.model import HeadState
from studio.outbox.model import Attention, DeliveryState
from studio.phrase import Phrase

PUBLIC = (DeliveryState.SENT, DeliveryState.VERIFIED)
"""States of a delivery that is on its page."""
UNCLEAR = (Attention.DOUBT, Attention.HIDDEN)
"""Why a delivery may be on its page, and may be not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeAge:
    """Of when it is what is known of the stations."""

    as_of: datetime
    """By the clock of this PC."""
    hub_at: datetime
    """By that of the hub, which also tells when a station was heard of."""
    items: int
    """Up to which item of posts it was looked for two versions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StationRow:
    """A station of a unit, as the hub told."""

    login: str
    unit: str
    active: bool
    public: str
    """The key of its PC, hex: by it a post of that PC is known to be of this unit."""
    seen_at: datetime | None
    version: str
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRow:
    """What a station says of one of its deliveries, as it told last."""

    station: str
    delivery: str
    unit: str
    post: str
    title: str
    page: str
    remote: str
    """The page's own id of it."""
    url: str
    state: DeliveryState
    reason: Attention
    by_hand: bool
    """It counts on the word of whoever posted it."""
    at: datetime
    """Since when it stands so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadRow:
    """The end of a station's log, as it told it last."""

    station: str
    seq: int
    hash: str
    at: datetime
    state: HeadState


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingReport:
    """A signed report of a month that came over the hub and does not count yet."""

    item: str
    station: str
    file: str
    refused: Phrase | None = None
    """Why; it is tried again, for the list of units may have changed."""
