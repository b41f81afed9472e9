"""A list of entries of two or three lines each: queues, search results, articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.ui.theme import current_tokens
from studio.ui.widgets.chip import paint_word, word_width
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROOT = QModelIndex()
PAD_X, PAD_Y, GAP, GAP_SIDE = 14, 10, 4, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """One entry. `spans` are the matched parts of `text`, start and end; with `head` it begins a group of that name."""

    id: str
    title: str
    text: str = ""
    word: StateWord | None = None
    side: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    head: str = ""


class EntriesModel(QAbstractListModel):
    """The entries in sight."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[ListEntry, ...] = ()

    def set_entries(self, entries: Sequence[ListEntry]) -> None:
        self.beginResetModel()
        self._entries = tuple(entries)
        self.endResetModel()

    @property
    def entries(self) -> tuple[ListEntry, ...]:
        return self._entries

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            word = entry.word.text if entry.word else ""
            return ". ".join(part for part in (entry.head, entry.title, word, entry.text) if part)
        if role == Qt.ItemDataRole.ToolTipRole and entry.head:
            return plain(entry.head)
        return None


class EntryDelegate(QStyledItemDelegate):
    """Paints an entry: title, then status and side note, then the text on `lines` lines.

    Without lines for the title, all of it is one line: title on the left, status on the right.
    """

    def __init__(self, parent: QObject, *, lines: int, title_lines: int) -> None:
        super().__init__(parent)
        self._lines, self._title_lines = lines, title_lines

    def height(self, metrics: QFontMetrics) -> int:
        rows = self._title_lines + 1 + self._lines
        gaps = 0 if not self._title_lines else 2 if self._lines else 1
        return 2 * PAD_Y + rows * metrics.lineSpacing() + gaps * GAP

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        styled: Any = option
        entry: ListEntry = index.data(ENTRY_ROLE)
        return QSize(120, self.height(styled.fontMetrics) + (_head_height(styled.fontMetrics) if entry.head else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled: Any = option
        entry: ListEntry = index.data(ENTRY_ROLE)
        tokens = current_tokens()
        rect: QRect = styled.rect
        selected = bool(styled.state & QStyle.StateFlag.State_Selected)
        hovered = bool(styled.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if entry.head:
            rect = _paint_head(painter, rect, entry.head, styled.font)
        if selected or hovered:
            painter.fillRect(rect, QColor(tokens.selected if selected else tokens.hover))
        if selected:
            painter.fillRect(QRect(rect.x(), rect.y(), 3, rect.height()), QColor(tokens.accent))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = QFont(styled.font)
        step = QFontMetrics(font).lineSpacing()
        room = rect.adjusted(PAD_X, PAD_Y, -PAD_X, -PAD_Y)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        if not self._title_lines:
            _paint_line(painter, room, entry, bold, tokens.text, styled.widget)
            painter.restore()
            return
        _paint_lines(painter, room, entry.title, bold, tokens.text, self._title_lines)
        middle = QRect(room.x(), room.y() + self._title_lines * step + GAP, room.width(), step)
        _paint_middle(painter, middle, entry, font, tokens.muted, styled.widget)
        if self._lines:
            below = room.adjusted(0, (self._title_lines + 1) * step + 2 * GAP, 0, 0)
            _paint_lines(painter, below, entry.text, font, tokens.muted, self._lines, entry.spans, tokens.text)
        painter.restore()


def _head_height(metrics: QFontMetrics) -> int:
    return metrics.lineSpacing() + 2 * GAP


def _paint_head(painter: QPainter, rect: QRect, head: str, font: QFont) -> QRect:
    """The name of a group on a band of its own; the rest of `rect`."""
    tokens = current_tokens()
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetrics(strong)
    band = QRect(rect.x(), rect.y(), rect.width(), _head_height(QFontMetrics(font)))
    painter.fillRect(band, QColor(tokens.page))
    painter.setFont(strong)
    painter.setPen(QColor(tokens.muted))
    room = band.adjusted(PAD_X, 0, -PAD_X, 0)
    shown = metrics.elidedText(head, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
    return rect.adjusted(0, band.height(), 0, 0)


def _paint_line(painter: QPainter, rect: QRect, entry: ListEntry, bold: QFont, colour: str, view: QWidget) -> None:
    """The title on the left, the status on the right."""
    medium = QFont(bold)
    medium.setWeight(QFont.Weight.Medium)
    taken = word_width(entry.word, medium) + GAP if entry.word is not None else 0
    taken = min(taken, rect.width() * 2 // 3)
    if entry.word is not None:
        paint_word(painter, rect.adjusted(rect.width() - taken, 0, 0, 0), entry.word, medium, view.devicePixelRatio())
    title = rect.adjusted(0, 0, -taken - GAP_SIDE, 0)
    painter.setFont(bold)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(bold).elidedText(entry.title, Qt.TextElideMode.ElideRight, title.width())
    painter.drawText(title, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def _paint_middle(painter: QPainter, rect: QRect, entry: ListEntry, font: QFont, muted: str, view: QWidget) -> None:
    """The status on the left, the side note on the right, in one line."""
    metrics = QFontMetrics(font)
    room = rect.width()
    if entry.word is not None:
        medium = QFont(font)
        medium.setWeight(QFont.Weight.Medium)
        paint_word(painter, rect, entry.word, medium, view.devicePixelRatio())
        room -= word_width(entry.word, medium) + GAP_SIDE
    painter.setFont(font)
    painter.setPen(QColor(muted))
    flag = Qt.AlignmentFlag.AlignRight if entry.word is not None else Qt.AlignmentFlag.AlignLeft
    text = metrics.elidedText(entry.side, Qt.TextElideMode.ElideRight, max(0, room))
    painter.drawText(rect, int(flag | Qt.AlignmentFlag.AlignVCenter), text)


def _paint_lines(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    colour: str,
    lines: int,
    spans: Sequence[tuple[int, int]] = (),
    span_colour: str = "",
) -> None:
    """`text` on at most `lines` lines, the last elided; `spans` stand out."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(text.replace("\n", " "), font)
    layout.setFormats([_mark(text, start, end, span_colour) for start, end in spans])
    painter.setPen(QColor(colour))
    layout.beginLayout()
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        if number == lines - 1 and line.textStart() + line.textLength() < len(layout.text()):
            layout.endLayout()
            _draw_clipped(painter, layout, rect, number)
            below = rect.adjusted(0, number * metrics.lineSpacing(), 0, 0)
            _paint_elided(painter, below, layout, line.textStart(), metrics)
            return
        line.setPosition(QPointF(0, number * metrics.lineSpacing()))
    layout.endLayout()
    layout.draw(painter, QPointF(rect.x(), rect.y()))


def _paint_elided(painter: QPainter, rect: QRect, whole: QTextLayout, start: int, metrics: QFontMetrics) -> None:
    """The text of `whole` from `start` on, in one line, with what stands out in it."""
    shown = metrics.elidedText(
        whole.text()[start:], Qt.TextElideMode.ElideRight, rect.width() - metrics.averageCharWidth()
    )
    line = QTextLayout(shown, whole.font())
    moved = []
    for each in whole.formats():
        begin, end = max(0, each.start - start), min(len(shown) - 1, each.start + each.length - start)
        if begin < end:
            each.start, each.length = begin, end - begin
            moved.append(each)
    line.setFormats(moved)
    line.beginLayout()
    line.createLine().setLineWidth(rect.width())
    line.endLayout()
    line.draw(painter, QPointF(rect.x(), rect.y()))


def _draw_clipped(painter: QPainter, layout: QTextLayout, rect: QRect, lines: int) -> None:
    """Draw the first `lines` lines of `layout`."""
    for number in range(lines):
        layout.lineAt(number).draw(painter, QPointF(rect.x(), rect.y()))


def _units(text: str) -> int:
    """Length as Qt counts: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _mark(text: str, start: int, end: int, colour: str) -> QTextLayout.FormatRange:
    mark = QTextLayout.FormatRange()
    mark.start, mark.length = _units(text[:start]), _units(text[start:end])
    shape = QTextCharFormat()
    shape.setFontWeight(QFont.Weight.Bold)
    shape.setForeground(QColor(colour))
    mark.format = shape
    return mark


class EntryList(QListView):
    """`chosen` carries the id of the entry in hand, `opened` that of one taken with Enter or a double click."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str = "", *, lines: int = 1, title_lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = EntriesModel(self)
        self.setModel(self._model)
        self.setAccessibleName(name)
        self.setItemDelegate(EntryDelegate(self, lines=lines, title_lines=title_lines))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ring", True)
        self.selectionModel().currentChanged.connect(self._moved)
        self.activated.connect(lambda index: self.opened.emit(index.data(ENTRY_ROLE).id))

    @property
    def entries(self) -> tuple[ListEntry, ...]:
        return self._model.entries

    @property
    def chosen_id(self) -> str:
        index = self.currentIndex()
        return str(index.data(ENTRY_ROLE).id) if index.isValid() else ""

    def show_entries(self, entries: Sequence[ListEntry]) -> None:
        """Show `entries`; the one in hand stays in hand where it is still there."""
        if tuple(entries) == self._model.entries:
            return
        kept = self.chosen_id
        self.selectionModel().blockSignals(True)
        self.setUniformItemSizes(not any(entry.head for entry in entries))
        self._model.set_entries(entries)
        still = self.choose(kept)
        self.selectionModel().blockSignals(False)
        if kept and not still:
            self.chosen.emit("")

    def choose(self, id: str) -> bool:
        """Take the entry in hand; False when it is not there."""
        for row, entry in enumerate(self._model.entries):
            if entry.id == id:
                self.setCurrentIndex(self._model.index(row))
                return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def _moved(self, current: QModelIndex, _: QModelIndex) -> None:
        self.chosen.emit(str(current.data(ENTRY_ROLE).id) if current.isValid() else "")
