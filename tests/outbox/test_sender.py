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
from tests.outbox.remote import Remote
from tests.outbox.world import PIN, AccountBook, World, page


@pytest.fixture(autouse=True)
def nothing_waits_for_the_disk() -> None:
    """Here everything does, for what is on the disk before a call is tested."""


def test_hidden_stored_revealed_read_back_verified(world: World) -> None:
    delivery = world.queue()
    assert world.state(delivery) == (DeliveryState.WAITING, Attention.NONE)

    changed = world.outbox.run()

    done = world.outbox.get(delivery.id)
    assert changed == (done,)
    assert (done.state, done.attempts, done.lease) == (DeliveryState.VERIFIED, 1, "")
    assert world.remote.calls == ["identity", "recent", "create", "reveal", "read_back", "recent"]
    assert [post.reference for post in world.remote.shown()] == [delivery.reference]
    assert done.permalink == world.remote.shown()[0].permalink
    assert world.posts.states["p1"] == "published"
    assert world.acts() == ["queued", "intent", "sent", "verified"]
    receipt = world.outbox.receipt(delivery.id)
    assert receipt is not None
    assert (receipt.verified, receipt.remote_id, receipt.confirmed_by) == (True, done.remote_id, "")


def test_attempts_tell_what_was_about_to_leave_and_what_came_of_it(world: World) -> None:
    delivery = world.queue()
    world.outbox.run()
    steps = [(a.number, a.step, a.outcome) for a in world.outbox.attempts(delivery.id)]
    assert steps == [(1, "create", "done"), (1, "reveal", "done"), (1, "verify", "found")]
    assert all(a.finished_at is not None for a in world.outbox.attempts(delivery.id))
    assert len(world.outbox.attempts(delivery.id)[0].body_sha256) == 64


def test_the_intent_is_on_the_disk_before_the_create(world: World, tmp_path: Path) -> None:
    seen: list[tuple[str, int, str]] = []

    def look() -> None:
        row = world.repo.get(delivery.id)
        last = world.repo.attempts(delivery.id)[-1]
        seen.append((row.state, row.attempts, last.step + last.outcome))
        with world.store.read() as tx:
            assert tx.exec_driver_sql("PRAGMA synchronous").scalar() == 2, "FULL"

    world.remote.script("create", look)
    delivery = world.queue()
    world.outbox.run()
    assert seen == [("sending", 1, "create")]


def test_a_public_page_needs_no_reveal(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.remote.hidden = False
    delivery = world.queue()
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert world.remote.calls == ["identity", "recent", "create", "read_back", "recent"]


def test_two_pages_one_refuses(tmp_path: Path) -> None:
    world = World(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    world.remote.script("create", "ok", "reject")
    world.approved()
    first, second = world.outbox.enqueue("p1", ["trang-a", "trang-b"], "cb-dang", PIN)
    world.outbox.run()
    assert world.state(first)[0] is DeliveryState.VERIFIED
    failed = world.outbox.get(second.id)
    assert (failed.state, failed.message) == (DeliveryState.FAILED, "Ảnh không hợp lệ.")
    assert world.posts.states["p1"] == "queued", "3 of 5 is not published"
    world.outbox.retry(second.id, "cb-dang", PIN)
    world.outbox.run()
    assert world.posts.states["p1"] == "published"
    assert world.remote.count("create") == 3, "the good one was not sent again"


@pytest.mark.parametrize(
    "refusal",
    [
        Refused(Bilingual("phê duyệt đã hết hạn.", "the approval has expired.")),
        Blocked(Bilingual("văn bản được dẫn đã hết hiệu lực.", "the cited law is no longer in force.")),
        Refused(Bilingual("mẫu đã bị thu hồi.", "the template was revoked.")),
    ],
)
def test_the_gate_is_asked_at_the_last_moment(world: World, refusal: Refused) -> None:
    delivery = world.queue()
    world.gate.refusal = refusal
    world.outbox.run()
    stopped = world.outbox.get(delivery.id)
    assert (stopped.state, stopped.reason) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)
    assert stopped.message == refusal.phrase.vi
    assert world.remote.calls == []
    assert world.gate.asked == ["queue", "send"], "once at queuing, once before sending"


def test_a_changed_seal_stops_it(world: World) -> None:
    delivery = world.queue()
    world.gate.bundles["p1"] = replace(world.gate.bundles["p1"], seal="f" * 64)
    world.outbox.run()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)
    assert world.remote.count("create") == 0


