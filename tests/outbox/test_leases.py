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
from tests.outbox.remote import Killed, Remote
from tests.outbox.world import PIN, World
from tests.profile import SetClock


def claim(world: World, lease: str, dead: tuple[str, ...] = ()) -> Delivery | None:
    now = world.clock.now()
    return world.repo.claim(now, lease=lease, until=now + timedelta(minutes=10), dead=dead, doubts_most=3)


def test_a_lease_keeps_others_away_until_it_ends_or_its_holder_dies(world: World) -> None:
    world.queue()
    first = claim(world, "w1")
    assert first is not None
    assert first.fence == 1
    assert claim(world, "w2") is None
    mine = claim(world, "w1")
    assert mine is not None, "one's own lease: what was in hand when a disk failed"
    taken = claim(world, "w2", dead=("w1",))
    assert taken is not None
    assert taken.fence == 3
    world.clock.forward(minutes=10)
    assert claim(world, "w3") is not None


def test_the_fence_rejects_a_worker_that_slept(world: World) -> None:
    world.queue()
    sleeper = claim(world, "w1")
    world.clock.forward(minutes=11)
    other = claim(world, "w2")
    assert sleeper is not None
    assert other is not None
    with pytest.raises(LeaseLost):
        world.repo.update(sleeper, replace(sleeper, state=DeliveryState.SENDING))
    world.repo.update(other, replace(other, state=DeliveryState.SENDING))


def test_the_fence_tells_two_holds_of_one_lease_apart(world: World) -> None:
    """A worker that took its delivery up anew does not let its own older hand write."""
    world.queue()
    older, newer = claim(world, "w1"), claim(world, "w1")
    assert older is not None
    assert newer is not None
    with pytest.raises(LeaseLost):
        world.repo.update(older, replace(older, state=DeliveryState.SENDING))
    world.repo.update(newer, replace(newer, state=DeliveryState.SENDING))


@pytest.mark.parametrize("call", ["identity", "recent", "create", "reveal", "read_back"])
@pytest.mark.parametrize("hidden", [True, False])
def test_a_laptop_lid_closes_in_the_middle_of_a_call(world: World, call: str, hidden: bool) -> None:
    """The first worker sleeps past its lease inside a call; another takes over and finishes; the first wakes."""
    world.remote.hidden = hidden
    delivery = world.queue()
    other = world.worker("w2")

    def lid() -> None:
        world.clock.forward(minutes=30)
        other.run()
        for _ in range(4):
            world.clock.forward(minutes=6)
            other.run()

    world.remote.script(call, lid)
    world.outbox.run()
    world.settle()
    found = world.outbox.get(delivery.id)
    assert len(world.remote.shown()) <= 1
    if hidden or call != "create":
        assert found.state is DeliveryState.VERIFIED
        assert len(world.remote.shown()) == 1
    else:  # on waking it finds with its next file that its lease is gone: nothing lands an hour later
        assert found.state is DeliveryState.NEEDS_ATTENTION
        assert world.remote.shown() == []


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
    world = World(tmp_path, remote=remote, clock=clock)
    try:
        delivery, other = world.queue(), world.worker("w2")
        taken: list[Delivery] = []

        def five_minutes() -> None:
            clock.forward(minutes=5)
            taken.extend(other.run())

        remote.between = five_minutes
        world.outbox.run()
        assert taken == []
        world.settle()
        assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED
        assert remote.count("create") == 1
    finally:
        world.store.close()


