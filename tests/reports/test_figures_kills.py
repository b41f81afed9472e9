"""Real processes killed while they look at pages: a look is kept whole or not at all, and none is made twice.

More with `STUDIO_KILLS=100`.
"""

from __future__ import annotations

import faulthandler
import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from studio.clock import local_date
from studio.reports.figure_fetcher import AFTER, last_close
from tests.crash_helper import said_until_killed
from tests.feedback.desk_rig import FACEBOOK
from tests.reports.figures_rig import FiguresRig, there
from tests.reports.looking_child import NUMBERS, POSTS, look_on
from tests.soak import amount

KILLS = amount(3, 100, "STUDIO_KILLS")
BEGIN, END = there(24), there(4, month=12)
"""Over the end of a month."""


@pytest.mark.kill
@pytest.mark.usefixtures("nursery")
def test_a_look_that_was_killed_is_whole_or_not_there(tmp_path: Path) -> None:
    faulthandler.cancel_dump_traceback_later()  # many kills take longer than a test may
    rig = FiguresRig(tmp_path)
    for number in range(POSTS):
        rig.out(f"p{number}", BEGIN + timedelta(hours=number))
    rig.close()
    chance, hour, killed = random.Random(7), BEGIN, 0
    while True:
        lines = chance.randint(1, 4) if killed < KILLS else 10_000
        said = said_until_killed(look_on, tmp_path, hour.isoformat(), END.isoformat(), lines=lines)
        if said and said[-1] == "done":
            break
        killed += 1
        hour = datetime.fromisoformat(said[-1]) if said else hour
        judge(tmp_path, hour)
        if killed < KILLS and hour > END - timedelta(hours=12):
            hour = BEGIN  # a clock that was put back: what was looked at then is looked at no second time
    judge(tmp_path, END)
    print(f"\n{killed} kills: {POSTS} posts looked at, each mark once, each look whole")
    assert killed >= KILLS


def judge(folder: Path, hour: datetime) -> None:
    """Compare the looks with the marks up to that hour, and what they told with what is kept."""
    rig = FiguresRig(folder, again=True)
    looks = _rows(rig, "SELECT reference, l.seen_at FROM figure_looks l JOIN figure_subjects s ON s.id = l.subject "
                       "WHERE l.metric = 0 AND reference <> ''")  # fmt: skip
    told = _rows(rig, "SELECT reference, o.seen_at, count(*) FROM figure_observations o "
                      "JOIN figure_subjects s ON s.id = o.subject WHERE reference <> '' GROUP BY 1, 2")  # fmt: skip
    assert sorted((reference, seen) for reference, seen, _ in told) == sorted(looks), "no look is half there"
    assert {many for *_, many in told} <= {len(NUMBERS)}
    for number in range(POSTS):
        out = BEGIN + timedelta(hours=number)
        marks = {out + after for after in AFTER} | {last_close(END)}
        here = [seen for reference, seen in looks if reference == f"ref-p{number}-{FACEBOOK.name}"]
        through, under_way = (sum(mark <= moment for mark in marks) for moment in (hour, hour + timedelta(hours=1)))
        assert through <= len(here) <= under_way, "each mark is looked at once"
    days = _rows(rig, "SELECT s.account, l.day, count(*) FROM figure_looks l "
                      "JOIN figure_subjects s ON s.id = l.subject "
                      "WHERE l.metric = 0 AND reference = '' GROUP BY 1, 2")  # fmt: skip
    assert {many for *_, many in days} == {1}, "a page is looked at once a day"
    assert max(day for _, day, _ in days) >= local_date(hour).isoformat()
    assert rig.repo.agrees(), "what is derived is what comes of what was told"
    rig.close()


def _rows(rig: FiguresRig, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in rig.store.all(text(query), {})]
