"""What can be selected on the canvas: covers, suggestions and marks, each with an outline and handles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF

from studio.cards.marks import MarkPainter
from studio.images.geometry import bounds, corners
from studio.images.recipe import Corner, Cover, CoverDecision, Mark, MarkKind, Point, Recipe, Suggestion
from studio.ui.images.canvas.handles import PLACES, handle_at, pulled
from studio.ui.images.canvas.overlay import SceneRecipe, polygon

Value = Cover | Suggestion | Mark
_FRAMES = (MarkKind.BOX, MarkKind.SPOTLIGHT)
_LINES = (MarkKind.ARROW, MarkKind.STREET, *_FRAMES)
"""Taken by their line alone."""
LEAST = 8.0
"""Pixels of the original that a box keeps at least on each side."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One of them, in the scene."""

    value: Value
    outline: QPolygonF
    handles: Mapping[str, QPointF]

    @property
    def id(self) -> str:
        return self.value.id

    @property
    def box(self) -> QRectF:
        return self.outline.boundingRect()

    @property
    def movable(self) -> bool:
        return not isinstance(self.value, Suggestion)

    def holds(self, at: QPointF, reach: float) -> bool:
        """Whether a point is on it; arrows, streets and frames are taken by their line alone."""
        value = self.value
        if isinstance(value, Mark) and value.kind in _LINES:
            return _line_distance(self.outline, at, closed=value.kind in _FRAMES) <= reach
        return self.outline.containsPoint(at, Qt.FillRule.WindingFill) or self.box.center() == at


def things(scene: SceneRecipe, marks: MarkPainter) -> list[Thing]:
    """Everything there is, from the lowest to the uppermost; suggestions that were decided are not shown."""
    recipe = scene.recipe
    found = [_cover(scene, cover) for cover in recipe.covers]
    found += [
        Thing(one, scene.outline(corners(one.box)), {})
        for one in recipe.suggestions
        if one.decision is CoverDecision.OPEN
    ]
    where = marks.boxes(recipe, scene.placement)
    found += [_mark(scene, mark, where[mark.id].translated(scene.frame.topLeft())) for mark in recipe.marks]
    return found


def _cover(scene: SceneRecipe, cover: Cover) -> Thing:
    if len(cover.points) == 2:
        box = QRectF(*bounds(cover.points))
        places = {name: _point(handle_at(box, name)) for name in PLACES}
        return Thing(cover, scene.outline(corners(bounds(cover.points))), {n: scene.at(p) for n, p in places.items()})
    outline = scene.outline(cover.points)
    return Thing(cover, outline, {str(place): outline.at(place) for place in range(len(cover.points))})


def _mark(scene: SceneRecipe, mark: Mark, box: QRectF) -> Thing:
    if mark.kind is MarkKind.ARROW:
        tail, head = (scene.at(point) for point in mark.points)
        return Thing(mark, QPolygonF([tail, head]), {"tail": tail, "head": head})
    if mark.kind is MarkKind.STREET:
        bends = [scene.at(point) for point in mark.points]
        back = reversed(bends[1:-1])  # the outline of a line is the way there and back
        return Thing(mark, QPolygonF([*bends, *back]), {str(place): bend for place, bend in enumerate(bends)})
    if mark.kind in _FRAMES:
        return Thing(mark, polygon(box), {name: handle_at(box, name) for name in PLACES})
    handle = _inner_corner(mark.corner)
    return Thing(mark, polygon(box), {handle: handle_at(box, handle)})


def _inner_corner(corner: Corner | None) -> str:
    """The handle that changes the size: the one that looks into the picture."""
    return {Corner.TOP_LEFT: "se", Corner.TOP_RIGHT: "sw", Corner.BOTTOM_LEFT: "ne", Corner.BOTTOM_RIGHT: "nw"}.get(
        corner or Corner.TOP_LEFT, "se"
    )


# -- what they become


