"""One day of the month: its number and names, as many entries as find room, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence
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
from studio.ui.calendar.words import MARKS, entry_word, first_words, spoken_entry, time_of
from studio.ui.icons import glyph
from studio.ui.theme import current_tokens
from studio.ui.tokens import Ink
from studio.ui.widgets.avatar import PageMark
from studio.ui.widgets.text_painter import lines_of, weighted
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord

PAD, GAP = 4, 3
HEAD, NUMBER_EDGE = 7, 5
"""Pixels above and below the number of the day together, and at each of its sides."""
LINK = 24
"""Pixels that a link is high and wide, at least."""
CHIP_PAD, CHIP_GAP, RADIUS, BAR = 8, 4, 4, 3
SMALLER = 0.9
"""Size of type, in parts of the window's."""
USUAL_LINES, MOST_LINES = 2, 6
"""Lines that a title is given where it needs them, and that it may have where the day has room."""
TIGHT_CHARS = 16
"""Average characters of an entry under which the lines below the first stand under its icon, not under the time."""
NARROW_CHARS, NARROW_LINES = 12, 4
"""Average characters of a day under which two lines say next to nothing, and the lines of one entry at least there."""
HATCH = 10
"""Pixels between the lines over a day without publishing."""


def chip_font(widget: QWidget) -> QFont:
    font = QFont(widget.font())
    font.setPointSizeF(font.pointSizeF() * SMALLER)
    return font


def chip_height(widget: QWidget, lines: int) -> int:
    """Pixels of a chip of so many lines."""
    return lines * QFontMetrics(chip_font(widget)).lineSpacing() + 2


def chars_in(widget: QWidget, width: int) -> float:
    """Average characters in so many pixels."""
    return width / widget.fontMetrics().averageCharWidth()


