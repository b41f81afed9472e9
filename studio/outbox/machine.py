"""The life of a delivery as one table. Nothing else in the outbox decides which state follows which.

    scheduled ─due→ waiting ─intend→ sending ─sent→ sent ─verify→ verified
        ↑                               ├ doubt → unknown ─ sent | resume | held | not_executed | stop
        └────────── held ───────────────┘

UNKNOWN is left only by a look at the page or by a person after one; no arrow leads from it straight into
another create.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studio.outbox.model import DeliveryState as S


class Event(StrEnum):
    """What can happen to a delivery."""

    DUE = "due"
    MISS = "miss"
    INTEND = "intend"
    """The intent is written; a create may leave."""
    POSTPONE = "postpone"
    """Nothing left; try again later."""
    STORE = "store"
    """The page's id of a hidden post, or the intent to reveal it, is written."""
    SENT = "sent"
    NOT_EXECUTED = "not_executed"
    """Documented, or found by looking twice, as not executed."""
    REFUSE = "refuse"
    DOUBT = "doubt"
    LOOK = "look"
    """A look that decided nothing."""
    RESUME = "resume"
    """Found hidden: go on to the reveal."""
    VERIFY = "verify"
    STOP = "stop"
    """A person has to decide."""
    RETRY = "retry"
    RECHECK = "recheck"
    CONFIRM = "confirm"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"
    REQUEUE = "requeue"
    HELD = "held"
    """The page keeps it until its time."""
    KEEP = "keep"
    """This PC keeps it: until its time, as the page does not; or until the end of an emergency."""
    RECALL = "recall"
    """It is to be taken back from the page that keeps it."""
    RECALLED = "recalled"
    """The page is certain to have nothing of it."""


class Actor(StrEnum):
    WORKER = "worker"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class DeliveryTransition:
    """One arrow."""

    source: S
    event: Event
    target: S
    actor: Actor = Actor.WORKER