def test_many_threads_claim_each_delivery_once(world: World) -> None:
    for number in range(60):
        world.queue(f"p{number}", text=f"Thông báo số {number}.")
    claimed: list[str] = []
    lock = threading.Lock()

    def work(name: str) -> None:
        while (found := claim(world, name)) is not None:
            world.repo.update(found, replace(found, state=DeliveryState.FAILED, lease="", lease_until=None))
            with lock:
                claimed.append(found.id)

    threads = [threading.Thread(target=work, args=(f"t{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(claimed) == 60
    assert len(set(claimed)) == 60


def test_threads_that_share_an_outbox_send_once(world: World) -> None:
    for number in range(12):
        world.queue(f"p{number}", text=f"Thông báo số {number}.")
    threads = [threading.Thread(target=world.outbox.run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert world.remote.count("create") == 12
    assert {d.state for d in world.outbox.list()} == {DeliveryState.VERIFIED}


def test_a_person_cannot_reach_into_what_a_worker_has_in_hand(world: World) -> None:
    delivery = world.queue()
    claim(world, "w2")
    with pytest.raises(Refused, match="đang được xử lý"):
        world.outbox.cancel(delivery.id, "cb-dang")
    world.dead.add("w2")
    world.outbox.cancel(delivery.id, "cb-dang")
    assert world.outbox.get(delivery.id).state is DeliveryState.CANCELLED


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
    world = World(tmp_path)
    world.remote.hidden = hidden
    failing = Failing(world.store)
    world.repo = failing
    world.outbox = world.worker("w1")
    delivery = world.queue()
    failing.writes, failing.fail_at = 0, fail_at
    creates_before = world.remote.count("create")
    try:
        world.outbox.run()
    except StorageTrouble:
        intended = world.outbox.get(delivery.id).attempts
        assert world.remote.count("create") - creates_before <= intended, "no request without its intent on the disk"
    world.settle()
    assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED
    assert len(world.remote.shown()) == 1
    assert world.remote.count("create") == 1
    world.store.close()


def test_a_clock_that_went_back_pauses_the_outbox(world: World) -> None:
    world.clock.forward(days=1)  # set wrongly
    world.queue("p1")
    world.outbox.run()
    world.clock.forward(days=-1)  # set right again
    delivery = world.queue("p2", text="Thông báo thứ hai.", at=world.clock.now() + timedelta(hours=1))
    world.clock.forward(hours=2)
    assert world.outbox.run() == ()
    told = world.outbox.clock_trouble()
    assert told is not None
    assert "26/11/2026" in told.vi
    assert world.outbox.get(delivery.id).state is DeliveryState.SCHEDULED
    with pytest.raises(NotPermitted):
        world.outbox.accept_clock("cb-dang", PIN)
    world.outbox.accept_clock("cb-ky-thuat", PIN)
    assert world.outbox.clock_trouble() is None
    assert [str(entry.act) for entry in world.audit.entries("")] == ["clock_accepted"]
    world.outbox.run()
    assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_a_small_step_back_is_no_trouble(world: World) -> None:
    world.queue("p1")
    world.outbox.run()
    world.clock.forward(seconds=-90)
    delivery = world.queue("p2", text="Thông báo thứ hai.")
    world.outbox.run()
    assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED


def test_accepting_the_clock_shortens_leases_and_pauses_from_the_future(world: World) -> None:
    world.clock.forward(days=30)
    world.remote.script("create", "die")
    delivery = world.queue()
    with pytest.raises(Killed):
        world.outbox.run()
    world.clock.forward(days=-30)
    world.outbox = world.worker("w9")  # the first one counts as alive: only its lease can end
    world.outbox.accept_clock("cb-ky-thuat", PIN)
    world.clock.forward(minutes=11)
    world.outbox.run()
    assert world.outbox.get(delivery.id).state is DeliveryState.UNKNOWN


def test_what_hangs_is_told(world: World) -> None:
    delivery = world.queue()
    world.remote.script("identity", *["offline"] * 100)
    world.outbox.run()
    assert world.outbox.stale(world.clock.now()) == ()
    world.settle(hours=0.6)
    assert [d.id for d in world.outbox.stale(world.clock.now())] == [delivery.id], "retries do not hide it"


def test_a_scheduled_one_nobody_woke_for_is_told(world: World) -> None:
    delivery = world.queue(at=world.clock.now() + timedelta(hours=1))
    assert world.outbox.stale(world.clock.now() + timedelta(minutes=74)) == ()
    assert [d.id for d in world.outbox.stale(world.clock.now() + timedelta(minutes=76))] == [delivery.id]


def test_needs_attention_is_no_alarm_but_a_question(world: World) -> None:
    world.queue()
    world.remote.page_id = "khac"
    world.outbox.run()
    assert world.outbox.stale(world.clock.now() + timedelta(days=9)) == ()


def test_run_until_idle_has_patience_for_a_doubt(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.remote.window = timedelta(seconds=2)
    world.remote.script("create", "timeout")
    delivery = world.queue()
    world.outbox.run(patience=timedelta(seconds=30))
    assert world.outbox.get(delivery.id).state is DeliveryState.VERIFIED
    assert world.remote.count("create") == 2


def test_run_until_idle_does_not_wait_without_patience(world: World) -> None:
    world.remote.script("create", "timeout")
    delivery = world.queue()
    before = world.clock.now()
    world.outbox.run()
    assert world.clock.now() == before
    assert world.outbox.get(delivery.id).state is DeliveryState.UNKNOWN


def test_ten_thousand_queued_items_keep_their_order(world: World) -> None:
    first = world.queue()
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
    with world.store.write() as tx:
        tx.execute(insert(deliveries), rows)
    world.clock.forward(hours=5)
    claimed = [found for n in range(20) if (found := claim(world, f"w{n}"))]
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
