"""Painting the marks of a photograph: arrows, boxes, numbers, words, badge and source line.

One painter for the editor and for the finished picture. Everything is drawn as outlines in pixels of the finished
picture, letters too, so that a mark keeps its proportions at every size, and both show the same pixels at 100 %.

Icons, badge and photo of a card, from the shipped folders and the file store.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from math import atan2, cos, hypot, sin
from pathlib import Path
from threading import Lock

from PIL import Image
from PySide6.QtCore import QByteArray, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPolygonF,
    QTransform,
)
from PySide6.QtSvg import QSvgRenderer

from studio.cards.fonts import OUTLINE_PX, Face, Fonts
from studio.cards.typeset import Typesetter
from studio.errors import BadInput, StudioError
from studio.images.crop import contained, cover
from studio.images.decode import Photo, open_photo, photo_size, reduction
from studio.images.geometry import Placement
from studio.images.recipe import Corner, Mark, MarkKind, Recipe
from studio.templates.card import PhotoRef

Files = Callable[[str], bytes]
_PICTURES = 10
"""Photos, drawings and grounds kept: those of one card on its five sizes."""
_PIXELS = 6_000_000
"""Of decoded photos kept in all, three bytes each: a photo moved a little is not decoded anew."""
_STROKE = re.compile(r'stroke-width="[^"]*"')
_BOLD, _THIN = 2.4, 1.5
"""Strokes of an icon in 24ths of its size, beside text and as a picture."""
_ROWS = re.compile(r'data-subject="(\d+) (\d+)"')
_SUBJECT = 0.6
"""How much of what does not fit a place is cut from a drawing's top: its subject stands low."""


