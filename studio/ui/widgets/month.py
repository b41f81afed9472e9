"""The days of a month to choose one of: dots for posts, hatch for a day without posting, a ring around today."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from studio.translation import mark, tr
from studio.ui.calendar.dates import WEEK, month_on, spoken_day, week_of
from studio.ui.theme import current_tokens
from studio.ui.widgets.rows import Index
from studio.ui.widgets.text_painter import weighted
from studio.ui.widgets.tips import plain

WEEKS = 6
WIDER, HIGHER = 22, 18
"""Pixels of a cell besides its two digits."""
INSET, RADIUS, HATCH = 1, 6.0, 7
DOTS = 6
"""So many times is a letter higher than a dot."""
MOST_DOTS = 4
SHORT = (mark("Mo"), mark("Tu"), mark("We"), mark("Th"), mark("Fr"), mark("Sa"), mark("Su"))
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -WEEK, Qt.Key.Key_Down: WEEK}


class MonthGrid(QTableWidget):
    """`picked` carries a day that a person chose, `taken` one chosen twice; `turned` says that another month shows."""

    picked = Signal(object)
    taken = Signal(object)
    turned = Signal()

    def __init__(self, today: date) -> None:
        super().__init__(WEEKS, WEEK)
        self.today = today
        self.day = today
        self.posts: Mapping[date, int] = {}
        self.closed: Mapping[date, str] = {}
        self._first = date.min
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalHeader(_Weekdays(self))
        self.verticalHeader().hide()
        self.setItemDelegate(_DayDelegate(self))
        for place, name in enumerate(SHORT):
            self.setHorizontalHeaderItem(place, QTableWidgetItem(tr(name)))
        self.setAccessibleName(tr("Days"))
        self.cellClicked.connect(lambda row, column: self._chose(self.day_at(row, column)))
        self.cellDoubleClicked.connect(lambda row, column: self.taken.emit(self.day_at(row, column)))
        self._size()
        self.show_day(today)

    @property
    def first(self) -> date:
        """The first of the days in sight."""
        return self._first

    @property
    def last(self) -> date:
        return self._first + timedelta(days=WEEKS * WEEK - 1)

    def day_at(self, row: int, column: int) -> date:
        return self._first + timedelta(days=row * WEEK + column)

    def show_day(self, day: date) -> None:
        """Take `day` in hand, in its month."""
        self.day = day
        first = week_of(day.replace(day=1))[0]
        turned, self._first = first != self._first, first
        if turned:
            self._fill()
        place = (day - first).days
        self.setCurrentCell(place // WEEK, place % WEEK)
        if turned:
            self.turned.emit()

    def show_posts(self, posts: Mapping[date, int], closed: Mapping[date, str]) -> None:
        """How many posts stand on which day, and why nothing is posted on a day."""
        self.posts, self.closed = posts, closed
        self._fill()

    def turn(self, by: int) -> None:
        """Choose the same day `by` months on."""
        self._chose(month_on(self.day, by))

    def _chose(self, day: date) -> None:
        self.show_day(day)
        self.picked.emit(day)

    def _fill(self) -> None:
        for place in range(WEEKS * WEEK):
            row, column = divmod(place, WEEK)
            day, item = self.day_at(row, column), QTableWidgetItem()
            marks = [self.closed[day]] if day in self.closed else []
            said = spoken_day(day, self.posts.get(day, 0), marks, today=day == self.today)
            item.setText(str(day.day))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            item.setToolTip(plain(self.closed.get(day, "")))
            self.setItem(row, column, item)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk on into the next month; Home and End are the ends of the week."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._chose(self.day + timedelta(days=step))
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._chose(week_of(self.day)[0 if event.key() == Qt.Key.Key_Home else -1])
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._size()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._size()

    def _size(self) -> None:
        metrics = self.fontMetrics()
        cell = QSize(metrics.horizontalAdvance("00") + WIDER, metrics.height() + HIGHER)
        for header, side in ((self.horizontalHeader(), cell.width()), (self.verticalHeader(), cell.height())):
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(side)
        head = metrics.height() + HIGHER // 2
        self.horizontalHeader().setFixedHeight(head)
        self.setFixedSize(WEEK * cell.width() + 2, WEEKS * cell.height() + head + 2)


class _Weekdays(QHeaderView):
    """The short names of the days, one over the middle of each column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        painter.setFont(weighted(self.font()))
        painter.setPen(QColor(current_tokens().muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(self.model().headerData(place, self.orientation())))


class _DayDelegate(QStyledItemDelegate):
    """One day: past days and those of other months are quieter."""

    def __init__(self, grid: MonthGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled: Any = option
        grid, tokens = self._grid, current_tokens()
        day = grid.day_at(index.row(), index.column())
        chosen, busy = day == grid.day, grid.posts.get(day, 0)
        quiet = day < grid.today or day.month != grid.day.month or day in grid.closed
        box = QRectF(styled.rect).adjusted(INSET, INSET, -INSET, -INSET)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if day in grid.closed and not chosen:
            self._hatch(painter, styled.rect)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(box, RADIUS, RADIUS)
        if day == grid.today or (chosen and grid.hasFocus()):
            ring = box.adjusted(3, 3, -3, -3) if chosen else box.adjusted(1, 1, -1, -1)
            painter.setPen(QPen(QColor(tokens.on_accent if chosen else tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring, RADIUS, RADIUS)
        ink = QColor(tokens.on_accent if chosen else tokens.muted if quiet else tokens.text)
        painter.setPen(ink)
        painter.setFont(styled.font if quiet and not chosen else weighted(styled.font))
        lift = 3 if busy else 0
        painter.drawText(styled.rect.adjusted(0, -lift, 0, -lift), Qt.AlignmentFlag.AlignCenter, str(day.day))
        self._dots(painter, styled.rect, min(busy, MOST_DOTS), ink)
        painter.restore()

    def _hatch(self, painter: QPainter, rect: QRect) -> None:
        painter.save()
        painter.setClipRect(rect)
        painter.setPen(QPen(QColor(current_tokens().line), 1.5))
        for x in range(rect.left() - rect.height(), rect.right(), HATCH):
            painter.drawLine(x, rect.bottom(), x + rect.height(), rect.top())
        painter.restore()

    def _dots(self, painter: QPainter, rect: QRect, count: int, ink: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        side = self._grid.fontMetrics().height() // DOTS
        step = 2 * side
        left = rect.center().x() - (count * step - side) / 2 + 0.5
        for place in range(count):
            painter.drawEllipse(QRectF(left + place * step, rect.bottom() - step - 1, side, side))
