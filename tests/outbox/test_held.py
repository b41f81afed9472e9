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
from tests.outbox.outbox_rig import PIN, TEXT, AccountBook, OutboxRig, page
from tests.outbox.remote import Killed

RANGE = ScheduleRange(soonest=timedelta(minutes=15), latest=timedelta(days=29))
HOLD = Refused(Bilingual("bài đang tạm giữ.", "the post is on hold."))


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[OutboxRig]:
    built = OutboxRig(tmp_path)
    built.remote.keeps = RANGE
    yield built
    built.store.close()


def due_in(rig: OutboxRig, **span: float) -> datetime:
    moment: datetime = rig.clock.now() + timedelta(**span)
    return moment


def held(rig: OutboxRig, **span: float) -> Delivery:
    """Handed to its page, which shows it after `span`."""
    delivery = rig.queue(at=due_in(rig, **(span or {"hours": 5})), held_by="platform")
    rig.outbox.run()
    kept = rig.outbox.get(delivery.id)
    assert kept.held_by_page
    return kept


def test_handed_over_at_once_and_shown_by_the_page(rig: OutboxRig) -> None:
    delivery = rig.queue(at=due_in(rig, hours=5), held_by="platform")
    assert (delivery.state, delivery.holder, delivery.held_by_page) == (
        DeliveryState.SCHEDULED,
        Holder.PLATFORM,
        False,
    )
    rig.outbox.run()
    kept = rig.outbox.get(delivery.id)
    assert (kept.state, kept.holder) == (DeliveryState.SCHEDULED, Holder.PLATFORM)
    assert kept.held_by_page
    assert "tự hiện bài lúc 25/11/2026 13:30" in kept.message
    assert rig.remote.shown() == []
    assert rig.acts() == ["queued", "intent", "held"]
    rig.clock.forward(hours=5)  # the PC was off meanwhile
    assert len(rig.remote.shown()) == 1
    rig.clock.forward(seconds=20)
    rig.restart().run()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert rig.remote.count("create") == 1
    assert rig.remote.count("reveal") == 0
    assert rig.posts.states["p1"] == "published"


def test_the_first_look_comes_just_after_its_time(rig: OutboxRig) -> None:
    kept = held(rig)
    looks = rig.remote.count("read_back")
    rig.settle(hours=4.99)
    assert rig.remote.count("read_back") == looks, "nobody looks before"
    rig.clock.moment = kept.due_at + rig.timing.shows_after
    rig.outbox.run()
    assert rig.state(kept)[0] is DeliveryState.VERIFIED


@pytest.mark.parametrize(("span", "said"), [({"minutes": 14}, "15 phút"), ({"days": 30}, "29 ngày")])
def test_a_time_the_page_does_not_take_is_refused(rig: OutboxRig, span: dict[str, float], said: str) -> None:
    with pytest.raises(Refused, match=said):
        rig.queue(at=due_in(rig, **span), held_by="platform")
    assert rig.outbox.list() == ()


def test_a_page_that_keeps_nothing_is_refused(rig: OutboxRig) -> None:
    rig.remote.keeps = None
    with pytest.raises(Refused, match="không giữ lịch"):
        rig.queue(at=due_in(rig, hours=5), held_by="platform")


def test_now_is_no_time_for_a_page_to_keep(rig: OutboxRig) -> None:
    with pytest.raises(Refused):
        rig.queue(held_by="platform")


def test_an_unknown_holder_is_named(rig: OutboxRig) -> None:
    with pytest.raises(BadInput) as refusal:
        rig.queue(at=due_in(rig, hours=5), held_by="cloud")
    assert refusal.value.where == "held_by"


def test_too_late_to_hand_over_this_pc_keeps_it(rig: OutboxRig) -> None:
    """The program was off from queuing until a few minutes before the time."""
    delivery = rig.queue(at=due_in(rig, hours=5), held_by="platform")
    rig.clock.forward(hours=4, minutes=50)
    rig.outbox.run()
    kept = rig.outbox.get(delivery.id)
    assert (kept.state, kept.holder) == (DeliveryState.SCHEDULED, Holder.PC)
    assert rig.remote.posts == {}
    rig.clock.forward(minutes=10)
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED


