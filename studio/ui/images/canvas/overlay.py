"""How the canvas paints what is no part of the picture: frames, handles, guides, in pixels of the window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from studio.images.geometry import (
    Affine,
    Placement,
    corners,
    cut_of,
    placement,
    plane,
    straightened,
    straightening,
    turning,
)
from studio.images.recipe import Point, Recipe, Rect

HANDLE = 11.0
REACH = 12.0
"""Pixels of the window: side of a handle, and from how far its middle is taken."""
SHADE = QColor(0, 0, 0, 150)
LIGHT, DARK = QColor("#FFFFFF"), QColor(0, 0, 0, 170)
ACCENT = QColor("#2F8BE6")
"""Read on light and dark pictures alike, with the dark line around it."""
GUIDE = QColor("#FF3DB5")
"""A colour that photographs hardly have."""
OPEN = QColor("#FFC233")
"""Of a suggestion that nobody decided."""


def outline(painter: QPainter, shape: QPolygonF, colour: QColor = LIGHT, *, dashed: bool = False) -> None:
    """A line that is seen on any picture: light over dark."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(DARK, 3.0))
    painter.drawPolygon(shape)
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
    painter.drawPolygon(shape)


def handles(painter: QPainter, places: Iterable[QPointF], *, round: bool = False) -> None:
    painter.setPen(QPen(QColor("#0F172A"), 1.4))
    painter.setBrush(LIGHT)
    for at in places:
        square = QRectF(at.x() - HANDLE / 2, at.y() - HANDLE / 2, HANDLE, HANDLE)
        if round:
            painter.drawEllipse(square)
        else:
            painter.drawRoundedRect(square, 2, 2)


def shade(painter: QPainter, room: QRectF, frame: QRectF) -> None:
    """Darken everything but the frame."""
    outside = QPainterPath()
    outside.addRect(room)
    outside.addRect(frame)
    painter.fillPath(outside, SHADE)


def grid(painter: QPainter, frame: QRectF, parts: int, strength: int = 120) -> None:
    """Lines that part the frame into `parts` × `parts`."""
    painter.setPen(QPen(QColor(255, 255, 255, strength), 1))
    for place in range(1, parts):
        x, y = frame.x() + frame.width() * place / parts, frame.y() + frame.height() * place / parts
        painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
        painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))


def guides(painter: QPainter, lines: Iterable[QLineF]) -> None:
    painter.setPen(QPen(GUIDE, 1.2))
    for line in lines:
        painter.drawLine(line)


def label(painter: QPainter, at: QPointF, words: str) -> None:
    """A short word on a dark plate, its upper left corner at `at`."""
    metrics = painter.fontMetrics()
    box = QRectF(at.x(), at.y(), metrics.horizontalAdvance(words) + 12, metrics.height() + 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(15, 23, 42, 220))
    painter.drawRoundedRect(box, 5, 5)
    painter.setPen(LIGHT)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)


def polygon(box: QRectF) -> QPolygonF:
    return QPolygonF([box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()])


def path(painter: QPainter, points: QPolygonF) -> None:
    """An open line, as `outline` draws it."""
    for pen in (QPen(DARK, 3.0), QPen(LIGHT, 1.6)):
        painter.setPen(pen)
        painter.drawPolyline(points)


def cross(painter: QPainter, at: QPointF) -> None:
    """Where the keys have the pointer."""
    for pen in (QPen(DARK, 3.0), QPen(LIGHT, 1.4)):
        painter.setPen(pen)
        painter.drawLine(at - QPointF(7, 0), at + QPointF(7, 0))
        painter.drawLine(at - QPointF(0, 7), at + QPointF(0, 7))


@dataclass(frozen=True, slots=True)
class SceneRecipe:
    """A recipe in the scene.

    While the cut is changed, the scene stays where it was: it is then that of an earlier recipe (`held`), and the frame
    of the cut moves over it.
    """

    recipe: Recipe
    turning: Affine
    """Straightened picture → scene."""

    @classmethod
    def of(cls, recipe: Recipe) -> SceneRecipe:
        """The frame's upper left corner is the scene's origin."""
        return cls(recipe, turning(recipe))

    def held(self, recipe: Recipe) -> SceneRecipe:
        """`recipe` in the same scene, as long as the picture lies the same way round."""
        old = self.recipe
        same = (old.source, old.turns, old.mirrored, old.paper) == (
            recipe.source,
            recipe.turns,
            recipe.mirrored,
            recipe.paper,
        )
        return SceneRecipe(recipe, self.turning) if same else SceneRecipe.of(recipe)

    @property
    def way(self) -> Affine:
        """Original → scene."""
        return straightened(self.recipe).then(self.turning)

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
        """The whole original, or the page that was made of a paper on it."""
        size = plane(self.recipe)
        way = straightening(size, self.recipe.angle).then(self.turning)
        return QPolygonF([QPointF(*way.at(corner)) for corner in corners((0, 0, *size))])

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
    return QTransform(way.a, way.d, way.g, way.b, way.e, way.h, way.c, way.f, way.i)
