"""The one model behind month, week and list: days, and under each its entries."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import IntEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio.calendar.model import CalendarEntry, CalendarSpan, DayMarkKind
from studio.phrase import Phrase
from studio.translation import mark, tr
from studio.ui.calendar.dates import day_title
from studio.ui.calendar.reading import CalendarView
from studio.ui.calendar.words import (
    StateGroup,
    counted_word,
    group_of,
    holder_name,
    mark_name,
    spoken_entry,
    time_of,
    title_of,
)
from studio.ui.widgets.rows import WORD_ROLE

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 3
DAY_ROLE = int(Qt.ItemDataRole.UserRole) + 4
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


class Col(IntEnum):
    """Columns of an entry."""

    TIME = 0
    POST = 1
    STATE = 2
    PAGES = 3
    HOLDER = 4


_HEADINGS = {
    Col.TIME: mark("Time"),
    Col.POST: mark("Post"),
    Col.STATE: mark("State"),
    Col.PAGES: mark("Pages"),
    Col.HOLDER: mark("Held by"),
}


class Named(NamedTuple):
    """One name of a day."""

    kind: DayMarkKind
    name: str


class CalendarModel(QAbstractItemModel):
    """Rows are days, their children entries by time. Filters let entries through; days stay."""

    def __init__(self, say: Callable[[Phrase], str], parent: QObject | None = None) -> None:
        """`say` gives names of days in the language of the window."""
        super().__init__(parent)
        self._say, today = say, date.min
        self._view = CalendarView(span=CalendarSpan(first=today, last=today))
        self._days: tuple[date, ...] = ()
        self._entries: list[tuple[CalendarEntry, ...]] = []
        self._following: tuple[CalendarEntry, ...] = ()
        self._group, self._page = StateGroup.ALL, ""

    # -- what is in it

    @property
    def view(self) -> CalendarView:
        return self._view

    @property
    def narrow(self) -> bool:
        """Whether a filter is on."""
        return self._group is not StateGroup.ALL or bool(self._page)

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

    def narrow_to(self, group: StateGroup, page: str) -> None:
        """Let through entries of that group that go to that page (an account's name; empty: any)."""
        self._group, self._page = group, page
        self._sort_out()

    def entries(self, day: date) -> Sequence[CalendarEntry]:
        """By time; none of a day that is not held."""
        place = self._place(day)
        return self._entries[place] if place is not None else ()

    def marks(self, day: date) -> tuple[Named, ...]:
        """What the day is called, the unit's own names first."""
        marks = (mark for mark in self._view.span.marks if mark.on(day))
        return tuple(Named(mark.kind, mark_name(mark, self._say(mark.name))) for mark in marks)

    def pages_of(self, entry: CalendarEntry) -> tuple[str, ...]:
        """Titles of its pages."""
        return tuple(self._view.pages.get(name, name) for name in entry.pages)

    def shown(self) -> tuple[CalendarEntry, ...]:
        """Every entry that the filters let through."""
        return tuple(entry for day in self._entries for entry in day)

    def _place(self, day: date) -> int | None:
        place = (day - self._days[0]).days if self._days else -1
        return place if 0 <= place < len(self._days) else None

    def _sort_out(self) -> None:
        self.beginResetModel()
        span = self._view.span
        self._days = tuple(span.first + timedelta(days=n) for n in range((span.last - span.first).days + 1))
        together: dict[date, list[CalendarEntry]] = {day: [] for day in self._days}
        for entry in sorted((*self._following, *span.entries), key=lambda entry: entry.at):
            if self._fits(entry):
                together[entry.day].append(entry)
        self._entries = [tuple(together[day]) for day in self._days]
        self.endResetModel()

    def _fits(self, entry: CalendarEntry) -> bool:
        return self._group in (StateGroup.ALL, group_of(entry)) and (not self._page or self._page in entry.pages)

    # -- as Qt asks for it

    def entry_at(self, index: Index) -> CalendarEntry | None:
        found = index.data(ENTRY_ROLE)
        return found if isinstance(found, CalendarEntry) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        if not parent.isValid():
            return len(self._days)
        return len(self._entries[parent.row()]) if not parent.internalId() and parent.column() == 0 else 0

    def columnCount(self, parent: Index = ROOT) -> int:
        return len(Col)

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = ROOT) -> QModelIndex:  # type: ignore[override]
        if not child.isValid() or not child.internalId():
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, 0)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY and orientation == Qt.Orientation.Horizontal:
            return tr(_HEADINGS[Col(section)])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemNeverHasChildren if index.internalId() else flags

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        if not index.internalId():
            return self._of_day(self._days[index.row()], Col(index.column()), role)
        return self._of_entry(self._entries[index.internalId() - 1][index.row()], Col(index.column()), role)

    def _of_day(self, day: date, col: Col, role: int) -> Any:
        if role == DAY_ROLE:
            return day
        if role == _SPOKEN and col is not Col.TIME:
            return tr(_HEADINGS[col])
        if col is not Col.TIME or role not in (_DISPLAY, _SPOKEN):
            return None
        return " · ".join((day_title(day), *(name for _, name in self.marks(day))))

    def _of_entry(self, entry: CalendarEntry, col: Col, role: int) -> Any:
        if role == ENTRY_ROLE:
            return entry
        if role == DAY_ROLE:
            return entry.day
        if role == WORD_ROLE:
            return counted_word(entry) if col is Col.STATE else None
        pages = ", ".join(self.pages_of(entry))
        if role == _SPOKEN:
            return spoken_entry(entry, pages) if col is Col.TIME else self._text(entry, col) or tr(_HEADINGS[col])
        return self._text(entry, col) if role == _DISPLAY else None

    def _text(self, entry: CalendarEntry, col: Col) -> str:
        match col:
            case Col.TIME:
                return time_of(entry)
            case Col.POST:
                return title_of(entry)
            case Col.STATE:
                return counted_word(entry).text
            case Col.PAGES:
                return ", ".join(self.pages_of(entry))
            case Col.HOLDER:
                return holder_name(entry.holder) if entry.holder else ""