@pytest.mark.parametrize("fault", ["timeout_after", "500_after", "no_id_after", "die_after"])
@pytest.mark.parametrize("hidden", [True, False])
def test_a_lost_answer_is_found_among_the_scheduled_ones(rig: OutboxRig, fault: str, hidden: bool) -> None:
    rig.remote.hidden = hidden
    rig.remote.script("create", fault)
    delivery = rig.queue(at=due_in(rig, hours=5), held_by="platform")
    try:
        rig.settle(hours=0.5)
    except Killed:
        rig.restart()
        rig.settle(hours=0.5)
    assert rig.outbox.get(delivery.id).held_by_page
    rig.settle(hours=6)
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert rig.remote.count("create") == 1
    assert len(rig.remote.shown()) == 1


def test_absent_after_a_doubt_it_is_not_handed_over_again(rig: OutboxRig) -> None:
    """Two scheduled copies would both show: the PC keeps it, and looks before it sends."""
    rig.remote.script("create", "timeout")
    delivery = rig.queue(at=due_in(rig, hours=5), held_by="platform")
    rig.settle(hours=2)
    kept = rig.outbox.get(delivery.id)
    assert (kept.state, kept.holder) == (DeliveryState.SCHEDULED, Holder.PC)
    assert rig.remote.count("create") == 1
    rig.settle(hours=6)
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert len(rig.remote.shown()) == 1


def test_a_scheduled_copy_that_lands_late_is_adopted(rig: OutboxRig) -> None:
    rig.remote.script("create", "timeout")
    delivery = rig.queue(at=due_in(rig, hours=5), held_by="platform")
    rig.settle(hours=2)
    ready = rig.gate.ready("p1", "trang-phuong", rig.clock.now())
    rig.remote.create(ready.account, ready.package, delivery.reference, rig.files, delivery.due_at)
    rig.settle(hours=6)
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert len(rig.remote.shown()) == 1


def test_absent_on_a_page_without_hidden_posts_a_person_is_asked(rig: OutboxRig) -> None:
    rig.remote.hidden = False
    rig.remote.script("create", "timeout")
    delivery = rig.queue(at=due_in(rig, hours=5), held_by="platform")
    rig.settle(hours=2)
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)


def test_not_executed_it_is_handed_over_later(rig: OutboxRig) -> None:
    rig.remote.script("create", "wait:120")
    delivery = rig.queue(at=due_in(rig, hours=5), held_by="platform")
    rig.settle(hours=0.2)
    assert rig.outbox.get(delivery.id).held_by_page
    assert rig.remote.count("create") == 2


def test_a_page_that_shows_it_a_little_late(rig: OutboxRig) -> None:
    kept = held(rig)
    rig.remote.forgets_to_show = True
    rig.clock.moment = kept.due_at + timedelta(minutes=1)
    rig.outbox.run()
    assert rig.state(kept)[0] is DeliveryState.SCHEDULED
    assert "chưa cho hiện" in rig.outbox.get(kept.id).message
    rig.remote.forgets_to_show = False
    rig.settle(hours=1)
    assert rig.state(kept)[0] is DeliveryState.VERIFIED


def test_a_page_that_never_shows_it_asks_and_it_can_be_shown(rig: OutboxRig) -> None:
    kept = held(rig)
    rig.remote.forgets_to_show = True
    rig.clock.moment = kept.due_at
    rig.settle(hours=1)
    assert rig.state(kept) == (DeliveryState.NEEDS_ATTENTION, Attention.HIDDEN)
    rig.outbox.retry(kept.id, "cb-dang", PIN)
    rig.settle(hours=1)
    assert rig.state(kept)[0] is DeliveryState.VERIFIED
    assert rig.remote.count("create") == 1


def test_deleted_on_the_page_before_its_time(rig: OutboxRig) -> None:
    kept = held(rig)
    rig.remote.posts.clear()
    rig.settle(hours=6)
    assert rig.state(kept) == (DeliveryState.NEEDS_ATTENTION, Attention.GONE)
    assert rig.remote.count("create") == 1


