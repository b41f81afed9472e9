"""The month of a department: 187 pages, five metrics, out of years of observations; warm, and from a copy nobody read.

Reported beside bare SQLite over the same sums. The bar is 300 ms at two million observations; of a cold copy the time
is told alone, for it is the disk's:

    STUDIO_SOAK=1 python -m pytest tests/perf/test_figures_speed.py -m perf -n 0 -s
"""

from __future__ import annotations

import faulthandler
import gc
import os
import random
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.accounts.model import Account, AccountKind
from studio.feedback.figures import FeedbackFigures, FeedbackSum
from studio.people.present import by_itself
from studio.platforms import Platform
from studio.reports.figures import PageFigures
from studio.reports.metrics import definitions
from studio.reports.model import FigureSource, FigureState, Metric
from studio.reports.observations import Observation
from studio.reports.storage_figures import StoredFigures
from studio.reports.storage_posts import StoredPostsOut
from studio.store.engine import Store, open_store
from studio.store.files import FileStore
from tests.profile import SetClock, fresh_store
from tests.reports.figures_rig import there
from tests.soak import amount
from tests.ui.stand_in import StandIn

pytestmark = pytest.mark.perf

PAGES = 187
POSTS = amount(3_000, 69_600, "STUDIO_FIGURES")
DAYS = amount(120, 1_095)
LAST = date(2026, 11, 30)
MONTH = date(2026, 10, 1)
LOOKS = (0, 1, 7, 30, 90)
OF_POSTS, OF_PAGES = (1, 2, 3, 4, 5), (6, 8)
"""Ids of `metrics.yaml`: views, viewers, reactions, comments and shares of posts; views and followers of pages."""
PAGE_NAMES = [f"trang-{number:03d}" for number in range(1, PAGES + 1)]
ACCOUNTS = [
    Account(name=name, kind=AccountKind.FACEBOOK, platform=Platform.FACEBOOK, page_id=name, title=f"Trang {name[-3:]}")
    for name in PAGE_NAMES
]
ROUNDS = 7
DELIVERY = """
    INSERT INTO deliveries (
        id, post_id, account, reference, due_at, last_sent_at, created_at, updated_at, post_title, platform, page_id,
        seal, state, attempts, remote_id, permalink, message, message_en, lease, fence, queued_by, reason, text_sha256,
        image_sha256, looks)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'Bài', 'facebook', '1', 's', 'verified', 1, '1', '', '', '', '',
        0, '', '', '', '[]', 0)
"""


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, int]]:
    """A store with the figures of years, and how many observations it has."""
    faulthandler.cancel_dump_traceback_later()  # two million take longer to make than a test may
    store = fresh_store(tmp_path_factory.mktemp("figures"), SetClock(there(1, month=12)))
    begin = time.perf_counter()
    count = fill(store)
    filled = time.perf_counter() - begin
    begin = time.perf_counter()
    gains = figures_of(store)[0].rebuild()
    print(f"\n{count} observations kept in {filled:.0f} s, {gains} gains made of them in "
          f"{time.perf_counter() - begin:.1f} s, {store.path.stat().st_size / 2**20:.0f} MB")  # fmt: skip
    gc.collect()
    gc.freeze()  # as the program does: what is there when it is open is not looked through at each request
    yield store, count
    store.close()


