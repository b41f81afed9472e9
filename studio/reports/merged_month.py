"""The month of many units, merged of the reports that they sent.

A unit that sent nothing is a row without numbers, never nought: the totals say of how many units they are, and an
average divides by those that sent. The newest revision of each unit counts; which it was stands in the merged report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from studio.errors import BadInput
from studio.feedback.figures import COUNTED, Count
from studio.reports.definitions import ADDING
from studio.reports.exchange import SentReport
from studio.reports.figures_month import total_of
from studio.reports.model import Break, Figure, FigureState, Metric, MonthReport, PostMonth
from studio.reports.printed import number_of

NOT_OFFERED = Figure(told=FigureState.NOT_OFFERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMonth:
    """One unit of the list; `sent` is None while it sent nothing."""

    unit: str
    sent: SentReport | None = None

    @property
    def report(self) -> MonthReport | None:
        return None if self.sent is None else self.sent.report


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedMonth:
    """What the units that sent say together."""

    month: date
    units: tuple[UnitMonth, ...]
    """All of the list, in its order."""
    posts: tuple[tuple[str, PostMonth], ...]
    """Unit and post; the page by its title."""
    total: Mapping[Metric, Figure] = field(default_factory=dict)
    views_by_day: Mapping[date, Figure] = field(default_factory=dict)
    breaks: tuple[Break, ...] = ()
    """As of a unit's month: of all that sent."""
    topics: Mapping[str, int] = field(default_factory=dict)
    published: int = 0
    corrected: int = 0
    withdrawn: int = 0
    feedback: Mapping[str, Figure] = field(default_factory=dict)
    """By the names of `studio.feedback.figures.COUNTED`; approximate where a unit may not tell its own."""
    share: float | None = None
    """Answered in time, of those answered: of the units that tell both."""

    @property
    def reports(self) -> tuple[MonthReport, ...]:
        """Of the units that sent."""
        return tuple(one.report for one in self.units if one.report is not None)

    @property
    def missing(self) -> tuple[str, ...]:
        """Units that sent nothing."""
        return tuple(one.unit for one in self.units if one.sent is None)

    @property
    def counted(self) -> str:
        """Of how many units the totals are: ``184/187``."""
        return f"{len(self.reports)}/{len(self.units)}"

    @property
    def posts_a_unit(self) -> float | None:
        """Posts of a unit on average, of those that sent."""
        sent = len(self.reports)
        return self.published / sent if sent else None

    @property
    def used(self) -> Mapping[str, str]:
        """Which file of each unit was used: its SHA-256."""
        return {one.unit: one.sent.sha256 for one in self.units if one.sent is not None}

    def stale(self, now: MergedMonth) -> tuple[str, ...]:
        """Units of which there is another revision in `now`, or a first one."""
        return tuple(unit for unit, sha256 in now.used.items() if self.used.get(unit) != sha256)


def merge(month: date, sent: Iterable[SentReport], units: Sequence[str]) -> MergedMonth:
    """The month of these units. Raises BadInput for a report of another month, or of a unit that is not on the list."""
    first = month.replace(day=1)
    newest: dict[str, SentReport] = {}
    for one in sent:
        if one.report.figures.month != first or one.report.unit not in units:
            raise BadInput(
                "a report of another month, or of a unit that is not on the list; add the unit, then merge again.",
                where=one.report.unit,
            )
        last = newest.get(one.report.unit)
        if last is None or last.report.revision < one.report.revision:
            newest[one.report.unit] = one
    rows = tuple(UnitMonth(unit=unit, sent=newest.get(unit)) for unit in units)
    return _summed(first, rows)


def _summed(month: date, rows: tuple[UnitMonth, ...]) -> MergedMonth:
    figures = [one.report.figures for one in rows if one.report is not None]
    topics: Counter[str] = Counter()
    for one in figures:
        topics.update(one.topics)
    answers = [one.feedback.total for one in figures]
    shares = [one for one in answers if one.share is not None]
    answered = sum(_known(one.answered) for one in shares)
    return MergedMonth(
        month=month,
        units=rows,
        posts=tuple((one.unit, post) for one in rows if one.sent is not None for post in _posts(one.sent)),
        total={metric: total_of(one.total.get(metric, NOT_OFFERED) for one in figures) for metric in ADDING},
        views_by_day={day: total_of(one.views_by_day.get(day, Figure()) for one in figures) for day in _days(month)},
        breaks=tuple(sorted({one for month in figures for one in month.breaks}, key=lambda one: one.since)),
        topics=dict(topics),
        published=sum(one.published for one in figures),
        corrected=sum(one.corrected for one in figures),
        withdrawn=sum(one.withdrawn for one in figures),
        feedback={name: total_of(number_of(getattr(one, name)) for one in answers) for name in COUNTED},
        share=sum(_known(one.in_time) for one in shares) / answered if answered else None,
    )


def _posts(sent: SentReport) -> Iterable[PostMonth]:
    return (replace(row, page=sent.pages.get(row.page, row.page)) for row in sent.report.figures.posts)


def _days(month: date) -> Iterable[date]:
    last = (month + timedelta(days=31)).replace(day=1)
    return (month + timedelta(days=n) for n in range((last - month).days))


def _known(count: Count) -> int:
    return count if isinstance(count, int) else 0
