"""What month and week show: days, and the entries of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from studio.calendar.model import CalendarEntry, CalendarSpan, DayMarkKind
from studio.outbox.model import DeliveryState
from studio.phrase import Phrase
from studio.posts.model import PostFilter
from studio.ui.calendar.words import mark_name
from studio.ui.widgets.avatar import PageMark
from studio.ui.words import sign_of

if TYPE_CHECKING:
    from studio.app.studio import Studio


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    """A range of days with the names it is shown with, and what a person has to be told."""

    span: CalendarSpan
    pages: Mapping[str, PageMark] = field(default_factory=dict)
    """By the names of their accounts."""
    missed: int = 0
    """Deliveries anywhere that missed their time and wait for a decision."""
    clock: Phrase | None = None
    """Why the PC's clock keeps everything from being sent, or that it and the pages' disagree."""


def load_view(studio: Studio, first: date, last: date, filter: PostFilter) -> CalendarView:
    return CalendarView(
        span=studio.calendar.span(first, last, filter),
        pages={account.name: sign_of(account) for account in studio.accounts.list()},
        missed=studio.outbox.counts().get(DeliveryState.MISSED, 0),
        clock=studio.outbox.clock_trouble() or studio.outbox.clock_warning(),
    )


class DayName(NamedTuple):
    """One name of a day."""

    kind: DayMarkKind
    name: str


class CalendarModel(QObject):
    """Days and their entries by time; `changed` says that others are shown."""

    changed = Signal()

    def __init__(self, say: Callable[[Phrase], str], parent: QObject | None = None) -> None:
        """`say` gives names of days in the language of the window."""
        super().__init__(parent)
        self._say, today = say, date.min
        self._view = CalendarView(span=CalendarSpan(first=today, last=today))
        self._days: tuple[date, ...] = ()
        self._entries: list[tuple[CalendarEntry, ...]] = []
        self._following: tuple[CalendarEntry, ...] = ()

    # -- what is in it

    @property
    def view(self) -> CalendarView:
        return self._view

    def show_view(self, view: CalendarView) -> None:
        """Hold another range, or the same read anew."""
        if (view.span.first, view.span.last) != (self._view.span.first, self._view.span.last):
            self._following = ()
        self._view = view
        self._sort_out()

    def show_companions(self, span: CalendarSpan, entries: Sequence[CalendarEntry]) -> None:
        """Hold these too, if `span` is still what is held."""
        if (span.first, span.last) == (self._view.span.first, self._view.span.last) and self._following != tuple(
            entries
        ):
            self._following = tuple(entries)
            self._sort_out()

    def entries(self, day: date) -> Sequence[CalendarEntry]:
        """By time; none of a day that is not held."""
        place = self._place(day)
        return self._entries[place] if place is not None else ()

    def marks(self, day: date) -> tuple[DayName, ...]:
        """What the day is called, the unit's own names first."""
        marks = (mark for mark in self._view.span.marks if mark.on(day))
        return tuple(DayName(mark.kind, mark_name(mark, self._say(mark.name))) for mark in marks)

    def pages_of(self, entry: CalendarEntry) -> tuple[PageMark, ...]:
        return tuple(self._view.pages.get(name, PageMark(name)) for name in entry.pages)

    def shown(self) -> tuple[CalendarEntry, ...]:
        """Every entry, day by day."""
        return tuple(entry for day in self._entries for entry in day)

    def _place(self, day: date) -> int | None:
        place = (day - self._days[0]).days if self._days else -1
        return place if 0 <= place < len(self._days) else None

    def _sort_out(self) -> None:
        span = self._view.span
        self._days = tuple(span.first + timedelta(days=n) for n in range((span.last - span.first).days + 1))
        together: dict[date, list[CalendarEntry]] = {day: [] for day in self._days}
        for entry in sorted((*self._following, *span.entries), key=lambda entry: entry.at):
            together[entry.day].append(entry)
        self._entries = [tuple(together[day]) for day in self._days]
        self.changed.emit()
