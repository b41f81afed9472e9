"""Flowing layers inside an explicit box, at the largest text that fits.

One number, the share, rules a whole box: text sizes and spacing grow and shrink together, so that
a card keeps its proportions from one line to the longest list. Room that text leaves goes to the
flexible layers (photo, art, diagram), and what then remains to the anchor.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from studio.cards import draw, leaf_rows, leaf_text
from studio.cards.draw import SCHEME
from studio.cards.scene import Icon, Plate, Stroke
from studio.cards.setting import Block, LayoutContext
from studio.templates.layer_kinds import CONTAINERS, FLEXIBLE
from studio.templates.layout import Layer, Overflow

_STEPS = 16
_MOST_LINES = 20
Measure = Callable[[Layer, int, int, LayoutContext], Block | None]


def measure(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """Lay `layer` out in `width`, at least `height` tall where it can stretch. None: nothing to show."""
    if not st.shows(layer) or (layer.style.get("spare") and st.share == 0):
        return None
    return MEASURES[layer.kind](layer, width, height, st)


def has_content(layer: Layer, st: LayoutContext) -> bool:
    """Whether `layer` has anything to show in this setting."""
    if not st.shows(layer):
        return False
    if layer.kind in CONTAINERS:
        return any(has_content(child, st) for child in layer.children)
    if layer.kind == "photo":
        return st.mode != "none" or "empty" in layer.style
    if layer.slot == SCHEME:
        return draw.drawn(layer, st)
    return layer.kind in FLEXIBLE or bool(layer.text) or layer.slot is None or bool(st.values.text(layer.slot))


def solve(layer: Layer, width: int, height: int, st: LayoutContext) -> tuple[Block, bool]:
    """Lay a container out in a box. Returns the block and whether it fits at the smallest setting."""
    low, high = 0, _STEPS
    if _fits(layer, width, height, st, 1.0):
        low = high
    while low < high - 1:
        middle = (low + high) // 2
        if _fits(layer, width, height, st, middle / _STEPS):
            low = middle
        else:
            high = middle
    at = replace(st, share=low / _STEPS)
    if low == 0:
        at = _capped(layer, width, height, at)
    block = measure(layer, width, height, at) or Block(layer.id, width, height)
    return block, block.height <= height


def _fits(layer: Layer, width: int, height: int, st: LayoutContext, share: float) -> bool:
    block = measure(layer, width, 0, replace(st, share=share))
    return block is None or block.height <= height


def _capped(layer: Layer, width: int, height: int, st: LayoutContext) -> LayoutContext:
    """`st` with just so few lines for texts that may be elided that all fits: the longest give way first.

    Pictures shrink, then go, before a word is cut; where one line an item is still too much, the last items go.
    """
    for bare in range(3):
        tried = replace(st, bare=bare)
        if _fits(layer, width, height, tried, 0.0):
            return tried
    while not _fits(layer, width, height, tried, 0.0):
        shorter = _shorter(layer, tried) or _fewer(layer, tried)
        if shorter is None:
            break
        tried = shorter
    return tried


def _shorter(layer: Layer, st: LayoutContext) -> LayoutContext | None:
    """`st` with one line less for the text that has most, or None when all are down to one."""
    lines = {text.id: st.caps.get(text.id, _MOST_LINES) for text in _texts(layer, st)}
    longest = max(lines, key=lambda name: lines[name], default=None)
    if longest is None or lines[longest] <= 1:
        return None
    return replace(st, caps={**lines, longest: lines[longest] - 1})


def _fewer(layer: Layer, st: LayoutContext) -> LayoutContext | None:
    """`st` with one item less of the longest list, or None when each is down to one."""
    lists = [text for text in _texts(layer, st) if text.kind == "list"]
    counts = {text.id: st.items.get(text.id, len(st.values.items(text.slot))) for text in lists}
    longest = max(counts, key=lambda name: counts[name], default=None)
    if longest is None or counts[longest] <= 1:
        return None
    return replace(st, items={**counts, longest: counts[longest] - 1})


def _texts(layer: Layer, st: LayoutContext) -> list[Layer]:
    """Layers inside whose text may be cut with an ellipsis."""
    own = layer.fits.get(st.size.id)
    yields = own is not None and own.overflow is Overflow.ELLIPSIS and layer.kind not in CONTAINERS
    # Of a ledger and of figures the labels yield, never the numbers.
    mine = [layer] if yields or layer.style.get("variant") == "ledger" or layer.kind == "figures" else []
    return mine + [text for child in layer.children if has_content(child, st) for text in _texts(child, st)]


def stack_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """Children under each other."""
    children = [child for child in layer.children if st.shows(child)]
    inner = replace(st, notch=(0, 0))
    blocks: list[tuple[Layer, Block]] = []
    for child in children:
        narrow = st.notch[0] if child.id == "notes" else 0
        made = measure(child, width - narrow, 0, inner)
        if made is not None:
            blocks.append((child, made))
    if not blocks:
        return None
    blocks = _notched(blocks, width, st)
    if height:
        blocks = _spread(blocks, height, width, inner)
    gaps = _gaps(blocks, st)
    spare = height - _tall(blocks, gaps)
    block = Block(layer.id, width, 0)
    y = {"bottom": max(0, spare), "center": max(0, spare) // 2}.get(layer.style.get("anchor", "top"), 0)
    for (_, made), gap in zip(blocks, gaps, strict=True):
        y += gap
        block.place(0, y, made)
        y += made.height
    block.height = max(y, height) if spare > 0 else y
    return block


def _tall(blocks: list[tuple[Layer, Block]], gaps: list[int]) -> int:
    return sum(block.height for _, block in blocks) + sum(gaps)


def _notched(blocks: list[tuple[Layer, Block]], width: int, st: LayoutContext) -> list[tuple[Layer, Block]]:
    """The last block stands beside the QR tile, as tall as the tile reaches in."""
    notch = st.notch[1]
    if not notch:
        return blocks
    layer, last = blocks[-1]
    if layer.id != "notes":
        return [*blocks, (Layer(id="notes", kind="stack"), Block("notes", width, notch))]
    if last.height < notch:
        held = Block("notes", width, notch)
        held.place(0, notch - last.height, last)
        return [*blocks[:-1], (layer, held)]
    return blocks


def _gaps(blocks: list[tuple[Layer, Block]], st: LayoutContext) -> list[int]:
    """Room above each block; none above the first that is seen, none around empty ones."""
    gaps, seen = [], False
    for layer, block in blocks:
        gaps.append(st.spacing(layer, "gap", "stretch") if seen and block.height else 0)
        seen = seen or block.height > 0
    return gaps


def _spread(blocks: list[tuple[Layer, Block]], height: int, width: int, st: LayoutContext) -> list[tuple[Layer, Block]]:
    """Give the room that is left of `height` to the flexible children in turn, each up to its most."""
    spread = list(blocks)
    for at, (layer, block) in enumerate(blocks):
        if not _stretches(layer, st):
            continue
        # A block that was empty brings the gap below it along.
        held = [*spread[:at], (layer, Block(layer.id, width, max(1, block.height))), *spread[at + 1 :]]
        spare = height - _tall(held, _gaps(held, st)) + max(1, block.height)
        most = st.units(layer.style["max"]) if "max" in layer.style and layer.kind != "art" else spare
        wanted = min(spare, max(most, block.height))
        if wanted > block.height and wanted >= st.units(layer.style.get("least", 0)):
            made = measure(layer, width, wanted, st)
            if made is not None:
                spread[at] = (layer, made)
    return spread


def _stretches(layer: Layer, st: LayoutContext) -> bool:
    """Whether a layer takes room that is left: a flexible one, or a container told to, if that has a use for it."""
    if layer.kind in FLEXIBLE:
        return has_content(layer, st)
    if st.size.id not in layer.style.get("grow", ()):
        return False
    upright = layer.kind == "stack" or st.size.id in layer.style.get("turn", ())
    return not upright or any(_stretches(child, st) for child in layer.children)


def row_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """Children side by side, equally tall; under each other on the sizes in `turn`."""
    children = [child for child in layer.children if has_content(child, st)]
    if not children:
        return None
    gap = st.units(layer.style.get("between", 2))
    if st.size.id in layer.style.get("turn", []):
        turned = replace(layer, kind="stack", children=tuple(children))
        return _turned(turned, width, height, gap, st)
    total = sum(child.style.get("weight", 1) for child in children)
    room = width - gap * (len(children) - 1)
    widths = [room * child.style.get("weight", 1) // total for child in children]
    first = [measure(child, w, 0, st) for child, w in zip(children, widths, strict=True)]
    tall = max([height, *(made.height for made in first if made)])
    block = Block(layer.id, width, tall)
    middle = layer.style.get("align") == "center"
    apart = bool(layer.style.get("apart"))
    x = 0
    for child, w in zip(children, widths, strict=True):
        made = measure(child, w, 0 if middle else tall, _loosest(child, w, tall, st) if apart else st)
        if made is not None:
            block.place(x, max(0, tall - made.height) // 2 if middle else 0, made)
            if x and "divider" in layer.style:
                block.parts.append(_upright(layer, x - gap // 2, tall, st))
        x += w + gap
    return block


def _loosest(layer: Layer, width: int, height: int, st: LayoutContext) -> LayoutContext:
    """The setting at which one side of a split, taken alone, fills its height best."""
    low, high = round(st.share * _STEPS), _STEPS
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(layer, width, height, st, middle / _STEPS):
            low = middle
        else:
            high = middle - 1
    return replace(st, share=low / _STEPS)


def _turned(layer: Layer, width: int, height: int, gap: int, st: LayoutContext) -> Block | None:
    """A row's children under each other; room that is left goes to those that grow, or to all alike."""
    made = [(child, block) for child in layer.children if (block := measure(child, width, 0, st)) is not None]
    spare = max(0, height - sum(block.height for _, block in made) - gap * (len(made) - 1))
    growing = [child.id for child, _ in made if _stretches(child, st)] or [child.id for child, _ in made]
    turned, y = Block(layer.id, width, 0), 0
    for child, block in made:
        if spare and child.id in growing:
            block = measure(child, width, block.height + spare // len(growing), st) or block
        turned.place(0, y, block)
        y += block.height + gap
    turned.height = y - gap
    return turned


def _upright(layer: Layer, x: int, tall: int, st: LayoutContext) -> Stroke:
    return Stroke(layer=layer.id, x=x, y=0, w=1, h=tall, points=((0, 0), (0, tall)),
                  colour=st.palette(layer.style["divider"]), px=max(1, st.units(0.25)))  # fmt: skip


def panel_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """A plate with an optional heading strip, its children inside."""
    pad_x, pad_y = (st.units(n / 2) for n in layer.style.get("pad", [5, 5]))
    edge = st.units(1) if "edge" in layer.style else 0
    head, head_px = _heading(layer, width - 2 * pad_x - edge, st)
    strip = "head" in layer.style
    inside = stack_block(
        replace(layer, kind="stack"), width - 2 * pad_x - edge, max(0, height - head_px - 2 * pad_y), st
    )
    if inside is None:
        return None
    block = Block(layer.id, width, max(height, inside.height + 2 * pad_y + head_px))
    block.parts.append(
        Plate(layer=layer.id, x=0, y=0, w=width, h=block.height, fill=st.maybe(layer, "fill"),
              line=st.maybe(layer, "line"), line_px=max(2, st.units(0.25)),
              radius=st.units(layer.style.get("radius", 2)),
              edge=st.maybe(layer, "edge"), edge_px=edge, head=st.maybe(layer, "head"), head_px=head_px if strip else 0)
    )  # fmt: skip
    if head is not None:
        block.place(pad_x + edge, (head_px - head.height) // 2 if strip else pad_y, head)
    block.place(pad_x + edge, pad_y + head_px, inside)
    return block


def _heading(layer: Layer, width: int, st: LayoutContext) -> tuple[Block | None, int]:
    """The heading's block and the height it takes (the strip's, where it has one)."""
    said = st.values.text(layer.slot) or layer.text
    if not said:
        return None, 0
    role = st.role(layer, "role", "panel_head")
    made = st.fit(said, role, st.fit_of(layer), width)
    icon = left = 0
    if "icon" in layer.style:
        made = st.fit(said, role, st.fit_of(layer), width - round(made.face.px * 1.15) - st.units(1.5))
        icon = round(made.face.px * 1.15)
        left = icon + st.units(1.5)
    block = Block(layer.id, width, made.height)
    if made.elided:
        leaf_text.note(block, layer, made, said)
    part = leaf_text.text_part(layer, made, left, 0, width - left, st)
    colour = st.colour(layer, "head_text", "panel_icon")
    block.parts.append(replace(part, colour=colour))
    if icon:
        top = made.rise - round(made.face.px * 0.36) - icon // 2
        block.parts.append(Icon(layer=layer.id, x=0, y=top, w=icon, h=icon, name=layer.style["icon"], colour=colour))
    return block, made.height + st.units(2.5 if "head" in layer.style else 1.75)


MEASURES: Mapping[str, Measure] = {
    "stack": stack_block,
    "row": row_block,
    "panel": panel_block,
    "text": leaf_text.text_block,
    "hotline": leaf_text.hotline_block,
    "contact": leaf_text.contact_block,
    "list": leaf_rows.list_block,
    "timeline": leaf_rows.timeline_block,
    "pairs": leaf_rows.pairs_block,
    "figures": leaf_rows.figures_block,
    "photo": draw.photo_block,
    "art": draw.art_block,
    "route": draw.route_block,
    "icon": draw.icon_block,
    "space": draw.space_block,
    "rule": draw.rule_block,
}