def fill(store: Store) -> int:
    """Straight into the tables: a department that posts every day, with looks as the program makes them."""
    chance, first = random.Random(16), LAST - timedelta(days=DAYS - 1)
    subjects: list[tuple[int, int | None, str, str, str, str | None]] = [
        (n, None, name, "", "", None) for n, name in enumerate(PAGE_NAMES, start=1)
    ]
    deliveries, told = [], list[tuple[int, int, str, str, int]]()
    for number, days in enumerate(sorted(chance.randrange(DAYS) for _ in range(POSTS))):  # kept in the order of time
        day, page = first + timedelta(days=days), chance.choice(PAGE_NAMES)
        subjects.append(
            (PAGES + 1 + number, PAGE_NAMES.index(page) + 1, page, f"r{number}", f"p{number}", day.isoformat())
        )
        at = f"{day.isoformat()}T02:00:00.000000Z"
        deliveries.append((f"d{number}", f"p{number}", page, f"r{number}", at, at, at, at))
        value = 0
        for after in LOOKS:
            seen = day + timedelta(days=after)
            value += chance.randrange(200)
            if seen <= LAST:
                moment = f"{seen.isoformat()}T03:00:00.000000Z"
                told += [(PAGES + 1 + number, of, seen.isoformat(), moment, value // of) for of in OF_POSTS]
    for subject in range(1, PAGES + 1):
        for n in range(DAYS):
            day = first + timedelta(days=n)
            told += [
                (subject, metric, day.isoformat(), f"{day.isoformat()}T18:00:00.000000Z", chance.randrange(500))
                for metric in OF_PAGES
            ]
    with by_itself("a test fills the store"), store.write() as tx:
        for one in definitions():
            _run(tx, "INSERT INTO figure_metrics VALUES (?,?,?,?,?,?,NULL,NULL)",
                 [(one.id, one.platform, one.metric, one.of, one.grain, int(one.adds))])  # fmt: skip
        _run(tx, "INSERT INTO figure_subjects VALUES (?,?,?,?,?,?)", subjects)
        told.sort()
        _run(tx, "INSERT INTO figure_observations (subject, metric, day, seen_at, value, source) "
                 "VALUES (?,?,?,?,?,'platform')", told)  # fmt: skip
        _run(tx, DELIVERY, deliveries)
    return len(told)


def _run(tx: Any, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    tx.connection.dbapi_connection.executemany(statement, rows)


class NobodysFeedback(StandIn):  # type: ignore[misc]
    """No feedback, and nobody at work: only reading is measured."""

    def __call__(self, month: date) -> FeedbackFigures:
        return FeedbackFigures(account="", first=month, last=month, total=FeedbackSum())


def figures_of(store: Store) -> tuple[StoredFigures, PageFigures]:
    repo = StoredFigures(store, FileStore(store.path.parent / "files"))
    service = PageFigures(
        repo, StoredPostsOut(store), StandIn(), SetClock(there(1, month=12)), readers={},
        accounts=lambda: ACCOUNTS, feedback=NobodysFeedback(), practice=False, note=lambda *_: None,
    )  # fmt: skip
    return repo, service


def took(work: Callable[[], object], rounds: int = ROUNDS) -> Mapping[str, float]:
    """Milliseconds on the wall, the middle and the longest of some rounds; and of the processor, the least of them: a
    collection of garbage in between is none of its work."""
    wall, own = [], []
    for _ in range(rounds):
        begin, began = time.perf_counter(), time.process_time()
        work()
        wall.append((time.perf_counter() - begin) * 1000)
        own.append((time.process_time() - began) * 1000)
    return {"wall": statistics.median(wall), "longest": max(wall), "cpu": min(own)}


def said(times: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.0f}" for name, value in times.items()) + " ms"


def floor(path: Path) -> Callable[[], object]:
    """What bare SQLite takes to sum the same metrics by page."""

    def summed() -> None:
        with closing(sqlite3.connect(path)) as raw:
            for metric in (1, 3, 4, 5, 6):
                raw.execute(
                    "SELECT page, sum(gain) FROM figure_gains WHERE metric = ? AND day BETWEEN ? AND ? GROUP BY page",
                    (metric, "2026-10-01", "2026-10-31"),
                ).fetchall()

    return summed


def copied(store: Store, folder: Path) -> Path:
    """A copy of the file, with all that is in it."""
    with closing(sqlite3.connect(store.path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(shutil.copyfile(store.path, folder / "studio.sqlite3"))


def forgotten(path: Path) -> None:
    """Let nothing of the file be in memory, where the system lets us say so."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def test_the_month_of_187_pages(years: tuple[Store, int], tmp_path: Path) -> None:
    store, count = years
    service = figures_of(store)[1]
    first = took(lambda: service.of_month(MONTH), 1)
    warm, bare = took(lambda: service.of_month(MONTH)), took(floor(store.path))
    month = service.of_month(MONTH)
    copy = open_store(copied(store, tmp_path), clock=SetClock(there(1, month=12)))
    cold_service = figures_of(copy)[1]
    statements = took(lambda: cold_service.of_month(date(2001, 1, 1)), 1)
    copy.engine.dispose()  # SQLite's own memory of the file
    forgotten(copy.path)
    cold = took(lambda: cold_service.of_month(MONTH), 1)
    assert cold_service.of_month(MONTH) == month
    copy.close()
    print(f"\n{count} observations, {PAGES} pages, {len(month.posts)} posts in the month")
    print(f"first {said(first)}; again {said(warm)}; a cold copy {said(cold)}; the sums in bare SQLite {said(bare)}")
    print(f"a month without anything, with all statements put together for the first time: {said(statements)}")
    assert len(month.pages) == PAGES
    assert month.total[Metric.VIEWS].told is FigureState.YES
    assert month.total[Metric.VIEWS].value == sum(row.figures[Metric.VIEWS].value or 0 for row in month.pages)
    assert warm["cpu"] < 300


def test_what_a_look_of_one_page_keeps(years: tuple[Store, int]) -> None:
    """Deriving the gains of one page does not read those of the others."""
    store, _ = years
    repo = figures_of(store)[0]
    page = repo.page(PAGE_NAMES[0])
    with by_itself("a test looks"):
        days = iter(range(1, 1000))

        def look() -> None:
            seen = there(1, month=12) + timedelta(days=next(days))
            repo.observe(
                page,
                [
                    Observation(
                        subject=page.id, metric=6, day=seen.date(), value=10, seen_at=seen, source=FigureSource.PLATFORM
                    )
                ],
            )

        times = took(look, 20)
    print(f"\none look of a page: {said(times)}")
