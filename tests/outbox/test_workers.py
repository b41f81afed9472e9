"""Several workers in one program and several programs: side by side over pages, one at a time on each."""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio.accounts.model import Account
from studio.outbox.model import DeliveryState
from studio.outbox.presence import Presence, Seat
from studio.outbox.timing import Timing
from studio.posts.model import Package
from studio.posts.ports import FileReader
from studio.publishers.port import Answer
from tests.outbox.outbox_rig import AccountBook, OutboxRig, page
from tests.outbox.remote import Killed, Remote
from tests.profile import SetClock

PAGES = tuple(f"trang-{letter}" for letter in "abcdef")


class Crowded(Remote):
    """Notes who is in it at the same time; with `together` set, a create waits until so many are."""

    def __init__(self, clock: SetClock) -> None:
        super().__init__(clock)
        self.lock = threading.Lock()
        self.inside: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.order: dict[str, list[str]] = defaultdict(list)
        self.together: threading.Barrier | None = None

    def create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: object = None
    ) -> Answer:
        with self.lock:
            self.inside[account.name] += 1
            self.most[account.name] = max(self.most[account.name], self.inside[account.name])
            self.most[""] = max(self.most[""], self.inside.total())
            self.order[account.name].append(package.text)
        if self.together is not None:
            self.together.wait(60)
        try:
            with self.lock:
                return super().create(account, package, reference, files)
        finally:
            with self.lock:
                self.inside[account.name] -= 1


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[OutboxRig]:
    clock = SetClock()
    built = OutboxRig(
        tmp_path,
        remote=Crowded(clock),
        clock=clock,
        accounts=AccountBook(*(page(name) for name in PAGES)),
        timing=Timing(workers=3),
    )
    yield built
    built.store.close()


def queue(rig: OutboxRig, posts: int, pages: tuple[str, ...] = PAGES) -> None:
    for number in range(posts):
        rig.clock.forward(seconds=1)
        rig.queue(f"p{number}", *pages, text=f"Thông báo số {number:03d}.")


def test_all_arrive_once_and_the_threads_have_ended(rig: OutboxRig) -> None:
    queue(rig, 6)
    before = threading.active_count()
    changed = rig.outbox.run()
    assert threading.active_count() == before
    assert len(changed) == 36
    assert {d.state for d in rig.outbox.list()} == {DeliveryState.VERIFIED}
    assert rig.remote.count("create") == 36
    assert all(d.lease == "" for d in rig.outbox.list())


def test_pages_are_served_at_the_same_time(rig: OutboxRig) -> None:
    """Three creates wait for each other: with fewer workers nobody would ever go on."""
    rig.remote.together = threading.Barrier(3)
    queue(rig, 1)
    rig.outbox.run()
    assert rig.remote.most[""] == 3
    assert {d.state for d in rig.outbox.list()} == {DeliveryState.VERIFIED}


def test_one_at_a_time_on_a_page_and_in_order(rig: OutboxRig) -> None:
    queue(rig, 12, PAGES[:2])
    rig.outbox.run()
    assert [rig.remote.most[name] for name in PAGES[:2]] == [1, 1]
    for name in PAGES[:2]:
        assert rig.remote.order[name] == sorted(rig.remote.order[name])
        assert len(rig.remote.order[name]) == 12


