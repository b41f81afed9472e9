"""The list of the queue: rows of one height, brought as they come into sight."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.translation import ntr, tr
from studio.ui.approval.lineup import QueueRow
from studio.ui.approval.urgency import short_moment, urgency
from studio.ui.theme import current_tokens
from studio.ui.tokens import Tone
from studio.ui.widgets.chip import paint_word, word_width
from studio.ui.widgets.lazy_list import LazyListView
from studio.ui.widgets.rows import ID_ROLE, Index
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


class QueueList(LazyListView[QueueRow]):
    """The posts that wait."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now = datetime.min.replace(tzinfo=UTC)
        self._changed: frozenset[str] = frozenset()
        self.setItemDelegate(QueueDelegate(self))

    def show_queue(self, ids: Sequence[str], changed: frozenset[str], now: datetime) -> None:
        """List `ids`; those in `changed` changed since this person's last look."""
        self.now, self._changed = now, changed
        self.show_ids(ids)

    def title(self, row: QueueRow) -> str:
        return row.title or tr("(no title yet)")

    def mark(self, row: QueueRow) -> StateWord | None:
        """What else is to be said of a row: that it changed since this person's last look, or has comments."""
        if row.id in self._changed:
            return StateWord(tr("Changed", about="since the last look"), "file-pen", Tone.VIOLET)
        return StateWord(str(row.comments), "message-circle", Tone.AMBER) if row.comments else None

    def spoken(self, row: QueueRow) -> str:
        mark = self.mark(row)
        told = (
            self.title(row),
            post_word(row.state).text,
            urgency(row, self.now).text,
            mark.text if mark and row.id in self._changed else "",
            ntr("{n} open comment", "{n} open comments", row.comments).format(n=row.comments) if row.comments else "",
            tr("by {name}, {when}").format(name=row.author, when=short_moment(row.since)),
        )
        return ". ".join(part for part in told if part)
