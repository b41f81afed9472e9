"""Somebody posted the very thing on the page by hand before ours left: a person is asked, once."""

from __future__ import annotations

import pytest

from studio.errors import Refused
from studio.outbox.model import Attention, Delivery, DeliveryState
from tests.outbox.outbox_rig import PIN, OutboxRig

ASKED = (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)


@pytest.fixture
def by_hand(rig: OutboxRig) -> str:
    """Its id: a visible post with the same text and pictures and without a code."""
    rig.approved()
    ready = rig.gate.ready("p1", "trang-phuong", rig.clock.now())
    made = rig.remote.create(ready.account, ready.package, "", rig.files).remote_id
    rig.remote.reveal(ready.account, made, ready.package, "", rig.files)
    rig.remote.calls.clear()
    return str(made)


def queued(rig: OutboxRig) -> Delivery:
    return rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)[0]


def test_nothing_is_sent_and_a_person_is_asked(rig: OutboxRig, by_hand: str) -> None:
    delivery = queued(rig)
    rig.settle(48)
    rig.outbox.reconcile()
    assert rig.state(delivery) == ASKED
    assert rig.remote.count("create") == 0
    assert [post.remote_id for post in rig.outbox.candidates(delivery.id)] == [by_hand]


def test_chosen_it_counts_as_ours(rig: OutboxRig, by_hand: str) -> None:
    delivery = queued(rig)
    rig.outbox.run()
    rig.outbox.choose(delivery.id, by_hand, "cb-dang", PIN)
    rig.settle()
    assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED
    assert len(rig.remote.shown()) == 1


def test_sent_all_the_same_it_goes_out_once(rig: OutboxRig, by_hand: str) -> None:
    delivery = queued(rig)
    rig.outbox.run()
    rig.outbox.retry(delivery.id, "cb-dang", PIN)
    rig.settle()
    assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED
    assert len(rig.remote.shown(delivery.reference)) == 1
    assert rig.remote.count("create") == 1


def test_after_a_while_it_has_to_be_looked_at_again_first(rig: OutboxRig, by_hand: str) -> None:
    delivery = queued(rig)
    rig.outbox.run()
    rig.clock.forward(hours=2)
    with pytest.raises(Refused, match="Kiểm tra lại"):
        rig.outbox.retry(delivery.id, "cb-dang", PIN)
    rig.outbox.reconcile(delivery.id)
    assert rig.state(delivery) == ASKED
    rig.outbox.retry(delivery.id, "cb-dang", PIN)


def test_cancelled_the_other_stays(rig: OutboxRig, by_hand: str) -> None:
    delivery = queued(rig)
    rig.outbox.run()
    rig.outbox.cancel(delivery.id, "cb-dang")
    assert rig.outbox.get(delivery.id).state is DeliveryState.CANCELLED
    assert [post.remote_id for post in rig.remote.shown()] == [by_hand]


def test_another_text_is_no_reason_to_ask(rig: OutboxRig, by_hand: str) -> None:
    other = rig.queue("p2", text="Thông báo khác, không liên quan.")
    rig.settle()
    assert rig.outbox.get(other.id).state is DeliveryState.VERIFIED
