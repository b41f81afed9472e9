"""The heading of a long table: a click on a column sorts by it, a tick before the first chooses every row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from studio.ui.icons import glyph, icon_px
from studio.ui.theme import current_tokens

PAD, GAP = 14, 6


class SortHeader(QHeaderView):
    """`tick_wanted` follows a click on the tick. The order shown is what `show_order` was told."""

    tick_wanted = Signal()

    def __init__(self, *, ticks: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._ticks = ticks
        self._sorted, self._descending = -1, False
        self._tick = "square"
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(40)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)

    def show_order(self, place: int, *, descending: bool) -> None:
        """Mark the column at `place` (-1: none) as the one sorted by."""
        self._sorted, self._descending = place, descending
        self.viewport().update()

    def show_tick(self, name: str) -> None:
        """Draw the icon `name` before the first heading."""
        if name != self._tick:
            self._tick = name
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.is_tick(event.position().toPoint()):
            self.tick_wanted.emit()
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.is_tick(event.position().toPoint()):
            super().mousePressEvent(event)

    def is_tick(self, at: QPoint) -> bool:
        """Whether `at` lies on the tick."""
        return self._ticks and at.x() < PAD + icon_px(self.fontMetrics()) + GAP

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        tokens = current_tokens()
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(tokens.line))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        px, ratio = icon_px(self.fontMetrics()), self.devicePixelRatio()
        words = rect.adjusted(PAD, 0, -GAP, 0)
        if section == 0 and self._ticks:
            self._draw(painter, words, self._tick, tokens.muted, px, ratio)
            words.setLeft(words.left() + px + GAP)
        heading = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        arrow = px * 3 // 4 if section == self._sorted else 0
        text = metrics.elidedText(heading, Qt.TextElideMode.ElideRight, words.width() - arrow)
        painter.setPen(QColor(tokens.text if arrow else tokens.muted))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        if arrow:
            words.setLeft(words.left() + metrics.horizontalAdvance(text) + 4)
            name = "arrow-down" if self._descending else "arrow-up"
            self._draw(painter, words, name, tokens.accent, arrow, ratio)

    @staticmethod
    def _draw(painter: QPainter, rect: QRect, name: str, colour: str, px: int, ratio: float) -> None:
        painter.drawPixmap(rect.x(), rect.y() + (rect.height() - px) // 2, glyph(name, colour, px, ratio))
