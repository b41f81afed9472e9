"""The queue of approvals in a profile of years, beside a bare statement on the same file. Reported, never judged
by the clock."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from studio.app import Studio, open_studio
from studio.clock import SystemClock
from studio.paths import Profile
from studio.people.model import Role
from studio.ui.approval.queue_query import ApprovalFilter, Order, QueueQuery, load_lineup, load_rows
from studio.ui.approval.review_data import load_case
from tests.soak import amount

pytestmark = pytest.mark.perf

ROUNDS = amount(3, 7)
WINDOW = 60


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory, years: Callable[[Path], Profile]) -> Iterator[Studio]:
    made = open_studio(years(tmp_path_factory.mktemp("many")), clock=SystemClock())
    yield made
    made.close()


def median(work: Callable[[], Any]) -> float:
    """Milliseconds."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def test_report_the_queue(studio: Studio, capsys: pytest.CaptureFixture[str]) -> None:
    reviewer = next(p.id for p in studio.people.list() if Role.APPROVER in p.roles or Role.HEAD in p.roles)
    with closing(sqlite3.connect(studio.store.path)) as connection:
        bare = median(
            lambda: connection.execute(
                "SELECT state, count(*) FROM posts WHERE trashed_at IS NULL GROUP BY state"
            ).fetchall()
        )
    for wanted in (ApprovalFilter.WAITING, ApprovalFilter.DECIDED):
        for order in Order:
            asked = QueueQuery(filter=wanted, order=order, person=reviewer)
            taken = median(lambda asked=asked: load_lineup(studio, asked))  # type: ignore[misc]
            _say(capsys, f"queue {wanted}, {order}", taken, bare)
    queue = load_lineup(studio, QueueQuery(person=reviewer))
    _say(capsys, f"{WINDOW} rows of {len(queue.ids)}", median(lambda: load_rows(studio, queue.ids[:WINDOW])), bare)
    _say(capsys, "one post with all that is shown", median(lambda: load_case(studio, queue.ids[0], reviewer)), bare)


def _say(capsys: pytest.CaptureFixture[str], name: str, taken: float, bare: float) -> None:
    with capsys.disabled():
        print(f"\n{name:<44}{taken:8.1f} ms = {taken / bare:6.1f} × counting in bare SQL ({bare:.2f} ms)", end="")
