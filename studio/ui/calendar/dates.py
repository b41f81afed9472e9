"""Months and weeks of the calendar, and how days are called. Weeks begin on Monday."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from studio.clock import show_date
from studio.translation import mark, ntr, tr

WEEK = 7
_MONTHS = (
    mark("January {year}"),
    mark("February {year}"),
    mark("March {year}"),
    mark("April {year}"),
    mark("May {year}"),
    mark("June {year}"),
    mark("July {year}"),
    mark("August {year}"),
    mark("September {year}"),
    mark("October {year}"),
    mark("November {year}"),
    mark("December {year}"),
)
_WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)
_TODAY = mark("{day} (today)")


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
    return tr(_WEEKDAYS[day.weekday()])


def month_title(day: date) -> str:
    """``December 2026``."""
    return tr(_MONTHS[day.month - 1]).format(year=day.year)


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
    named = tr(_TODAY).format(day=named) if today else named
    words = ntr("{day}, {n} post", "{day}, {n} posts", posts) if posts else tr("{day}, no posts")
    return ", ".join([words.format(day=named, n=posts), *marks])
