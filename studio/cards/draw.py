"""Drawing a scene's parts with a QPainter: the same calls for the canvas, the image and the PDF."""

from __future__ import annotations

from math import atan2, cos, hypot, pi, sin

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPaintEngine, QPainter, QPainterPath, QPen, QPolygonF

from studio.cards.artwork import Artwork
from studio.cards.scene import Badge, Disc, Fade, Icon, Photo, Plate, Polygon, Qr, SceneItem, Stroke, TextPart
from studio.cards.typeset import Typesetter
from studio.templates.card import CardSpec

_NO_PEN = Qt.PenStyle.NoPen
_NO_BRUSH = Qt.BrushStyle.NoBrush


class Brushwork:
    """Draws the parts of one card."""

    def __init__(self, painter: QPainter, spec: CardSpec, art: Artwork, setter: Typesetter) -> None:
        self._painter = painter
        self._spec = spec
        self._art = art
        self._setter = setter
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing
            | QPainter.RenderHint.TextAntialiasing
            | QPainter.RenderHint.SmoothPixmapTransform
        )

    def part(self, part: SceneItem) -> None:
        """Draw one part."""
        match part:
            case TextPart():
                self._text(part)
            case Plate():
                self._plate(part)
            case Icon():
                self._art.icon(self._painter, part.name, QRectF(part.rect), part.colour)
            case Disc():
                self._disc(part)
            case Stroke():
                self._stroke(part)
            case Photo():
                self._photo(part)
            case Fade():
                self._painter.fillRect(part.rect, _gradient(part))
            case Polygon():
                self._polygon(part)
            case Badge():
                self._art.badge(self._painter, self._spec.badge_sha256, QRectF(part.rect))
            case Qr():
                self._qr(part)
            case _:
                raise TypeError(type(part))

    def _text(self, part: TextPart) -> None:
        for line in range(len(part.text.lines)):
            x, base = part.x + part.indent(line), part.baseline(line)
            self._setter.draw(self._painter, part.text, line, x, base, part.colour)
            if part.strike is not None:
                px = max(2, round(part.text.face.px * 0.07))
                top = base - round(part.text.face.px * 0.3)
                self._painter.fillRect(x, top, part.text.widths[line], px, part.strike)

    def _plate(self, part: Plate) -> None:
        painter, outline = self._painter, _outline(part)
        painter.setPen(_NO_PEN)
        if part.fill is not None:
            painter.fillPath(outline, part.fill)
        if part.head is not None:
            strip = QPainterPath()
            strip.addRect(QRectF(part.x, part.y, part.w, part.head_px))
            painter.fillPath(outline.intersected(strip), part.head)
        if part.edge is not None:
            bar = QPainterPath()
            bar.addRect(QRectF(part.x, part.y, part.edge_px, part.h))
            painter.fillPath(outline.intersected(bar), part.edge)
        if part.line is not None and part.line_px:
            half = part.line_px / 2
            inside = QRectF(part.rect).adjusted(half, half, -half, -half)
            painter.setBrush(_NO_BRUSH)
            painter.setPen(QPen(part.line, part.line_px))
            painter.drawRoundedRect(inside, part.radius - half, part.radius - half)

    def _disc(self, part: Disc) -> None:
        half = part.line_px / 2 if part.line is not None else 0
        self._painter.setPen(QPen(part.line, part.line_px) if part.line is not None else _NO_PEN)
        self._painter.setBrush(part.fill if part.fill is not None else QBrush(_NO_BRUSH))
        self._painter.drawEllipse(QRectF(part.rect).adjusted(half, half, -half, -half))

    def _stroke(self, part: Stroke) -> None:
        pen = QPen(part.colour, part.px)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if part.dash:
            pen.setDashPattern(list(part.dash))
        points = [QPointF(part.x + x, part.y + y) for x, y in part.points]
        if part.arrow:
            points[-1] = self._arrow(points[-2], points[-1], part.px * 1.9, part.colour)
        self._painter.strokePath(_bent(points, part.bend), pen)

    def _arrow(self, before: QPointF, tip: QPointF, size: float, colour: QColor) -> QPointF:
        """Draw an arrow head at `tip`; returns where its line has to end."""
        turn = atan2(tip.y() - before.y(), tip.x() - before.x())
        wings = [QPointF(tip.x() + cos(turn + side) * size, tip.y() + sin(turn + side) * size)
                 for side in (pi * 0.8, -pi * 0.8)]  # fmt: skip
        self._painter.setPen(_NO_PEN)
        self._painter.setBrush(colour)
        self._painter.drawPolygon(QPolygonF([tip, *wings]))
        return QPointF(tip.x() - cos(turn) * size * 0.7, tip.y() - sin(turn) * size * 0.7)

    def _photo(self, part: Photo) -> None:
        if self._spec.photo is None:
            return
        painter, rect = self._painter, QRectF(part.rect)
        image = self._art.photo(self._spec.photo, part.w, part.h)
        if not part.radius:
            painter.drawImage(QPoint(part.x, part.y), image)
        elif painter.paintEngine().type() == QPaintEngine.Type.Pdf:
            painter.save()
            clip = QPainterPath()
            clip.addRoundedRect(rect, part.radius, part.radius)
            painter.setClipPath(clip)
            painter.drawImage(QPoint(part.x, part.y), image)
            painter.restore()
        else:
            # A texture has smooth corners where a clip would have stairs.
            painter.setPen(_NO_PEN)
            painter.setBrush(QBrush(image))
            painter.setBrushOrigin(part.x, part.y)
            painter.drawRoundedRect(rect, part.radius, part.radius)
            painter.setBrushOrigin(0, 0)
        if part.line is not None and part.line_px:
            half = part.line_px / 2
            painter.setBrush(_NO_BRUSH)
            painter.setPen(QPen(part.line, part.line_px))
            painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), part.radius - half, part.radius - half)

    def _polygon(self, part: Polygon) -> None:
        self._painter.setPen(_NO_PEN)
        self._painter.setBrush(part.fill)
        self._painter.drawPolygon(QPolygonF([QPointF(part.x + x, part.y + y) for x, y in part.points]))

    def _qr(self, part: Qr) -> None:
        painter = self._painter
        half = part.line_px / 2 if part.line is not None else 0
        painter.setPen(QPen(part.line, part.line_px) if part.line is not None else _NO_PEN)
        painter.setBrush(part.fill)
        painter.drawRoundedRect(QRectF(part.rect).adjusted(half, half, -half, -half), part.radius, part.radius)
        side = len(part.rows) * part.module
        left, top = part.x + (part.w - side) // 2, part.y + (part.h - side) // 2
        for y, row in enumerate(part.rows):
            for start, length in _runs(row):
                painter.fillRect(
                    left + start * part.module, top + y * part.module, length * part.module, part.module, part.colour
                )


