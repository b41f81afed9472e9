"""Where a place of the original stands in the finished picture, and the other way round.

Three planes: the *original* (upright, pixels), the *straightened* picture (turned by the recipe's angle about the
middle of the original, whose axes it keeps) and the *finished* one (cut, quarter turns, mirror, scale). y points down.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from studio.images.recipe import Point, Recipe, Rect

Size = tuple[int, int]
"""Width and height in pixels."""
SLACK = 1e-6
"""Pixels by which a corner may lie outside before it counts as empty: rounding of the arithmetic."""


@dataclass(frozen=True, slots=True)
class Affine:
    """x' = a·x + b·y + c, y' = d·x + e·y + f; where a paper was straightened, both divided by g·x + h·y + i."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 0.0
    e: float = 1.0
    f: float = 0.0
    g: float = 0.0
    h: float = 0.0
    i: float = 1.0

    def at(self, point: Point) -> Point:
        """Where `point` lands."""
        x, y = point
        w = self.depth(point)
        return (self.a * x + self.b * y + self.c) / w, (self.d * x + self.e * y + self.f) / w

    def depth(self, point: Point) -> float:
        """What both are divided by: above zero on this side of the horizon."""
        return self.g * point[0] + self.h * point[1] + self.i

    def then(self, after: Affine) -> Affine:
        """This one first, `after` next."""
        products = (
            sum(one * other for one, other in zip(row, column, strict=True))
            for row in after.rows
            for column in self.columns
        )
        return Affine(*products)

    def inverse(self) -> Affine:
        """The way back. Every step of a recipe has one."""
        (a, b, c), (d, e, f), (g, h, i) = self.rows
        minors: tuple[float, ...] = (e * i - f * h, c * h - b * i, b * f - c * e)
        minors += (f * g - d * i, a * i - c * g, c * d - a * f)
        minors += (d * h - e * g, b * g - a * h, a * e - b * d)
        whole = a * minors[0] + b * minors[3] + c * minors[6]
        last = minors[8] / whole
        return Affine(*(minor / whole / last for minor in minors))

    def around(self, rect: Rect) -> Rect:
        """The smallest upright rectangle around where `rect` lands."""
        return bounds([self.at(corner) for corner in corners(rect)])

    @property
    def rows(self) -> tuple[tuple[float, float, float], ...]:
        """The matrix, row by row."""
        return (self.a, self.b, self.c), (self.d, self.e, self.f), (self.g, self.h, self.i)

    @property
    def columns(self) -> tuple[tuple[float, float, float], ...]:
        """The matrix, column by column."""
        return (self.a, self.d, self.g), (self.b, self.e, self.h), (self.c, self.f, self.i)


def corners(rect: Rect) -> tuple[Point, Point, Point, Point]:
    """The four corners of a rectangle, clockwise from the upper left."""
    x, y, w, h = rect
    return (x, y), (x + w, y), (x + w, y + h), (x, y + h)


def bounds(points: Sequence[Point]) -> Rect:
    """The smallest upright rectangle around some points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def straightening(size: tuple[float, float], angle: float) -> Affine:
    """Original → straightened: clockwise by `angle` degrees about the middle."""
    middle_x, middle_y = size[0] / 2, size[1] / 2
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return Affine(
        cos, -sin, middle_x - cos * middle_x + sin * middle_y, sin, cos, middle_y - sin * middle_x - cos * middle_y
    )


def levelling(paper: Sequence[Point]) -> Affine:
    """Original → the paper of these four corners (clockwise from its upper left) as a straight page at the origin.

    Heckbert, Fundamentals of Texture Mapping and Image Warping (1989): the square onto the four corners, turned round.
    """
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = paper
    dx1, dx2, dx3 = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
    dy1, dy2, dy3 = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
    whole = dx1 * dy2 - dx2 * dy1
    g, h = (dx3 * dy2 - dx2 * dy3) / whole, (dx1 * dy3 - dx3 * dy1) / whole
    square = Affine(x1 - x0 + g * x1, x3 - x0 + h * x3, x0, y1 - y0 + g * y1, y3 - y0 + h * y3, y0, g, h, 1.0)
    width, height = page_size(paper)
    return square.inverse().then(Affine(a=width, e=height))


def page_size(paper: Sequence[Point]) -> tuple[float, float]:
    """Width and height of the straight page: the longer of each two sides that face each other."""
    top, right, bottom, left = (math.dist(paper[at], paper[(at + 1) % 4]) for at in range(4))
    return max(top, bottom), max(left, right)


def plane(recipe: Recipe) -> tuple[float, float]:
    """Width and height of what is straightened: the original, or the page that was made of a paper on it."""
    return page_size(recipe.paper) if recipe.paper else recipe.size


def straightened(recipe: Recipe) -> Affine:
    """Original → straightened picture."""
    turn = straightening(plane(recipe), recipe.angle)
    return levelling(recipe.paper).then(turn) if recipe.paper else turn


def unstraightened(recipe: Recipe) -> Affine:
    """Straightened picture → original."""
    turn = straightening(plane(recipe), -recipe.angle)
    return turn.then(levelling(recipe.paper).inverse()) if recipe.paper else turn


def largest_cut(size: tuple[float, float], angle: float, ratio: float | None = None) -> Rect:
    """The largest cut about the middle without an empty corner; `ratio` is width / height, None the original's."""
    width, height = size
    ratio = ratio or width / height
    cos, sin = abs(math.cos(math.radians(angle))), abs(math.sin(math.radians(angle)))
    # A rectangle of h·ratio × h, turned back, is h·(ratio·cos + sin) wide and h·(ratio·sin + cos) high.
    h = min(width / (ratio * cos + sin), height / (ratio * sin + cos))
    return width / 2 - h * ratio / 2, height / 2 - h / 2, h * ratio, h


