"""What a person can do about a delivery, by its state."""

from __future__ import annotations

from enum import StrEnum

from studio.outbox.model import Attention, Delivery, DeliveryState, Progress
from studio.outbox.standing import Stand, stand_of
from studio.people.model import Role

PUBLISHERS = frozenset({Role.PUBLISHER})


class Deed(StrEnum):
    """A button of the drawer."""

    RECONCILE = "reconcile"
    CHOOSE = "choose"
    RETRY = "retry"
    ACCEPT = "accept"
    CONFIRM = "confirm"
    OPEN = "open"
    RECORD = "record"
    CANCEL = "cancel"
    WITHDRAW = "withdraw"
    REMOVED = "removed"
    TWIN = "twin"
    RETRY_FAILED = "retry_failed"
    STOP_POST = "stop_post"
    ASK_BACK = "ask_back"
    AMEND = "amend"
    CORRECT = "correct"
    FOLLOW = "follow"
    BROADCAST = "broadcast"
    RELEASE = "release"
    PICTURES = "pictures"


ICONS = {
    Deed.RECONCILE: "refresh-cw",
    Deed.CHOOSE: "list-checks",
    Deed.RETRY: "send",
    Deed.ACCEPT: "check",
    Deed.CONFIRM: "link",
    Deed.OPEN: "external-link",
    Deed.RECORD: "file-archive",
    Deed.CANCEL: "x",
    Deed.WITHDRAW: "archive",
    Deed.REMOVED: "check",
    Deed.TWIN: "copy",
    Deed.RETRY_FAILED: "rotate-cw",
    Deed.STOP_POST: "octagon-x",
    Deed.ASK_BACK: "archive",
    Deed.AMEND: "file-pen",
    Deed.CORRECT: "file-pen",
    Deed.FOLLOW: "file-plus",
    Deed.BROADCAST: "megaphone",
    Deed.RELEASE: "play",
    Deed.PICTURES: "images",
}

SETTLED = frozenset({DeliveryState.VERIFIED, DeliveryState.WITHDRAWN, DeliveryState.CANCELLED})
"""Nothing more is to be sent."""
_BY_STATE: dict[DeliveryState, tuple[Deed, ...]] = {
    DeliveryState.SCHEDULED: (Deed.CANCEL,),
    DeliveryState.WAITING: (Deed.CANCEL,),
    DeliveryState.SENDING: (),
    DeliveryState.SENT: (Deed.RECONCILE, Deed.OPEN),
    DeliveryState.UNKNOWN: (Deed.RECONCILE,),
    DeliveryState.VERIFIED: (
        Deed.OPEN,
        Deed.AMEND,
        Deed.CORRECT,
        Deed.FOLLOW,
        Deed.RECORD,
        Deed.BROADCAST,
        Deed.ASK_BACK,
        Deed.WITHDRAW,
    ),
    DeliveryState.FAILED: (Deed.RETRY, Deed.CANCEL),
    DeliveryState.MISSED: (Deed.RETRY, Deed.CANCEL),
    DeliveryState.WITHDRAWN: (Deed.RECORD,),
    DeliveryState.CANCELLED: (),
}
_BY_REASON: dict[Attention, tuple[Deed, ...]] = {
    Attention.HAND: (Deed.CONFIRM, Deed.CANCEL),
    Attention.GATE: (Deed.RETRY, Deed.CANCEL),
    Attention.PAGE: (Deed.RETRY, Deed.CANCEL),
    Attention.ACCOUNT: (Deed.RETRY, Deed.CANCEL),
    Attention.CLOCK: (Deed.RETRY, Deed.CANCEL),
    Attention.DOUBT: (Deed.RECONCILE, Deed.CHOOSE, Deed.CONFIRM, Deed.RETRY, Deed.CANCEL),
    Attention.HIDDEN: (Deed.RETRY, Deed.CANCEL),
    Attention.GONE: (Deed.RECONCILE, Deed.RECORD),
    Attention.TWICE: (Deed.TWIN, Deed.RECONCILE, Deed.OPEN, Deed.ACCEPT, Deed.ASK_BACK),
    Attention.DIFFERS: (Deed.RECONCILE, Deed.ACCEPT, Deed.OPEN, Deed.CORRECT, Deed.ASK_BACK, Deed.WITHDRAW),
}


_TO_REMOVE: dict[Stand, tuple[Deed, ...]] = {
    Stand.REMOVAL_DUE: (Deed.WITHDRAW, Deed.OPEN, Deed.RECONCILE, Deed.RECORD),
    Stand.REMOVE_BY_HAND: (Deed.OPEN, Deed.REMOVED, Deed.RECORD),
}


def deeds_of_post(progress: Progress) -> tuple[Deed, ...]:
    """What may be offered for the whole post, where it goes to several pages."""
    if progress.total < 2:
        return ()
    failed = (Deed.RETRY_FAILED,) if progress.failed else ()
    return (*failed, Deed.STOP_POST) if progress.waiting + progress.failed else failed


def deeds_of(
    delivery: Delivery,
    *,
    withdrawn: bool = False,
    follows: bool = False,
    broadcasts: bool = False,
    paused: bool = False,
    pictures: bool = False,
) -> tuple[Deed, ...]:
    """What may be offered; the first is the one to try first. The service has the last word.

    `withdrawn`: somebody who may has taken the post back; `follows`: a companion of it is due;
    `broadcasts`: the page can send it to its followers; `paused`: nothing is sent to the page at present;
    `pictures`: a person puts its pictures in place.
    """
    stand = stand_of(delivery, withdrawn=withdrawn)
    if stand in _TO_REMOVE and delivery.reason is not Attention.TWICE:
        deeds = _TO_REMOVE[stand]
    elif delivery.state is DeliveryState.NEEDS_ATTENTION:
        deeds = _BY_REASON.get(delivery.reason, (Deed.RECONCILE,))
    else:
        deeds = _BY_STATE[delivery.state]
    wanted = {
        Deed.OPEN: bool(delivery.permalink),
        Deed.WITHDRAW: withdrawn,
        Deed.RECONCILE: delivery.state is not DeliveryState.VERIFIED,
        Deed.ASK_BACK: not withdrawn and not delivery.amends,  # the post that it changes is withdrawn whole
        Deed.AMEND: not withdrawn,
        Deed.CORRECT: not withdrawn,
        Deed.FOLLOW: follows,
        Deed.BROADCAST: broadcasts and not withdrawn,
    }
    offered = tuple(deed for deed in deeds if wanted.get(deed, True))
    if delivery.state in SETTLED:
        return offered
    before = (Deed.PICTURES,) if pictures else ()
    return (*before, *offered, Deed.RELEASE) if paused else (*before, *offered)