P = Actor.PERSON
TRANSITIONS: tuple[DeliveryTransition, ...] = (
    DeliveryTransition(S.SCHEDULED, Event.DUE, S.WAITING),
    DeliveryTransition(S.SCHEDULED, Event.MISS, S.MISSED),
    DeliveryTransition(S.SCHEDULED, Event.CANCEL, S.CANCELLED, P),
    DeliveryTransition(S.SCHEDULED, Event.SENT, S.SENT),  # these six: of one that the page keeps
    DeliveryTransition(S.SCHEDULED, Event.LOOK, S.SCHEDULED),
    DeliveryTransition(S.SCHEDULED, Event.STOP, S.NEEDS_ATTENTION),
    DeliveryTransition(S.SCHEDULED, Event.RECALL, S.SCHEDULED),
    DeliveryTransition(S.SCHEDULED, Event.RECALLED, S.CANCELLED),
    DeliveryTransition(S.SCHEDULED, Event.WITHDRAW, S.WITHDRAWN),
    DeliveryTransition(S.WAITING, Event.INTEND, S.SENDING),
    DeliveryTransition(S.WAITING, Event.POSTPONE, S.WAITING),
    DeliveryTransition(S.WAITING, Event.MISS, S.MISSED),
    DeliveryTransition(S.WAITING, Event.SENT, S.SENT),  # the look before the create found it already on the page
    DeliveryTransition(S.WAITING, Event.RESUME, S.SENDING),
    DeliveryTransition(S.WAITING, Event.HELD, S.SCHEDULED),
    DeliveryTransition(S.WAITING, Event.KEEP, S.SCHEDULED),
    DeliveryTransition(S.WAITING, Event.STOP, S.NEEDS_ATTENTION),
    DeliveryTransition(S.WAITING, Event.CANCEL, S.CANCELLED, P),
    DeliveryTransition(S.SENDING, Event.STORE, S.SENDING),
    DeliveryTransition(S.SENDING, Event.SENT, S.SENT),
    DeliveryTransition(S.SENDING, Event.NOT_EXECUTED, S.WAITING),
    DeliveryTransition(S.SENDING, Event.REFUSE, S.FAILED),
    DeliveryTransition(S.SENDING, Event.DOUBT, S.UNKNOWN),
    DeliveryTransition(S.SENDING, Event.HELD, S.SCHEDULED),
    DeliveryTransition(S.SENDING, Event.STOP, S.NEEDS_ATTENTION),
    DeliveryTransition(S.UNKNOWN, Event.LOOK, S.UNKNOWN),
    DeliveryTransition(S.UNKNOWN, Event.SENT, S.SENT),
    DeliveryTransition(S.UNKNOWN, Event.RESUME, S.SENDING),
    DeliveryTransition(S.UNKNOWN, Event.HELD, S.SCHEDULED),
    DeliveryTransition(S.UNKNOWN, Event.KEEP, S.SCHEDULED),
    DeliveryTransition(S.UNKNOWN, Event.NOT_EXECUTED, S.WAITING),
    DeliveryTransition(S.UNKNOWN, Event.STOP, S.NEEDS_ATTENTION),
    DeliveryTransition(
        S.UNKNOWN, Event.WITHDRAW, S.WITHDRAWN
    ),  # this, and of one that is sent: the post it amends was removed
    DeliveryTransition(S.SENT, Event.LOOK, S.SENT),
    DeliveryTransition(S.SENT, Event.VERIFY, S.VERIFIED),
    DeliveryTransition(S.SENT, Event.STOP, S.NEEDS_ATTENTION),
    DeliveryTransition(S.SENT, Event.WITHDRAW, S.WITHDRAWN),
    DeliveryTransition(S.VERIFIED, Event.WITHDRAW, S.WITHDRAWN, P),
    DeliveryTransition(S.VERIFIED, Event.LOOK, S.VERIFIED),
    DeliveryTransition(S.VERIFIED, Event.STOP, S.NEEDS_ATTENTION),  # gone, or changed, when it was read back again
    DeliveryTransition(S.FAILED, Event.RETRY, S.WAITING, P),
    DeliveryTransition(S.FAILED, Event.CANCEL, S.CANCELLED, P),
    DeliveryTransition(S.MISSED, Event.RETRY, S.WAITING, P),
    DeliveryTransition(S.MISSED, Event.CANCEL, S.CANCELLED, P),
    DeliveryTransition(S.NEEDS_ATTENTION, Event.RETRY, S.WAITING, P),
    DeliveryTransition(S.NEEDS_ATTENTION, Event.RECHECK, S.UNKNOWN, P),
    DeliveryTransition(S.NEEDS_ATTENTION, Event.SENT, S.SENT, P),
    DeliveryTransition(S.NEEDS_ATTENTION, Event.CONFIRM, S.VERIFIED, P),
    DeliveryTransition(S.NEEDS_ATTENTION, Event.WITHDRAW, S.WITHDRAWN, P),
    DeliveryTransition(S.NEEDS_ATTENTION, Event.CANCEL, S.CANCELLED, P),
    DeliveryTransition(S.CANCELLED, Event.REQUEUE, S.SCHEDULED, P),
)

TRANSIENT = frozenset({S.SCHEDULED, S.WAITING, S.SENDING, S.SENT, S.UNKNOWN})
"""States the worker leaves by itself."""
PUBLISHED = frozenset({S.VERIFIED, S.WITHDRAWN})
"""It was on the page, for certain."""
SETTLED = frozenset({S.VERIFIED, S.WITHDRAWN, S.CANCELLED})
"""Nobody has anything left to do."""
UNTOUCHED = frozenset({S.SCHEDULED, S.WAITING, S.MISSED, S.FAILED, S.CANCELLED})
"""The page has nothing of it, for certain; but for a scheduled one that the page keeps (`Delivery.held_by_page`)."""


class NoSuchMove(Exception):
    """The table has no such arrow: a bug, or two parties moved the same delivery."""


def target(state: S, event: Event) -> S:
    """The state that follows. Raises NoSuchMove."""
    found = next((t.target for t in TRANSITIONS if t.source is state and t.event is event), None)
    if found is None:
        raise NoSuchMove(f"{state} cannot {event}")
    return found


def may(state: S, event: Event) -> bool:
    """Whether the table has the arrow."""
    return any(t.source is state and t.event is event for t in TRANSITIONS)