def test_several_programs_share_the_queue(rig: OutboxRig) -> None:
    queue(rig, 6)
    others = [rig.worker(f"program-{number}") for number in range(3)]
    threads = [threading.Thread(target=outbox.run) for outbox in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rig.outbox.run()
    assert rig.remote.count("create") == 36
    assert max(rig.remote.most[name] for name in PAGES) == 1
    assert {d.state for d in rig.outbox.list()} == {DeliveryState.VERIFIED}


def test_each_thread_holds_a_lease_of_its_own(rig: OutboxRig) -> None:
    rig.remote.together = threading.Barrier(3)
    leases: set[str] = set()
    rig.remote.together = threading.Barrier(3, action=lambda: leases.update(rig.repo.leases()))
    queue(rig, 1, PAGES[:3])
    rig.outbox.run()
    assert leases == {"w1~1", "w1~2", "w1~3"}


def test_a_seat_lives_as_long_as_its_program(tmp_path: Path) -> None:
    with Presence(tmp_path, "w1") as first, Presence(tmp_path, "w2") as second:
        seat = Seat(first, 2)
        assert seat.name == "w1~2"
        assert second.alive(seat.name)
        assert seat.alive("w2~1")
        assert seat.alive("w1")
        first.close()
        assert not second.alive(seat.name)


def test_what_a_worker_raises_reaches_the_caller_and_the_others_put_down_their_work(rig: OutboxRig) -> None:
    queue(rig, 2)
    rig.remote.script("create", "ok", "die_after")
    before = threading.active_count()
    with pytest.raises(Killed):
        rig.outbox.run()
    assert threading.active_count() == before
    rig.restart()
    rig.settle()
    assert {d.state for d in rig.outbox.list()} == {DeliveryState.VERIFIED}
    assert len(rig.remote.shown()) == 12


def test_a_person_looks_while_the_crew_works(rig: OutboxRig) -> None:
    """`reconcile` uses the desk's own place: it neither waits for a long upload nor disturbs it."""
    rig.remote.script("create", "timeout_after")
    first = rig.queue("first", "trang-a", text="Thông báo chưa rõ.")
    rig.outbox.run()
    assert rig.state(first)[0] is DeliveryState.UNKNOWN
    queue(rig, 1, ("trang-b",))
    looked: list[DeliveryState] = []
    rig.remote.script("create", lambda: looked.extend(d.state for d in rig.outbox.reconcile(first.id)))
    rig.outbox.run()
    assert looked == [DeliveryState.VERIFIED]


def test_a_page_out_of_reach_keeps_the_order_of_its_posts(rig: OutboxRig) -> None:
    """Both wait equally long, so that the second does not overtake the first when the network is back."""
    queue(rig, 3, ("trang-a",))
    rig.remote.script("identity", "offline")
    rig.outbox.run()
    assert rig.remote.count("identity") == 1, "the others were not tried in vain"
    rig.settle()
    assert rig.remote.order["trang-a"] == sorted(rig.remote.order["trang-a"])
    assert {d.state for d in rig.outbox.list()} == {DeliveryState.VERIFIED}


class Stuck(Crowded):
    """Pages that do not answer until every post of the others has been taken."""

    def __init__(self, clock: SetClock, stuck: tuple[str, ...], others: int) -> None:
        super().__init__(clock)
        self.stuck = stuck
        self.left = others
        self.others_done = threading.Event()

    def create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: object = None
    ) -> Answer:
        if account.name in self.stuck:
            assert self.others_done.wait(60), "they waited for a page that does not answer"
        answer = super().create(account, package, reference, files)
        if account.name not in self.stuck:
            with self.lock:
                self.left -= 1
                if not self.left:
                    self.others_done.set()
        return answer


@pytest.mark.parametrize("stuck", [PAGES[:3], PAGES[3:], PAGES[:5]])
def test_pages_that_do_not_answer_hold_up_nobody_else(tmp_path: Path, stuck: tuple[str, ...]) -> None:
    clock = SetClock()
    remote = Stuck(clock, stuck, 4 * (len(PAGES) - len(stuck)))
    accounts = AccountBook(*(page(name) for name in PAGES))
    rig = OutboxRig(tmp_path, remote=remote, clock=clock, accounts=accounts, timing=Timing(workers=3))
    try:
        queue(rig, 4)
        before = threading.active_count()
        assert len(rig.outbox.run()) == 24
        assert threading.active_count() == before
        assert {d.state for d in rig.outbox.list()} == {DeliveryState.VERIFIED}
        assert all(remote.most[name] == 1 for name in PAGES), "an account is served by one at a time"
    finally:
        rig.store.close()
