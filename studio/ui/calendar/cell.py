"""One day of the grid: its number and names, as many entries as find room, and how many more there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from studio.calendar.model import CalendarEntry, DayMarkKind
from studio.translation import tr
from studio.ui.calendar.chip import EntryChip, chip_font, chip_height
from studio.ui.calendar.words import MARKS
from studio.ui.icons import glyph
from studio.ui.theme import current_tokens
from studio.ui.widgets.tips import plain

PAD, GAP = 4, 2
MOST = 3
"""Entries a day of the month shows at most."""
HEAD = 5
"""Pixels around the number of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLook:
    """What a cell shows."""

    day: date
    spoken: str
    entries: tuple[CalendarEntry, ...]
    pages: tuple[tuple[str, ...], ...]
    """Titles of the pages of each entry."""
    marks: tuple[tuple[DayMarkKind, str], ...] = ()
    """Kind and name."""
    today: bool = False
    past: bool = False
    outside: bool = False
    """Of the month before or after."""


class CellLink(QAbstractButton):
    """A few words that can be pressed, in the head of a day; the keyboard reaches the same through the day."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.hide()

    def say(self, words: str, spoken: str) -> None:
        self.words = words
        self.setAccessibleName(spoken)
        self.setVisible(bool(words))
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        return QSize(metrics.horizontalAdvance(self.words) + 8, metrics.height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(QColor(current_tokens().accent))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.words)

    def _font(self) -> QFont:
        font = chip_font(self)
        font.setWeight(QFont.Weight.DemiBold)
        return font


class DayCell(QWidget):
    """`opened` carries an entry, `asked` the entries to be told of, `new_wanted` that a post is to be begun here."""

    taken = Signal()
    opened = Signal(object)
    asked = Signal(object)
    new_wanted = Signal()
    menu_wanted = Signal(object)
    lifted = Signal(object)

    def __init__(self, parent: QWidget, *, tall: bool) -> None:
        super().__init__(parent)
        self._tall = tall
        self._look: DayLook | None = None
        self._target = ""
        self.chips: list[EntryChip] = []
        self.more, self.new = CellLink(self), CellLink(self)
        self.more.clicked.connect(lambda: self.asked.emit(self._entries))
        self.new.clicked.connect(self.new_wanted)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    @property
    def look(self) -> DayLook | None:
        return self._look

    @property
    def day(self) -> date:
        return self._look.day if self._look else date.min

    @property
    def _entries(self) -> tuple[CalendarEntry, ...]:
        return self._look.entries if self._look else ()

    def show_day(self, look: DayLook) -> None:
        if look == self._look:
            return
        self._look = look
        self.setAccessibleName(look.spoken)
        self.setToolTip(plain("\n".join(name for _, name in look.marks)))
        self._arrange()
        self.update()

    def aim(self, tone: str) -> None:
        """A post is carried over the day: ``accent`` where it may be dropped, ``error`` where not, else nothing."""
        if tone != self._target:
            self._target = tone
            self.update()

    # -- how it is laid out

    def head_height(self) -> int:
        return self.fontMetrics().height() + HEAD

    def least_height(self) -> int:
        """Pixels in which the number and one entry find room."""
        return self.head_height() + chip_height(self, tall=self._tall) + GAP + PAD

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange()

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self._arrange()
        self.taken.emit()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self._arrange()

    def enterEvent(self, event: object) -> None:
        super().enterEvent(event)  # type: ignore[arg-type]
        self._arrange()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put as many entries as find room under the head, and say how many are left."""
        look = self._look
        if look is None:
            return
        high, top = chip_height(self, tall=self._tall), self.head_height()
        fits = max(0, (self.height() - top - PAD + GAP) // (high + GAP))
        count = min(len(look.entries), fits if self._tall else min(fits, MOST))
        while len(self.chips) < count:
            self.chips.append(self._make_chip())
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < count)
            if place < count:
                chip.show_entry(look.entries[place], look.pages[place])
                chip.setGeometry(PAD, top + place * (high + GAP), self.width() - 2 * PAD, high)
        self._say_links(look, len(look.entries) - count)

    def _say_links(self, look: DayLook, left: int) -> None:
        self.more.say(tr("{n} more").format(n=left) if left else "", look.spoken)
        begin = (self.hasFocus() or self.underMouse()) and not look.past and not look.entries
        self.new.say(tr("New") if begin else "", tr("New post on this day"))
        for link in (self.more, self.new):
            size = link.sizeHint()
            left_edge, top = self.width() - size.width() - PAD, (self.head_height() - size.height()) // 2
            link.setGeometry(left_edge, top, size.width(), size.height())

    def _make_chip(self) -> EntryChip:
        chip = EntryChip(self, tall=self._tall)
        chip.clicked.connect(lambda: self.asked.emit((chip.entry,)))
        chip.opened.connect(lambda: self.opened.emit(chip.entry))
        chip.lifted.connect(lambda: self.lifted.emit(chip))
        return chip

    # -- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._entries:
            self.asked.emit(self._entries)
        elif self._look is not None and not self._look.past:
            self.new_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.mapToGlobal(QRect(self.rect()).center())
        self.setFocus()
        self.menu_wanted.emit(at)

    # -- its look

    def paintEvent(self, event: QPaintEvent) -> None:
        look, tokens = self._look, current_tokens()
        if look is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.page if look.past else tokens.card))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())
        board = self.parentWidget()
        if board is not None and self.geometry().right() < board.width() - 1:
            painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter, look)
        ring = self._target or ("accent" if self.hasFocus() else "")
        if ring:
            painter.setPen(QPen(QColor(getattr(tokens, ring)), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)

    def _paint_head(self, painter: QPainter, look: DayLook) -> None:
        tokens, head = current_tokens(), self.head_height()
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Bold if look.today else QFont.Weight.Medium)
        metrics = QFontMetrics(font)
        number = str(look.day.day) if look.day.day > 1 else f"{look.day.day}/{look.day.month}"
        wide = max(metrics.height() + 2, metrics.horizontalAdvance(number) + 10)
        box = QRect(PAD, (head - metrics.height() - 2) // 2, wide, metrics.height() + 2)
        painter.setFont(font)
        colour = tokens.disabled if look.outside else tokens.muted if look.past else tokens.text
        if look.today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRectF(box), box.height() / 2, box.height() / 2)
            colour = tokens.on_accent
        painter.setPen(QColor(colour))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), number)
        links = [link.width() for link in (self.more, self.new) if not link.isHidden()]
        room = self.width() - box.right() - PAD - sum(links) - 6
        if look.marks:
            self._paint_mark(painter, look.marks[0], QRect(box.right() + 4, 0, room, head))

    def _paint_mark(self, painter: QPainter, mark: tuple[DayMarkKind, str], room: QRect) -> None:
        """The name of the day, cut where it finds no room; the tooltip and the day's name have it whole."""
        kind, name = mark
        icon, tone, _ = MARKS[kind]
        ink, font = current_tokens().tones[tone].text, chip_font(self)
        metrics = QFontMetrics(font)
        px = round(metrics.height() * 0.8)
        if room.width() < px:
            return
        painter.drawPixmap(room.x(), (room.height() - px) // 2, glyph(icon, ink, px, self.devicePixelRatio()))
        words = room.adjusted(px + 3, 0, 0, 0)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
