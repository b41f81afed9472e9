"""What a post asks for beside itself: after it was read back, once, by the gate, and never at the post's cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from studio.errors import Refused
from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.phrase import Bilingual
from studio.posts.model import PlatformOptions
from tests.outbox.outbox_rig import PIN, OutboxRig
from tests.outbox.remote import Killed

ASKED = PlatformOptions(first_comment="Chi tiết: 113.", pinned=True)
VERIFIED = (DeliveryState.VERIFIED, Attention.NONE)


@pytest.fixture
def rig(rig: OutboxRig) -> OutboxRig:
    rig.remote.completes = True
    return rig


def published(rig: OutboxRig) -> Delivery:
    delivery = rig.queue(options=ASKED)
    rig.outbox.run()
    assert rig.state(delivery) == VERIFIED
    return rig.outbox.get(delivery.id)


def go_on(rig: OutboxRig, *, hours: float) -> None:
    """The program runs on, and looks after what is due now and then."""
    end = rig.clock.now() + timedelta(hours=hours)
    while rig.clock.now() < end:
        rig.clock.forward(minutes=20)
        rig.outbox.run()


def beside(rig: OutboxRig) -> list[PlatformOptions]:
    return list(rig.remote.beside.values())


def tries(rig: OutboxRig, delivery: Delivery) -> list[str]:
    return [a.outcome for a in rig.outbox.attempts(delivery.id) if a.step == "complete"]


def test_it_follows_right_after_the_reading_back_and_the_later_looks_go_on(rig: OutboxRig) -> None:
    delivery = published(rig)
    assert beside(rig) == [ASKED]
    assert rig.remote.calls[-2:] == ["read_back", "complete"]
    assert rig.acts() == ["queued", "intent", "sent", "verified", "completed"]
    assert "bình luận đầu tiên" in delivery.message
    assert delivery.watch_at == (delivery.since or delivery.updated_at) + timedelta(hours=1)
    for _ in range(3):
        rig.clock.forward(hours=30)
        rig.outbox.run()
    assert rig.remote.count("complete") == 1
    assert rig.outbox.get(delivery.id).watched > 0


def test_a_removal_is_over_when_the_story_is_gone_too(rig: OutboxRig) -> None:
    delivery = published(rig)
    rig.remote.story_stays = Bilingual("tin còn hiện, gỡ tay.", "the story still shows, remove it by hand.")
    with pytest.raises(Refused, match="gỡ tay"):
        rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "sai")
    assert rig.remote.posts == {}, "the post does not wait for its story"
    [left] = rig.outbox.withdraw_post(delivery.post_id, "cb-dang", PIN)
    assert (left.state, left.message) == (DeliveryState.VERIFIED, "tin còn hiện, gỡ tay.")
    rig.remote.story_stays = None
    assert rig.outbox.withdraw(delivery.id, "cb-dang", PIN, "sai").state is DeliveryState.WITHDRAWN


def test_a_post_that_asks_for_nothing_costs_no_call(rig: OutboxRig) -> None:
    rig.queue()
    rig.outbox.run()
    rig.clock.forward(hours=2)
    rig.outbox.run()
    assert rig.remote.count("complete") == 0


@pytest.mark.parametrize("fault", ["timeout", "timeout_after", "500_after", "refused_connection", "wait:300"])
def test_what_was_not_answered_is_tried_again_and_the_post_stays_published(rig: OutboxRig, fault: str) -> None:
    rig.remote.script("complete", fault)
    delivery = published(rig)
    assert "chờ đến" in delivery.message
    go_on(rig, hours=3)
    assert tries(rig, delivery)[-1] == "done"
    assert rig.state(delivery) == VERIFIED
    assert rig.posts.states["p1"] == "published"
    assert rig.remote.count("create") == 1


def test_after_a_doubt_a_window_goes_by_first(rig: OutboxRig) -> None:
    rig.remote.script("complete", "timeout_after")
    delivery = published(rig)
    assert delivery.watch_at is not None
    assert delivery.watch_at >= rig.clock.now() + rig.remote.window


@pytest.mark.parametrize("fault", ["die", "die_after"])
def test_a_kill_in_between_is_made_up_for(rig: OutboxRig, fault: str) -> None:
    rig.remote.script("complete", fault)
    delivery = rig.queue(options=ASKED)
    with pytest.raises(Killed):
        rig.outbox.run()
    rig.restart()
    go_on(rig, hours=2)
    assert beside(rig) == [ASKED]
    assert rig.state(delivery) == VERIFIED
    assert rig.remote.count("create") == 1


def test_a_page_that_refuses_is_told_and_not_asked_again(rig: OutboxRig) -> None:
    rig.remote.script("complete", "reject")
    delivery = published(rig)
    assert delivery.message.endswith("Ảnh không hợp lệ.")
    go_on(rig, hours=5)
    assert tries(rig, delivery) == ["refused"]
    assert rig.state(delivery) == VERIFIED


def test_the_gate_is_asked_and_a_post_withdrawn_meanwhile_gets_nothing(rig: OutboxRig) -> None:
    rig.remote.script("read_back", lambda: setattr(rig.gate, "refusal", Refused(Bilingual("đã gỡ.", "withdrawn."))))
    delivery = published(rig)
    assert rig.remote.count("complete") == 0
    assert delivery.message.endswith("đã gỡ.")


def test_nothing_is_done_beside_a_post_that_was_changed_or_is_gone(rig: OutboxRig) -> None:
    rig.remote.script("complete", "refused_connection")
    delivery = published(rig)
    key, post = next(iter(rig.remote.posts.items()))
    rig.remote.posts[key] = replace(post, text="Đã bị sửa.")
    go_on(rig, hours=3)
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)
    assert beside(rig) == []


def test_a_login_that_ended_pauses_the_page_and_it_is_done_once_it_goes_on(rig: OutboxRig) -> None:
    rig.remote.script("complete", "person")
    delivery = published(rig)
    go_on(rig, hours=2)
    assert tries(rig, delivery) == ["not_executed"]
    rig.outbox.release_account(delivery.account, "cb-dang", PIN)
    go_on(rig, hours=2)
    assert beside(rig) == [ASKED]


def test_after_a_day_it_is_left_to_a_person(rig: OutboxRig) -> None:
    rig.remote.script("complete", *["refused_connection"] * 400)
    delivery = published(rig)
    go_on(rig, hours=40)
    assert "xem trang" in rig.outbox.get(delivery.id).message
    assert tries(rig, delivery)[-1] == "refused"
    assert beside(rig) == []
