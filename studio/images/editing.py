"""What a person may do to a photograph: each verb takes a recipe and gives the next one.

Places are brought into the picture; what cannot be meant is refused with one sentence (BadInput). A verb that changes
nothing gives back an equal recipe.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from studio.errors import BadInput
from studio.images.covering import expanded
from studio.images.geometry import bounds, corners, cut_of, fitted_cut, largest_cut
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
from studio.images.soundness import LEAST, MAX_ANGLE, checked
from studio.phrase import Phrase

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
    Ratio("square", Phrase("Vuông 1:1", "Square 1:1"), 1, 1),
    Ratio("portrait", Phrase("Dọc 4:5 (Facebook)", "Portrait 4:5 (Facebook)"), 4, 5),
    Ratio("link", Phrase("Ngang 1,91:1 (liên kết)", "Landscape 1.91:1 (link)"), 1200, 630),
    Ratio("wide", Phrase("Ngang 16:9 (Zalo, website)", "Wide 16:9 (Zalo, website)"), 16, 9),
    Ratio("photo", Phrase("Ảnh 3:2", "Photograph 3:2"), 3, 2),
    Ratio("screen", Phrase("Ảnh 4:3", "Photograph 4:3"), 4, 3),
    Ratio("story", Phrase("Tin 9:16", "Story 9:16"), 9, 16),
)


# Cut and direction


def cut(recipe: Recipe, rect: Rect | None) -> Recipe:
    """Cut to `rect` of the straightened picture; None: the largest there is."""
    if rect is None:
        return replace(recipe, crop=None)
    x, y, w, h = rect
    least = min(LEAST, *recipe.size)
    crop = fitted_cut(recipe.size, recipe.angle, (x, y, max(w, least), max(h, least)))
    if min(crop[2:]) < least - 1e-6:
        raise _too_small()
    return checked(replace(recipe, crop=crop))


def cut_to(recipe: Recipe, ratio: float) -> Recipe:
    """The largest cut of this width / height (as the finished picture shows it) about the middle of the present one."""
    if recipe.turns % 2:
        ratio = 1 / ratio
    x, y, w, h = cut_of(recipe)
    _, _, width, height = largest_cut(recipe.size, recipe.angle, ratio)
    return cut(recipe, (x + (w - width) / 2, y + (h - height) / 2, width, height))


def bounded_angle(angle: float) -> float:
    """The angle that straightening takes for any."""
    return min(MAX_ANGLE, max(-MAX_ANGLE, angle))


def straighten(recipe: Recipe, angle: float) -> Recipe:
    """Turn the picture under its cut to `angle` degrees clockwise; the cut gives way where a corner would be empty."""
    angle = round(bounded_angle(angle), 2)
    crop = recipe.crop and fitted_cut(recipe.size, angle, recipe.crop)
    return checked(replace(recipe, angle=angle, crop=crop))


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
        raise BadInput(
            "Vùng che nhiều cạnh cần ít nhất ba điểm; hãy bấm thêm điểm.", "A polygon needs three points; add some."
        )
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
        raise BadInput(
            "Ô khảm chỉ dùng cho khuôn mặt; số và chữ phải che kín một màu.",
            "The mosaic is for faces only; numbers and letters have to be filled with one colour.",
        )


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
    return BadInput(
        "Vùng hoặc chú thích này không còn trong ảnh; hãy chọn lại.",
        "This place or mark is no longer in the picture; choose again.",
    )


def _too_small() -> BadInput:
    return BadInput(
        "Vùng chọn quá nhỏ hoặc nằm ngoài ảnh; hãy kéo một vùng lớn hơn ở trong ảnh.",
        "The place is too small or outside the picture; draw a larger one inside it.",
    )
