"""A page that must not be written to is left alone; the others go on; it takes a person, or a good answer, to go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import NotFound, NotPermitted
from studio.outbox.breaker import DOUBTS
from studio.outbox.model import Attention, DeliveryState
from tests.outbox.remote import Killed
from tests.outbox.world import PIN, AccountBook, World, page


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = World(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    yield built
    built.store.close()


def text(number: int) -> str:
    return f"Thông báo số {number} của Công an phường."


@pytest.mark.parametrize("call", ["create", "identity"])
def test_a_broken_login_stops_one_and_pauses_its_account(world: World, call: str) -> None:
    world.remote.script(call, "person" if call == "create" else "broken")
    first = world.queue("p1", "trang-a", text=text(1))
    second = world.queue("p2", "trang-a", text=text(2))
    other = world.queue("p3", "trang-b", text=text(3))
    world.outbox.run()
    assert world.state(first) == (DeliveryState.NEEDS_ATTENTION, Attention.ACCOUNT)
    assert world.state(second)[0] is DeliveryState.WAITING
    assert world.state(other)[0] is DeliveryState.VERIFIED
    (pause,) = world.outbox.pauses()
    assert (pause.account, pause.until) == ("trang-a", None)
    assert "hết hạn" in pause.reason.vi
    assert pause.code == ("190/463" if call == "create" else "")
    tried = len(world.remote.calls)
    world.settle(hours=0.9)
    assert len(world.remote.calls) == tried, "nothing more, not even a greeting"
    assert [str(e.act) for e in world.audit.entries("")] == ["paused"]


def test_a_pause_survives_a_restart_and_holds_for_every_program(world: World) -> None:
    world.remote.script("create", "person")
    world.queue("p1", "trang-a", text=text(1))
    world.outbox.run()
    world.queue("p2", "trang-a", text=text(2))
    world.restart().run()
    world.worker("another").run()
    assert world.remote.count("create") == 1


def test_released_by_a_person(world: World) -> None:
    world.remote.script("create", "person")
    first = world.queue("p1", "trang-a", text=text(1))
    second = world.queue("p2", "trang-a", text=text(2))
    world.outbox.run()
    with pytest.raises(NotPermitted):
        world.outbox.release_account("trang-a", "cb-ky-thuat", "000000")
    with pytest.raises(NotPermitted):
        world.outbox.release_account("trang-a", "cb-duyet", PIN)
    world.outbox.release_account("trang-a", "cb-ky-thuat", PIN, "Đã nối lại trang.")
    assert world.outbox.pauses() == ()
    world.outbox.run()
    assert world.state(second)[0] is DeliveryState.VERIFIED
    assert world.state(first) == (DeliveryState.NEEDS_ATTENTION, Attention.ACCOUNT), "sent again by a person's word"
    entry = next(e for e in world.audit.entries("") if e.act == "released")
    assert entry.by == "cb-ky-thuat"
    assert entry.data == {"account": "trang-a", "why": "Đã nối lại trang."}
    with pytest.raises(NotFound):
        world.outbox.release_account("trang-a", "cb-ky-thuat", PIN)


def test_released_by_a_good_health_check(world: World) -> None:
    world.remote.script("identity", "broken")
    world.queue("p1", "trang-a", text=text(1))
    second = world.queue("p2", "trang-a", text=text(2))
    world.outbox.run()
    assert world.outbox.account_is_well("trang-a")
    assert not world.outbox.account_is_well("trang-a"), "once is enough"
    world.outbox.run()
    assert world.state(second)[0] is DeliveryState.VERIFIED


def test_a_persons_retry_asks_the_page_first(world: World) -> None:
    world.remote.script("identity", "broken", "broken")
    first = world.queue("p1", "trang-a", text=text(1))
    world.outbox.run()
    world.outbox.retry(first.id, "cb-dang", PIN)
    world.outbox.run()
    assert world.state(first) == (DeliveryState.NEEDS_ATTENTION, Attention.ACCOUNT)
    assert [p.until for p in world.outbox.pauses()] == [None], "still broken: a person is needed anew"
    assert world.remote.count("create") == 0
    world.outbox.retry(first.id, "cb-dang", PIN)
    world.outbox.run()
    assert world.state(first)[0] is DeliveryState.VERIFIED
    assert world.outbox.pauses() == ()


def test_three_doubts_in_a_row_rest_and_go_on_after_a_good_answer(world: World) -> None:
    world.remote.script("create", *["timeout_after"] * 3)
    deliveries = [world.queue(f"p{n}", "trang-a", text=text(n)) for n in range(5)]
    world.outbox.run()
    (pause,) = world.outbox.pauses()
    assert (pause.account, pause.code) == ("trang-a", DOUBTS)
    assert pause.until is not None
    assert timedelta(0) < pause.until - world.clock.now() <= world.timing.pause_first
    world.settle()
    assert world.outbox.pauses() == ()
    assert {world.state(d)[0] for d in deliveries} == {DeliveryState.VERIFIED}
    assert world.remote.count("create") == 5


def test_each_further_doubt_in_a_row_rests_longer(world: World) -> None:
    world.remote.window = timedelta(seconds=30)
    world.remote.script("create", *["timeout"] * 8)
    delivery = world.queue("p1", "trang-a", text=text(1))
    rests = set()
    for _ in range(80):
        world.outbox.run()
        rests |= {p.until - p.since for p in world.repo.pauses() if p.until is not None}
        world.clock.forward(seconds=40)
    assert len(rests) == 6, "from the third doubt on"
    assert max(rests) > 4 * world.timing.pause_first
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert world.repo.pauses() == ()


def test_crashes_in_a_row_count_as_doubts(world: World) -> None:
    """A post that kills the program each time must not do so for ever."""
    world.remote.script("create", *["die"] * 3)
    world.queue("p1", "trang-a", text=text(1))
    for _ in range(3):
        with pytest.raises(Killed):
            world.settle(hours=2)
        world.restart()
    world.outbox.run()
    assert [p.code for p in world.outbox.pauses()] == [DOUBTS]


def test_a_hidden_copy_is_not_shown_while_the_account_is_paused(world: World) -> None:
    world.remote.script("create", "timeout_after")
    doubtful = world.queue("p1", "trang-a", text=text(1))
    world.outbox.run()
    world.remote.script("identity", "broken")
    world.queue("p2", "trang-a", text=text(2))
    world.outbox.run()
    world.settle(hours=0.5)
    found = world.outbox.get(doubtful.id)
    assert (found.state, found.remote_id != "") == (DeliveryState.UNKNOWN, True), "looked at, not shown"
    assert "dừng gửi" in found.message
    assert world.remote.shown() == []
    world.outbox.account_is_well("trang-a")
    world.settle()
    assert world.state(doubtful)[0] is DeliveryState.VERIFIED
    assert world.remote.count("create") == 1


def test_a_reveal_that_needs_a_person_leaves_the_hidden_copy_to_one(world: World) -> None:
    world.remote.script("reveal", "person")
    delivery = world.queue("p1", "trang-a", text=text(1))
    world.outbox.run()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HIDDEN)
    assert [p.account for p in world.outbox.pauses()] == ["trang-a"]
    world.outbox.retry(delivery.id, "cb-dang", PIN)
    world.outbox.run()
    world.outbox.account_is_well("trang-a")
    world.settle()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED


def test_a_paused_account_wakes_nobody(world: World) -> None:
    world.remote.script("create", "person")
    world.queue("p1", "trang-a", text=text(1))
    world.queue("p2", "trang-a", text=text(2))
    world.outbox.run()
    assert world.outbox.next_moment() is None
