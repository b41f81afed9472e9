"""The department's page: 187 stations, 30 notices to all of them, the posts and receipts of a year.

Reported beside bare SQLite that reads the same stations, acknowledgements and receipts. The bar is 100 ms for what the
page shows first: tiles, stations, what waits, and how far every notice is.

    STUDIO_SOAK=1 python -m pytest tests/perf/test_department_speed.py -m perf -n 0 -s
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from studio.app import Studio, open_studio
from studio.department.model import Proof
from studio.paths import Profile
from studio.people.model import Role
from studio.people.present import by_itself
from tests.accounts.keyrings import MemorySafe
from tests.perf.test_figures_speed import said, took
from tests.profile import SetClock, staffed
from tests.soak import amount

pytestmark = pytest.mark.perf

UNITS = 187
NOTICES = 30
POSTS = amount(2_000, 23_200, "STUDIO_POSTS")
WAITING = 60
NOW = datetime(2026, 11, 25, 1, 12, tzinfo=UTC)
AT = "2026-11-%02dT01:00:00.000000Z"
UNIT_NAMES = [f"u{number:03d}" for number in range(1, UNITS + 1)]


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = open_studio(Profile(root=tmp_path / "profile"), clock=SetClock(NOW), safe=MemorySafe())
    head, *_ = staffed(made.people, ("Trưởng phòng", (Role.HEAD, Role.TECHNICAL)), pin="73920468")
    with by_itself("a test fills the store"), made.store.write() as tx:
        _stations(tx)
        _posts(tx, head.id)
        _notices(tx)
    gc.collect()
    gc.freeze()  # as the program does: what is there when it is open is not looked through at each request
    yield made
    gc.unfreeze()
    made.close()


def _run(tx: Any, into: str, rows: Sequence[tuple[object, ...]]) -> None:
    marks = ",".join("?" * len(rows[0]))
    tx.connection.dbapi_connection.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)  # noqa: S608 (own words)


def _stations(tx: Any) -> None:
    """All heard of but three, four of them with an old program."""
    at = AT % 25
    link = "hub_link (only, host, port, database, certificate, login, unit, department, joined_at, epoch, audit_told, "
    _run(tx, f"{link}directory_told)", [(1, "hub", 5432, "hub", "", "d1", "department", 1, at, "e", 0, "")])
    _run(tx, "department_known", [(1, at, at, POSTS * 3)])
    _run(tx, "department_units", [(unit, f"Công an xã {unit}") for unit in UNIT_NAMES])
    _run(
        tx, "department_stations (login, unit, active, public, seen_at, version, waiting)",
        [(f"{unit}-1", unit, 1, _key(n), AT % (10 if n < 3 else 25), "0.0.9" if n % 50 == 7 else "0.1.0", n % 3)
         for n, unit in enumerate(UNIT_NAMES)],
    )  # fmt: skip
    _run(tx, "exchange_stations (login, unit, name, public)",
         [(f"pc-{unit}", unit, f"Máy {unit}", _key(n)) for n, unit in enumerate(UNIT_NAMES)])  # fmt: skip
    _run(tx, "department_heads (station, seq, hash, at, state)",
         [(f"pc-{unit}", 100, "a" * 64, at, "fine") for unit in UNIT_NAMES])  # fmt: skip
    _run(tx, "report_units", [(n, f"Công an xã {unit}", "[]") for n, unit in enumerate(UNIT_NAMES)])


def _posts(tx: Any, author: str) -> None:
    """Three versions of each, most of them long out; the last ones wait for an approval."""
    posts, items, history, receipts = [], [], [], []
    for n in range(POSTS):
        post, unit = f"post-{n:06d}", UNIT_NAMES[n % UNITS]
        waits = n >= POSTS - WAITING
        at = (NOW - timedelta(minutes=20 * (POSTS - n))).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        posts.append((post, "in_review" if waits else "approved", 1, "scam_warning", f"Bài {n}", f"bai {n}", author,
                      '["trang"]', at, 0, at, at, None, None, "h", "bai"))  # fmt: skip
        ids = [f"{n:060d}{number:04d}" for number in range(3)]
        for number, name in enumerate(ids):
            parents = f'["{ids[number - 1]}"]' if number else "[]"
            items.append((name, n * 3 + number + 1, "revision", post, f"pc-{unit}", author, at, parents, number + 1, "",
                          "[]", b"x" * 3_000))  # fmt: skip
        history.append((post, 1, at, author, "submit", "draft", "in_review", "", 1, "s", "", "h"))
        if not waits:
            receipts.append(
                (f"pc-{unit}", f"d{n}", unit, post, f"Bài {n}", "trang", f"r{n}", "", "verified", "", 0, at)
            )
    _run(tx, "posts", posts)
    _run(tx, "exchange_items", items)
    _run(tx, "history", history)
    _run(tx, "department_receipts", receipts)


def _notices(tx: Any) -> None:
    """To every unit; of ten units one did not answer, of five one only read it."""
    units = "[" + ",".join(f'"{unit}"' for unit in UNIT_NAMES) + "]"
    notices, acks = [], []
    for n in range(NOTICES):
        notices.append(
            (f"n{n}", f"{n + 1}/phong-1", "Đăng lại thông báo", "", units, AT % 25, 1, "Trưởng phòng", AT % 20, "")
        )
        acks += [
            (f"n{n}", unit, "Cán bộ", AT % 21, "" if at % 5 == 0 else f"post-{n * UNITS + at:06d}")
            for at, unit in enumerate(UNIT_NAMES)
            if at % 10 != 3
        ]
    _run(tx, "department_notices", notices)
    _run(tx, "department_acks", acks)


def _key(n: int) -> str:
    return f"{n:064x}"


def floor(path: Path) -> Callable[[], object]:
    """The same rows in bare SQLite."""

    def read() -> None:
        with closing(sqlite3.connect(path)) as raw:
            raw.execute("SELECT * FROM department_stations").fetchall()
            raw.execute(
                "SELECT a.*, r.* FROM department_acks a LEFT JOIN department_receipts r ON r.post = a.post"
            ).fetchall()
            raw.execute("SELECT count(*) FROM department_receipts WHERE at > ?", (AT % 24,)).fetchall()

    return read


def test_the_page_of_187_stations(studio: Studio) -> None:
    service = studio.department

    def shown() -> None:
        service.overview()
        service.stations()
        service.waiting()
        service.progresses()

    first = took(shown, 1)
    parts = {one.__name__: took(one) for one in (service.overview, service.stations, service.waiting,
                                                 service.progresses)}  # fmt: skip
    parts["progress of one"] = took(lambda: service.progress("n3"))
    parts["calendar of a month"] = took(lambda: service.calendar(date(2026, 11, 1), date(2026, 11, 30)))
    whole, bare = took(shown), took(floor(studio.store.path))
    print(f"\n{UNITS} stations, {NOTICES} notices, {POSTS} posts\nfirst {said(first)}; again {said(whole)}; "
          f"bare SQLite {said(bare)}, {whole['wall'] / bare['wall']:.1f} times as long")  # fmt: skip
    for name, times in parts.items():
        print(f"  {name}: {said(times)}")
    overview, progress = service.overview(), service.progress("n3")
    assert (overview.stations, overview.silent, len(service.waiting())) == (UNITS, 3, WAITING)
    assert progress.counts[Proof.VERIFIED] > 100
    assert whole["cpu"] < 100
