"""Painting texts on a few lines and the ground of a row, for the tiles and rows that paint themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle

from studio.ui.theme import current_tokens

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
BAR = 3
RING = (("#000000", 4.0), ("#FFFFFF", 2.0))
"""Colours and widths of the focus over a picture."""
"""Pixels of the bar at the left of the row in hand."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a broken text; `start` counts in UTF-16 units, as Qt does."""

    start: int
    text: str


def lines_of(text: str, font: QFont, width: int, lines: int, indent: int = 0) -> list[str]:
    """`text` broken into at most `lines` lines of `width` pixels, the first narrower by `indent`, the last elided."""
    return [line.text for line in _broken(text, font, width, lines, (), indent)]


def paint_lines(
    painter: QPainter,
    at: QPoint,
    width: int,
    text: str,
    font: QFont,
    colour: str,
    lines: int,
    spans: Sequence[tuple[int, int]] = (),
) -> int:
    """`text` from `at` down, on at most `lines` lines, with the parts in `spans` bold. Returns how many were used."""
    metrics = QFontMetrics(font)
    text = text.replace("\n", " ")
    marks = [_mark(text, start, end) for start, end in spans]
    shown = list(_broken(text, font, width, lines, marks))
    painter.setFont(font)
    painter.setPen(QColor(colour))
    for number, line in enumerate(shown):
        top = at.y() + number * metrics.lineSpacing()
        if marks:
            _paint_marked(painter, QPointF(at.x(), top), line, font, marks)
        else:
            painter.drawText(at.x(), top + metrics.ascent(), line.text)
    return len(shown)


def paint_elided(painter: QPainter, room: QRect, text: str, font: QFont, colour: str, flags: int = LEFT) -> None:
    """`text` in one line, cut where `room` is short."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
    painter.drawText(room, flags, shown)


def paint_thumb(painter: QPainter, place: QRect, picture: QPixmap) -> None:
    """Fill `place` with the middle of `picture`, or with a plain ground where there is none."""
    outline = QPainterPath()
    outline.addRoundedRect(place, 4, 4)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(outline)
    painter.fillRect(place, QColor(current_tokens().locked))
    if not picture.isNull():
        part = QRect(picture.rect())
        part.setSize(place.size().scaled(picture.size(), Qt.AspectRatioMode.KeepAspectRatio))
        part.moveCenter(picture.rect().center())
        painter.drawPixmap(place, picture, part)
    painter.restore()


def paint_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    """The ground of a row, a bar at the left of the one in hand, and the line below."""
    tokens = current_tokens()
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, QColor(tokens.selected if selected else tokens.hover))
    if selected:
        painter.fillRect(QRect(rect.x(), rect.y(), BAR, rect.height()), QColor(tokens.accent))
    painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), QColor(tokens.line))


def paint_ring(painter: QPainter, place: QRectF, radius: float = 0.0) -> None:
    """The focus over a picture: one of its two colours can be seen on whatever is below."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in RING:
        painter.setPen(QPen(QColor(colour), width))
        painter.drawRoundedRect(place, radius, radius)


def weighted(font: QFont, weight: QFont.Weight = QFont.Weight.DemiBold, size: float = 1.0) -> QFont:
    """`font` in another weight and size (in parts of its own)."""
    made = QFont(font)
    made.setWeight(weight)
    made.setPointSizeF(font.pointSizeF() * size)
    return made


def _broken(
    text: str, font: QFont, width: int, lines: int, marks: Sequence[QTextLayout.FormatRange], indent: int = 0
) -> Iterator[TextLine]:
    metrics = QFontMetrics(font)
    units = text.encode("utf-16-le")
    layout = QTextLayout(text, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.setFormats(list(marks))
    layout.beginLayout()
    for number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        whole = width if number else width - indent
        line.setLineWidth(whole)
        start, end = line.textStart(), line.textStart() + line.textLength()
        if number == lines - 1 and 2 * end < len(units):
            room = whole - metrics.averageCharWidth() * bool(marks)  # bold letters are wider than the font says
            rest = units[2 * start :].decode("utf-16-le")
            yield TextLine(start, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room).rstrip())
        else:
            yield TextLine(start, units[2 * start : 2 * end].decode("utf-16-le").rstrip())
    layout.endLayout()


def _paint_marked(
    painter: QPainter, at: QPointF, line: TextLine, font: QFont, marks: Sequence[QTextLayout.FormatRange]
) -> None:
    layout = QTextLayout(line.text, font)
    length = _units(line.text)
    moved = []
    for mark in marks:
        begin, end = max(0, mark.start - line.start), min(length, mark.start + mark.length - line.start)
        if begin < end:
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = begin, end - begin, mark.format
            moved.append(part)
    layout.setFormats(moved)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    layout.draw(painter, at)


def _units(text: str) -> int:
    """Length as Qt counts: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _mark(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    mark = QTextLayout.FormatRange()
    mark.start, mark.length = _units(text[:start]), _units(text[start:end])
    shape = QTextCharFormat()
    shape.setFontWeight(QFont.Weight.Bold)
    shape.setForeground(QColor(current_tokens().text))
    mark.format = shape
    return mark
