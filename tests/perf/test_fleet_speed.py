"""One post with two pictures to many Facebook pages whose answers take a while, and a start with many queued: reported,
not judged by time.

The post is queued and sent the way a person does it, with 100 ms of latency; the ideal is what its
calls take when every worker is always waiting for one. `make soak` gives the whole curve, ``STUDIO_FLEET=30,60``
other sizes, ``STUDIO_LATENCY_MS=40`` another latency.
``STUDIO_QUEUED`` are queued: 500 by default, and 10,000, what a city may have, in `make soak`.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import io
import os
import statistics
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from studio.cli.main import main
from studio.clock import SystemClock
from studio.outbox.model import DeliveryProgress, DeliveryState
from studio.outbox.storage_tables import deliveries
from studio.outbox.timing import Timing
from studio.people.present import bring
from studio.publishers.http import Http
from tests.fleet import PIN, Fleet
from tests.outbox.outbox_rig import AccountBook, OutboxRig, page
from tests.simulators.apart import Apart, Control
from tests.soak import SOAK, amount

pytestmark = pytest.mark.perf

PAGES = 187
BARE_CALLS = 200
SIZES = tuple(map(int, os.environ.get("STUDIO_FLEET", "30,60,120,187,300" if SOAK else "8").split(",")))
LATENCY = int(os.environ.get("STUDIO_LATENCY_MS", "100")) / 1000
QUEUED = amount(500, 10_000, "STUDIO_QUEUED")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What queuing and sending took: seconds that passed, seconds of the processor, calls of the platform."""

    queued: float
    sent: float
    computed: float
    calls: int
    bare: float = 0.0
    """Seconds that as many calls took in the same minute, by threads that do nothing else: what the machine can do."""

    def line(self, way: str, pages: int) -> str:
        ideal = self.calls * LATENCY / Timing().workers
        return (
            f"{way:8s} {pages:4d} pages: queued {self.queued:5.2f} s; {self.calls} calls of {LATENCY * 1000:.0f} ms, "
            f"sent {self.sent:6.1f} s, ideal {ideal:5.1f} s, ratio {self.sent / ideal:.2f}, "
            f"to bare calls {self.sent / self.bare:.2f}; processor "
            f"{self.computed:5.1f} s, {self.computed / pages * 1000:.0f} ms a page"
        )


def by_window(fleet: Fleet, facebook: Control) -> Told:
    """As the dialog of publishing and the window's worker do it."""
    post = fleet.posts[0]
    studio = fleet.opened()
    gc.freeze()  # as the window does, once its profile is open
    try:
        bring(studio.people.sign_in(fleet.publisher.id, PIN))
        studio.outbox.seen(fleet.publisher.id)
        began, computed = time.perf_counter(), time.process_time()
        studio.publish(post.id, post.pages, fleet.publisher.id, PIN)
        queued = time.perf_counter()
        studio.outbox.run()
        sent = time.perf_counter()
        assert studio.outbox.progress(post.id) == DeliveryProgress(done=len(post.pages), total=len(post.pages))
    finally:
        studio.close()
    return Told(
        queued=queued - began,
        sent=sent - queued,
        computed=time.process_time() - computed,
        calls=len(facebook.journal()),
    )


def by_command(fleet: Fleet, facebook: Control, monkeypatch: pytest.MonkeyPatch) -> Told:
    """``studio publish …`` and ``studio outbox run --until-idle``, with the start of each."""
    post = fleet.posts[0]
    monkeypatch.setattr("studio.app.open_profile.Keychain", fleet.safe)

    def run(*words: str) -> float:
        began = time.perf_counter()
        with monkeypatch.context() as patch, contextlib.redirect_stdout(io.StringIO()) as told:
            patch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
            who = ("--as", fleet.publisher.name, "--pin-stdin")
            assert main(["--profile", str(fleet.profile.root), "--json", *words, *who]) == 0
        assert told.getvalue().count('"account"') == len(post.pages)
        return time.perf_counter() - began

    computed = time.process_time()
    queued = run("publish", post.id, "--to", *post.pages)
    sent = run("outbox", "run", "--until-idle")
    return Told(queued=queued, sent=sent, computed=time.process_time() - computed, calls=len(facebook.journal()))


def bare(facebook: Control, calls: int, token: str) -> float:
    """Seconds of `calls` without anything around them, by the workers' number of threads; a part is measured."""
    workers, part = Timing().workers, min(calls, BARE_CALLS)
    http = Http()

    def work() -> None:
        for _ in range(part // workers):
            http.send("GET", f"{facebook.url}/v25.0/me", headers={"Authorization": f"Bearer {token}"})
        http.close()

    began = time.perf_counter()
    with ThreadPoolExecutor(workers) as threads:
        for done in [threads.submit(work) for _ in range(workers)]:
            done.result()
    return (time.perf_counter() - began) * calls / part


@pytest.mark.parametrize("way", ["window", "command"])
def test_report_one_post_to_many_pages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    faulthandler.cancel_dump_traceback_later()  # it takes longer than a test may
    for pages in SIZES:
        folder = tmp_path / str(pages)
        folder.mkdir()
        with Apart("facebook", "--pages", str(pages), "--latency", str(LATENCY)) as facebook:
            fleet = Fleet(folder, SystemClock(), facebook=facebook.state(), url=facebook.url)
            told = by_window(fleet, facebook) if way == "window" else by_command(fleet, facebook, monkeypatch)
            told = replace(told, bare=bare(facebook, told.calls, facebook.state()["pages"][0]["token"]))
            public = [post for page in facebook.state()["pages"] for post in page["posts"] if post["published"]]
        assert len(public) == pages
        with capsys.disabled():
            print(f"\n{told.line(way, pages)}; load {os.getloadavg()[0]:.1f}", end="")


def test_report_many_queued_at_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rig = OutboxRig(tmp_path, accounts=AccountBook(*(page(f"trang-{number:03d}") for number in range(PAGES))))
    first = rig.queue("p0", "trang-000")
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
    with rig.store.write() as tx:
        tx.execute(insert(deliveries), rows)
    rig.clock.forward(hours=3)
    outbox = rig.restart()
    figures = {
        "list": _median(outbox.latest),
        "counts": _median(outbox.counts),
        "next moment": _median(outbox.next_moment),
        "stale": _median(lambda: outbox.stale(rig.clock.now()), 3),
    }
    taken: list[tuple[datetime, str]] = []
    spans = []
    for number in range(100):
        now = rig.clock.now()
        began = time.perf_counter()
        claimed = rig.repo.claim(now, lease=f"c{number}", until=now + timedelta(hours=1), dead=(), doubts_most=3)
        spans.append((time.perf_counter() - began) * 1000)
        assert claimed is not None
        assert claimed.state is DeliveryState.WAITING
        taken.append((claimed.due_at, claimed.account))
    figures["claim"] = statistics.median(spans)
    rig.store.close()
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
