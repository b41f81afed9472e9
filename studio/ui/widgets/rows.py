"""The model of every list and table: ids in an order that is given, rows by id, and columns that say what is shown.

Sorting and filtering are the business of whoever gives the ids: the model never holds more than it was given. A short
list is given with its rows (`set_rows`). Of a very long one the model knows all ids and holds the rows that were looked
at: the view tells which places are in sight; the model asks for what is missing there one window at a time, through
`wanted`, and is answered by `bring`. While an answer is under way nothing else is asked for, and what comes next is
decided by what is in sight then: whoever scrolls fast leaves no queue of windows nobody looks at any more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap

from studio.ui.widgets.avatar import PageMark
from studio.ui.words import StateWord

R = TypeVar("R")
Tile = QPixmap | StateWord | PageMark | None
Index = QModelIndex | QPersistentModelIndex
WORD_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ID_ROLE = int(Qt.ItemDataRole.UserRole) + 2
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 3
"""The row itself; None while it is not at hand."""
ALWAYS = 9
ROOT = QModelIndex()
COMING = "…"
WINDOW = 60
"""Rows asked for at once: some four screens."""
HELD = 6_000
"""Rows kept of a long list; of more, those brought first are forgotten."""
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_PICTURE = int(Qt.ItemDataRole.DecorationRole)
_SIDE = int(Qt.ItemDataRole.TextAlignmentRole)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ANSWERED = frozenset({_DISPLAY, _SPOKEN, _PICTURE, _TIP, WORD_ROLE, ID_ROLE, ROW_ROLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[R]):
    """One column: its heading and what it takes from a row. `word` makes it a status, `picture` stands before it."""

    heading: str
    text: Callable[[R], str]
    word: Callable[[R], StateWord] | None = None
    picture: Callable[[R], QIcon | None] | None = None
    sample: str = ""
    """A text as wide as the column's may be; the one column without takes the room that is left."""
    whole: str = ""
    """A longer text that it takes where there is room to spare: else its texts take two lines."""
    grows: bool = False
    """Takes half of the room that the column without a sample has beyond its least: its texts may be long."""
    keep: int = ALWAYS
    """Where room is short, columns with the lowest number are left out first; one with 9 never is."""
    number: bool = False
    """Stands at the right, so that digits of one worth stand under each other."""
    spoken: Callable[[R], str] | None = None
    """What a screen reader says, where that is more than the text."""
    tip: Callable[[R], str] | None = None
    second: Callable[[R], str] | None = None
    """A second line, in a quieter colour; rows are two lines high where one column has it."""
    tile: Callable[[R], Tile] | None = None
    """What stands before the words: a picture, an icon on its tint, or the sign of a page."""
    sort: str = ""
    """The order that a click on the heading asks for; a column without cannot be sorted by."""


class RowsModel(QAbstractTableModel, Generic[R]):
    """Ids, and those of their rows that are at hand. Qt asks often and in many roles: few are answered at all.

    `wanted` asks for the rows of a few ids; `gone` says that some of those asked for are no longer there.
    """

    wanted = Signal(list)
    gone = Signal()

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._numbers = any(column.number for column in columns)
        self._ids: Sequence[str] = ()
        self._rows: dict[str, R] = {}
        self._stale: set[str] = set()
        self._lost: set[str] = set()
        self._asked: tuple[str, ...] = ()
        self._sight = range(0)

    @property
    def ids(self) -> Sequence[str]:
        return self._ids

    def row(self, id: str) -> R | None:
        """The row of `id`, if it is at hand."""
        return self._rows.get(id)

    def all(self) -> tuple[R, ...]:
        """The rows that are at hand, in their order."""
        return tuple(self._rows[key] for key in self._ids if key in self._rows)

    def id_at(self, place: int) -> str:
        return self._ids[place]

    def place_of(self, id: str) -> int | None:
        """Where `id` is listed."""
        try:
            return self._ids.index(id)
        except ValueError:
            return None

    def set_rows(self, rows: Mapping[str, R]) -> None:
        """List these, all at hand. The same ids in the same order keep selection and scrolling."""
        self._rows = dict(rows)
        self._stale, self._lost, self._asked = set(), set(), ()
        if not self._list(tuple(rows)):
            self._changed(range(len(rows)))

    def set_ids(self, ids: Sequence[str], rows: Mapping[str, R] | None = None) -> None:
        """List these, in this order; `rows` are those of the first ids, where they came along.

        Rows known from before are shown until they have been brought again. The same ids in the same order keep
        selection and scrolling; with others the model is reset.
        """
        self._stale = set(self._rows)
        self._lost, self._asked = set(), ()
        changed = self._keep(rows or {})
        sight = self._sight
        self._sight = range(0)
        if not self._list(ids):
            self._sight = sight
            self._repaint(changed)
            self._ask()

    def look_at(self, first: int, last: int) -> None:
        """The places from `first` to `last` are in sight; what is missing there will be asked for."""
        self._sight = range(max(0, first), min(last + 1, len(self._ids)))
        self._ask()

    def bring(self, asked: Sequence[str], rows: Mapping[str, R]) -> None:
        """Take the answer to `wanted`: what of `asked` was found."""
        changed = self._keep(rows)
        if tuple(asked) != self._asked:
            return  # the answer for a list that is no longer shown
        self._asked = ()
        lost = [key for key in asked if key not in rows]
        for key in lost:
            self._lost.add(key)
            self._rows.pop(key, None)
        self._repaint(changed.union(lost))
        if lost:
            self.gone.emit()
        self._ask()

    def give_up(self) -> None:
        """What was asked for could not be read; it is asked for again when it is looked at again."""
        self._asked = ()

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
        if role == ROW_ROLE:
            return row
        if role == _TIP:
            return column.tip(row) if column.tip else None
        if role == _SPOKEN and column.spoken:
            return column.spoken(row)
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

    def _keep(self, rows: Mapping[str, R]) -> set[str]:
        """Keep `rows`; returns those that say something else than before."""
        changed = {key for key, row in rows.items() if self._rows.get(key) != row}
        for key, row in rows.items():
            self._rows.pop(key, None)
            self._rows[key] = row
        self._stale.difference_update(rows)
        for key in list(self._rows)[: max(0, len(self._rows) - HELD)]:
            del self._rows[key]
        return changed

    def _repaint(self, keys: set[str]) -> None:
        """Show rows anew where one of `keys` is in sight."""
        if keys and not keys.isdisjoint(self._ids[self._sight.start : self._sight.stop]):
            self._changed(self._sight)

    def _ask(self) -> None:
        """Ask for the first window with something missing: those in sight, then the one below, then the one above."""
        if self._asked or not self._sight:
            return
        top, foot = self._sight.start // WINDOW, (self._sight.stop - 1) // WINDOW
        for window in (*range(top, foot + 1), foot + 1, top - 1):
            start = window * WINDOW
            near = self._ids[start : start + WINDOW] if start >= 0 else ()
            missing = [key for key in near if self._lacks(key)]
            if missing:
                self._asked = tuple(missing)
                self.wanted.emit(missing)
                return

    def _lacks(self, key: str) -> bool:
        return (key not in self._rows or key in self._stale) and key not in self._lost