def _runs(row: str) -> list[tuple[int, int]]:
    """Start and length of every run of dark modules."""
    runs, start = [], None
    for at, bit in enumerate(row + "0"):
        if bit == "1" and start is None:
            start = at
        elif bit == "0" and start is not None:
            runs.append((start, at - start))
            start = None
    return runs


def _outline(part: Plate) -> QPainterPath:
    path = QPainterPath()
    if part.flag:
        slant = round(part.h * 0.32)
        right = part.x + part.w
        path.addPolygon(
            QPolygonF(
                [
                    QPointF(part.x, part.y),
                    QPointF(right, part.y),
                    QPointF(right - slant, part.y + part.h),
                    QPointF(part.x, part.y + part.h),
                ]
            )
        )
        path.closeSubpath()
    else:
        radius = min(part.radius, part.w / 2, part.h / 2)
        path.addRoundedRect(QRectF(part.rect), radius, radius)
    return path


def _bent(points: list[QPointF], bend: float) -> QPainterPath:
    """A path through `points` with corners rounded by `bend`."""
    path = QPainterPath(points[0])
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        path.lineTo(_towards(at, before, bend))
        path.quadTo(at, _towards(at, after, bend))
    path.lineTo(points[-1])
    return path


def _towards(start: QPointF, end: QPointF, by: float) -> QPointF:
    long = hypot(end.x() - start.x(), end.y() - start.y()) or 1.0
    part = min(by, long / 2) / long
    return QPointF(start.x() + (end.x() - start.x()) * part, start.y() + (end.y() - start.y()) * part)


def _gradient(part: Fade) -> QLinearGradient:
    start = QPointF(part.x, part.y)
    end = QPointF(part.x + (part.w if part.across or part.slant else 0), part.y + (0 if part.across else part.h))
    gradient = QLinearGradient(start, end)
    for at, colour in part.stops:
        gradient.setColorAt(at, colour)
    return gradient
