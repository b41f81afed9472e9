"""Drawing a scene's parts with a QPainter: the same calls for the canvas, the image and the PDF.

What is drawn, not written: photo, art, route diagram, icons and room.
"""

from __future__ import annotations

from math import atan2, cos, hypot, pi, sin

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPaintEngine, QPainter, QPainterPath, QPen, QPolygonF

from studio.cards.layout_context import Block, LayoutContext
from studio.cards.marks import Artwork
from studio.cards.scene import (
    BadgePart,
    Corners,
    Disc,
    Fade,
    Icon,
    Photo,
    Plate,
    Polygon,
    Qr,
    SceneItem,
    Stroke,
    TextPart,
)
from studio.cards.typeset import Typesetter
from studio.templates.card import CardSpec
from studio.templates.layout import Layer

SCHEME = "scheme"
NO_SCHEME = "none"
"""What a card that is not about a road says in the slot `SCHEME`."""


def photo_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """The photo in the flow of the text; without one the layer's `empty` icon on a quiet plate, or nothing."""
    tall = max(height, st.roomy(layer, 20))
    if tall < st.units(layer.style.get("least", 6)):
        return Block(layer.id, width, 0)
    line_px = st.units(0.6) if "line" in layer.style else 0
    block = Block(layer.id, width, tall)
    corners = st.corners(layer, 2)
    if st.photo:
        block.parts.append(
            Photo(layer=layer.id, x=0, y=0, w=width, h=tall, corners=corners, line=st.maybe(layer, "line"),
                  line_px=line_px, whole=bool(layer.style.get("whole")))
        )  # fmt: skip
    elif "empty" in layer.style:
        px = round(min(width, tall) * 0.5)
        block.parts += [
            Plate(layer=layer.id, x=0, y=0, w=width, h=tall, corners=corners, fill=st.palette("panel")),
            Icon(layer=layer.id, x=(width - px) // 2, y=(tall - px) // 2, w=px, h=px,
                 name=layer.style["empty"], colour=st.palette("panel_muted")),
        ]  # fmt: skip
    else:
        return None
    return block


