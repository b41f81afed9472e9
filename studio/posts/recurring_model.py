"""A post that comes back every week or month."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Rhythm(StrEnum):
    """How often a post comes back."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"

    def after(self, day: date, began: date) -> date:
        """A week after `day`; or in the next month, on the day on which it `began` or the month's last."""
        if self is Rhythm.WEEKLY:
            return day + timedelta(days=7)
        year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
        return date(year, month, min(began.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecurringPost:
    """A post that comes back. Days are Vietnam's."""

    id: str
    post_id: str
    """Whose words the drafts begin with."""
    title: str
    """As it was when the reminder was set up."""
    rhythm: Rhythm
    began: date
    """Its first day."""
    next_on: date
    by: str
    """Id of the person who set it up, and who is the author of its drafts."""
    last_post: str = ""
    """Id of the draft that was begun last."""
