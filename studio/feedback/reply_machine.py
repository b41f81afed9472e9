"""The life of a reply as one table, as the outbox has one for posts.

    waiting ─intend→ sending ─taken→ sent ─verify→ verified
                        ├ refuse → refused ─again→ waiting
                        ├ not_executed → waiting
                        └ doubt → unknown ─ taken | not_there | vouch

UNKNOWN is left only by a look at the thread, or by a person's word after one; no arrow leads from it to a write.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from studio.feedback.reply_model import ReplyState as S
from studio.outbox.machine import Actor, NoSuchMove


class ReplyEvent(StrEnum):
    """What can happen to a reply."""

    INTEND = "intend"
    """The intent is written; the reply may leave."""
    POSTPONE = "postpone"
    """Nothing left; try again later."""
    TAKEN = "taken"
    """The page has it: it said so, or a look found it."""
    NOT_EXECUTED = "not_executed"
    """The page says that it did nothing, and that waiting helps."""
    REFUSE = "refuse"
    """Nothing left, and nothing will by itself: the gate or the page said no."""
    DOUBT = "doubt"
    LOOK = "look"
    """A look that decided nothing."""
    VERIFY = "verify"
    MISSING = "missing"
    """It was taken and does not stand there: a person has to look."""
    VOUCH = "vouch"
    """A person looked, and it stands there."""
    NOT_THERE = "not_there"
    """A person looked, and it does not."""
    AGAIN = "again"
    """A person sends it anew."""


@dataclass(frozen=True, slots=True)
class ReplyTransition:
    """One arrow."""

    source: S
    event: ReplyEvent
    target: S
    actor: Actor = Actor.WORKER


P = Actor.PERSON
TRANSITIONS: tuple[ReplyTransition, ...] = (
    ReplyTransition(S.WAITING, ReplyEvent.INTEND, S.SENDING),
    ReplyTransition(S.WAITING, ReplyEvent.POSTPONE, S.WAITING),
    ReplyTransition(S.WAITING, ReplyEvent.TAKEN, S.SENT),  # the look before the write found it there already
    ReplyTransition(S.WAITING, ReplyEvent.REFUSE, S.REFUSED),
    ReplyTransition(S.SENDING, ReplyEvent.TAKEN, S.SENT),
    ReplyTransition(S.SENDING, ReplyEvent.NOT_EXECUTED, S.WAITING),
    ReplyTransition(S.SENDING, ReplyEvent.REFUSE, S.REFUSED),
    ReplyTransition(S.SENDING, ReplyEvent.DOUBT, S.UNKNOWN),
    ReplyTransition(S.UNKNOWN, ReplyEvent.LOOK, S.UNKNOWN),
    ReplyTransition(S.UNKNOWN, ReplyEvent.TAKEN, S.SENT),
    ReplyTransition(S.UNKNOWN, ReplyEvent.VOUCH, S.VERIFIED, P),
    ReplyTransition(S.UNKNOWN, ReplyEvent.NOT_THERE, S.REFUSED, P),
    ReplyTransition(S.SENT, ReplyEvent.LOOK, S.SENT),
    ReplyTransition(S.SENT, ReplyEvent.VERIFY, S.VERIFIED),
    ReplyTransition(S.SENT, ReplyEvent.MISSING, S.UNKNOWN),
    ReplyTransition(S.REFUSED, ReplyEvent.AGAIN, S.WAITING, P),
)


def target(state: S, event: ReplyEvent) -> S:
    """The state that follows. Raises NoSuchMove."""
    found = next((t.target for t in TRANSITIONS if t.source is state and t.event is event), None)
    if found is None:
        raise NoSuchMove(f"{state} cannot {event}")
    return found
