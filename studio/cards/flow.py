"""Flowing layers inside an explicit box, at the largest text that fits.

Two numbers rule a whole box: the share of its texts and spacing, and that of its headline. Both grow together as far
as all fits, then the headline alone, then the rest alone. A panel is as high as its text; room that is left goes to
the flexible layers (photo, art, diagram, space). What has no room at the smallest size is never cut: pictures give way,
then a list says in how many items the rest is told, then a text says where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import replace

from studio.cards import draw, leaf_chart, leaf_day, leaf_level, leaf_rows, leaf_text
from studio.cards.draw import SCHEME
from studio.cards.layout_context import BARE, Block, LayoutContext
from studio.cards.leaf_text import counted
from studio.cards.scene import Cut, Plate
from studio.templates.layer_kinds import CONTAINERS, FLEXIBLE, LISTED
from studio.templates.layout import Layer

_STEPS = 16
EASY = 0.25
"""The share at which a composition still looks as it is meant to."""
_LEAST_ITEMS = 1
"""Items of a list that the photo of a wide card does not push out."""
Measure = Callable[[Layer, int, int, LayoutContext], Block | None]


def measure(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """Lay `layer` out in `width`, at least `height` tall where it can stretch. None: nothing to show."""
    if not st.shows(layer):
        return None
    if not st.draft:
        return MEASURES[layer.kind](layer, width, height, st)
    key = (layer.id, width, height, st.share, st.lead if layer.id in st.leading else 0, _less(layer, st))
    if key not in st.drafts:
        st.drafts[key] = MEASURES[layer.kind](layer, width, height, st)
    return st.drafts[key]


def _less(layer: Layer, st: LayoutContext) -> tuple[object, ...]:
    """What is left out and may change the draft of `layer`; one that holds no others knows its own alone."""
    if layer.kind in CONTAINERS:
        return (st.bare, st.tight, st.short, tuple(st.items.items()))
    bare = st.bare if layer.kind in FLEXIBLE else st.bare == BARE
    return (bare, layer.id in st.short, st.items.get(layer.id))


def has_content(layer: Layer, st: LayoutContext) -> bool:
    """Whether `layer` has anything to show in this setting."""
    if not st.shows(layer):
        return False
    if layer.kind in CONTAINERS:
        return any(has_content(child, st) for child in layer.children)
    if layer.kind == "photo":
        return st.photo or bool(st.scene) or "empty" in layer.style
    if layer.slot == SCHEME:
        return draw.drawn(layer, st)
    if layer.kind in FLEXIBLE:
        return layer.slot is None or bool(st.values.text(layer.slot))
    return bool(layer.text) or layer.slot is None or bool(st.values.text(layer.slot))


def briefly(layer: Layer, st: LayoutContext) -> LayoutContext:
    """`st` with as little text as a wide card with a photo may have: lists are told in their other words, or show
    their first item. Texts are told in full."""
    lists = [one for one in _all(layer, st) if one.kind in LISTED]
    short = frozenset(one.id for one in lists if "instead" in one.style)
    items = {
        one.id: min(_LEAST_ITEMS, counted(one, st)) for one in lists if "more" in one.style and one.id not in short
    }
    return st.told(short=short, items=items)


def fits(layer: Layer, width: int, height: int, st: LayoutContext, share: float, lead: float) -> bool:
    """Whether all is shown in the box at that share."""
    block = measure(layer, width, 0, replace(st, share=share, lead=lead, draft=True))
    return block is None or (block.height <= height and not block.over)


def solve(layer: Layer, width: int, height: int, st: LayoutContext) -> tuple[Block, bool]:
    """Lay a container out in a box. Returns the block and whether it fits at the smallest setting."""

    def suits(share: int, lead: int) -> bool:
        return fits(layer, width, height, st, share / _STEPS, lead / _STEPS)

    if suits(_STEPS, _STEPS):
        share = lead = _STEPS
    else:
        st = _shed(layer, width, height, replace(st, share=0.0, lead=0.0))
        share = lead = _highest(0, _STEPS, lambda at: suits(at, at))
        lead = _highest(lead, _STEPS, lambda at: suits(share, at))
        share = _highest(share, _STEPS, lambda at: suits(at, lead))
    at = replace(st, share=share / _STEPS, lead=lead / _STEPS)
    block = measure(layer, width, height, at) or Block(layer.id, width, height)
    while block.height > height and share + lead > 0:
        # Lines that were balanced may stand a pixel or two apart from those of the draft.
        share, lead = max(0, share - 1), max(0, lead - 1)
        at = replace(at, share=share / _STEPS, lead=lead / _STEPS)
        block = measure(layer, width, height, at) or block
    block.cuts += _untold(layer, at)
    return block, block.height <= height


def _highest(low: int, high: int, suits: Callable[[int], bool]) -> int:
    """The highest step that suits; `low` is taken to, `high` not to. Often there is no room for even one more."""
    if low + 1 < high and suits(low + 1):
        low += 1
    else:
        return low
    while low < high - 1:
        middle = (low + high) // 2
        if suits(middle):
            low = middle
        else:
            high = middle
    return low


def _shed(layer: Layer, width: int, height: int, st: LayoutContext) -> LayoutContext:
    """`st` with just so little that all of it fits: pictures go first, then lists, sources, items, texts.

    Nothing goes where it is enough that the number to call stands in its second place."""
    moved = st.told(tight=True)
    if (
        not _high_enough(layer, width, height, st)
        and any("tight" in one.style for one in _all(layer, st))
        and _high_enough(layer, width, height, moved)
    ):
        return moved
    tried, steps = st, (_barer, _shorter_lists, _sourceless, _fewer, _shorter, _emptier, _plainer)
    while not _high_enough(layer, width, height, tried):
        less = next((made for step in steps if (made := step(layer, tried)) is not None), None)
        if less is None:
            break
        tried = less
    return tried


def _barer(layer: Layer, st: LayoutContext) -> LayoutContext | None:
    """`st` with a strip of the pictures, then with none."""
    return st.told(bare=st.bare + 1) if st.bare < 2 else None


def _plainer(layer: Layer, st: LayoutContext) -> LayoutContext | None:
    """`st` without what a card can do without."""
    return st.told(bare=BARE) if st.bare < BARE else None


def _shorter_lists(layer: Layer, st: LayoutContext) -> LayoutContext | None:
    return _shorter(layer, st, LISTED)


def _sourceless(layer: Layer, st: LayoutContext) -> LayoutContext | None:
    """`st` without the note of who says it: it is in the post as well, and goes before an item does."""
    sources = {one.id for one in _all(layer, st) if "instead" in one.style and one.style.get("role") == "source"}
    return st.told(short=st.short | sources) if sources - st.short else None


def _emptier(layer: Layer, st: LayoutContext) -> LayoutContext | None:
    """`st` with none of the items of a list, the last list first."""
    lists = [
        one.id
        for one in _all(layer, st)
        if "more" in one.style and one.id not in st.short and st.items.get(one.id) != 0
    ]
    return st.told(items={**st.items, lists[-1]: 0}) if lists else None


def _high_enough(layer: Layer, width: int, height: int, st: LayoutContext) -> bool:
    """Whether the box is high enough; a text that is longer than its own limit is no matter of height."""
    block = measure(layer, width, 0, replace(st, draft=True))
    return block is None or block.height <= height


def _fewer(layer: Layer, st: LayoutContext) -> LayoutContext | None:
    """`st` with one item less of the list that has most, or None when each is down to one."""
    counts = {
        one.id: st.items.get(one.id, counted(one, st))
        for one in _all(layer, st)
        if "more" in one.style and one.id not in st.short
    }
    longest = max(counts, key=lambda name: counts[name], default=None)
    if longest is None or counts[longest] <= 1:
        return None
    return st.told(items={**st.items, longest: counts[longest] - 1})


def _shorter(layer: Layer, st: LayoutContext, kinds: Container[str] = ("text",)) -> LayoutContext | None:
    """`st` with one text less that has other words for such a case; the longest goes first."""
    said = {
        one.id: len(st.values.text(one.slot))
        for one in _all(layer, st)
        if "instead" in one.style and one.kind in kinds and one.id not in st.short
    }
    longest = max(said, key=lambda name: said[name], default=None)
    return st.told(short=st.short | {longest}) if longest else None


def _all(layer: Layer, st: LayoutContext) -> Iterator[Layer]:
    """Every layer inside that has something to show."""
    for child in layer.children:
        if has_content(child, st):
            yield child
            yield from _all(child, st)


def _untold(layer: Layer, st: LayoutContext) -> Iterator[Cut]:
    """What the card does not show, and says that it does not."""
    for one in _all(layer, st):
        slot = one.slot or ""
        if one.id in st.short:
            yield Cut(layer=one.id, slot=slot, said=st.values.text(slot))
        elif one.id in st.items:
            said = [": ".join(part for part in pair if part) for pair in st.values.pairs(slot)]
            yield from (
                Cut(layer=one.id, slot=slot, said=said[at], item=at + 1)
                for at in range(st.items[one.id], counted(one, st))
            )


def stack_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """Children under each other."""
    made = [(child, block) for child in layer.children if (block := measure(child, width, 0, st)) is not None]
    if not made:
        return None
    if height:
        made = _spread(made, height, width, st)
    gaps = _gaps(made, st)
    spare = max(0, height - _tall(made, gaps))
    block = Block(layer.id, width, 0)
    anchor = layer.style.get("anchor", "top")
    y = {"bottom": spare, "center": spare // 2}.get(anchor, 0)
    for (_, one), gap in zip(made, gaps, strict=True):
        y += gap
        block.place(0, y, one)
        y += one.height
    block.height = max(y, height) if anchor != "top" else y
    return block


def _tall(made: list[tuple[Layer, Block]], gaps: list[int]) -> int:
    return sum(block.height for _, block in made) + sum(gaps)


def _gaps(made: list[tuple[Layer, Block]], st: LayoutContext) -> list[int]:
    """Room above each block; none above the first that is seen, none around empty ones."""
    gaps, seen = [], False
    for layer, block in made:
        gaps.append(st.spacing(layer, "gap", "stretch") if seen and block.height else 0)
        seen = seen or block.height > 0
    return gaps


def _spread(made: list[tuple[Layer, Block]], height: int, width: int, st: LayoutContext) -> list[tuple[Layer, Block]]:
    """Give the room that is left of `height` to the flexible children in turn, spaces last and in equal shares."""
    spread = list(made)
    order = [at for at, (layer, _) in enumerate(made) if stretches(layer, st) and layer.kind != "space"]
    springs = [at for at, (layer, _) in enumerate(made) if layer.kind == "space"]
    for at in (*order, *springs):
        layer, block = spread[at]
        # A block that was empty brings the gap above it along.
        held = [*spread[:at], (layer, Block(layer.id, width, max(1, block.height))), *spread[at + 1 :]]
        spare = height - _tall(held, _gaps(held, st))
        if at in springs:
            spare = spare // (len(springs) - springs.index(at))
        most = st.units(layer.style["max"]) if "max" in layer.style and layer.kind != "art" else block.height + spare
        wanted = min(block.height + spare, max(most, block.height))
        if wanted > block.height and wanted >= st.units(layer.style.get("least", 0)):
            grown = measure(layer, width, wanted, st)
            if grown is not None:
                spread[at] = (layer, grown)
    return spread


def stretches(layer: Layer, st: LayoutContext) -> bool:
    """Whether a layer takes room that is left: a flexible one, or a container with one under each other, or beside
    others in a row that says up to what height."""
    if not has_content(layer, st):
        return False
    if layer.kind in CONTAINERS:
        upright = layer.kind != "row" or layer.style.get("turn") or "max" in layer.style
        return bool(upright) and any(stretches(child, st) for child in layer.children)
    return layer.kind in FLEXIBLE


def row_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """Children side by side, equally tall; under each other for ``turn``, or ``wrap`` where one is too narrow."""
    if layer.style.get("turn"):
        return stack_block(layer, width, height, st)
    children = [child for child in layer.children if has_content(child, st)]
    if not children:
        return None
    gap = st.units(layer.style.get("between", 2))
    widths = _widths(children, width - gap * (len(children) - 1), st)
    first = [measure(child, w, 0, st) for child, w in zip(children, widths, strict=True)]
    if layer.style.get("wrap") and (any(made.cramped for made in first if made) or _told_elsewhere(layer, st)):
        lines = [replace(child, style={**child.style, "align": "left"}) for child in children]
        return stack_block(replace(layer, children=tuple(lines)), width, height, st)
    tall = max([height, *(made.height for made in first if made)])
    block = Block(layer.id, width, tall)
    if st.draft:
        block.over += [cut for made in first if made for cut in made.over]
        return block
    align = layer.style.get("align", "")
    x = 0
    for child, w, made in zip(children, widths, first, strict=True):
        if not align:
            made = measure(child, w, tall, replace(st, origin=(st.origin[0] + x, st.origin[1])))
        if made is not None:
            spare = max(0, tall - made.height)
            block.place(x, {"center": spare // 2, "bottom": spare}.get(align, 0), made)
        x += w + gap
    return block


def _told_elsewhere(layer: Layer, st: LayoutContext) -> bool:
    """Whether something inside only says where it is told."""
    return any(one.id in st.short or st.items.get(one.id) == 0 for one in _all(layer, st))


def _widths(children: list[Layer], room: int, st: LayoutContext) -> list[int]:
    """What a tile takes, and for the others their share of the rest."""
    tiles = {
        child.id: block.width for child in children if child.kind == "day" and (block := measure(child, room, 0, st))
    }
    total = sum(child.style.get("weight", 1) for child in children if child.id not in tiles)
    rest = room - sum(tiles.values())
    return [tiles.get(child.id, rest * child.style.get("weight", 1) // max(1, total)) for child in children]


def panel_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """A plate with an optional heading, its children inside. One that bleeds reaches the edges of the card above it."""
    layer = _headed_inline(layer, st)
    pad_x, pad_y = (st.units(n / 2) for n in layer.style.get("pad", [0, 0]))
    edge = st.units(1) if "edge" in layer.style else 0
    head, head_px = _heading(layer, width - 2 * pad_x - edge, st)
    bleed = bool(layer.style.get("bleed"))
    top = 0 if bleed else pad_y
    inside = stack_block(layer, width - 2 * pad_x - edge, max(0, height - head_px - top - pad_y), st)
    if inside is None:
        return None
    block = Block(layer.id, width, max(height, inside.height + top + pad_y + head_px))
    x, y, w = (-st.origin[0], -st.origin[1], st.size.width) if bleed else (0, 0, width)
    if {"fill", "line", "edge"} & set(layer.style):
        block.parts.append(
            Plate(layer=layer.id, x=x, y=y, w=w, h=block.height - y, fill=st.maybe(layer, "fill"),
                  line=st.maybe(layer, "line"), line_px=max(2, st.units(0.25)), corners=st.corners(layer, 3),
                  edge=st.maybe(layer, "edge"), edge_px=edge)
        )  # fmt: skip
    if head is not None:
        block.place(pad_x + edge, top, head)
    block.place(pad_x + edge, top + head_px, inside)
    return block


def _headed_inline(layer: Layer, st: LayoutContext) -> Layer:
    """A panel whose heading stands in one line with where its list is told, or, where room is least, with its text.

    Words before a text that stand for the heading give way to those of the post."""
    said, only = st.values.text(layer.slot) or layer.text, layer.children[0]
    if layer.style.get("bare") and "prefix" in only.style and st.values.text(layer.slot):
        return replace(
            layer, children=(replace(only, style={**only.style, "prefix": f"{said}: "}), *layer.children[1:])
        )
    told = only.kind in LISTED and only.id in st.short
    least = only.kind == "text" and st.bare == BARE
    if not said or len(layer.children) != 1 or layer.style.get("bare") or not (told or least):
        return layer
    words = {"instead": f"{said}: {only.style['instead']}"} if told else {"prefix": f"{said}: "}
    return replace(layer, children=(replace(only, style={**only.style, **words}),), style={**layer.style, "bare": True})


def _heading(layer: Layer, width: int, st: LayoutContext) -> tuple[Block | None, int]:
    """The heading's block and the height it takes."""
    said = st.values.text(layer.slot) or layer.text
    shown = [child for child in layer.children if has_content(child, st)]
    if not said or layer.style.get("bare") or not shown or all(st.items.get(child.id) == 0 for child in shown):
        return None, 0
    if st.bare == BARE and all(child.id in st.short for child in shown):
        return None, 0
    heading = Layer(
        id=f"{layer.id}_head",
        kind="text",
        slot=layer.slot,
        text=layer.text,
        style={
            "role": layer.style.get("role", "panel_head"),
            "colour": layer.style.get("head_text", "panel_icon"),
            **({"icon": layer.style["icon"]} if "icon" in layer.style else {}),
        },
    )
    block = leaf_text.text_block(heading, width, 0, st)
    return block, block.height + st.units(1.5) if block else 0


