"""Into the outbox: who may, what may, and that twice is once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import BadInput, NotFound, NotPermitted, Refused
from studio.outbox.model import Attention, DeliveryState
from tests.outbox.world import PIN, TEXT, AccountBook, World, page


def test_queued_twice_is_one_row(world: World) -> None:
    world.approved()
    first = world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)
    again = world.outbox.enqueue("p1", ["trang-phuong", "trang-phuong"], "cb-dang", PIN)
    assert first == again
    assert world.outbox.list() == first
    assert world.acts() == ["queued"]
    world.outbox.run()
    assert world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)[0].state is DeliveryState.VERIFIED
    assert world.remote.count("create") == 1


def test_one_transaction_or_none(world: World) -> None:
    """The post's own table refuses: no delivery, no log entry."""
    world.approved()
    world.posts.refuses = True
    with pytest.raises(Refused):
        world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)
    assert world.outbox.list() == ()
    assert world.audit.entries() == ()


def test_all_pages_or_none(tmp_path: Path) -> None:
    world = World(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    world.approved(accounts=("trang-a",))
    with pytest.raises(Refused, match="trang-b"):
        world.outbox.enqueue("p1", ["trang-a", "trang-b"], "cb-dang", PIN)
    assert world.outbox.list() == ()


def test_who_may(world: World) -> None:
    world.approved()
    with pytest.raises(NotPermitted):
        world.outbox.enqueue("p1", ["trang-phuong"], "cb-duyet", PIN)
    with pytest.raises(NotPermitted):
        world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", "000000")
    assert world.outbox.list() == ()


def test_no_page_and_unknown_page(world: World) -> None:
    world.approved()
    with pytest.raises(BadInput):
        world.outbox.enqueue("p1", [], "cb-dang", PIN)
    with pytest.raises(NotFound):
        world.outbox.enqueue("p1", ["trang-la"], "cb-dang", PIN)


def test_the_approved_time_cannot_be_changed_at_queuing(world: World) -> None:
    due = world.clock.now() + timedelta(hours=5)
    world.approved(at=due)
    with pytest.raises(Refused, match="13:30"):
        world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN, at=due + timedelta(hours=1))
    assert world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN, at=due)[0].due_at == due


def test_a_time_may_be_given_where_none_was_approved(world: World) -> None:
    due = world.clock.now() + timedelta(hours=5)
    world.approved()
    assert world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN, at=due)[0].state is DeliveryState.SCHEDULED


def test_a_time_in_the_past_means_now(world: World) -> None:
    world.approved(at=world.clock.now() - timedelta(hours=5))
    delivery = world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)[0]
    assert (delivery.state, delivery.due_at) == (DeliveryState.WAITING, world.clock.now())


def test_cancelled_and_queued_anew(world: World) -> None:
    delivery = world.queue()
    world.outbox.cancel(delivery.id, "cb-duyet")
    assert world.posts.states["p1"] == "approved"
    assert world.outbox.run() == ()
    again = world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)[0]
    assert (again.id, again.state) == (delivery.id, DeliveryState.SCHEDULED)
    assert world.posts.states["p1"] == "queued"
    world.outbox.run()
    assert world.remote.count("create") == 1
    assert world.acts() == ["queued", "cancelled", "queued", "intent", "sent", "verified"]


def test_a_new_version_replaces_one_that_never_left(world: World) -> None:
    old = world.queue()
    world.approved(text=TEXT + " Bản sửa.")
    new = world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)[0]
    assert new.id != old.id
    assert world.outbox.get(old.id).state is DeliveryState.CANCELLED
    world.outbox.run()
    assert [post.text for post in world.remote.shown()] == [TEXT + " Bản sửa."]


def test_a_new_version_of_what_is_on_the_page_is_refused(world: World) -> None:
    world.queue()
    world.outbox.run()
    world.approved(text=TEXT + " Bản sửa.")
    with pytest.raises(Refused, match="đính chính"):
        world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)


def test_find_by_the_beginning_of_the_id(world: World) -> None:
    first = world.queue("p1")
    world.queue("p2", text="Thông báo thứ hai.")
    assert world.outbox.find(first.id) == first
    with pytest.raises(BadInput):
        world.outbox.find("d")
    for nothing in ("", "x", "%"):
        with pytest.raises(NotFound):
            world.outbox.find(nothing)


@pytest.mark.parametrize(
    "state", [DeliveryState.SCHEDULED, DeliveryState.WAITING, DeliveryState.MISSED, DeliveryState.FAILED]
)
def test_cancel_before_anything_is_on_the_page(world: World, state: DeliveryState) -> None:
    at = world.clock.now() + timedelta(hours=1) if state in (DeliveryState.SCHEDULED, DeliveryState.MISSED) else None
    delivery = world.queue(at=at)
    if state is DeliveryState.MISSED:
        world.clock.forward(hours=9)
        world.outbox.run()
    if state is DeliveryState.FAILED:
        world.remote.script("create", "reject")
        world.outbox.run()
    assert world.outbox.get(delivery.id).state is state
    with pytest.raises(NotPermitted):
        world.outbox.cancel(delivery.id, "cb-ky-thuat")
    assert [d.id for d in world.outbox.stop_post("p1", "cb-duyet")] == [delivery.id]
    world.clock.forward(hours=1)
    world.outbox.run()
    assert world.outbox.get(delivery.id).state is DeliveryState.CANCELLED
    assert world.remote.posts == {}
    assert world.outbox.cancel(delivery.id, "cb-dang").state is DeliveryState.CANCELLED, "twice is once"


def test_verified_is_not_cancelled_but_withdrawn(world: World) -> None:
    delivery = world.queue()
    world.outbox.run()
    with pytest.raises(Refused):
        world.outbox.cancel(delivery.id, "cb-dang")
    with pytest.raises(BadInput, match="lý do"):
        world.outbox.withdraw(delivery.id, "cb-dang", PIN, "  ")
    world.remote.script("delete", "timeout")
    with pytest.raises(Refused):
        world.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED
    world.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    assert world.outbox.get(delivery.id).state is DeliveryState.WITHDRAWN
    assert world.remote.posts == {}
    assert world.audit.entries("p1")[-1].data["why"] == "số điện thoại sai"


def test_a_page_that_deletes_nothing_through_us(world: World) -> None:
    world.remote.deletes = False
    delivery = world.queue()
    world.outbox.run()
    with pytest.raises(Refused, match="tự gỡ"):
        world.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    world.remote.posts.clear()  # removed on the page by a person
    world.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    assert world.outbox.get(delivery.id).state is DeliveryState.WITHDRAWN


@pytest.mark.parametrize("act", ["retry", "accept", "choose", "confirm_by_hand", "withdraw"])
def test_decisions_that_do_not_fit_are_refused(world: World, act: str) -> None:
    delivery = world.queue()
    extra = {"choose": ("x", "cb-dang", PIN), "withdraw": ("cb-dang", PIN, "vì sai")}
    words = extra.get(act, ("cb-dang", PIN))
    if act == "confirm_by_hand":
        words = ("https://www.facebook.com/x/posts/1", "cb-dang")
    with pytest.raises(Refused):
        getattr(world.outbox, act)(delivery.id, *words)
    assert world.state(delivery) == (DeliveryState.WAITING, Attention.NONE)
