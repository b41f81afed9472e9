"""Opening a month of the calendar over POSTS posts, on the worker and in the window, beside a bare statement on the
same file. Reported, never judged by the clock."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from studio.app import Studio, open_studio
from studio.calendar.model import EntryKind
from studio.clock import SystemClock, local_date
from studio.paths import Profile
from studio.posts.model import PostFilter
from studio.ui.calendar.dates import weeks_of
from studio.ui.calendar.model import CalendarModel, load_view
from tests.perf.test_shelf_speed import median, report

pytestmark = pytest.mark.perf

BARE = (
    "SELECT due_at, post_id, post_title, account, state FROM deliveries "
    "WHERE state <> 'cancelled' AND due_at >= ? AND due_at < ? ORDER BY due_at"
)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory, years: Callable[[Path], Profile]) -> Iterator[Studio]:
    made = open_studio(years(tmp_path_factory.mktemp("months")), clock=SystemClock())
    yield made
    made.close()


def busiest(studio: Studio) -> date:
    """A day of the month in which most deliveries were due."""
    with closing(sqlite3.connect(studio.store.path)) as connection:
        count = "SELECT substr(due_at, 1, 7) FROM deliveries GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
        (month,) = connection.execute(count).fetchone()
    return date.fromisoformat(f"{month}-15")


def test_report_a_month_on_the_worker(studio: Studio, capsys: Any) -> None:
    for name, day in (("this month", local_date(studio.now())), ("the fullest month", busiest(studio))):
        days = weeks_of(day)
        first, last = days[0], days[-1]
        edges = [datetime(d.year, d.month, d.day, tzinfo=UTC).isoformat() for d in (first, last + timedelta(days=1))]
        with closing(sqlite3.connect(studio.store.path)) as connection:
            bare = median(lambda: connection.execute(BARE, edges).fetchall())  # noqa: B023
        taken = median(lambda: load_view(studio, first, last, PostFilter()))  # noqa: B023
        entries = studio.calendar.span(first, last).entries
        report(capsys, f"{name}, {len(entries)} entries", taken, bare)
        following = median(lambda: studio.calendar.companions(first, last))  # noqa: B023
        report(capsys, "  and then its companions", following, bare)
    assert {entry.kind for entry in entries} >= {EntryKind.DELIVERY}


def test_report_a_month_in_the_model(qapp: QApplication, studio: Studio, capsys: Any) -> None:
    days = weeks_of(busiest(studio))
    view, model = load_view(studio, days[0], days[-1], PostFilter()), CalendarModel(lambda phrase: phrase.vi)
    bare = median(lambda: sorted(view.span.entries, key=lambda entry: entry.at))
    report(capsys, f"the model, {len(view.span.entries)} entries", median(lambda: model.show_view(view)), bare)
    assert len(model.shown()) == len(view.span.entries)
