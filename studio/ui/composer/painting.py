"""Painting texts on a few lines, for the tiles and rows that paint themselves."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption


def lines_of(text: str, font: QFont, width: int, lines: int) -> list[str]:
    """`text` broken into at most `lines` lines of `width` pixels, the last elided."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    found: list[str] = []
    layout.beginLayout()
    while len(found) < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, end = line.textStart(), line.textStart() + line.textLength()
        last = len(found) == lines - 1 and end < len(text)
        shown = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, width) if last else text[start:end]
        found.append(shown.rstrip())
    layout.endLayout()
    return found


def paint_lines(painter: QPainter, at: QPoint, width: int, text: str, font: QFont, colour: str, lines: int) -> int:
    """`text` from `at` down, on at most `lines` lines. Returns how many were used."""
    metrics = QFontMetrics(font)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = lines_of(text, font, width, lines)
    for number, line in enumerate(shown):
        painter.drawText(at.x(), at.y() + number * metrics.lineSpacing() + metrics.ascent(), line)
    return len(shown)


def weighted(font: QFont, weight: QFont.Weight = QFont.Weight.DemiBold, size: float = 1.0) -> QFont:
    """`font` in another weight and size (in parts of its own)."""
    made = QFont(font)
    made.setWeight(weight)
    made.setPointSizeF(font.pointSizeF() * size)
    return made
