"""The holidays that come with the program: every year is whole, and the lunar ones fall where the moon says."""

from __future__ import annotations

import math
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from studio.calendar.model import HOLIDAYS, read_holidays
from studio.clock import local_date
from studio.errors import BadInput

YEARS = (2026, 2027, 2028)


def new_moon(k: int) -> datetime:
    """The `k`th new moon after 6 January 2000, within minutes (Meeus, Astronomical Algorithms, ch. 49, main terms)."""
    t = k / 1236.85
    day = 2451550.09766 + 29.530588861 * k + 0.00015437 * t * t
    e = 1 - 0.002516 * t
    sun = math.radians(2.5534 + 29.10535670 * k)
    moon = math.radians(201.5643 + 385.81693528 * k + 0.0107582 * t * t)
    node = math.radians(160.7108 + 390.67050284 * k - 0.0016118 * t * t)
    terms = (
        (-0.40720, moon), (0.17241 * e, sun), (0.01608, 2 * moon), (0.01039, 2 * node), (0.00739 * e, moon - sun),
        (-0.00514 * e, moon + sun), (0.00208 * e * e, 2 * sun), (-0.00111, moon - 2 * node),
        (-0.00057, moon + 2 * node), (0.00056 * e, 2 * moon + sun), (-0.00042, 3 * moon),
    )  # fmt: skip
    day += sum(size * math.sin(angle) for size, angle in terms)
    return datetime(2000, 1, 1, 12, tzinfo=UTC) + timedelta(days=day - 2451545.0, seconds=-70)


def first_days(year: int) -> list[date]:
    """First days of the lunar months that begin in or just before `year`."""
    start = round((year - 2000) * 12.3685)
    return [local_date(new_moon(k)) for k in range(start - 2, start + 14)]


def test_every_year_has_every_holiday_once() -> None:
    found = Counter((mark.name.vi, mark.first.year) for mark in read_holidays())
    names = {name for name, _ in found}
    assert len(names) == 7
    assert found == {(name, year): 1 for name in names for year in YEARS}
    assert all(mark.name.en and mark.name.en != mark.name.vi for mark in read_holidays())


@pytest.mark.parametrize("year", YEARS)
def test_tet_begins_with_the_moon_of_the_new_year(year: int) -> None:
    tet = next(m for m in read_holidays() if m.name.vi == "Tết Nguyên đán" and m.first.year == year)
    new_year = tet.first + timedelta(days=1)
    assert new_year in first_days(year)
    assert date(year, 1, 20) < new_year < date(year, 2, 21)
    assert (tet.last - tet.first).days == 4


@pytest.mark.parametrize("year", YEARS)
def test_the_hung_kings_day_is_the_tenth_of_the_third_month(year: int) -> None:
    marks = {m.name.vi: m for m in read_holidays() if m.first.year == year}
    new_year = marks["Tết Nguyên đán"].first + timedelta(days=1)
    months = [day for day in first_days(year) if day >= new_year]
    assert marks["Giỗ Tổ Hùng Vương"].first == months[2] + timedelta(days=9)


def test_a_wrong_day_is_named_with_its_line(tmp_path: Path) -> None:
    text = HOLIDAYS.read_text(encoding="utf-8").replace("2027-09-02", "2027-09-32")
    path = tmp_path / "holidays.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as raised:
        read_holidays(path)
    assert raised.value.where.startswith("holidays.yaml:")
    path.write_text("holidays:\n  - { vi: A, en: B, first: 2027-01-02, last: 2027-01-01 }\n", encoding="utf-8")
    with pytest.raises(BadInput, match="ngày cuối"):
        read_holidays(path)
