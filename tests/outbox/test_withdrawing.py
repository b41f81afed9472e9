"""What is public is taken back by two people: one withdraws the post, another removes it from its pages."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import Refused
from studio.outbox import messages
from studio.outbox.model import Attention, DeliveryState
from studio.publishers.port import ScheduleRange
from tests.outbox.remote import Killed
from tests.outbox.world import PIN, AccountBook, World, page

PAGES = ("trang-a", "trang-b", "trang-c")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = World(tmp_path, accounts=AccountBook(*map(page, PAGES)))
    yield built
    built.store.close()


@pytest.mark.parametrize("withdrawer", [None, "cb-dang"])
def test_not_before_somebody_else_withdrew_it(world: World, withdrawer: str | None) -> None:
    delivery = world.queue()
    world.outbox.run()
    world.posts.withdrawer = withdrawer
    with pytest.raises(Refused, match="chưa được duyệt gỡ"):
        world.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    with pytest.raises(Refused, match="chưa được duyệt gỡ"):
        world.outbox.withdraw_post("p1", "cb-dang", PIN)
    assert len(world.remote.shown()) == 3


def test_gone_ones_obey_the_same_rule(world: World) -> None:
    delivery = world.queue()
    world.outbox.run()
    world.remote.posts.clear()
    for _ in range(2):
        world.clock.forward(hours=1)
        world.outbox.run()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)
    world.posts.withdrawer = None
    with pytest.raises(Refused):
        world.outbox.withdraw(delivery.id, "cb-dang", PIN, "đã gỡ")


def test_from_every_page_each_for_itself(world: World) -> None:
    world.queue()
    world.outbox.run()
    world.remote.script("delete", "ok", "timeout", "ok")
    done = {d.account: d for d in world.outbox.withdraw_post("p1", "cb-dang", PIN)}
    states = sorted(d.state for d in done.values())
    assert states == [DeliveryState.VERIFIED, DeliveryState.WITHDRAWN, DeliveryState.WITHDRAWN]
    left = next(d for d in done.values() if d.state is DeliveryState.VERIFIED)
    assert left.message.startswith("chưa rõ trang đã gỡ bài hay chưa")
    assert len(world.remote.shown()) == 1
    assert [d.state for d in world.outbox.withdraw_post("p1", "cb-dang", PIN)] == [DeliveryState.WITHDRAWN]
    assert world.remote.posts == {}
    reasons = {e.data["why"] for e in world.audit.entries("p1") if e.act == "withdrawn"}
    assert reasons == {"số điện thoại sai"}


@pytest.mark.parametrize("fault", ["timeout_after", "500_after", "die_after"])
def test_a_removal_without_an_answer_is_found_out_within_minutes(world: World, fault: str) -> None:
    """It was asked for before the call left, so that not even a killed program calls the post published for days."""
    delivery = world.queue("p1", "trang-a")
    world.outbox.run()
    world.clock.forward(days=8)
    world.outbox.run()
    world.remote.script("delete", fault)
    with pytest.raises((Refused, Killed)):
        world.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    assert world.outbox.attempts(delivery.id)[-1].step == "delete"
    world.restart()
    for _ in range(2):
        world.clock.forward(minutes=11)
        world.outbox.run()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)
    assert world.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai").state is DeliveryState.WITHDRAWN


@pytest.mark.parametrize("fault", ["timeout", "die"])
def test_a_removal_in_doubt_whose_post_is_still_there_says_so(world: World, fault: str) -> None:
    delivery = world.queue("p1", "trang-a")
    world.outbox.run()
    world.remote.script("delete", fault)
    with contextlib.suppress(Killed):
        world.outbox.withdraw_post("p1", "cb-dang", PIN)
    world.restart()
    world.clock.forward(minutes=6)
    assert [d.id for d in world.outbox.run()] == [delivery.id], "somebody has to hear of it"
    found = world.outbox.get(delivery.id)
    assert (found.state, found.message) == (DeliveryState.VERIFIED, messages.STILL_SHOWN.vi)
    assert found.watched == 0
    assert found.since is not None
    assert found.watch_at == found.since + timedelta(hours=1), "the usual looks go on"
    world.clock.forward(hours=2)
    assert world.outbox.run() == (), "and say nothing new"
    assert world.outbox.withdraw_post("p1", "cb-dang", PIN)[0].state is DeliveryState.WITHDRAWN
    assert world.remote.posts == {}


def test_a_removal_in_doubt_that_no_later_look_follows_does_not_promise_one(world: World) -> None:
    delivery = world.queue("p1", "trang-a")
    world.outbox.run()
    key, post = next(iter(world.remote.posts.items()))
    world.remote.posts[key] = replace(post, text="Ai đó đã sửa.")
    world.clock.forward(hours=1)
    world.outbox.run()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)
    world.remote.script("delete", "timeout")
    with pytest.raises(Refused) as refusal:
        world.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    assert refusal.value.phrase == messages.REMOVAL_UNKNOWN


def test_a_removal_that_a_page_refuses_says_what_to_do(world: World) -> None:
    delivery = world.queue("p1", "trang-a")
    world.outbox.run()
    world.remote.script("delete", "reject")
    with pytest.raises(Refused) as refusal:
        world.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    assert "Ảnh không hợp lệ." in refusal.value.phrase.vi
    assert "tự gỡ trên trang" in refusal.value.phrase.vi
    assert world.outbox.attempts(delivery.id)[-1].outcome == "refused"


def test_what_a_page_keeps_needs_no_second_person(world: World) -> None:
    world.remote.keeps = ScheduleRange(soonest=timedelta(minutes=15), latest=timedelta(days=29))
    delivery = world.queue("p1", "trang-a", at=world.clock.now() + timedelta(hours=2), held_by="platform")
    world.outbox.run()
    world.posts.withdrawer = None
    assert world.outbox.withdraw(delivery.id, "cb-dang", PIN, "hoãn").state is DeliveryState.CANCELLED


def test_nothing_is_touched_on_the_page_an_account_stands_for_by_now(world: World) -> None:
    """Ids are numbers on a website: the old one may be somebody else's post on the new site."""
    delivery = world.queue("p1", "trang-a")
    world.outbox.run()
    world.accounts.accounts["trang-a"] = page("trang-a", page_id="id-trang-khac")
    before = list(world.remote.calls)
    with pytest.raises(Refused, match="id-trang-khac"):
        world.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    world.clock.forward(hours=2)
    world.outbox.run()
    assert world.remote.calls == before
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
