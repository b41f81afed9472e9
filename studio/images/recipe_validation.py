"""What every recipe keeps, whoever made it: the editor, a file, or a detector.

A recipe as canonical JSON and back. The same recipe is always the same bytes, so that one hash stands for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import isfinite

from studio.canonical import canonical_json, sha256
from studio.codec import parsed, plain, read_whole
from studio.errors import BadInput
from studio.images.collage import LEAST as LEAST_PARTS
from studio.images.collage import MOST as MOST_PARTS
from studio.images.geometry import bounds, corners, has_empty_corner, levelling, page_size, plane
from studio.images.recipe import (
    COLOURS,
    VERSION,
    Adjust,
    Collage,
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
from studio.phrase import Phrase

MAX_SIDE = 12_000
LEAST = 16
"""Pixels of the shorter side of a cut."""
MAX_ANGLE = 15.0
MOST_STOPS = 2.0
MOST_THINGS = 1000
"""Covers, suggestions, marks of one picture, each."""
MOST_POINTS = 200
MOST_LETTERS = 300
MOST_LOOKED = 20
MOST_NAMES = 200
"""Pictures that a collage was made of, through all collages in it."""
_POINTS = {
    MarkKind.ARROW: 2,
    MarkKind.BOX: 2,
    MarkKind.SPOTLIGHT: 2,
    MarkKind.NUMBER: 1,
    MarkKind.TEXT: 1,
    MarkKind.PLACE: 1,
}
_HANGING = (MarkKind.BADGE, MarkKind.SOURCE)
_NAME = re.compile(r"[A-Za-z0-9_.:-]{1,80}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_HASH = re.compile(r"[0-9a-f]{64}")
_LATER = ("collage", "paper")
"""Written only where they say something: recipes of before have not got them."""
FLATTEST = 0.2
"""How much nearer than a paper's middle its farthest corner may seem: beyond, the horizon is near."""


def checked(recipe: Recipe) -> Recipe:
    """The recipe, when it is sound. Raises BadInput with one sentence for the first thing that is not."""
    _must(bool(_HASH.fullmatch(recipe.source)), Phrase("the SHA-256 of the original"))
    _must(all(0 < side <= MAX_SIDE for side in recipe.size), Phrase("the size of the original"))
    _must(recipe.turns in (0, 1, 2, 3), Phrase("the quarter turns"))
    _must(_in(recipe.angle, -MAX_ANGLE, MAX_ANGLE), Phrase("the angle"))
    _must(not recipe.paper or is_paper(recipe), Phrase("the corners of the paper"))
    _must(recipe.crop is None or _is_cut(recipe, recipe.crop), Phrase("the cut"))
    _adjust(recipe.adjust)
    few = all(len(things) <= MOST_THINGS for things in (recipe.covers, recipe.suggestions, recipe.marks))
    if not few:
        raise too_many()
    _looked(recipe.looked)
    _collage(recipe.collage)
    for suggestion in recipe.suggestions:
        _suggestion(suggestion, recipe)
    for cover in recipe.covers:
        _cover(cover, recipe)
    for mark in recipe.marks:
        _mark(mark, recipe)
    _links(recipe)
    return recipe


def too_many() -> BadInput:
    return BadInput(
        "A picture holds {most_things} covers and {most_things} marks at most; remove some.", most_things=MOST_THINGS
    )


def _adjust(adjust: Adjust) -> None:
    signed = (adjust.contrast, adjust.shadows, adjust.warmth, adjust.tint)
    good = _in(adjust.exposure, -MOST_STOPS, MOST_STOPS) and _in(adjust.sharpen, 0, 100)
    _must(good and all(_in(value, -100, 100) for value in signed), Phrase("light and colour"))


def _looked(looked: tuple[str, ...]) -> None:
    good = len(looked) <= MOST_LOOKED and all(0 < len(name) <= 80 for name in looked)
    _must(good and len(set(looked)) == len(looked), Phrase("the detectors that looked"))


def _collage(collage: Collage | None) -> None:
    parts = collage.parts if collage is not None else ()
    names = [name for part in parts for name in (part.picture, *part.behind)]
    good = collage is None or LEAST_PARTS <= len(parts) <= MOST_PARTS
    good = good and len(names) <= MOST_NAMES and all(_HASH.fullmatch(name) for name in names)
    _must(good and all(part.covers >= 0 for part in parts), Phrase("the pictures of the collage"))


def _suggestion(suggestion: Suggestion, recipe: Recipe) -> None:
    x, y, w, h = suggestion.box
    good = w > 0 and h > 0 and all(_lies_in(recipe, point) for point in ((x, y), (x + w, y + h)))
    good = good and bool(_NAME.fullmatch(suggestion.id)) and _in(suggestion.score, 0, 100)
    good = good and len(suggestion.by) <= 80 and len(suggestion.decided_by) <= 80
    _must(good, Phrase("the suggested place {id}", id=suggestion.id[:20]))


