"""What a person may do to a photograph: each verb takes a recipe and gives the next one.

Places are brought into the picture; what cannot be meant is refused with one sentence (BadInput). A verb that changes
nothing gives back an equal recipe.

Covering places of a photograph so that nothing under a cover is left.

A solid fill carries nothing of the picture. The mosaic of a face is random blocks around one tone: of the few in
`TONES` the one nearest to the average of what it hides, so that faces of one tone are covered by the same pixels.
Blur and true mosaic can be undone and do not exist here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from random import Random
from typing import TypeVar

from PIL import Image, ImageStat

from studio.errors import BadInput
from studio.images.geometry import bounds, corners, cut_of, fitted_cut, largest_cut, plane
from studio.images.recipe import (
    Adjust,
    Corner,
    Cover,
    CoverDecision,
    Fill,
    Mark,
    MarkKind,
    Point,
    Recipe,
    Rect,
    Subject,
    Suggestion,
)
from studio.images.recipe_validation import LEAST, MAX_ANGLE, checked, is_paper
from studio.phrase import Phrase

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


Thing = TypeVar("Thing", Cover, Suggestion, Mark)

MARGINS = {Subject.FACE: 0.2, Subject.TEXT: 0.15, Subject.OTHER: 0.15}
"""By what share an accepted suggestion grows on every side: hair and ears belong to a face."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A shape that platforms show well, width : height of the finished picture."""

    key: str
    name: Phrase
    width: float
    height: float


RATIOS = (
    Ratio("square", Phrase("Square 1:1"), 1, 1),
    Ratio("portrait", Phrase("Portrait 4:5 (Facebook)"), 4, 5),
    Ratio("link", Phrase("Landscape 1.91:1 (link)"), 1200, 630),
    Ratio("wide", Phrase("Wide 16:9 (Zalo, website)"), 16, 9),
    Ratio("photo", Phrase("Photograph 3:2"), 3, 2),
    Ratio("screen", Phrase("Photograph 4:3"), 4, 3),
    Ratio("story", Phrase("Story 9:16"), 9, 16),
)


# Cut and direction


def cut(recipe: Recipe, rect: Rect | None) -> Recipe:
    """Cut to `rect` of the straightened picture; None: the largest there is."""
    if rect is None:
        return replace(recipe, crop=None)
    x, y, w, h = rect
    least = min(LEAST, *recipe.size)
    crop = fitted_cut(plane(recipe), recipe.angle, (x, y, max(w, least), max(h, least)))
    if min(crop[2:]) < least - 1e-6:
        raise _too_small()
    return checked(replace(recipe, crop=crop))


def cut_to(recipe: Recipe, ratio: float) -> Recipe:
    """The largest cut of this width / height (as the finished picture shows it) about the middle of the present one."""
    if recipe.turns % 2:
        ratio = 1 / ratio
    x, y, w, h = cut_of(recipe)
    _, _, width, height = largest_cut(plane(recipe), recipe.angle, ratio)
    return cut(recipe, (x + (w - width) / 2, y + (h - height) / 2, width, height))


def bounded_angle(angle: float) -> float:
    """The angle that straightening takes for any."""
    return min(MAX_ANGLE, max(-MAX_ANGLE, angle))


def straighten(recipe: Recipe, angle: float) -> Recipe:
    """Turn the picture under its cut to `angle` degrees clockwise; the cut gives way where a corner would be empty."""
    angle = round(bounded_angle(angle), 2)
    crop = recipe.crop and fitted_cut(plane(recipe), angle, recipe.crop)
    return checked(replace(recipe, angle=angle, crop=crop))


def level(recipe: Recipe, corners: Sequence[Point]) -> Recipe:
    """Make a straight page of the paper with these four corners, in any order; none: show the whole picture again."""
    if len(corners) not in (0, 4):
        raise BadInput("A paper has four corners; mark each of them.")
    changed = replace(recipe, paper=_clockwise(_bounded(recipe, corners)), angle=0.0, crop=None)
    if changed.paper and not is_paper(changed):
        raise BadInput(
            "The four corners do not look like those of a paper seen from above; mark them again, or take the "
            "photograph from straighter above."
        )
    return checked(changed)


def _clockwise(points: Sequence[Point]) -> tuple[Point, ...]:
    """Clockwise from the upper left, as they stand in the picture."""
    if not points:
        return ()
    x, y = (sum(point[axis] for point in points) / len(points) for axis in (0, 1))
    around = sorted(points, key=lambda point: math.atan2(point[1] - y, point[0] - x))
    first = min(range(len(around)), key=lambda at: around[at][0] + around[at][1])
    return (*around[first:], *around[:first])


