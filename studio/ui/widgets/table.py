"""A table with rows of one height; what it lists and shows is the model's (see `rows`)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QPainter, QResizeEvent
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
from studio.ui.widgets.rows import ALWAYS, ID_ROLE, WORD_ROLE, Column, Index, RowsModel
from studio.ui.words import StateWord

PAD = 11
LEAST_CHARS = 26


def sample_width(column: Column[Any], metrics: QFontMetrics) -> int:
    """Pixels that the sample of `column` takes in its cell, icon included."""
    extra = icon_px(metrics) + 6 if column.word else 0
    return metrics.horizontalAdvance(column.sample) + extra + 2 * PAD + 6


class WordDelegate(QStyledItemDelegate):
    """Paints a status as icon and word."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        word = index.data(WORD_ROLE)
        if not isinstance(word, StateWord):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        styled: Any = option
        styled.text = ""
        view: QWidget = styled.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, view)
        paint_word(painter, styled.rect.adjusted(11, 0, -6, 0), word, styled.font, view.devicePixelRatio())


class Table(QTableView):
    """Rows of one height, chosen one at a time: `chosen` carries the id; Enter or a double click `opened`.

    `menu_wanted` asks, at a point of the screen, for what can be done with the row chosen.
    """

    chosen = Signal(str)
    opened = Signal(str)
    menu_wanted = Signal(QPoint)
    least_chars = LEAST_CHARS
    """Room kept for the column without a sample."""

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
        words = WordDelegate(self)
        for place, column in enumerate(model.columns):
            if column.word:  # one in Python for every column would cost a quarter of a frame
                self.setItemDelegateForColumn(place, words)
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft() + QPoint(PAD, 0))
        if self._has_menu:
            self.menu_wanted.emit(at)

    @property
    def _has_menu(self) -> bool:
        return self.currentIndex().isValid()

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_out()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(max(44, metrics.height() + 22))
        heading = self.horizontalHeader()
        for place, column in enumerate(self._model.columns):
            if column.sample:
                heading.setSectionResizeMode(place, self._mode())
                heading.resizeSection(place, self._width(place))
            else:
                heading.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self._leave_out()

    def _mode(self) -> QHeaderView.ResizeMode:
        """How columns with a sample take their width."""
        return QHeaderView.ResizeMode.Fixed

    def _width(self, place: int) -> int:
        return sample_width(self._model.columns[place], self.fontMetrics())

    def _leave_out(self) -> None:
        """Hide the least needed columns until the one without a sample has room for some words."""
        room = self.viewport().width() - self.fontMetrics().averageCharWidth() * self.least_chars
        kept = sorted(range(len(self._model.columns)), key=lambda place: -self._model.columns[place].keep)
        for place in kept:
            column = self._model.columns[place]
            if not column.sample:
                continue
            room -= self._width(place)
            self.setColumnHidden(place, room < 0 and column.keep < ALWAYS)

    def _moved(self, current: QModelIndex, _: QModelIndex) -> None:
        self.chosen.emit(str(current.data(ID_ROLE)) if current.isValid() else "")
