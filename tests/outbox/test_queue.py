"""Into the outbox: who may, what may, and that twice is once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import BadInput, NotFound, NotPermitted, Refused
from studio.outbox.model import Attention, DeliveryState
from tests.outbox.outbox_rig import PIN, TEXT, AccountBook, OutboxRig, page


def test_queued_twice_is_one_row(rig: OutboxRig) -> None:
    rig.approved()
    first = rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)
    again = rig.outbox.enqueue("p1", ["trang-phuong", "trang-phuong"], "cb-dang", PIN)
    assert first == again
    assert rig.outbox.list() == first
    assert rig.acts() == ["queued"]
    rig.outbox.run()
    assert rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)[0].state is DeliveryState.VERIFIED
    assert rig.remote.count("create") == 1


def test_one_transaction_or_none(rig: OutboxRig) -> None:
    """The post's own table refuses: no delivery, no log entry."""
    rig.approved()
    rig.posts.refuses = True
    with pytest.raises(Refused):
        rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)
    assert rig.outbox.list() == ()
    assert rig.audit.entries() == ()


def test_all_pages_or_none(tmp_path: Path) -> None:
    rig = OutboxRig(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    rig.approved(accounts=("trang-a",))
    with pytest.raises(Refused, match="trang-b"):
        rig.outbox.enqueue("p1", ["trang-a", "trang-b"], "cb-dang", PIN)
    assert rig.outbox.list() == ()


def test_who_may(rig: OutboxRig) -> None:
    rig.approved()
    with pytest.raises(NotPermitted):
        rig.outbox.enqueue("p1", ["trang-phuong"], "cb-duyet", PIN)
    with pytest.raises(NotPermitted):
        rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", "000000")
    assert rig.outbox.list() == ()


def test_no_page_and_unknown_page(rig: OutboxRig) -> None:
    rig.approved()
    with pytest.raises(BadInput):
        rig.outbox.enqueue("p1", [], "cb-dang", PIN)
    with pytest.raises(NotFound):
        rig.outbox.enqueue("p1", ["trang-la"], "cb-dang", PIN)


def test_the_approved_time_cannot_be_changed_at_queuing(rig: OutboxRig) -> None:
    due = rig.clock.now() + timedelta(hours=5)
    rig.approved(at=due)
    with pytest.raises(Refused, match="13:30"):
        rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN, at=due + timedelta(hours=1))
    assert rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN, at=due)[0].due_at == due


def test_a_time_may_be_given_where_none_was_approved(rig: OutboxRig) -> None:
    due = rig.clock.now() + timedelta(hours=5)
    rig.approved()
    assert rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN, at=due)[0].state is DeliveryState.SCHEDULED


def test_a_time_in_the_past_means_now(rig: OutboxRig) -> None:
    rig.approved(at=rig.clock.now() - timedelta(hours=5))
    delivery = rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)[0]
    assert (delivery.state, delivery.due_at) == (DeliveryState.WAITING, rig.clock.now())


def test_cancelled_and_queued_anew(rig: OutboxRig) -> None:
    delivery = rig.queue()
    rig.outbox.cancel(delivery.id, "cb-duyet")
    assert rig.posts.states["p1"] == "approved"
    assert rig.outbox.run() == ()
    again = rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)[0]
    assert (again.id, again.state) == (delivery.id, DeliveryState.SCHEDULED)
    assert rig.posts.states["p1"] == "queued"
    rig.outbox.run()
    assert rig.remote.count("create") == 1
    assert rig.acts() == ["queued", "cancelled", "queued", "intent", "sent", "verified"]


def test_a_new_version_replaces_one_that_never_left(rig: OutboxRig) -> None:
    old = rig.queue()
    rig.approved(text=TEXT + " Bản sửa.")
    new = rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)[0]
    assert new.id != old.id
    assert rig.outbox.get(old.id).state is DeliveryState.CANCELLED
    rig.outbox.run()
    assert [post.text for post in rig.remote.shown()] == [TEXT + " Bản sửa."]