def turn(recipe: Recipe, quarters: int) -> Recipe:
    """Turn the finished picture clockwise, as it is seen."""
    return replace(recipe, turns=(recipe.turns + (-quarters if recipe.mirrored else quarters)) % 4)


def mirror(recipe: Recipe, *, upside_down: bool = False) -> Recipe:
    """Exchange left and right of the finished picture, or above and below."""
    return replace(recipe, mirrored=not recipe.mirrored, turns=(recipe.turns + (2 if upside_down else 0)) % 4)


def adjust(recipe: Recipe, adjust: Adjust) -> Recipe:
    """Light and colour."""
    return checked(replace(recipe, adjust=adjust))


# Covers


def add_box(
    recipe: Recipe, rect: Rect, subject: Subject = Subject.OTHER, fill: Fill = Fill.SOLID, seed: int = 0
) -> Recipe:
    """Cover a rectangle of the original."""
    (x, y), _, (right, bottom), _ = corners(rect)
    return _add_cover(recipe, ((x, y), (right, bottom)), subject, fill, seed)


def add_polygon(
    recipe: Recipe, points: Sequence[Point], subject: Subject = Subject.OTHER, fill: Fill = Fill.SOLID, seed: int = 0
) -> Recipe:
    """Cover a polygon of the original, three points or more."""
    if len(points) < 3:
        raise BadInput("A polygon needs three points; add some.")
    return _add_cover(recipe, points, subject, fill, seed)


def move_cover(recipe: Recipe, id: str, dx: float, dy: float) -> Recipe:
    """Move a cover, as far as the picture goes."""
    return reshape_cover(recipe, id, _moved(recipe, cover_of(recipe, id).points, dx, dy))


def reshape_cover(recipe: Recipe, id: str, points: Sequence[Point]) -> Recipe:
    """Give a cover other corners: two of a box, three or more of a polygon."""
    cover = cover_of(recipe, id)
    if (len(cover.points) == 2) != (len(points) == 2):
        raise _unknown()
    return _put_cover(recipe, replace(cover, points=_outline(recipe, points)))


def fill_cover(recipe: Recipe, id: str, fill: Fill, seed: int = 0) -> Recipe:
    """Fill a cover in another way."""
    cover = cover_of(recipe, id)
    _refuse_mosaic(cover.subject, fill)
    return _put_cover(recipe, replace(cover, fill=fill, seed=seed))


def remove_cover(recipe: Recipe, id: str) -> Recipe:
    """Take a cover away. That of a suggestion opens the suggestion again: somebody has to decide it."""
    cover = cover_of(recipe, id)
    if cover.suggestion:
        return decide(recipe, cover.suggestion, CoverDecision.OPEN, by="")
    return replace(recipe, covers=tuple(one for one in recipe.covers if one.id != id))


def reorder_cover(recipe: Recipe, id: str, to: int) -> Recipe:
    """Put a cover at place `to` of the list, 0 the lowest."""
    rest = [one for one in recipe.covers if one.id != id]
    rest.insert(max(0, to), cover_of(recipe, id))
    return replace(recipe, covers=tuple(rest))


def decide(
    recipe: Recipe, id: str, decision: CoverDecision, *, by: str, fill: Fill = Fill.SOLID, seed: int = 0
) -> Recipe:
    """What a person says of a suggestion: cover it (a little larger than found), leave it, or open it again."""
    suggestion = suggestion_of(recipe, id)
    decided = replace(suggestion, decision=decision, decided_by="" if decision is CoverDecision.OPEN else by)
    suggestions = tuple(decided if one.id == id else one for one in recipe.suggestions)
    if decision is CoverDecision.COVER and suggestion.decision is CoverDecision.COVER:
        return replace(recipe, suggestions=suggestions)
    covers = tuple(one for one in recipe.covers if one.suggestion != id)
    recipe = replace(recipe, suggestions=suggestions, covers=covers)
    if decision is not CoverDecision.COVER:
        return checked(recipe)
    (x, y), _, end, _ = corners(expanded(suggestion.box, MARGINS[suggestion.subject], recipe.size))
    return _add_cover(recipe, ((x, y), end), suggestion.subject, fill, seed, suggestion=id)


# Marks


