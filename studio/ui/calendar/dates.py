"""Months and weeks of the calendar, and how days are called. Weeks begin on Monday."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from studio.clock import show_date
from studio.ui.language import QT_TRANSLATE_NOOP

WEEK = 7
_MONTHS = (
    QT_TRANSLATE_NOOP("CalendarDays", "January {year}"),
    QT_TRANSLATE_NOOP("CalendarDays", "February {year}"),
    QT_TRANSLATE_NOOP("CalendarDays", "March {year}"),
    QT_TRANSLATE_NOOP("CalendarDays", "April {year}"),
    QT_TRANSLATE_NOOP("CalendarDays", "May {year}"),
    QT_TRANSLATE_NOOP("CalendarDays", "June {year}"),
    QT_TRANSLATE_NOOP("CalendarDays", "July {year}"),
    QT_TRANSLATE_NOOP("CalendarDays", "August {year}"),
    QT_TRANSLATE_NOOP("CalendarDays", "September {year}"),
    QT_TRANSLATE_NOOP("CalendarDays", "October {year}"),
    QT_TRANSLATE_NOOP("CalendarDays", "November {year}"),
    QT_TRANSLATE_NOOP("CalendarDays", "December {year}"),
)
_WEEKDAYS = (
    QT_TRANSLATE_NOOP("CalendarDays", "Monday"),
    QT_TRANSLATE_NOOP("CalendarDays", "Tuesday"),
    QT_TRANSLATE_NOOP("CalendarDays", "Wednesday"),
    QT_TRANSLATE_NOOP("CalendarDays", "Thursday"),
    QT_TRANSLATE_NOOP("CalendarDays", "Friday"),
    QT_TRANSLATE_NOOP("CalendarDays", "Saturday"),
    QT_TRANSLATE_NOOP("CalendarDays", "Sunday"),
)
_NONE = QT_TRANSLATE_NOOP("CalendarDays", "{day}, no posts")
_ONE = QT_TRANSLATE_NOOP("CalendarDays", "{day}, 1 post")
_SOME = QT_TRANSLATE_NOOP("CalendarDays", "{day}, {n} posts")
_TODAY = QT_TRANSLATE_NOOP("CalendarDays", "{day} (today)")


def week_of(day: date) -> tuple[date, ...]:
    """The seven days of the week that has `day`."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=n) for n in range(WEEK))


def weeks_of(day: date) -> tuple[date, ...]:
    """The days of every week that has a day of the month of `day`: 28 to 42 of them."""
    first = day.replace(day=1)
    start, end = week_of(first)[0], week_of(month_on(first, 1) - timedelta(days=1))[-1]
    return tuple(start + timedelta(days=n) for n in range((end - start).days + 1))


def month_on(day: date, by: int) -> date:
    """The same day `by` months on; the last of the month where it is shorter."""
    months = day.year * 12 + day.month - 1 + by
    year, month = divmod(months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - timedelta(days=1)).day))


def weekday(day: date) -> str:
    return _say(_WEEKDAYS[day.weekday()])


def month_title(day: date) -> str:
    """``December 2026``."""
    return _say(_MONTHS[day.month - 1]).format(year=day.year)


def week_title(day: date) -> str:
    """``23 – 29/11/2026``."""
    week = week_of(day)
    first, last = week[0], week[-1]
    start = f"{first.day:02d}"
    if first.month != last.month:
        start = f"{first.day:02d}/{first.month:02d}" if first.year == last.year else show_date(first)
    return f"{start} – {show_date(last)}"


def day_title(day: date) -> str:
    """``Wednesday 25/11/2026``."""
    return f"{weekday(day)} {show_date(day)}"


def spoken_day(day: date, posts: int, marks: Sequence[str], *, today: bool) -> str:
    """What a screen reader says of a day: ``Wednesday 25/11/2026, 3 posts, National Day``."""
    named = day_title(day)
    named = _say(_TODAY).format(day=named) if today else named
    words = _NONE if not posts else _ONE if posts == 1 else _SOME
    return ", ".join([_say(words).format(day=named, n=posts), *marks])


def _say(source: str) -> str:
    return QCoreApplication.translate("CalendarDays", source)
