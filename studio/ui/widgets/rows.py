"""Models of tables: ids in an order that is given, rows by id, and columns that say what is shown of a row.

Sorting and filtering are the business of whoever gives the ids: the model never holds more than it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from studio.ui.words import StateWord

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
WORD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 2
ALWAYS = 9
ROOT = QModelIndex()
COMING = "…"
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_PICTURE = int(Qt.ItemDataRole.DecorationRole)
_SIDE = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ANSWERED = frozenset({_DISPLAY, _SPOKEN, _PICTURE, WORD_ROLE, ID_ROLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[R]):
    """One column: its heading and what it takes from a row. `word` makes it a status, `picture` stands before it."""

    heading: str
    text: Callable[[R], str]
    word: Callable[[R], StateWord] | None = None
    picture: Callable[[R], QIcon | None] | None = None
    sample: str = ""
    """A text as wide as the column's may be; the one column without takes the room that is left."""
    keep: int = ALWAYS
    """Where room is short, columns with the lowest number are left out first; one with 9 never is."""
    number: bool = False
    """Stands at the right, so that digits of one worth stand under each other."""
    sort: str = ""
    """The order that a click on the heading asks for; a column without cannot be sorted by."""


class ListedModel(QAbstractTableModel, Generic[R]):
    """Ids, and those of their rows that are at hand. Qt asks often and in many roles: few are answered at all."""

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._numbers = any(column.number for column in columns)
        self._ids: Sequence[str] = ()
        self._rows: dict[str, R] = {}

    @property
    def ids(self) -> Sequence[str]:
        return self._ids

    def row(self, id: str) -> R | None:
        """The row of `id`, if it is at hand."""
        return self._rows.get(id)

    def id_at(self, place: int) -> str:
        return self._ids[place]

    def place_of(self, id: str) -> int | None:
        """Where `id` is listed."""
        try:
            return self._ids.index(id)
        except ValueError:
            return None

    def rename(self, section: int, heading: str) -> None:
        """Call a column `heading` from now on."""
        columns = list(self.columns)
        columns[section] = replace(columns[section], heading=heading)
        self.columns = tuple(columns)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, section, section)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role == _DISPLAY and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if role not in _ANSWERED or not index.isValid():
            return _RIGHT if role == _SIDE and self._numbers and self.columns[index.column()].number else None
        key = self._ids[index.row()]
        if role == ID_ROLE:
            return key
        row = self._rows.get(key)
        column = self.columns[index.column()]
        if row is None:
            if role == _SPOKEN:
                return f"{column.heading}: {COMING}"
            return (COMING if not column.sample else "") if role == _DISPLAY else None
        if role == _PICTURE:
            return column.picture(row) if column.picture else None
        if role == WORD_ROLE:
            return column.word(row) if column.word else None
        text = column.word(row).text if column.word else column.text(row)
        return text or (f"{column.heading}: –" if role == _SPOKEN else "")  # no cell is without a name

    def _list(self, ids: Sequence[str]) -> bool:
        """List `ids`; False when they are listed already. Where only more follow, selection and scrolling stay too."""
        old = len(self._ids)
        if len(ids) == old and ids == self._ids:
            return False
        if isinstance(ids, tuple) and 0 < old < len(ids) and ids[:old] == self._ids:
            self.beginInsertRows(ROOT, old, len(ids) - 1)
            self._ids = ids
            self.endInsertRows()
            return False
        self.beginResetModel()
        self._ids = ids
        self.endResetModel()
        return True

    def _changed(self, places: range) -> None:
        """Tell the view that the rows at `places` changed."""
        if places:
            self.dataChanged.emit(self.index(places.start, 0), self.index(places.stop - 1, len(self.columns) - 1))


class RowsModel(ListedModel[R]):
    """A short list whose rows are all at hand."""

    def set_rows(self, rows: Mapping[str, R]) -> None:
        """Show these rows. The same ids in the same order keep selection and scrolling."""
        self._rows = dict(rows)
        if not self._list(tuple(rows)):
            self._changed(range(len(rows)))
