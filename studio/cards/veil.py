"""A photo behind the text, and the veils that keep text on it readable: both follow where the text came to stand."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor

from studio.cards.scene import Fade, Part, Photo
from studio.cards.setting import Setting
from studio.templates.layout import Box, Layer

_STEP = 24
"""Pixels in which a photo's height changes, so that typing does not decode it anew at every letter."""


def followed(layer: Layer, where: Mapping[str, QRect]) -> QRect | None:
    """The first of the layers that `layer` follows which is on the card."""
    return next((where[name] for name in layer.style.get("follow", ()) if name in where), None)


def grounded_photo(layer: Layer, box: Box, st: Setting, where: Mapping[str, QRect]) -> Photo:
    """The photo from the box's top to a little below where the text starts: its middle is where one sees it."""
    text = followed(layer, where)
    height = box.h
    if text is not None:
        height = min(box.h, -(-(text.top() + st.units(7) - box.y) // _STEP) * _STEP)
    return Photo(layer=layer.id, x=box.x, y=box.y, w=box.w, h=max(_STEP, height))


def veil(layer: Layer, box: Box, st: Setting, where: Mapping[str, QRect]) -> list[Part]:
    """Colour that thickens towards a side: from `from` to `to` percent over `ramp`, opaque after `tail`.

    It reaches `to` where the layer it follows stands, or after its `full` percent are left.
    """
    side = layer.style.get("side", "bottom")
    across = side in ("left", "right")
    length = box.w if across else box.h
    reach = length * (100 - layer.style.get("full", 0)) // 100
    if "follow" in layer.style:
        text = followed(layer, where)
        if text is None:
            return []
        reach = box.x + box.w - text.right() if across else text.top() - box.y
    stops = _stops(layer, st, length, max(0.0, min(1.0, reach / length)))
    if side in ("top", "left"):
        stops = [(1 - at, share) for at, share in reversed(stops)]
    colour = st.colour(layer, "fill", "scrim")
    return [
        Fade(layer=layer.id, x=box.x, y=box.y, w=box.w, h=box.h, across=across,
             stops=tuple((at, _with_alpha(colour, share)) for at, share in stops))
    ]  # fmt: skip


def _stops(layer: Layer, st: Setting, length: int, full: float) -> list[tuple[float, float]]:
    """Positions along the way (0…1) and opacities."""
    strong, weak = layer.style.get("to", 92) / 100, layer.style.get("from", 0) / 100
    start = max(0.0, full - st.units(layer.style["ramp"]) / length) if "ramp" in layer.style else 0.0
    stops = [(start, weak), ((start + full) / 2, weak + (strong - weak) * 0.62), (full, strong)]
    if "tail" in layer.style:
        return [*stops, (min(1.0, full + st.units(layer.style["tail"]) / length), 1.0), (1.0, 1.0)]
    return [*stops, (1.0, strong)]


def _with_alpha(colour: QColor, share: float) -> QColor:
    faded = QColor(colour)
    faded.setAlphaF(share)
    return faded
