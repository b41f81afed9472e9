"""Days and times as people type them: ``25/11/2026 8:00``, ``mai 8h``, ``t6 17h``. Vietnam's time, and no guessing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from studio.clock import VIETNAM, local
from studio.text import fold, squeeze

_NOISE = re.compile(r"[,;]|\b(?:ngay|hom|luc|vao|at|on)\b")
_DATE = re.compile(r"\b(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?(?![/.\-\d])")
_AWAY = {"qua": -1, "yesterday": -1, "nay": 0, "today": 0, "mai": 1, "tomorrow": 1, "kia": 2, "mot": 2}
_NEAR = re.compile(rf"\b({'|'.join(_AWAY)})\b")
_WEEKDAY = re.compile(
    r"\b(?:t|thu ?)([2-7]|hai|ba|tu|nam|sau|bay)\b|\b(cn|chu nhat)\b|\b(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]*day)?\b"
)
_SPELT = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"(\d{1,2})\s*(?::|h|g|gio)\s*(\d{2})?(?:\s*phut)?(?:\s*(sang|trua|chieu|toi|am|pm))?")
_LATE = ("chieu", "toi", "pm")
_WEEK = 7


def read_date(text: str) -> date | None:
    """``25/11/2026`` (also with dots or dashes), or None."""
    found = _DATE.fullmatch(squeeze(text))
    return _day(found) if found is not None and found.group(3) else None


def read_day(text: str, today: date) -> date | None:
    """A day however it is named, or None."""
    typed = read_typed(text, datetime.combine(today, time.min, VIETNAM))
    return typed[0] if typed is not None and typed[1] is None else None


def read_moment(text: str, now: datetime, *, day: date | None = None, at: time | None = None) -> datetime | None:
    """A moment (aware UTC), or None. `day` and `at` stand for what is not typed; without them it has to be."""
    typed = read_typed(text, now)
    if typed is None or typed == (None, None):
        return None
    chosen, hour = typed[0] or day, typed[1] or at
    return None if chosen is None or hour is None else datetime.combine(chosen, hour, VIETNAM).astimezone(UTC)


def read_typed(text: str, now: datetime) -> tuple[date | None, time | None] | None:
    """The day and the hour that `text` names, each None where it does not; None where it cannot be read.

    A weekday is the next one, today's while its hour is still to come. A day without a year is the nearest.
    """
    tidy, today = squeeze(_NOISE.sub(" ", fold(text))), local(now).date()
    for pattern in (_DATE, _NEAR, _WEEKDAY):
        found = pattern.search(tidy)
        if found is not None:
            break
    rest = tidy if found is None else squeeze(tidy[: found.start()] + " " + tidy[found.end() :])
    clock = _clock(rest)
    if rest and clock is None:
        return None
    if found is None:
        return None, clock
    if pattern is _DATE:
        day = _day(found, today)
        return None if day is None else (day, clock)
    if pattern is _NEAR:
        return today + timedelta(days=_AWAY[found.group(1)]), clock
    ahead = (_number(found) - today.weekday()) % _WEEK
    if not ahead and clock is not None and clock <= local(now).time():
        ahead = _WEEK
    return today + timedelta(days=ahead), clock


def _day(found: re.Match[str], today: date | None = None) -> date | None:
    day, month = int(found.group(1)), int(found.group(2))
    if found.group(3):
        return next(_dates(day, month, int(found.group(3))), None)
    if today is None:
        return None
    near = [one for year in (-1, 0, 1) for one in _dates(day, month, today.year + year)]
    return min(near, key=lambda one: abs(one - today), default=None)


def _dates(day: int, month: int, year: int) -> Iterator[date]:
    """The date, where there is such a day."""
    try:
        yield date(year, month, day)
    except ValueError:
        return


def _number(found: re.Match[str]) -> int:
    """Monday is 0."""
    vietnamese, sunday, english = found.groups()
    if sunday:
        return 6
    if english:
        return _ENGLISH.index(english)
    return _SPELT[vietnamese] if vietnamese in _SPELT else int(vietnamese) - 2


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    hour = int(found.group(1))
    if found.group(3) in _LATE and hour < 12:
        hour += 12
    try:
        return time(hour, int(found.group(2) or 0))
    except ValueError:
        return None
