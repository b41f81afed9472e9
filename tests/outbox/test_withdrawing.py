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
from tests.outbox.outbox_rig import PIN, AccountBook, OutboxRig, page
from tests.outbox.remote import Killed

PAGES = ("trang-a", "trang-b", "trang-c")


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[OutboxRig]:
    built = OutboxRig(tmp_path, accounts=AccountBook(*map(page, PAGES)))
    yield built
    built.store.close()


@pytest.mark.parametrize("withdrawer", [None, "cb-dang"])
def test_not_before_somebody_else_withdrew_it(rig: OutboxRig, withdrawer: str | None) -> None:
    delivery = rig.queue()
    rig.outbox.run()
    rig.posts.withdrawer = withdrawer
    with pytest.raises(Refused, match="chưa được duyệt gỡ"):
        rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    with pytest.raises(Refused, match="chưa được duyệt gỡ"):
        rig.outbox.withdraw_post("p1", "cb-dang", PIN)
    assert len(rig.remote.shown()) == 3


def test_gone_ones_obey_the_same_rule(rig: OutboxRig) -> None:
    delivery = rig.queue()
    rig.outbox.run()
    rig.remote.posts.clear()
    for _ in range(2):
        rig.clock.forward(hours=1)
        rig.outbox.run()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)
    rig.posts.withdrawer = None
    with pytest.raises(Refused):
        rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "đã gỡ")


def test_from_every_page_each_for_itself(rig: OutboxRig) -> None:
    rig.queue()
    rig.outbox.run()
    rig.remote.script("delete", "ok", "timeout", "ok")
    done = {d.account: d for d in rig.outbox.withdraw_post("p1", "cb-dang", PIN)}
    states = sorted(d.state for d in done.values())
    assert states == [DeliveryState.VERIFIED, DeliveryState.WITHDRAWN, DeliveryState.WITHDRAWN]
    left = next(d for d in done.values() if d.state is DeliveryState.VERIFIED)
    assert left.message.startswith("chưa rõ trang đã gỡ bài hay chưa")
    assert len(rig.remote.shown()) == 1
    assert [d.state for d in rig.outbox.withdraw_post("p1", "cb-dang", PIN)] == [DeliveryState.WITHDRAWN]
    assert rig.remote.posts == {}
    reasons = {e.data["why"] for e in rig.audit.entries("p1") if e.act == "withdrawn"}
    assert reasons == {"số điện thoại sai"}


@pytest.mark.parametrize("fault", ["timeout_after", "500_after", "die_after"])
def test_a_removal_without_an_answer_is_found_out_within_minutes(rig: OutboxRig, fault: str) -> None:
    """It was asked for before the call left, so that not even a killed program calls the post published for days."""
    delivery = rig.queue("p1", "trang-a")
    rig.outbox.run()
    rig.clock.forward(days=8)
    rig.outbox.run()
    rig.remote.script("delete", fault)
    with pytest.raises((Refused, Killed)):
        rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    assert rig.outbox.attempts(delivery.id)[-1].step == "delete"
    rig.restart()
    for _ in range(2):
        rig.clock.forward(minutes=11)
        rig.outbox.run()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)
    assert rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai").state is DeliveryState.WITHDRAWN


@pytest.mark.parametrize("fault", ["timeout", "die"])
def test_a_removal_in_doubt_whose_post_is_still_there_says_so(rig: OutboxRig, fault: str) -> None:
    delivery = rig.queue("p1", "trang-a")
    rig.outbox.run()
    rig.remote.script("delete", fault)
    with contextlib.suppress(Killed):
        rig.outbox.withdraw_post("p1", "cb-dang", PIN)
    rig.restart()
    rig.clock.forward(minutes=6)
    assert [d.id for d in rig.outbox.run()] == [delivery.id], "somebody has to hear of it"
    found = rig.outbox.get(delivery.id)
    assert (found.state, found.message) == (DeliveryState.VERIFIED, messages.STILL_SHOWN.vi)
    assert found.watched == 0
    assert found.since is not None
    assert found.watch_at == found.since + timedelta(hours=1), "the usual looks go on"
    rig.clock.forward(hours=2)
    assert rig.outbox.run() == (), "and say nothing new"
    assert rig.outbox.withdraw_post("p1", "cb-dang", PIN)[0].state is DeliveryState.WITHDRAWN
    assert rig.remote.posts == {}


def test_a_removal_in_doubt_that_no_later_look_follows_does_not_promise_one(rig: OutboxRig) -> None:
    delivery = rig.queue("p1", "trang-a")
    rig.outbox.run()
    key, post = next(iter(rig.remote.posts.items()))
    rig.remote.posts[key] = replace(post, text="Ai đó đã sửa.")
    rig.clock.forward(hours=1)
    rig.outbox.run()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)
    rig.remote.script("delete", "timeout")
    with pytest.raises(Refused) as refusal:
        rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    assert refusal.value.phrase == messages.REMOVAL_UNKNOWN


def test_a_removal_that_a_page_refuses_says_what_to_do(rig: OutboxRig) -> None:
    delivery = rig.queue("p1", "trang-a")
    rig.outbox.run()
    rig.remote.script("delete", "reject")
    with pytest.raises(Refused) as refusal:
        rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    assert "Ảnh không hợp lệ." in refusal.value.phrase.vi
    assert "tự gỡ trên trang" in refusal.value.phrase.vi
    assert rig.outbox.attempts(delivery.id)[-1].outcome == "refused"


def test_what_a_page_keeps_needs_no_second_person(rig: OutboxRig) -> None:
    rig.remote.keeps = ScheduleRange(soonest=timedelta(minutes=15), latest=timedelta(days=29))
    delivery = rig.queue("p1", "trang-a", at=rig.clock.now() + timedelta(hours=2), held_by="platform")
    rig.outbox.run()
    rig.posts.withdrawer = None
    assert rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "hoãn").state is DeliveryState.CANCELLED


def test_nothing_is_touched_on_the_page_an_account_stands_for_by_now(rig: OutboxRig) -> None:
    """Ids are numbers on a website: the old one may be somebody else's post on the new site."""
    delivery = rig.queue("p1", "trang-a")
    rig.outbox.run()
    rig.accounts.accounts["trang-a"] = page("trang-a", page_id="id-trang-khac")
    before = list(rig.remote.calls)
    with pytest.raises(Refused, match="id-trang-khac"):
        rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "số điện thoại sai")
    rig.clock.forward(hours=2)
    rig.outbox.run()
    assert rig.remote.calls == before
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
