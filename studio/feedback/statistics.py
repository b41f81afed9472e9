"""The figures of the desk by day, week or month: how many came, how many were answered in time, how soon.

The sums of a day are kept when the day is settled, so they outlast the items. A day whose items changed since is
counted from the items themselves, so what is shown is never old. Nothing leaves here that tells of fewer than five.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Protocol

from studio.clock import Clock, local_date
from studio.errors import BadInput, StorageTrouble
from studio.feedback.figures import COUNTED, FeedbackFigures, FeedbackSum, Period, Tally, Withheld, merged
from studio.feedback.model import Category, ItemOutcome
from studio.feedback.settings import ACT, Note
from studio.feedback.storage_statistics import Fact, Group, StoredFigures
from studio.feedback.suppression import told
from studio.feedback.workbook_report import ReportHead, make_workbook
from studio.paths import write_atomic
from studio.people.present import by_itself
from studio.people.service import People
from studio.phrase import Language, Phrase

LONGEST = timedelta(days=366)
"""More days than these are not asked for at once."""
_CATEGORIES = (*Category, "")


class WorkingTime(Protocol):
    """Counts working time."""

    def working_between(self, since: datetime, until: datetime) -> timedelta: ...


class Statistics:
    """Reads and keeps sums; nothing of an item's text is known here."""

    def __init__(
        self,
        figures: StoredFigures,
        people: People,
        clock: Clock,
        *,
        hours: Callable[[], WorkingTime],
        topics: Callable[[], Mapping[str, Phrase]],
        unit: Callable[[], str],
        practice: bool,
        note: Note,
    ) -> None:
        """`topics` names the topics by code, in their order; `unit` the unit that a report is of."""
        self._figures, self._people, self._clock = figures, people, clock
        self._hours, self._topics, self._unit = hours, topics, unit
        self._practice, self._note = practice, note

    def of(self, period: Period, day: date, account: str = "") -> FeedbackFigures:
        """The figures of the day, week or month in which `day` lies."""
        return self.between(*period.around(day), account=account)

    def topics(self) -> Mapping[str, Phrase]:
        """Names of the topics by code."""
        return self._topics()

    def today(self) -> date:
        """The day in Vietnam."""
        return local_date(self._clock.now())

    def between(self, first: date, last: date, account: str = "") -> FeedbackFigures:
        """The figures from `first` to `last`, of one page or of all. Raises BadInput."""
        if last < first:
            raise BadInput("ngày cuối phải sau ngày đầu.", "the last day has to come after the first.")
        if last - first > LONGEST:
            raise BadInput("chỉ thống kê tối đa một năm mỗi lần.", "figures are made of a year at most.")
        sums = self._sums(account, first, last)
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        topics = [*self._topics(), ""]
        margins = {
            "by_category": _margin(sums, lambda group: group.category, _CATEGORIES),
            "by_topic": _margin(sums, lambda group: group.topic, topics),
            "by_day": _margin(
                sums, lambda group: group.day.isoformat(), [day.isoformat() for day in days], all_of=True
            ),
        }
        if not account:
            margins["by_page"] = _margin(sums, lambda group: group.account, sorted({group.account for group in sums}))
        shown = {name: told(groups) for name, groups in margins.items()}
        total = _narrowest([whole for whole, _ in shown.values()])
        parts = {name: groups for name, (_, groups) in shown.items()}
        return FeedbackFigures(account=account, first=first, last=last, total=total, **parts)

    def write_workbook(self, figures: FeedbackFigures, out: Path, language: Language, by: str) -> Path:
        """Write what the figures show to `out` (XLSX); it holds no text of an item. Raises NotPermitted,
        StorageTrouble."""
        person = self._people.require_active(by).id
        head = ReportHead(
            unit=self._unit(),
            made_on=self.today(),
            language=language,
            practice=self._practice,
            topics=self._topics(),
        )
        data = make_workbook(figures, head)
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(out, data)
        except OSError as trouble:
            raise StorageTrouble(
                f"không ghi được tệp ({trouble.strerror}); hãy chọn nơi khác hoặc đóng tệp đang mở.",
                f"cannot be written ({trouble.strerror}); choose another place, or close the file if it is open.",
                where=str(out),
            ) from trouble
        span = {"first": figures.first.isoformat(), "last": figures.last.isoformat(), "page": figures.account}
        self._note(ACT, person, {"step": "figures_exported"} | span)
        return out

    @by_itself("sums of days that are over are read out of their items")
    def settle(self) -> int:
        """Keep the sums of each day that changed, today's apart; returns of how many. Done by the program."""
        done, hours = 0, self._hours()
        for account, day in self._figures.stale(last=self.today() - timedelta(days=1)):
            with self._figures.transaction():
                self._figures.settle(account, day, _counted(self._figures.facts(account, day, day), hours))
            done += 1
        return done

    def _sums(self, account: str, first: date, last: date) -> Mapping[Group, Tally]:
        """The kept sums of settled days, and those of the others from their items."""
        stale = frozenset(self._figures.stale(account, first, last))
        kept = self._figures.tallies(account, first, last)
        sums = {group: tally for group, tally in kept.items() if (group.account, group.day) not in stale}
        hours = self._hours()
        for page in {page for page, _ in stale}:
            days = {day for owner, day in stale if owner == page}
            facts = self._figures.facts(page, min(days), max(days))
            counted = _counted(facts, hours, days)
            sums |= counted
        return sums


def _counted(facts: Iterable[Fact], hours: WorkingTime, days: Iterable[date] | None = None) -> Mapping[Group, Tally]:
    """The sums of these items; of those days alone, where they are named."""
    wanted = None if days is None else frozenset(days)
    found: dict[Group, list[Fact]] = defaultdict(list)
    for fact in facts:
        day = local_date(fact.received_at)
        if wanted is None or day in wanted:
            found[Group(fact.account, day, fact.topic, fact.category or "")].append(fact)
    return {group: _tally(several, hours) for group, several in found.items()}


def _tally(facts: Iterable[Fact], hours: WorkingTime) -> Tally:
    received = answered = in_time = handed_over = hidden = 0
    minutes = []
    for fact in facts:
        received += 1
        if fact.first_reply_at is not None:
            answered += 1
            in_time += bool(fact.in_time)
            worked = hours.working_between(fact.received_at, fact.first_reply_at)
            minutes.append(round(worked / timedelta(minutes=1)))
        handed_over += fact.outcome == ItemOutcome.HANDED_OVER
        hidden += fact.outcome == ItemOutcome.HIDDEN
    return Tally(
        received=received,
        answered=answered,
        in_time=in_time,
        handed_over=handed_over,
        hidden=hidden,
        minutes=tuple(sorted(minutes)),
    )


def _margin(
    sums: Mapping[Group, Tally], key: Callable[[Group], str], order: Iterable[str], *, all_of: bool = False
) -> Mapping[str, Tally]:
    """The sums by one of their marks, in that order; groups of which nothing came are left out unless `all_of`."""
    found: dict[str, list[Tally]] = defaultdict(list)
    for group, tally in sums.items():
        found[key(group)].append(tally)
    names = [*dict.fromkeys(order), *sorted(found.keys() - set(order))]
    return {name: merged(found[name]) for name in names if name in found or all_of}


def _narrowest(totals: Iterable[FeedbackSum]) -> FeedbackSum:
    """The total as all the tables beside it allow it to be told."""
    first, *others = totals
    withheld = {
        name: getattr(one, name) for one in others for name in COUNTED if isinstance(getattr(one, name), Withheld)
    }
    total = replace(first, **withheld)
    return total if isinstance(total.answered, int) else replace(total, median=None)
