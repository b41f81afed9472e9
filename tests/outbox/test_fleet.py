"""One notice to many pages: apart from each other, stopped half way, counted, and only the failed sent again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import BadInput, NotPermitted
from studio.outbox.model import Attention, DeliveryProgress, DeliveryState
from studio.publishers.port import ScheduleRange
from tests.outbox.outbox_rig import PIN, AccountBook, OutboxRig, page

PAGES = tuple(f"trang-{number:02d}" for number in range(1, 7))


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[OutboxRig]:
    built = OutboxRig(tmp_path, accounts=AccountBook(*(page(name) for name in PAGES)))
    yield built
    built.store.close()


def test_pages_leave_apart_in_the_order_given(rig: OutboxRig) -> None:
    order = (*PAGES[3:], *PAGES[:3])
    rig.queue("p1", *order, spread=timedelta(minutes=2))
    now = rig.clock.now()
    by_account = {d.account: d.due_at - now for d in rig.outbox.list()}
    assert [by_account[name] for name in order] == [timedelta(minutes=2 * n) for n in range(6)]
    rig.outbox.run()
    assert rig.outbox.progress("p1").done == 1
    rig.clock.forward(minutes=4)
    rig.outbox.run()
    assert rig.outbox.progress("p1") == DeliveryProgress(done=3, total=6, waiting=3)
    rig.settle()
    sent = sorted(rig.remote.shown(), key=lambda post: post.created_at)
    assert [post.remote_id.rsplit("_", 1)[0] for post in sent] == [f"id-{name}" for name in order]


def test_apart_from_the_approved_time_on(rig: OutboxRig) -> None:
    due = rig.clock.now() + timedelta(hours=1)
    rig.queue("p1", *PAGES[:3], at=due, spread=timedelta(minutes=5))
    assert sorted(d.due_at for d in rig.outbox.list()) == [due + timedelta(minutes=5 * n) for n in range(3)]


@pytest.mark.parametrize("spread", [timedelta(seconds=-1), timedelta(minutes=61)])
def test_a_span_that_makes_no_sense_is_refused(rig: OutboxRig, spread: timedelta) -> None:
    with pytest.raises(BadInput) as refusal:
        rig.queue("p1", *PAGES, spread=spread)
    assert refusal.value.where == "spread"
    assert rig.outbox.list() == ()


def test_stopped_half_way(rig: OutboxRig) -> None:
    rig.queue("p1", *PAGES, spread=timedelta(minutes=10))
    rig.clock.forward(minutes=20)
    rig.outbox.run()
    with pytest.raises(NotPermitted):
        rig.outbox.stop_post("p1", "cb-ky-thuat")
    stopped = rig.outbox.stop_post("p1", "cb-duyet")
    assert [d.state for d in stopped] == [DeliveryState.CANCELLED] * 3
    assert rig.outbox.progress("p1") == DeliveryProgress(done=3, total=3)
    rig.settle()
    assert rig.remote.count("create") == 3
    assert rig.posts.states["p1"] == "published", "what went out stands"
    assert rig.outbox.stop_post("p1", "cb-duyet") == (), "twice is once"


def test_stopping_leaves_alone_what_is_or_may_be_on_its_page(rig: OutboxRig) -> None:
    rig.remote.hidden = False
    rig.remote.script("create", "timeout", "reject", "ok")
    rig.remote.script("identity", "ok", "ok", "ok", "broken")
    rig.queue("p1", *PAGES, spread=timedelta(minutes=10))
    for _ in range(4):
        rig.outbox.run()
        rig.clock.forward(minutes=10)
    stopped = {d.account for d in rig.outbox.stop_post("p1", "cb-dang")}
    assert stopped == {PAGES[1], PAGES[3], PAGES[4], PAGES[5]}, "refused, broken login, and two not begun"
    kept = {d.account: d.reason for d in rig.outbox.list() if d.state is not DeliveryState.CANCELLED}
    assert kept == {PAGES[0]: Attention.DOUBT, PAGES[2]: Attention.NONE}


def test_stopping_recalls_what_pages_keep(rig: OutboxRig) -> None:
    rig.remote.keeps = ScheduleRange(soonest=timedelta(minutes=15), latest=timedelta(days=29))
    rig.queue("p1", *PAGES[:3], at=rig.clock.now() + timedelta(hours=3), held_by="platform")
    rig.outbox.run()
    assert len(rig.remote.posts) == 3
    rig.remote.script("delete", "ok", "timeout")
    stopped = rig.outbox.stop_post("p1", "cb-dang")
    assert sorted(d.state for d in stopped) == ["cancelled", "cancelled", "scheduled"]
    rig.settle(hours=1)
    assert rig.remote.posts == {}
    assert {d.state for d in rig.outbox.list()} == {DeliveryState.CANCELLED}


def test_what_a_worker_has_in_hand_is_not_stopped(rig: OutboxRig) -> None:
    rig.queue("p1", *PAGES[:2])
    stopped: list[str] = []
    rig.remote.script("create", lambda: stopped.extend(d.account for d in rig.outbox.stop_post("p1", "cb-dang")))
    rig.outbox.run()
    assert len(stopped) == 1
    assert rig.outbox.progress("p1") == DeliveryProgress(done=1, total=1)


def test_progress_counts_every_state_once(rig: OutboxRig) -> None:
    rig.remote.script("create", "ok", "reject", "timeout_after", "ok", "ok")
    rig.remote.script("identity", *["ok"] * 4, "broken")
    rig.queue("p1", *PAGES)
    for _ in range(5):
        rig.outbox.run_once()
    progress = rig.outbox.progress("p1")
    assert progress.total == 6
    assert progress.done + progress.failed + progress.unknown + progress.waiting == 6
    assert (progress.failed, progress.unknown) == (2, 1)
    assert rig.outbox.progress("p9") == DeliveryProgress()


def test_retry_touches_only_what_failed(rig: OutboxRig) -> None:
    rig.remote.script("create", "ok", "reject", "timeout_after")
    rig.remote.script("identity", "ok", "ok", "ok", "broken")
    rig.queue("p1", *PAGES[:4])
    for _ in range(5):
        rig.outbox.run_once()
    before = {d.account: d for d in rig.outbox.list()}
    retried = {d.account for d in rig.outbox.retry_failed("p1", "cb-dang", PIN)}
    assert {before[name].state for name in retried} == {DeliveryState.FAILED, DeliveryState.NEEDS_ATTENTION}
    assert {before[name].reason for name in retried} == {Attention.NONE, Attention.ACCOUNT}
    for name in set(PAGES[:4]) - retried:
        assert rig.outbox.get(before[name].id) == before[name]
    rig.settle()
    assert rig.outbox.progress("p1") == DeliveryProgress(done=4, total=4)
    assert len(rig.remote.shown()) == 4


def test_retry_of_all_failed_takes_one_pin(rig: OutboxRig) -> None:
    rig.remote.script("create", "reject")
    rig.queue("p1", PAGES[0])
    rig.outbox.run()
    with pytest.raises(NotPermitted):
        rig.outbox.retry_failed("p1", "cb-dang", "000000")
    assert rig.outbox.progress("p1").failed == 1
    rig.clock.forward(days=2)
    rig.outbox.retry_failed("p1", "cb-dang", PIN)
    rig.outbox.run()
    assert rig.outbox.progress("p1").done == 1


def test_missed_ones_are_sent_again_too(rig: OutboxRig) -> None:
    rig.queue("p1", *PAGES[:2], at=rig.clock.now() + timedelta(hours=1))
    rig.clock.forward(hours=5)
    rig.outbox.run()
    assert rig.outbox.progress("p1").failed == 2
    assert len(rig.outbox.retry_failed("p1", "cb-dang", PIN)) == 2
    rig.outbox.run()
    assert rig.outbox.progress("p1").done == 2