def moved(scene: SceneRecipe, thing: Thing, by: QPointF) -> Cover | Mark:
    """The same moved by a step of the scene; what hangs in a corner goes to the one it was moved nearest to."""
    value = thing.value
    if isinstance(value, Suggestion):
        raise TypeError("a suggestion stays where it was found")
    if isinstance(value, Mark) and value.corner is not None:
        return replace(value, corner=_nearest_corner(scene.frame, thing.box.center() + by))
    return replace(value, points=tuple(scene.source(scene.at(point) + by) for point in value.points))


def reshaped(scene: SceneRecipe, thing: Thing, handle: str, to: QPointF) -> Cover | Mark:
    """The same with a handle pulled to a point of the scene."""
    value = thing.value
    if isinstance(value, Cover):
        return replace(value, points=_cover_points(scene, value, handle, to))
    if isinstance(value, Suggestion):
        raise TypeError("a suggestion keeps its box")
    if value.kind is MarkKind.ARROW:
        tail, head = value.points
        new = scene.source(to)
        return replace(value, points=(new, head) if handle == "tail" else (tail, new))
    if value.kind is MarkKind.STREET:
        place = int(handle)
        return replace(value, points=(*value.points[:place], scene.source(to), *value.points[place + 1 :]))
    if value.kind in _FRAMES:
        box = pulled(thing.box, handle, to - thing.handles[handle], LEAST)
        return replace(value, points=(scene.source(box.topLeft()), scene.source(box.bottomRight())))
    return replace(value, size=value.size * _growth(thing, handle, to))


def _cover_points(scene: SceneRecipe, cover: Cover, handle: str, to: QPointF) -> tuple[Point, ...]:
    at = scene.source(to)
    if len(cover.points) > 2:
        place = int(handle)
        return (*cover.points[:place], at, *cover.points[place + 1 :])
    box = QRectF(*bounds(cover.points))
    new = pulled(box, handle, QPointF(*at) - handle_at(box, handle), LEAST)
    return (new.left(), new.top()), (new.right(), new.bottom())


def _growth(thing: Thing, handle: str, to: QPointF) -> float:
    """How many times larger, about what lies opposite to the handle; a number about its middle."""
    box = thing.box
    value = thing.value
    round_middle = isinstance(value, Mark) and value.kind in (MarkKind.NUMBER, MarkKind.PLACE)
    still = box.center() if round_middle else _opposite(box, handle)
    old, new = thing.handles[handle] - still, to - still
    return max(0.1, hypot(new.x(), new.y()) / (hypot(old.x(), old.y()) or 1.0))


def _opposite(box: QRectF, handle: str) -> QPointF:
    x, y = PLACES[handle]
    return QPointF(box.x() + (1 - x) * box.width(), box.y() + (1 - y) * box.height())


def _nearest_corner(frame: QRectF, at: QPointF) -> Corner:
    left, top = at.x() < frame.center().x(), at.y() < frame.center().y()
    if top:
        return Corner.TOP_LEFT if left else Corner.TOP_RIGHT
    return Corner.BOTTOM_LEFT if left else Corner.BOTTOM_RIGHT


def _point(at: QPointF) -> Point:
    return at.x(), at.y()


def _line_distance(outline: QPolygonF, at: QPointF, *, closed: bool) -> float:
    points = [outline.at(place) for place in range(outline.count())]
    ends = list(zip(points, [*points[1:], points[0]] if closed else points[1:], strict=False))
    return min(_distance(start, end, at) for start, end in ends)


def _distance(start: QPointF, end: QPointF, at: QPointF) -> float:
    way, off = end - start, at - start
    long = QPointF.dotProduct(way, way)
    share = min(1.0, max(0.0, QPointF.dotProduct(off, way) / long)) if long else 0.0
    rest = off - way * share
    return hypot(rest.x(), rest.y())


def by_id(recipe: Recipe, id: str) -> Value | None:
    """The cover, suggestion or mark of that id."""
    everything: Sequence[Value] = (*recipe.covers, *recipe.suggestions, *recipe.marks)
    return next((one for one in everything if one.id == id), None)
