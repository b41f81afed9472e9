"""During an emergency routine posts wait in the outbox, bulletins leave, and nothing is lost or sent twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from studio.outbox import messages
from studio.outbox.model import Attention, Delivery, DeliveryState, Recall
from studio.publishers.port import ScheduleRange
from tests.outbox.outbox_rig import PIN, OutboxRig
from tests.outbox.remote import Killed


def public(rig: OutboxRig, delivery: Delivery) -> int:
    return len(rig.remote.shown(delivery.reference))


def test_a_routine_post_waits_and_leaves_when_the_emergency_ends_in_time(rig: OutboxRig) -> None:
    delivery = rig.queue(at=rig.clock.now() + timedelta(minutes=20))
    rig.emergency(on=True)
    rig.clock.forward(minutes=50)
    assert rig.outbox.run() == ()
    assert list(rig.outbox.held_back()) == [delivery.id]
    assert rig.outbox.latest()[0].message == messages.HELD_BACK.vi, "the outbox says why it waits"
    assert rig.outbox.alarms(rig.clock.now()).stale == 0, "it waits as it should: no alarm"
    assert rig.outbox.next_moment() is None
    rig.emergency(on=False)
    assert rig.outbox.held_back() == ()
    rig.settle()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert public(rig, delivery) == 1


def test_what_became_too_late_meanwhile_waits_for_a_person(rig: OutboxRig) -> None:
    delivery = rig.queue(at=rig.clock.now() + timedelta(minutes=20))
    rig.emergency(on=True)
    rig.clock.forward(hours=3)
    rig.outbox.run()
    rig.emergency(on=False)
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.MISSED
    assert rig.remote.count("create") == 0
    rig.outbox.retry(delivery.id, "cb-dang", PIN)
    rig.settle()
    assert public(rig, delivery) == 1


def test_a_bulletin_leaves_while_the_others_wait(rig: OutboxRig) -> None:
    rig.emergency(on=True)
    routine, bulletin = rig.queue("p1", text="Thông báo thường."), rig.queue("p2")
    rig.goes_on("p2")
    rig.settle(hours=1)
    assert (public(rig, routine), public(rig, bulletin)) == (0, 1)
    assert list(rig.outbox.held_back()) == [routine.id]


def test_a_person_cannot_send_a_routine_post_past_it(rig: OutboxRig) -> None:
    rig.remote.script("create", "reject")
    delivery = rig.queue()
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.FAILED
    rig.emergency(on=True)
    rig.outbox.retry(delivery.id, "cb-dang", PIN)
    rig.outbox.run()
    rig.outbox.reconcile()
    assert public(rig, delivery) == 0
    assert list(rig.outbox.held_back()) == [delivery.id]


def test_switched_on_after_the_gate_was_asked_nothing_leaves(rig: OutboxRig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the worker's question and the intent it writes: the intent sees the emergency."""
    look = rig.remote.recent

    def slow(*facts: Any, **more: Any) -> Any:
        rig.emergency(on=True)
        return look(*facts, **more)

    monkeypatch.setattr(rig.remote, "recent", slow)
    delivery = rig.queue()
    rig.outbox.run()
    assert rig.remote.count("create") == 0
    kept = rig.outbox.get(delivery.id)
    assert (kept.state, kept.message, kept.lease) == (DeliveryState.SCHEDULED, messages.HELD_BACK.vi, "")
    monkeypatch.undo()
    rig.emergency(on=False)
    rig.settle()
    assert public(rig, delivery) == 1


def test_what_a_page_keeps_is_taken_back_and_leaves_by_a_persons_word(rig: OutboxRig) -> None:
    rig.remote.keeps = ScheduleRange(soonest=timedelta(minutes=15), latest=timedelta(days=29))
    delivery = rig.queue(at=rig.clock.now() + timedelta(hours=2), held_by="platform")
    rig.outbox.run()
    assert rig.outbox.get(delivery.id).held_by_page
    rig.emergency(on=True)
    rig.outbox.run()
    found = rig.outbox.get(delivery.id)
    assert (found.state, found.reason, found.recall) == (
        DeliveryState.NEEDS_ATTENTION,
        Attention.GATE,
        Recall.NONE,
    )
    assert "khẩn cấp" in found.message
    rig.settle(hours=4)
    assert public(rig, delivery) == 0
    rig.emergency(on=False)
    rig.outbox.retry(delivery.id, "cb-dang", PIN)
    rig.settle()
    assert public(rig, delivery) == 1


def test_a_hidden_copy_is_not_shown_and_a_doubt_is_looked_up(rig: OutboxRig) -> None:
    rig.remote.hidden = True
    rig.remote.script("create", "timeout_after")
    delivery = rig.queue()
    rig.outbox.run_once()
    assert rig.state(delivery)[0] is DeliveryState.UNKNOWN
    rig.emergency(on=True)
    rig.settle(hours=1)
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HIDDEN)
    assert public(rig, delivery) == 0
    rig.emergency(on=False)
    rig.outbox.retry(delivery.id, "cb-dang", PIN)
    rig.settle()
    assert public(rig, delivery) == 1
    assert rig.remote.count("create") == 1


@pytest.mark.parametrize("fault", ["die", "die_after"])
def test_killed_in_the_middle_it_is_there_once_after_all(rig: OutboxRig, fault: str) -> None:
    rig.remote.script("create", fault)
    delivery = rig.queue()
    with pytest.raises(Killed):
        rig.outbox.run_once()
    rig.emergency(on=True)
    rig.restart()
    rig.settle(hours=1)
    created = rig.remote.count("create")
    assert created == 1, "nothing more is written while it is on"
    rig.emergency(on=False)
    rig.settle()
    if rig.state(delivery)[0] in (DeliveryState.MISSED, DeliveryState.NEEDS_ATTENTION):
        rig.outbox.reconcile(delivery.id)
        rig.outbox.retry(delivery.id, "cb-dang", PIN)
        rig.settle()
    assert public(rig, delivery) == 1
