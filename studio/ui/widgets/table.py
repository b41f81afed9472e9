"""Tables: a model of ids whose rows are brought on demand, and a view with rows of one height.

Sorting and filtering are the business of whoever gives the ids: the model never holds more than it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from studio.ui.icons import icon_px
from studio.ui.widgets.chip import paint_word
from studio.ui.words import Word

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
WORD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 2
AHEAD = 40
PAD = 11
ALWAYS = 9
LEAST_CHARS = 26
ROOT = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[R]):
    """One column: its heading and what it takes from a row. `word` makes it a status."""

    heading: Callable[[], str]
    text: Callable[[R], str]
    word: Callable[[R], Word] | None = None
    sample: str = ""
    """A text as wide as the column's may be; the one column without takes the room that is left."""
    keep: int = ALWAYS
    """Where room is short, columns with the lowest number are left out first; one with 9 never is."""


class RowsModel(QAbstractTableModel, Generic[R]):
    """Ids, and the rows of those that were brought. `wanted` asks for rows that are about to be seen."""

    wanted = Signal(list)

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._rows: dict[str, R] = {}
        self._asked: set[str] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        self._first_missing = 0

    def set_ids(self, ids: Iterable[str]) -> None:
        """Show these, in this order; rows brought earlier are forgotten."""
        self.beginResetModel()
        self._ids = list(ids)
        self._places = {key: place for place, key in enumerate(self._ids)}
        self._rows, self._asked = {}, set()
        self.endResetModel()

    def set_rows(self, rows: Mapping[str, R]) -> None:
        """Show these rows, all brought already. The same ids in the same order keep selection and scrolling."""
        if list(rows) != self._ids:
            self.set_ids(rows)
        self.bring(rows)

    def bring(self, rows: Mapping[str, R]) -> None:
        """Take rows that were wanted."""
        self._rows.update(rows)
        places = [self._places[key] for key in rows if key in self._places]
        if places:
            self.dataChanged.emit(self.index(min(places), 0), self.index(max(places), len(self.columns) - 1))

    def row(self, id: str) -> R | None:
        return self._rows.get(id)

    def id_at(self, place: int) -> str:
        return self._ids[place]

    def place_of(self, id: str) -> int | None:
        return self._places.get(id)

    def reword(self) -> None:
        """Say everything anew, after a switch of language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].heading()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        key = self._ids[index.row()]
        if role == ID_ROLE:
            return key
        row = self._rows.get(key)
        if row is None:
            return self._missing(index.row(), role)
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.word(row).text if column.word else column.text(row)
        if role == WORD_ROLE and column.word:
            return column.word(row)
        return None

    def _missing(self, place: int, role: int) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if not self._soon.isActive():
            self._first_missing = place
            self._soon.start()
        return "…"

    def _ask(self) -> None:
        near = self._ids[self._first_missing : self._first_missing + AHEAD]
        missing = [key for key in near if key not in self._rows and key not in self._asked]
        if missing:
            self._asked.update(missing)
            self.wanted.emit(missing)


class WordDelegate(QStyledItemDelegate):
    """Paints a status as icon and word."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        word = index.data(WORD_ROLE)
        if not isinstance(word, Word):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        styled: Any = option
        styled.text = ""
        view: QWidget = styled.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, view)
        paint_word(painter, styled.rect.adjusted(11, 0, -6, 0), word, styled.font, view.devicePixelRatio())


class Table(QTableView):
    """Rows of one height, chosen one at a time: `chosen` carries the id; Enter or a double click `opened`."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, model: RowsModel[Any], name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(WordDelegate(self))
        self.setProperty("ring", True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setMinimumSectionSize(40)
        heading.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.activated.connect(lambda index: self.opened.emit(str(index.data(ID_ROLE))))
        self._fit()

    @property
    def chosen_id(self) -> str:
        index = self.currentIndex()
        return str(index.data(ID_ROLE)) if index.isValid() else ""

    def choose(self, id: str) -> None:
        """Select the row of `id`, or none."""
        place = self._model.place_of(id)
        if place is None:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        else:
            self.selectRow(place)

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self._fit()
        elif event.type() == event.Type.LanguageChange:
            self._model.reword()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_out()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(max(44, metrics.height() + 22))
        heading = self.horizontalHeader()
        for place, column in enumerate(self._model.columns):
            if column.sample:
                extra = icon_px(metrics) + 6 if column.word else 0
                heading.setSectionResizeMode(place, QHeaderView.ResizeMode.Fixed)
                heading.resizeSection(place, metrics.horizontalAdvance(column.sample) + extra + 2 * PAD + 6)
            else:
                heading.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self._leave_out()

    def _leave_out(self) -> None:
        """Hide the least needed columns until the first has room for some words."""
        metrics = self.fontMetrics()
        room = self.viewport().width() - metrics.averageCharWidth() * LEAST_CHARS
        kept = sorted(range(len(self._model.columns)), key=lambda place: -self._model.columns[place].keep)
        for place in kept:
            column = self._model.columns[place]
            if not column.sample:
                continue
            extra = icon_px(metrics) + 6 if column.word else 0
            room -= metrics.horizontalAdvance(column.sample) + extra + 2 * PAD + 6
            self.setColumnHidden(place, room < 0 and column.keep < ALWAYS)

    def _moved(self, current: QModelIndex, _: QModelIndex) -> None:
        self.chosen.emit(str(current.data(ID_ROLE)) if current.isValid() else "")
