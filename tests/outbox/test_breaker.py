"""A page that must not be written to is left alone; the others go on; it takes a person, or a good answer, to go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import NotFound, NotPermitted
from studio.outbox.breaker import DOUBTS
from studio.outbox.model import Attention, DeliveryState
from tests.outbox.outbox_rig import PIN, AccountBook, OutboxRig, page
from tests.outbox.remote import Killed


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[OutboxRig]:
    built = OutboxRig(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    yield built
    built.store.close()


def text(number: int) -> str:
    return f"Thông báo số {number} của Công an phường."


@pytest.mark.parametrize("call", ["create", "identity"])
def test_a_broken_login_stops_one_and_pauses_its_account(rig: OutboxRig, call: str) -> None:
    rig.remote.script(call, "person" if call == "create" else "broken")
    first = rig.queue("p1", "trang-a", text=text(1))
    second = rig.queue("p2", "trang-a", text=text(2))
    other = rig.queue("p3", "trang-b", text=text(3))
    rig.outbox.run()
    assert rig.state(first) == (DeliveryState.NEEDS_ATTENTION, Attention.ACCOUNT)
    assert rig.state(second)[0] is DeliveryState.WAITING
    assert rig.state(other)[0] is DeliveryState.VERIFIED
    (pause,) = rig.outbox.pauses()
    assert (pause.account, pause.until) == ("trang-a", None)
    assert "hết hạn" in pause.reason.vi
    assert pause.code == ("190/463" if call == "create" else "")
    tried = len(rig.remote.calls)
    rig.settle(hours=0.9)
    assert len(rig.remote.calls) == tried, "nothing more, not even a greeting"
    assert [str(e.act) for e in rig.audit.entries("")] == ["paused"]


def test_a_pause_survives_a_restart_and_holds_for_every_program(rig: OutboxRig) -> None:
    rig.remote.script("create", "person")
    rig.queue("p1", "trang-a", text=text(1))
    rig.outbox.run()
    rig.queue("p2", "trang-a", text=text(2))
    rig.restart().run()
    rig.worker("another").run()
    assert rig.remote.count("create") == 1


def test_released_by_a_person(rig: OutboxRig) -> None:
    rig.remote.script("create", "person")
    first = rig.queue("p1", "trang-a", text=text(1))
    second = rig.queue("p2", "trang-a", text=text(2))
    rig.outbox.run()
    with pytest.raises(NotPermitted):
        rig.outbox.release_account("trang-a", "cb-ky-thuat", "000000")
    with pytest.raises(NotPermitted):
        rig.outbox.release_account("trang-a", "cb-duyet", PIN)
    rig.outbox.release_account("trang-a", "cb-ky-thuat", PIN, "Đã nối lại trang.")
    assert rig.outbox.pauses() == ()
    rig.outbox.run()
    assert rig.state(second)[0] is DeliveryState.VERIFIED
    assert rig.state(first) == (DeliveryState.NEEDS_ATTENTION, Attention.ACCOUNT), "sent again by a person's word"
    entry = next(e for e in rig.audit.entries("") if e.act == "released")
    assert entry.by == "cb-ky-thuat"
    assert entry.data == {"account": "trang-a", "why": "Đã nối lại trang."}
    with pytest.raises(NotFound):
        rig.outbox.release_account("trang-a", "cb-ky-thuat", PIN)


def test_released_by_a_good_health_check(rig: OutboxRig) -> None:
    rig.remote.script("identity", "broken")
    rig.queue("p1", "trang-a", text=text(1))
    second = rig.queue("p2", "trang-a", text=text(2))
    rig.outbox.run()
    assert rig.outbox.account_is_well("trang-a")
    assert not rig.outbox.account_is_well("trang-a"), "once is enough"
    rig.outbox.run()
    assert rig.state(second)[0] is DeliveryState.VERIFIED


def test_a_persons_retry_asks_the_page_first(rig: OutboxRig) -> None:
    rig.remote.script("identity", "broken", "broken")
    first = rig.queue("p1", "trang-a", text=text(1))
    rig.outbox.run()
    rig.outbox.retry(first.id, "cb-dang", PIN)
    rig.outbox.run()
    assert rig.state(first) == (DeliveryState.NEEDS_ATTENTION, Attention.ACCOUNT)
    assert [p.until for p in rig.outbox.pauses()] == [None], "still broken: a person is needed anew"
    assert rig.remote.count("create") == 0
    rig.outbox.retry(first.id, "cb-dang", PIN)
    rig.outbox.run()
    assert rig.state(first)[0] is DeliveryState.VERIFIED
    assert rig.outbox.pauses() == ()


def test_three_doubts_in_a_row_rest_and_go_on_after_a_good_answer(rig: OutboxRig) -> None:
    rig.remote.script("create", *["timeout_after"] * 3)
    deliveries = [rig.queue(f"p{n}", "trang-a", text=text(n)) for n in range(5)]
    rig.outbox.run()
    (pause,) = rig.outbox.pauses()
    assert (pause.account, pause.code) == ("trang-a", DOUBTS)
    assert pause.until is not None
    assert timedelta(0) < pause.until - rig.clock.now() <= rig.timing.pause_first
    rig.settle()
    assert rig.outbox.pauses() == ()
    assert {rig.state(d)[0] for d in deliveries} == {DeliveryState.VERIFIED}
    assert rig.remote.count("create") == 5


def test_each_further_doubt_in_a_row_rests_longer(rig: OutboxRig) -> None:
    rig.remote.window = timedelta(seconds=30)
    rig.remote.script("create", *["timeout"] * 8)
    delivery = rig.queue("p1", "trang-a", text=text(1))
    rests = set()
    for _ in range(80):
        rig.outbox.run()
        rests |= {p.until - p.since for p in rig.repo.pauses() if p.until is not None}
        rig.clock.forward(seconds=40)
    assert len(rests) == 6, "from the third doubt on"
    assert max(rests) > 4 * rig.timing.pause_first
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert rig.repo.pauses() == ()


def test_crashes_in_a_row_count_as_doubts(rig: OutboxRig) -> None:
    """A post that kills the program each time must not do so for ever."""
    rig.remote.script("create", *["die"] * 3)
    rig.queue("p1", "trang-a", text=text(1))
    for _ in range(3):
        with pytest.raises(Killed):
            rig.settle(hours=2)
        rig.restart()
    rig.outbox.run()
    assert [p.code for p in rig.outbox.pauses()] == [DOUBTS]


def test_a_hidden_copy_is_not_shown_while_the_account_is_paused(rig: OutboxRig) -> None:
    rig.remote.script("create", "timeout_after")
    doubtful = rig.queue("p1", "trang-a", text=text(1))
    rig.outbox.run()
    rig.remote.script("identity", "broken")
    rig.queue("p2", "trang-a", text=text(2))
    rig.outbox.run()
    rig.settle(hours=0.5)
    found = rig.outbox.get(doubtful.id)
    assert (found.state, found.remote_id != "") == (DeliveryState.UNKNOWN, True), "looked at, not shown"
    assert "dừng gửi" in found.message
    assert rig.remote.shown() == []
    rig.outbox.account_is_well("trang-a")
    rig.settle()
    assert rig.state(doubtful)[0] is DeliveryState.VERIFIED
    assert rig.remote.count("create") == 1


def test_a_reveal_that_needs_a_person_leaves_the_hidden_copy_to_one(rig: OutboxRig) -> None:
    rig.remote.script("reveal", "person")
    delivery = rig.queue("p1", "trang-a", text=text(1))
    rig.outbox.run()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.HIDDEN)
    assert [p.account for p in rig.outbox.pauses()] == ["trang-a"]
    rig.outbox.retry(delivery.id, "cb-dang", PIN)
    rig.outbox.run()
    rig.outbox.account_is_well("trang-a")
    rig.settle()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED


def test_a_paused_account_wakes_nobody(rig: OutboxRig) -> None:
    rig.remote.script("create", "person")
    rig.queue("p1", "trang-a", text=text(1))
    rig.queue("p2", "trang-a", text=text(2))
    rig.outbox.run()
    assert rig.outbox.next_moment() is None
