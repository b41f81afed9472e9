"""The figures of the desk by day, week or month: how many came, how many were answered in time, how soon.

The sums of a day are kept when the day is settled, so they outlast the items. A day whose items changed since is
counted from the items themselves, so what is shown is never old. Nothing leaves here that tells of fewer than five.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from operator import add
from pathlib import Path

from studio.clock import Clock, local_date
from studio.errors import BadInput, StorageTrouble
from studio.events import Publish, silent
from studio.feedback.figures import COUNTED, FeedbackFigures, FeedbackSum, GroupSums, Period, WithheldReason
from studio.feedback.hours import Hours
from studio.feedback.model import Category, ItemOutcome
from studio.feedback.settings import ACT, Note, require_desk
from studio.feedback.storage_statistics import DaySum, Fact, StoredStatistics
from studio.feedback.suppression import told
from studio.feedback.workbook_report import ReportHead, make_workbook
from studio.paths import write_atomic
from studio.people.present import by_itself
from studio.people.service import People
from studio.phrase import Language, Phrase
from studio.reasons import reason_of

LONGEST = timedelta(days=366)
"""More days than these are not asked for at once."""
SETTLED_AT_ONCE = 100
"""Days of pages: a quarter of a second of work when a profile is opened."""
MINUTE = timedelta(minutes=1)
_CATEGORIES = (*Category, "")
_FIRST = DaySum._fields.index(COUNTED[0])
_LAST = _FIRST + len(COUNTED)
"""Where the counts of a sum stand."""


class Statistics:
    """Reads and keeps sums; nothing of an item's text is known here."""

    def __init__(
        self,
        figures: StoredStatistics,
        people: People,
        clock: Clock,
        *,
        hours: Callable[[], Hours],
        topics: Callable[[], Mapping[str, Phrase]],
        unit: Callable[[], str],
        practice: bool,
        note: Note,
        publish: Publish = silent,
    ) -> None:
        """`topics` names the topics by code, in their order; `unit` the unit that a report is of."""
        self._figures, self._people, self._clock = figures, people, clock
        self._hours, self._topics, self._unit = hours, topics, unit
        self._practice, self._note, self._publish = practice, note, publish

    def of(self, period: Period, day: date, account: str = "") -> FeedbackFigures:
        """The figures of the day, week or month in which `day` lies."""
        return self.between(*period.around(day), account=account)

    def look(self, period: Period, day: date, account: str = "") -> FeedbackFigures:
        """The same, read by a person: what was asked about is told, `insights.viewed`."""
        figures = self.of(period, day, account)
        asked = [one.key for one in figures.by_topic if one.key]
        self._publish("insights.viewed", period=period.value, first=figures.first.isoformat(), topics=str(len(asked)))
        return figures

    def topics(self) -> Mapping[str, Phrase]:
        """Names of the topics by code."""
        return self._topics()

    def today(self) -> date:
        """The day in Vietnam."""
        return local_date(self._clock.now())

    def between(self, first: date, last: date, account: str = "") -> FeedbackFigures:
        """The figures from `first` to `last`, of one page or of all. Raises BadInput."""
        if last < first:
            raise BadInput("the last day has to come after the first.")
        if last - first > LONGEST:
            raise BadInput("figures are made of a year at most.")
        sums = self._sums(account, first, last)
        days = [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]
        margins = {
            "by_category": _margin(sums, "category", _CATEGORIES),
            "by_topic": _margin(sums, "topic", (*self._topics(), "")),
            "by_day": _margin(sums, "day", days, whole=True),
        }
        if not account:
            margins["by_page"] = _margin(sums, "account", sorted({one.account for one in sums}))
        shown = {name: told(groups) for name, groups in margins.items()}
        total = _narrowest([whole for whole, _ in shown.values()])
        parts = {name: groups for name, (_, groups) in shown.items()}
        return FeedbackFigures(account=account, first=first, last=last, total=total, **parts)

    def write_workbook(self, figures: FeedbackFigures, out: Path, language: Language, by: str) -> Path:
        """Write what the figures show to `out` (XLSX); it holds no text of an item. Raises NotPermitted,
        StorageTrouble."""
        person = require_desk(self._people, by)
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
                "cannot be written ({why}); choose another place, or close the file if it is open.",
                why=reason_of(trouble),
                where=str(out),
            ) from trouble
        span = {"first": figures.first.isoformat(), "last": figures.last.isoformat(), "page": figures.account}
        self._note(ACT, person, {"step": "figures_exported"} | span)
        return out

    @by_itself("sums of days that are over are read out of their items")
    def settle(self, most: int = SETTLED_AT_ONCE) -> int:
        """Keep the sums of days that changed, the oldest first, today's apart; returns of how many, `most` at a time.
        The others are counted from their items until then."""
        hours = self._hours()
        due = self._figures.stale(last=self.today() - timedelta(days=1))[:most]
        with self._figures.transaction():
            for account, day in due:
                self._figures.settle(account, day, _counted(self._figures.facts(account, day, day), hours))
        return len(due)

    def _sums(self, account: str, first: date, last: date) -> Sequence[DaySum]:
        """The kept sums of settled days, and those of the others from their items."""
        found, hours = [*self._figures.sums(account, first, last)], self._hours()
        stale: dict[str, set[date]] = defaultdict(set)
        for page, day in self._figures.stale(account, first, last):
            stale[page].add(day)
        for page, days in stale.items():
            counted = _counted(self._figures.facts(page, min(days), max(days)), hours)
            wanted = {day.isoformat() for day in days}
            found += (one for one in counted if one.day in wanted)
        return found


