"""The month as a list: days that have something, and under each its entries."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent

from studio.calendar.model import CalendarEntry
from studio.ui.calendar.dates import day_title
from studio.ui.calendar.model import CalendarModel
from studio.ui.calendar.words import counted_word, holder_name, spoken_entry, time_of, title_of
from studio.ui.widgets.row_list import PAD_X, EntriesView, ListEntry


class Agenda(EntriesView[CalendarEntry]):
    """Enter or a double click `went`; Space `asked` for more of an entry."""

    went = Signal(object)
    asked = Signal(object)
    turned = Signal(int)
    home = Signal()
    menu_wanted = Signal(object, object, object)
    """Day, entry or None, and where on the screen."""

    def __init__(self, model: CalendarModel, name: str = "") -> None:
        super().__init__(name, lines=0)
        self._calendar = model
        self._month = date.min
        self._heads: dict[str, str] = {}
        model.changed.connect(self._list)
        self.opened.connect(lambda key: self.went.emit(self.row(key)))

    def show_month(self, day: date) -> None:
        """Show the month of `day`; unless it is shown already, go to that day or the next that has something."""
        if day == self._month and self.entry_in_hand is not None:
            return
        self._month = day
        self._list()
        there = next((entry for entry in self.rows.all() if entry.day >= day), None)
        if there is not None:
            self.choose(there.id)
            self.scrollTo(self.currentIndex(), self.ScrollHint.PositionAtTop)

    @property
    def entry_in_hand(self) -> CalendarEntry | None:
        return self.row(self.chosen_id)

    def entry(self, row: CalendarEntry) -> ListEntry:
        holder = holder_name(row.holder) if row.holder else ""
        return ListEntry(
            id=row.id,
            title=f"{time_of(row)} · {title_of(row)}",
            word=counted_word(row),
            side=" · ".join(part for part in (self._pages(row), holder) if part),
            head=self._heads.get(row.id, ""),
        )

    def spoken(self, row: CalendarEntry) -> str:
        head = self._heads.get(row.id, "")
        return ". ".join(part for part in (head, spoken_entry(row, self._pages(row))) if part)

    def _pages(self, row: CalendarEntry) -> str:
        return ", ".join(self._calendar.pages_of(row))

    def _list(self) -> None:
        """The entries of the month, each day under its name."""
        month = (self._month.year, self._month.month)
        shown = [entry for entry in self._calendar.shown() if (entry.day.year, entry.day.month) == month]
        firsts = {entry.day: entry.id for entry in reversed(shown)}
        self._heads = {
            first: " · ".join((day_title(day), *(name for _, name in self._calendar.marks(day))))
            for day, first in firsts.items()
        }
        self.show_rows({entry.id: entry for entry in shown})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.entry_in_hand
        if event.key() == Qt.Key.Key_Space and entry is not None:
            self.asked.emit((entry,))
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() == Qt.Key.Key_Home:
            self.home.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        entry, at = self.entry_in_hand, event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(row.bottomLeft() + QPoint(PAD_X, 0))
        if entry is not None:
            self.menu_wanted.emit(entry.day, entry, at)
