"""The ghost of a post that is carried: a dashed box where it would land, which says what dropping it there would do."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from studio.ui.calendar.cell import CHIP_PAD, RADIUS, chip_font
from studio.ui.theme import current_tokens
from studio.ui.widgets.text_painter import lines_of, paint_lines, weighted

MOST_LINES = 6


class DropOutcome(NamedTuple):
    """What dropping a post at a moment would do: where it goes, and what follows, or why it cannot be."""

    move: str
    follows: str = ""
    refused: bool = False


class DropPreview(QWidget):
    """Lies over the days; the mouse goes through it."""

    def __init__(self, board: QWidget) -> None:
        super().__init__(board)
        self._told = DropOutcome("")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def text(self) -> str:
        return "\n".join(part for part in self._told[:2] if part)

    def show_move(self, told: DropOutcome, at: QRect) -> None:
        """Stand over `at`, as high as the words ask for."""
        if told != self._told or not self.isVisible():
            self._told = told
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.text))
        step = QFontMetrics(chip_font(self)).lineSpacing()
        high = len(self._lines(at.width())) * step + step // 2
        board = self.parentWidget()
        top = min(at.y(), board.height() - high - 2) if board is not None else at.y()
        self.setGeometry(at.x(), max(0, top), at.width(), high)
        self.show()
        self.raise_()
        self.update()

    def _lines(self, width: int) -> list[str]:
        font, room = chip_font(self), width - 2 * CHIP_PAD
        move = lines_of(self._told.move, weighted(font), room, 2)
        return [*move, *(lines_of(self._told.follows, font, room, MOST_LINES) if self._told.follows else ())]

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, font = current_tokens(), chip_font(self)
        ink = tokens.error if self._told.refused else tokens.accent
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(ink), 2, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(tokens.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        step, room = QFontMetrics(font).lineSpacing(), self.width() - 2 * CHIP_PAD
        at = QPoint(CHIP_PAD, step // 4)
        used = paint_lines(painter, at, room, self._told.move, weighted(font), ink, 2)
        if self._told.follows:
            below = QPoint(CHIP_PAD, at.y() + used * step)
            paint_lines(painter, below, room, self._told.follows, font, ink, MOST_LINES)