def _counted(facts: Iterable[Fact], hours: Hours) -> Sequence[DaySum]:
    """The sums of these items by page, day, topic and category."""
    found: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        day = local_date(fact.received_at).isoformat()
        found[fact.account, day, fact.topic, fact.category or ""].append(fact)
    return [_sum(group, several, hours) for group, several in found.items()]


def _sum(group: tuple[str, str, str, str], facts: Sequence[Fact], hours: Hours) -> DaySum:
    answered = [fact for fact in facts if fact.first_reply_at is not None]
    spans = [hours.working_between(fact.received_at, fact.first_reply_at or fact.received_at) for fact in answered]
    return DaySum(
        *group,
        received=len(facts),
        answered=len(answered),
        in_time=sum(bool(fact.in_time) for fact in answered),
        handed_over=sum(fact.outcome == ItemOutcome.HANDED_OVER for fact in facts),
        hidden=sum(fact.outcome == ItemOutcome.HIDDEN for fact in facts),
        minutes=sorted(round(span / MINUTE) for span in spans),
    )


def _margin(sums: Sequence[DaySum], mark: str, order: Iterable[str], *, whole: bool = False) -> Mapping[str, GroupSums]:
    """The sums by one of their marks, in that order; groups of which nothing came are left out unless `whole`."""
    place = DaySum._fields.index(mark)
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(COUNTED))
    minutes: dict[str, list[int]] = defaultdict(list)
    for one in sums:
        key = str(one[place])
        counts[key] = [*map(add, counts[key], one[_FIRST:_LAST])]
        minutes[key] += one.minutes
    names = dict.fromkeys((*order, *sorted(counts)))
    return {
        name: GroupSums(**dict(zip(COUNTED, counts[name], strict=True)), minutes=tuple(sorted(minutes[name])))
        for name in names
        if name in counts or whole
    }


def _narrowest(totals: Iterable[FeedbackSum]) -> FeedbackSum:
    """The total as all the tables beside it allow it to be told."""
    first, *others = totals
    withheld = {
        name: getattr(one, name) for one in others for name in COUNTED if isinstance(getattr(one, name), WithheldReason)
    }
    total = replace(first, **withheld)
    return total if isinstance(total.answered, int) else replace(total, median=None)
