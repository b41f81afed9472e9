"""What the page is read from, on the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from studio.calendar.model import CalendarSpan
from studio.outbox.model import DeliveryState
from studio.phrase import Phrase

if TYPE_CHECKING:
    from studio.app.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    """A range of days with the names it is shown with, and what a person has to be told."""

    span: CalendarSpan
    pages: Mapping[str, str] = field(default_factory=dict)
    """Titles of the pages by the names of their accounts."""
    missed: int = 0
    """Deliveries anywhere that missed their time and wait for a decision."""
    clock: Phrase | None = None
    """Why the PC's clock keeps everything from being sent, or that it and the pages' disagree."""


def load_view(studio: Studio, first: date, last: date) -> CalendarView:
    return CalendarView(
        span=studio.calendar.span(first, last),
        pages={account.name: account.title for account in studio.accounts.list()},
        missed=studio.outbox.counts().get(DeliveryState.MISSED, 0),
        clock=studio.outbox.clock_trouble() or studio.outbox.clock_warning(),
    )
