"""The mark of the practice profile. Laid over every practice card by the painter itself, whatever the layout says."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from studio.cards.fonts import Face, Fonts
from studio.templates.layout import CardSize

LABEL = "TẬP HUẤN – MÔ PHỎNG"
_ORANGE = QColor("#F59E0B")
_INK = QColor("#111827")


def draw_watermark(painter: QPainter, size: CardSize, fonts: Fonts, label: str = LABEL) -> None:
    """A strip along the right edge, in the margin, and the words slantwise across the card."""
    _strip(painter, size, fonts, label)
    px = round(min(size.width, size.height) * 0.085)
    veil = QColor(_ORANGE)
    veil.setAlphaF(0.2)
    painter.save()
    painter.setFont(fonts.font(Face("Be Vietnam Pro", 800, px)))
    painter.setPen(veil)
    for share in (0.3, 0.72) if size.height > size.width * 1.1 else (0.5,):
        painter.save()
        painter.translate(size.width / 2, size.height * share)
        painter.rotate(-24)
        wide = float(size.width) * 1.4
        painter.drawText(QRectF(-wide / 2, -px, wide, px * 2), Qt.AlignmentFlag.AlignCenter, label)
        painter.restore()
    painter.restore()


def _strip(painter: QPainter, size: CardSize, fonts: Fonts, label: str) -> None:
    wide = round(size.margin * (0.9 if size.margin < 40 else 0.72))
    font = fonts.font(Face("Be Vietnam Pro", 700, round(wide * 0.62)))
    painter.save()
    painter.fillRect(size.width - wide, 0, wide, size.height, _ORANGE)
    painter.translate(size.width - wide, 0)
    painter.rotate(90)
    painter.setFont(font)
    painter.setPen(_INK)
    step = round(fonts.metrics(Face("Be Vietnam Pro", 700, round(wide * 0.62))).horizontalAdvance(label) * 1.25)
    count = max(1, size.height // step)
    start = (size.height - count * step) / 2 + step * 0.1
    for at in range(count):
        painter.drawText(QPointF(start + at * step, -wide * 0.28), label)
    painter.restore()
