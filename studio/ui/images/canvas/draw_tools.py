"""Putting something new into the picture: covers by boxes and polygons, and marks."""

from __future__ import annotations

from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from studio.images import edits
from studio.images.recipe import MarkKind, Point, Recipe
from studio.translation import mark, tr
from studio.ui.images.canvas import acts, overlay
from studio.ui.images.canvas.tool import Keys, Lens, Tool, ToolContext, arrow

LEAST = 6.0
"""Pixels of the window below which a drag was a click."""
CLOSE = 12.0
"""Pixels of the window around the first point of a polygon where a click closes it."""
FIRST_BOX = 0.18
"""Of the shorter side of the frame: what a key puts into the middle."""
STREET = "white"
"""Colour of a new street, as on maps."""
PAPER_CORNERS = 4
COVER = mark("Cover a place")
LEVEL = mark("Straighten a paper")
ADD = mark("Add a mark")


class DrawTool(Tool):
    """Drag from one corner to the other, or from tail to head. Enter puts one into the middle of the picture."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, context: ToolContext, kind: MarkKind | None) -> None:
        """`kind` None draws covers."""
        super().__init__(context)
        self._kind = kind
        self._from: QPointF | None = None
        self._held: Recipe | None = None
        self._id = ""

    @property
    def _clicked(self) -> bool:
        """Whether a click is enough."""
        return self._kind in (MarkKind.NUMBER, MarkKind.TEXT, MarkKind.PLACE)

    def press(self, at: QPointF, keys: Keys) -> None:
        self._from, self._held, self._id = at, self.context.stage.recipe, ""
        if self._clicked:
            self.drag(at, keys)

    def drag(self, at: QPointF, keys: Keys) -> None:
        start, held = self._from, self._held
        if start is None or held is None:
            return
        if not self._clicked and hypot(at.x() - start.x(), at.y() - start.y()) * self.context.lens.scale < LEAST:
            return
        scene = self.context.stage
        points = (scene.source(at),) if self._clicked else self._ends(start, at)
        recipe, self._id = self._with(held, points)
        self.context.preview(recipe)

    def release(self, at: QPointF, keys: Keys) -> None:
        made, self._from, self._held = self._id, None, None
        if made:
            self._finish(self.context.stage.recipe, made)

    def cancel(self) -> bool:
        held, self._from, self._held = self._held, None, None
        if held is not None:
            self.context.take_back()
        return held is not None

    def key(self, key: Qt.Key, keys: Keys) -> bool:
        if key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        frame = self.context.stage.frame
        half = min(frame.width(), frame.height()) * FIRST_BOX / 2
        middle, off = frame.center(), QPointF(half, half)
        points = (self.context.stage.source(middle),) if self._clicked else self._ends(middle - off, middle + off)
        recipe, made = self._with(self.context.stage.recipe, points)
        self._finish(recipe, made)
        return True

    def _ends(self, start: QPointF, end: QPointF) -> tuple[Point, ...]:
        """Of a cover the box around what was drawn, for its sides are those of the original."""
        scene = self.context.stage
        if self._kind is not None:
            return scene.source(start), scene.source(end)
        around = [scene.source(at) for at in overlay.polygon(QRectF(start, end).normalized()).toList()]
        xs, ys = [x for x, _ in around], [y for _, y in around]
        return (min(xs), min(ys)), (max(xs), max(ys))

    def _with(self, recipe: Recipe, points: tuple[Point, ...]) -> tuple[Recipe, str]:
        pen = self.context.pen
        if self._kind is None:
            return acts.with_cover(recipe, points, pen.subject, pen.fill)
        short = min(self.context.stage.frame.width(), self.context.stage.frame.height())
        return acts.with_mark(recipe, self._kind, points, pen.colour, pen.words, short)

    def _finish(self, recipe: Recipe, made: str) -> None:
        self.context.commit(recipe, tr(COVER if self._kind is None else ADD))
        self.context.drawn(made, again=self._kind in (None, MarkKind.NUMBER))
        if self._kind in (MarkKind.TEXT, MarkKind.PLACE):
            self.context.write(made)


class PolygonTool(Tool):
    """Click or Enter for each corner; the first one again, or the last one twice, closes. Backspace takes one back."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, context: ToolContext) -> None:
        super().__init__(context)
        self._points: list[Point] = []
        self._at: QPointF | None = None

    def press(self, at: QPointF, keys: Keys) -> None:
        if len(self._points) >= 3 and self._near_first(at):
            self._close()
        else:
            self._points.append(self.context.stage.source(at))
        self._at = at
        self.context.refresh()

    def double(self, at: QPointF) -> None:
        self._close()

    def hover(self, at: QPointF) -> None:
        self._at = at
        self.context.point_with(self.cursor)
        if self._points:
            self.context.refresh()

    def key(self, key: Qt.Key, keys: Keys) -> bool:
        if key == Qt.Key.Key_Backspace and self._points:
            self._points.pop()
            self.context.refresh()
            return True
        at = self._at if self._at is not None else self.context.stage.frame.center()
        if (step := arrow(key, keys)) is not None:  # the arrows are the pointer of those who have none
            self._at = at + step
            self.context.refresh()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            twice = bool(self._points) and self._points[-1] == self.context.stage.source(at)
            self._close() if twice else self.press(at, keys)
            return True
        return False

    def cancel(self) -> bool:
        had, self._points = bool(self._points), []
        self.context.refresh()
        return had

    def _near_first(self, at: QPointF) -> bool:
        off = (self.context.stage.at(self._points[0]) - at) * self.context.lens.scale
        return hypot(off.x(), off.y()) <= CLOSE

    def _close(self) -> None:
        points = tuple(dict.fromkeys(self._points))
        self._points = []
        self._finish(points)
        self.context.refresh()

    def _finish(self, points: tuple[Point, ...]) -> None:
        if len(points) >= 3:
            pen = self.context.pen
            recipe, made = acts.with_cover(self.context.stage.recipe, points, pen.subject, pen.fill)
            self.context.commit(recipe, tr(COVER))
            self.context.drawn(made, again=True)

    def paint(self, painter: QPainter, lens: Lens) -> None:
        places = [lens.seen(self.context.stage.at(point)) for point in self._points]
        if self._at is not None and places:
            overlay.path(painter, QPolygonF([*places, lens.seen(self._at)]))
        elif self._at is not None and not places:
            overlay.cross(painter, lens.seen(self._at))
        overlay.handles(painter, places, round=True)


