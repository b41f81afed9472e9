"""Published posts are read back again later: deleted or changed on the page is told, and never sent again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import Refused
from studio.outbox.model import Attention, Delivery, DeliveryState
from tests.outbox.outbox_rig import PIN, AccountBook, OutboxRig, page


def published(rig: OutboxRig, post: str = "p1", text: str = "Thông báo số 1.") -> Delivery:
    delivery = rig.queue(post, text=text)
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    return rig.outbox.get(delivery.id)


def test_read_back_after_an_hour_a_day_a_week_and_a_month(rig: OutboxRig) -> None:
    """Every hour about when it is due, twice a day between."""
    delivery = published(rig)
    at = rig.clock.now()
    due = [timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30)]
    looks = []
    while rig.clock.now() < at + timedelta(days=40):
        before = rig.remote.count("read_back")
        rig.outbox.run()
        if rig.remote.count("read_back") > before:
            looks.append(rig.clock.now() - at)
        about = any(abs(rig.clock.now() - at - moment) <= timedelta(hours=8) for moment in due)
        rig.clock.forward(hours=1 if about else 12)
    assert looks == due
    found = rig.outbox.get(delivery.id)
    assert (found.state, found.watched, found.watch_at) == (DeliveryState.VERIFIED, 4, None)
    assert found.updated_at == delivery.updated_at, "nothing anybody has to hear of"
    assert found.message == delivery.message


def test_a_headline_changed_on_the_page(rig: OutboxRig) -> None:
    delivery = published(rig)
    key, post = next(iter(rig.remote.posts.items()))
    rig.remote.posts[key] = replace(post, title="Thông báo số 1.")
    rig.clock.forward(hours=1)
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    rig.remote.posts[key] = replace(post, title="TIN VUI")
    rig.clock.forward(days=1)
    rig.outbox.run()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)


def test_deleted_on_the_page(rig: OutboxRig) -> None:
    delivery = published(rig)
    rig.remote.posts.clear()
    rig.clock.forward(hours=1)
    assert rig.outbox.run() == ()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED, "one look is none"
    rig.clock.forward(minutes=10)
    assert [d.id for d in rig.outbox.run()] == [delivery.id]
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)
    assert rig.acts()[-1] == "gone"
    with pytest.raises(Refused):
        rig.outbox.retry(delivery.id, "cb-dang", PIN)
    rig.settle(hours=50)
    assert rig.remote.count("create") == 1
    rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "quản trị viên đã gỡ")
    assert rig.state(delivery)[0] is DeliveryState.WITHDRAWN


def test_a_page_that_lost_sight_of_it_for_a_moment(rig: OutboxRig) -> None:
    delivery = published(rig)
    kept = dict(rig.remote.posts)
    rig.remote.posts.clear()
    rig.clock.forward(hours=1)
    rig.outbox.run()
    rig.remote.posts.update(kept)
    rig.clock.forward(minutes=10)
    rig.outbox.run()
    found = rig.outbox.get(delivery.id)
    assert (found.state, found.watched, found.absent_at) == (DeliveryState.VERIFIED, 1, None)


def test_changed_on_the_page(rig: OutboxRig) -> None:
    delivery = published(rig)
    (key,) = rig.remote.posts
    rig.remote.posts[key] = replace(rig.remote.posts[key], text="Chữ khác.")
    rig.clock.forward(hours=1)
    rig.outbox.run()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)
    assert rig.acts()[-1] == "changed"
    rig.outbox.accept(delivery.id, "cb-dang", PIN)
    rig.clock.forward(days=1)
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED, "a person took it as it is"
    rig.remote.posts.clear()
    for _ in range(3):
        rig.clock.forward(days=7)
        rig.outbox.run()
        rig.clock.forward(minutes=11)
        rig.outbox.run()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)


def test_hidden_on_the_page_it_is_not_shown_again_by_a_look(rig: OutboxRig) -> None:
    delivery = published(rig)
    (key,) = rig.remote.posts
    rig.remote.posts[key] = replace(rig.remote.posts[key], visible=False)
    rig.clock.forward(hours=1)
    rig.outbox.run()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)
    rig.outbox.reconcile(delivery.id)
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)
    assert rig.remote.count("reveal") == 1
    assert rig.remote.shown() == []


@pytest.mark.parametrize("fault", ["offline", "broken"])
def test_without_network_all_later_looks_wait(rig: OutboxRig, fault: str) -> None:
    for number in range(4):
        published(rig, f"p{number}", text=f"Thông báo số {number}.")
    rig.clock.forward(hours=1)
    before = rig.remote.count("read_back")
    rig.remote.script("read_back", fault)
    assert rig.outbox.run() == ()
    assert rig.remote.count("read_back") == before + 1, "one try tells enough"
    rig.clock.forward(minutes=29)
    rig.outbox.run()
    assert rig.remote.count("read_back") == before + 1
    rig.clock.forward(minutes=1)
    rig.outbox.run()
    assert rig.remote.count("read_back") == before + 5
    assert {d.watched for d in rig.outbox.list()} == {1}


def test_a_page_without_a_login_keeps_no_other_from_being_looked_at(tmp_path: Path) -> None:
    rig = OutboxRig(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    first = rig.queue("p1", "trang-a")
    second = rig.queue("p2", "trang-b", text="Thông báo của trang B.")
    rig.outbox.run()
    rig.clock.forward(hours=1)
    rig.remote.script("read_back", "broken")
    rig.outbox.run()
    assert (rig.outbox.get(first.id).watched, rig.outbox.get(second.id).watched) == (0, 1)
    rig.store.close()


def test_sending_comes_first(rig: OutboxRig) -> None:
    published(rig)
    rig.clock.forward(hours=1)
    later = rig.queue("p2", text="Thông báo thứ hai.")
    start = len(rig.remote.calls)
    rig.outbox.run()
    assert rig.remote.calls[start:] == ["identity", "recent", "create", "reveal", "read_back", "recent", "read_back"]
    assert rig.state(later)[0] is DeliveryState.VERIFIED


def test_a_round_is_bounded(rig: OutboxRig) -> None:
    for number in range(25):
        published(rig, f"p{number}", text=f"Thông báo số {number}.")
    rig.clock.forward(hours=1)
    before = rig.remote.count("read_back")
    rig.outbox.run()
    assert rig.remote.count("read_back") == before + rig.timing.watches_most
    rig.outbox.run()
    assert rig.remote.count("read_back") == before + 25


def test_a_post_confirmed_by_hand_cannot_be_read_back(rig: OutboxRig) -> None:
    rig.remote.lists = False
    delivery = rig.queue()
    rig.settle()
    rig.outbox.confirm_by_hand(delivery.id, "https://www.facebook.com/id-trang-phuong/posts/1", "cb-dang")
    calls = len(rig.remote.calls)
    rig.clock.forward(days=2)
    rig.outbox.run()
    assert len(rig.remote.calls) == calls


def test_a_warning_of_clocks_apart_comes_before_the_stop(rig: OutboxRig) -> None:
    assert rig.outbox.clock_warning() is None
    rig.remote.told_time = lambda: rig.clock.now() + timedelta(minutes=3)
    published(rig)
    warning = rig.outbox.clock_warning()
    assert warning is not None
    assert "3 phút" in warning.vi
    rig.remote.told_time = lambda: rig.clock.now() + timedelta(minutes=1)
    published(rig, "p2", text="Thông báo thứ hai.")
    assert rig.outbox.clock_warning() is None
