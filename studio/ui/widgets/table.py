"""Tables with rows of one height; what they list and show is the model's (see `rows`). The one of a very long list
tells its model what is in sight, and lets many rows be chosen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens
from studio.ui.widgets.avatar import PageMark, paint_page
from studio.ui.widgets.chip import paint_word, paint_word_lines, words_room
from studio.ui.widgets.rows import ALWAYS, ID_ROLE, ROOT, ROW_ROLE, WORD_ROLE, Column, Index, RowsModel, Tile
from studio.ui.widgets.text_painter import lines_of, paint_elided, paint_lines, paint_thumb, weighted
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord

PAD, HEADING_PAD, HEADING_SPARE = 11, 14, 8
"""Pixels beside a text in its cell and in its heading; what Qt keeps of a heading for itself."""
TILE, TILE_PAD, SIGN = 34 / 42, 8, 0.7
"""Width of a tile, in parts of its height: that of a card; pixels above and below it; the sign of a page, in its
parts."""
AT_TEXT = 6
"""Pixels that Qt keeps of a cell for itself."""
LEAST_CHARS = 26
SPARE = 2
"""A column takes its whole text of what is to spare where that is so many times as much."""


def sample_width(column: Column[Any], metrics: QFontMetrics) -> int:
    """Pixels that the sample of `column` takes in its cell, icon included."""
    return _text_width(column, column.sample, metrics)


def _text_width(column: Column[Any], text: str, metrics: QFontMetrics) -> int:
    extra = icon_px(metrics) + 6 if column.word else 2 * metrics.lineSpacing() if column.tile else 0
    return metrics.horizontalAdvance(text) + extra + 2 * PAD + AT_TEXT


def heading_width(column: Column[Any], font: QFont) -> int:
    """Pixels that the heading of `column` takes, set in the weight of headings and the padding of the style sheet."""
    return QFontMetrics(weighted(font)).horizontalAdvance(column.heading) + 2 * HEADING_PAD + HEADING_SPARE


class WordDelegate(QStyledItemDelegate):
    """Paints a status as icon and word; in a table that wraps long texts its word may take two lines, too."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        word = index.data(WORD_ROLE)
        if not isinstance(word, StateWord):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        styled: Any = option
        styled.text = ""
        view: QTableView = styled.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, view)
        room, ratio = styled.rect.adjusted(11, 0, -6, 0), view.devicePixelRatio()
        lines = len(lines_of(word.text, styled.font, words_room(room.width(), styled.font), 2))
        if lines > 1 and view.wordWrap():
            room.setTop(room.y() + (room.height() - lines * styled.fontMetrics.lineSpacing()) // 2)
            paint_word_lines(painter, room, word, styled.font, lines, ratio)
        else:
            paint_word(painter, room, word, styled.font, ratio)


class LinesDelegate(QStyledItemDelegate):
    """Paints a cell on two lines: its text or status, and the second line of the column. A text that needs both lines
    has them."""

    def __init__(self, view: QTableView, column: Column[Any], *, tick: bool = False) -> None:
        super().__init__(view)
        self._column, self._tick = column, tick

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        styled: Any = option
        styled.text, styled.icon = "", QIcon()
        view: QWidget = styled.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, view)
        room = styled.rect.adjusted(PAD + 1, 0, -6, 0)
        if self._tick:
            room.setLeft(room.left() + self._paint_tick(painter, room, styled) + 8)
        row = index.data(ROW_ROLE)
        if row is None:
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), str(index.data() or ""))
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._column.tile is not None:
            room.setLeft(room.left() + self._paint_tile(painter, room, self._column.tile(row)) + 10)
        self._paint_words(painter, room, row, styled.font, view.devicePixelRatio())
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect, row: Any, font: QFont, ratio: float) -> None:
        tokens, step = current_tokens(), QFontMetrics(font).lineSpacing()
        second = self._column.second(row) if self._column.second is not None else ""
        top = room.y() + (room.height() - 2 * step) // 2
        line = QRect(room.x(), top, room.width(), step)
        if self._column.word is not None:
            paint_word(painter, line, self._column.word(row), font, ratio)
            used = 1
        else:
            text = self._column.text(row)
            whole = len(lines_of(text, font, room.width(), 2))
            if whole == 1 and not second:
                line.moveTop(room.y() + (room.height() - step) // 2)
            used = paint_lines(painter, line.topLeft(), room.width(), text, font, tokens.text, 2)
        if second and used == 1:
            below = line.translated(icon_px(QFontMetrics(font)) + 6 if self._column.word is not None else 0, step)
            paint_elided(
                painter, below.intersected(room), second, weighted(font, QFont.Weight.Normal, 0.9), tokens.muted
            )

    def _paint_tick(self, painter: QPainter, room: QRect, styled: Any) -> int:
        tokens, px = current_tokens(), icon_px(styled.fontMetrics)
        on = bool(styled.state & QStyle.StateFlag.State_Selected)
        name, colour = ("square-check", tokens.accent) if on else ("square", tokens.field_line)
        picture = glyph(name, colour, px, styled.widget.devicePixelRatio())
        painter.drawPixmap(room.x() + 2, room.y() + (room.height() - px) // 2, picture)
        return px

    def _paint_tile(self, painter: QPainter, room: QRect, tile: Tile) -> int:
        high = room.height() - 2 * TILE_PAD
        box = QRect(room.x(), room.y() + TILE_PAD, round(high * TILE), high)
        if isinstance(tile, PageMark):
            side = round(high * SIGN)
            paint_page(painter, QRect(room.x(), room.y() + (room.height() - side) // 2, side, side), tile)
            return side
        if isinstance(tile, QPixmap):
            paint_thumb(painter, box, tile)
        elif tile is not None:
            ink = current_tokens().tones[tile.tone]
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ink.tint))
            painter.drawRoundedRect(box, 4, 4)
            px = box.width() // 2
            at = QPoint(box.center().x() - px // 2, box.center().y() - px // 2)
            painter.drawPixmap(at, glyph(tile.icon, ink.text, px, 2.0))
        return box.width()


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
        self._most_rows = 0
        self.setModel(model)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        super().setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        words = WordDelegate(self)
        for place, column in enumerate(model.columns):
            if column.second or column.tile:
                self.setItemDelegateForColumn(place, LinesDelegate(self, column))
            elif column.word:  # one in Python for every column would cost a quarter of a frame
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

    def grow(self, most: int) -> None:
        """Be as high as the rows, up to `most` of them: what holds the table scrolls."""
        self._most_rows = most
        heading = self.horizontalHeader()
        for changed in (
            self._model.modelReset,
            self._model.rowsInserted,
            self._model.rowsRemoved,
            heading.geometriesChanged,
        ):
            changed.connect(self._fit_height)
        self._fit_height()

    def height_of(self, rows: int) -> int:
        """Pixels that the heading and so many rows take."""
        around = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth() + 4
        return around + rows * self.verticalHeader().defaultSectionSize()

    def _fit_height(self) -> None:
        if self._most_rows:
            self.setFixedHeight(self.height_of(min(self._most_rows, max(1, self._model.rowCount(ROOT)))))

    def setWordWrap(self, on: bool) -> None:
        """Give long texts a second line, for which the rows have room."""
        super().setWordWrap(on)
        self._fit()

    def changeEvent(self, event: Any) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave_out()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        lines = 2 if any(column.second for column in self._model.columns) else 1
        high = max(44, metrics.height() + 22) if lines == 1 else 2 * metrics.lineSpacing() + 20
        if self.wordWrap():
            high = max(high, 2 * metrics.lineSpacing() + 6)
        self.verticalHeader().setDefaultSectionSize(high)
        heading = self.horizontalHeader()
        for place, column in enumerate(self._model.columns):
            if column.sample:
                heading.setSectionResizeMode(place, self._mode())
                heading.resizeSection(place, self._width(place))
            else:
                heading.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self._leave_out()
        self._fit_height()

    def _mode(self) -> QHeaderView.ResizeMode:
        """How columns with a sample take their width."""
        return QHeaderView.ResizeMode.Fixed

    def _width(self, place: int) -> int:
        column = self._model.columns[place]
        return max(sample_width(column, self.fontMetrics()), heading_width(column, self.font()))

    def _leave_out(self) -> None:
        """Hide the least needed columns until the one without a sample has room for some words, and share what it has
        beyond that with the column that grows."""
        room = self.viewport().width() - self.fontMetrics().averageCharWidth() * self.least_chars
        kept = sorted(range(len(self._model.columns)), key=lambda place: -self._model.columns[place].keep)
        for place in kept:
            column = self._model.columns[place]
            if not column.sample:
                continue
            room -= self._width(place)
            self.setColumnHidden(place, room < 0 and column.keep < ALWAYS)
        for place, column in enumerate(self._model.columns):
            width = self._width(place)
            if column.whole:
                more = max(0, _text_width(column, column.whole, self.fontMetrics()) - width)
                more = more if room >= SPARE * more else 0
                room -= more
                self.horizontalHeader().resizeSection(place, width + more)
            if column.grows:
                self.horizontalHeader().resizeSection(place, width + max(0, room) // 2)

    def _moved(self, current: QModelIndex, _: QModelIndex) -> None:
        self.chosen.emit(str(current.data(ID_ROLE)) if current.isValid() else "")


HEADER_GAP = 6


class SortHeader(QHeaderView):
    """`tick_wanted` follows a click on the tick. The order shown is what `show_order` was told."""

    tick_wanted = Signal()

    def __init__(self, *, ticks: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._ticks = ticks
        self._sorted, self._descending = -1, False
        self._tick = "square"
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)

    def show_order(self, place: int, *, descending: bool) -> None:
        """Mark the column at `place` (-1: none) as the one sorted by."""
        self._sorted, self._descending = place, descending
        self.viewport().update()

    def show_tick(self, name: str) -> None:
        """Draw the icon `name` before the first heading."""
        if name != self._tick:
            self._tick = name
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.is_tick(event.position().toPoint()):
            self.tick_wanted.emit()
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.is_tick(event.position().toPoint()):
            super().mousePressEvent(event)

    def is_tick(self, at: QPoint) -> bool:
        """Whether `at` lies on the tick."""
        return self._ticks and at.x() < HEADING_PAD + icon_px(self.fontMetrics()) + HEADER_GAP

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens = current_tokens()
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        px, ratio = icon_px(self.fontMetrics()), self.devicePixelRatio()
        words = rect.adjusted(HEADING_PAD, 0, -HEADER_GAP, 0)
        if section == 0 and self._ticks:
            self._draw(painter, words, self._tick, tokens.muted, px, ratio)
            words.setLeft(words.left() + px + HEADER_GAP)
        heading = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        arrow = px * 3 // 4 if section == self._sorted else 0
        text = metrics.elidedText(heading, Qt.TextElideMode.ElideRight, words.width() - arrow)
        painter.setPen(QColor(tokens.text if arrow else tokens.muted))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        if arrow:
            words.setLeft(words.left() + metrics.horizontalAdvance(text) + 4)
            name = "arrow-down" if self._descending else "arrow-up"
            self._draw(painter, words, name, tokens.accent, arrow, ratio)

    @staticmethod
    def _draw(painter: QPainter, rect: QRect, name: str, colour: str, px: int, ratio: float) -> None:
        painter.drawPixmap(rect.x(), rect.y() + (rect.height() - px) // 2, glyph(name, colour, px, ratio))


_Flag = QItemSelectionModel.SelectionFlag
NARROWEST = 5
"""Characters a column can be drawn down to."""


class TickDelegate(QStyledItemDelegate):
    """Puts a tick before the first column: it says that a row is chosen, and a click on it chooses one more."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        styled: Any = option
        tokens, px = current_tokens(), icon_px(styled.fontMetrics)
        on = bool(styled.state & QStyle.StateFlag.State_Selected)
        ratio = styled.widget.devicePixelRatio()
        picture = glyph("square-check" if on else "square", tokens.accent if on else tokens.field_line, px, ratio)
        styled.icon = QIcon(picture)
        styled.decorationSize = QSize(px, px)
        styled.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration


class LazyTable(Table):
    """Many rows may be chosen: `marked` follows every change of that, and a menu is about all of them. `order_wanted`
    asks to sort by a column's order; `resized` says that a column was drawn to another width."""

    marked = Signal()
    order_wanted = Signal(str)
    delete_wanted = Signal()
    resized = Signal()

    def __init__(
        self, model: RowsModel[Any], name: str = "", *, ticks: bool = True, least_chars: int = LEAST_CHARS
    ) -> None:
        """`ticks`: many rows may be chosen. `least_chars`: room kept for the column without a sample."""
        self.least_chars = least_chars
        self._lazy = model
        self._drawn: dict[str, float] = {}
        self._fitting = False
        super().__init__(model, name)
        self._ticks = ticks
        if ticks:
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
            first = model.columns[0]
            lines = LinesDelegate(self, first, tick=True) if first.second or first.tile else TickDelegate(self)
            self.setItemDelegateForColumn(0, lines)
        self.header = SortHeader(ticks=ticks, parent=self)
        self.setHorizontalHeader(self.header)
        self.header.sectionClicked.connect(self._clicked)
        self.header.sectionResized.connect(self._drawn_to)
        self.header.tick_wanted.connect(self._tick_all)
        self.verticalScrollBar().valueChanged.connect(self.look)
        self.selectionModel().selectionChanged.connect(self._marked)
        model.modelReset.connect(self.look)
        self._fit()

    # -- what is in sight

    def look(self) -> None:
        """Tell the model which rows are in sight."""
        height, foot = self.rowHeight(0) if self._lazy.ids else 0, self.viewport().height()
        if height > 0:
            top = self.verticalScrollBar().value()
            self._lazy.look_at(top // height, (top + foot) // height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.look()

    # -- what is chosen

    @property
    def marked_count(self) -> int:
        """How many rows are chosen."""
        return sum(final - first + 1 for first, final in self._parts())

    @property
    def marked_ids(self) -> tuple[str, ...]:
        """The ids of the chosen rows, from the top."""
        return tuple(key for first, final in self._parts() for key in self._lazy.ids[first : final + 1])

    def mark(self, ids: Sequence[str], current: str = "") -> None:
        """Choose these rows, those of them that are listed; `current` is the one the arrow keys start from."""
        wanted = set(ids)
        places = [place for place, key in enumerate(self._lazy.ids) if key in wanted] if wanted else []
        picked, last = QItemSelection(), len(self._lazy.columns) - 1
        for first, final in _runs(places):
            picked.select(self._lazy.index(first, 0), self._lazy.index(final, last))
        self.selectionModel().select(picked, _Flag.ClearAndSelect)
        place = self._lazy.place_of(current) if current else None
        if place is not None:
            self.selectionModel().setCurrentIndex(self._lazy.index(place, 0), _Flag.NoUpdate)

    def _parts(self) -> list[tuple[int, int]]:
        """First and last of each unbroken run of chosen rows."""
        chosen = self.selectionModel().selection()
        return sorted((chosen.at(n).top(), chosen.at(n).bottom()) for n in range(chosen.count()))

    def list_again(self, ids: Sequence[str], rows: Mapping[str, Any] | None = None) -> None:
        """List `ids` (see `RowsModel.set_ids`); what is chosen, in hand and at the top stays so."""
        marked, current = self.marked_ids, self.chosen_id
        height = max(1, self.rowHeight(0))
        top, rest = divmod(self.verticalScrollBar().value(), height)
        first = self._lazy.ids[top] if top < len(self._lazy.ids) else ""
        self._lazy.set_ids(ids, rows)
        self.mark(marked, current)
        place = self._lazy.place_of(first) if first and top else None
        self.verticalScrollBar().setValue((place if place is not None else top) * height + rest)
        self.look()

    def _marked(self) -> None:
        count = self.marked_count
        whole = 0 < count == len(self._lazy.ids)
        self.header.show_tick("square-check" if whole else "square-minus" if count else "square")
        self.marked.emit()

    def _tick_all(self) -> None:
        if self.marked_count == len(self._lazy.ids):
            self.clearSelection()
        else:
            self.selectAll()

    def _toggle(self, index: Index) -> None:
        self.selectionModel().select(index, _Flag.Toggle | _Flag.Rows)
        self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)

    # -- sorting, and how wide columns are

    def show_order(self, order: str, *, descending: bool) -> None:
        """Mark the column that the list is sorted by."""
        places = [place for place, column in enumerate(self._lazy.columns) if order and column.sort == order]
        self.header.show_order(places[0] if places else -1, descending=descending)

    @property
    def drawn(self) -> dict[str, float]:
        """Widths a person drew columns to, in characters, by the column's order."""
        return dict(self._drawn)

    def draw(self, widths: dict[str, float]) -> None:
        """Give columns the widths of an earlier day; what cannot be a width is left out."""
        self._drawn = {name: max(NARROWEST, width) for name, width in widths.items()}
        self._fit()

    def _clicked(self, place: int) -> None:
        if self._lazy.columns[place].sort:
            self.order_wanted.emit(self._lazy.columns[place].sort)

    def _drawn_to(self, place: int, _: int, width: int) -> None:
        column = self._lazy.columns[place]
        if self._fitting or not column.sample or self.isColumnHidden(place) or not width:
            return
        self._drawn[_name(column, place)] = width / self.fontMetrics().averageCharWidth()
        self.resized.emit()

    def _mode(self) -> QHeaderView.ResizeMode:
        return QHeaderView.ResizeMode.Interactive

    def _width(self, place: int) -> int:
        drawn = self._drawn.get(_name(self._lazy.columns[place], place))
        return round(drawn * self.fontMetrics().averageCharWidth()) if drawn else super()._width(place)

    def _fit(self) -> None:
        self._fitting = True
        super()._fit()
        self._fitting = False

    def _leave_out(self) -> None:
        fitting, self._fitting = self._fitting, True
        super()._leave_out()
        self._fitting = fitting

    # -- mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if self._on_tick(event) and index.isValid():
            self._toggle(index)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._on_tick(event):
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def _on_tick(self, event: QMouseEvent) -> bool:
        return (
            self._ticks
            and event.button() == Qt.MouseButton.LeftButton
            and not event.modifiers()
            and self.header.is_tick(event.position().toPoint())
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bare = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if bare and event.key() == Qt.Key.Key_Space and self._ticks and self.currentIndex().isValid():
            self._toggle(self.currentIndex())
        elif bare and event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        elif bare and event.key() == Qt.Key.Key_Escape and self.marked_count:
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters search nothing here: Qt would read every row of the list for it."""

    @property
    def _has_menu(self) -> bool:
        return super()._has_menu or bool(self.marked_count)

    def viewportEvent(self, event: QEvent) -> bool:
        """A tooltip has what a cell had no room for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            text = str(index.data() or "") if index.isValid() else ""
            room = (
                self.columnWidth(index.column()) - 2 * PAD - (icon_px(self.fontMetrics()) if not index.column() else 0)
            )
            cut = text and self.fontMetrics().horizontalAdvance(text) > room
            QToolTip.showText(event.globalPos(), plain(text if cut else ""), self)
            return True
        return super().viewportEvent(event)


def read_widths(kept: str) -> dict[str, float]:
    """Widths (see `LazyTable.drawn`) as they were kept in JSON; none where that cannot be read."""
    try:
        return {str(name): float(width) for name, width in json.loads(kept or "{}").items()}
    except (ValueError, AttributeError, TypeError):
        return {}


def _name(column: Any, place: int) -> str:
    return column.sort or str(place)


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Rising `places` as first and last of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and place == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
