"""Bars: how many learners did each outline to the end, and how many passed. The table beside it says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.theme import current_tokens

ROW_GAP, BAR_RADIUS, PAD = 8, 3, 16
LEAST_BARS = 160
"""Pixels for the bars beside ids and figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One outline: `part` of `whole`, which is at most `Bars.most`."""

    id: str
    whole: int
    part: int


class Bars(QWidget):
    """Horizontal bars under each other; `set_words` names the two shades, which differ in outline as well."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self._words = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = tuple(bars)
        self.updateGeometry()
        self.update()

    def set_words(self, name: str, part: str, whole: str) -> None:
        self.setAccessibleName(name)
        self._words = (part, whole)
        self.update()

    @property
    def bars(self) -> tuple[Bar, ...]:
        return self._bars

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = self._left(metrics) + LEAST_BARS + self._right(metrics)
        return QSize(width, self._top(metrics) + self._row * len(self._bars) + PAD)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @property
    def _row(self) -> int:
        return self.fontMetrics().height() + ROW_GAP

    def _left(self, metrics: QFontMetrics) -> int:
        return PAD + metrics.horizontalAdvance("U100") + 8

    def _right(self, metrics: QFontMetrics) -> int:
        return metrics.horizontalAdvance("000/000") + PAD + 8

    def _top(self, metrics: QFontMetrics) -> int:
        return PAD + metrics.height() + 10

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        self._paint_key(painter, metrics)
        most = max((bar.whole for bar in self._bars), default=1) or 1
        left, room = self._left(metrics), self.width() - self._left(metrics) - self._right(metrics)
        for place, bar in enumerate(self._bars):
            y = self._top(metrics) + place * self._row
            middle = QRectF(left, y, room, metrics.height())
            painter.setPen(QColor(current_tokens().text))
            painter.drawText(QRectF(PAD, y, left - PAD, metrics.height()), int(Qt.AlignmentFlag.AlignVCenter), bar.id)
            self._paint_bar(painter, middle, bar.whole / most, bar.part / most)
            painter.setPen(QColor(current_tokens().muted))
            figures = QRectF(left + room, y, self._right(metrics) - PAD, metrics.height())
            sides = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(figures, sides, f"{bar.part}/{bar.whole}")
        painter.end()

    def _paint_key(self, painter: QPainter, metrics: QFontMetrics) -> None:
        x = float(PAD)
        for word, filled in zip(self._words, (True, False), strict=True):
            swatch = QRectF(x, PAD + metrics.height() / 2 - 5, 18, 10)
            self._paint_bar(painter, swatch, 1.0, 1.0 if filled else 0.0)
            painter.setPen(QColor(current_tokens().muted))
            painter.drawText(QRectF(x + 24, PAD, 400, metrics.height()), int(Qt.AlignmentFlag.AlignVCenter), word)
            x += 24 + metrics.horizontalAdvance(word) + 24

    def _paint_bar(self, painter: QPainter, room: QRectF, whole: float, part: float) -> None:
        """`whole` outlined, `part` of it filled; shares of the room."""
        bar, tokens = room.adjusted(0.5, 2.5, -0.5, -2.5), current_tokens()
        painter.setPen(QColor(tokens.accent))
        for share, fill in ((whole, tokens.selected), (part, tokens.accent)):
            if share:
                painter.setBrush(QColor(fill))
                width = max(2.0 * BAR_RADIUS, bar.width() * share)
                painter.drawRoundedRect(QRectF(bar.x(), bar.y(), width, bar.height()), BAR_RADIUS, BAR_RADIUS)
