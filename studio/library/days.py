"""Days as legal texts write them: ``ngày 17 tháng 4 năm 2023``, ``01.7.2021``, ``từ 01/12 đến hết 31/12/2026``."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

_DAY = (
    r"(?:ngày\s+)?(?<![\d/.])(?P<day{n}>\d{{1,2}})(?:\s?[/.-]\s?(?P<month{n}>\d{{1,2}})(?:\s?[/.-]\s?(?P<year{n}>\d{{4}}))?"
    r"|\s+tháng\s+(?P<named{n}>\d{{1,2}})(?:,?\s+năm\s+(?P<of{n}>\d{{4}}))?)(?![\d/])"
)
_WHOLE = re.compile(_DAY.format(n=0), re.IGNORECASE)
_PERIOD = r"(?:tháng\s+(?P<ends_month>\d{1,2})\s*(?:/|,?\s+năm\s+)\s*(?P<ends_in>\d{4})|năm\s+(?P<ends_year>\d{4}))"
_FROM = re.compile(rf"\btừ\s+(?:hết\s+)?{_DAY.format(n=1)}", re.IGNORECASE)
_TO = re.compile(rf"\b(?:đến|tới)\s+(?:hết\s+)?(?:{_DAY.format(n=2)}|{_PERIOD})", re.IGNORECASE)
_AFTER = re.compile(
    r"sau\s+(?P<days>\d{1,3})\s*(?:\([^)]*\)\s*)?ngày,?\s+(?:kể\s+)?từ\s+ngày\s+(?:k[ýí]|ban hành)", re.IGNORECASE
)
_SIGNED = re.compile(r"^\s*(?:ngày\s+)?k[ýí]\b", re.IGNORECASE)


WRITTEN = r"(?:ngày\s+)?\d{1,2}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\s+tháng\s+\d{1,2},?\s+năm\s+\d{4})"
"""A whole day, as a part of a larger pattern."""


class DaySpan(NamedTuple):
    """First and last day; None where the text gives none."""

    since: date | None
    until: date | None


def read_day(text: str) -> date | None:
    """The first whole day of `text`, with or without the word ``ngày``; one without its year is none."""
    for found in _WHOLE.finditer(text):
        day = _day(found, 0)
        if day is not None:
            return day
    return None


def read_span(text: str) -> DaySpan:
    """``từ … đến (hết) …`` of `text`; a first day without its year is that of the same year as the last."""
    to = _TO.search(text)
    until = _end(to) if to else None
    begin = _FROM.search(text)
    since = _day(begin, 1) if begin else None
    if begin is not None and since is None and until is not None:
        since = _day(begin, 1, year=until.year)
        if since is not None and since > until:
            since = _day(begin, 1, year=until.year - 1)
    return DaySpan(since, until)


def read_start(text: str, issued: date | None) -> date | None:
    """The day that ``từ ngày 01/7/2021``, ``sau 45 ngày kể từ ngày ký`` or ``từ ngày ký`` means."""
    later = _AFTER.search(text)
    if later is not None:
        return issued + timedelta(days=int(later["days"])) if issued else None
    if _SIGNED.match(text):
        return issued
    return read_day(text)


def _end(found: re.Match[str]) -> date | None:
    with suppress(ValueError):
        if found["ends_year"]:
            return date(int(found["ends_year"]), 12, 31)
        if found["ends_month"]:
            year, month = int(found["ends_in"]), int(found["ends_month"])
            return date(year, month, monthrange(year, month)[1])
        return _day(found, 2)
    return None


def _day(found: re.Match[str], n: int, *, year: int | None = None) -> date | None:
    written = found[f"year{n}"] or found[f"of{n}"]
    which = int(written) if written else year
    if which is None:
        return None
    with suppress(ValueError):
        return date(which, int(found[f"month{n}"] or found[f"named{n}"]), int(found[f"day{n}"]))
    return None
