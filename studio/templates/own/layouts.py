"""What a person does to the layout of a card: boxes a size, locks, and which composition is tried first.

A card that is changed so gets a copy of the department's layout, which only its template uses. Boxes and locks of what
all cards share stand there as what this layout says otherwise of the frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from studio.templates.layout import Box, CardSize, Layout, Lock
from studio.templates.own.model import TemplateDocument

LEAST_SIDE: Final = 4
"""Steps of the grid that a box has at least, either way."""
_GROUNDS: Final = frozenset({"ground", "scrim", "rect", "stripe"})
"""Kinds of layers that are no part to be moved."""
Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPart:
    """A part of a card that has a box of its own on one size, in one composition."""

    id: str
    box: Box
    spot: str
    """What its box is called in the layout when it is changed: size and composition."""
    locks: frozenset[Lock]


def placed(layout: Layout, size: str, composition: str) -> tuple[PlacedPart, ...]:
    """The parts with a box, in the order in which they are painted."""
    found = []
    for whole in layout.layers:
        layer = whole.on(size, composition)
        box = layer.box(size, composition) if layer is not None else None
        if layer is not None and box is not None and layer.kind not in _GROUNDS:
            found.append(PlacedPart(id=layer.id, box=box, spot=f"{size}/{composition}", locks=whole.locks))
    return tuple(found)


def stepped(box: Box, size: CardSize, *, dx: int = 0, dy: int = 0, dw: int = 0, dh: int = 0) -> Box:
    """The box moved or resized by so many steps of the grid, on the grid and within the picture."""
    unit = size.unit
    least = LEAST_SIDE * unit

    def step(value: int, by: int, low: int, high: int) -> int:
        return max(low, min(high, (value // unit + by) * unit if by >= 0 else -(-value // unit) * unit + by * unit))

    width = step(box.w, dw, least, size.width - box.x) if dw else box.w
    height = step(box.h, dh, least, size.height - box.y) if dh else box.h
    x = step(box.x, dx, 0, size.width - width) if dx else box.x
    y = step(box.y, dy, 0, size.height - height) if dy else box.y
    return Box(x=x, y=y, w=width, h=height)


def dragged(box: Box, size: CardSize, dx: int, dy: int, *, resize: bool) -> Box:
    """The box after the mouse went (dx, dy) pixels of the card with it, or with its lower right corner."""
    x, y = (round(value / size.unit) for value in (dx, dy))
    return stepped(box, size, dw=x, dh=y) if resize else stepped(box, size, dx=x, dy=y)


def with_layout(document: TemplateDocument, name: str, layout: Raw) -> TemplateDocument:
    """The document in which cards of that layout have this one, which only this template uses."""
    return replace(document, layouts={**document.layouts, name: dict(layout)})


def with_box(layout: Raw, part: PlacedPart, box: Box) -> dict[str, Any]:
    """The layout with that box of a part of the frame."""
    patch = dict((layout.get("frame") or {}).get(part.id) or {})
    boxes = {**(patch.get("boxes") or {}), part.spot: [box.x, box.y, box.w, box.h]}
    return _patched(layout, part.id, {**patch, "boxes": boxes})


def with_locks(layout: Raw, layer: str, locks: Iterable[Lock]) -> dict[str, Any]:
    """The layout in which that layer, of the frame or of its own, has those locks."""
    held = frozenset(locks)
    unlocked = [lock.value for lock in Lock if lock not in held]
    for part in ("head", "body"):
        if isinstance(layout.get(part), list) and _has(layout[part], layer):
            return {**layout, part: _unlocked(layout[part], layer, unlocked)}
    patch = dict((layout.get("frame") or {}).get(layer) or {})
    return _patched(layout, layer, {**patch, "unlocked": unlocked})


def with_first(layout: Raw, whole: Layout, composition: str, *, photo: bool) -> dict[str, Any]:
    """The layout that tries that composition first where a card has a photo, or where it has none."""
    key = "with_photo" if photo else "without"
    ladder = [one.value for one in (whole.with_photo if photo else whole.without)]
    return {**layout, key: list(dict.fromkeys((composition, *ladder)))}


def _patched(layout: Raw, layer: str, patch: Raw) -> dict[str, Any]:
    return {**layout, "frame": {**(layout.get("frame") or {}), layer: dict(patch)}}


def _has(layers: Iterable[Any], id: str) -> bool:
    return any(
        isinstance(layer, Mapping) and (layer.get("id") == id or _has(layer.get("children") or (), id))
        for layer in layers
    )


def _unlocked(layers: Iterable[Any], id: str, unlocked: list[str]) -> list[Any]:
    made = []
    for layer in layers:
        if isinstance(layer, Mapping) and layer.get("id") == id:
            made.append({**layer, "unlocked": unlocked})
        elif isinstance(layer, Mapping) and layer.get("children"):
            made.append({**layer, "children": _unlocked(layer["children"], id, unlocked)})
        else:
            made.append(layer)
    return made