def test_a_new_version_of_what_is_on_the_page_is_refused(rig: OutboxRig) -> None:
    rig.queue()
    rig.outbox.run()
    rig.approved(text=TEXT + " Bản sửa.")
    with pytest.raises(Refused, match="đính chính"):
        rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)


def test_find_by_the_beginning_of_the_id(rig: OutboxRig) -> None:
    first = rig.queue("p1")
    rig.queue("p2", text="Thông báo thứ hai.")
    assert rig.outbox.find(first.id) == first
    with pytest.raises(BadInput):
        rig.outbox.find("d")
    for nothing in ("", "x", "%"):
        with pytest.raises(NotFound):
            rig.outbox.find(nothing)


@pytest.mark.parametrize(
    "state", [DeliveryState.SCHEDULED, DeliveryState.WAITING, DeliveryState.MISSED, DeliveryState.FAILED]
)
def test_cancel_before_anything_is_on_the_page(rig: OutboxRig, state: DeliveryState) -> None:
    at = rig.clock.now() + timedelta(hours=1) if state in (DeliveryState.SCHEDULED, DeliveryState.MISSED) else None
    delivery = rig.queue(at=at)
    if state is DeliveryState.MISSED:
        rig.clock.forward(hours=9)
        rig.outbox.run()
    if state is DeliveryState.FAILED:
        rig.remote.script("create", "reject")
        rig.outbox.run()
    assert rig.outbox.get(delivery.id).state is state
    with pytest.raises(NotPermitted):
        rig.outbox.cancel(delivery.id, "cb-ky-thuat")
    assert [d.id for d in rig.outbox.stop_post("p1", "cb-duyet")] == [delivery.id]
    rig.clock.forward(hours=1)
    rig.outbox.run()
    assert rig.outbox.get(delivery.id).state is DeliveryState.CANCELLED
    assert rig.remote.posts == {}
    assert rig.outbox.cancel(delivery.id, "cb-dang").state is DeliveryState.CANCELLED, "twice is once"


def test_verified_is_not_cancelled_but_withdrawn(rig: OutboxRig) -> None:
    delivery = rig.queue()
    rig.outbox.run()
    with pytest.raises(Refused):
        rig.outbox.cancel(delivery.id, "cb-dang")
    with pytest.raises(BadInput, match="lý do"):
        rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "  ")
    rig.remote.script("delete", "timeout")
    with pytest.raises(Refused):
        rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED
    rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    assert rig.outbox.get(delivery.id).state is DeliveryState.WITHDRAWN
    assert rig.remote.posts == {}
    assert rig.audit.entries("p1")[-1].data["why"] == "số điện thoại sai"


def test_a_page_that_deletes_nothing_through_us(rig: OutboxRig) -> None:
    rig.remote.deletes = False
    delivery = rig.queue()
    rig.outbox.run()
    with pytest.raises(Refused, match="tự gỡ"):
        rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    rig.remote.posts.clear()  # removed on the page by a person
    rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    assert rig.outbox.get(delivery.id).state is DeliveryState.WITHDRAWN


@pytest.mark.parametrize("act", ["retry", "accept", "choose", "confirm_by_hand", "withdraw"])
def test_decisions_that_do_not_fit_are_refused(rig: OutboxRig, act: str) -> None:
    delivery = rig.queue()
    extra = {"choose": ("x", "cb-dang", PIN), "withdraw": ("cb-dang", PIN, "vì sai")}
    words = extra.get(act, ("cb-dang", PIN))
    if act == "confirm_by_hand":
        words = ("https://www.facebook.com/x/posts/1", "cb-dang")
    with pytest.raises(Refused):
        getattr(rig.outbox, act)(delivery.id, *words)
    assert rig.state(delivery) == (DeliveryState.WAITING, Attention.NONE)