class StreetTool(PolygonTool):
    """Click or Enter for each bend; the last one twice ends the street."""

    def _near_first(self, at: QPointF) -> bool:
        return False

    def _finish(self, points: tuple[Point, ...]) -> None:
        if len(points) >= 2:
            frame = self.context.stage.frame
            short = min(frame.width(), frame.height())
            recipe, made = acts.with_mark(self.context.stage.recipe, MarkKind.STREET, points, STREET, "", short)
            self.context.commit(recipe, tr(ADD))
            self.context.drawn(made, again=True)


class PaperTool(PolygonTool):
    """Click or Enter for each of the four corners; Delete shows the whole picture again."""

    def press(self, at: QPointF, keys: Keys) -> None:
        super().press(at, keys)
        if len(self._points) == PAPER_CORNERS:
            self._close()

    def key(self, key: Qt.Key, keys: Keys) -> bool:
        if key == Qt.Key.Key_Delete:
            self._points = []
            self.context.commit(edits.level(self.context.stage.recipe, ()), tr(LEVEL))
            return True
        return super().key(key, keys)

    def _near_first(self, at: QPointF) -> bool:
        return False

    def _finish(self, points: tuple[Point, ...]) -> None:
        if len(points) == PAPER_CORNERS:
            self.context.commit(edits.level(self.context.stage.recipe, points), tr(LEVEL))
            self.context.drawn("", again=False)