def test_a_picture_changed_since_the_approval_stops_it(world: World) -> None:
    delivery = world.queue()
    picture = world.gate.bundles["p1"].packages[world.accounts.get("trang-phuong").platform].attachments[0]
    world.files.path_of(picture.sha256).write_bytes(b"another picture")
    world.outbox.run()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)
    assert "thay đổi" in world.outbox.get(delivery.id).message
    assert world.remote.count("create") == 0


@pytest.mark.parametrize("change", [{"page_id": "id-khac"}, {"status": PageStatus.HANDED_OVER}])
def test_an_account_changed_since_the_approval_stops_it(world: World, change: dict[str, object]) -> None:
    delivery = world.queue()
    world.accounts.accounts["trang-phuong"] = replace(page(), **change)  # type: ignore[arg-type]
    world.outbox.run()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)
    assert world.remote.calls == []


def test_the_wrong_page_gets_nothing(world: World) -> None:
    delivery = world.queue()
    world.remote.page_id = "id-trang-khac"
    world.outbox.run()
    stopped = world.outbox.get(delivery.id)
    assert (stopped.state, stopped.reason) == (DeliveryState.NEEDS_ATTENTION, Attention.PAGE)
    assert "id-trang-khac" in stopped.message
    assert "id-trang-phuong" in stopped.message
    assert world.remote.calls == ["identity"]
    entry = world.audit.entries("p1")[-1]
    assert (entry.act, entry.data["answered"]) == ("wrong_page", "id-trang-khac")


def test_set_right_it_goes_out_when_a_person_says_so(world: World) -> None:
    delivery = world.queue()
    world.remote.page_id = "id-trang-khac"
    world.outbox.run()
    world.remote.page_id = ""
    world.outbox.run()
    assert world.remote.count("create") == 0, "not by itself"
    world.outbox.retry(delivery.id, "cb-dang", PIN)
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED


def test_no_publisher_for_that_kind(world: World) -> None:
    delivery = world.queue()
    del world.publishers[AccountKind.FACEBOOK]
    world.outbox.run()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.GATE)


def test_scheduled_is_not_sent_early(world: World) -> None:
    due = world.clock.now() + timedelta(hours=2)
    delivery = world.queue(at=due)
    assert world.state(delivery)[0] is DeliveryState.SCHEDULED
    assert "10:30" in delivery.message, "Vietnam time"
    world.clock.moment = due - timedelta(seconds=1)
    assert world.outbox.run() == ()
    assert world.outbox.next_moment() == due
    world.clock.moment = due
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert world.remote.shown()[0].created_at >= due


@pytest.mark.parametrize(("late", "state"), [(60, DeliveryState.VERIFIED), (61, DeliveryState.MISSED)])
def test_missed_while_off_asks(world: World, late: int, state: DeliveryState) -> None:
    due = world.clock.now() + timedelta(hours=2)
    delivery = world.queue(at=due)
    world.clock.moment = due + timedelta(minutes=late)
    world.restart().run()
    assert world.state(delivery)[0] is state


def test_a_missed_one_is_sent_when_a_person_says_so(world: World) -> None:
    delivery = world.queue(at=world.clock.now() + timedelta(hours=1))
    world.clock.forward(hours=10)
    world.outbox.run()
    assert world.acts()[-1] == "missed"
    assert world.remote.calls == []
    world.outbox.retry(delivery.id, "cb-dang", PIN)
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED


def test_without_network_it_waits_and_tries_with_growing_pauses(world: World) -> None:
    delivery = world.queue()
    world.remote.script("identity", *["offline"] * 4)
    pauses = []
    for _ in range(4):
        world.outbox.run()
        found = world.outbox.get(delivery.id)
        assert found.state is DeliveryState.WAITING
        assert found.message.startswith("Chờ mạng")
        assert found.not_before is not None
        pauses.append(found.not_before - world.clock.now())
        assert world.outbox.run() == (), "not before its pause is over"
        world.clock.moment = found.not_before
    assert pauses[0] <= timedelta(seconds=5)
    assert all(timedelta(0) < pause <= timedelta(minutes=15) for pause in pauses)
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert world.remote.count("create") == 1