def _cover(cover: Cover, recipe: Recipe) -> None:
    good = bool(_NAME.fullmatch(cover.id)) and 2 <= len(cover.points) <= MOST_POINTS
    good = good and all(_lies_in(recipe, point) for point in cover.points)
    good = good and min(bounds(cover.points)[2:]) > 0 and 0 <= cover.seed < 2**31
    good = good and (cover.fill is Fill.SOLID or cover.subject is Subject.FACE)
    _must(good, Phrase("the cover {id}", id=cover.id[:20]))


def _mark(mark: Mark, recipe: Recipe) -> None:
    hangs = mark.kind in _HANGING
    good = bool(_NAME.fullmatch(mark.id)) and mark.colour in COLOURS and len(mark.text) <= MOST_LETTERS
    good = good and _has_its_points(mark) and (mark.corner is not None) == hangs
    good = good and all(_lies_in(recipe, point) for point in mark.points)
    good = good and _in(mark.size, 0, 1 if hangs else max(recipe.size)) and mark.size > 0
    good = good and not _CONTROL.search(mark.text) and (not mark.sha256 or bool(_HASH.fullmatch(mark.sha256)))
    _must(good, Phrase("the mark {id}", id=mark.id[:20]))


def _has_its_points(mark: Mark) -> bool:
    if mark.kind is MarkKind.STREET:
        return 2 <= len(mark.points) <= MOST_POINTS
    return len(mark.points) == _POINTS.get(mark.kind, 0)


def _links(recipe: Recipe) -> None:
    """Ids are unique, and a suggestion is accepted exactly when a cover belongs to it."""
    for things in (recipe.suggestions, recipe.covers, recipe.marks):
        _must(_unique(thing.id for thing in things), Phrase("an id that is there twice"))
    linked = [cover.suggestion for cover in recipe.covers if cover.suggestion]
    accepted = {one.id for one in recipe.suggestions if one.decision is CoverDecision.COVER}
    _must(_unique(linked) and set(linked) == accepted, Phrase("an accepted place without its cover"))


def _unique(ids: Iterable[str]) -> bool:
    ids = list(ids)
    return len(ids) == len(set(ids))


def is_paper(recipe: Recipe) -> bool:
    """Whether its four corners go round clockwise, far enough apart, and the original ends before the horizon."""
    if len(recipe.paper) != 4 or not all(_lies_in(recipe, point) for point in recipe.paper):
        return False
    turns = [_turn(*(recipe.paper[(at + by) % 4] for by in range(3))) for at in range(4)]
    if min(turns) <= 0 or min(page_size(recipe.paper)) < LEAST:
        return False
    way = levelling(recipe.paper)
    middle = sum(x for x, _ in recipe.paper) / 4, sum(y for _, y in recipe.paper) / 4
    depths = [way.depth(corner) / way.depth(middle) for corner in corners((0, 0, *recipe.size))]
    return min(depths) >= FLATTEST


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])


def _is_cut(recipe: Recipe, cut: Rect) -> bool:
    good = all(map(isfinite, cut)) and min(cut[2:]) >= min(LEAST, *recipe.size) - 1e-6
    return good and not has_empty_corner(plane(recipe), recipe.angle, cut)


def _lies_in(recipe: Recipe, point: Point) -> bool:
    return _in(point[0], 0, recipe.width + 1e-6) and _in(point[1], 0, recipe.height + 1e-6)


def _in(value: float, low: float, high: float) -> bool:
    return low <= value <= high  # not a number is in nothing


def _must(good: bool, what: Phrase) -> None:
    if not good:
        raise BadInput(
            "The edit of the picture cannot be used: {what} is not valid; open the original and begin again.",
            what=what,
        )


MAX_BYTES = 2_000_000


def write(recipe: Recipe) -> bytes:
    """The canonical JSON of a recipe, UTF-8."""
    told = plain(read_whole(Recipe, plain(recipe)))  # what was read has real numbers where they belong: 3 becomes 3.0
    for name in _LATER:
        if not getattr(recipe, name):
            del told[name]
    return canonical_json({"version": VERSION} | told)


def digest(recipe: Recipe) -> str:
    """SHA-256 of the canonical JSON."""
    return sha256(write(recipe))


def read(data: bytes) -> Recipe:
    """The recipe that `write` wrote. Raises BadInput, one sentence, for anything else."""
    if len(data) > MAX_BYTES:
        raise _broken()
    try:
        raw = parsed(data)
        version = raw.pop("version")
    except (ValueError, LookupError, AttributeError, TypeError) as trouble:
        raise _broken() from trouble
    if version != VERSION:
        raise BadInput(
            "The edit of the picture is of version {version}, which this app cannot read; update it.",
            version=str(version)[:20],
        )
    try:
        recipe = read_whole(Recipe, raw, but=_LATER)
    except ValueError as trouble:
        raise _broken() from trouble
    return checked(recipe)


def _broken() -> BadInput:
    return BadInput("The edit of the picture is broken and cannot be read; open the original and begin again.")
