"""A card as it is with what was changed by hand, and what of it can be changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from studio.images.decode import photo_size
from studio.templates.card import CardSpec, CardTouch
from studio.templates.layout import Layout
from studio.templates.touch import breakable, hideable, layers_of, photo_movable
from studio.ui.composer.cards_view import CardView

WIDTH = 720
"""Pixels across of a card in the dialog: it is painted at every move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLook:
    """`photo` and `texts` in pixels of the card itself, `image` scaled down."""

    image: QImage
    width: int
    height: int
    photo: QRect | None
    """Where a photo shows that can be moved."""
    photo_size: tuple[float, float]
    """Pixels of what the post shows of the photo."""
    optional: tuple[str, ...]
    """Layers that can be left out here, hidden ones included."""
    texts: tuple[tuple[str, str], ...]
    """Layers whose lines can be broken, with what they say."""


def look(cards: CardView, spec: CardSpec, touch: CardTouch, layout: Layout) -> CardLook:
    """Paint the card with `touch`. On the pool; raises what painting raises."""
    bare, size = replace(spec, touches=()), touch.size
    shown = replace(bare, touches=() if touch.plain else (touch,))
    whole, layers = cards.layers(bare, size), cards.layers(shown, size)
    photos = [layer.id for layer in layers_of(layout) if layer.kind == "photo"]
    place = next((layers[name] for name in photos if name in layers), None)
    box = cards.size(size)
    return CardLook(
        image=cards.picture(shown, size, min(WIDTH, box[0])),
        width=box[0],
        height=box[1],
        photo=place if spec.photo is not None and photo_movable(layout) else None,
        photo_size=_shown_size(cards, spec),
        optional=tuple(layer.id for layer in hideable(layout) if layer.id in whole),
        texts=tuple((layer.id, _said(spec, layer.slot)) for layer in breakable(layout) if layer.id in whole),
    )


def moved(touch: CardTouch, at: CardLook, focal: tuple[float, float], dx: float, dy: float) -> CardTouch:
    """`touch` after the photo was pulled by so many pixels of the card; `focal` is where it was."""
    if at.photo is None:
        return touch
    width, height = at.photo_size
    scale = max(at.photo.width() / width, at.photo.height() / height) * touch.zoom
    x = _inside(focal[0] - dx / (width * scale), at.photo.width() / (width * scale))
    y = _inside(focal[1] - dy / (height * scale), at.photo.height() / (height * scale))
    return replace(touch, focal=(round(x, 4), round(y, 4)))


def _inside(at: float, seen: float) -> float:
    """The middle of a window that shows the share `seen`, kept where moving it still changes something."""
    half = min(0.5, seen / 2)
    return min(max(at, half), 1 - half)


def _said(spec: CardSpec, slot: str | None) -> str:
    value = spec.values.get(slot or "", "")
    return " ".join(value.split()) if isinstance(value, str) else ""


def _shown_size(cards: CardView, spec: CardSpec) -> tuple[float, float]:
    if spec.photo is None:
        return (1.0, 1.0)
    width, height = photo_size(cards.file(spec.photo.sha256))
    _, _, w, h = spec.photo.crop or (0.0, 0.0, 1.0, 1.0)
    return width * w, height * h
