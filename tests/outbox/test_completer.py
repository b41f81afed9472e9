"""What a post asks for beside itself: after it was read back, once, by the gate, and never at the post's cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from studio.errors import Refused
from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.phrase import Bilingual
from studio.posts.model import PlatformOptions
from tests.outbox.remote import Killed
from tests.outbox.world import PIN, World

ASKED = PlatformOptions(first_comment="Chi tiết: 113.", pinned=True)
VERIFIED = (DeliveryState.VERIFIED, Attention.NONE)


@pytest.fixture
def world(world: World) -> World:
    world.remote.completes = True
    return world


def published(world: World) -> Delivery:
    delivery = world.queue(options=ASKED)
    world.outbox.run()
    assert world.state(delivery) == VERIFIED
    return world.outbox.get(delivery.id)


def go_on(world: World, *, hours: float) -> None:
    """The program runs on, and looks after what is due now and then."""
    end = world.clock.now() + timedelta(hours=hours)
    while world.clock.now() < end:
        world.clock.forward(minutes=20)
        world.outbox.run()


def beside(world: World) -> list[PlatformOptions]:
    return list(world.remote.beside.values())


def tries(world: World, delivery: Delivery) -> list[str]:
    return [a.outcome for a in world.outbox.attempts(delivery.id) if a.step == "complete"]


def test_it_follows_right_after_the_reading_back_and_the_later_looks_go_on(world: World) -> None:
    delivery = published(world)
    assert beside(world) == [ASKED]
    assert world.remote.calls[-2:] == ["read_back", "complete"]
    assert world.acts() == ["queued", "intent", "sent", "verified", "completed"]
    assert "bình luận đầu tiên" in delivery.message
    assert delivery.watch_at == (delivery.since or delivery.updated_at) + timedelta(hours=1)
    for _ in range(3):
        world.clock.forward(hours=30)
        world.outbox.run()
    assert world.remote.count("complete") == 1
    assert world.outbox.get(delivery.id).watched > 0


def test_a_removal_is_over_when_the_story_is_gone_too(world: World) -> None:
    delivery = published(world)
    world.remote.story_stays = Bilingual("tin còn hiện, gỡ tay.", "the story still shows, remove it by hand.")
    with pytest.raises(Refused, match="gỡ tay"):
        world.outbox.withdraw(delivery.id, "cb-dang", PIN, "sai")
    assert world.remote.posts == {}, "the post does not wait for its story"
    [left] = world.outbox.withdraw_post(delivery.post_id, "cb-dang", PIN)
    assert (left.state, left.message) == (DeliveryState.VERIFIED, "tin còn hiện, gỡ tay.")
    world.remote.story_stays = None
    assert world.outbox.withdraw(delivery.id, "cb-dang", PIN, "sai").state is DeliveryState.WITHDRAWN


def test_a_post_that_asks_for_nothing_costs_no_call(world: World) -> None:
    world.queue()
    world.outbox.run()
    world.clock.forward(hours=2)
    world.outbox.run()
    assert world.remote.count("complete") == 0


@pytest.mark.parametrize("fault", ["timeout", "timeout_after", "500_after", "refused_connection", "wait:300"])
def test_what_was_not_answered_is_tried_again_and_the_post_stays_published(world: World, fault: str) -> None:
    world.remote.script("complete", fault)
    delivery = published(world)
    assert "chờ đến" in delivery.message
    go_on(world, hours=3)
    assert tries(world, delivery)[-1] == "done"
    assert world.state(delivery) == VERIFIED
    assert world.posts.states["p1"] == "published"
    assert world.remote.count("create") == 1


def test_after_a_doubt_a_window_goes_by_first(world: World) -> None:
    world.remote.script("complete", "timeout_after")
    delivery = published(world)
    assert delivery.watch_at is not None
    assert delivery.watch_at >= world.clock.now() + world.remote.window


@pytest.mark.parametrize("fault", ["die", "die_after"])
def test_a_kill_in_between_is_made_up_for(world: World, fault: str) -> None:
    world.remote.script("complete", fault)
    delivery = world.queue(options=ASKED)
    with pytest.raises(Killed):
        world.outbox.run()
    world.restart()
    go_on(world, hours=2)
    assert beside(world) == [ASKED]
    assert world.state(delivery) == VERIFIED
    assert world.remote.count("create") == 1


def test_a_page_that_refuses_is_told_and_not_asked_again(world: World) -> None:
    world.remote.script("complete", "reject")
    delivery = published(world)
    assert delivery.message.endswith("Ảnh không hợp lệ.")
    go_on(world, hours=5)
    assert tries(world, delivery) == ["refused"]
    assert world.state(delivery) == VERIFIED


def test_the_gate_is_asked_and_a_post_withdrawn_meanwhile_gets_nothing(world: World) -> None:
    world.remote.script("read_back", lambda: setattr(world.gate, "refusal", Refused(Bilingual("đã gỡ.", "withdrawn."))))
    delivery = published(world)
    assert world.remote.count("complete") == 0
    assert delivery.message.endswith("đã gỡ.")


def test_nothing_is_done_beside_a_post_that_was_changed_or_is_gone(world: World) -> None:
    world.remote.script("complete", "refused_connection")
    delivery = published(world)
    key, post = next(iter(world.remote.posts.items()))
    world.remote.posts[key] = replace(post, text="Đã bị sửa.")
    go_on(world, hours=3)
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DIFFERS)
    assert beside(world) == []


def test_a_login_that_ended_pauses_the_page_and_it_is_done_once_it_goes_on(world: World) -> None:
    world.remote.script("complete", "person")
    delivery = published(world)
    go_on(world, hours=2)
    assert tries(world, delivery) == ["not_executed"]
    world.outbox.release_account(delivery.account, "cb-dang", PIN)
    go_on(world, hours=2)
    assert beside(world) == [ASKED]


def test_after_a_day_it_is_left_to_a_person(world: World) -> None:
    world.remote.script("complete", *["refused_connection"] * 400)
    delivery = published(world)
    go_on(world, hours=40)
    assert "xem trang" in world.outbox.get(delivery.id).message
    assert tries(world, delivery)[-1] == "refused"
    assert beside(world) == []
