"""The month as a list: days that have something, and under each its entries."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTreeView

from studio.calendar.model import CalendarEntry
from studio.ui.calendar.model import DAY_ROLE, ENTRY_ROLE, CalendarModel, Col
from studio.ui.icons import icon_px
from studio.ui.widgets.rows import Index
from studio.ui.widgets.table import PAD, WordDelegate

_SAMPLES = {
    Col.TIME: "00:00 xx",
    Col.STATE: "Đã gửi, chưa xác minh 00/00",
    Col.PAGES: "Công an phường Minh Khai xxx",
}
_HOLDER = "Người giữ lịch xx"
LEAST_CHARS = 26
"""Room kept for the title before columns are left out."""
HIGHER = 18
"""Pixels of a row around its line."""
ROOT = QModelIndex()


class DayDelegate(WordDelegate):
    """Days in bolder letters; rows high enough for a finger."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        styled: Any = option
        if index.data(ENTRY_ROLE) is None:
            font = QFont(styled.font)
            font.setWeight(QFont.Weight.DemiBold)
            styled.font = font

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        styled: Any = option
        return QSize(super().sizeHint(option, index).width(), styled.fontMetrics.height() + HIGHER)


class Agenda(QTreeView):
    """Enter or a double click `opened`; Space `asked` for more of an entry."""

    opened = Signal(object)
    asked = Signal(object)
    turned = Signal(int)
    home = Signal()
    menu_wanted = Signal(object, object, object)
    """Day, entry or None, and where on the screen."""

    def __init__(self, model: CalendarModel) -> None:
        super().__init__()
        self._calendar = model
        self._month = date.min
        self._kept = ""
        self.setModel(model)
        self.setItemDelegate(DayDelegate(self))
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ring", True)
        self.setProperty("kind", "agenda")
        heading = self.header()
        heading.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        heading.setStretchLastSection(False)
        heading.setMinimumSectionSize(40)
        model.modelAboutToBeReset.connect(self._let_go)
        model.modelReset.connect(self._unfold)
        self.activated.connect(self._activated)
        self._fit()

    def show_month(self, day: date) -> None:
        """Show the month of `day`; unless it is shown already, go to that day or the next that has something."""
        if day == self._month and self.entry is not None:
            return
        self._month = day
        self._unfold()
        for place in range(self._calendar.rowCount()):
            index = self._calendar.index(place, 0)
            if not self.isRowHidden(place, ROOT) and index.data(DAY_ROLE) >= day:
                self.setCurrentIndex(self._calendar.index(0, 0, index))
                self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
                return

    @property
    def entry(self) -> CalendarEntry | None:
        """The one in hand."""
        return self._calendar.entry_at(self.currentIndex()) if self.currentIndex().isValid() else None

    def _unfold(self) -> None:
        """Every day that has something lies open; the others, and those of other months, are left out."""
        for place in range(self._calendar.rowCount()):  # first, for Qt lays all out anew for a span after a hiding
            self.setFirstColumnSpanned(place, ROOT, True)
        for place in range(self._calendar.rowCount()):
            index = self._calendar.index(place, 0)
            day: date = index.data(DAY_ROLE)
            mine = (day.year, day.month) == (self._month.year, self._month.month)
            self.setRowHidden(place, ROOT, not mine or not self._calendar.rowCount(index))
        self.expandAll()
        self._take_up()

    def _let_go(self) -> None:
        entry = self.entry
        self._kept = entry.id if entry is not None else ""

    def _take_up(self) -> None:
        """After reading again, the entry in hand is the one it was."""
        kept, self._kept = self._kept, ""
        for place in range(self._calendar.rowCount() if kept else 0):
            day = self._calendar.index(place, 0)
            for child in range(self._calendar.rowCount(day)):
                index = self._calendar.index(child, 0, day)
                entry = self._calendar.entry_at(index)
                if entry is not None and entry.id == kept:
                    self.setCurrentIndex(index)
                    return

    def _activated(self, index: QModelIndex) -> None:
        entry = self._calendar.entry_at(index)
        if entry is not None:
            self.opened.emit(entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry = self.entry
        if event.key() == Qt.Key.Key_Space and entry is not None:
            self.asked.emit((entry,))
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turned.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() == Qt.Key.Key_Home:
            self.home.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, at = self.currentIndex(), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(PAD, 0))
        if index.isValid():
            self.menu_wanted.emit(index.data(DAY_ROLE), self.entry, at)

    # -- how wide columns are

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics, heading = self.fontMetrics(), self.header()
        room = self.viewport().width() - LEAST_CHARS * metrics.averageCharWidth()
        for col, sample in ({**_SAMPLES, Col.HOLDER: _HOLDER}).items():
            extra = icon_px(metrics) + 6 if col is Col.STATE else 0
            width = metrics.horizontalAdvance(sample) + 2 * PAD + extra
            heading.setSectionResizeMode(col, QHeaderView.ResizeMode.Fixed)
            heading.resizeSection(col, width)
            room -= width
            self.setColumnHidden(col, col in (Col.PAGES, Col.HOLDER) and room < 0)
        heading.setSectionResizeMode(Col.POST, QHeaderView.ResizeMode.Stretch)
