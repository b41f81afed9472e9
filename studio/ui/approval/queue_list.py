"""The list of the queue: rows of one height, brought as they come into sight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.ui.approval.lineup import QueueRow
from studio.ui.approval.urgency import short_moment, urgency
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.chip import paint_word, word_width
from studio.ui.widgets.lazy_rows import LazyRowsModel
from studio.ui.widgets.rows import ID_ROLE, ROOT, Column, Index
from studio.ui.words import StateWord, post_word

PAD_X, PAD_Y, GAP, BETWEEN = 14, 10, 4, 12
TITLE_LINES = 2


class QueueDelegate(QStyledItemDelegate):
    """Paints a row: title on two lines, author and time, then what presses and whether it changed since a look."""

    def __init__(self, view: QueueList) -> None:
        super().__init__(view)
        self._view = view

    def height(self, metrics: QFontMetrics) -> int:
        return 2 * PAD_Y + (TITLE_LINES + 2) * metrics.lineSpacing() + 2 * GAP

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        styled: Any = option
        return QSize(120, self.height(styled.fontMetrics))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled: Any = option
        rect: QRect = styled.rect
        painter.save()
        _paint_ground(painter, rect, styled.state)
        row = self._view.row(str(index.data(ID_ROLE)))
        if row is not None:
            self._paint_row(painter, rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y), row, styled.font)
        painter.restore()

    def _paint_row(self, painter: QPainter, room: QRect, row: QueueRow, font: QFont) -> None:
        tokens = current_tokens()
        step = QFontMetrics(font).lineSpacing()
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setPen(QColor(tokens.text))
        paint_lines(painter, QRect(room.x(), room.y(), room.width(), TITLE_LINES * step), self._view.title(row), bold)
        line = QRect(room.x(), room.y() + TITLE_LINES * step + GAP, room.width(), step)
        medium = QFont(font)
        medium.setWeight(QFont.Weight.Medium)
        mark, ratio = self._view.mark(row), self._view.devicePixelRatio()
        if mark is None:
            _paint_ends(painter, line, row.author, short_moment(row.since), font, tokens.muted)
        else:
            width = min(word_width(mark, medium), line.width() // 2)
            paint_word(painter, QRect(line.right() - width, line.y(), width + 1, step), mark, medium, ratio)
            _paint_ends(painter, line.adjusted(0, 0, -width - BETWEEN, 0), row.author, "", font, tokens.muted)
        line.translate(0, step + GAP)
        paint_word(painter, line, urgency(row, self._view.now), medium, ratio)


def _paint_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    tokens = current_tokens()
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(tokens.selected if selected else tokens.hover))
    if selected:
        painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), QColor(tokens.accent))
    painter.setPen(QColor(tokens.line))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _paint_ends(painter: QPainter, line: QRect, left: str, right: str, font: QFont, colour: str) -> None:
    """`left` as far as there is room, `right` whole."""
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    width = metrics.horizontalAdvance(right)
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(line, int(Qt.AlignmentFlag.AlignRight | middle), right)
    room = line.adjusted(0, 0, -width - BETWEEN, 0)
    shown = metrics.elidedText(left, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | middle), shown)


def paint_lines(painter: QPainter, room: QRect, text: str, font: QFont) -> None:
    """`text` on as many lines as `room` holds; the last ends in … where there is more."""
    metrics = QFontMetrics(font)
    step = metrics.lineSpacing()
    painter.setFont(font)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    for number in range(room.height() // step):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(room.width())
        start, last = line.textStart(), number == room.height() // step - 1
        shown = text[start:] if last else text[start : start + line.textLength()]
        shown = metrics.elidedText(shown.rstrip(), Qt.TextElideMode.ElideRight, room.width())
        top = QPointF(room.x(), room.y() + number * step + metrics.ascent())
        painter.drawText(top, shown)
    layout.endLayout()


class QueueList(QListView):
    """`chosen` carries the id of the post in hand, `opened` that of one taken with Enter or a double click.

    `wanted` asks for the rows of some ids, to be answered with `bring`.
    """

    chosen = Signal(str)
    opened = Signal(str)
    wanted = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now = datetime.min.replace(tzinfo=UTC)
        self._changed: frozenset[str] = frozenset()
        self._model: LazyRowsModel[QueueRow] = LazyRowsModel([Column(heading=str, text=self._spoken)], self)
        self._model.wanted.connect(self.wanted)
        self.setModel(self._model)
        self.setItemDelegate(QueueDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ring", True)
        self.selectionModel().currentChanged.connect(self._moved)
        self.activated.connect(lambda index: self.opened.emit(str(index.data(ID_ROLE))))
        self.verticalScrollBar().valueChanged.connect(lambda _: self._look())

    @property
    def ids(self) -> Sequence[str]:
        return self._model.ids

    @property
    def chosen_id(self) -> str:
        index = self.currentIndex()
        return str(index.data(ID_ROLE)) if index.isValid() else ""

    def show_ids(self, ids: Sequence[str], changed: frozenset[str], now: datetime) -> None:
        """List `ids`; the post in hand stays in hand where it is still there. Says nothing of the choice."""
        self.now, self._changed = now, changed
        kept = self.chosen_id
        self.selectionModel().blockSignals(True)
        self._model.set_ids(tuple(ids))
        self.choose(kept)
        self.selectionModel().blockSignals(False)
        self._look()
        self.viewport().update()

    def bring(self, asked: Sequence[str], rows: dict[str, QueueRow]) -> None:
        self._model.bring(asked, rows)

    def give_up(self) -> None:
        """The rows asked for could not be read."""
        self._model.give_up()

    def row(self, id: str) -> QueueRow | None:
        return self._model.row(id)

    def title(self, row: QueueRow) -> str:
        return row.title or self.tr("(no title yet)")

    def mark(self, row: QueueRow) -> StateWord | None:
        """What else is to be said of a row: that it changed since this person's last look, or has comments."""
        if row.id in self._changed:
            return StateWord(self.tr("Changed"), "file-pen", Tone.VIOLET)
        return StateWord(str(row.comments), "message-circle", Tone.AMBER) if row.comments else None

    def choose(self, id: str) -> bool:
        """Take the post in hand; False when it is not listed."""
        place = self._model.place_of(id) if id else None
        if place is not None:
            self.setCurrentIndex(self._model.index(place, 0))
        return place is not None

    def step(self, by: int) -> None:
        """Take the next post in hand, or the one before."""
        place = self.currentIndex().row() + by
        if 0 <= place < len(self.ids):
            self.setCurrentIndex(self._model.index(place, 0))

    def neighbour(self, id: str) -> str:
        """The post that comes after `id`, else the one before it, else nothing."""
        place = self._model.place_of(id)
        if place is None:
            return ""
        ids = self.ids
        return ids[place + 1] if place + 1 < len(ids) else ids[place - 1] if place else ""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()
        elif event.type() == QEvent.Type.LanguageChange:
            self._model.reword()

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

    def _spoken(self, row: QueueRow) -> str:
        """What a screen reader says of a row."""
        mark = self.mark(row)
        told = (
            self.title(row),
            post_word(row.state).text,
            urgency(row, self.now).text,
            mark.text if mark and row.id in self._changed else "",
            self.tr("{n} open comments").format(n=row.comments) if row.comments else "",
            self.tr("by {name}, {when}").format(name=row.author, when=short_moment(row.since)),
        )
        return ". ".join(part for part in told if part)

    def _moved(self, current: QModelIndex, _: QModelIndex) -> None:
        self.chosen.emit(str(current.data(ID_ROLE)) if current.isValid() else "")
