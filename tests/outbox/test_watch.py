"""Published posts are read back again later: deleted or changed on the page is told, and never sent again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import Refused
from studio.outbox.model import Attention, Delivery, DeliveryState
from tests.outbox.world import PIN, AccountBook, World, page


def published(world: World, post: str = "p1", text: str = "Thông báo số 1.") -> Delivery:
    delivery = world.queue(post, text=text)
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    return world.outbox.get(delivery.id)


def test_read_back_after_an_hour_a_day_a_week_and_a_month(world: World) -> None:
    """Every hour about when it is due, twice a day between."""
    delivery = published(world)
    at = world.clock.now()
    due = [timedelta(hours=1), timedelta(days=1), timedelta(days=7), timedelta(days=30)]
    looks = []
    while world.clock.now() < at + timedelta(days=40):
        before = world.remote.count("read_back")
        world.outbox.run()
        if world.remote.count("read_back") > before:
            looks.append(world.clock.now() - at)
        about = any(abs(world.clock.now() - at - moment) <= timedelta(hours=8) for moment in due)
        world.clock.forward(hours=1 if about else 12)
    assert looks == due
    found = world.outbox.get(delivery.id)
    assert (found.state, found.watched, found.watch_at) == (DeliveryState.VERIFIED, 4, None)
    assert found.updated_at == delivery.updated_at, "nothing anybody has to hear of"
    assert found.message == delivery.message


def test_a_headline_changed_on_the_page(world: World) -> None:
    delivery = published(world)
    key, post = next(iter(world.remote.posts.items()))
    world.remote.posts[key] = replace(post, title="Thông báo số 1.")
    world.clock.forward(hours=1)
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    world.remote.posts[key] = replace(post, title="TIN VUI")
    world.clock.forward(days=1)
    world.outbox.run()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)


def test_deleted_on_the_page(world: World) -> None:
    delivery = published(world)
    world.remote.posts.clear()
    world.clock.forward(hours=1)
    assert world.outbox.run() == ()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED, "one look is none"
    world.clock.forward(minutes=10)
    assert [d.id for d in world.outbox.run()] == [delivery.id]
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)
    assert world.acts()[-1] == "gone"
    with pytest.raises(Refused):
        world.outbox.retry(delivery.id, "cb-dang", PIN)
    world.settle(hours=50)
    assert world.remote.count("create") == 1
    world.outbox.withdraw(delivery.id, "cb-dang", PIN, "quản trị viên đã gỡ")
    assert world.state(delivery)[0] is DeliveryState.WITHDRAWN


def test_a_page_that_lost_sight_of_it_for_a_moment(world: World) -> None:
    delivery = published(world)
    kept = dict(world.remote.posts)
    world.remote.posts.clear()
    world.clock.forward(hours=1)
    world.outbox.run()
    world.remote.posts.update(kept)
    world.clock.forward(minutes=10)
    world.outbox.run()
    found = world.outbox.get(delivery.id)
    assert (found.state, found.watched, found.absent_at) == (DeliveryState.VERIFIED, 1, None)


def test_changed_on_the_page(world: World) -> None:
    delivery = published(world)
    (key,) = world.remote.posts
    world.remote.posts[key] = replace(world.remote.posts[key], text="Chữ khác.")
    world.clock.forward(hours=1)
    world.outbox.run()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)
    assert world.acts()[-1] == "changed"
    world.outbox.accept(delivery.id, "cb-dang", PIN)
    world.clock.forward(days=1)
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED, "a person took it as it is"
    world.remote.posts.clear()
    for _ in range(3):
        world.clock.forward(days=7)
        world.outbox.run()
        world.clock.forward(minutes=11)
        world.outbox.run()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)


def test_hidden_on_the_page_it_is_not_shown_again_by_a_look(world: World) -> None:
    delivery = published(world)
    (key,) = world.remote.posts
    world.remote.posts[key] = replace(world.remote.posts[key], visible=False)
    world.clock.forward(hours=1)
    world.outbox.run()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)
    world.outbox.reconcile(delivery.id)
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)
    assert world.remote.count("reveal") == 1
    assert world.remote.shown() == []


@pytest.mark.parametrize("fault", ["offline", "broken"])
def test_without_network_all_later_looks_wait(world: World, fault: str) -> None:
    for number in range(4):
        published(world, f"p{number}", text=f"Thông báo số {number}.")
    world.clock.forward(hours=1)
    before = world.remote.count("read_back")
    world.remote.script("read_back", fault)
    assert world.outbox.run() == ()
    assert world.remote.count("read_back") == before + 1, "one try tells enough"
    world.clock.forward(minutes=29)
    world.outbox.run()
    assert world.remote.count("read_back") == before + 1
    world.clock.forward(minutes=1)
    world.outbox.run()
    assert world.remote.count("read_back") == before + 5
    assert {d.watched for d in world.outbox.list()} == {1}


def test_a_page_without_a_login_keeps_no_other_from_being_looked_at(tmp_path: Path) -> None:
    world = World(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    first = world.queue("p1", "trang-a")
    second = world.queue("p2", "trang-b", text="Thông báo của trang B.")
    world.outbox.run()
    world.clock.forward(hours=1)
    world.remote.script("read_back", "broken")
    world.outbox.run()
    assert (world.outbox.get(first.id).watched, world.outbox.get(second.id).watched) == (0, 1)
    world.store.close()


def test_sending_comes_first(world: World) -> None:
    published(world)
    world.clock.forward(hours=1)
    later = world.queue("p2", text="Thông báo thứ hai.")
    start = len(world.remote.calls)
    world.outbox.run()
    assert world.remote.calls[start:] == ["identity", "recent", "create", "reveal", "read_back", "recent", "read_back"]
    assert world.state(later)[0] is DeliveryState.VERIFIED


def test_a_round_is_bounded(world: World) -> None:
    for number in range(25):
        published(world, f"p{number}", text=f"Thông báo số {number}.")
    world.clock.forward(hours=1)
    before = world.remote.count("read_back")
    world.outbox.run()
    assert world.remote.count("read_back") == before + world.timing.watches_most
    world.outbox.run()
    assert world.remote.count("read_back") == before + 25


def test_a_post_confirmed_by_hand_cannot_be_read_back(world: World) -> None:
    world.remote.lists = False
    delivery = world.queue()
    world.settle()
    world.outbox.confirm_by_hand(delivery.id, "https://www.facebook.com/id-trang-phuong/posts/1", "cb-dang")
    calls = len(world.remote.calls)
    world.clock.forward(days=2)
    world.outbox.run()
    assert len(world.remote.calls) == calls


def test_a_warning_of_clocks_apart_comes_before_the_stop(world: World) -> None:
    assert world.outbox.clock_warning() is None
    world.remote.told_time = lambda: world.clock.now() + timedelta(minutes=3)
    published(world)
    warning = world.outbox.clock_warning()
    assert warning is not None
    assert "3 phút" in warning.vi
    world.remote.told_time = lambda: world.clock.now() + timedelta(minutes=1)
    published(world, "p2", text="Thông báo thứ hai.")
    assert world.outbox.clock_warning() is None
