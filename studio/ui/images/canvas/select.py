"""Selecting, moving, resizing and removing what stands in the picture, by pointer and by keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from studio.images.recipe import Cover, CoverDecision, Mark, MarkKind, Suggestion
from studio.translation import mark, tr
from studio.ui.images.canvas import acts, overlay, things
from studio.ui.images.canvas.handles import CURSORS
from studio.ui.images.canvas.things import Thing
from studio.ui.images.canvas.tool import Keys, Lens, Tool, ToolContext, arrow


@dataclass(frozen=True, slots=True)
class Snap:
    """How far to move so that it snaps, in the scene, and the guides that show why."""

    by: QPointF
    guides: tuple[QLineF, ...] = ()


@dataclass(frozen=True, slots=True)
class SnapLines:
    """Where things snap to: the frame, whose edges and middles count, and the boxes of the others."""

    frame: QRectF
    others: tuple[QRectF, ...] = ()

    @property
    def xs(self) -> tuple[float, ...]:
        return tuple(x for box in (self.frame, *self.others) for x in _edges(box.left(), box.width()))

    @property
    def ys(self) -> tuple[float, ...]:
        return tuple(y for box in (self.frame, *self.others) for y in _edges(box.top(), box.height()))

    def snap_box(self, box: QRectF, reach: float) -> Snap:
        """Move a box by its edges and middles; `reach` in the scene."""
        return self._snap(_edges(box.left(), box.width()), _edges(box.top(), box.height()), reach)

    def snap_point(self, at: QPointF, reach: float) -> Snap:
        return self._snap((at.x(),), (at.y(),), reach)

    def _snap(self, xs: Sequence[float], ys: Sequence[float], reach: float) -> Snap:
        across, down = _nearest(xs, self.xs, reach), _nearest(ys, self.ys, reach)
        guides = []
        if across is not None:
            guides += [QLineF(x, self.frame.top(), x, self.frame.bottom()) for x in _met(xs, across, self.xs)]
        if down is not None:
            guides += [QLineF(self.frame.left(), y, self.frame.right(), y) for y in _met(ys, down, self.ys)]
        return Snap(QPointF(across or 0.0, down or 0.0), tuple(guides))


def _edges(start: float, length: float) -> tuple[float, float, float]:
    return start, start + length / 2, start + length


def _nearest(mine: Iterable[float], lines: Sequence[float], reach: float) -> float | None:
    """The smallest movement that brings one of `mine` onto a line; None beyond `reach`."""
    steps = [line - one for one in mine for line in lines if abs(line - one) <= reach]
    return min(steps, key=abs, default=None)


def _met(mine: Iterable[float], step: float, lines: Sequence[float]) -> list[float]:
    """The lines that are met after that movement, each once."""
    moved = [one + step for one in mine]
    return sorted({line for line in lines if any(abs(line - one) < 0.01 for one in moved)})


MOVE_MARK = mark("Move a mark")
MOVE_COVER = mark("Move a cover")
SHAPE_MARK = mark("Change a mark")
SHAPE_COVER = mark("Change a cover")
REMOVE_MARK = mark("Remove a mark")
REMOVE_COVER = mark("Remove a cover")


class SelectTool(Tool):
    """Drag to move, pull a handle to resize; guides show what a mark snaps to, and Ctrl lets it pass."""

    def __init__(self, context: ToolContext) -> None:
        super().__init__(context)
        self._held: Thing | None = None
        self._handle = ""
        self._from = QPointF()
        self._guides: tuple[QLineF, ...] = ()
        self._lines: SnapLines | None = None

    def press(self, at: QPointF, keys: Keys) -> None:
        self._handle, thing = self._under(at)
        self.context.select(thing.id if thing is not None else "")
        self._held = thing if thing is not None and thing.movable else None
        self._from, self._guides = at, ()
        others = [one.box for one in self.context.things() if thing is None or one.id != thing.id]
        self._lines = SnapLines(self.context.stage.frame, tuple(others))

    def drag(self, at: QPointF, keys: Keys) -> None:
        thing, lines = self._held, self._lines
        if thing is None or lines is None:
            return
        by, free = at - self._from, bool(keys & Keys.ControlModifier)
        if self._handle:
            to = thing.handles[self._handle] + by
            snap = lines.snap_point(to, 0.0 if free else self.context.reach / 2)
            value = things.reshaped(self.context.stage, thing, self._handle, to + snap.by)
        else:
            snap = lines.snap_box(thing.box.translated(by), 0.0 if free else self.context.reach / 2)
            value = things.moved(self.context.stage, thing, by + snap.by)
        self._guides = () if free else snap.guides
        self.context.preview(acts.put(self.context.stage.recipe, value))

    def release(self, at: QPointF, keys: Keys) -> None:
        thing, self._held, self._guides = self._held, None, ()
        if thing is not None and things.by_id(self.context.stage.recipe, thing.id) != thing.value:
            cover = isinstance(thing.value, Cover)
            words = (SHAPE_COVER if cover else SHAPE_MARK) if self._handle else MOVE_COVER if cover else MOVE_MARK
            self.context.commit(self.context.stage.recipe, tr(words))
        self.context.refresh()

    def cancel(self) -> bool:
        if self._held is not None:
            self._held, self._guides = None, ()
            self.context.take_back()
            return True
        if self.context.selected:
            self.context.select("")
            return True
        return False

    def double(self, at: QPointF) -> None:
        thing = self._under(at)[1]
        if thing is not None and isinstance(thing.value, Mark):
            self.context.write(thing.id)

    def hover(self, at: QPointF) -> None:
        handle, thing = self._under(at)
        self.context.hover_over(thing.id if thing is not None else "")
        if handle:
            self.context.point_with(CURSORS.get(handle, Qt.CursorShape.CrossCursor))
        else:
            movable = thing is not None and thing.movable
            self.context.point_with(Qt.CursorShape.SizeAllCursor if movable else Qt.CursorShape.ArrowCursor)

    def key(self, key: Qt.Key, keys: Keys) -> bool:
        thing = next((one for one in self.context.things() if one.id == self.context.selected), None)
        if thing is None:
            return False
        if isinstance(thing.value, Suggestion):
            return self._decide(key, thing.id)
        step = arrow(key, keys)
        if step is not None:
            value = things.moved(self.context.stage, thing, step)
            words = MOVE_COVER if isinstance(value, Cover) else MOVE_MARK
            self.context.commit(acts.put(self.context.stage.recipe, value), tr(words), f"move {thing.id}")
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            words = REMOVE_COVER if isinstance(thing.value, Cover) else REMOVE_MARK
            self.context.select("")
            self.context.commit(acts.without(self.context.stage.recipe, thing.value), tr(words))
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(thing.value, Mark):
            self.context.write(thing.id)
            return True
        return False

    def _decide(self, key: Qt.Key, id: str) -> bool:
        """Enter covers, Delete leaves."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.context.decide(id, CoverDecision.COVER)
            return True
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.context.decide(id, CoverDecision.LEAVE)
            return True
        return False

    def _under(self, at: QPointF) -> tuple[str, Thing | None]:
        """The handle of the selected thing at a point, else the uppermost thing there."""
        found, reach = self.context.things(), self.context.reach
        chosen = next((one for one in found if one.id == self.context.selected), None)
        if chosen is not None:
            for name, place in chosen.handles.items():
                if max(abs(at.x() - place.x()), abs(at.y() - place.y())) <= reach:
                    return name, chosen
            if chosen.holds(at, reach):
                return "", chosen
        return "", next((one for one in reversed(found) if one.holds(at, reach)), None)

    def paint(self, painter: QPainter, lens: Lens) -> None:
        overlay.guides(painter, [lens.seen_line(line) for line in self._guides])
        for thing in self.context.things():
            chosen = thing.id == self.context.selected
            if isinstance(thing.value, Suggestion):
                colour = overlay.ACCENT if chosen else overlay.OPEN
                overlay.outline(painter, lens.seen_outline(thing.outline), colour, dashed=not chosen)
            elif chosen:
                overlay.outline(painter, lens.seen_outline(thing.outline), overlay.ACCENT)
                line = isinstance(thing.value, Mark) and thing.value.kind in (MarkKind.ARROW, MarkKind.STREET)
                overlay.handles(painter, [lens.seen(place) for place in thing.handles.values()], round=line)
