"""The week by the hour: blocks at their time that never lie over each other, and a red dot where it is now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from studio.calendar.model import CalendarEntry
from studio.clock import VIETNAM, local
from studio.translation import tr
from studio.ui.calendar.cell import (
    CHIP_GAP,
    CHIP_PAD,
    GAP,
    MOST_LINES,
    PAD,
    USUAL_LINES,
    DayCell,
    DayLook,
    EntryChip,
    chip_font,
)
from studio.ui.calendar.dates import WEEK, week_of, weekday
from studio.ui.calendar.grid import Board, Foretell
from studio.ui.calendar.model import CalendarModel
from studio.ui.calendar.words import HOLDERS, first_words, time_of
from studio.ui.icons import glyph
from studio.ui.theme import current_tokens
from studio.ui.widgets.avatar import paint_page
from studio.ui.widgets.month import SHORT
from studio.ui.widgets.text_painter import lines_of, paint_elided, paint_lines, weighted
from studio.ui.words import StateWord

FIRST_HOUR, LAST_HOUR = 6, 22
"""What the rows show; what stands outside is put above or below them."""
HOUR_LINES = 2
"""Lines of type that an hour is high, at least: two hours hold a title of three lines. In a high window hours share its
height."""
HOURS = LAST_HOUR - FIRST_HOUR + 1
STEP = timedelta(minutes=30)
"""How far an arrow carries a post, and what a drop is rounded to."""
MOST_SIGNS = 3
DOT = 4
"""Radius of the red dot, in pixels."""


def least_hour(widget: QWidget) -> int:
    return HOUR_LINES * widget.fontMetrics().height()


class WeekChip(EntryChip):
    """Time and platforms on one line, the title below on two, and on more where nothing follows soon."""

    def block_height(self, lines: int = USUAL_LINES) -> int:
        """Pixels that a title of so many lines asks for."""
        return (1 + lines) * QFontMetrics(chip_font(self)).lineSpacing() + 4

    def lines_for(self, entry: CalendarEntry, width: int) -> int:
        return len(lines_of(first_words(entry), chip_font(self), width - 2 * CHIP_PAD, MOST_LINES))

    def paint_words(self, painter: QPainter, entry: CalendarEntry, word: StateWord) -> None:
        tokens, font = current_tokens(), chip_font(self)
        metrics, ink, ratio = QFontMetrics(font), tokens.tones[word.tone].text, self.devicePixelRatio()
        step, px = metrics.lineSpacing(), round(metrics.height() * 0.82)
        top = 2 + (step - px) // 2
        painter.drawPixmap(CHIP_PAD, top, glyph(word.icon, ink, px, ratio))
        right, least = self.width() - CHIP_PAD, CHIP_PAD + px + QFontMetrics(weighted(font)).horizontalAdvance("00:00")
        room = max(0, (right - least - 2 * CHIP_GAP) // (px + CHIP_GAP))
        signs = tuple(dict.fromkeys(page.of_platform for page in self._pages if page.platform is not None))
        for sign in reversed(signs[: min(room, MOST_SIGNS)]):
            right -= px
            paint_page(painter, QRect(right, top, px, px), sign)
            right -= CHIP_GAP
        if entry.holder is not None and room > len(signs):
            right -= px
            painter.drawPixmap(right, top, glyph(HOLDERS[entry.holder][0], ink, px, ratio))
            right -= CHIP_GAP
        left = CHIP_PAD + px + CHIP_GAP
        paint_elided(painter, QRect(left, 2, right - left, step), time_of(entry), weighted(font), ink)
        room = self.width() - 2 * CHIP_PAD
        lines = max(1, (self.height() - 4) // step - 1)
        paint_lines(painter, QPoint(CHIP_PAD, 2 + step), room, first_words(entry), font, tokens.text, lines)


class DayColumn(DayCell):
    """One day from morning to night. What would lie over the block before slides down; its printed time is true."""

    strip = 0
    """Pixels above the first hour, for what stands before it or has no hour."""
    hour = 1
    """Pixels of an hour."""

    def head_height(self) -> int:
        return 0

    def new_chip(self) -> WeekChip:
        return WeekChip(self)

    def strip_height(self) -> int:
        """Pixels that what stands above the first hour asks for."""
        early = sum(_early(entry) for entry in self._entries)
        return early * (self._block() + GAP) + GAP if early else 0

    def bottom(self) -> int:
        """Pixels down to the last block."""
        return max((chip.geometry().bottom() for chip in self.chips if not chip.isHidden()), default=0) + PAD

    def y_of(self, at: datetime) -> int:
        """Where a moment of the day stands."""
        here = local(at)
        hours = here.hour + here.minute / 60 - FIRST_HOUR
        return self.strip + round(min(max(0.0, hours), HOURS) * self.hour)

    def time_at(self, y: int) -> datetime:
        """The half hour at a height."""
        steps = max(0, round((y - self.strip) / self.hour * 2))
        first = datetime.combine(self.day, datetime.min.time(), VIETNAM).replace(hour=FIRST_HOUR)
        return min(first + steps * STEP, first.replace(hour=23, minute=30))

    def _block(self) -> int:
        if not self.chips:
            self.chips.append(self._make_chip())
        first = self.chips[0]
        return first.block_height() if isinstance(first, WeekChip) else 0

    def arrange(self) -> None:
        look = self.look
        if look is None:
            return
        high, free = self._block(), GAP
        while len(self.chips) < len(look.entries):
            self.chips.append(self._make_chip())
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < len(look.entries))
            if place < len(look.entries) and isinstance(chip, WeekChip):
                entry = look.entries[place]
                chip.show_entry(entry, look.pages[place])
                top = max(free, 0 if _early(entry) else self.y_of(entry.at) + 1)
                chip.setGeometry(PAD, top, self.width() - 2 * PAD, high)
                free = top + high + GAP
        self._lengthen()
        self._say_links(look, 0)

    def _lengthen(self) -> None:
        """Give titles that need more than their lines the room down to the next block, or to the last hour."""
        blocks = [chip for chip in self.chips if isinstance(chip, WeekChip) and not chip.isHidden()]
        ends = [below.y() - GAP for below in blocks[1:]] + [self.strip + HOURS * self.hour]
        for chip, end in zip(blocks, ends, strict=False):
            if chip.entry is None:
                continue
            lines = chip.lines_for(chip.entry, chip.width())
            while lines > USUAL_LINES and chip.y() + chip.block_height(lines) > end:
                lines -= 1
            chip.resize(chip.width(), chip.block_height(max(lines, USUAL_LINES)))

    def paint_inside(self, painter: QPainter, look: DayLook) -> None:
        """The lines of the hours."""
        painter.setPen(QColor(current_tokens().line))
        for hour in range(HOURS + 1):
            y = self.strip + hour * self.hour
            painter.drawLine(0, y, self.width(), y)


def _early(entry: CalendarEntry) -> bool:
    """Whether it stands above the first hour."""
    return not time_of(entry) or local(entry.at).hour < FIRST_HOUR


class NowDot(QWidget):
    """Where it is now, on the edge of today."""

    def __init__(self, board: QWidget) -> None:
        super().__init__(board)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(2 * DOT + 2, 2 * DOT + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_tokens().error))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))


class WeekBoard(Board):
    """Seven columns beside the hours."""

    def __init__(self, model: CalendarModel, foretell: Foretell, now: datetime) -> None:
        super().__init__(model, foretell, now)
        self.dot = NowDot(self)
        self.hour = least_hour(self)

    def most_cells(self) -> int:
        return WEEK

    def new_cell(self) -> DayCell:
        return DayColumn(self)

    def days(self) -> tuple[date, ...]:
        return week_of(self._day)

    @property
    def gutter(self) -> int:
        """Pixels of the hours at the left."""
        zone = QFontMetrics(chip_font(self)).horizontalAdvance(tr("VN time"))
        return max(self.fontMetrics().horizontalAdvance("00:00"), zone) + 2 * CHIP_PAD

    def columns(self) -> list[tuple[int, int]]:
        """Left edge and width of each day."""
        left, room = self.gutter, self.width() - self.gutter
        edges = [left + room * n // WEEK for n in range(WEEK + 1)]
        return [(start, end - start) for start, end in pairwise(edges)]

    def lay_cells(self, shown: Sequence[DayCell]) -> None:
        days = [cell for cell in shown if isinstance(cell, DayColumn)]
        edge = QFontMetrics(chip_font(self)).height() // 2 + 1  # hours are written across their line
        strip = max([edge, *(day.strip_height() for day in days)])
        least = strip + HOURS * least_hour(self) + edge
        self.hour = max(least_hour(self), (self.height() - strip - edge) // HOURS)
        rows = strip + HOURS * self.hour + edge
        for cell, (left, width) in zip(days, self.columns(), strict=False):
            cell.strip, cell.hour = strip, self.hour
            cell.setGeometry(left, 0, width, max(rows, self.height()))
            cell.arrange()
        high = max([rows, *(day.bottom() for day in days)])
        self.setMinimumHeight(least + high - rows)
        for cell in days:
            cell.resize(cell.width(), max(high, self.height()))
        self._place_dot(days)
        self.update()

    def _place_dot(self, days: Sequence[DayColumn]) -> None:
        today = next((day for day in days if day.look is not None and day.look.today), None)
        inside = FIRST_HOUR <= local(self._now).hour <= LAST_HOUR
        self.dot.setVisible(today is not None and inside)
        if today is not None:
            self.dot.move(today.x() - DOT, today.y_of(self._now) - DOT)
            self.dot.raise_()

    def landing(self, entry: CalendarEntry, cell: DayCell, at: QPoint) -> datetime:
        return cell.time_at(at.y()) if isinstance(cell, DayColumn) else entry.at

    def landing_place(self, cell: DayCell, to: datetime) -> QRect:
        top = cell.y_of(to) if isinstance(cell, DayColumn) else 0
        return QRect(cell.x() + PAD, top, cell.width() - 2 * PAD, 0)

    def carried_by(self, key: Qt.Key) -> timedelta:
        steps = {Qt.Key.Key_Up: -STEP, Qt.Key.Key_Down: STEP}
        return steps[key] if key in steps else super().carried_by(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hours."""
        tokens, font = current_tokens(), chip_font(self)
        days = [cell for cell in self.cells if isinstance(cell, DayColumn)]
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(QColor(tokens.muted))
        step = QFontMetrics(font).height()
        for hour in range(FIRST_HOUR, LAST_HOUR + 2):
            y = days[0].strip + (hour - FIRST_HOUR) * self.hour
            box = QRect(0, y - step // 2, self.gutter - CHIP_PAD, step)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), f"{hour:02d}:00")


def _number(look: DayLook) -> str:
    return f"{look.day.day}/{look.day.month}" if look.day.day == 1 else str(look.day.day)


def _number_width(look: DayLook, metrics: QFontMetrics) -> int:
    return metrics.horizontalAdvance(_number(look)) + 12


def _name_room(box: QRect, look: DayLook, metrics: QFontMetrics) -> int:
    """Pixels for the name of the day beside its number. Where one name has too few, all are shortened."""
    return box.width() - 2 * CHIP_PAD - _number_width(look, metrics) - 8


class WeekHeads(QWidget):
    """The days of the week over their columns: name, number, and how the day is called."""

    def __init__(self, board: WeekBoard) -> None:
        super().__init__()
        self._board = board
        board.settled.connect(lambda _: self.update())
        self.setMinimumHeight(self.fontMetrics().height() + 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, bold = current_tokens(), weighted(self.font())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        zone = QRect(0, 0, self._board.gutter - CHIP_PAD, self.height())
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        paint_elided(painter, zone, tr("VN time"), chip_font(self), tokens.muted, right)
        metrics = QFontMetrics(bold)
        days = [
            (cell.look, QRect(left, 0, width, self.height()))
            for cell, (left, width) in zip(self._board.cells, self._board.columns(), strict=True)
            if cell.look is not None
        ]
        short = any(
            metrics.horizontalAdvance(weekday(look.day)) + 2 > _name_room(box, look, metrics) for look, box in days
        )
        for look, box in days:
            self._paint_day(painter, look, box, bold, short=short)

    def _paint_day(self, painter: QPainter, look: DayLook, box: QRect, bold: QFont, *, short: bool) -> None:
        tokens, metrics = current_tokens(), QFontMetrics(bold)
        if look.today:
            painter.fillRect(box, QColor(tokens.selected))
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(box.topLeft(), box.bottomLeft())
        inner = box.adjusted(CHIP_PAD, 0, -CHIP_PAD, 0)
        number, wide = _number(look), _number_width(look, metrics)
        name = tr(SHORT[look.day.weekday()]) if short else weekday(look.day)
        named = QRect(inner)
        named.setWidth(min(metrics.horizontalAdvance(name) + 2, _name_room(box, look, metrics)))
        paint_elided(painter, named, name, bold, tokens.accent if look.today else tokens.muted)
        at = QRect(named.right() + 7, 0, wide, self.height())
        if look.today:
            pill = QRectF(at.x(), (self.height() - metrics.height()) / 2 - 1, at.width(), metrics.height() + 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setFont(bold)
        painter.setPen(QColor(tokens.on_accent if look.today else tokens.text))
        painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter), number)
        if look.marks:
            room = QRect(at.right() + 4, 0, max(0, inner.right() - at.right() - 4), self.height())
            right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            paint_elided(painter, room, look.marks[0][1], chip_font(self), tokens.error, right)
