"""After the program was off, nothing overdue leaves before a person has seen the queue."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studio.outbox.model import DeliveryState
from tests.outbox.outbox_rig import PIN, OutboxRig
from tests.outbox.remote import Killed


def overdue(rig: OutboxRig) -> str:
    """Queued by an earlier run, its time passed ten minutes before this one began."""
    rig.started()
    delivery = rig.queue(at=rig.clock.now() + timedelta(hours=2))
    rig.clock.forward(hours=2, minutes=10)
    rig.started()
    return delivery.id


def test_overdue_from_an_earlier_run_waits_until_seen(rig: OutboxRig) -> None:
    late = overdue(rig)
    assert rig.outbox.run() == ()
    assert [d.id for d in rig.outbox.withheld()] == [late]
    assert rig.outbox.next_moment() is None
    assert rig.remote.calls == []
    assert [d.id for d in rig.outbox.seen("cb-dang")] == [late]
    assert rig.outbox.withheld() == ()
    rig.outbox.run()
    assert rig.outbox.get(late).state is DeliveryState.VERIFIED
    entry = next(e for e in rig.audit.entries("") if e.act == "seen")
    assert (entry.by, entry.data["deliveries"]) == ("cb-dang", [late])


def test_seen_holds_for_this_run_only(rig: OutboxRig) -> None:
    overdue(rig)
    rig.outbox.seen("cb-dang")
    rig.started()
    assert len(rig.outbox.withheld()) == 1


def test_what_is_still_ahead_is_not_withheld(rig: OutboxRig) -> None:
    rig.started()
    delivery = rig.queue(at=rig.clock.now() + timedelta(hours=2))
    rig.clock.forward(hours=1)
    rig.started()
    assert rig.outbox.withheld() == ()
    rig.clock.forward(hours=1)
    rig.outbox.run()
    assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_queued_now_in_this_run_leaves_at_once(rig: OutboxRig) -> None:
    overdue(rig)
    delivery = rig.queue("p2", text="Thông báo mới.")
    rig.outbox.run()
    assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED
    assert len(rig.outbox.withheld()) == 1


def test_a_pc_that_only_slept_asks_nobody(rig: OutboxRig) -> None:
    rig.started()
    delivery = rig.queue(at=rig.clock.now() + timedelta(hours=2))
    rig.clock.forward(hours=2, minutes=30)
    rig.outbox.run()
    assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_sent_again_by_a_person_is_seen(rig: OutboxRig) -> None:
    rig.started()
    rig.remote.script("create", "reject")
    delivery = rig.queue()
    rig.outbox.run()
    rig.clock.forward(hours=10)
    rig.started()
    rig.outbox.retry(delivery.id, "cb-dang", PIN)
    rig.outbox.run()
    assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_a_hidden_copy_of_an_earlier_run_is_not_shown_unseen(rig: OutboxRig) -> None:
    rig.started()
    rig.remote.script("reveal", "die")
    delivery = rig.queue()
    with pytest.raises(Killed):
        rig.outbox.run()
    rig.dead.add(f"w{rig.starts}")
    rig.clock.forward(minutes=10)
    rig.started()
    rig.settle(hours=0.2)
    found = rig.outbox.get(delivery.id)
    assert found.state is DeliveryState.UNKNOWN
    assert "xem Hộp gửi" in found.message
    assert rig.remote.shown() == []
    rig.outbox.seen("cb-dang")
    rig.settle(hours=0.5)
    assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_looks_are_not_withheld(rig: OutboxRig) -> None:
    """To find out what became of it changes nothing on the page."""
    rig.started()
    rig.remote.hidden = False
    rig.remote.script("create", "timeout_after")
    delivery = rig.queue()
    rig.outbox.run()
    rig.clock.forward(minutes=30)
    rig.started()
    rig.outbox.run()
    assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_another_program_that_runs_already_sends_what_the_command_line_queues(rig: OutboxRig) -> None:
    window = rig.started()
    rig.clock.forward(hours=1)
    rig.started()  # the command line
    delivery = rig.queue()
    rig.clock.forward(minutes=1)
    window.run()
    assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_too_long_overdue_it_asks_even_when_seen(rig: OutboxRig) -> None:
    rig.started()
    delivery = rig.queue(at=rig.clock.now() + timedelta(hours=2))
    rig.clock.forward(days=1)
    rig.started()
    rig.outbox.seen("cb-dang")
    rig.outbox.run()
    assert rig.outbox.get(delivery.id).state is DeliveryState.MISSED


def test_withheld_for_long_is_an_alarm(rig: OutboxRig) -> None:
    rig.started()
    rig.queue(at=rig.clock.now() + timedelta(hours=2))
    rig.clock.forward(hours=3)
    rig.started()
    assert len(rig.outbox.stale(rig.clock.now())) == 1
