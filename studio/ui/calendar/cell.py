"""One day of the grid: its number and names, as many entries as find room, and how many more there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
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
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from studio.calendar.model import CalendarEntry, DayMarkKind
from studio.translation import tr
from studio.ui.calendar.words import HOLDERS, MARKS, entry_word, first_words, spoken_entry, time_of
from studio.ui.icons import glyph
from studio.ui.theme import current_tokens
from studio.ui.widgets.avatar import avatars
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord

PAD, GAP = 4, 2
MOST = 3
"""Entries a day of the month shows at most."""
HEAD = 5
"""Pixels around the number of the day."""


CHIP_PAD, CHIP_GAP, RADIUS = 6, 4, 5
SMALLER = 0.9
"""Size of type, in parts of the window's."""
LEAST_WORDS = 7
"""Characters of the title that have to find room before signs of the pages do."""
MOST_SIGNS = 2


def chip_font(widget: QWidget) -> QFont:
    font = QFont(widget.font())
    font.setPointSizeF(font.pointSizeF() * SMALLER)
    return font


def chip_height(widget: QWidget, *, tall: bool) -> int:
    """Pixels; a `tall` one has the words on a second line."""
    line = QFontMetrics(chip_font(widget)).height()
    return 2 * line + 8 if tall else line + 3


class EntryChip(QAbstractButton):
    """A click asks for more, a double click opens the post; drawn away with the mouse it is carried."""

    opened = Signal()
    lifted = Signal()
    carried = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, parent: QWidget, *, tall: bool) -> None:
        super().__init__(parent)
        self._tall = tall
        self._entry: CalendarEntry | None = None
        self._word: StateWord | None = None
        self._pages: tuple[str, ...] = ()
        self._grip: QPoint | None = None
        self._carried = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the day has the keyboard, and tells of its entries
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def entry(self) -> CalendarEntry | None:
        return self._entry

    def show_entry(self, entry: CalendarEntry, pages: tuple[str, ...]) -> None:
        """`pages` are their titles."""
        if (entry, pages) != (self._entry, self._pages):
            self._entry, self._pages = entry, pages
            self._word = entry_word(entry)
            said = spoken_entry(entry, ", ".join(pages))
            self.setAccessibleName(said)
            self.setToolTip(plain(said))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, chip_height(self, tall=self._tall))

    # -- the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._grip = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._grip is not None and not self._carried:
            if (here - self._grip).manhattanLength() < QApplication.startDragDistance():
                return
            self._carried = True
            self.setDown(False)
            self.lifted.emit()
        if self._carried:
            self.carried.emit(self.mapToGlobal(here))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        if self._carried:
            self._carried = False
            self.setDown(False)
            self.dropped.emit(self.mapToGlobal(event.position().toPoint()))
        else:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.opened.emit()

    def let_go(self) -> None:
        """Carry it no further; the release of the mouse means nothing."""
        self._grip, self._carried = None, False
        self.setDown(False)

    # -- its look

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._entry is None or self._word is None:
            return
        tokens, font = current_tokens(), chip_font(self)
        ink = tokens.tones[self._word.tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse() or self._carried
        painter.setPen(QPen(QColor(ink.text), 1) if lit else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.tint))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        metrics = QFontMetrics(font)
        line = QRect(CHIP_PAD, 1, self.width() - 2 * CHIP_PAD, self.height() - 2)
        if self._tall:
            line.setHeight(metrics.height() + 4)
        room = self._paint_signs(painter, self._entry, self._word, line, font)
        if self._tall:
            room = QRect(CHIP_PAD, line.bottom(), self.width() - 2 * CHIP_PAD, metrics.height())
        painter.setFont(font)
        painter.setPen(QColor(tokens.text))
        words = metrics.elidedText(first_words(self._entry), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)

    def _paint_signs(self, painter: QPainter, entry: CalendarEntry, word: StateWord, line: QRect, font: QFont) -> QRect:
        """State, time and pages from the left, who holds it on the right. Returns what is left for words."""
        tokens, metrics = current_tokens(), QFontMetrics(font)
        px = round(metrics.height() * 0.82)
        ink, ratio = tokens.tones[word.tone].text, self.devicePixelRatio()
        top = line.y() + (line.height() - px) // 2
        x = line.x()
        painter.drawPixmap(x, top, glyph(word.icon, ink, px, ratio))
        x += px + CHIP_GAP
        time = time_of(entry)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(ink))
        wide = QFontMetrics(bold).horizontalAdvance(time)
        painter.drawText(QRect(x, line.y(), wide, line.height()), int(Qt.AlignmentFlag.AlignVCenter), time)
        x += wide + CHIP_GAP if time else 0
        right = line.right()
        if entry.holder is not None:
            right -= px
            painter.drawPixmap(right, top, glyph(HOLDERS[entry.holder][0], ink, px, ratio))
            right -= CHIP_GAP
        least = 0 if self._tall else LEAST_WORDS * metrics.averageCharWidth()
        for count in range(min(MOST_SIGNS, len(self._pages)), 0, -1):
            signs = avatars(self._pages[:count], px, ratio)
            width = round(signs.width() / ratio)
            if x + width + CHIP_GAP + least <= right:
                painter.drawPixmap(x, top, signs)
                x += width + CHIP_GAP
                break
        return QRect(x, line.y(), max(0, right - x), line.height())


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
