"""Somebody posted the very thing on the page by hand before ours left: a person is asked, once."""

from __future__ import annotations

import pytest

from studio.errors import Refused
from studio.outbox.model import Attention, Delivery, DeliveryState
from tests.outbox.world import PIN, World

ASKED = (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)


@pytest.fixture
def by_hand(world: World) -> str:
    """Its id: a visible post with the same text and pictures and without a code."""
    world.approved()
    ready = world.gate.ready("p1", "trang-phuong", world.clock.now())
    made = world.remote.create(ready.account, ready.package, "", world.files).remote_id
    world.remote.reveal(ready.account, made, ready.package, "", world.files)
    world.remote.calls.clear()
    return str(made)


def queued(world: World) -> Delivery:
    return world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)[0]


def test_nothing_is_sent_and_a_person_is_asked(world: World, by_hand: str) -> None:
    delivery = queued(world)
    world.settle(48)
    world.outbox.reconcile()
    assert world.state(delivery) == ASKED
    assert world.remote.count("create") == 0
    assert [post.remote_id for post in world.outbox.candidates(delivery.id)] == [by_hand]


def test_chosen_it_counts_as_ours(world: World, by_hand: str) -> None:
    delivery = queued(world)
    world.outbox.run()
    world.outbox.choose(delivery.id, by_hand, "cb-dang", PIN)
    world.settle()
    assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED
    assert len(world.remote.shown()) == 1


def test_sent_all_the_same_it_goes_out_once(world: World, by_hand: str) -> None:
    delivery = queued(world)
    world.outbox.run()
    world.outbox.retry(delivery.id, "cb-dang", PIN)
    world.settle()
    assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED
    assert len(world.remote.shown(delivery.reference)) == 1
    assert world.remote.count("create") == 1


def test_after_a_while_it_has_to_be_looked_at_again_first(world: World, by_hand: str) -> None:
    delivery = queued(world)
    world.outbox.run()
    world.clock.forward(hours=2)
    with pytest.raises(Refused, match="Kiểm tra lại"):
        world.outbox.retry(delivery.id, "cb-dang", PIN)
    world.outbox.reconcile(delivery.id)
    assert world.state(delivery) == ASKED
    world.outbox.retry(delivery.id, "cb-dang", PIN)


def test_cancelled_the_other_stays(world: World, by_hand: str) -> None:
    delivery = queued(world)
    world.outbox.run()
    world.outbox.cancel(delivery.id, "cb-dang")
    assert world.outbox.get(delivery.id).state is DeliveryState.CANCELLED
    assert [post.remote_id for post in world.remote.shown()] == [by_hand]


def test_another_text_is_no_reason_to_ask(world: World, by_hand: str) -> None:
    other = world.queue("p2", text="Thông báo khác, không liên quan.")
    world.settle()
    assert world.outbox.get(other.id).state is DeliveryState.VERIFIED
