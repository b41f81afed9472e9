"""A short list to pick from, in groups, a line each: icon, title, what there is to say of it, status or key.

A `Picker` is a popover with a search field over such a list: type, walk with the arrows, take with Enter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QWidget

from studio.text import nfc, squeeze
from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens
from studio.ui.widgets.chip import paint_word, word_width
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import column, rule
from studio.ui.widgets.popover import EDGE, Popover
from studio.ui.widgets.row_list import RowDelegate, RowList
from studio.ui.widgets.search import SearchField
from studio.ui.widgets.text_painter import LEFT, lines_of, paint_elided, paint_lines, weighted
from studio.ui.words import StateWord

PAD_X, PAD_Y, GAP = 12, 8, 10
NARROW, TITLE_LINES = 60, 2
"""Average characters below which a list that folds does so, and lines of a title then."""
LEAST_TITLE = 0.45
"""Part of the line that the title may take from what stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One line. `sign` stands in the place of the icon where it is a character; with `head` it begins a group."""

    id: str
    title: str
    detail: str = ""
    glyph: str = ""
    sign: str = ""
    keys: str = ""
    word: StateWord | None = None
    reason: str = ""
    """Why it cannot be picked now; empty when it can."""
    more: str = ""
    """What is shown under the list while it is in hand."""
    head: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        word = self.word.text if self.word else ""
        return ". ".join(part for part in (self.head, self.title, self.reason, word, self.detail, self.keys) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class PickGroup:
    """Lines under a heading; an empty heading shows none."""

    heading: str
    picks: tuple[Pick, ...]


class PickList(RowList[Pick]):
    """`moved` carries the line in hand, `picked` the one taken with a click."""

    moved = Signal(object)
    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, folds: bool = False) -> None:
        """`folds`: where the list is narrow, or a line too long, what there is to say of it stands below its title."""
        super().__init__(parent=parent)
        self.setItemDelegate(PickDelegate(self, folds=folds))
        if folds:
            self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(lambda *_: self.moved.emit(self.current))
        self.clicked.connect(lambda _: self.picked.emit(self.current))

    @property
    def current(self) -> Pick | None:
        return self.row(self.chosen_id)

    @property
    def picks(self) -> tuple[Pick, ...]:
        return self.rows.all()

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(pick.head for pick in self.picks if pick.head)

    def show_groups(self, groups: Sequence[PickGroup], *, keep: bool = False) -> None:
        """Show these, the first that can be picked in hand; with `keep` the one that was, where it still is there."""
        held = self.chosen_id if keep else ""
        picks = [
            replace(pick, head="" if place else group.heading)
            for group in groups
            for place, pick in enumerate(group.picks)
        ]
        self.setUniformItemSizes(not any(pick.head for pick in picks))
        self.rows.set_rows({pick.id: pick for pick in picks})
        self.scheduleDelayedItemsLayout()
        first = next((pick.id for pick in picks if not pick.reason), picks[0].id if picks else "")
        if not self.choose(held):
            self.setCurrentIndex(QModelIndex())
            self.choose(first)
        if self.chosen_id == first:
            self.scrollToTop()

    def step(self, by: int) -> None:
        """Go `by` lines on or back; past the end it begins anew, a page stops there."""
        count = len(self.ids)
        there = self.currentIndex().row() + by
        there = there % count if abs(by) == 1 and count else max(0, min(there, count - 1))
        if count:
            self.choose(self.ids[there])

    def first(self) -> None:
        self.step(-len(self.ids) - 2)

    def last(self) -> None:
        self.step(len(self.ids) + 2)

    def height_for(self, lines: int) -> int:
        """Pixels that all rows take, or the first `lines` of them where there are more."""
        rows = range(min(lines, len(self.ids)))
        return sum(self.sizeHintForRow(row) for row in rows) + 2 * self.frameWidth() + 6

    def title(self, row: Pick) -> str:
        return row.title

    def spoken(self, row: Pick) -> str:
        return row.spoken

    def head(self, row: Pick) -> str:
        return row.head


class PickDelegate(RowDelegate):
    """Paints a line."""

    def __init__(self, view: PickList, *, folds: bool) -> None:
        super().__init__(view)
        self._folds = folds

    def height(self, styled: Any, row: Any) -> int:
        if row is None or not self._folded(row, styled):
            return int(styled.fontMetrics.height() + 2 * PAD_Y + 2)
        titles = len(lines_of(row.title, weighted(styled.font, QFont.Weight.Medium), self._room, TITLE_LINES))
        return int((titles + 1) * styled.fontMetrics.lineSpacing() + 2 * PAD_Y)

    @property
    def _room(self) -> int:
        return max(80, self.view.viewport().width() - 2 * PAD_X)

    def _folded(self, pick: Pick, styled: Any) -> bool:
        if not self._folds or not pick.detail:
            return False
        if self.view.viewport().width() < NARROW * styled.fontMetrics.averageCharWidth():
            return True
        title = QFontMetrics(weighted(styled.font, QFont.Weight.Medium)).horizontalAdvance(pick.title)
        return bool(title + 2 + GAP + styled.fontMetrics.horizontalAdvance(pick.detail) > self._room)

    def ground(self, painter: QPainter, rect: QRect, state: Any) -> None:
        tokens = current_tokens()
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if not selected and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.selected if selected else tokens.hover))
        painter.drawRoundedRect(QRectF(rect).adjusted(2, 1, -2, -1), 6, 6)
        if selected:
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRectF(rect.x() + 2, rect.y() + 7, 3, rect.height() - 14), 1.5, 1.5)

    def paint_row(self, painter: QPainter, rect: QRect, row: Any, styled: Any) -> None:
        tokens = current_tokens()
        pick: Pick = row
        selected = bool(styled.state & QStyle.StateFlag.State_Selected)
        px = icon_px(styled.fontMetrics)
        room = rect.adjusted(PAD_X, 0, -PAD_X, 0)
        if pick.glyph:
            tint = tokens.disabled if pick.reason else tokens.accent if selected else tokens.muted
            top = rect.y() + (rect.height() - px) // 2
            painter.drawPixmap(room.x(), top, glyph(pick.glyph, tint, px, styled.widget.devicePixelRatio()))
        elif pick.sign:
            painter.setFont(styled.font)
            painter.setPen(QColor(tokens.text))
            painter.drawText(QRect(room.x(), room.y(), px + GAP, room.height()), LEFT, pick.sign)
        if pick.glyph or pick.sign:
            room.adjust(px + GAP, 0, 0, 0)
        if self._folded(pick, styled):
            step, top = styled.fontMetrics.lineSpacing(), room.y() + PAD_Y
            medium = weighted(styled.font, QFont.Weight.Medium)
            at = QPoint(room.x(), top)
            used = paint_lines(painter, at, room.width(), pick.title, medium, tokens.text, TITLE_LINES)
            below = QRect(room.x(), top + used * step, room.width(), step)
            paint_elided(painter, below, pick.detail, styled.font, tokens.muted)
            return
        room = _paint_side(painter, room, pick, styled)
        _paint_words(painter, room, pick, styled.font, tokens.muted if pick.reason else tokens.text)


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
    medium = weighted(font, QFont.Weight.Medium)
    beside = pick.reason or pick.detail.replace("\n", " ")
    wanted = QFontMetrics(medium).horizontalAdvance(pick.title) + 2  # a text exactly as wide as its room would be cut
    least = min(wanted, round(room.width() * LEAST_TITLE))
    rest = room.width() - QFontMetrics(font).horizontalAdvance(beside) - GAP
    width = max(least, min(wanted, rest)) if beside else room.width()
    paint_elided(painter, QRect(room.x(), room.y(), width, room.height()), pick.title, medium, ink)
    if beside:
        left = room.adjusted(min(width, wanted) + GAP, 0, 0, 0)
        paint_elided(painter, left, beside, font, current_tokens().muted)


PAGE_STEP = 6
MOST_ROWS = 12
FEWEST_ROWS = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Picker(Popover):
    """`typed` follows each change of the search at once, `asked` a moment later; `taken` carries a line."""

    typed = Signal(str)
    asked = Signal(str)
    taken = Signal(object)

    def __init__(self, host: QWidget, *, chars: int = 64) -> None:
        super().__init__(host, chars=chars)
        self.line = SearchField()
        self.list = PickList()
        self.note = Label(role="hint", wrap=True)
        self.keys = Label(role="small", wrap=True)
        self.extra = column(spacing=4)
        self._none = ""
        self.line.textChanged.connect(lambda _: self.typed.emit(self.query))
        self.line.searched.connect(self.asked)
        self.list.moved.connect(self._moved)
        self.list.picked.connect(self._take)
        for part in (self.line, self.list):
            part.installEventFilter(self)
        inside = column(self.line, self.list, self.note, self.extra, rule(), self.keys, spacing=8, margins=12)
        inside.setStretch(1, 1)
        self.card.setLayout(inside)
        self.note.hide()

    @property
    def query(self) -> str:
        """What is searched for, tidy."""
        return squeeze(nfc(self.line.text()))

    def name(self, name: str, prompt: str, none: str, keys: str) -> None:
        """Words of the whole: its name, the prompt of the search, what is said when nothing is found, the keys."""
        self.setAccessibleName(name)
        self.line.set_prompt(prompt)
        self.list.setAccessibleName(name)
        self._none = none
        self.keys.setText(keys)

    def open_picker(self, anchor: QRect | None = None, back: QWidget | None = None) -> None:
        """Open with an empty search."""
        self.line.start_over()
        self.open_popover(anchor, back)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_groups(self, groups: Sequence[PickGroup], *, keep: bool = False) -> None:
        self.list.show_groups(groups, keep=keep)
        self.list.setVisible(bool(self.list.picks))
        self._moved(self.list.current)

    def about(self, pick: Pick | None) -> str:
        """What is shown under the list of the line in hand."""
        if pick is None:
            return self._none if self.query else ""
        return pick.reason or pick.more

    def place(self) -> None:
        """The list is as high as its lines, while there is room in the window."""
        lines = MOST_ROWS
        self.list.setFixedHeight(self.list.height_for(lines))
        super().place()
        while lines > FEWEST_ROWS and self._too_high():
            lines -= 1
            self.list.setFixedHeight(self.list.height_for(lines))
            super().place()

    def _too_high(self) -> bool:
        layout = self.card.layout()
        needed = layout.totalHeightForWidth(self.card.width()) if layout is not None else 0
        return needed > self._host.height() - 2 * EDGE

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in (self.line, self.list) and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._walk(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _walk(self, event: QKeyEvent) -> bool:
        """Keys of the list, wherever the keyboard is."""
        key, plain = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain != Qt.KeyboardModifier.NoModifier:
            return False
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: PAGE_STEP,
            Qt.Key.Key_PageUp: -PAGE_STEP,
        }
        if key in steps:
            self.list.step(steps[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self.list.first()
        elif key == Qt.Key.Key_End:
            self.list.last()
        elif key in _ENTER:
            self._take(self.list.current)
        else:
            return False
        self._say(self.list.current)
        return True

    def _take(self, pick: Pick | None) -> None:
        if pick is not None and not pick.reason:
            self.taken.emit(pick)

    def _moved(self, pick: Pick | None) -> None:
        note = self.about(pick)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        if self.is_open:
            self.place()

    def _say(self, pick: Pick | None) -> None:
        """A screen reader hears of the line in hand although the keyboard is in the search."""
        if pick is not None and self.is_open:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, pick.spoken))
