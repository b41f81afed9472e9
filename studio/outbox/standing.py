"""What a delivery is called: read back, claimed by a person, or to be removed and not removed yet. Its state alone does
not say on whose word it counts as published, nor that the post was withdrawn since."""

from __future__ import annotations

from enum import StrEnum

from studio.outbox.model import Attention, Delivery, DeliveryState, Vouched


class Stand(StrEnum):
    """A delivery's state, told apart where one word would be untrue."""

    SCHEDULED = "scheduled"
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    VERIFIED = "verified"
    """The program read it back from its page."""
    CLAIMED = "claimed"
    """It counts as published on a person's word."""
    REMOVAL_DUE = "removal_due"
    """Its post was withdrawn; it is still on its page, from where the program removes it on a publisher's word."""
    REMOVE_BY_HAND = "remove_by_hand"
    """The same, and a person has to remove it there."""
    FAILED = "failed"
    MISSED = "missed"
    NEEDS_ATTENTION = "needs_attention"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    AMEND_WAITING = "amend_waiting"
    """The published post shows as it was until its text is replaced."""
    AMEND_UNKNOWN = "amend_unknown"
    AMENDED = "amended"
    """The program read the new text back."""


_AMENDING = {
    DeliveryState.SCHEDULED: Stand.AMEND_WAITING,
    DeliveryState.WAITING: Stand.AMEND_WAITING,
    DeliveryState.UNKNOWN: Stand.AMEND_UNKNOWN,
    DeliveryState.VERIFIED: Stand.AMENDED,
}


def stand_of(delivery: Delivery, *, withdrawn: bool) -> Stand:
    """`withdrawn`: its post was, by a person who may."""
    on_page = delivery.state is DeliveryState.VERIFIED or delivery.reason in (Attention.DIFFERS, Attention.TWICE)
    if withdrawn and on_page:
        return Stand.REMOVE_BY_HAND if delivery.vouched is Vouched.LINK else Stand.REMOVAL_DUE
    if delivery.state is DeliveryState.VERIFIED and delivery.vouched:
        return Stand.CLAIMED
    if delivery.amends and delivery.state in _AMENDING:
        return _AMENDING[delivery.state]
    return Stand(delivery.state.value)