def cut_of(recipe: Recipe) -> Rect:
    """The cut of a recipe in the straightened picture, given or the largest."""
    return recipe.crop or largest_cut(plane(recipe), recipe.angle)


def has_empty_corner(size: tuple[float, float], angle: float, cut: Rect) -> bool:
    """Whether a cut leaves the turned picture anywhere."""
    width, height = size
    back = straightening(size, -angle)
    return not all(
        -SLACK <= x <= width + SLACK and -SLACK <= y <= height + SLACK for x, y in map(back.at, corners(cut))
    )


def fitted_cut(size: tuple[float, float], angle: float, cut: Rect) -> Rect:
    """The cut nearest to `cut` that has no empty corner: moved towards the middle, made smaller only if it has to be.

    Its proportions stay.
    """
    if not has_empty_corner(size, angle, cut):
        return cut
    most = largest_cut(size, angle, cut[2] / cut[3])
    w, h = min(cut[2], most[2]), min(cut[3], most[3])
    # Turned back, its middle has to keep these distances from the edges of the original.
    cos, sin = abs(math.cos(math.radians(angle))), abs(math.sin(math.radians(angle)))
    reach_x, reach_y = (w * cos + h * sin) / 2, (w * sin + h * cos) / 2
    x, y = straightening(size, -angle).at((cut[0] + cut[2] / 2, cut[1] + cut[3] / 2))
    middle = _within(x, reach_x, size[0]), _within(y, reach_y, size[1])
    x, y = straightening(size, angle).at(middle)
    return x - w / 2, y - h / 2, w, h


def _within(at: float, reach: float, length: float) -> float:
    return length / 2 if 2 * reach >= length else min(max(at, reach), length - reach)


def finished_size(recipe: Recipe, box: Size | None = None) -> Size:
    """Width and height of the finished picture in pixels, scaled down to fit into `box`; never enlarged."""
    _, _, w, h = cut_of(recipe)
    if recipe.turns % 2:
        w, h = h, w
    scale = min(1.0, box[0] / w, box[1] / h) if box else 1.0
    return max(1, round(w * scale)), max(1, round(h * scale))


def shrinking(recipe: Recipe, box: Size | None = None) -> float:
    """How many pixels of the original become one of the finished picture, along a side."""
    return 1 / placement(recipe, box).scale


@dataclass(frozen=True, slots=True)
class Placement:
    """How the original lies in a finished picture of `size`."""

    size: Size
    forth: Affine
    """Original → finished."""
    back: Affine
    """Finished → original."""

    scale: float
    """Finished pixels for one of the original, or of a paper's page: what lengths of marks are multiplied by."""


def turning(recipe: Recipe) -> Affine:
    """Straightened → finished at full size: cut, quarter turns, mirror."""
    x, y, w, h = cut_of(recipe)
    way = Affine(c=-x, f=-y)
    for _ in range(recipe.turns):
        way = way.then(Affine(0.0, -1.0, h, 1.0, 0.0, 0.0))
        w, h = h, w
    return way.then(Affine(a=-1.0, c=w)) if recipe.mirrored else way


def placement(recipe: Recipe, box: Size | None = None) -> Placement:
    """Where everything of the original lies in the picture that `render` makes of the same recipe and box."""
    size = finished_size(recipe, box)
    _, _, w, h = cut_of(recipe)
    if recipe.turns % 2:
        w, h = h, w
    wide, high = size[0] / w, size[1] / h
    forth = straightened(recipe).then(turning(recipe)).then(Affine(a=wide, e=high))
    return Placement(size, forth, forth.inverse(), math.sqrt(wide * high))
