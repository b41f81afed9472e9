"""What is owed of an item, and until when, by the targets and the working time that stand now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from studio.feedback.hours import Hours
from studio.feedback.model import OPEN, Category, Due, FeedbackItem, ItemState, Span, Target

UNDECIDED = Category.PROCEDURE
"""Whose target counts while neither a person nor the words of a text named a category."""
NEAR_TIME = timedelta(minutes=30)
"""Of working time."""
NEAR_SHARE = 0.75
"""Of the whole time, after which the last quarter begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoner:
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
