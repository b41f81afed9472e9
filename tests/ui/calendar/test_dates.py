"""Months and weeks."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication

from studio.ui.calendar.dates import month_on, spoken_day, week_of, week_title, weeks_of


@pytest.mark.parametrize("day", [date(2026, 2, 1) + timedelta(days=23 * n) for n in range(60)])
def test_a_month_is_shown_in_whole_weeks(day: date) -> None:
    days = weeks_of(day)
    assert len(days) in (28, 35, 42)
    assert (days[0].weekday(), days[-1].weekday()) == (0, 6)
    assert all(b - a == timedelta(days=1) for a, b in pairwise(days))
    inside = [d for d in days if (d.year, d.month) == (day.year, day.month)]
    assert (inside[0].day, (inside[-1] + timedelta(days=1)).day) == (1, 1)
    assert set(week_of(day)) <= set(days)


@pytest.mark.parametrize(
    ("day", "by", "there"),
    [
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 1, 15), -1, date(2026, 12, 15)),
        (date(2026, 11, 30), -13, date(2025, 10, 30)),
    ],
)
def test_another_month_keeps_the_day_where_it_can(day: date, by: int, there: date) -> None:
    assert month_on(day, by) == there


def test_titles_of_weeks() -> None:
    assert week_title(date(2026, 11, 25)) == "23 – 29/11/2026"
    assert week_title(date(2026, 12, 1)) == "30/11 – 06/12/2026"
    assert week_title(date(2026, 12, 31)) == "28/12/2026 – 03/01/2027"


def test_a_day_is_spoken_whole(qapp: QApplication) -> None:
    assert spoken_day(date(2026, 11, 25), 3, ["Lễ"], today=False) == "Wednesday 25/11/2026, 3 posts, Lễ"
    assert spoken_day(date(2026, 11, 25), 0, [], today=True) == "Wednesday 25/11/2026 (today), no posts"