class EntryChip(QAbstractButton):
    """A click asks for more, a double click opens the post; drawn away with the mouse it is carried."""

    opened = Signal()
    lifted = Signal()
    carried = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entry: CalendarEntry | None = None
        self._word: StateWord | None = None
        self._pages: tuple[PageMark, ...] = ()
        self._grip: QPoint | None = None
        self._carried = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the day has the keyboard, and tells of its entries
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def entry(self) -> CalendarEntry | None:
        return self._entry

    def show_entry(self, entry: CalendarEntry, pages: tuple[PageMark, ...]) -> None:
        if (entry, pages) != (self._entry, self._pages):
            self._entry, self._pages = entry, pages
            self._word = entry_word(entry)
            said = spoken_entry(entry, ", ".join(page.title for page in pages))
            self.setAccessibleName(said)
            self.setToolTip(plain(said))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, chip_height(self, USUAL_LINES))

    def lines_for(self, entry: CalendarEntry, width: int) -> int:
        """Lines that time and title take in so many pixels, no more than `MOST_LINES`."""
        words = f"{time_of(entry)} {first_words(entry)}".strip()
        hang = self._hang(width)
        room = width - 2 * CHIP_PAD - hang
        return len(lines_of(words, weighted(chip_font(self)), room, MOST_LINES, self._sign + CHIP_GAP - hang))

    @property
    def _sign(self) -> int:
        """Pixels of the icon."""
        return round(QFontMetrics(chip_font(self)).height() * 0.82)

    def _hang(self, width: int) -> int:
        """Pixels between the icon and the lines below the first."""
        return 0 if chars_in(self, width) < TIGHT_CHARS else self._sign + CHIP_GAP

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
        if self._entry is not None and self._word is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter, current_tokens().tones[self._word.tone])
            self.paint_words(painter, self._entry, self._word)

    def _paint_ground(self, painter: QPainter, ink: Ink) -> None:
        """The tint of the state, and its bar at the left."""
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(ink.text), 1) if self.underMouse() or self._carried else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.tint))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink.text))
        painter.drawRoundedRect(QRectF(0, 0, BAR, self.height()), 1.5, 1.5)

    def paint_words(self, painter: QPainter, entry: CalendarEntry, word: StateWord) -> None:
        """Icon, time and title on as many lines as there is room for."""
        tokens, font = current_tokens(), chip_font(self)
        metrics, ink = QFontMetrics(font), tokens.tones[word.tone].text
        step, px, hang = metrics.lineSpacing(), self._sign, self._hang(self.width())
        painter.drawPixmap(CHIP_PAD, 1 + (step - px) // 2, glyph(word.icon, ink, px, self.devicePixelRatio()))
        at, time, bold = CHIP_PAD + px + CHIP_GAP, time_of(entry), weighted(font)
        words = f"{time} {first_words(entry)}".strip()
        spare = QFontMetrics(bold).horizontalAdvance(time) - metrics.horizontalAdvance(time)
        room, most = self.width() - 2 * CHIP_PAD - hang, max(1, (self.height() - 2) // step)
        for number, line in enumerate(lines_of(words, font, room, most, px + CHIP_GAP - hang + spare)):
            left, base = CHIP_PAD + hang if number else at, 1 + number * step + metrics.ascent()
            if not number and time:
                painter.setFont(bold)
                painter.setPen(QColor(ink))
                painter.drawText(left, base, time)
                left, line = left + QFontMetrics(bold).horizontalAdvance(time), line[len(time) :]
            painter.setFont(font)
            painter.setPen(QColor(tokens.text))
            painter.drawText(left, base, line)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLook:
    """What a cell shows."""

    day: date
    spoken: str
    entries: tuple[CalendarEntry, ...]
    pages: tuple[tuple[PageMark, ...], ...]
    """Those of each entry."""
    marks: tuple[tuple[DayMarkKind, str], ...] = ()
    """Kind and name."""
    today: bool = False
    past: bool = False
    outside: bool = False
    """Of the month before or after."""

    @property
    def quiet(self) -> bool:
        """Whether the unit publishes nothing on it."""
        return any(kind is DayMarkKind.BLACKOUT for kind, _ in self.marks)


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
        return QSize(max(LINK, metrics.horizontalAdvance(self.words) + 8), max(LINK, metrics.height() + 2))

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

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look: DayLook | None = None
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
        self.arrange()
        self.update()

    # -- how it is laid out

    def head_height(self) -> int:
        return self.fontMetrics().height() + HEAD

    def least_height(self, width: int) -> int:
        """Pixels in which the number finds room, and one entry where there is one, in a cell so many pixels wide."""
        if not self._entries:
            return self.head_height() + PAD
        lines = USUAL_LINES
        if chars_in(self, width) < NARROW_CHARS:
            lines = min(self._measure(self._entries[0], width), NARROW_LINES)
        return self.head_height() + chip_height(self, lines) + PAD

    def whole_height(self, width: int) -> int:
        """Pixels in which every entry finds room with its title, in a cell so many pixels wide."""
        lines = [max(self._measure(entry, width), USUAL_LINES) for entry in self._entries]
        return self.head_height() + sum(chip_height(self, each) + GAP for each in lines) + PAD

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.arrange()

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.arrange()
        self.taken.emit()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.arrange()

    def enterEvent(self, event: object) -> None:
        super().enterEvent(event)  # type: ignore[arg-type]
        self.arrange()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put as many entries as find room under the head, on no more than two lines each; what room is left goes to
        the titles that need more. Says how many entries are left."""
        look = self._look
        if look is None:
            return
        heights = self._heights(look.entries)
        top = self.head_height()
        while len(self.chips) < len(heights):
            self.chips.append(self._make_chip())
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < len(heights))
            if place < len(heights):
                chip.show_entry(look.entries[place], look.pages[place])
                chip.setGeometry(PAD, top, self.width() - 2 * PAD, heights[place])
                top += heights[place] + GAP
        self._say_links(look, len(look.entries) - len(heights))

    def _heights(self, entries: Sequence[CalendarEntry]) -> list[int]:
        """Pixels of each entry that is shown."""
        spare = self.height() - self.head_height() - PAD
        needed, lines = list[int](), list[int]()
        for entry in entries:
            needs = self._measure(entry, self.width())
            high = chip_height(self, min(needs, USUAL_LINES))
            if lines and high > spare:
                break
            needed.append(needs)
            lines.append(min(needs, USUAL_LINES))
            spare -= high + GAP
        spare += GAP
        line = chip_height(self, 2) - chip_height(self, 1)
        while spare >= line and lines != needed:
            for place, needs in enumerate(needed):
                if lines[place] < needs and spare >= line:
                    lines[place] += 1
                    spare -= line
        return [chip_height(self, each) for each in lines]

    def _measure(self, entry: CalendarEntry, width: int) -> int:
        if not self.chips:
            self.chips.append(self._make_chip())
        return self.chips[0].lines_for(entry, width - 2 * PAD)

    def _say_links(self, look: DayLook, left: int) -> None:
        self.more.say(f"+{left}" if left else "", look.spoken)
        begin = (self.hasFocus() or self.underMouse()) and not look.past and not look.entries
        self.new.say(tr("New") if begin else "", tr("New post on this day"))
        for link in (self.more, self.new):
            size = link.sizeHint()
            left_edge, top = self.width() - size.width() - PAD, (self.head_height() - size.height()) // 2
            link.setGeometry(left_edge, top, size.width(), size.height())

    def new_chip(self) -> EntryChip:
        return EntryChip(self)

    def _make_chip(self) -> EntryChip:
        chip = self.new_chip()
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
        if self._look is None:
            return
        painter = QPainter(self)
        self.paint_ground(painter, self._look)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_inside(painter, self._look)
        if self.hasFocus():
            painter.setPen(QPen(QColor(current_tokens().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)

    def paint_ground(self, painter: QPainter, look: DayLook) -> None:
        """What is past, or of another month, is darker; a day without publishing is hatched."""
        tokens, rect = current_tokens(), self.rect()
        dim = look.past or (look.outside and not look.entries)
        painter.fillRect(rect, QColor(tokens.page if dim else tokens.card))
        painter.setPen(QColor(tokens.line))
        if look.quiet:
            for x in range(-rect.height(), rect.width(), HATCH):
                painter.drawLine(x, rect.height(), x + rect.height(), 0)
        painter.drawLine(rect.topLeft(), rect.topRight())
        board = self.parentWidget()
        if board is not None and self.geometry().right() < board.width() - 1:
            painter.drawLine(rect.topRight(), rect.bottomRight())

    def paint_inside(self, painter: QPainter, look: DayLook) -> None:
        self._paint_head(painter, look)

    def _paint_head(self, painter: QPainter, look: DayLook) -> None:
        tokens, head = current_tokens(), self.head_height()
        font = QFont(self.font())
        font.setWeight(QFont.Weight.Bold if look.today else QFont.Weight.Medium)
        metrics = QFontMetrics(font)
        number = str(look.day.day) if look.day.day > 1 else f"{look.day.day}/{look.day.month}"
        wide = max(metrics.height() + 2, metrics.horizontalAdvance(number) + 2 * NUMBER_EDGE)
        box = QRect(PAD, (head - metrics.height() - 2) // 2, wide, metrics.height() + 2)
        painter.setFont(font)
        colour = tokens.disabled if look.outside else tokens.muted if look.past else tokens.text
        if look.today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(QRectF(box), box.height() / 2, box.height() / 2)
            colour = tokens.on_accent
        painter.setPen(QColor(colour))
        if look.today:
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), number)
        else:
            below = box.adjusted(NUMBER_EDGE, 0, 0, 0)
            painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), number)
        links = [link.width() for link in (self.more, self.new) if not link.isHidden()]
        room = self.width() - box.right() - PAD - sum(links) - 6
        if look.marks:
            beside = QRect(box.right() + 4, 0, room, head)
            self._paint_mark(painter, look.marks[0], beside, free=not look.entries)

    def _paint_mark(self, painter: QPainter, mark: tuple[DayMarkKind, str], room: QRect, *, free: bool) -> None:
        """The name of the day, under its number where the day is `free` and has more room there, and cut where it finds
        none; the tooltip and the day's name have it whole."""
        kind, name = mark
        icon, tone, _ = MARKS[kind]
        ink, font = current_tokens().tones[tone].text, chip_font(self)
        metrics = QFontMetrics(font)
        px = round(metrics.height() * 0.8)
        if free and px + 3 + metrics.horizontalAdvance(name) > room.width():
            under = QRect(PAD + NUMBER_EDGE, room.bottom() + 1, self.width() - 2 * PAD - NUMBER_EDGE, metrics.height())
            room = under if under.bottom() < self.height() else room
        if room.width() < px:
            return
        painter.drawPixmap(
            room.x(), room.y() + (room.height() - px) // 2, glyph(icon, ink, px, self.devicePixelRatio())
        )
        words = room.adjusted(px + 3, 0, 0, 0)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
