"""A table whose rows stand in groups: a band with the name of the group and how many it has, then its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.filter_pills import counted
from studio.ui.widgets.rows import ID_ROLE, ROOT, Column, Index, RowsModel
from studio.ui.widgets.table import AT_TEXT, PAD, Table
from studio.ui.widgets.text_painter import BAR, lines_of

R = TypeVar("R")
GROUP_ROLE = int(Qt.ItemDataRole.UserRole) + 5
ROW, AROUND = 40, 20
"""Pixels of a row at least, and around the letters of one."""
MOST_LINES = 8
"""Of a text; what goes beyond is in its tooltip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Generic[R]):
    """Rows under one name, by id. `tone` is that of a name that asks for a look."""

    name: str
    rows: dict[str, R]
    tone: Tone | None = None


class GroupedRows(RowsModel[R]):
    """The rows of all groups, and before those of each group its band, which cannot be chosen."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        super().__init__(columns)
        self._bands: dict[str, Group[R]] = {}

    @property
    def bands(self) -> tuple[tuple[int, Group[R]], ...]:
        """Each group with the place of its band."""
        return tuple((place, self._bands[key]) for place, key in enumerate(self._ids) if key in self._bands)

    def show_groups(self, groups: Sequence[Group[R]]) -> None:
        """Show those that have rows. The same ids in the same order keep selection and scrolling."""
        shown = [group for group in groups if group.rows]
        self._bands = {f"\0{number}": group for number, group in enumerate(shown)}
        self._rows = {key: line for group in shown for key, line in group.rows.items()}
        ids = tuple(key for band, group in self._bands.items() for key in (band, *group.rows))
        if not self._list(ids):
            self._changed(range(len(ids)))

    def _list(self, ids: Sequence[str]) -> bool:
        """A longer list is listed anew, too: bands may have come into its midst."""
        if ids == self._ids:
            return False
        self.beginResetModel()
        self._ids = ids
        self.endResetModel()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._ids[index.row()] in self._bands:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        band = self._bands.get(self._ids[index.row()]) if index.isValid() else None
        if band is None:
            return super().data(index, role)
        if role == ID_ROLE:
            return ""
        if role == GROUP_ROLE:
            return band
        if role == Qt.ItemDataRole.AccessibleTextRole or (role == Qt.ItemDataRole.DisplayRole and index.column() == 0):
            return f"{band.name} {counted(len(band.rows))}"
        return None


class _BandDelegate(QStyledItemDelegate):
    """Paints the band of a group: its name, and how many rows it has."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        band: Group[Any] | None = index.data(GROUP_ROLE)
        styled: Any = option
        rect: QRect = styled.rect
        tokens = current_tokens()
        painter.fillRect(rect, QColor(tokens.page))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        if band is None:
            return
        font = QFont(styled.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(tokens.tones[band.tone].text if band.tone is not None else tokens.text))
        room = rect.adjusted(PAD + 3, 0, -PAD, 0)
        middle = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(room, middle, band.name)
        beside = room.adjusted(painter.fontMetrics().horizontalAdvance(band.name) + 8, 0, 0, 0)
        painter.setFont(styled.font)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(beside, middle, counted(len(band.rows)))


class GroupedTable(Table):
    """Arrows go over the bands to the next row."""

    least_chars = 24
    """The names of units whole, such as “Công an phường Minh Khai”."""

    def __init__(self, model: GroupedRows[Any], name: str) -> None:
        self._grouped = model
        self._dressed: list[int] = []
        super().__init__(model, name)
        self._bands = _BandDelegate(self)
        self.setFrameShape(self.Shape.NoFrame)
        model.modelReset.connect(self._lay_bands)
        model.dataChanged.connect(self._fit_rows)
        self.horizontalHeader().sectionResized.connect(self._fit_rows)
        self._lay_bands()

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_bands()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The row in hand has a bar at its left."""
        super().paintEvent(event)
        here = self.currentIndex()
        if here.isValid() and self.selectionModel().isSelected(here):
            top = self.rowViewportPosition(here.row())
            QPainter(self.viewport()).fillRect(0, top, BAR, self.rowHeight(here.row()), QColor(current_tokens().accent))

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Where Qt would stand on a band, to the row below it."""
        index = super().moveCursor(action, modifiers)
        on_band = index.isValid() and index.data(GROUP_ROLE) is not None
        return index.siblingAtRow(index.row() + 1) if on_band else index

    def _row_height(self) -> int:
        metrics = self.fontMetrics()
        return max(ROW, 2 * metrics.lineSpacing() + 6 if self.wordWrap() else metrics.height() + AROUND)

    def _lay_bands(self) -> None:
        """Bands go across all columns, and are lower than rows."""
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(self._row_height())
        self.clearSpans()
        for place in self._dressed:
            self.setItemDelegateForRow(place, None)  # type: ignore[arg-type]
            if place < self._grouped.rowCount(ROOT):
                rows.resizeSection(place, self._row_height())
        self._dressed = [place for place, _ in self._grouped.bands]
        for place in self._dressed:
            self.setSpan(place, 0, 1, len(self._grouped.columns))
            self.setItemDelegateForRow(place, self._bands)
            rows.resizeSection(place, self.fontMetrics().height() + 9)
        self._fit_rows()
        self._fit_height()

    def _fit_height(self) -> None:
        """One that grows ends with its last row: bands are lower than rows."""
        super()._fit_height()
        if self._most_rows and self._grouped.rowCount(ROOT) <= self._most_rows:
            self.setFixedHeight(self.height_of(0) + self.verticalHeader().length())

    def _fit_rows(self) -> None:
        """Where long texts take more lines, a row is as high as the longest of its own."""
        if not self.wordWrap():
            return
        for place in set(range(self._grouped.rowCount(ROOT))).difference(self._dressed):
            high = self._lines(place) * self.fontMetrics().lineSpacing() + 6
            self.verticalHeader().resizeSection(place, max(self._row_height(), high))

    def _lines(self, place: int) -> int:
        """Lines of the longest text of a row; the hint of Qt takes its column for a little wider than it is."""
        columns = (at for at in range(len(self._grouped.columns)) if not self.isColumnHidden(at))
        return max(
            len(lines_of(str(self._grouped.index(place, at).data() or ""), self.font(), self._room(at), MOST_LINES))
            for at in columns
        )

    def _room(self, column: int) -> int:
        """Pixels that a text of `column` has across."""
        return self.columnWidth(column) - 2 * PAD - AT_TEXT
