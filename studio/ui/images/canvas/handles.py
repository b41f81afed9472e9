"""Boxes that are pulled by a handle, named by the letters of ``n s w e``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt

PLACES: Mapping[str, tuple[float, float]] = {
    "nw": (0.0, 0.0),
    "n": (0.5, 0.0),
    "ne": (1.0, 0.0),
    "e": (1.0, 0.5),
    "se": (1.0, 1.0),
    "s": (0.5, 1.0),
    "sw": (0.0, 1.0),
    "w": (0.0, 0.5),
}
"""Where a handle is, in parts of the box."""
CURSORS: Mapping[str, Qt.CursorShape] = {
    "nw": Qt.CursorShape.SizeFDiagCursor,
    "se": Qt.CursorShape.SizeFDiagCursor,
    "ne": Qt.CursorShape.SizeBDiagCursor,
    "sw": Qt.CursorShape.SizeBDiagCursor,
    "n": Qt.CursorShape.SizeVerCursor,
    "s": Qt.CursorShape.SizeVerCursor,
    "w": Qt.CursorShape.SizeHorCursor,
    "e": Qt.CursorShape.SizeHorCursor,
}
_HALVINGS = 24


def handle_at(box: QRectF, name: str) -> QPointF:
    """The middle of a handle."""
    x, y = PLACES[name]
    return QPointF(box.x() + x * box.width(), box.y() + y * box.height())


def pulled(box: QRectF, handle: str, by: QPointF, least: float, ratio: float | None = None) -> QRectF:
    """`box` with a handle moved; the opposite side stays, and no side gets shorter than `least`.

    `ratio` (width / height) is kept where given: a corner follows the longer way, a side grows about its middle.
    """
    left, right, top, bottom = box.left(), box.right(), box.top(), box.bottom()
    if "w" in handle:
        left = min(left + by.x(), right - least)
    if "e" in handle:
        right = max(right + by.x(), left + least)
    if "n" in handle:
        top = min(top + by.y(), bottom - least)
    if "s" in handle:
        bottom = max(bottom + by.y(), top + least)
    new = QRectF(QPointF(left, top), QPointF(right, bottom))
    return new if ratio is None else _shaped(new, handle, ratio)


def _shaped(box: QRectF, handle: str, ratio: float) -> QRectF:
    w, h = box.width(), box.height()
    if handle in ("n", "s") or (len(handle) == 2 and w / h < ratio):
        w = h * ratio
    else:
        h = w / ratio
    x, y = PLACES[handle]
    # What lies opposite to the handle stays where it is; the middle of a side stays in the middle.
    return QRectF(box.x() + (1 - x) * (box.width() - w), box.y() + (1 - y) * (box.height() - h), w, h)


def as_far(start: QRectF, end: QRectF, fits: Callable[[QRectF], bool]) -> QRectF:
    """The box nearest to `end` on the way from `start`, which fits, that still fits.

    What fits has to be convex: all that lies between two boxes that fit does.
    """
    if fits(end):
        return end
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(between(start, end, middle)) else (low, middle)
    return between(start, end, low)


def between(start: QRectF, end: QRectF, share: float) -> QRectF:
    def mixed(one: float, other: float) -> float:
        return one + (other - one) * share

    return QRectF(
        mixed(start.x(), end.x()),
        mixed(start.y(), end.y()),
        mixed(start.width(), end.width()),
        mixed(start.height(), end.height()),
    )
