"""A short list to pick from, in groups, a line each: icon, title, what there is to say of it, status or key."""

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
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens
from studio.ui.widgets.chip import paint_word, word_width
from studio.ui.words import Word

Index = QModelIndex | QPersistentModelIndex
PICK_ROLE = int(Qt.ItemDataRole.UserRole) + 1
ROOT = QModelIndex()
PAD_X, PAD_Y, GAP = 12, 8, 10
LEAST_TITLE = 0.45
"""Part of the line that the title may take from what stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One line. `sign` stands in the place of the icon where it is a character."""

    id: str
    title: str
    detail: str = ""
    glyph: str = ""
    sign: str = ""
    keys: str = ""
    word: Word | None = None
    reason: str = ""
    """Why it cannot be picked now; empty when it can."""
    more: str = ""
    """What is shown under the list while it is in hand."""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        word = self.word.text if self.word else ""
        return ". ".join(part for part in (self.title, self.reason, word, self.detail, self.keys) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines under a heading; an empty heading shows none."""

    heading: str
    picks: tuple[Pick, ...]


class PicksModel(QAbstractListModel):
    """Headings (plain text) and lines, one under the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[str | Pick] = []

    def set_groups(self, groups: Sequence[Group]) -> None:
        self.beginResetModel()
        self._rows = []
        for group in groups:
            if group.picks:
                self._rows += [group.heading] if group.heading else []
                self._rows += group.picks
        self.endResetModel()

    @property
    def rows(self) -> Sequence[str | Pick]:
        return self._rows

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self._rows[index.row()] if index.isValid() else ""
        heading = Qt.ItemFlag.ItemNeverHasChildren
        return heading if isinstance(row, str) else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == PICK_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row if isinstance(row, str) else row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row if isinstance(row, str) else row.spoken
        return None


class PickDelegate(QStyledItemDelegate):
    """Paints headings and lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        styled: Any = option
        high = styled.fontMetrics.height()
        heading = isinstance(index.data(PICK_ROLE), str)
        return QSize(120, high + (PAD_Y if heading else 2 * PAD_Y + 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        styled: Any = option
        row = index.data(PICK_ROLE)
        painter.save()
        if isinstance(row, str):
            _paint_heading(painter, styled.rect, styled.font, row)
        else:
            _paint_pick(painter, styled, row)
        painter.restore()


def _paint_heading(painter: QPainter, rect: QRect, font: QFont, text: str) -> None:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.9)
    small.setWeight(QFont.Weight.DemiBold)
    painter.setFont(small)
    painter.setPen(QColor(current_tokens().muted))
    painter.drawText(rect.adjusted(PAD_X, 0, -PAD_X, -2), int(Qt.AlignmentFlag.AlignBottom), text)


def _paint_pick(painter: QPainter, styled: Any, pick: Pick) -> None:
    tokens = current_tokens()
    rect: QRect = styled.rect
    selected = bool(styled.state & QStyle.StateFlag.State_Selected)
    if selected or styled.state & QStyle.StateFlag.State_MouseOver:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.selected if selected else tokens.hover))
        painter.drawRoundedRect(QRectF(rect).adjusted(2, 1, -2, -1), 6, 6)
        if selected:
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRectF(rect.x() + 2, rect.y() + 7, 3, rect.height() - 14), 1.5, 1.5)
    ink = tokens.disabled if pick.reason else tokens.text
    px = icon_px(styled.fontMetrics)
    room = rect.adjusted(PAD_X, 0, -PAD_X, 0)
    if pick.glyph:
        tint = tokens.disabled if pick.reason else tokens.accent if selected else tokens.muted
        top = rect.y() + (rect.height() - px) // 2
        painter.drawPixmap(room.x(), top, glyph(pick.glyph, tint, px, styled.widget.devicePixelRatio()))
    elif pick.sign:
        painter.setFont(styled.font)
        painter.setPen(QColor(tokens.text))
        sign = QRect(room.x(), room.y(), px + GAP, room.height())
        painter.drawText(sign, int(Qt.AlignmentFlag.AlignVCenter), pick.sign)
    if pick.glyph or pick.sign:
        room.adjust(px + GAP, 0, 0, 0)
    room = _paint_side(painter, room, pick, styled)
    _paint_words(painter, room, pick, styled.font, ink)


def _paint_side(painter: QPainter, room: QRect, pick: Pick, styled: Any) -> QRect:
    """Status or key on the right; returns the room that is left."""
    tokens, metrics = current_tokens(), QFontMetrics(styled.font)
    if pick.word is not None:
        width = min(word_width(pick.word, styled.font), room.width() // 2)
        box = QRect(room.right() - width, room.y(), width + 1, room.height())
        paint_word(painter, box, pick.word, styled.font, styled.widget.devicePixelRatio())
        return room.adjusted(0, 0, -width - GAP, 0)
    if pick.keys:
        width = metrics.horizontalAdvance(pick.keys) + 14
        high = metrics.height() + 4
        box = QRect(room.right() - width, room.y() + (room.height() - high) // 2, width, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.field_line))
        painter.setBrush(QColor(tokens.card))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(styled.font)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), pick.keys)
        return room.adjusted(0, 0, -width - GAP, 0)
    return room


def _paint_words(painter: QPainter, room: QRect, pick: Pick, font: QFont, ink: str) -> None:
    """The title, then its detail or the reason, each cut where room is short."""
    medium = QFont(font)
    medium.setWeight(QFont.Weight.Medium)
    metrics, plain = QFontMetrics(medium), QFontMetrics(font)
    beside = pick.reason or pick.detail.replace("\n", " ")
    wanted = metrics.horizontalAdvance(pick.title) + 2  # a text exactly as wide as its room would be cut
    least = min(wanted, round(room.width() * LEAST_TITLE))
    width = max(least, min(wanted, room.width() - plain.horizontalAdvance(beside) - GAP)) if beside else room.width()
    painter.setFont(medium)
    painter.setPen(QColor(ink))
    cut = Qt.TextElideMode.ElideRight
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), metrics.elidedText(pick.title, cut, width))
    if beside:
        painter.setFont(font)
        painter.setPen(QColor(current_tokens().muted))
        left = room.adjusted(min(width, wanted) + GAP, 0, 0, 0)
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), plain.elidedText(beside, cut, left.width()))


class PickList(QListView):
    """`moved` carries the line in hand, `picked` the one taken with a click."""

    moved = Signal(object)
    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = PicksModel(self)
        self.setModel(self._model)
        self.setItemDelegate(PickDelegate(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ring", True)
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit(self.current))
        self.clicked.connect(lambda index: self._clicked(index.data(PICK_ROLE)))

    @property
    def current(self) -> Pick | None:
        row = self.currentIndex().data(PICK_ROLE)
        return row if isinstance(row, Pick) else None

    @property
    def picks(self) -> tuple[Pick, ...]:
        """All lines, headings apart."""
        return tuple(row for row in self._model.rows if isinstance(row, Pick))

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(row for row in self._model.rows if isinstance(row, str))

    def show_groups(self, groups: Sequence[Group], *, keep: bool = False) -> None:
        """Show these, the first that can be picked in hand; with `keep` the one that was, where it still is there."""
        held = self.current.id if keep and self.current else ""
        self._model.set_groups(groups)
        places = self._places()
        held_at = (place for place in places if held and self._id(place) == held)
        place = next(held_at, self._first_of(places))
        self.setCurrentIndex(self._model.index(place) if place >= 0 else QModelIndex())
        if place == self._first_of(places):
            self.scrollToTop()

    def choose(self, id: str) -> bool:
        """Take the line of that id in hand; False when it is not there."""
        place = next((place for place in self._places() if self._id(place) == id), -1)
        if place >= 0:
            self._take(place)
        return place >= 0

    def step(self, by: int) -> None:
        """Go `by` lines on or back; past the end it begins anew, a page stops there."""
        places = self._places()
        if not places:
            return
        row = self.currentIndex().row()
        here = places.index(row) if row in places else -1
        there = here + by
        there = there % len(places) if abs(by) == 1 else max(0, min(there, len(places) - 1))
        self._take(places[there])

    def first(self) -> None:
        self.step(-len(self._model.rows) - 2)

    def last(self) -> None:
        self.step(len(self._model.rows) + 2)

    def height_for(self, lines: int) -> int:
        """Pixels that all rows take, or the first `lines` of them where there are more."""
        rows = range(min(lines, self._model.rowCount()))
        return sum(self.sizeHintForRow(row) for row in rows) + 2 * self.frameWidth() + 6

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()

    def _places(self) -> list[int]:
        return [place for place, row in enumerate(self._model.rows) if isinstance(row, Pick)]

    def _first_of(self, places: Sequence[int]) -> int:
        """The first line that can be picked, or the first of all; -1 when there is none."""
        for place in places:
            row = self._model.rows[place]
            if isinstance(row, Pick) and not row.reason:
                return place
        return places[0] if places else -1

    def _id(self, place: int) -> str:
        row = self._model.rows[place]
        return row.id if isinstance(row, Pick) else ""

    def _take(self, place: int) -> None:
        self.setCurrentIndex(self._model.index(place))
        above = place - 1
        if above >= 0 and isinstance(self._model.rows[above], str):
            self.scrollTo(self._model.index(above))  # a heading is read with its first line
        self.scrollTo(self._model.index(place))

    def _clicked(self, row: object) -> None:
        if isinstance(row, Pick):
            self.picked.emit(row)
