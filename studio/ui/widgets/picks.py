"""A short list to pick from, in groups, a line each: icon, title, what there is to say of it, status or key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from studio.ui.widgets.pick import PICK_ROLE, PickGroup, PicksModel
from studio.ui.widgets.pick import Pick as Pick
from studio.ui.widgets.pick_paint import PickDelegate


class PickList(QListView):
    """`moved` carries the line in hand, `picked` the one taken with a click."""

    moved = Signal(object)
    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = PicksModel(self)
        self.setModel(self._model)
        self.setItemDelegate(PickDelegate(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ring", True)
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit(self.current))
        self.clicked.connect(lambda index: self._clicked(index.data(PICK_ROLE)))

    @property
    def current(self) -> Pick | None:
        row = self.currentIndex().data(PICK_ROLE)
        return row if isinstance(row, Pick) else None

    @property
    def picks(self) -> tuple[Pick, ...]:
        """All lines, headings apart."""
        return tuple(row for row in self._model.rows if isinstance(row, Pick))

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(row for row in self._model.rows if isinstance(row, str))

    def show_groups(self, groups: Sequence[PickGroup], *, keep: bool = False) -> None:
        """Show these, the first that can be picked in hand; with `keep` the one that was, where it still is there."""
        held = self.current.id if keep and self.current else ""
        self._model.set_groups(groups)
        places = self._places()
        held_at = (place for place in places if held and self._id(place) == held)
        place = next(held_at, self._first_of(places))
        self.setCurrentIndex(self._model.index(place) if place >= 0 else QModelIndex())
        if place == self._first_of(places):
            self.scrollToTop()

    def choose(self, id: str) -> bool:
        """Take the line of that id in hand; False when it is not there."""
        place = next((place for place in self._places() if self._id(place) == id), -1)
        if place >= 0:
            self._take(place)
        return place >= 0

    def step(self, by: int) -> None:
        """Go `by` lines on or back; past the end it begins anew, a page stops there."""
        places = self._places()
        if not places:
            return
        row = self.currentIndex().row()
        here = places.index(row) if row in places else -1
        there = here + by
        there = there % len(places) if abs(by) == 1 else max(0, min(there, len(places) - 1))
        self._take(places[there])

    def first(self) -> None:
        self.step(-len(self._model.rows) - 2)

    def last(self) -> None:
        self.step(len(self._model.rows) + 2)

    def height_for(self, lines: int) -> int:
        """Pixels that all rows take, or the first `lines` of them where there are more."""
        rows = range(min(lines, self._model.rowCount()))
        return sum(self.sizeHintForRow(row) for row in rows) + 2 * self.frameWidth() + 6

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def _places(self) -> list[int]:
        return [place for place, row in enumerate(self._model.rows) if isinstance(row, Pick)]

    def _first_of(self, places: Sequence[int]) -> int:
        """The first line that can be picked, or the first of all; -1 when there is none."""
        for place in places:
            row = self._model.rows[place]
            if isinstance(row, Pick) and not row.reason:
                return place
        return places[0] if places else -1

    def _id(self, place: int) -> str:
        row = self._model.rows[place]
        return row.id if isinstance(row, Pick) else ""

    def _take(self, place: int) -> None:
        self.setCurrentIndex(self._model.index(place))
        above = place - 1
        if above >= 0 and isinstance(self._model.rows[above], str):
            self.scrollTo(self._model.index(above))  # a heading is read with its first line
        self.scrollTo(self._model.index(place))

    def _clicked(self, row: object) -> None:
        if isinstance(row, Pick):
            self.picked.emit(row)
