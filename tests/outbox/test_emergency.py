"""During an emergency routine posts wait in the outbox, bulletins leave, and nothing is lost or sent twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from studio.outbox import messages
from studio.outbox.model import Attention, Delivery, DeliveryState, Recall
from studio.publishers.port import ScheduleRange
from tests.outbox.remote import Killed
from tests.outbox.world import PIN, World


def public(world: World, delivery: Delivery) -> int:
    return len(world.remote.shown(delivery.reference))


def test_a_routine_post_waits_and_leaves_when_the_emergency_ends_in_time(world: World) -> None:
    delivery = world.queue(at=world.clock.now() + timedelta(minutes=20))
    world.emergency(on=True)
    world.clock.forward(minutes=50)
    assert world.outbox.run() == ()
    assert list(world.outbox.held_back()) == [delivery.id]
    assert world.outbox.latest()[0].message == messages.HELD_BACK.vi, "the outbox says why it waits"
    assert world.outbox.alarms(world.clock.now()).stale == 0, "it waits as it should: no alarm"
    assert world.outbox.next_moment() is None
    world.emergency(on=False)
    assert world.outbox.held_back() == ()
    world.settle()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert public(world, delivery) == 1


def test_what_became_too_late_meanwhile_waits_for_a_person(world: World) -> None:
    delivery = world.queue(at=world.clock.now() + timedelta(minutes=20))
    world.emergency(on=True)
    world.clock.forward(hours=3)
    world.outbox.run()
    world.emergency(on=False)
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.MISSED
    assert world.remote.count("create") == 0
    world.outbox.retry(delivery.id, "cb-dang", PIN)
    world.settle()
    assert public(world, delivery) == 1


def test_a_bulletin_leaves_while_the_others_wait(world: World) -> None:
    world.emergency(on=True)
    routine, bulletin = world.queue("p1", text="Thông báo thường."), world.queue("p2")
    world.goes_on("p2")
    world.settle(hours=1)
    assert (public(world, routine), public(world, bulletin)) == (0, 1)
    assert list(world.outbox.held_back()) == [routine.id]


def test_a_person_cannot_send_a_routine_post_past_it(world: World) -> None:
    world.remote.script("create", "reject")
    delivery = world.queue()
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.FAILED
    world.emergency(on=True)
    world.outbox.retry(delivery.id, "cb-dang", PIN)
    world.outbox.run()
    world.outbox.reconcile()
    assert public(world, delivery) == 0
    assert list(world.outbox.held_back()) == [delivery.id]


def test_switched_on_after_the_gate_was_asked_nothing_leaves(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the worker's question and the intent it writes: the intent sees the emergency."""
    look = world.remote.recent

    def slow(*facts: Any, **more: Any) -> Any:
        world.emergency(on=True)
        return look(*facts, **more)

    monkeypatch.setattr(world.remote, "recent", slow)
    delivery = world.queue()
    world.outbox.run()
    assert world.remote.count("create") == 0
    kept = world.outbox.get(delivery.id)
    assert (kept.state, kept.message, kept.lease) == (DeliveryState.SCHEDULED, messages.HELD_BACK.vi, "")
    monkeypatch.undo()
    world.emergency(on=False)
    world.settle()
    assert public(world, delivery) == 1


def test_what_a_page_keeps_is_taken_back_and_leaves_by_a_persons_word(world: World) -> None:
    world.remote.keeps = ScheduleRange(soonest=timedelta(minutes=15), latest=timedelta(days=29))
    delivery = world.queue(at=world.clock.now() + timedelta(hours=2), held_by="platform")
    world.outbox.run()
    assert world.outbox.get(delivery.id).held_by_page
    world.emergency(on=True)
    world.outbox.run()
    found = world.outbox.get(delivery.id)
    assert (found.state, found.reason, found.recall) == (
        DeliveryState.NEEDS_ATTENTION,
        Attention.GATE,
        Recall.NONE,
    )
    assert "khẩn cấp" in found.message
    world.settle(hours=4)
    assert public(world, delivery) == 0
    world.emergency(on=False)
    world.outbox.retry(delivery.id, "cb-dang", PIN)
    world.settle()
    assert public(world, delivery) == 1


def test_a_hidden_copy_is_not_shown_and_a_doubt_is_looked_up(world: World) -> None:
    world.remote.hidden = True
    world.remote.script("create", "timeout_after")
    delivery = world.queue()
    world.outbox.run_once()
    assert world.state(delivery)[0] is DeliveryState.UNKNOWN
    world.emergency(on=True)
    world.settle(hours=1)
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HIDDEN)
    assert public(world, delivery) == 0
    world.emergency(on=False)
    world.outbox.retry(delivery.id, "cb-dang", PIN)
    world.settle()
    assert public(world, delivery) == 1
    assert world.remote.count("create") == 1


@pytest.mark.parametrize("fault", ["die", "die_after"])
def test_killed_in_the_middle_it_is_there_once_after_all(world: World, fault: str) -> None:
    world.remote.script("create", fault)
    delivery = world.queue()
    with pytest.raises(Killed):
        world.outbox.run_once()
    world.emergency(on=True)
    world.restart()
    world.settle(hours=1)
    created = world.remote.count("create")
    assert created == 1, "nothing more is written while it is on"
    world.emergency(on=False)
    world.settle()
    if world.state(delivery)[0] in (DeliveryState.MISSED, DeliveryState.NEEDS_ATTENTION):
        world.outbox.reconcile(delivery.id)
        world.outbox.retry(delivery.id, "cb-dang", PIN)
        world.settle()
    assert public(world, delivery) == 1
