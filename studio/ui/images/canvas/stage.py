"""Where a recipe's things stand in the scene, whose pixels are those of the finished picture at full size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF, QTransform

from studio.images.geometry import Affine, Placement, cut_of, placement, straightening, turning
from studio.images.recipe import Point, Recipe, Rect


@dataclass(frozen=True, slots=True)
class Stage:
    """A recipe in the scene.

    While the cut is changed, the scene stays where it was: it is then that of an earlier recipe (`held`), and the frame
    of the cut moves over it.
    """

    recipe: Recipe
    turning: Affine
    """Straightened picture → scene."""

    @classmethod
    def of(cls, recipe: Recipe) -> Stage:
        """The frame's upper left corner is the scene's origin."""
        return cls(recipe, turning(recipe))

    def held(self, recipe: Recipe) -> Stage:
        """`recipe` in the same scene, as long as the picture lies the same way round."""
        old = self.recipe
        same = (old.source, old.turns, old.mirrored) == (recipe.source, recipe.turns, recipe.mirrored)
        return Stage(recipe, self.turning) if same else Stage.of(recipe)

    @property
    def way(self) -> Affine:
        """Original → scene."""
        return straightening(self.recipe.size, self.recipe.angle).then(self.turning)

    @property
    def placement(self) -> Placement:
        """The finished picture at full size; its upper left corner is that of `frame`."""
        return placement(self.recipe)

    @property
    def frame(self) -> QRectF:
        """What is left of the picture."""
        return QRectF(*self.turning.around(cut_of(self.recipe)))

    @property
    def whole(self) -> QPolygonF:
        """The whole original."""
        width, height = self.recipe.size
        return self.outline([(0, 0), (width, 0), (width, height), (0, height)])

    def at(self, point: Point) -> QPointF:
        """A point of the original, in the scene."""
        return QPointF(*self.way.at(point))

    def source(self, at: QPointF) -> Point:
        """A point of the scene, in the original."""
        return self.way.inverse().at((at.x(), at.y()))

    def outline(self, points: Sequence[Point]) -> QPolygonF:
        way = self.way
        return QPolygonF([QPointF(*way.at(point)) for point in points])

    def cut(self, frame: QRectF) -> Rect:
        """A frame of the scene, in the straightened picture."""
        return self.turning.inverse().around((frame.x(), frame.y(), frame.width(), frame.height()))


def transform(way: Affine) -> QTransform:
    return QTransform(way.a, way.d, way.b, way.e, way.c, way.f)