def test_cancelled_it_is_taken_off_the_page_first(rig: OutboxRig) -> None:
    kept = held(rig)
    done = rig.outbox.cancel(kept.id, "cb-duyet")
    assert done.state is DeliveryState.CANCELLED
    assert rig.remote.posts == {}
    assert rig.acts()[-2:] == ["recall", "recalled"]
    assert rig.posts.states["p1"] == "approved"


def test_withdrawn_before_its_time_is_a_recall_with_its_reason(rig: OutboxRig) -> None:
    kept = held(rig)
    done = rig.outbox.withdraw(kept.id, "cb-dang", PIN, "số điện thoại sai")
    assert done.state is DeliveryState.CANCELLED
    assert rig.remote.posts == {}
    entry = next(e for e in rig.audit.entries("p1") if e.act == "recall")
    assert entry.data["why"] == "số điện thoại sai"


@pytest.mark.parametrize("faults", [("timeout",), ("timeout_after",), ("refused_connection", "500_after"), ("reject",)])
def test_a_recall_is_repeated_until_it_is_certain(rig: OutboxRig, faults: tuple[str, ...]) -> None:
    kept = held(rig)
    rig.remote.script("delete", *faults)
    pending = rig.outbox.cancel(kept.id, "cb-dang")
    assert (pending.state, pending.recall) == (DeliveryState.SCHEDULED, Recall.CANCEL)
    assert [d.id for d in rig.outbox.recalls()] == [kept.id]
    rig.restart()
    rig.settle(hours=1)
    assert rig.state(kept)[0] is DeliveryState.CANCELLED
    assert rig.remote.posts == {}
    assert rig.outbox.recalls() == ()


def test_a_page_that_says_done_and_still_has_it_is_not_believed(rig: OutboxRig) -> None:
    kept = held(rig)
    rig.remote.script("delete", Answer(outcome=Outcome.DONE))
    assert rig.outbox.cancel(kept.id, "cb-dang").recall is Recall.CANCEL
    assert "vẫn còn" in rig.outbox.get(kept.id).message
    rig.settle(hours=1)
    assert rig.state(kept)[0] is DeliveryState.CANCELLED
    assert rig.remote.posts == {}


def test_a_recall_survives_a_kill(rig: OutboxRig) -> None:
    kept = held(rig)
    rig.remote.script("delete", "die")
    with pytest.raises(Killed):
        rig.outbox.cancel(kept.id, "cb-dang")
    rig.restart()
    rig.settle(hours=1)
    assert rig.state(kept)[0] is DeliveryState.CANCELLED
    assert rig.remote.posts == {}


def test_a_recall_that_is_not_done_near_its_time_is_an_alarm(rig: OutboxRig) -> None:
    kept = held(rig)
    rig.remote.script("read_back", *["offline"] * 1000)
    rig.outbox.cancel(kept.id, "cb-dang")
    rig.settle(hours=4)
    assert rig.outbox.stale(rig.clock.now()) == ()
    rig.settle(hours=0.8)
    assert [d.id for d in rig.outbox.stale(rig.clock.now())] == [kept.id]
    assert rig.outbox.get(kept.id).message.startswith("KHẨN")


def test_shown_before_the_recall_came_through_it_is_withdrawn(rig: OutboxRig) -> None:
    kept = held(rig)
    rig.remote.script("delete", *["timeout"] * 400)
    rig.outbox.cancel(kept.id, "cb-dang")
    rig.settle(hours=5.5)
    assert rig.outbox.get(kept.id).recall is Recall.SHOWN
    rig.remote.faults.clear()
    rig.settle(hours=1)
    assert rig.state(kept)[0] is DeliveryState.WITHDRAWN, "it was public for a while, and the record says so"
    assert rig.remote.posts == {}


def test_a_page_that_deletes_nothing_through_us_waits_for_a_person(rig: OutboxRig) -> None:
    kept = held(rig)
    rig.remote.deletes = False
    assert rig.outbox.cancel(kept.id, "cb-dang").recall is Recall.CANCEL
    assert "tự xóa" in rig.outbox.get(kept.id).message
    rig.clock.forward(minutes=20)
    rig.remote.posts.clear()
    rig.settle(hours=1)
    assert rig.state(kept)[0] is DeliveryState.CANCELLED


