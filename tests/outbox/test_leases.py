"""Several workers, sleepers, dead ones, failing disks and clocks that jump: one post each, whatever happens."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from studio.accounts.model import Account
from studio.errors import NotPermitted, Refused, StorageTrouble
from studio.outbox.model import Delivery, DeliveryState, LeaseLost
from studio.outbox.presence import Presence
from studio.outbox.storage import StoredOutbox
from studio.outbox.storage_tables import deliveries
from studio.phrase import Bilingual
from studio.posts.model import Package
from studio.posts.ports import FileReader
from studio.publishers.port import Answer
from tests.outbox.outbox_rig import PIN, OutboxRig
from tests.outbox.remote import Killed, Remote
from tests.profile import SetClock


def claim(rig: OutboxRig, lease: str, dead: tuple[str, ...] = ()) -> Delivery | None:
    now = rig.clock.now()
    return rig.repo.claim(now, lease=lease, until=now + timedelta(minutes=10), dead=dead, doubts_most=3)


def test_a_lease_keeps_others_away_until_it_ends_or_its_holder_dies(rig: OutboxRig) -> None:
    rig.queue()
    first = claim(rig, "w1")
    assert first is not None
    assert first.fence == 1
    assert claim(rig, "w2") is None
    mine = claim(rig, "w1")
    assert mine is not None, "one's own lease: what was in hand when a disk failed"
    taken = claim(rig, "w2", dead=("w1",))
    assert taken is not None
    assert taken.fence == 3
    rig.clock.forward(minutes=10)
    assert claim(rig, "w3") is not None


def test_the_fence_rejects_a_worker_that_slept(rig: OutboxRig) -> None:
    rig.queue()
    sleeper = claim(rig, "w1")
    rig.clock.forward(minutes=11)
    other = claim(rig, "w2")
    assert sleeper is not None
    assert other is not None
    with pytest.raises(LeaseLost):
        rig.repo.update(sleeper, replace(sleeper, state=DeliveryState.SENDING))
    rig.repo.update(other, replace(other, state=DeliveryState.SENDING))


def test_the_fence_tells_two_holds_of_one_lease_apart(rig: OutboxRig) -> None:
    """A worker that took its delivery up anew does not let its own older hand write."""
    rig.queue()
    older, newer = claim(rig, "w1"), claim(rig, "w1")
    assert older is not None
    assert newer is not None
    with pytest.raises(LeaseLost):
        rig.repo.update(older, replace(older, state=DeliveryState.SENDING))
    rig.repo.update(newer, replace(newer, state=DeliveryState.SENDING))


@pytest.mark.parametrize("call", ["identity", "recent", "create", "reveal", "read_back"])
@pytest.mark.parametrize("hidden", [True, False])
def test_a_laptop_lid_closes_in_the_middle_of_a_call(rig: OutboxRig, call: str, hidden: bool) -> None:
    """The first worker sleeps past its lease inside a call; another takes over and finishes; the first wakes."""
    rig.remote.hidden = hidden
    delivery = rig.queue()
    other = rig.worker("w2")

    def lid() -> None:
        rig.clock.forward(minutes=30)
        other.run()
        for _ in range(4):
            rig.clock.forward(minutes=6)
            other.run()

    rig.remote.script(call, lid)
    rig.outbox.run()
    rig.settle()
    found = rig.outbox.get(delivery.id)
    assert len(rig.remote.shown()) <= 1
    if hidden or call != "create":
        assert found.state is DeliveryState.VERIFIED
        assert len(rig.remote.shown()) == 1
    else:  # on waking it finds with its next file that its lease is gone: nothing lands an hour later
        assert found.state is DeliveryState.NEEDS_ATTENTION
        assert rig.remote.shown() == []


class SlowToTake(Remote):
    """Takes the first file five minutes a byte."""

    between: Callable[[], None]

    def create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: datetime | None = None
    ) -> Answer:
        with files.open(package.attachments[0].sha256) as file:
            for _ in range(8):
                file.read(1)
                self.between()
        return super().create(account, package, reference, files, at)


def test_a_long_upload_keeps_its_lease_while_it_is_read(tmp_path: Path) -> None:
    """Forty minutes for one file, far beyond a lease, and nobody takes the delivery over."""
    clock = SetClock()
    remote = SlowToTake(clock)
    rig = OutboxRig(tmp_path, remote=remote, clock=clock)
    try:
        delivery, other = rig.queue(), rig.worker("w2")
        taken: list[Delivery] = []

        def five_minutes() -> None:
            clock.forward(minutes=5)
            taken.extend(other.run())

        remote.between = five_minutes
        rig.outbox.run()
        assert taken == []
        rig.settle()
        assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED
        assert remote.count("create") == 1
    finally:
        rig.store.close()


def test_many_threads_claim_each_delivery_once(rig: OutboxRig) -> None:
    for number in range(60):
        rig.queue(f"p{number}", text=f"Thông báo số {number}.")
    claimed: list[str] = []
    lock = threading.Lock()

    def work(name: str) -> None:
        while (found := claim(rig, name)) is not None:
            rig.repo.update(found, replace(found, state=DeliveryState.FAILED, lease="", lease_until=None))
            with lock:
                claimed.append(found.id)

    threads = [threading.Thread(target=work, args=(f"t{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(claimed) == 60
    assert len(set(claimed)) == 60


def test_threads_that_share_an_outbox_send_once(rig: OutboxRig) -> None:
    for number in range(12):
        rig.queue(f"p{number}", text=f"Thông báo số {number}.")
    threads = [threading.Thread(target=rig.outbox.run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rig.remote.count("create") == 12
    assert {d.state for d in rig.outbox.list()} == {DeliveryState.VERIFIED}


def test_a_person_cannot_reach_into_what_a_worker_has_in_hand(rig: OutboxRig) -> None:
    delivery = rig.queue()
    claim(rig, "w2")
    with pytest.raises(Refused, match="đang được xử lý"):
        rig.outbox.cancel(delivery.id, "cb-dang")
    rig.dead.add("w2")
    rig.outbox.cancel(delivery.id, "cb-dang")
    assert rig.outbox.get(delivery.id).state is DeliveryState.CANCELLED


def test_presence_is_given_back_by_the_system(tmp_path: Path) -> None:
    with Presence(tmp_path, "w1") as first, Presence(tmp_path, "w2") as second:
        assert first.alive("w1")
        assert first.alive("w2")
        assert second.alive("w1")
        assert not first.alive("never-was")
        second.close()
        assert not first.alive("w2")
    assert list(tmp_path.iterdir()) == []


def test_presence_needs_a_folder_it_can_write(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(StorageTrouble):
        Presence(tmp_path / "taken", "w1")


class Failing(StoredOutbox):
    """A disk that fills up at the N-th write."""

    fail_at = 0
    writes = 0

    def _count(self) -> None:
        self.writes += 1
        if self.writes == self.fail_at:
            raise StorageTrouble(Bilingual("ổ đĩa đã đầy.", "the disk is full."))

    def update(self, before: Delivery, after: Delivery) -> Delivery:
        self._count()
        return super().update(before, after)

    def begin_attempt(self, attempt: Any) -> int:
        self._count()
        return super().begin_attempt(attempt)

    def end_attempt(self, key: int, **facts: Any) -> None:
        self._count()
        super().end_attempt(key, **facts)

    def save_receipt(self, receipt: Any) -> None:
        self._count()
        super().save_receipt(receipt)


@pytest.mark.parametrize("hidden", [True, False])
@pytest.mark.parametrize("fail_at", range(1, 14))
def test_the_nth_write_fails(tmp_path: Path, fail_at: int, hidden: bool) -> None:
    rig = OutboxRig(tmp_path)
    rig.remote.hidden = hidden
    failing = Failing(rig.store)
    rig.repo = failing
    rig.outbox = rig.worker("w1")
    delivery = rig.queue()
    failing.writes, failing.fail_at = 0, fail_at
    creates_before = rig.remote.count("create")
    try:
        rig.outbox.run()
    except StorageTrouble:
        intended = rig.outbox.get(delivery.id).attempts
        assert rig.remote.count("create") - creates_before <= intended, "no request without its intent on the disk"
    rig.settle()
    assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED
    assert len(rig.remote.shown()) == 1
    assert rig.remote.count("create") == 1
    rig.store.close()


def test_a_clock_that_went_back_pauses_the_outbox(rig: OutboxRig) -> None:
    rig.clock.forward(days=1)  # set wrongly
    rig.queue("p1")
    rig.outbox.run()
    rig.clock.forward(days=-1)  # set right again
    delivery = rig.queue("p2", text="Thông báo thứ hai.", at=rig.clock.now() + timedelta(hours=1))
    rig.clock.forward(hours=2)
    assert rig.outbox.run() == ()
    told = rig.outbox.clock_trouble()
    assert told is not None
    assert "26/11/2026" in told.vi
    assert rig.outbox.get(delivery.id).state is DeliveryState.SCHEDULED
    with pytest.raises(NotPermitted):
        rig.outbox.accept_clock("cb-dang", PIN)
    rig.outbox.accept_clock("cb-ky-thuat", PIN)
    assert rig.outbox.clock_trouble() is None
    assert [str(entry.act) for entry in rig.audit.entries("")] == ["clock_accepted"]
    rig.outbox.run()
    assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_a_small_step_back_is_no_trouble(rig: OutboxRig) -> None:
    rig.queue("p1")
    rig.outbox.run()
    rig.clock.forward(seconds=-90)
    delivery = rig.queue("p2", text="Thông báo thứ hai.")
    rig.outbox.run()
    assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_accepting_the_clock_shortens_leases_and_pauses_from_the_future(rig: OutboxRig) -> None:
    rig.clock.forward(days=30)
    rig.remote.script("create", "die")
    delivery = rig.queue()
    with pytest.raises(Killed):
        rig.outbox.run()
    rig.clock.forward(days=-30)
    rig.outbox = rig.worker("w9")  # the first one counts as alive: only its lease can end
    rig.outbox.accept_clock("cb-ky-thuat", PIN)
    rig.clock.forward(minutes=11)
    rig.outbox.run()
    assert rig.outbox.get(delivery.id).state is DeliveryState.UNKNOWN


def test_what_hangs_is_told(rig: OutboxRig) -> None:
    delivery = rig.queue()
    rig.remote.script("identity", *["offline"] * 100)
    rig.outbox.run()
    assert rig.outbox.stale(rig.clock.now()) == ()
    rig.settle(hours=0.6)
    assert [d.id for d in rig.outbox.stale(rig.clock.now())] == [delivery.id], "retries do not hide it"


def test_a_scheduled_one_nobody_woke_for_is_told(rig: OutboxRig) -> None:
    delivery = rig.queue(at=rig.clock.now() + timedelta(hours=1))
    assert rig.outbox.stale(rig.clock.now() + timedelta(minutes=74)) == ()
    assert [d.id for d in rig.outbox.stale(rig.clock.now() + timedelta(minutes=76))] == [delivery.id]


def test_needs_attention_is_no_alarm_but_a_question(rig: OutboxRig) -> None:
    rig.queue()
    rig.remote.page_id = "khac"
    rig.outbox.run()
    assert rig.outbox.stale(rig.clock.now() + timedelta(days=9)) == ()


def test_run_until_idle_has_patience_for_a_doubt(tmp_path: Path) -> None:
    rig = OutboxRig(tmp_path)
    rig.remote.window = timedelta(seconds=2)
    rig.remote.script("create", "timeout")
    delivery = rig.queue()
    rig.outbox.run(patience=timedelta(seconds=30))
    assert rig.outbox.get(delivery.id).state is DeliveryState.VERIFIED
    assert rig.remote.count("create") == 2


def test_run_until_idle_does_not_wait_without_patience(rig: OutboxRig) -> None:
    rig.remote.script("create", "timeout")
    delivery = rig.queue()
    before = rig.clock.now()
    rig.outbox.run()
    assert rig.clock.now() == before
    assert rig.outbox.get(delivery.id).state is DeliveryState.UNKNOWN


def test_ten_thousand_queued_items_keep_their_order(rig: OutboxRig) -> None:
    first = rig.queue()
    rows = [
        asdict(first)
        | {
            "id": f"x{number:05d}",
            "post_id": f"y{number}",
            "reference": f"PS-{number}",
            "account": f"trang-{number % 500}",
            "due_at": first.due_at + timedelta(seconds=10_000 - number),
        }
        for number in range(10_000)
    ]
    with rig.store.write() as tx:
        tx.execute(insert(deliveries), rows)
    rig.clock.forward(hours=5)
    claimed = [found for n in range(20) if (found := claim(rig, f"w{n}"))]
    assert [c.due_at for c in claimed] == sorted(c.due_at for c in claimed)
    assert [c.id for c in claimed[:2]] == [first.id, "x09999"]


def test_the_lock_of_a_dead_worker_that_a_scanner_holds_hinders_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dead.lock").touch()

    def held(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "held", str(self))

    presence = Presence(tmp_path, "w1")
    monkeypatch.setattr(Path, "unlink", held)
    assert not presence.alive("dead")
    presence.close()
    assert not Presence(tmp_path, "w2").alive("w1")
