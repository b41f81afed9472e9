"""What is drawn, not written: photo, art, route diagram, icons, rules and room."""

from __future__ import annotations

from studio.cards.block import Block
from studio.cards.scene import Disc, Icon, Photo, Plate, SceneItem, Stroke
from studio.cards.setting import LayoutContext
from studio.templates.layout import Layer

SCHEME = "scheme"
NO_SCHEME = "none"
"""What a card that is not about a road says in the slot `SCHEME`."""


def photo_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """The photo as a framed inset; without one the layer's `empty` icon on a quiet plate, or nothing."""
    tall = max(height, st.roomy(layer, 20))
    if tall < st.units(layer.style.get("least", 6)):
        return Block(layer.id, width, 0)
    line_px = st.units(0.6) if "line" in layer.style else 0
    block = Block(layer.id, width, tall)
    radius = st.units(layer.style.get("radius", 2))
    if st.mode != "none":
        block.parts.append(
            Photo(layer=layer.id, x=0, y=0, w=width, h=block.height, radius=radius, line=st.maybe(layer, "line"),
                  line_px=line_px)
        )  # fmt: skip
    elif "empty" in layer.style:
        px = round(min(width, block.height) * 0.5)
        block.parts += [
            Plate(layer=layer.id, x=0, y=0, w=width, h=block.height, radius=radius, fill=st.palette("art_fill")),
            Icon(layer=layer.id, x=(width - px) // 2, y=(block.height - px) // 2, w=px, h=px,
                 name=layer.style["empty"], colour=st.palette("art")),
        ]  # fmt: skip
    else:
        return None
    return block


def art_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """The layout's icon in a ring, where text leaves room for it; nothing in less than `least`."""
    if layer.slot == SCHEME and not drawn(layer, st):
        return None
    if height < st.units(layer.style.get("least", 20)):
        return Block(layer.id, width, 0)
    px = min(height, width, st.units(layer.style.get("max", 50)))
    x = (width - px) // 2 if layer.style.get("align") == "center" else 0
    block = Block(layer.id, width, height)
    block.parts += ring(layer, st, x, (height - px) // 2, px)
    return block


def ring(layer: Layer, st: LayoutContext, x: int, y: int, px: int) -> list[SceneItem]:
    """A disc, a thin ring inside it, and the layout's icon."""
    inset, icon = round(px * 0.09), round(px * 0.46)
    off = (px - icon) // 2
    return [
        Disc(layer=layer.id, x=x, y=y, w=px, h=px, fill=st.colour(layer, "fill", "art_fill")),
        Disc(layer=layer.id, x=x + inset, y=y + inset, w=px - 2 * inset, h=px - 2 * inset,
             line=st.colour(layer, "ring", "art_ring"), line_px=max(2, round(px * 0.008))),
        Icon(layer=layer.id, x=x + off, y=y + off, w=icon, h=icon, name=st.layout.art,
             colour=st.colour(layer, "colour", "art")),
    ]  # fmt: skip


def space_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block:
    return Block(layer.id, width, max(height, st.roomy(layer, 0)))


def icon_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block:
    px = st.units(layer.style.get("px", 6))
    block = Block(layer.id, width, px)
    name = layer.style.get("name", st.layout.art)
    block.parts.append(Icon(layer=layer.id, x=0, y=0, w=px, h=px, name=name, colour=st.colour(layer, "colour", "icon")))
    return block


def rule_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block:
    px = max(2, st.units(layer.style.get("px", 1) / 2))
    block = Block(layer.id, width, px)
    long = st.units(layer.style["long"]) if "long" in layer.style else width
    block.parts.append(Plate(layer=layer.id, x=0, y=0, w=min(long, width), h=px, fill=st.colour(layer, "fill", "rule")))
    return block


def drawn(layer: Layer, st: LayoutContext) -> bool:
    """Whether the scheme is drawn, or, of an icon that stands in for it, the icon."""
    return (st.values.text(layer.slot) == NO_SCHEME) == (layer.kind == "art")


def route_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """A drawn scheme, no map: the straight way barred, the way round with arrows."""
    if not drawn(layer, st):
        return None
    low, high = st.roomy(layer, 18), st.units(layer.style.get("max", 60))
    tall = max(low, min(height, high))
    if tall < st.units(layer.style.get("least", 0)):
        return Block(layer.id, width, 0)
    block = Block(layer.id, width, tall)
    road, closed, detour = (st.colour(layer, key, key) for key in ("road", "closed", "detour"))
    block.parts.append(
        Plate(layer=layer.id, x=0, y=0, w=width, h=tall, radius=st.units(2), fill=st.colour(layer, "fill", "panel"))
    )
    pad = st.units(4)
    thick = max(st.units(1.6), min(st.units(3.2), round(tall * 0.085)))
    left, right, main = pad + st.units(2), width - pad - st.units(2), round(tall * 0.34)
    loop = tall - round(tall * 0.22)
    turn_in, turn_out = left + round((right - left) * 0.2), left + round((right - left) * 0.8)
    faint = [(turn_in, 0, turn_in, tall), (turn_out, 0, turn_out, tall), (0, loop, width, loop), (0, main, width, main)]
    for x1, y1, x2, y2 in faint:
        block.parts.append(_stroke(layer, ((x1, y1), (x2, y2)), road, thick))
    block.parts.append(
        _stroke(layer, ((turn_in + thick, main), (turn_out - thick, main)), closed, thick, dash=(1.6, 1.1))
    )
    bend = round((loop - main) * 0.35)
    way = ((left, main), (turn_in, main), (turn_in, loop), (turn_out, loop), (turn_out, main), (right, main))
    block.parts.append(_stroke(layer, way, detour, thick, bend=bend, arrow=True))
    sign = round(min(tall * 0.3, st.units(13)))
    block.parts += _barrier(layer, st, (left + right) // 2, main, sign)
    block.parts += [_stop(layer, st, left, main, thick)]
    return block


def _stroke(
    layer: Layer, points: tuple[tuple[int, int], ...], colour: object, px: int, *,
    bend: int = 0, dash: tuple[float, float] | None = None, arrow: bool = False,
) -> Stroke:  # fmt: skip
    return Stroke(layer=layer.id, x=0, y=0, w=1, h=1, points=points, colour=colour, px=px,  # type: ignore[arg-type]
                  bend=bend, dash=dash, arrow=arrow)  # fmt: skip


def _barrier(layer: Layer, st: LayoutContext, x: int, y: int, px: int) -> list[SceneItem]:
    """A "no entry" sign: it reads without words and without colour."""
    bar_w, bar_h = round(px * 0.62), round(px * 0.2)
    red, white = st.colour(layer, "closed", "closed"), st.palette("white")
    rim = max(2, px // 14)
    return [
        Disc(layer=layer.id, x=x - px // 2, y=y - px // 2, w=px, h=px, fill=red, line=white, line_px=rim),
        Plate(layer=layer.id, x=x - bar_w // 2, y=y - bar_h // 2, w=bar_w, h=bar_h, fill=white, radius=bar_h // 4),
    ]


def _stop(layer: Layer, st: LayoutContext, x: int, y: int, thick: int) -> Disc:
    px = round(thick * 2.1)
    return Disc(layer=layer.id, x=x - px // 2, y=y - px // 2, w=px, h=px, fill=st.palette("white"),
                line=st.colour(layer, "detour", "detour"), line_px=max(3, thick // 3))  # fmt: skip
