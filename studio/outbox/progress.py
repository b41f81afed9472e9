"""How far a post has come, over all its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from studio.outbox.model import Attention, Delivery, DeliveryProgress, DeliveryState

Part = Literal["done", "failed", "unknown", "waiting"]
_FAILED = frozenset({Attention.GATE, Attention.PAGE, Attention.ACCOUNT, Attention.CLOCK})
"""Reasons for which certainly nothing left."""
_BY_STATE: dict[DeliveryState, Part] = {
    DeliveryState.VERIFIED: "done",
    DeliveryState.WITHDRAWN: "done",
    DeliveryState.FAILED: "failed",
    DeliveryState.MISSED: "failed",
    DeliveryState.UNKNOWN: "unknown",
}


def part_of(delivery: Delivery) -> Part:
    """Where `delivery` is counted. "failed": certainly nothing is on the page, and only a person moves it."""
    if delivery.state is not DeliveryState.NEEDS_ATTENTION:
        return _BY_STATE.get(delivery.state, "waiting")
    if delivery.reason in _FAILED:
        return "failed"
    return "waiting" if delivery.reason is Attention.HAND else "unknown"


def progress_of(deliveries: Iterable[Delivery]) -> DeliveryProgress:
    """Counts all but the cancelled ones."""
    parts = Counter(part_of(delivery) for delivery in deliveries if delivery.state is not DeliveryState.CANCELLED)
    return DeliveryProgress(
        done=parts["done"],
        total=parts.total(),
        failed=parts["failed"],
        unknown=parts["unknown"],
        waiting=parts["waiting"],
    )
