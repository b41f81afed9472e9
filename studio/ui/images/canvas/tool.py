"""What a tool of the canvas is, and what it works with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF, QTransform

from studio.images.recipe import CoverDecision, Fill, Recipe, Subject
from studio.ui.images.canvas.overlay import SceneRecipe
from studio.ui.images.canvas.things import Thing

Keys = Qt.KeyboardModifier


class ToolId(StrEnum):
    """The tools, in the order of the tool bar."""

    SELECT = "select"
    CROP = "crop"
    STRAIGHTEN = "straighten"
    PAPER = "paper"
    COVER_BOX = "cover_box"
    COVER_POLYGON = "cover_polygon"
    ARROW = "arrow"
    BOX = "box"
    NUMBER = "number"
    TEXT = "text"
    SPOTLIGHT = "spotlight"
    STREET = "street"
    PLACE = "place"


class Lens:
    """The scene as the window shows it: handles and lines keep their size whatever the zoom."""

    def __init__(self, forth: QTransform) -> None:
        self._forth = forth

    @property
    def scale(self) -> float:
        """Pixels of the window to one of the scene."""
        return self._forth.m11()

    def seen(self, at: QPointF) -> QPointF:
        return self._forth.map(at)

    def seen_line(self, line: QLineF) -> QLineF:
        return self._forth.map(line)

    def seen_box(self, box: QRectF) -> QRectF:
        return self._forth.mapRect(box)

    def seen_outline(self, outline: QPolygonF) -> QPolygonF:
        return self._forth.map(outline)


@dataclass(frozen=True, slots=True)
class Pen:
    """How new things look."""

    colour: str = "red"
    subject: Subject = Subject.OTHER
    fill: Fill = Fill.SOLID
    words: str = ""
    """Of a new text."""


class ToolContext(Protocol):
    """The canvas, as tools know it. Points and boxes are those of the scene."""

    @property
    def stage(self) -> SceneRecipe: ...

    @property
    def lens(self) -> Lens: ...

    @property
    def reach(self) -> float:
        """From how far a handle is taken, in the scene."""
        ...

    @property
    def pen(self) -> Pen: ...

    @property
    def selected(self) -> str: ...

    def things(self) -> Sequence[Thing]:
        """What can be selected, from the lowest to the uppermost."""
        ...

    def select(self, id: str) -> None:
        """Select the cover, mark or suggestion of that id; an empty text selects nothing."""
        ...

    def preview(self, recipe: Recipe) -> None:
        """Show `recipe` while something is dragged."""
        ...

    def commit(self, recipe: Recipe, words: str, key: str = "") -> None:
        """The change is made; `words` name it for undo, and changes of one `key` in a row count as one."""
        ...

    def take_back(self) -> None:
        """Show what was there before the drag."""
        ...

    def decide(self, id: str, decision: CoverDecision) -> None:
        """A suggestion is decided."""
        ...

    def drawn(self, id: str, *, again: bool) -> None:
        """Something new is there; `again`: more of its kind may follow."""
        ...

    def write(self, id: str) -> None:
        """The words of that mark are to be written."""
        ...

    def hover_over(self, id: str) -> None:
        """The pointer is over the thing of that id, or over none."""
        ...

    def refresh(self) -> None: ...

    def point_with(self, cursor: Qt.CursorShape) -> None: ...


class Tool:
    """What the pointer and the keys do on the canvas. This one does nothing."""

    open = False
    """Whether what is cut away is shown, so that the cut can be changed."""
    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, context: ToolContext) -> None:
        self.context = context

    def press(self, at: QPointF, keys: Keys) -> None:
        """The pointer's button went down."""

    def drag(self, at: QPointF, keys: Keys) -> None:
        """It moves while it is down."""

    def release(self, at: QPointF, keys: Keys) -> None:
        """It came up."""

    def double(self, at: QPointF) -> None:
        """A double click."""

    def hover(self, at: QPointF) -> None:
        self.context.point_with(self.cursor)

    def key(self, key: Qt.Key, keys: Keys) -> bool:
        """A key went down; answers whether it meant something here."""
        return False

    def cancel(self) -> bool:
        """Give up what is under way; answers whether there was anything."""
        return False

    def paint(self, painter: QPainter, lens: Lens) -> None:
        """Over everything, in pixels of the window."""


ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}
STEP, LEAP = 1, 10
"""Pixels of the picture by which an arrow key moves, alone and with Shift."""


def arrow(key: Qt.Key, keys: Keys) -> QPointF | None:
    """By how much an arrow key moves, in pixels of the picture; None for other keys."""
    way = ARROWS.get(key)
    return None if way is None else way * (LEAP if keys & Keys.ShiftModifier else STEP)
