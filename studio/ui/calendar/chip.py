"""One entry in a cell: time, state, pages and the first words, in the tint of its state."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from studio.calendar.model import CalendarEntry
from studio.ui.calendar.words import HOLDERS, entry_word, first_words, spoken_entry, time_of
from studio.ui.icons import glyph
from studio.ui.theme import current_tokens
from studio.ui.widgets.avatar import avatars
from studio.ui.widgets.tips import plain
from studio.ui.words import StateWord

PAD, GAP, RADIUS = 6, 4, 5
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
        line = QRect(PAD, 1, self.width() - 2 * PAD, self.height() - 2)
        if self._tall:
            line.setHeight(metrics.height() + 4)
        room = self._paint_signs(painter, self._entry, self._word, line, font)
        if self._tall:
            room = QRect(PAD, line.bottom(), self.width() - 2 * PAD, metrics.height())
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
        x += px + GAP
        time = time_of(entry)
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(QColor(ink))
        wide = QFontMetrics(bold).horizontalAdvance(time)
        painter.drawText(QRect(x, line.y(), wide, line.height()), int(Qt.AlignmentFlag.AlignVCenter), time)
        x += wide + GAP if time else 0
        right = line.right()
        if entry.holder is not None:
            right -= px
            painter.drawPixmap(right, top, glyph(HOLDERS[entry.holder][0], ink, px, ratio))
            right -= GAP
        least = 0 if self._tall else LEAST_WORDS * metrics.averageCharWidth()
        for count in range(min(MOST_SIGNS, len(self._pages)), 0, -1):
            signs = avatars(self._pages[:count], px, ratio)
            width = round(signs.width() / ratio)
            if x + width + GAP + least <= right:
                painter.drawPixmap(x, top, signs)
                x += width + GAP
                break
        return QRect(x, line.y(), max(0, right - x), line.height())