def test_half_a_day_without_network_asks(world: World) -> None:
    delivery = world.queue()
    world.remote.script("identity", *["offline"] * 500)
    world.settle(hours=13)
    assert world.state(delivery)[0] is DeliveryState.MISSED
    assert world.remote.count("create") == 0


def test_a_restored_backup_finds_its_post_instead_of_sending_it_again(world: World) -> None:
    """The row says waiting, the page has it: what an older backup looks like."""
    delivery = world.queue()
    world.outbox.run()
    old = replace(delivery, fence=world.outbox.get(delivery.id).fence)
    world.repo.update(world.outbox.get(delivery.id), old)
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert world.remote.count("create") == 1
    assert len(world.remote.shown()) == 1


def test_a_backup_that_forgot_the_queue_itself_finds_its_post_again(tmp_path: Path) -> None:
    """The post was approved before the backup and queued after it; now it is queued anew, a day later."""
    for name in ("lost", "restored"):
        (tmp_path / name).mkdir()
    lost = World(tmp_path / "lost")
    lost.gate.written_at["p1"] = lost.clock.now() - timedelta(hours=1)
    lost.queue()
    lost.outbox.run()
    lost.clock.forward(days=1)
    restored = World(tmp_path / "restored", remote=lost.remote, clock=lost.clock)
    restored.gate.written_at = lost.gate.written_at
    delivery = restored.queue()
    restored.outbox.run()
    assert restored.state(delivery)[0] is DeliveryState.VERIFIED
    assert lost.remote.count("create") == 1
    assert len(lost.remote.shown()) == 1
    for built in (lost, restored):
        built.store.close()


def test_a_post_on_hold_does_not_undo_the_fact(world: World) -> None:
    delivery = world.queue()
    world.posts.refuses = True
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED


def test_one_reads_the_rows_while_another_program_works(world: World) -> None:
    other: Outbox = world.worker("w2")
    world.queue()
    world.remote.script("create", other.run)
    world.outbox.run()
    assert world.remote.count("create") == 1
    assert len(world.remote.shown()) == 1


def test_three_doubts_stop_an_account_but_no_other(tmp_path: Path) -> None:
    world = World(tmp_path, accounts=AccountBook(page("trang-a"), page("trang-b")))
    world.remote.hidden = False
    world.remote.script("create", *["timeout"] * 3)
    for number in range(1, 6):
        world.queue(f"p{number}", "trang-a", text=f"Thông báo số {number} về phòng cháy, chữa cháy.")
    world.queue("p9", "trang-b", text="Thông báo của trang B.")
    world.outbox.run()
    states = [d.state for d in world.outbox.list() if d.account == "trang-a"]
    assert states.count(DeliveryState.UNKNOWN) == 3
    assert states.count(DeliveryState.WAITING) == 2, "held back"
    assert world.outbox.of_post("p9")[0].state is DeliveryState.VERIFIED


def test_a_page_that_answers_with_its_clock_far_off(world: World) -> None:
    delivery = world.queue()
    world.remote.told_time = lambda: world.clock.now() + timedelta(minutes=11)
    world.outbox.run()
    assert world.state(delivery) == (DeliveryState.NEEDS_ATTENTION, Attention.CLOCK)
    assert "11 phút" in world.outbox.get(delivery.id).message
    world.remote.told_time = lambda: world.clock.now() + timedelta(minutes=9)
    world.outbox.retry(delivery.id, "cb-dang", PIN)
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED


def test_remote_is_honest_about_doubles(world: World) -> None:
    """The fake would show a second create: the other tests can fail."""
    world.queue()
    world.outbox.run()
    ready = world.gate.ready("p1", "trang-phuong", world.clock.now())
    remote: Remote = world.remote
    for _ in range(2):
        answer = remote.create(ready.account, ready.package, "PS-X", world.files)
        remote.reveal(ready.account, answer.remote_id, ready.package, "PS-X", world.files)
    assert len(remote.shown("PS-X")) == 2
