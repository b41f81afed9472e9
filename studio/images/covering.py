"""Covering places of a photograph so that nothing under a cover is left.

A solid fill carries nothing of the picture. The mosaic of a face is random blocks around one tone: of the few in
`TONES` the one nearest to the average of what it hides, so that faces of one tone are covered by the same pixels.
Blur and true mosaic can be undone and do not exist here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from random import Random

from PIL import Image, ImageStat

from studio.images.geometry import bounds, corners
from studio.images.recipe import Cover, Fill, Point, Rect, Subject

COVER = (15, 23, 42)
"""Colour of a solid cover."""
TONES = (
    (44, 44, 46), (96, 96, 98), (146, 146, 148), (196, 196, 198),
    (236, 204, 178), (212, 172, 142), (182, 136, 106), (146, 102, 78), (108, 74, 56), (70, 50, 42),
)  # fmt: skip
"""What a mosaic can be of: greys, and skin from light to dark."""
SPREAD = 20
"""Levels by which a block may be lighter or darker than its tone."""
BLOCKS = 7
"""Blocks along the shorter side of a mosaic."""

_Box = tuple[int, int, int, int]
"""left, top, right, bottom in whole pixels."""


def covered(image: Image.Image, covers: Sequence[Cover], scale: tuple[float, float] = (1.0, 1.0)) -> Image.Image:
    """An RGB image with every cover filled; the image given stays as it is.

    `scale` is image pixels for one of the original: 1 but for the small picture of a window. Every pixel that a cover
    touches is covered.
    """
    if not covers:
        return image
    image = image.copy()
    for cover in covers:
        outline = [(x * scale[0], y * scale[1]) for x, y in shape(cover)]
        box = _touched(bounds(outline), image.size)
        if box is None:
            continue
        mask = None if len(cover.points) == 2 else _mask(outline, box)
        image.paste(_filling(image, cover, box, mask, min(scale)), box, mask)
    return image


def shape(cover: Cover) -> tuple[Point, ...]:
    """The outline that is covered. A polygon that crosses itself counts with all that lies between its points:
    rather too much than a hole in the middle."""
    if len(cover.points) == 2:
        return corners(bounds(cover.points))
    return tuple(_hull(cover.points)) if _crosses_itself(cover.points) else cover.points


def expanded(box: Rect, share: float, size: tuple[int, int]) -> Rect:
    """A box made larger by `share` of its width and height on every side, within the picture."""
    x, y, w, h = box
    left, top = max(0.0, x - share * w), max(0.0, y - share * h)
    return left, top, min(size[0], x + w + share * w) - left, min(size[1], y + h + share * h) - top


def _touched(around: Rect, size: tuple[int, int]) -> _Box | None:
    """The whole pixels that a rectangle touches; None when it touches none of the picture."""
    x, y, w, h = around
    left, top = max(0, math.floor(x)), max(0, math.floor(y))
    right, bottom = min(size[0], max(left + 1, math.ceil(x + w))), min(size[1], max(top + 1, math.ceil(y + h)))
    return (left, top, right, bottom) if left < right and top < bottom else None


def _mask(outline: Sequence[Point], box: _Box) -> Image.Image:
    """255 on every pixel of `box` that the polygon touches (`ImageDraw.polygon` leaves some out: it rounds corners)."""
    mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
    for row in range(mask.height):
        for start, end in _spans(outline, box[1] + row):
            left, right = max(0, math.floor(start) - box[0]), min(mask.width, math.floor(end) + 1 - box[0])
            if left < right:
                mask.paste(255, (left, row, right, row + 1))
    return mask


def _spans(outline: Sequence[Point], top: int) -> list[tuple[float, float]]:
    """From where to where the polygon reaches in the row of pixels between `top` and `top` + 1."""
    spans, crossings = [], []
    for (x1, y1), (x2, y2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        low, high = max(min(y1, y2), top), min(max(y1, y2), top + 1)
        if low > high:
            continue
        at = [x1 + (x2 - x1) * (y - y1) / (y2 - y1) for y in (low, high)] if y1 != y2 else [x1, x2]
        spans.append((min(at), max(at)))
        middle = top + 0.5
        if (y1 <= middle) != (y2 <= middle):
            crossings.append(x1 + (x2 - x1) * (middle - y1) / (y2 - y1))
    crossings.sort()
    return spans + list(zip(crossings[::2], crossings[1::2], strict=True))


def _filling(image: Image.Image, cover: Cover, box: _Box, mask: Image.Image | None, scale: float) -> Image.Image:
    size = box[2] - box[0], box[3] - box[1]
    if cover.fill is not Fill.MOSAIC or cover.subject is not Subject.FACE:
        return Image.new("RGB", size, COVER)
    # The grid follows from the cover alone, so that it looks the same in the window and in the finished file.
    _, _, w, h = bounds(shape(cover))
    block = max(1.0, min(w, h) / BLOCKS)
    tone = _tone(image.crop(box), mask)
    blocks = _blocks((max(1, math.ceil(w / block)), max(1, math.ceil(h / block))), tone, cover.seed)
    side = max(1, round(block * scale))
    large = blocks.resize((blocks.width * side, blocks.height * side), Image.Resampling.NEAREST)
    return large.resize(size, Image.Resampling.NEAREST)


def _blocks(size: tuple[int, int], tone: tuple[int, int, int], seed: int) -> Image.Image:
    """One pixel a block."""
    chance = Random(seed)  # noqa: S311 - a pattern to look at; nothing secret depends on it
    levels = bytearray()
    for _ in range(size[0] * size[1]):
        lighter = round((2 * chance.random() - 1) * SPREAD)
        levels += bytes(min(255, max(0, level + lighter)) for level in tone)
    return Image.frombytes("RGB", size, bytes(levels))


def _tone(part: Image.Image, mask: Image.Image | None) -> tuple[int, int, int]:
    average = ImageStat.Stat(part, mask).mean
    return min(TONES, key=lambda tone: sum((have - level) ** 2 for have, level in zip(average, tone, strict=True)))


def _crosses_itself(points: Sequence[Point]) -> bool:
    count = len(points)
    sides = [(points[at], points[(at + 1) % count]) for at in range(count)]
    return any(
        _cross(*one, *other)
        for (i, one), (j, other) in combinations(enumerate(sides), 2)
        if j - i > 1 and not (i == 0 and j == count - 1)
    )


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two lines cross or touch."""
    return _side(a, b, c) * _side(a, b, d) <= 0 and _side(c, d, a) * _side(c, d, b) <= 0


def _side(a: Point, b: Point, c: Point) -> float:
    """Positive when c lies on one side of the line a-b, negative on the other."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _hull(points: Sequence[Point]) -> list[Point]:
    """The convex hull (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    halves: list[list[Point]] = []
    for way in (ordered, ordered[::-1]):
        half: list[Point] = []
        for point in way:
            while len(half) > 1 and _side(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves.append(half[:-1])
    return halves[0] + halves[1] or ordered
