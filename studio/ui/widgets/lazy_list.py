"""A long list of rows of one height that are painted by a delegate, and brought as they come into sight."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from studio.ui.widgets.lazy_rows import LazyRowsModel
from studio.ui.widgets.rows import ID_ROLE, ROOT, Column

R = TypeVar("R")


class LazyListView(QListView, Generic[R]):
    """`chosen` carries the id of the row in hand, `opened` that of one taken with Enter or a double click.

    `wanted` asks for the rows of some ids, to be answered with `bring`.
    """

    chosen = Signal(str)
    opened = Signal(str)
    wanted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: LazyRowsModel[R] = LazyRowsModel([Column(heading="", text=self.spoken)], self)
        self._model.wanted.connect(self.wanted)
        self.setModel(self._model)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ring", True)
        self.selectionModel().currentChanged.connect(self._moved)
        self.activated.connect(lambda index: self.opened.emit(str(index.data(ID_ROLE))))
        self.verticalScrollBar().valueChanged.connect(lambda _: self._look())

    @abstractmethod
    def spoken(self, row: R) -> str:
        """What a screen reader says of a row."""

    @property
    def ids(self) -> Sequence[str]:
        return self._model.ids

    @property
    def chosen_id(self) -> str:
        index = self.currentIndex()
        return str(index.data(ID_ROLE)) if index.isValid() else ""

    def show_ids(self, ids: Sequence[str]) -> None:
        """List `ids`; the row in hand stays in hand where it is still there. Says nothing of the choice."""
        kept = self.chosen_id
        self.selectionModel().blockSignals(True)
        self._model.set_ids(tuple(ids))
        self.choose(kept)
        self.selectionModel().blockSignals(False)
        self._look()
        self.viewport().update()

    def bring(self, asked: Sequence[str], rows: Mapping[str, R]) -> None:
        self._model.bring(asked, rows)

    def give_up(self) -> None:
        """The rows asked for could not be read."""
        self._model.give_up()

    def row(self, id: str) -> R | None:
        return self._model.row(id)

    def choose(self, id: str) -> bool:
        """Take the row in hand; False when it is not listed."""
        place = self._model.place_of(id) if id else None
        if place is not None:
            self.setCurrentIndex(self._model.index(place, 0))
        return place is not None

    def step(self, by: int) -> None:
        """Take the next row in hand, or the one before."""
        place = self.currentIndex().row() + by
        if 0 <= place < len(self.ids):
            self.setCurrentIndex(self._model.index(place, 0))

    def neighbour(self, id: str) -> str:
        """The row that comes after `id`, else the one before it, else nothing."""
        place = self._model.place_of(id)
        if place is None:
            return ""
        ids = self.ids
        return ids[place + 1] if place + 1 < len(ids) else ids[place - 1] if place else ""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._look()

    def _look(self) -> None:
        """Tell the model what is in sight."""
        if not self._model.rowCount(ROOT):
            return
        each = max(1, self.sizeHintForRow(0))
        first = self.verticalScrollBar().value() // each
        self._model.look_at(first, first + self.viewport().height() // each + 1)

    def _moved(self, current: QModelIndex, _: QModelIndex) -> None:
        self.chosen.emit(str(current.data(ID_ROLE)) if current.isValid() else "")