class Artwork:
    """Loads pictures for the painter. Safe to use from several threads."""

    def __init__(self, folder: Path, files: Files) -> None:
        """`folder` holds ``icons/``, ``scenes/`` and ``badge/``; `files` returns the bytes stored under a hash."""
        self._folder = folder
        self._files = files
        self._svgs: dict[str, str] = {}
        self._pictures: OrderedDict[tuple[Hashable, int, int], QImage] = OrderedDict()
        self._decoded: OrderedDict[tuple[str, int, int], Image.Image] = OrderedDict()
        self._lock = Lock()
        self._decoding = Lock()

    def icon(self, painter: QPainter, name: str, rect: QRectF, colour: QColor, *, thin: bool = False) -> None:
        """Paint a shipped icon in `colour`."""
        tinted = self._svg("icons", name).replace("currentColor", colour.name())
        width = _THIN if thin else _BOLD
        painter.save()
        painter.setOpacity(painter.opacity() * colour.alphaF())
        tinted = _STROKE.sub(f'stroke-width="{width}"', tinted, count=1)
        QSvgRenderer(QByteArray(tinted.encode())).render(painter, rect)
        painter.restore()

    def badge(self, painter: QPainter, sha256: str | None, rect: QRectF) -> None:
        """Paint the unit's badge, or the neutral one, as large as `rect` takes. Raises BadInput."""
        data = self._files(sha256) if sha256 else (self._folder / "badge" / "neutral.svg").read_bytes()
        if b"<svg" in data[:2000]:
            drawing = QSvgRenderer(QByteArray(data))
            if not drawing.isValid():
                raise _bad_badge()
            size = drawing.viewBoxF().size()
            drawing.render(painter, _inside(rect, size.width(), size.height()))
            return
        image = QImage.fromData(QByteArray(data))
        if image.isNull():
            raise _bad_badge()
        painter.drawImage(_inside(rect, image.width(), image.height()), image)

    def photo(self, ref: PhotoRef, width: int, height: int, *, whole: bool = False) -> QImage:
        """The photo filling ``width`` × ``height`` pixels, or `whole` in them. Raises BadInput or what the file store
        raises."""
        with self._decoding:  # who wants the same photo meanwhile finds it
            return self._kept(((ref, whole), width, height), lambda: self._cut(ref, width, height, whole=whole))

    def _cut(self, ref: PhotoRef, width: int, height: int, *, whole: bool) -> QImage:
        data = self._files(ref.sha256)
        opened = partial(self._opened, ref.sha256)
        if whole:
            picture = contained(data, width, height, crop=ref.crop, redactions=ref.redactions, opened=opened)
        else:
            picture = cover(
                data, width, height,
                crop=ref.crop, redactions=ref.redactions, focal=ref.focal, zoom=ref.zoom, opened=opened,
            )  # fmt: skip
        pixels = picture.tobytes("raw", "BGRX")
        return QImage(pixels, width, height, width * 4, QImage.Format.Format_RGB32).copy()

    def _opened(self, sha256: str, photo: Photo, near: tuple[int, int] | None) -> Image.Image:
        """The photo, decoded as `open_photo` does; what was decoded as small before is taken again."""
        width, height = photo_size(photo)
        times = reduction((width, height), near)
        # A JPEG is reduced while it is read, and where its last row was rounded up once more after that.
        key = sha256, times, reduction((-(-width // times), -(-height // times)), near)
        image = self._decoded.pop(key, None) or open_photo(photo, near=near)
        self._decoded[key] = image
        while sum(each.width * each.height for each in self._decoded.values()) > _PIXELS:
            self._decoded.popitem(last=False)
        return image

    def scene(self, name: str, width: int, height: int, clear: int = 0) -> QImage:
        """A shipped drawing filling ``width`` × ``height`` pixels around its middle, its subject below `clear` rows."""
        key = ((name, clear), width, height)
        return self._kept(key, lambda: _drawing(self._svg("scenes", name), width, height, clear))

    def slant(self, width: int, height: int, stops: Sequence[tuple[float, QColor]]) -> QImage:
        """Colours from the upper left to the lower right corner; stops are (0…1, colour)."""
        colours = tuple((at, colour.rgba()) for at, colour in stops)
        return self._kept((colours, width, height), lambda: _slant(width, height, stops))

    def _kept(self, key: tuple[Hashable, int, int], make: Callable[[], QImage]) -> QImage:
        with self._lock:
            found = self._pictures.get(key)
            if found is not None:
                self._pictures.move_to_end(key)
                return found
        made = make()
        with self._lock:
            self._pictures[key] = made
            while len(self._pictures) > _PICTURES:
                self._pictures.popitem(last=False)
        return made

    def _svg(self, folder: str, name: str) -> str:
        key = f"{folder}/{name}"
        if key not in self._svgs:
            path = self._folder / folder / f"{name}.svg"
            try:
                self._svgs[key] = path.read_text(encoding="utf-8")
            except OSError:
                raise StudioError("an icon of the app is missing; install it again.", where=path.name) from None
        return self._svgs[key]


def _slant(width: int, height: int, stops: Sequence[tuple[float, QColor]]) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    gradient = QLinearGradient(QPointF(0, 0), QPointF(width, height))
    for at, colour in stops:
        gradient.setColorAt(at, colour)
    painter = QPainter(image)
    painter.fillRect(image.rect(), gradient)
    painter.end()
    return image


def _drawing(svg: str, width: int, height: int, clear: int) -> QImage:
    """The drawing over the whole place. One that says in which rows its subject is shows it whole: its ground goes on
    beyond its edges."""
    drawing = QSvgRenderer(QByteArray(svg.encode()))
    size = drawing.viewBoxF().size()
    scale = max(width / size.width(), height / size.height())
    subject = _ROWS.search(svg)
    top, bottom = (int(row) for row in subject.groups()) if subject else (0, 0)
    clear = min(clear, height // 2)
    if subject:
        scale = min(scale, (height - clear) / (bottom - top))
    w, h = size.width() * scale, size.height() * scale
    y = (height - h) * _SUBJECT
    if subject:
        y = max(clear - top * scale, min(y, height - bottom * scale))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    drawing.render(painter, QRectF((width - w) / 2, y, w, h))
    painter.end()
    return image


def _inside(rect: QRectF, width: float, height: float) -> QRectF:
    """The largest rectangle of the given proportions in the middle of `rect`."""
    scale = min(rect.width() / max(width, 1.0), rect.height() / max(height, 1.0))
    w, h = width * scale, height * scale
    return QRectF(rect.x() + (rect.width() - w) / 2, rect.y() + (rect.height() - h) / 2, w, h)


def _bad_badge() -> BadInput:
    return BadInput("The unit's badge cannot be read; choose an SVG or PNG file again in the directory.")


FAMILY = "Be Vietnam Pro"
MARGIN = 0.03
"""Between the edge of the picture and what hangs in its corner, as a share of the shorter side."""
LINE, BASE = 1.34, 1.05
"""Of a line of text, in em: its height, and where its baseline is; room for the stacked marks of Ấ and for ạ."""
PAD_X, PAD_Y = 0.42, 0.14
"""Around the words on their plate, in em."""
_INK = QColor("#0F172A")
_WHITE = QColor("#FFFFFF")
_DIM = QColor(15, 23, 42, 165)
_TOGETHER = (MarkKind.SPOTLIGHT, MarkKind.STREET)
"""All of them are painted where the lowest one stands: what one lights is not dimmed by another, and streets meet."""
PIN = 0.36
"""Half the width of a pin, in its height."""
PLACE_NAME = 0.4
"""Height of a place's letters, in that of its pin."""
_STEPS = (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8)
"""Where a street's name may stand, in sixteenths of its length from the middle, the best first."""
_SOFT = QColor(15, 23, 42, 168)
"""The plate of a source line: it is to be read, not to be seen."""


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour of marks, and the one that is read on it and stands around it."""

    fill: QColor
    on: QColor


PAINTS: Mapping[str, Paint] = {
    "red": Paint(QColor("#C8102E"), _WHITE),
    "yellow": Paint(QColor("#FFD23F"), _INK),
    "blue": Paint(QColor("#123B7A"), _WHITE),
    "white": Paint(_WHITE, _INK),
    "ink": Paint(_INK, _WHITE),
}


class MarkPainter:
    """Paints marks, and tells where they stand. Letters and badge come from the shipped fonts and the file store."""

    def __init__(self, typesetter: Typesetter, art: Artwork) -> None:
        self._typesetter = typesetter
        self._art = art
        self._drawn: Mapping[MarkKind, Callable[[QPainter, Mark, QRectF, Placement], None]] = {
            MarkKind.ARROW: self._arrow,
            MarkKind.BOX: self._box,
            MarkKind.NUMBER: self._number,
            MarkKind.TEXT: self._text,
            MarkKind.BADGE: self._badge,
            MarkKind.SOURCE: self._source,
            MarkKind.PLACE: self._place,
        }

    @classmethod
    def load(cls, assets: Path, files: Callable[[str], bytes]) -> MarkPainter:
        """With the fonts of `assets`; `files` returns the badge stored under a hash. Raises FontsMissing."""
        return cls(Typesetter(Fonts(assets / "fonts")), Artwork(assets, files))

    def paint(self, painter: QPainter, recipe: Recipe, placement: Placement) -> None:
        """Paint every mark, the lowest first; the painter's origin is the finished picture's upper left corner.

        Raises BadInput for a badge that cannot be read, or what the file store raises.
        """
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        where = self.boxes(recipe, placement)
        together: dict[str, list[Mark]] = {}
        for kind in _TOGETHER:
            if kin := [mark for mark in recipe.marks if mark.kind is kind]:
                together[kin[0].id] = kin
        for mark in recipe.marks:
            if mark.kind not in _TOGETHER:
                self._drawn[mark.kind](painter, mark, where[mark.id], placement)
            elif kin := together.get(mark.id, []):
                if mark.kind is MarkKind.STREET:
                    self._streets(painter, kin, self._in_the_way(recipe, where, placement), placement)
                else:
                    _dim(painter, [(where[one.id], one.size * placement.scale) for one in kin], placement)
        painter.restore()

    def boxes(self, recipe: Recipe, placement: Placement) -> dict[str, QRectF]:
        """What each mark takes up, by its id, in pixels of the finished picture; without its halo."""
        found: dict[str, QRectF] = {}
        taken: dict[Corner, float] = {}
        for mark in recipe.marks:
            if mark.corner is None:
                found[mark.id] = self._room(mark, placement)
            else:
                found[mark.id] = self._hung(mark, mark.corner, placement, taken)
        return found

    def _room(self, mark: Mark, placement: Placement) -> QRectF:
        points = [QPointF(*placement.forth.at(point)) for point in mark.points]
        size = mark.size * placement.scale
        if mark.kind is MarkKind.NUMBER:
            return QRectF(points[0].x() - size / 2, points[0].y() - size / 2, size, size)
        if mark.kind is MarkKind.TEXT:
            wide, high = self._plate(mark.text, 700, size)
            return QRectF(points[0].x(), points[0].y(), wide, high)
        if mark.kind is MarkKind.PLACE:
            return QRectF(points[0].x() - PIN * size, points[0].y() - size, 2 * PIN * size, size)
        if mark.kind is MarkKind.STREET:
            return QPolygonF(points).boundingRect()
        return QRectF(points[0], points[1]).normalized()

    def _hung(self, mark: Mark, corner: Corner, placement: Placement, taken: dict[Corner, float]) -> QRectF:
        """In its corner, beyond what hangs there already."""
        width, height = placement.size
        short = min(width, height)
        margin, px = MARGIN * short, mark.size * short
        wide, high = (px, px) if mark.kind is MarkKind.BADGE else self._line(mark.text, px, width - 2 * margin)
        off = margin + taken.get(corner, 0.0)
        taken[corner] = taken.get(corner, 0.0) + high + margin / 2
        left = margin if corner in (Corner.TOP_LEFT, Corner.BOTTOM_LEFT) else width - margin - wide
        top = off if corner in (Corner.TOP_LEFT, Corner.TOP_RIGHT) else height - off - high
        return QRectF(left, top, wide, high)

    # -- what it looks like

    def _arrow(self, painter: QPainter, mark: Mark, _: QRectF, placement: Placement) -> None:
        tail, head = (QPointF(*placement.forth.at(point)) for point in mark.points)
        _haloed(painter, arrow_path(tail, head, mark.size * placement.scale), mark, placement)

    def _box(self, painter: QPainter, mark: Mark, box: QRectF, placement: Placement) -> None:
        _haloed(painter, frame_path(box, mark.size * placement.scale), mark, placement)

    def _number(self, painter: QPainter, mark: Mark, box: QRectF, _: Placement) -> None:
        paint, side = PAINTS[mark.colour], box.width()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paint.on)
        painter.drawEllipse(box)
        painter.setBrush(paint.fill)
        rim = side * 0.07
        painter.drawEllipse(box.adjusted(rim, rim, -rim, -rim))
        letters = self._letters(mark.text, 800)
        ink = letters.boundingRect()
        em = side * (0.56 if len(mark.text) < 2 else 0.46 if len(mark.text) < 3 else 0.36) / OUTLINE_PX
        _fill(painter, letters, box.center() - ink.center() * em, em, paint.on)

    def _text(self, painter: QPainter, mark: Mark, box: QRectF, placement: Placement) -> None:
        paint, px = PAINTS[mark.colour], mark.size * placement.scale
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paint.fill)
        painter.drawRoundedRect(box, px * 0.2, px * 0.2)
        for row, line in enumerate(mark.text.split("\n")):
            at = box.topLeft() + QPointF(PAD_X * px, (PAD_Y + BASE + row * LINE) * px)
            _fill(painter, self._letters(line, 700), at, px / OUTLINE_PX, paint.on)

    def _badge(self, painter: QPainter, mark: Mark, box: QRectF, _: Placement) -> None:
        self._art.badge(painter, mark.sha256 or None, box)

    def _source(self, painter: QPainter, mark: Mark, box: QRectF, _: Placement) -> None:
        px = box.height() / (LINE + 2 * PAD_Y)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SOFT)
        painter.drawRoundedRect(box, px * 0.3, px * 0.3)
        at = box.topLeft() + QPointF(PAD_X * px, (PAD_Y + BASE) * px)
        _fill(painter, self._letters(_one_line(mark.text), 600), at, px / OUTLINE_PX, _WHITE)

    def _in_the_way(self, recipe: Recipe, where: Mapping[str, QRectF], placement: Placement) -> list[QPainterPath]:
        """What the marks above the streets take up: a street's name keeps clear of it."""
        found = []
        for mark in recipe.marks:
            if mark.kind in (MarkKind.BOX, *_TOGETHER):
                continue
            path = QPainterPath()
            if mark.kind is MarkKind.ARROW:
                path.addPath(_stroked(_way(mark, placement), mark.size * placement.scale * 4))
            else:
                path.addRect(where[mark.id])
            if mark.kind is MarkKind.PLACE and mark.text:
                path.addRect(self._name_plate(mark, where[mark.id]))
            found.append(path)
        return found

    def _streets(
        self, painter: QPainter, streets: Sequence[Mark], others: Sequence[QPainterPath], placement: Placement
    ) -> None:
        """Bands that open into each other where they meet, their names above all of them."""
        bands = [_stroked(_way(street, placement), street.size * placement.scale) for street in streets]
        for street, band in zip(streets, bands, strict=True):
            painter.fillPath(_rim(band, street.size * placement.scale * 0.2), PAINTS[street.colour].on)
        for street, band in zip(streets, bands, strict=True):
            painter.fillPath(band, PAINTS[street.colour].fill)
        covering = list(others)
        for at, street in enumerate(streets):
            if street.text:
                kin = [band for n, band in enumerate(bands) if n != at and streets[n].colour == street.colour]
                over = [band for n, band in enumerate(bands) if streets[n].colour != street.colour]
                covering.append(self._street_name(painter, street, ([*covering, *over], kin), placement))

    def _street_name(
        self,
        painter: QPainter,
        street: Mark,
        others: tuple[Sequence[QPainterPath], Sequence[QPainterPath]],
        placement: Placement,
    ) -> QPainterPath:
        """Along the longest stretch, never upside down, where least of `others` is in its way: what would hide it, and
        then streets that cross. Returns what the name takes up."""
        points, name = [QPointF(*placement.forth.at(point)) for point in street.points], _one_line(street.text)
        start, end = max(pairwise(points), key=lambda ends: QLineF(*ends).length())
        advance, line = self._advance(name, 600), QLineF(start, end)
        em = min(street.size * placement.scale * 0.62, line.length() / max(1.0, advance))
        turn = -line.angle() % 360
        turn = turn - 180 if 90 < turn <= 270 else turn
        room, middle = _free_room(line, advance * em, em, turn, others)
        painter.save()
        painter.translate(middle)
        painter.rotate(turn)
        at = QPointF(-advance * em / 2, em * 0.36)
        _fill(painter, self._letters(name, 600), at, em / OUTLINE_PX, PAINTS[street.colour].on)
        painter.restore()
        return room

    def _place(self, painter: QPainter, mark: Mark, box: QRectF, placement: Placement) -> None:
        """A pin whose tip is the place, its name on a plate below."""
        _haloed(painter, pin_path(box), mark, placement, rim=0.08)
        paint, name = PAINTS[mark.colour], _one_line(mark.text)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paint.on)
        hole = box.width() * 0.19
        painter.drawEllipse(QPointF(box.center().x(), box.top() + box.width() / 2), hole, hole)
        if name:
            px = box.height() * PLACE_NAME
            plate = self._name_plate(mark, box)
            painter.setBrush(paint.fill)
            painter.drawRoundedRect(plate, px * 0.2, px * 0.2)
            at = plate.topLeft() + QPointF(PAD_X * px, (PAD_Y + BASE) * px)
            _fill(painter, self._letters(name, 700), at, px / OUTLINE_PX, paint.on)

    def _name_plate(self, mark: Mark, box: QRectF) -> QRectF:
        """The plate with the name of a place, below its pin."""
        px = box.height() * PLACE_NAME
        wide, high = self._plate(_one_line(mark.text), 700, px)
        return QRectF(box.center().x() - wide / 2, box.bottom() + px * 0.2, wide, high)

    # -- letters

    def _plate(self, text: str, weight: int, px: float) -> tuple[float, float]:
        """Width and height of the plate under `text` with letters of `px`."""
        lines = text.split("\n")
        widest = max(self._advance(line, weight) for line in lines) * px
        return widest + 2 * PAD_X * px, (len(lines) * LINE + 2 * PAD_Y) * px

    def _line(self, text: str, px: float, room: float) -> tuple[float, float]:
        """The plate of a source line: its letters become smaller where it is longer than `room`."""
        wide, high = self._plate(_one_line(text), 600, px)
        share = min(1.0, room / wide)
        return wide * share, high * share

    def _face(self, weight: int) -> Face:
        return Face(FAMILY, self._typesetter.fonts.weight_of(FAMILY, weight), OUTLINE_PX)

    def _advance(self, line: str, weight: int) -> float:
        """Width of a line in em."""
        return self._typesetter.fonts.metrics(self._face(weight)).horizontalAdvance(line) / OUTLINE_PX

    def _letters(self, line: str, weight: int) -> QPainterPath:
        """Outlines of a line at `OUTLINE_PX`, baseline at 0."""
        return self._typesetter.outline(line, self._face(weight))


def arrow_path(tail: QPointF, head: QPointF, px: float) -> QPainterPath:
    """An arrow with a shaft of `px`, as one outline; a short one has a smaller head."""
    long = hypot(head.x() - tail.x(), head.y() - tail.y())
    size = min(px * 4.2, long * 0.7)
    half, wing = px / 2, size * 0.44
    along = [(0.0, -half * 0.7), (long - size * 0.86, -half), (long - size, -wing), (long, 0.0)]
    along += [(x, -y) for x, y in reversed(along[:-1])]
    turn = atan2(head.y() - tail.y(), head.x() - tail.x())
    path = QPainterPath()
    for place, (x, y) in enumerate(along):
        at = QPointF(tail.x() + x * cos(turn) - y * sin(turn), tail.y() + x * sin(turn) + y * cos(turn))
        path.lineTo(at) if place else path.moveTo(at)
    path.closeSubpath()
    return path


def frame_path(box: QRectF, px: float) -> QPainterPath:
    """A frame of `px` whose middle line is `box`, with a little round at its corners."""
    half = min(px / 2, box.width() / 2, box.height() / 2)
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(-half, -half, half, half), px, px)
    path.addRoundedRect(box.adjusted(half, half, -half, -half), half, half)
    return path


def pin_path(box: QRectF) -> QPainterPath:
    """A map's pin that fills `box`, its tip in the middle below."""
    side, tip = box.width(), QPointF(box.center().x(), box.bottom())
    head = QRectF(box.left(), box.top(), side, side)
    path = QPainterPath(tip)
    path.lineTo(QPointF(box.left() + side * 0.09, box.top() + side * 0.78))
    path.arcTo(head, 214, -248)
    path.closeSubpath()
    return path


def _dim(painter: QPainter, lit: Sequence[tuple[QRectF, float]], placement: Placement) -> None:
    """Darken the picture but for these boxes, each with the radius of its corners."""
    dark = QPainterPath()
    dark.addRect(QRectF(0, 0, *placement.size))
    for box, radius in lit:
        light = QPainterPath()
        light.addRoundedRect(box, radius, radius)
        dark = dark.subtracted(light)
    painter.fillPath(dark, _DIM)


def _free_room(
    line: QLineF, wide: float, high: float, turn: float, others: tuple[Sequence[QPainterPath], Sequence[QPainterPath]]
) -> tuple[QPainterPath, QPointF]:
    """The room and the middle of a name on `line` where it meets the fewest of the first of `others`, then of the
    second; of several that nearest the middle of the line."""
    spare = max(0.0, 1 - wide / max(1.0, line.length()))
    name = QPainterPath()
    name.addRect(QRectF(-wide / 2, -high / 2, wide, high))
    middles = [line.pointAt(0.5 + step * spare / 16) for step in _STEPS]
    rooms = [QTransform.fromTranslate(at.x(), at.y()).rotate(turn).map(name) for at in middles]

    def met(at: int) -> tuple[int, ...]:
        return tuple(sum(rooms[at].intersects(other) for other in kind) for kind in others)

    best = min(range(len(rooms)), key=met)
    return rooms[best], middles[best]


def _way(street: Mark, placement: Placement) -> QPainterPath:
    """Along the middle of a street."""
    first, *rest = (QPointF(*placement.forth.at(point)) for point in street.points)
    way = QPainterPath(first)
    for point in rest:
        way.lineTo(point)
    return way


def _stroked(way: QPainterPath, px: float) -> QPainterPath:
    """A line as the outline of a band of `px`."""
    stroker = QPainterPathStroker()
    stroker.setWidth(px)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    return stroker.createStroke(way).simplified()


def _haloed(painter: QPainter, path: QPainterPath, mark: Mark, placement: Placement, *, rim: float = 0.5) -> None:
    """Fill `path` over a rim of the other colour, `rim` of its size, so that it is seen on any ground."""
    paint = PAINTS[mark.colour]
    painter.fillPath(_rim(path, mark.size * placement.scale * rim), paint.on)
    painter.fillPath(path, paint.fill)


def _rim(path: QPainterPath, px: float) -> QPainterPath:
    stroker = QPainterPathStroker()
    stroker.setWidth(max(1.5, px))
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(path)


def _fill(painter: QPainter, letters: QPainterPath, at: QPointF, scale: float, colour: QColor) -> None:
    painter.save()
    painter.translate(at)
    painter.scale(scale, scale)
    painter.fillPath(letters, colour)
    painter.restore()


def _one_line(text: str) -> str:
    return " ".join(text.split())