def art_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """The layout's icon, large, where text leaves room for it; nothing in less than `least`."""
    if layer.slot == SCHEME and not drawn(layer, st):
        return None
    if height < st.units(layer.style.get("least", 20)):
        return Block(layer.id, width, 0)
    px = min(height, width, st.units(layer.style.get("max", 50)))
    x = {"left": 0, "right": width - px}.get(layer.style.get("align", "right"), (width - px) // 2)
    block = Block(layer.id, width, height)
    block.parts.append(
        Icon(layer=layer.id, x=x, y=(height - px) // 2, w=px, h=px, name=st.layout.art,
             colour=st.colour(layer, "colour", "art"), thin=True)
    )  # fmt: skip
    return block


def space_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block:
    return Block(layer.id, width, max(height, st.roomy(layer, 0)))


def icon_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block:
    px = st.units(layer.style.get("px", 6))
    block = Block(layer.id, width, px)
    name = layer.style.get("name", st.layout.art)
    block.parts.append(Icon(layer=layer.id, x=0, y=0, w=px, h=px, name=name, colour=st.colour(layer, "colour", "icon")))
    return block


def drawn(layer: Layer, st: LayoutContext) -> bool:
    """Whether the scheme is drawn, or, of an icon that stands in for it, the icon."""
    return (st.values.text(layer.slot) == NO_SCHEME) == (layer.kind == "art")


def route_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """A drawn scheme, no map: the straight way barred, the way round with arrows."""
    if not drawn(layer, st):
        return None
    low, high = st.roomy(layer, 18), st.units(layer.style.get("max", 60))
    tall = max(low, min(height, high))
    if tall < st.units(layer.style.get("least", 0)):
        return Block(layer.id, width, 0)
    block = Block(layer.id, width, tall)
    road, closed, detour = (st.colour(layer, key, key) for key in ("road", "closed", "detour"))
    block.parts.append(
        Plate(
            layer=layer.id,
            x=0,
            y=0,
            w=width,
            h=tall,
            corners=(st.units(3),) * 4,
            fill=st.colour(layer, "fill", "panel"),
        )
    )
    pad = st.units(4)
    thick = max(st.units(1.6), min(st.units(3.2), round(tall * 0.085)))
    left, right, main = pad + st.units(2), width - pad - st.units(2), round(tall * 0.34)
    loop = tall - round(tall * 0.22)
    turn_in, turn_out = left + round((right - left) * 0.2), left + round((right - left) * 0.8)
    faint = [(turn_in, 0, turn_in, tall), (turn_out, 0, turn_out, tall), (0, loop, width, loop), (0, main, width, main)]
    for x1, y1, x2, y2 in faint:
        block.parts.append(_stroke(layer, ((x1, y1), (x2, y2)), road, thick))
    block.parts.append(
        _stroke(layer, ((turn_in + thick, main), (turn_out - thick, main)), closed, thick, dash=(1.6, 1.1))
    )
    bend = round((loop - main) * 0.35)
    way = ((left, main), (turn_in, main), (turn_in, loop), (turn_out, loop), (turn_out, main), (right, main))
    block.parts.append(_stroke(layer, way, detour, thick, bend=bend, arrow=True))
    sign = round(min(tall * 0.3, st.units(13)))
    block.parts += _barrier(layer, st, (left + right) // 2, main, sign)
    block.parts += [_stop(layer, st, left, main, thick)]
    return block


def _stroke(
    layer: Layer, points: tuple[tuple[int, int], ...], colour: object, px: int, *,
    bend: int = 0, dash: tuple[float, float] | None = None, arrow: bool = False,
) -> Stroke:  # fmt: skip
    return Stroke(layer=layer.id, x=0, y=0, w=1, h=1, points=points, colour=colour, px=px,  # type: ignore[arg-type]
                  bend=bend, dash=dash, arrow=arrow)  # fmt: skip


def _barrier(layer: Layer, st: LayoutContext, x: int, y: int, px: int) -> list[SceneItem]:
    """A "no entry" sign: it reads without words and without colour."""
    bar_w, bar_h = round(px * 0.62), round(px * 0.2)
    red, white = st.colour(layer, "closed", "closed"), st.palette("white")
    rim = max(2, px // 14)
    return [
        Disc(layer=layer.id, x=x - px // 2, y=y - px // 2, w=px, h=px, fill=red, line=white, line_px=rim),
        Plate(
            layer=layer.id, x=x - bar_w // 2, y=y - bar_h // 2, w=bar_w, h=bar_h, fill=white, corners=(bar_h // 4,) * 4
        ),
    ]


def _stop(layer: Layer, st: LayoutContext, x: int, y: int, thick: int) -> Disc:
    px = round(thick * 2.1)
    return Disc(layer=layer.id, x=x - px // 2, y=y - px // 2, w=px, h=px, fill=st.palette("white"),
                line=st.colour(layer, "detour", "detour"), line_px=max(3, thick // 3))  # fmt: skip


_NO_PEN = Qt.PenStyle.NoPen
_NO_BRUSH = Qt.BrushStyle.NoBrush


class CardPainter:
    """Draws the parts of one card."""

    def __init__(self, painter: QPainter, spec: CardSpec, art: Artwork, typesetter: Typesetter) -> None:
        self._painter = painter
        self._spec = spec
        self._art = art
        self._typesetter = typesetter
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
                self._art.icon(self._painter, part.name, QRectF(part.rect), part.colour, thin=part.thin)
            case Disc():
                self._disc(part)
            case Stroke():
                self._stroke(part)
            case Photo():
                self._photo(part)
            case Fade():
                self._fade(part)
            case Polygon():
                self._polygon(part)
            case BadgePart():
                self._art.badge(self._painter, part.logo or self._spec.badge_sha256, QRectF(part.rect))
            case Qr():
                self._qr(part)
            case _:
                raise TypeError(type(part))

    def _text(self, part: TextPart) -> None:
        for line in range(len(part.text.lines)):
            x, base = part.x + part.indent(line), part.baseline(line)
            self._typesetter.draw(self._painter, part.text, line, x, base, part.colour)
        px = max(2, part.text.face.px // 14)
        for line, start, end in part.struck:
            left, top = part.x + part.indent(line), part.baseline(line) - round(part.text.face.px * 0.3)
            self._painter.fillRect(left + start, top, end - start, px, part.colour)

    def _plate(self, part: Plate) -> None:
        painter, outline = self._painter, rounded(QRectF(part.rect), part.corners)
        painter.setPen(_NO_PEN)
        if part.fill is not None:
            painter.fillPath(outline, part.fill)
        if part.edge is not None:
            bar = QPainterPath()
            bar.addRect(QRectF(part.x, part.y, part.edge_px, part.h))
            painter.fillPath(outline.intersected(bar), part.edge)
        self._line(part)

    def _line(self, part: Plate | Photo) -> None:
        """The line around a plate or a photo, inside its edge."""
        if part.line is not None and part.line_px:
            half = part.line_px / 2
            inside = QRectF(part.rect).adjusted(half, half, -half, -half)
            self._painter.strokePath(rounded(inside, part.corners), QPen(part.line, part.line_px))

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
        painter = self._painter
        if self._spec.photo is not None:
            image = self._art.photo(self._spec.photo, part.w, part.h, whole=part.whole)
        elif part.scene:
            image = self._art.scene(part.scene, part.w, part.h, part.clear)
        else:
            return
        outline = rounded(QRectF(part.rect), part.corners)
        if not any(part.corners):
            painter.drawImage(QPoint(part.x, part.y), image)
        elif painter.paintEngine().type() == QPaintEngine.Type.Pdf:
            painter.save()
            painter.setClipPath(outline)
            painter.drawImage(QPoint(part.x, part.y), image)
            painter.restore()
        else:
            # A texture has smooth corners where a clip would have stairs.
            painter.setBrushOrigin(part.x, part.y)
            painter.fillPath(outline, QBrush(image))
            painter.setBrushOrigin(0, 0)
        self._line(part)

    def _fade(self, part: Fade) -> None:
        """One on the slant takes Qt a third of a card's time: it is painted once for many cards."""
        if part.slant:
            self._painter.drawImage(part.x, part.y, self._art.slant(part.w, part.h, part.stops))
        else:
            self._painter.fillRect(part.rect, _gradient(part))

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


def rounded(box: QRectF, corners: Corners) -> QPainterPath:
    """A rectangle with a radius of its own for each corner."""
    path = QPainterPath()
    most = min(box.width(), box.height())
    tl, tr, br, bl = (min(float(radius), most) for radius in corners)
    if len(set(corners)) == 1:
        path.addRoundedRect(box, min(tl, most / 2), min(tl, most / 2))
        return path
    path.moveTo(box.left() + tl, box.top())
    path.lineTo(box.right() - tr, box.top())
    path.arcTo(box.right() - 2 * tr, box.top(), 2 * tr, 2 * tr, 90, -90)
    path.lineTo(box.right(), box.bottom() - br)
    path.arcTo(box.right() - 2 * br, box.bottom() - 2 * br, 2 * br, 2 * br, 0, -90)
    path.lineTo(box.left() + bl, box.bottom())
    path.arcTo(box.left(), box.bottom() - 2 * bl, 2 * bl, 2 * bl, 270, -90)
    path.lineTo(box.left(), box.top() + tl)
    path.arcTo(box.left(), box.top(), 2 * tl, 2 * tl, 180, -90)
    path.closeSubpath()
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
    end = QPointF(part.x + (part.w if part.across else 0), part.y + (0 if part.across else part.h))
    gradient = QLinearGradient(start, end)
    for at, colour in part.stops:
        gradient.setColorAt(at, colour)
    return gradient
