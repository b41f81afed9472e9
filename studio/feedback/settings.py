"""What the unit itself sets for its feedback desk: targets, hours, how long texts stay, who answers for a page.

No rule of law prescribes the times; they are the unit's own: “mục tiêu nội bộ, đơn vị tự đặt”.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from studio.codec import plain, read
from studio.errors import BadInput, Refused
from studio.feedback.hours import DueCalculator, Hours, WorkingWeek, checked
from studio.feedback.model import Category, Span, SpanUnit, Target
from studio.logbook import PROGRAM
from studio.people.model import Role
from studio.people.service import People
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.feedback.storage import StoredFeedbackSettings

ACT = "feedback"
"""As `studio.outbox.audit.Act` names it."""
DESK = (Role.AUTHOR, Role.APPROVER, Role.PUBLISHER, Role.HEAD)
"""Who works at the feedback desk."""
OWN_TARGETS = Phrase("internal targets, set by the unit itself")
LONGEST_DAYS = 30
MOST = {SpanUnit.MINUTE: 24 * 60, SpanUnit.HOUR: 200, SpanUnit.DAY: 60}

_FOUR_HOURS = Span(amount=4, unit=SpanUnit.HOUR)
_ONE_DAY = Span(amount=1, unit=SpanUnit.DAY)
TARGETS: Mapping[Category, Target] = {
    Category.URGENT: Target(reply=Span(amount=5, unit=SpanUnit.MINUTE)),
    Category.SECURITY_REPORT: Target(reply=Span(amount=30, unit=SpanUnit.MINUTE), result=_FOUR_HOURS),
    Category.PROCEDURE: Target(reply=_FOUR_HOURS, result=_ONE_DAY),
    Category.SERVICE_FEEDBACK: Target(reply=_ONE_DAY),
    Category.COMPLAINT: Target(reply=_ONE_DAY),
    Category.THANKS: Target(reply=_ONE_DAY),
    Category.OUT_OF_REMIT: Target(reply=_ONE_DAY),
    Category.RULE_BREACH: Target(reply=_FOUR_HOURS),
}
"""Defaults, which the unit changes as it sees fit."""

Note = Callable[[str, str, Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Targets:
    """As they are kept; a category that is not named has its default."""

    by_category: Mapping[Category, Target] = field(default_factory=dict)


class FeedbackSettings:
    """`by` is the id of the head of the unit, who gives their PIN for each change. `changed` is told when times have to
    be reckoned anew, within the transaction of the change; `retained` when texts have to go sooner."""

    def __init__(
        self,
        repo: StoredFeedbackSettings,
        people: People,
        *,
        together: Callable[[], AbstractContextManager[object]],
        note: Note,
        holidays: Callable[[], Iterable[tuple[date, date]]],
    ) -> None:
        self._repo = repo
        self._people = people
        self._together = together
        self._note = note
        self._holidays = holidays
        self._free: tuple[tuple[date, date], ...] | None = None
        self._hours: tuple[Any, Hours] | None = None
        self.changed: Callable[[], None] = lambda: None
        self.retained: Callable[[int], None] = lambda days: None

    # What is set

    def targets(self) -> Mapping[Category, Target]:
        kept = self._repo.get("targets")
        return {**TARGETS, **(read(_Targets, kept).by_category if kept else {})}

    def week(self) -> WorkingWeek:
        """The hours as they are set, without the public holidays."""
        kept = self._repo.get("hours")
        return read(WorkingWeek, kept) if kept else WorkingWeek()

    def hours(self) -> Hours:
        """The clock of working time."""
        kept = self._repo.get("hours")
        if self._free is None:
            self._free = tuple(self._holidays())
        if self._hours is None or self._hours[0] != kept:
            self._hours = (kept, Hours(self.week(), self._free))
        return self._hours[1]

    def reckoner(self) -> DueCalculator:
        """What is due when, as it is set now."""
        return DueCalculator(targets=self.targets(), hours=self.hours())

    def retention_days(self) -> int:
        """Days after closing for which a text stays: 30, or fewer."""
        return int(self._repo.get("retention_days") or LONGEST_DAYS)

    def focal(self, account: str) -> tuple[str, ...]:
        """Ids of the two officers who answer for the page; empty while none were named."""
        return tuple(self._repo.get(f"focal:{account}") or ())

    def approval_needed(self, account: str) -> bool:
        """Whether a second person has to approve each reply of this page that is no approved canned one."""
        return bool(self._repo.get(f"approval:{account}"))

    # Setting

    def set_targets(self, targets: Mapping[Category, Target], by: str, pin: str) -> None:
        """Replace the targets of these categories; open items are reckoned anew. Raises BadInput, NotPermitted."""
        head = self._head(by, pin)
        for target in targets.values():
            for span in filter(None, (target.reply, target.result)):
                _require_sensible(span)
        kept = _Targets(by_category={**self.targets(), **targets})
        self._keep_and_reckon("targets", plain(kept), head)

    def set_hours(self, week: WorkingWeek, by: str, pin: str) -> None:
        """Raises BadInput, NotPermitted."""
        head = self._head(by, pin)
        self._keep_and_reckon("hours", plain(checked(week)), head)

    def set_retention_days(self, days: int, by: str, pin: str) -> None:
        """Texts of what is closed go sooner; none stays longer than was said when it was closed. Raises BadInput,
        NotPermitted."""
        head = self._head(by, pin)
        if not 1 <= days <= LONGEST_DAYS:
            raise BadInput(
                "texts are kept 1 to {longest_days} days; it can be made shorter, not longer.",
                longest_days=LONGEST_DAYS,
            )
        with self._together():
            self._keep("retention_days", days, head)
            self.retained(days)

    def set_focal(self, account: str, first: str, second: str, by: str, pin: str) -> None:
        """Name the two officers who answer for a page. Raises BadInput, Refused, NotFound."""
        head = self._head(by, pin)
        if first == second:
            raise BadInput("two different officers are needed, so that somebody is always there to answer.")
        officers = [self._people.entitled(person, *DESK).id for person in (first, second)]
        self._keep(f"focal:{account}", officers, head)

    def set_approval_needed(self, account: str, needed: bool, by: str, pin: str) -> None:
        self._keep(f"approval:{account}", needed, self._head(by, pin))

    def _keep_and_reckon(self, name: str, value: Any, by: str) -> None:
        with self._together():
            self._keep(name, value, by)
            self.changed()

    def _keep(self, name: str, value: Any, by: str) -> None:
        with self._together():
            self._repo.put(name, value)
            self._note(ACT, by, {"step": "set", "name": name, "value": value})

    def _head(self, by: str, pin: str) -> str:
        return self._people.require(self._people.verify_pin(self._people.entitled(by, Role.HEAD), pin), Role.HEAD).id


def _require_sensible(span: Span) -> None:
    if not 1 <= span.amount <= MOST[span.unit]:
        raise BadInput("a target is 1 to {unit} (minutes, hours or working days).", unit=MOST[span.unit])


def require_desk(people: People, by: str) -> str:
    """The id of whoever works at the desk. Raises NotPermitted, NotFound."""
    return people.require(by, *DESK).id


def desk_or_program(people: People, by: str) -> str:
    """The same, or the program where it carries out what a person ordered; the store asks who is there."""
    return PROGRAM if by == PROGRAM else require_desk(people, by)


def refuse_concerned(concerns: str, person: str) -> None:
    """Whom a feedback is about has nothing to do with it. Raises Refused."""
    if concerns and concerns == person:
        raise Refused(
            "this feedback is about you, so you neither read it nor answer or approve; leave it to a colleague "
            "or the head."
        )
