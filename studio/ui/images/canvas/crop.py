"""Cutting and straightening: the picture stays still, the frame moves over it; or the picture turns under the frame."""

from __future__ import annotations

from math import atan2, degrees

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from studio.images import edits
from studio.images.geometry import has_empty_corner, plane
from studio.images.recipe import Recipe
from studio.images.recipe_validation import LEAST
from studio.translation import mark, tr
from studio.ui.images.canvas import overlay
from studio.ui.images.canvas.handles import CURSORS, PLACES, as_far, handle_at, pulled
from studio.ui.images.canvas.tool import Keys, Lens, Tool, ToolContext, arrow

FINE, COARSE = 0.1, 1.0
"""Degrees by which an arrow key turns, alone and with Shift."""
CUT = mark("Cut the picture")
STRAIGHTEN = mark("Straighten the picture")


class CropTool(Tool):
    """A frame to move and pull; the arrows move it, with Ctrl they pull its lower right corner."""

    open = True

    def __init__(self, context: ToolContext) -> None:
        super().__init__(context)
        self.ratio: float | None = None
        """Width to height that pulling keeps, in the finished picture; None is free."""
        self._hold = ""
        self._from, self._start = QPointF(), QRectF()

    def press(self, at: QPointF, keys: Keys) -> None:
        self._hold = self._under(at)
        self._from, self._start = at, self.context.stage.frame

    def drag(self, at: QPointF, keys: Keys) -> None:
        if self._hold:
            self.context.preview(self._with(self._changed(self._hold, at - self._from, self._start)))

    def release(self, at: QPointF, keys: Keys) -> None:
        held, self._hold = self._hold, ""
        if held and at != self._from:
            self.context.commit(self.context.stage.recipe, tr(CUT))

    def cancel(self) -> bool:
        held, self._hold = self._hold, ""
        if held:
            self.context.take_back()
        return bool(held)

    def hover(self, at: QPointF) -> None:
        under = self._under(at)
        self.context.point_with(CURSORS.get(under, Qt.CursorShape.SizeAllCursor if under else self.cursor))

    def key(self, key: Qt.Key, keys: Keys) -> bool:
        step = arrow(key, keys)
        if step is None:
            return False
        hold = "in"
        if keys & Keys.ControlModifier:
            hold = "se" if self.ratio is None else "e" if step.x() else "s"
        frame = self._changed(hold, step, self.context.stage.frame)
        self.context.commit(self._with(frame), tr(CUT), "cut")
        return True

    def _changed(self, hold: str, by: QPointF, frame: QRectF) -> QRectF:
        if hold == "in":
            return frame.translated(by)
        return as_far(frame, pulled(frame, hold, by, float(LEAST), self.ratio), self._fits)

    def _fits(self, frame: QRectF) -> bool:
        scene = self.context.stage
        return not has_empty_corner(plane(scene.recipe), scene.recipe.angle, scene.cut(frame))

    def _with(self, frame: QRectF) -> Recipe:
        scene = self.context.stage
        return edits.cut(scene.recipe, scene.cut(frame))

    def _under(self, at: QPointF) -> str:
        frame, reach = self.context.stage.frame, self.context.reach
        for name in PLACES:
            off = at - handle_at(frame, name)
            if max(abs(off.x()), abs(off.y())) <= reach:
                return name
        return "in" if frame.contains(at) else ""

    def paint(self, painter: QPainter, lens: Lens) -> None:
        frame = lens.seen_box(self.context.stage.frame)
        overlay.shade(painter, QRectF(painter.viewport()), frame)
        overlay.grid(painter, frame, 3)
        overlay.outline(painter, overlay.polygon(frame))
        overlay.handles(painter, [handle_at(frame, name) for name in PLACES])
        if self._hold:
            box = self.context.stage.frame
            words = f"{round(box.width())} × {round(box.height())}"
            overlay.label(painter, frame.topLeft() + QPointF(8, 8), words)


class StraightenTool(Tool):
    """The picture turns about its middle, as far as the pointer goes around it; the arrows turn it by tenths."""

    open = True
    cursor = Qt.CursorShape.OpenHandCursor

    def __init__(self, context: ToolContext) -> None:
        super().__init__(context)
        self._held: Recipe | None = None
        self._turn = 0.0

    def press(self, at: QPointF, keys: Keys) -> None:
        self._held, self._turn = self.context.stage.recipe, self._direction(at)

    def drag(self, at: QPointF, keys: Keys) -> None:
        if self._held is not None:
            turned = (self._direction(at) - self._turn + 180) % 360 - 180
            if self._held.mirrored:
                turned = -turned
            self.context.preview(edits.straighten(self._held, edits.bounded_angle(self._held.angle + turned)))

    def release(self, at: QPointF, keys: Keys) -> None:
        held, self._held = self._held, None
        if held is not None and held != self.context.stage.recipe:
            self.context.commit(self.context.stage.recipe, tr(STRAIGHTEN))

    def cancel(self) -> bool:
        held, self._held = self._held, None
        if held is not None:
            self.context.take_back()
        return held is not None

    def key(self, key: Qt.Key, keys: Keys) -> bool:
        step = arrow(key, Keys.NoModifier)
        if step is None:
            return False
        by = (step.x() - step.y()) * (COARSE if keys & Keys.ShiftModifier else FINE)
        recipe = self.context.stage.recipe
        self.context.commit(edits.straighten(recipe, edits.bounded_angle(recipe.angle + by)), tr(STRAIGHTEN), "angle")
        return True

    def _direction(self, at: QPointF) -> float:
        """Degrees clockwise of a point around the middle of the picture."""
        width, height = plane(self.context.stage.recipe)
        off = at - QPointF(*self.context.stage.turning.at((width / 2, height / 2)))
        return degrees(atan2(off.y(), off.x()))

    def paint(self, painter: QPainter, lens: Lens) -> None:
        frame = lens.seen_box(self.context.stage.frame)
        overlay.shade(painter, QRectF(painter.viewport()), frame)
        overlay.grid(painter, frame, 12 if self._held is not None else 6, 90)
        overlay.outline(painter, overlay.polygon(frame))
        if self._held is not None:
            overlay.label(painter, frame.topLeft() + QPointF(8, 8), f"{self.context.stage.recipe.angle:+.1f}°")
