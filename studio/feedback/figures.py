"""What the desk counts: sums by day, category, topic and page. No text, nobody's name, nothing of one item alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from studio.feedback.model import Category
from studio.phrase import Phrase

FEW = 5
"""A group with fewer than these is not told: whoever knows the place could guess who wrote."""


class Period(StrEnum):
    """How long a stretch of time the figures are of."""

    DAY = "day"
    WEEK = "week"
    """From Monday on."""
    MONTH = "month"

    def around(self, day: date) -> tuple[date, date]:
        """First and last day of the period in which `day` lies."""
        if self is Period.DAY:
            return day, day
        if self is Period.WEEK:
            first = day - timedelta(days=day.weekday())
            return first, first + timedelta(days=6)
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


class WithheldReason(StrEnum):
    """Why a count is not told."""

    FEW = "few"
    """It is 1 to 4, or belongs to a group that is."""
    BESIDE = "beside"
    """It would give away, taken from the total, one that is not told."""


Count: TypeAlias = int | WithheldReason


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSums:
    """The true sums of one group, before anything is withheld: these never leave the room."""

    received: int = 0
    answered: int = 0
    in_time: int = 0
    """Of those answered: the first reply came before it was due."""
    handed_over: int = 0
    hidden: int = 0
    minutes: tuple[int, ...] = ()
    """Working minutes up to each first reply, in order."""

    @property
    def median(self) -> timedelta | None:
        """The middle of the times up to a first reply, which one old item does not move. None while nothing is
        answered."""
        if not self.minutes:
            return None
        below, above = self.minutes[(len(self.minutes) - 1) // 2], self.minutes[len(self.minutes) // 2]
        return timedelta(minutes=(below + above) / 2)


COUNTED = tuple(one.name for one in fields(GroupSums) if one.name != "minutes")
"""The columns of counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackSum:
    """What is told of one group. `key` is a category's id, a topic's code, a page's account, a day; empty: none."""

    key: str = ""
    received: Count = 0
    answered: Count = 0
    in_time: Count = 0
    handed_over: Count = 0
    hidden: Count = 0
    median: timedelta | None = None
    """Working time up to the first reply; None where too few were answered to tell it."""

    @property
    def share(self) -> float | None:
        """Answered in time, of those answered: 0 to 1. None where that is not told."""
        told = isinstance(self.in_time, int) and isinstance(self.answered, int) and self.answered >= FEW
        return self.in_time / self.answered if told else None  # type: ignore[operator]

    @property
    def counts(self) -> tuple[Count, ...]:
        """In the order of `COUNTED`."""
        return tuple(getattr(self, name) for name in COUNTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackFigures:
    """The figures of a period, of one page or of all (`account` empty). They may leave the unit as they are."""

    account: str
    first: date
    last: date
    total: FeedbackSum
    by_category: tuple[FeedbackSum, ...] = ()
    by_topic: tuple[FeedbackSum, ...] = ()
    by_page: tuple[FeedbackSum, ...] = ()
    by_day: tuple[FeedbackSum, ...] = field(default=())
    """Every day of the period, those without any too."""


CATEGORY_NAMES: dict[str, Phrase] = {
    Category.URGENT: Phrase("Urgent"),
    Category.SECURITY_REPORT: Phrase("Report of a crime"),
    Category.PROCEDURE: Phrase("Question on a procedure"),
    Category.SERVICE_FEEDBACK: Phrase("Feedback on service"),
    Category.COMPLAINT: Phrase("Complaint or denunciation"),
    Category.THANKS: Phrase("Suggestion or thanks"),
    Category.OUT_OF_REMIT: Phrase("Out of remit"),
    Category.RULE_BREACH: Phrase("Breach of the house rules"),
    "": Phrase("Not yet sorted"),
}


def count_text(count: Count) -> str:
    """How a count is written, on screen, in a file and on the command line."""
    if count is WithheldReason.FEW:
        return f"<{FEW}"
    return "*" if isinstance(count, WithheldReason) else str(count)


def merged(tallies: Iterable[GroupSums]) -> GroupSums:
    """The sum of `tallies`."""
    found = tuple(tallies)
    counts = {name: sum(getattr(one, name) for one in found) for name in COUNTED}
    return GroupSums(**counts, minutes=tuple(sorted(minute for one in found for minute in one.minutes)))
