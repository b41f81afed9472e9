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
class Transition:
    """One arrow."""

    source: S
    event: Event
    target: S
    actor: Actor = Actor.WORKER


P = Actor.PERSON
TRANSITIONS: tuple[Transition, ...] = (
    Transition(S.SCHEDULED, Event.DUE, S.WAITING),
    Transition(S.SCHEDULED, Event.MISS, S.MISSED),
    Transition(S.SCHEDULED, Event.CANCEL, S.CANCELLED, P),
    Transition(S.SCHEDULED, Event.SENT, S.SENT),  # these six: of one that the page keeps
    Transition(S.SCHEDULED, Event.LOOK, S.SCHEDULED),
    Transition(S.SCHEDULED, Event.STOP, S.NEEDS_ATTENTION),
    Transition(S.SCHEDULED, Event.RECALL, S.SCHEDULED),
    Transition(S.SCHEDULED, Event.RECALLED, S.CANCELLED),
    Transition(S.SCHEDULED, Event.WITHDRAW, S.WITHDRAWN),
    Transition(S.WAITING, Event.INTEND, S.SENDING),
    Transition(S.WAITING, Event.POSTPONE, S.WAITING),
    Transition(S.WAITING, Event.MISS, S.MISSED),
    Transition(S.WAITING, Event.SENT, S.SENT),  # the look before the create found it already on the page
    Transition(S.WAITING, Event.RESUME, S.SENDING),
    Transition(S.WAITING, Event.HELD, S.SCHEDULED),
    Transition(S.WAITING, Event.KEEP, S.SCHEDULED),
    Transition(S.WAITING, Event.STOP, S.NEEDS_ATTENTION),
    Transition(S.WAITING, Event.CANCEL, S.CANCELLED, P),
    Transition(S.SENDING, Event.STORE, S.SENDING),
    Transition(S.SENDING, Event.SENT, S.SENT),
    Transition(S.SENDING, Event.NOT_EXECUTED, S.WAITING),
    Transition(S.SENDING, Event.REFUSE, S.FAILED),
    Transition(S.SENDING, Event.DOUBT, S.UNKNOWN),
    Transition(S.SENDING, Event.HELD, S.SCHEDULED),
    Transition(S.SENDING, Event.STOP, S.NEEDS_ATTENTION),
    Transition(S.UNKNOWN, Event.LOOK, S.UNKNOWN),
    Transition(S.UNKNOWN, Event.SENT, S.SENT),
    Transition(S.UNKNOWN, Event.RESUME, S.SENDING),
    Transition(S.UNKNOWN, Event.HELD, S.SCHEDULED),
    Transition(S.UNKNOWN, Event.KEEP, S.SCHEDULED),
    Transition(S.UNKNOWN, Event.NOT_EXECUTED, S.WAITING),
    Transition(S.UNKNOWN, Event.STOP, S.NEEDS_ATTENTION),
    Transition(S.UNKNOWN, Event.WITHDRAW, S.WITHDRAWN),  # this, and of one that is sent: the post it amends was removed
    Transition(S.SENT, Event.LOOK, S.SENT),
    Transition(S.SENT, Event.VERIFY, S.VERIFIED),
    Transition(S.SENT, Event.STOP, S.NEEDS_ATTENTION),
    Transition(S.SENT, Event.WITHDRAW, S.WITHDRAWN),
    Transition(S.VERIFIED, Event.WITHDRAW, S.WITHDRAWN, P),
    Transition(S.VERIFIED, Event.LOOK, S.VERIFIED),
    Transition(S.VERIFIED, Event.STOP, S.NEEDS_ATTENTION),  # gone, or changed, when it was read back again
    Transition(S.FAILED, Event.RETRY, S.WAITING, P),
    Transition(S.FAILED, Event.CANCEL, S.CANCELLED, P),
    Transition(S.MISSED, Event.RETRY, S.WAITING, P),
    Transition(S.MISSED, Event.CANCEL, S.CANCELLED, P),
    Transition(S.NEEDS_ATTENTION, Event.RETRY, S.WAITING, P),
    Transition(S.NEEDS_ATTENTION, Event.RECHECK, S.UNKNOWN, P),
    Transition(S.NEEDS_ATTENTION, Event.SENT, S.SENT, P),
    Transition(S.NEEDS_ATTENTION, Event.CONFIRM, S.VERIFIED, P),
    Transition(S.NEEDS_ATTENTION, Event.WITHDRAW, S.WITHDRAWN, P),
    Transition(S.NEEDS_ATTENTION, Event.CANCEL, S.CANCELLED, P),
    Transition(S.CANCELLED, Event.REQUEUE, S.SCHEDULED, P),
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