def add_mark(
    recipe: Recipe,
    kind: MarkKind,
    points: Sequence[Point] = (),
    *,
    size: float,
    text: str = "",
    colour: str = "red",
    corner: Corner | None = None,
    sha256: str = "",
) -> Recipe:
    """Draw a mark above all others."""
    mark = Mark(
        id=_next("m", [one.id for one in recipe.marks]),
        kind=kind,
        points=_bounded(recipe, points),
        text=text,
        colour=colour,
        size=size,
        corner=corner,
        sha256=sha256,
    )
    return checked(replace(recipe, marks=(*recipe.marks, mark)))


def change_mark(recipe: Recipe, mark: Mark) -> Recipe:
    """Put `mark` in the place of the one with its id: moved, resized, other words, colour or corner."""
    mark_of(recipe, mark.id)
    mark = replace(mark, points=_bounded(recipe, mark.points))
    return checked(replace(recipe, marks=tuple(mark if one.id == mark.id else one for one in recipe.marks)))


def move_mark(recipe: Recipe, id: str, dx: float, dy: float) -> Recipe:
    """Move a mark by pixels of the original, as far as the picture goes."""
    mark = mark_of(recipe, id)
    return change_mark(recipe, replace(mark, points=_moved(recipe, mark.points, dx, dy)))


def remove_mark(recipe: Recipe, id: str) -> Recipe:
    """Take a mark away."""
    mark_of(recipe, id)
    return replace(recipe, marks=tuple(one for one in recipe.marks if one.id != id))


def reorder_mark(recipe: Recipe, id: str, to: int) -> Recipe:
    """Put a mark at place `to` of the list, 0 the lowest."""
    rest = [one for one in recipe.marks if one.id != id]
    rest.insert(max(0, to), mark_of(recipe, id))
    return replace(recipe, marks=tuple(rest))


# Looking things up


def cover_of(recipe: Recipe, id: str) -> Cover:
    """The cover of that id. Raises BadInput."""
    return _found(next((one for one in recipe.covers if one.id == id), None))


def suggestion_of(recipe: Recipe, id: str) -> Suggestion:
    """The suggestion of that id. Raises BadInput."""
    return _found(next((one for one in recipe.suggestions if one.id == id), None))


def mark_of(recipe: Recipe, id: str) -> Mark:
    """The mark of that id. Raises BadInput."""
    return _found(next((one for one in recipe.marks if one.id == id), None))


def _found(thing: Thing | None) -> Thing:
    if thing is None:
        raise _unknown()
    return thing


def _add_cover(
    recipe: Recipe, points: Sequence[Point], subject: Subject, fill: Fill, seed: int, suggestion: str = ""
) -> Recipe:
    _refuse_mosaic(subject, fill)
    cover = Cover(
        id=_next("c", [one.id for one in recipe.covers]),
        subject=subject,
        points=_outline(recipe, points),
        fill=fill,
        seed=seed,
        suggestion=suggestion,
    )
    return checked(replace(recipe, covers=(*recipe.covers, cover)))


def _put_cover(recipe: Recipe, cover: Cover) -> Recipe:
    return checked(replace(recipe, covers=tuple(cover if one.id == cover.id else one for one in recipe.covers)))


def _outline(recipe: Recipe, points: Sequence[Point]) -> tuple[Point, ...]:
    bounded = _bounded(recipe, points)
    if min(bounds(bounded)[2:]) < 1:
        raise _too_small()
    return bounded


def _refuse_mosaic(subject: Subject, fill: Fill) -> None:
    if fill is Fill.MOSAIC and subject is not Subject.FACE:
        raise BadInput("The mosaic is for faces only; numbers and letters have to be filled with one colour.")


def _bounded(recipe: Recipe, points: Sequence[Point]) -> tuple[Point, ...]:
    width, height = float(recipe.width), float(recipe.height)
    return tuple((min(max(0.0, x), width), min(max(0.0, y), height)) for x, y in points)


def _moved(recipe: Recipe, points: Sequence[Point], dx: float, dy: float) -> tuple[Point, ...]:
    if not points:
        return ()
    x, y, w, h = bounds(points)
    dx = min(max(dx, -x), recipe.width - x - w)
    dy = min(max(dy, -y), recipe.height - y - h)
    return tuple((px + dx, py + dy) for px, py in points)


def _next(letter: str, ids: Sequence[str]) -> str:
    """The first id of that letter whose number is above all others."""
    numbers = [int(one[1:]) for one in ids if one[0] == letter and one[1:].isdecimal() and len(one) < 10]
    return f"{letter}{max(numbers, default=0) + 1}"


def _unknown() -> BadInput:
    return BadInput("This place or mark is no longer in the picture; choose again.")


def _too_small() -> BadInput:
    return BadInput("The place is too small or outside the picture; draw a larger one inside it.")
