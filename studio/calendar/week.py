"""The plan of one week: what people should know or do, which posts say it on which day, who writes and who approves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from studio.canonical import digest
from studio.phrase import Phrase
from studio.posts.model import Finding
from studio.signoffs.model import SignOff

KIND = "week_plan"
"""What it is called where the head agrees to it."""
FEWEST_KINDS = 3
"""With fewer kinds of post a week is called one-sided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekItem:
    """One planned post."""

    id: str
    day: date
    template_id: str
    post_id: str = ""
    """The post that was begun for it; empty: none yet."""
    writer: str = ""
    approver: str = ""
    """Ids of people."""
    deadline: date | None = None
    """By when it has to be submitted."""
    review_on: date | None = None
    """When what it says has to be looked at again, or no longer holds."""

    @property
    def assigned(self) -> bool:
        return bool(self.writer and self.approver and self.deadline)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPlan:
    """The plan of the week that begins on `monday`; items by day."""

    monday: date
    goal: str = ""
    items: tuple[WeekItem, ...] = ()
    review: str = ""
    """Written at the end: results, and what to change."""

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def all_assigned(self) -> bool:
        return bool(self.items) and all(item.assigned for item in self.items)

    @property
    def digest(self) -> str:
        """Of what the head agrees to: all but the review."""
        told = [
            [
                item.id, item.day.isoformat(), item.template_id, item.writer, item.approver, _iso(item.deadline),
                _iso(item.review_on),
            ]
            for item in self.items
        ]  # fmt: skip
        return digest([self.monday.isoformat(), self.goal, told])


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    """A plan with all that is shown beside it."""

    plan: WeekPlan
    titles: Mapping[str, Phrase]
    """By item: the title of its post, else of its template."""
    kinds: Mapping[str, int]
    """How many items of each family of templates (``warning``, ``guidance`` …), the most first."""
    findings: tuple[Finding, ...] = ()
    """`Finding.field` is the item's id, or empty."""
    signoff: SignOff | None = None
    """The last submission, whatever became of the plan since."""

    @property
    def agreed(self) -> bool:
        """Whether the head agreed to exactly this plan."""
        return bool(self.signoff and self.signoff.agreed and self.signoff.digest == self.plan.digest)

    @property
    def waits(self) -> bool:
        """Whether exactly this plan lies before the head."""
        return bool(self.signoff and self.signoff.open and self.signoff.digest == self.plan.digest)


def monday_of(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())


def counted_kinds(kinds: Mapping[str, str]) -> dict[str, int]:
    """How many of each, the most first; `kinds` by item."""
    return dict(Counter(kinds.values()).most_common())


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
