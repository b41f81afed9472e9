"""The straight way, and what stops a delivery before anything leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.accounts.model import AccountKind, PageStatus
from studio.errors import Blocked, Refused
from studio.outbox.model import Attention, DeliveryState
from studio.outbox.service import Outbox
from studio.phrase import Bilingual
from tests.outbox.outbox_rig import PIN, AccountBook, OutboxRig, page
from tests.outbox.remote import Remote


@pytest.fixture(autouse=True)
def nothing_waits_for_the_disk() -> None:
    """Here everything does, for what is on the disk before a call is tested."""


def test_hidden_stored_revealed_read_back_verified(rig: OutboxRig) -> None:
    delivery = rig.queue()
    assert rig.state(delivery) == (DeliveryState.WAITING, Attention.NONE)

    changed = rig.outbox.run()

    done = rig.outbox.get(delivery.id)
    assert changed == (done,)
    assert (done.state, done.attempts, done.lease) == (DeliveryState.VERIFIED, 1, "")
    assert rig.remote.calls == ["identity", "recent", "create", "reveal", "read_back", "recent"]
    assert [post.reference for post in rig.remote.shown()] == [delivery.reference]
    assert done.permalink == rig.remote.shown()[0].permalink
    assert rig.posts.states["p1"] == "published"
    assert rig.acts() == ["queued", "intent", "sent", "verified"]
    receipt = rig.outbox.receipt(delivery.id)
    assert receipt is not None
    assert (receipt.verified, receipt.remote_id, receipt.confirmed_by) == (True, done.remote_id, "")


def test_attempts_tell_what_was_about_to_leave_and_what_came_of_it(rig: OutboxRig) -> None:
    delivery = rig.queue()
    rig.outbox.run()
    steps = [(a.number, a.step, a.outcome) for a in rig.outbox.attempts(delivery.id)]
    assert steps == [(1, "create", "done"), (1, "reveal", "done"), (1, "verify", "found")]
    assert all(a.finished_at is not None for a in rig.outbox.attempts(delivery.id))
    assert len(rig.outbox.attempts(delivery.id)[0].body_sha256) == 64


def test_the_intent_is_on_the_disk_before_the_create(rig: OutboxRig, tmp_path: Path) -> None:
    seen: list[tuple[str, int, str]] = []

    def look() -> None:
        row = rig.repo.get(delivery.id)
        last = rig.repo.attempts(delivery.id)[-1]
        seen.append((row.state, row.attempts, last.step + last.outcome))
        with rig.store.read() as tx:
            assert tx.exec_driver_sql("PRAGMA synchronous").scalar() == 2, "FULL"

    rig.remote.script("create", look)
    delivery = rig.queue()
    rig.outbox.run()
    assert seen == [("sending", 1, "create")]


def test_a_public_page_needs_no_reveal(tmp_path: Path) -> None:
    rig = OutboxRig(tmp_path)
    rig.remote.hidden = False
    delivery = rig.queue()
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert rig.remote.calls == ["identity", "recent", "create", "read_back", "recent"]


def test_two_pages_one_refuses(tmp_path: Path) -> None:
    rig = OutboxRig(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    rig.remote.script("create", "ok", "reject")
    rig.approved()
    first, second = rig.outbox.enqueue("p1", ["trang-a", "trang-b"], "cb-dang", PIN)
    rig.outbox.run()
    assert rig.state(first)[0] is DeliveryState.VERIFIED
    failed = rig.outbox.get(second.id)
    assert (failed.state, failed.message) == (DeliveryState.FAILED, "Ảnh không hợp lệ.")
    assert rig.posts.states["p1"] == "queued", "3 of 5 is not published"
    rig.outbox.retry(second.id, "cb-dang", PIN)
    rig.outbox.run()
    assert rig.posts.states["p1"] == "published"
    assert rig.remote.count("create") == 3, "the good one was not sent again"


@pytest.mark.parametrize(
    "refusal",
    [
        Refused(Bilingual("phê duyệt đã hết hạn.", "the approval has expired.")),
        Blocked(Bilingual("văn bản được dẫn đã hết hiệu lực.", "the cited law is no longer in force.")),
        Refused(Bilingual("mẫu đã bị thu hồi.", "the template was revoked.")),
    ],
)
def test_the_gate_is_asked_at_the_last_moment(rig: OutboxRig, refusal: Refused) -> None:
    delivery = rig.queue()
    rig.gate.refusal = refusal
    rig.outbox.run()
    stopped = rig.outbox.get(delivery.id)
    assert (stopped.state, stopped.reason) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)
    assert stopped.message == refusal.phrase.vi
    assert rig.remote.calls == []
    assert rig.gate.asked == ["queue", "send"], "once at queuing, once before sending"


def test_a_changed_seal_stops_it(rig: OutboxRig) -> None:
    delivery = rig.queue()
    rig.gate.bundles["p1"] = replace(rig.gate.bundles["p1"], seal="f" * 64)
    rig.outbox.run()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)
    assert rig.remote.count("create") == 0


def test_a_picture_changed_since_the_approval_stops_it(rig: OutboxRig) -> None:
    delivery = rig.queue()
    picture = rig.gate.bundles["p1"].packages[rig.accounts.get("trang-phuong").platform].attachments[0]
    rig.files.path_of(picture.sha256).write_bytes(b"another picture")
    rig.outbox.run()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)
    assert "thay đổi" in rig.outbox.get(delivery.id).message
    assert rig.remote.count("create") == 0


@pytest.mark.parametrize("change", [{"page_id": "id-khac"}, {"status": PageStatus.HANDED_OVER}])
def test_an_account_changed_since_the_approval_stops_it(rig: OutboxRig, change: dict[str, object]) -> None:
    delivery = rig.queue()
    rig.accounts.accounts["trang-phuong"] = replace(page(), **change)  # type: ignore[arg-type]
    rig.outbox.run()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)
    assert rig.remote.calls == []


def test_the_wrong_page_gets_nothing(rig: OutboxRig) -> None:
    delivery = rig.queue()
    rig.remote.page_id = "id-trang-khac"
    rig.outbox.run()
    stopped = rig.outbox.get(delivery.id)
    assert (stopped.state, stopped.reason) == (DeliveryState.NEEDS_ATTENTION, Attention.PAGE)
    assert "id-trang-khac" in stopped.message
    assert "id-trang-phuong" in stopped.message
    assert rig.remote.calls == ["identity"]
    entry = rig.audit.entries("p1")[-1]
    assert (entry.act, entry.data["answered"]) == ("wrong_page", "id-trang-khac")


def test_set_right_it_goes_out_when_a_person_says_so(rig: OutboxRig) -> None:
    delivery = rig.queue()
    rig.remote.page_id = "id-trang-khac"
    rig.outbox.run()
    rig.remote.page_id = ""
    rig.outbox.run()
    assert rig.remote.count("create") == 0, "not by itself"
    rig.outbox.retry(delivery.id, "cb-dang", PIN)
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED


def test_no_publisher_for_that_kind(rig: OutboxRig) -> None:
    delivery = rig.queue()
    del rig.publishers[AccountKind.FACEBOOK]
    rig.outbox.run()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)


def test_scheduled_is_not_sent_early(rig: OutboxRig) -> None:
    due = rig.clock.now() + timedelta(hours=2)
    delivery = rig.queue(at=due)
    assert rig.state(delivery)[0] is DeliveryState.SCHEDULED
    assert "10:30" in delivery.message, "Vietnam time"
    rig.clock.moment = due - timedelta(seconds=1)
    assert rig.outbox.run() == ()
    assert rig.outbox.next_moment() == due
    rig.clock.moment = due
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert rig.remote.shown()[0].created_at >= due


@pytest.mark.parametrize(("late", "state"), [(60, DeliveryState.VERIFIED), (61, DeliveryState.MISSED)])
def test_missed_while_off_asks(rig: OutboxRig, late: int, state: DeliveryState) -> None:
    due = rig.clock.now() + timedelta(hours=2)
    delivery = rig.queue(at=due)
    rig.clock.moment = due + timedelta(minutes=late)
    rig.restart().run()
    assert rig.state(delivery)[0] is state


def test_a_missed_one_is_sent_when_a_person_says_so(rig: OutboxRig) -> None:
    delivery = rig.queue(at=rig.clock.now() + timedelta(hours=1))
    rig.clock.forward(hours=10)
    rig.outbox.run()
    assert rig.acts()[-1] == "missed"
    assert rig.remote.calls == []
    rig.outbox.retry(delivery.id, "cb-dang", PIN)
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED


def test_without_network_it_waits_and_tries_with_growing_pauses(rig: OutboxRig) -> None:
    delivery = rig.queue()
    rig.remote.script("identity", *["offline"] * 4)
    pauses = []
    for _ in range(4):
        rig.outbox.run()
        found = rig.outbox.get(delivery.id)
        assert found.state is DeliveryState.WAITING
        assert found.message.startswith("Chờ mạng")
        assert found.not_before is not None
        pauses.append(found.not_before - rig.clock.now())
        assert rig.outbox.run() == (), "not before its pause is over"
        rig.clock.moment = found.not_before
    assert pauses[0] <= timedelta(seconds=5)
    assert all(timedelta(0) < pause <= timedelta(minutes=15) for pause in pauses)
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert rig.remote.count("create") == 1


def test_half_a_day_without_network_asks(rig: OutboxRig) -> None:
    delivery = rig.queue()
    rig.remote.script("identity", *["offline"] * 500)
    rig.settle(hours=13)
    assert rig.state(delivery)[0] is DeliveryState.MISSED
    assert rig.remote.count("create") == 0


def test_a_restored_backup_finds_its_post_instead_of_sending_it_again(rig: OutboxRig) -> None:
    """The row says waiting, the page has it: what an older backup looks like."""
    delivery = rig.queue()
    rig.outbox.run()
    old = replace(delivery, fence=rig.outbox.get(delivery.id).fence)
    rig.repo.update(rig.outbox.get(delivery.id), old)
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert rig.remote.count("create") == 1
    assert len(rig.remote.shown()) == 1


def test_a_backup_that_forgot_the_queue_itself_finds_its_post_again(tmp_path: Path) -> None:
    """The post was approved before the backup and queued after it; now it is queued anew, a day later."""
    for name in ("lost", "restored"):
        (tmp_path / name).mkdir()
    lost = OutboxRig(tmp_path / "lost")
    lost.gate.written_at["p1"] = lost.clock.now() - timedelta(hours=1)
    lost.queue()
    lost.outbox.run()
    lost.clock.forward(days=1)
    restored = OutboxRig(tmp_path / "restored", remote=lost.remote, clock=lost.clock)
    restored.gate.written_at = lost.gate.written_at
    delivery = restored.queue()
    restored.outbox.run()
    assert restored.state(delivery)[0] is DeliveryState.VERIFIED
    assert lost.remote.count("create") == 1
    assert len(lost.remote.shown()) == 1
    for built in (lost, restored):
        built.store.close()


def test_a_post_on_hold_does_not_undo_the_fact(rig: OutboxRig) -> None:
    delivery = rig.queue()
    rig.posts.refuses = True
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED


def test_one_reads_the_rows_while_another_program_works(rig: OutboxRig) -> None:
    other: Outbox = rig.worker("w2")
    rig.queue()
    rig.remote.script("create", other.run)
    rig.outbox.run()
    assert rig.remote.count("create") == 1
    assert len(rig.remote.shown()) == 1


def test_three_doubts_stop_an_account_but_no_other(tmp_path: Path) -> None:
    rig = OutboxRig(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    rig.remote.hidden = False
    rig.remote.script("create", *["timeout"] * 3)
    for number in range(1, 6):
        rig.queue(f"p{number}", "trang-a", text=f"Thông báo số {number} về phòng cháy, chữa cháy.")
    rig.queue("p9", "trang-b", text="Thông báo của trang B.")
    rig.outbox.run()
    states = [d.state for d in rig.outbox.list() if d.account == "trang-a"]
    assert states.count(DeliveryState.UNKNOWN) == 3
    assert states.count(DeliveryState.WAITING) == 2, "held back"
    assert rig.outbox.of_post("p9")[0].state is DeliveryState.VERIFIED


def test_a_page_that_answers_with_its_clock_far_off(rig: OutboxRig) -> None:
    delivery = rig.queue()
    rig.remote.told_time = lambda: rig.clock.now() + timedelta(minutes=11)
    rig.outbox.run()
    assert rig.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.CLOCK)
    assert "11 phút" in rig.outbox.get(delivery.id).message
    rig.remote.told_time = lambda: rig.clock.now() + timedelta(minutes=9)
    rig.outbox.retry(delivery.id, "cb-dang", PIN)
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED


def test_remote_is_honest_about_doubles(rig: OutboxRig) -> None:
    """The fake would show a second create: the other tests can fail."""
    rig.queue()
    rig.outbox.run()
    ready = rig.gate.ready("p1", "trang-phuong", rig.clock.now())
    remote: Remote = rig.remote
    for _ in range(2):
        answer = remote.create(ready.account, ready.package, "PS-X", rig.files)
        remote.reveal(ready.account, answer.remote_id, ready.package, "PS-X", rig.files)
    assert len(remote.shown("PS-X")) == 2
