"""The table of a delivery's life: every pair of state and event, and what the table as a whole promises."""

from __future__ import annotations

import pytest

from studio.outbox.machine import (
    SETTLED,
    TRANSIENT,
    TRANSITIONS,
    UNTOUCHED,
    Actor,
    Event,
    NoSuchMove,
    may,
    target,
)
from studio.outbox.model import DeliveryState as S

EXPECTED: dict[S, dict[Event, S]] = {
    S.SCHEDULED: {
        Event.DUE: S.WAITING,
        Event.MISS: S.MISSED,
        Event.CANCEL: S.CANCELLED,
        Event.SENT: S.SENT,
        Event.LOOK: S.SCHEDULED,
        Event.STOP: S.NEEDS_ATTENTION,
        Event.RECALL: S.SCHEDULED,
        Event.RECALLED: S.CANCELLED,
        Event.WITHDRAW: S.WITHDRAWN,
    },
    S.WAITING: {
        Event.INTEND: S.SENDING,
        Event.POSTPONE: S.WAITING,
        Event.MISS: S.MISSED,
        Event.SENT: S.SENT,
        Event.RESUME: S.SENDING,
        Event.HELD: S.SCHEDULED,
        Event.KEEP: S.SCHEDULED,
        Event.STOP: S.NEEDS_ATTENTION,
        Event.CANCEL: S.CANCELLED,
    },
    S.SENDING: {
        Event.HELD: S.SCHEDULED,
        Event.STORE: S.SENDING,
        Event.SENT: S.SENT,
        Event.NOT_EXECUTED: S.WAITING,
        Event.REFUSE: S.FAILED,
        Event.DOUBT: S.UNKNOWN,
        Event.STOP: S.NEEDS_ATTENTION,
    },
    S.UNKNOWN: {
        Event.HELD: S.SCHEDULED,
        Event.KEEP: S.SCHEDULED,
        Event.LOOK: S.UNKNOWN,
        Event.SENT: S.SENT,
        Event.RESUME: S.SENDING,
        Event.NOT_EXECUTED: S.WAITING,
        Event.STOP: S.NEEDS_ATTENTION,
        Event.WITHDRAW: S.WITHDRAWN,
    },
    S.SENT: {
        Event.LOOK: S.SENT,
        Event.VERIFY: S.VERIFIED,
        Event.STOP: S.NEEDS_ATTENTION,
        Event.WITHDRAW: S.WITHDRAWN,
    },
    S.VERIFIED: {Event.WITHDRAW: S.WITHDRAWN, Event.LOOK: S.VERIFIED, Event.STOP: S.NEEDS_ATTENTION},
    S.FAILED: {Event.RETRY: S.WAITING, Event.CANCEL: S.CANCELLED},
    S.MISSED: {Event.RETRY: S.WAITING, Event.CANCEL: S.CANCELLED},
    S.NEEDS_ATTENTION: {
        Event.RETRY: S.WAITING,
        Event.RECHECK: S.UNKNOWN,
        Event.SENT: S.SENT,
        Event.CONFIRM: S.VERIFIED,
        Event.WITHDRAW: S.WITHDRAWN,
        Event.CANCEL: S.CANCELLED,
    },
    S.WITHDRAWN: {},
    S.CANCELLED: {Event.REQUEUE: S.SCHEDULED},
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("event", Event)
def test_every_pair(state: S, event: Event) -> None:
    expected = EXPECTED[state].get(event)
    assert may(state, event) is (expected is not None)
    if expected is None:
        with pytest.raises(NoSuchMove):
            target(state, event)
    else:
        assert target(state, event) is expected


def test_no_pair_is_in_the_table_twice() -> None:
    pairs = [(t.source, t.event) for t in TRANSITIONS]
    assert len(pairs) == len(set(pairs))


def test_every_state_is_reached_and_every_transient_one_has_a_way_on() -> None:
    reached = {t.target for t in TRANSITIONS}
    assert set(S) - reached <= {S.SCHEDULED, S.WAITING}, "made by queuing"
    for state in TRANSIENT:
        assert any(t.source is state and t.target is not state and t.actor is Actor.WORKER for t in TRANSITIONS)


def test_a_create_leaves_from_waiting_only() -> None:
    """INTEND is written before every create; nothing doubtful may come to it without a look or a person."""
    assert [t.source for t in TRANSITIONS if t.event is Event.INTEND] == [S.WAITING]
    into_waiting = {(t.source, t.event) for t in TRANSITIONS if t.target is S.WAITING and t.source not in UNTOUCHED}
    assert into_waiting == {
        (S.SENDING, Event.NOT_EXECUTED),  # documented as not executed
        (S.UNKNOWN, Event.NOT_EXECUTED),  # looked for twice, a window apart
        (S.NEEDS_ATTENTION, Event.RETRY),  # a person, after a look
    }


def test_what_was_published_never_becomes_unpublished_or_sent_again() -> None:
    after = {state: {t.target for t in TRANSITIONS if t.source is state} for state in (S.VERIFIED, S.WITHDRAWN)}
    assert after == {S.VERIFIED: {S.VERIFIED, S.WITHDRAWN, S.NEEDS_ATTENTION}, S.WITHDRAWN: set()}
    stops = {t.event for t in TRANSITIONS if t.source is S.VERIFIED and t.target is S.NEEDS_ATTENTION}
    assert stops == {Event.STOP}, "gone or changed on its page; the decider refuses to send such a one again"


def test_settled_states_are_left_by_persons_only() -> None:
    """But for a published post that a later look finds gone or changed."""
    by_itself = {(t.source, t.event) for t in TRANSITIONS if t.source in SETTLED and t.actor is Actor.WORKER}
    assert by_itself == {(S.VERIFIED, Event.LOOK), (S.VERIFIED, Event.STOP)}
