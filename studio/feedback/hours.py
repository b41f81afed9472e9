"""The unit's working time: hours by weekday, days off, and days that are worked instead.

All sums are made in Vietnam's time, which knows no summer time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise

from studio.clock import VIETNAM, local
from studio.errors import BadInput
from studio.feedback.model import OPEN, Category, Due, FeedbackItem, ItemState, Span, SpanUnit, Target

LONGEST_SEARCH = 400
"""Days within which a working day is expected."""
WEEKDAYS = range(1, 8)
"""As `date.isoweekday` counts: Monday is 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTime:
    """From `start` up to, not including, `end` on one day."""

    start: time
    end: time


_DAY = (OpenTime(start=time(7, 30), end=time(11, 30)), OpenTime(start=time(13), end=time(17)))


def _usual() -> Mapping[int, tuple[OpenTime, ...]]:
    return dict.fromkeys(range(1, 6), _DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingWeek:
    """What the unit sets: the hours of each weekday, days off of its own, and days off that are worked."""

    by_weekday: Mapping[int, tuple[OpenTime, ...]] = field(default_factory=_usual)
    days_off: tuple[date, ...] = ()
    """Besides the public holidays."""
    made_up: tuple[date, ...] = ()
    """Days that are worked although they are a weekend or a holiday (“làm bù”), with Monday's hours."""


def checked(week: WorkingWeek) -> WorkingWeek:
    """The week as it may be set. Raises BadInput with the remedy."""
    for weekday, times in week.by_weekday.items():
        if weekday not in WEEKDAYS:
            raise BadInput("a weekday is 1 (Monday) to 7.")
        ends = [moment for one in times for moment in (one.start, one.end)]
        if any(before >= after for before, after in pairwise(ends)):
            raise BadInput("the hours of a day follow each other and do not overlap, such as 07:30–11:30, 13:00–17:00.")
    if not any(week.by_weekday.values()):
        raise BadInput("at least one weekday has working hours, or nothing could ever be due.")
    return week


class Hours:
    """Sums of working time. `holidays` are the first and last day of each."""

    def __init__(self, week: WorkingWeek, holidays: Iterable[tuple[date, date]] = ()) -> None:
        self._week = week
        self._off = frozenset(
            first + timedelta(days=number) for first, last in holidays for number in range((last - first).days + 1)
        ) | frozenset(week.days_off)
        self._made_up = frozenset(week.made_up)
        self._of_day = lru_cache(maxsize=4096)(self._opened)

    def works_on(self, day: date) -> bool:
        """Whether the unit works on that day of Vietnam at all."""
        return bool(self._of_day(day))

    def open_at(self, moment: datetime) -> bool:
        """Whether the unit works at `moment` (aware)."""
        return any(start <= moment < end for start, end in self._of_day(local(moment).date()))

    def turns_at(self, moment: datetime) -> datetime:
        """When the unit stops to work, where it works at `moment`, else when it begins again."""
        start, end = next(self._from(moment))
        return end if start <= moment else start

    def working_between(self, since: datetime, until: datetime) -> timedelta:
        """The working time from `since` to `until`; none when they are the wrong way round."""
        total, day, last = timedelta(), local(since).date(), local(until).date()
        while day <= last:
            for start, end in self._of_day(day):
                total += max(timedelta(), min(end, until) - max(start, since))
            day += timedelta(days=1)
        return total

    def add(self, start: datetime, working: timedelta) -> datetime:
        """The moment at which that much working time has gone by since `start`, in UTC as `start` may be."""
        left, at = working, start
        for begin, end in self._from(start):
            at = max(begin, start)
            if end - at >= left:
                return (at + left).astimezone(start.tzinfo)
            left -= end - at
            at = end
        return (at + left).astimezone(start.tzinfo)

    def after(self, start: datetime, span: Span) -> datetime:
        """When `span` is over: so many minutes or hours of work, or the same hour so many working days later."""
        if span.unit is SpanUnit.MINUTE:
            return self.add(start, timedelta(minutes=span.amount))
        if span.unit is SpanUnit.HOUR:
            return self.add(start, timedelta(hours=span.amount))
        begun = local(self.add(start, timedelta()))
        day, left = begun.date(), span.amount
        for _ in range(LONGEST_SEARCH * max(1, span.amount)):
            if left == 0:
                break
            day += timedelta(days=1)
            left -= self.works_on(day)
        return self._within(day, begun.time()).astimezone(start.tzinfo)

    def _within(self, day: date, hour: time) -> datetime:
        """That hour of the day, or the last working moment before it, or the first of the day."""
        wanted, times = datetime.combine(day, hour, VIETNAM), self._of_day(day)
        passed = [min(end, wanted) for start, end in times if start <= wanted]
        if passed:
            return passed[-1]
        return times[0][0] if times else wanted

    def _from(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = local(start).date()
        for _ in range(LONGEST_SEARCH * 4):
            for begin, end in self._of_day(day):
                if end > start:
                    yield begin, end
            day += timedelta(days=1)

    def _opened(self, day: date) -> Sequence[tuple[datetime, datetime]]:
        made_up = day in self._made_up
        if day in self._off and not made_up:
            return ()
        times = self._week.by_weekday.get(day.isoweekday(), ())
        if made_up and not times:
            times = self._week.by_weekday.get(1) or next(filter(None, self._week.by_weekday.values()), ())
        return tuple(
            (datetime.combine(day, one.start, VIETNAM), datetime.combine(day, one.end, VIETNAM)) for one in times
        )


UNDECIDED = Category.PROCEDURE
"""Whose target counts while neither a person nor the words of a text named a category."""
NEAR_TIME = timedelta(minutes=30)
"""Of working time."""
NEAR_SHARE = 0.75
"""Of the whole time, after which the last quarter begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCalculator:
    """Targets and working time as they are set at one moment."""

    targets: Mapping[Category, Target]
    hours: Hours

    def reckoned(self, item: FeedbackItem) -> FeedbackItem:
        """The item with the moments at which its reply and result are due; with none where it has ended."""
        if item.state not in OPEN:
            return settled(item)
        target = self.targets[item.category or item.suggested or UNDECIDED]
        asked = self._until(item.asked_at, target.reply, item.waited)
        reply_due = item.reply_due if item.first_reply_at is not None else asked
        result_due = self._until(item.asked_at, target.result, item.waited) if target.result else None
        due = _next(item, asked, result_due)
        soon = self._soon(item.asked_at, due) if due is not None else None
        return replace(item, reply_due=reply_due, result_due=result_due, due_at=due, soon_at=soon)

    def _until(self, start: datetime, span: Span, waited: timedelta) -> datetime:
        due = self.hours.after(start, span)
        return self.hours.add(due, waited) if waited else due

    def _soon(self, start: datetime, due: datetime) -> datetime:
        whole = self.hours.working_between(start, due)
        return self.hours.add(start, max(timedelta(), min(whole * NEAR_SHARE, whole - NEAR_TIME)))


def settled(item: FeedbackItem) -> FeedbackItem:
    """The item with nothing owed any more."""
    return replace(item, due_at=None, soon_at=None)


def standing(item: FeedbackItem, now: datetime) -> Due:
    """How the item stands at `now`."""
    if item.due_at is None or item.state not in OPEN:
        return Due.NONE
    if item.due_at <= now:
        return Due.OVERDUE
    return Due.SOON if item.soon_at is not None and item.soon_at <= now else Due.FINE


def _next(item: FeedbackItem, asked: datetime, result_due: datetime | None) -> datetime | None:
    if item.state in (ItemState.NEW, ItemState.ANSWERING):
        return asked
    return result_due if item.state is ItemState.ANSWERED and not item.fully else None