def test_not_seen_yet_is_not_gone(rig: OutboxRig) -> None:
    """The page lists a new post late: reading nothing a moment after the create proves nothing."""
    kept = held(rig)
    rig.remote.deletes = False
    rig.remote.delay = timedelta(minutes=5)
    assert rig.outbox.cancel(kept.id, "cb-dang").state is DeliveryState.SCHEDULED
    assert len(rig.remote.posts) == 1


@pytest.mark.parametrize("late", [timedelta(minutes=6), timedelta(hours=4, minutes=41)])
def test_lost_approval_recalls_by_itself(rig: OutboxRig, late: timedelta) -> None:
    kept = held(rig)
    rig.settle(hours=late.total_seconds() / 3600 - 0.09)
    rig.gate.refusal = HOLD
    rig.settle(hours=0.1)
    found = rig.outbox.get(kept.id)
    assert (found.state, found.reason) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)
    assert "tạm giữ" in found.message
    assert rig.remote.posts == {}
    assert found.remote_id == ""
    rig.gate.refusal = None
    rig.outbox.retry(kept.id, "cb-dang", PIN)
    rig.outbox.run()
    assert rig.state(kept)[0] is DeliveryState.WAITING, "not before its time, which was approved, too"
    assert rig.outbox.stale(rig.clock.now()) == ()
    rig.settle(hours=6)
    assert rig.state(kept)[0] is DeliveryState.VERIFIED
    assert rig.remote.shown_at[rig.outbox.get(kept.id).remote_id] >= kept.due_at


def test_a_hold_can_be_asked_for_at_once(rig: OutboxRig) -> None:
    kept = held(rig)
    rig.gate.refusal = HOLD
    assert [d.reason for d in rig.outbox.recheck_held("p1")] == [Attention.GATE]
    assert rig.outbox.get(kept.id).remote_id == ""


def test_a_changed_seal_recalls(rig: OutboxRig) -> None:
    kept = held(rig)
    rig.gate.bundles["p1"] = replace(rig.gate.bundles["p1"], seal="f" * 64)
    rig.outbox.recheck_held("p1")
    assert rig.state(kept) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)


def test_a_new_version_does_not_push_one_off_the_page(rig: OutboxRig) -> None:
    held(rig)
    rig.approved(text=TEXT + " Bản sửa.")
    with pytest.raises(Refused, match="xử lý lượt gửi"):
        rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN)


def test_cancelled_and_queued_anew(rig: OutboxRig) -> None:
    kept = held(rig)
    rig.outbox.cancel(kept.id, "cb-dang")
    again = rig.outbox.enqueue("p1", ["trang-phuong"], "cb-dang", PIN, held_by="platform")[0]
    assert (again.id, again.held_by_page) == (kept.id, False)
    rig.outbox.run()
    assert rig.outbox.get(kept.id).held_by_page
    assert len(rig.remote.posts) == 1


def test_a_hand_over_that_hangs_is_an_alarm(rig: OutboxRig) -> None:
    delivery = rig.queue(at=due_in(rig, days=3), held_by="platform")
    rig.remote.script("identity", *["offline"] * 300)
    rig.settle(hours=0.4)
    assert rig.outbox.stale(rig.clock.now()) == ()
    rig.settle(hours=0.3)
    assert [d.id for d in rig.outbox.stale(rig.clock.now())] == [delivery.id]


def test_a_pause_of_the_account_keeps_no_recall_back(tmp_path: Path) -> None:
    rig = OutboxRig(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    rig.remote.keeps = RANGE
    kept = rig.queue("p1", "trang-a", at=due_in(rig, hours=5), held_by="platform")
    rig.outbox.run()
    rig.remote.script("identity", "broken")
    rig.queue("p2", "trang-a", text="Thông báo thứ hai.")
    rig.outbox.run()
    assert [p.account for p in rig.outbox.pauses()] == ["trang-a"]
    assert rig.outbox.cancel(kept.id, "cb-dang").state is DeliveryState.CANCELLED
    rig.store.close()
