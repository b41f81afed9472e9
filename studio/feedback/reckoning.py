"""What is owed of an item, and until when, by the targets and the working time that stand now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from studio.feedback.hours import Hours
from studio.feedback.model import OPEN, Category, Due, FeedbackItem, ItemState, Span, Target
from studio.feedback.settings import UNDECIDED

NEAR_TIME = timedelta(minutes=30)
"""Of working time."""
NEAR_SHARE = 0.75
"""Of the whole time, after which the last quarter begins."""


def reckoned(item: FeedbackItem, targets: Mapping[Category, Target], hours: Hours) -> FeedbackItem:
    """The item with the moments at which its reply and result are due."""
    target = targets[item.category or item.suggested or UNDECIDED]
    asked = _until(item.asked_at, target.reply, item.waited, hours)
    reply_due = item.reply_due if item.first_reply_at is not None else asked
    result_due = _until(item.asked_at, target.result, item.waited, hours) if target.result else None
    due = _next(item, asked, result_due)
    soon = _soon(item.asked_at, due, hours) if due is not None else None
    return replace(item, reply_due=reply_due, result_due=result_due, due_at=due, soon_at=soon)


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


def _until(start: datetime, span: Span, waited: timedelta, hours: Hours) -> datetime:
    due = hours.after(start, span)
    return hours.add(due, waited) if waited else due


def _soon(start: datetime, due: datetime, hours: Hours) -> datetime:
    whole = hours.working_between(start, due)
    return hours.add(start, max(timedelta(), min(whole * NEAR_SHARE, whole - NEAR_TIME)))