def listed(plain: Measure) -> Measure:
    """A list that says after its last item how many there are, where it has no room for all."""

    def block_of(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
        shown = st.items.get(layer.id)
        if layer.id in st.short:
            return leaf_text.note_block(layer, layer.style["instead"], width, counted(layer, st), st)
        if shown == 0:
            return leaf_text.note_block(layer, layer.style["more"], width, counted(layer, st), st)
        made = plain(layer, width, height, st)
        if shown is None or made is None:
            return made
        return leaf_text.with_note(made, layer, width, counted(layer, st), st)

    return block_of


_LISTS: Mapping[str, Measure] = {
    "list": leaf_rows.list_block,
    "timeline": leaf_rows.timeline_block,
    "pairs": leaf_rows.pairs_block,
    "figures": leaf_rows.figures_block,
}
MEASURES: Mapping[str, Measure] = {
    "stack": stack_block,
    "row": row_block,
    "panel": panel_block,
    "text": leaf_text.text_block,
    "contact": leaf_text.contact_block,
    "day": leaf_day.day_block,
    "chart": leaf_chart.chart_block,
    "level": leaf_level.level_block,
    "photo": draw.photo_block,
    "art": draw.art_block,
    "route": draw.route_block,
    "icon": draw.icon_block,
    "space": draw.space_block,
    **{kind: listed(_LISTS[kind]) for kind in LISTED},
}
