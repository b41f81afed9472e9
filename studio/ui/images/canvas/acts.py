"""The verbs of `images.edits` as the tools use them: for covers and marks alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from studio.images import edits
from studio.images.recipe import Corner, Cover, CoverDecision, Fill, Mark, MarkKind, Point, Recipe, Subject
from studio.translation import mark, tr
from studio.ui.images.canvas.things import Value
from studio.ui.images.canvas.tool import ToolId

STROKE = 0.009
SHARES = {
    MarkKind.NUMBER: 0.07,
    MarkKind.TEXT: 0.069,
    MarkKind.SPOTLIGHT: 0.02,
    MarkKind.STREET: 0.111,
    MarkKind.PLACE: 0.172,
}
"""First size of a mark, as a share of the shorter side of the finished picture. Words on a sketch are read on a
square card, which shows the sheet at little more than a third of its size: 30 pixels there."""
BADGE, SOURCE = 0.16, 0.034
_CHANCE = Random()  # noqa: S311 - the pattern of a mosaic; nothing secret depends on it


def put(recipe: Recipe, value: Cover | Mark) -> Recipe:
    """Put a changed cover or mark in the place of the one of its id. Raises BadInput."""
    if isinstance(value, Cover):
        return edits.reshape_cover(recipe, value.id, value.points)
    return edits.change_mark(recipe, value)


def without(recipe: Recipe, value: Cover | Mark) -> Recipe:
    if isinstance(value, Cover):
        return edits.remove_cover(recipe, value.id)
    return edits.remove_mark(recipe, value.id)


def with_cover(recipe: Recipe, points: Sequence[Point], subject: Subject, fill: Fill) -> tuple[Recipe, str]:
    """With a cover of two corners or a polygon, and its id. Raises BadInput."""
    if len(points) == 2:
        (x, y), (right, bottom) = points
        made = edits.add_box(recipe, (x, y, right - x, bottom - y), subject, fill, seed())
    else:
        made = edits.add_polygon(recipe, points, subject, fill, seed())
    return made, made.covers[-1].id


def with_mark(
    recipe: Recipe, kind: MarkKind, points: Sequence[Point], colour: str, words: str, size: float
) -> tuple[Recipe, str]:
    """With a mark of a usual size, and its id; a number is the next one. Raises BadInput.

    `size`: pixels of the shorter side of the finished picture at full size.
    """
    written = kind in (MarkKind.TEXT, MarkKind.PLACE)
    text = str(next_number(recipe)) if kind is MarkKind.NUMBER else words if written else ""
    share = SHARES.get(kind, STROKE)
    made = edits.add_mark(recipe, kind, points, size=share * size, text=text, colour=colour)
    return made, made.marks[-1].id


def with_hanging(
    recipe: Recipe, kind: MarkKind, corner: Corner, words: str = "", sha256: str = ""
) -> tuple[Recipe, str]:
    """With a badge or a source line in a corner, and its id. Raises BadInput."""
    size = BADGE if kind is MarkKind.BADGE else SOURCE
    made = edits.add_mark(recipe, kind, size=size, text=words, corner=corner, sha256=sha256)
    return made, made.marks[-1].id


def next_number(recipe: Recipe) -> int:
    numbers = [int(mark.text) for mark in recipe.marks if mark.kind is MarkKind.NUMBER and mark.text.isdecimal()]
    return max(numbers, default=0) + 1


def seed() -> int:
    """For the random blocks of a new mosaic."""
    return _CHANCE.randrange(2**31)


SUBJECTS: Mapping[Subject, str] = {
    Subject.FACE: mark("Face"),
    Subject.TEXT: mark("Numbers, letters"),
    Subject.OTHER: mark("Other"),
}
KINDS: Mapping[MarkKind, str] = {
    MarkKind.ARROW: mark("Arrow"),
    MarkKind.BOX: mark("Box"),
    MarkKind.NUMBER: mark("Number {text}"),
    MarkKind.TEXT: mark("Text: {text}"),
    MarkKind.BADGE: mark("Badge"),
    MarkKind.SOURCE: mark("Source line: {text}"),
    MarkKind.SPOTLIGHT: mark("Spotlight"),
    MarkKind.STREET: mark("Street: {text}"),
    MarkKind.PLACE: mark("Place: {text}"),
}
GLYPHS: Mapping[MarkKind, str] = {
    MarkKind.ARROW: "arrow-up-right",
    MarkKind.BOX: "square",
    MarkKind.NUMBER: "circle-dot",
    MarkKind.TEXT: "type",
    MarkKind.BADGE: "shield",
    MarkKind.SOURCE: "at-sign",
    MarkKind.SPOTLIGHT: "lightbulb",
    MarkKind.STREET: "route",
    MarkKind.PLACE: "map-pin",
}
TOOLS: Mapping[ToolId, tuple[str, str]] = {
    ToolId.SELECT: ("mouse-pointer-2", mark("Select and move")),
    ToolId.CROP: ("crop", mark("Cut")),
    ToolId.STRAIGHTEN: ("ruler", mark("Straighten")),
    ToolId.PAPER: ("file-text", mark("Straighten a paper by its corners")),
    ToolId.COVER_BOX: ("eye-off", mark("Cover: box")),
    ToolId.COVER_POLYGON: ("pentagon", mark("Cover: polygon")),
    ToolId.ARROW: ("arrow-up-right", mark("Arrow")),
    ToolId.BOX: ("square", mark("Box")),
    ToolId.NUMBER: ("circle-dot", mark("Number", about="picture")),
    ToolId.TEXT: ("type", mark("Text", about="picture")),
    ToolId.SPOTLIGHT: ("lightbulb", mark("Spotlight: dim all but a place")),
    ToolId.STREET: ("route", mark("Street of a sketch")),
    ToolId.PLACE: ("map-pin", mark("Place on a sketch")),
}
_COVERED = mark("Cover: {what}")
_SUGGESTED = mark("Suggestion, not decided: {what}. Enter covers it, Delete leaves it.")
_DECIDED: Mapping[CoverDecision, str] = {
    CoverDecision.COVER: mark("Suggestion, covered: {what}"),
    CoverDecision.LEAVE: mark("Suggestion, left as it is: {what}"),
}


def spoken(value: Value) -> str:
    """What it is, in the language of the window."""
    if isinstance(value, Mark):
        return tr(KINDS[value.kind]).format(text=value.text)
    if isinstance(value, Cover):
        return tr(_COVERED).format(what=tr(SUBJECTS[value.subject]).lower())
    return tr(_DECIDED.get(value.decision, _SUGGESTED)).format(what=tr(SUBJECTS[value.subject]).lower())


def tool_name(tool: ToolId) -> str:
    return tr(TOOLS[tool][1])
