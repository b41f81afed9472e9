"""Snapping to the edges and middles of the picture and of what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF


@dataclass(frozen=True, slots=True)
class Snap:
    """How far to move so that it snaps, in the scene, and the guides that show why."""

    by: QPointF
    guides: tuple[QLineF, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
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
