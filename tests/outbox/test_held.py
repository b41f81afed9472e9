"""Posts that a page keeps until their time: handed over, looked at, recalled, and never shown against the gate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from studio.errors import BadInput, Refused
from studio.outbox.model import Attention, Delivery, DeliveryState, Holder, Recall
from studio.phrase import Bilingual
from studio.publishers.port import Answer, Outcome, ScheduleRange
from tests.outbox.remote import Killed
from tests.outbox.world import PIN, TEXT, AccountBook, World, page

RANGE = ScheduleRange(soonest=timedelta(minutes=15), latest=timedelta(days=29))
HOLD = Refused(Bilingual("bài đang tạm giữ.", "the post is on hold."))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = World(tmp_path)
    built.remote.keeps = RANGE
    yield built
    built.store.close()


def due_in(world: World, **span: float) -> datetime:
    moment: datetime = world.clock.now() + timedelta(**span)
    return moment


def held(world: World, **span: float) -> Delivery:
    """Handed to its page, which shows it after `span`."""
    delivery = world.queue(at=due_in(world, **(span or {"hours": 5})), held_by="platform")
    world.outbox.run()
    kept = world.outbox.get(delivery.id)
    assert kept.held_by_page
    return kept


def test_handed_over_at_once_and_shown_by_the_page(world: World) -> None:
    delivery = world.queue(at=due_in(world, hours=5), held_by="platform")
    assert (delivery.state, delivery.holder, delivery.held_by_page) == (
        DeliveryState.SCHEDULED,
        Holder.PLATFORM,
        False,
    )
    world.outbox.run()
    kept = world.outbox.get(delivery.id)
    assert (kept.state, kept.holder) == (DeliveryState.SCHEDULED, Holder.PLATFORM)
    assert kept.held_by_page
    assert "tự hiện bài lúc 25/11/2026 13:30" in kept.message
    assert world.remote.shown() == []
    assert world.acts() == ["queued", "intent", "held"]
    world.clock.forward(hours=5)  # the PC was off meanwhile
    assert len(world.remote.shown()) == 1
    world.clock.forward(seconds=20)
    world.restart().run()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert world.remote.count("create") == 1
    assert world.remote.count("reveal") == 0
    assert world.posts.states["p1"] == "published"


def test_the_first_look_comes_just_after_its_time(world: World) -> None:
    kept = held(world)
    looks = world.remote.count("read_back")
    world.settle(hours=4.99)
    assert world.remote.count("read_back") == looks, "nobody looks before"
    world.clock.moment = kept.due_at + world.timing.shows_after
    world.outbox.run()
    assert world.state(kept)[0] is DeliveryState.VERIFIED


@pytest.mark.parametrize(("span", "said"), [({"minutes": 14}, "15 phút"), ({"days": 30}, "29 ngày")])
def test_a_time_the_page_does_not_take_is_refused(world: World, span: dict[str, float], said: str) -> None:
    with pytest.raises(Refused, match=said):
        world.queue(at=due_in(world, **span), held_by="platform")
    assert world.outbox.list() == ()


def test_a_page_that_keeps_nothing_is_refused(world: World) -> None:
    world.remote.keeps = None
    with pytest.raises(Refused, match="không giữ lịch"):
        world.queue(at=due_in(world, hours=5), held_by="platform")


def test_now_is_no_time_for_a_page_to_keep(world: World) -> None:
    with pytest.raises(Refused):
        world.queue(held_by="platform")


def test_an_unknown_holder_is_named(world: World) -> None:
    with pytest.raises(BadInput) as refusal:
        world.queue(at=due_in(world, hours=5), held_by="cloud")
    assert refusal.value.where == "held_by"


def test_too_late_to_hand_over_this_pc_keeps_it(world: World) -> None:
    """The program was off from queuing until a few minutes before the time."""
    delivery = world.queue(at=due_in(world, hours=5), held_by="platform")
    world.clock.forward(hours=4, minutes=50)
    world.outbox.run()
    kept = world.outbox.get(delivery.id)
    assert (kept.state, kept.holder) == (DeliveryState.SCHEDULED, Holder.PC)
    assert world.remote.posts == {}
    world.clock.forward(minutes=10)
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED


@pytest.mark.parametrize("fault", ["timeout_after", "500_after", "no_id_after", "die_after"])
@pytest.mark.parametrize("hidden", [True, False])
def test_a_lost_answer_is_found_among_the_scheduled_ones(world: World, fault: str, hidden: bool) -> None:
    world.remote.hidden = hidden
    world.remote.script("create", fault)
    delivery = world.queue(at=due_in(world, hours=5), held_by="platform")
    try:
        world.settle(hours=0.5)
    except Killed:
        world.restart()
        world.settle(hours=0.5)
    assert world.outbox.get(delivery.id).held_by_page
    world.settle(hours=6)
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert world.remote.count("create") == 1
    assert len(world.remote.shown()) == 1


def test_absent_after_a_doubt_it_is_not_handed_over_again(world: World) -> None:
    """Two scheduled copies would both show: the PC keeps it, and looks before it sends."""
    world.remote.script("create", "timeout")
    delivery = world.queue(at=due_in(world, hours=5), held_by="platform")
    world.settle(hours=2)
    kept = world.outbox.get(delivery.id)
    assert (kept.state, kept.holder) == (DeliveryState.SCHEDULED, Holder.PC)
    assert world.remote.count("create") == 1
    world.settle(hours=6)
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert len(world.remote.shown()) == 1


def test_a_scheduled_copy_that_lands_late_is_adopted(world: World) -> None:
    world.remote.script("create", "timeout")
    delivery = world.queue(at=due_in(world, hours=5), held_by="platform")
    world.settle(hours=2)
    ready = world.gate.ready("p1", "trang-phuong", world.clock.now())
    world.remote.create(ready.account, ready.package, delivery.reference, world.files, delivery.due_at)
    world.settle(hours=6)
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert len(world.remote.shown()) == 1


def test_absent_on_a_page_without_hidden_posts_a_person_is_asked(world: World) -> None:
    world.remote.hidden = False
    world.remote.script("create", "timeout")
    delivery = world.queue(at=due_in(world, hours=5), held_by="platform")
    world.settle(hours=2)
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)


def test_not_executed_it_is_handed_over_later(world: World) -> None:
    world.remote.script("create", "wait:120")
    delivery = world.queue(at=due_in(world, hours=5), held_by="platform")
    world.settle(hours=0.2)
    assert world.outbox.get(delivery.id).held_by_page
    assert world.remote.count("create") == 2


def test_a_page_that_shows_it_a_little_late(world: World) -> None:
    kept = held(world)
    world.remote.forgets_to_show = True
    world.clock.moment = kept.due_at + timedelta(minutes=1)
    world.outbox.run()
    assert world.state(kept)[0] is DeliveryState.SCHEDULED
    assert "chưa cho hiện" in world.outbox.get(kept.id).message
    world.remote.forgets_to_show = False
    world.settle(hours=1)
    assert world.state(kept)[0] is DeliveryState.VERIFIED


def test_a_page_that_never_shows_it_asks_and_it_can_be_shown(world: World) -> None:
    kept = held(world)
    world.remote.forgets_to_show = True
    world.clock.moment = kept.due_at
    world.settle(hours=1)
    assert world.state(kept) == (DeliveryState.NEEDS_ATTENTION, Attention.HIDDEN)
    world.outbox.retry(kept.id, "cb-dang", PIN)
    world.settle(hours=1)
    assert world.state(kept)[0] is DeliveryState.VERIFIED
    assert world.remote.count("create") == 1


def test_deleted_on_the_page_before_its_time(world: World) -> None:
    kept = held(world)
    world.remote.posts.clear()
    world.settle(hours=6)
    assert world.state(kept) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)
    assert world.remote.count("create") == 1


def test_cancelled_it_is_taken_off_the_page_first(world: World) -> None:
    kept = held(world)
    done = world.outbox.cancel(kept.id, "cb-duyet")
    assert done.state is DeliveryState.CANCELLED
    assert world.remote.posts == {}
    assert world.acts()[-2:] == ["recall", "recalled"]
    assert world.posts.states["p1"] == "approved"


def test_withdrawn_before_its_time_is_a_recall_with_its_reason(world: World) -> None:
    kept = held(world)
    done = world.outbox.withdraw(kept.id, "cb-dang", PIN, "số điện thoại sai")
    assert done.state is DeliveryState.CANCELLED
    assert world.remote.posts == {}
    entry = next(e for e in world.audit.entries("p1") if e.act == "recall")
    assert entry.data["why"] == "số điện thoại sai"


@pytest.mark.parametrize("faults", [("timeout",), ("timeout_after",), ("refused_connection", "500_after"), ("reject",)])
def test_a_recall_is_repeated_until_it_is_certain(world: World, faults: tuple[str, ...]) -> None:
    kept = held(world)
    world.remote.script("delete", *faults)
    pending = world.outbox.cancel(kept.id, "cb-dang")
    assert (pending.state, pending.recall) == (DeliveryState.SCHEDULED, Recall.CANCEL)
    assert [d.id for d in world.outbox.recalls()] == [kept.id]
    world.restart()
    world.settle(hours=1)
    assert world.state(kept)[0] is DeliveryState.CANCELLED
    assert world.remote.posts == {}
    assert world.outbox.recalls() == ()


def test_a_page_that_says_done_and_still_has_it_is_not_believed(world: World) -> None:
    kept = held(world)
    world.remote.script("delete", Answer(outcome=Outcome.DONE))
    assert world.outbox.cancel(kept.id, "cb-dang").recall is Recall.CANCEL
    assert "vẫn còn" in world.outbox.get(kept.id).message
    world.settle(hours=1)
    assert world.state(kept)[0] is DeliveryState.CANCELLED
    assert world.remote.posts == {}


def test_a_recall_survives_a_kill(world: World) -> None:
    kept = held(world)
    world.remote.script("delete", "die")
    with pytest.raises(Killed):
        world.outbox.cancel(kept.id, "cb-dang")
    world.restart()
    world.settle(hours=1)
    assert world.state(kept)[0] is DeliveryState.CANCELLED
    assert world.remote.posts == {}


def test_a_recall_that_is_not_done_near_its_time_is_an_alarm(world: World) -> None:
    kept = held(world)
    world.remote.script("read_back", *["offline"] * 1000)
    world.outbox.cancel(kept.id, "cb-dang")
    world.settle(hours=4)
    assert world.outbox.stale(world.clock.now()) == ()
    world.settle(hours=0.8)
    assert [d.id for d in world.outbox.stale(world.clock.now())] == [kept.id]
    assert world.outbox.get(kept.id).message.startswith("KHẨN")


def test_shown_before_the_recall_came_through_it_is_withdrawn(world: World) -> None:
    kept = held(world)
    world.remote.script("delete", *["timeout"] * 400)
    world.outbox.cancel(kept.id, "cb-dang")
    world.settle(hours=5.5)
    assert world.outbox.get(kept.id).recall is Recall.SHOWN
    world.remote.faults.clear()
    world.settle(hours=1)
    assert world.state(kept)[0] is DeliveryState.WITHDRAWN, "it was public for a while, and the record says so"
    assert world.remote.posts == {}


def test_a_page_that_deletes_nothing_through_us_waits_for_a_person(world: World) -> None:
    kept = held(world)
    world.remote.deletes = False
    assert world.outbox.cancel(kept.id, "cb-dang").recall is Recall.CANCEL
    assert "tự xóa" in world.outbox.get(kept.id).message
    world.clock.forward(minutes=20)
    world.remote.posts.clear()
    world.settle(hours=1)
    assert world.state(kept)[0] is DeliveryState.CANCELLED


def test_not_seen_yet_is_not_gone(world: World) -> None:
    """The page lists a new post late: reading nothing a moment after the create proves nothing."""
    kept = held(world)
    world.remote.deletes = False
    world.remote.delay = timedelta(minutes=5)
    assert world.outbox.cancel(kept.id, "cb-dang").state is DeliveryState.SCHEDULED
    assert len(world.remote.posts) == 1


@pytest.mark.parametrize("late", [timedelta(minutes=6), timedelta(hours=4, minutes=41)])
def test_lost_approval_recalls_by_itself(world: World, late: timedelta) -> None:
    kept = held(world)
    world.settle(hours=late.total_seconds() / 3600 - 0.09)
    world.gate.refusal = HOLD
    world.settle(hours=0.1)
    found = world.outbox.get(kept.id)
    assert (found.state, found.reason) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)
    assert "tạm giữ" in found.message
    assert world.remote.posts == {}
    assert found.remote_id == ""
    world.gate.refusal = None
    world.outbox.retry(kept.id, "cb-dang", PIN)
    world.outbox.run()
    assert world.state(kept)[0] is DeliveryState.WAITING, "not before its time, which was approved, too"
    assert world.outbox.stale(world.clock.now()) == ()
    world.settle(hours=6)
    assert world.state(kept)[0] is DeliveryState.VERIFIED
    assert world.remote.shown_at[world.outbox.get(kept.id).remote_id] >= kept.due_at


def test_a_hold_can_be_asked_for_at_once(world: World) -> None:
    kept = held(world)
    world.gate.refusal = HOLD
    assert [d.reason for d in world.outbox.recheck_held("p1")] == [Attention.GATE]
    assert world.outbox.get(kept.id).remote_id == ""


def test_a_changed_seal_recalls(world: World) -> None:
    kept = held(world)
    world.gate.bundles["p1"] = replace(world.gate.bundles["p1"], seal="f" * 64)
    world.outbox.recheck_held("p1")
    assert world.state(kept) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)


def test_a_new_version_does_not_push_one_off_the_page(world: World) -> None:
    held(world)
    world.approved(text=TEXT + " Bản sửa.")
    with pytest.raises(Refused, match="xử lý lượt gửi"):
        world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)


def test_cancelled_and_queued_anew(world: World) -> None:
    kept = held(world)
    world.outbox.cancel(kept.id, "cb-dang")
    again = world.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN, held_by="platform")[0]
    assert (again.id, again.held_by_page) == (kept.id, False)
    world.outbox.run()
    assert world.outbox.get(kept.id).held_by_page
    assert len(world.remote.posts) == 1


def test_a_hand_over_that_hangs_is_an_alarm(world: World) -> None:
    delivery = world.queue(at=due_in(world, days=3), held_by="platform")
    world.remote.script("identity", *["offline"] * 300)
    world.settle(hours=0.4)
    assert world.outbox.stale(world.clock.now()) == ()
    world.settle(hours=0.3)
    assert [d.id for d in world.outbox.stale(world.clock.now())] == [delivery.id]


def test_a_pause_of_the_account_keeps_no_recall_back(tmp_path: Path) -> None:
    world = World(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    world.remote.keeps = RANGE
    kept = world.queue("p1", "trang-a", at=due_in(world, hours=5), held_by="platform")
    world.outbox.run()
    world.remote.script("identity", "broken")
    world.queue("p2", "trang-a", text="Thông báo thứ hai.")
    world.outbox.run()
    assert [p.account for p in world.outbox.pauses()] == ["trang-a"]
    assert world.outbox.cancel(kept.id, "cb-dang").state is DeliveryState.CANCELLED
    world.store.close()
