"""One post to 187 pages whose answers take a while, and a start with many queued: reported, not judged by time.

2,000 queued and answers of 40 ms by default; ``STUDIO_QUEUED=10000 STUDIO_LATENCY_MS=100`` for what a city may have.
"""

from __future__ import annotations

import os
import statistics
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from studio.accounts.model import Account
from studio.clock import SystemClock
from studio.outbox.model import DeliveryState
from studio.outbox.timing import Timing
from studio.posts.model import Package
from studio.posts.ports import FileReader
from studio.publishers.port import Answer, Identity, RemotePost
from studio.store.outbox_tables import deliveries
from tests.outbox.remote import Remote
from tests.outbox.world import AccountBook, World, page

pytestmark = pytest.mark.perf

PAGES = 187
LATENCY = int(os.environ.get("STUDIO_LATENCY_MS", "40")) / 1000
QUEUED = int(os.environ.get("STUDIO_QUEUED", "2000"))


class Distant(Remote):
    """Every request takes the latency; a create uploads each picture, then makes the post."""

    def __init__(self, clock: SystemClock) -> None:
        super().__init__(clock)
        self.guard = threading.Lock()
        self.requests: Counter[str] = Counter()
        self.never = threading.Event()

    def identity(self, account: Account) -> Identity:
        self._travel("identity")
        with self.guard:
            return super().identity(account)

    def recent(self, account: Account, since: datetime, reference: str = "") -> Sequence[RemotePost]:
        self._travel("recent")
        with self.guard:
            return super().recent(account, since, reference)

    def create(
        self, account: Account, package: Package, reference: str, files: FileReader, at: datetime | None = None
    ) -> Answer:
        for _ in package.attachments:
            self._travel("photo")
        self._travel("create")
        with self.guard:
            return super().create(account, package, reference, files, at)

    def reveal(self, account: Account, remote_id: str, package: Package, reference: str, files: FileReader) -> Answer:
        self._travel("reveal")
        with self.guard:
            return super().reveal(account, remote_id, package, reference, files)

    def read_back(self, account: Account, remote_id: str) -> RemotePost | None:
        self._travel("read_back")
        with self.guard:
            return super().read_back(account, remote_id)

    def _travel(self, what: str) -> None:
        with self.guard:
            self.requests[what] += 1
        self.never.wait(LATENCY)


def test_report_one_post_to_187_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clock = SystemClock()
    names = tuple(f"trang-{number:03d}" for number in range(PAGES))
    remote = Distant(clock)
    timing = Timing()
    world = World(
        tmp_path,
        remote=remote,
        accounts=AccountBook(*map(page, names)),
        clock=clock,  # type: ignore[arg-type]
        timing=timing,
    )
    world.queue("p1", *names, images=2)
    began = time.perf_counter()
    world.outbox.run()
    spent = time.perf_counter() - began
    progress = world.outbox.progress("p1")
    calls = remote.requests.total()
    ideal = calls * LATENCY / timing.workers
    world.store.close()
    assert (progress.done, progress.total) == (PAGES, PAGES)
    assert remote.count("create") == PAGES
    with capsys.disabled():
        print(
            f"\n{PAGES} pages, {calls} calls of {LATENCY * 1000:.0f} ms, {timing.workers} workers: {spent:.1f} s, "
            f"ideal {ideal:.1f} s, ratio {spent / ideal:.2f}"
        )


def test_report_ten_thousand_queued_at_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    world = World(tmp_path, accounts=AccountBook(*(page(f"trang-{number:03d}") for number in range(PAGES))))
    first = world.queue("p0", "trang-000")
    rows = [
        asdict(first)
        | {
            "id": uuid.uuid4().hex,
            "post_id": f"p{number}",
            "reference": f"PS-{number}",
            "account": f"trang-{number % PAGES:03d}",
            "due_at": first.due_at + timedelta(seconds=QUEUED - number),
        }
        for number in range(1, QUEUED)
    ]
    with world.store.write() as tx:
        tx.execute(insert(deliveries), rows)
    world.clock.forward(hours=3)
    outbox = world.restart()
    figures = {
        "list": _median(outbox.latest),
        "counts": _median(outbox.counts),
        "next moment": _median(outbox.next_moment),
        "stale": _median(lambda: outbox.stale(world.clock.now()), 3),
    }
    taken: list[tuple[datetime, str]] = []
    spans = []
    for number in range(100):
        now = world.clock.now()
        began = time.perf_counter()
        claimed = world.repo.claim(now, lease=f"c{number}", until=now + timedelta(hours=1), dead=(), doubts_most=3)
        spans.append((time.perf_counter() - began) * 1000)
        assert claimed is not None
        assert claimed.state is DeliveryState.WAITING
        taken.append((claimed.due_at, claimed.account))
    figures["claim"] = statistics.median(spans)
    world.store.close()
    assert taken == sorted(taken), "the earliest first"
    assert len({account for _, account in taken}) == 100, "one at a time on each page"
    told = ", ".join(f"{what} {spent:.1f} ms" for what, spent in figures.items())
    with capsys.disabled():
        print(f"\n{QUEUED} queued: {told} (medians); slowest claim {max(spans):.1f} ms")


def _median(call: Callable[[], object], rounds: int = 9) -> float:
    spans = []
    for _ in range(rounds):
        began = time.perf_counter()
        call()
        spans.append((time.perf_counter() - began) * 1000)
    return statistics.median(spans)
