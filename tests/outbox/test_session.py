"""After the program was off, nothing overdue leaves before a person has seen the queue."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studio.outbox.model import DeliveryState
from tests.outbox.remote import Killed
from tests.outbox.world import PIN, World


def overdue(world: World) -> str:
    """Queued by an earlier run, its time passed ten minutes before this one began."""
    world.started()
    delivery = world.queue(at=world.clock.now() + timedelta(hours=2))
    world.clock.forward(hours=2, minutes=10)
    world.started()
    return delivery.id


def test_overdue_from_an_earlier_run_waits_until_seen(world: World) -> None:
    late = overdue(world)
    assert world.outbox.run() == ()
    assert [d.id for d in world.outbox.withheld()] == [late]
    assert world.outbox.next_moment() is None
    assert world.remote.calls == []
    assert [d.id for d in world.outbox.seen("cb-dang")] == [late]
    assert world.outbox.withheld() == ()
    world.outbox.run()
    assert world.outbox.get(late).state is DeliveryState.VERIFIED
    entry = next(e for e in world.audit.entries("") if e.act == "seen")
    assert (entry.by, entry.data["deliveries"]) == ("cb-dang", [late])


def test_seen_holds_for_this_run_only(world: World) -> None:
    overdue(world)
    world.outbox.seen("cb-dang")
    world.started()
    assert len(world.outbox.withheld()) == 1


def test_what_is_still_ahead_is_not_withheld(world: World) -> None:
    world.started()
    delivery = world.queue(at=world.clock.now() + timedelta(hours=2))
    world.clock.forward(hours=1)
    world.started()
    assert world.outbox.withheld() == ()
    world.clock.forward(hours=1)
    world.outbox.run()
    assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_queued_now_in_this_run_leaves_at_once(world: World) -> None:
    overdue(world)
    delivery = world.queue("p2", text="Thông báo mới.")
    world.outbox.run()
    assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED
    assert len(world.outbox.withheld()) == 1


def test_a_pc_that_only_slept_asks_nobody(world: World) -> None:
    world.started()
    delivery = world.queue(at=world.clock.now() + timedelta(hours=2))
    world.clock.forward(hours=2, minutes=30)
    world.outbox.run()
    assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_sent_again_by_a_person_is_seen(world: World) -> None:
    world.started()
    world.remote.script("create", "reject")
    delivery = world.queue()
    world.outbox.run()
    world.clock.forward(hours=10)
    world.started()
    world.outbox.retry(delivery.id, "cb-dang", PIN)
    world.outbox.run()
    assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_a_hidden_copy_of_an_earlier_run_is_not_shown_unseen(world: World) -> None:
    world.started()
    world.remote.script("reveal", "die")
    delivery = world.queue()
    with pytest.raises(Killed):
        world.outbox.run()
    world.dead.add(f"w{world.starts}")
    world.clock.forward(minutes=10)
    world.started()
    world.settle(hours=0.2)
    found = world.outbox.get(delivery.id)
    assert found.state is DeliveryState.UNKNOWN
    assert "xem Hộp gửi" in found.message
    assert world.remote.shown() == []
    world.outbox.seen("cb-dang")
    world.settle(hours=0.5)
    assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_looks_are_not_withheld(world: World) -> None:
    """To find out what became of it changes nothing on the page."""
    world.started()
    world.remote.hidden = False
    world.remote.script("create", "timeout_after")
    delivery = world.queue()
    world.outbox.run()
    world.clock.forward(minutes=30)
    world.started()
    world.outbox.run()
    assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_another_program_that_runs_already_sends_what_the_command_line_queues(world: World) -> None:
    window = world.started()
    world.clock.forward(hours=1)
    world.started()  # the command line
    delivery = world.queue()
    world.clock.forward(minutes=1)
    window.run()
    assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_too_long_overdue_it_asks_even_when_seen(world: World) -> None:
    world.started()
    delivery = world.queue(at=world.clock.now() + timedelta(hours=2))
    world.clock.forward(days=1)
    world.started()
    world.outbox.seen("cb-dang")
    world.outbox.run()
    assert world.outbox.get(delivery.id).state is DeliveryState.MISSED


def test_withheld_for_long_is_an_alarm(world: World) -> None:
    world.started()
    world.queue(at=world.clock.now() + timedelta(hours=2))
    world.clock.forward(hours=3)
    world.started()
    assert len(world.outbox.stale(world.clock.now())) == 1
