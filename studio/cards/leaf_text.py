"""Text layers: plain, on a plate, as a chip; the lockup of badge and name; the pill with the number to call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby

from studio.cards.layout_context import BARE, Block, LayoutContext
from studio.cards.scene import BadgePart, Corners, Cut, Disc, Icon, Plate, SceneItem, TextPart
from studio.cards.typeset import SetText
from studio.cards.values import Pairs, wording
from studio.templates.layout import Box, Layer, TextFit

_ALIKE = 3
"""Of so many words of a wrong sentence one is right at least, or none of them is struck."""
DECORATION = frozenset({"kicker", "page", "unit"})
"""Slots that a card can do without: its marks of kind and order, and the unit's name."""


def counted(layer: Layer, st: LayoutContext) -> int:
    """How many items a list has."""
    return len(st.values.items(layer.slot) if layer.kind == "list" else st.values.pairs(layer.slot))


def taken(layer: Layer, st: LayoutContext) -> Pairs:
    """Those that there is room for, as pairs; an item of a list has no label."""
    if layer.kind == "list":
        every: Pairs = tuple(("", item) for item in st.values.items(layer.slot))
    else:
        every = st.values.pairs(layer.slot)
    return every[: st.items.get(layer.id, len(every))]


def with_note(made: Block, layer: Layer, width: int, count: int, st: LayoutContext) -> Block:
    """A list with a line under it that says how many items it has, and where they all are."""
    note = note_block(layer, layer.style["more"], width, count, st)
    block = Block(layer.id, width, made.height + st.units(2) + note.height)
    block.place(0, 0, made)
    block.place(0, block.height - note.height, note)
    return block


def note_block(layer: Layer, words: str, width: int, count: int, st: LayoutContext) -> Block:
    """Where a reader finds what the card has no room for."""
    made = st.typesetter.set(wording(words.replace("{n}", str(count))), st.roles["source"], st.small(), width)
    block = Block(layer.id, width, made.height)
    colour = st.colour(layer, "colour", "text") if layer.kind in ("list", "timeline") else st.palette("muted")
    block.parts.append(TextPart(layer=layer.id, x=0, y=0, w=width, h=made.height, text=made, colour=colour))
    return block


def text_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """A text, with an optional plate and icon."""
    said = st.values.text(layer.slot) or layer.text
    if not said or (st.bare == BARE and layer.style.get("spare")):
        return None
    said = layer.style.get("prefix", "") + st.broken(layer, said) + layer.style.get("suffix", "")
    role, fit = st.role(layer), st.fit_of(layer)
    if layer.id in st.short:
        said, role = wording(layer.style["instead"]), st.roles["source"]
        fit = replace(fit, min_px=st.small(), max_px=st.small())
    plated = bool({"fill", "line", "edge"} & set(layer.style))
    pad_x, pad_y = (st.units(n / 2) for n in layer.style.get("pad", [0, 0]))
    name = layer.style.get("icon")
    icon = st.layout.art if name == "art" else name
    made = st.fit(said, role, fit, width - 2 * pad_x)
    icon_px = 0
    if icon:
        # The icon grows with the text, so its room is known only after a first setting.
        made = st.fit(said, role, fit, width - 2 * pad_x - round(made.face.px * 1.6))
        icon_px = round(made.face.px * 1.15)
    lead = icon_px + round(icon_px * 0.38) if icon else 0
    inner = made.width if plated else width - 2 * pad_x - lead
    # A plate hugs its text, and stands at the side to which the text is aligned.
    left = width - inner - lead - 2 * pad_x if plated and layer.style.get("align") == "right" else 0
    block = Block(layer.id, width, made.height + 2 * pad_y)
    note(block, layer, made, said)
    if plated:
        block.parts.append(
            Plate(layer=layer.id, x=left, y=0, w=inner + lead + 2 * pad_x, h=block.height, fill=st.maybe(layer, "fill"),
                  line=st.maybe(layer, "line"), line_px=max(2, st.units(0.3)), corners=st.corners(layer, 1),
                  edge=st.maybe(layer, "edge"), edge_px=st.units(0.75))
        )  # fmt: skip
    if icon:
        first = pad_y + made.rise - round(made.face.px * 0.36) - icon_px // 2
        colour = st.colour(layer, "icon_colour", layer.style.get("colour", role.colour))
        block.parts.append(
            Icon(layer=layer.id, x=left + pad_x, y=first, w=icon_px, h=icon_px, name=icon, colour=colour)
        )
    block.parts.append(text_part(layer, made, left + pad_x + lead, pad_y, inner, st))
    return block


def text_part(layer: Layer, made: SetText, x: int, y: int, width: int, st: LayoutContext) -> TextPart:
    """`made` as a part in the layer's colour and alignment."""
    colour = st.colour(layer, "colour", st.role(layer).colour)
    align = layer.style.get("align")
    return TextPart(
        layer=layer.id, x=x, y=y, w=width, h=made.height, text=made, colour=colour, slot=layer.slot or "",
        centred=align == "center", right=align == "right",
        struck=tuple(_struck(layer, made, st)) if "unlike" in layer.style and layer.id not in st.short else (),
    )  # fmt: skip


def _struck(layer: Layer, made: SetText, st: LayoutContext) -> Iterator[tuple[int, int, int]]:
    """Line, begin and end of the words that the text of the slot `unlike` has otherwise; none where it has hardly one
    of them: a text that is struck as a whole is hard to read and says no more than its heading."""
    said, right = (wording(st.values.text(slot)).split(" ") for slot in (layer.slot, layer.style["unlike"]))
    places = [(at, n, line.split(" ")) for at, line in enumerate(made.lines) for n in range(line.count(" ") + 1)]
    before = len(places) - len(said)
    matched = SequenceMatcher(None, [_bare(word) for word in said], [_bare(word) for word in right], autojunk=False)
    if sum(block.size for block in matched.get_matching_blocks()) * _ALIKE < len(said):
        return
    metrics = st.typesetter.fonts.metrics(made.face)
    for kind, first, last, _, _ in matched.get_opcodes():
        if kind in ("equal", "insert") or before < 0:
            continue
        for line, run in groupby(places[before + first : before + last], key=lambda place: place[0]):
            on_line = list(run)
            words, begin, end = on_line[0][2], on_line[0][1], on_line[-1][1] + 1
            ahead = round(metrics.horizontalAdvance(" ".join([*words[:begin], ""])))
            yield line, ahead, ahead + round(metrics.horizontalAdvance(" ".join(words[begin:end])))


def _bare(word: str) -> str:
    """A word without the signs around it."""
    return word.strip(".,;:!?“”").casefold()


def note(block: Block, layer: Layer, made: SetText, said: str, *, item: int = 0) -> None:
    """Carry over to the report that a text is too long; `item` is its number in a list."""
    if made.over:
        slot = layer.slot or ""
        block.over.append(Cut(layer=layer.id, slot=slot, said=said, item=item, decoration=slot in DECORATION))


def lockup(layer: Layer, box: Box, st: LayoutContext) -> list[SceneItem]:
    """Badge and name of the unit; with a fill on a tab that comes in from the card's corner, as wide as the name."""
    px, gap = st.units(layer.style.get("badge", 7)), st.units(2)
    left = box.x + (px + gap) * (2 if st.logo else 1)
    room = box.x + box.w - left
    said = st.values.text(layer.slot)
    made = st.fit(said, st.role(layer, "role", "unit"), st.fit_of(layer), room)
    brief = st.values.text("unit_short")
    if brief and made.over:
        made = st.fit(brief, st.role(layer, "role", "unit"), st.fit_of(layer), room)
    tall = max(px, made.height)
    y = box.y + (px - tall) // 2
    parts: list[SceneItem] = []
    fill = st.maybe(layer, "fill")
    if fill is not None:
        pad_x, pad_y = (st.units(n / 2) for n in layer.style.get("pad", [9, 5]))
        top = 0 if box.y <= 2 * pad_y else y - pad_y
        _, upper, lower, _ = st.corners(layer)
        corners: Corners = (0, upper if top else 0, lower, 0)
        parts.append(
            Plate(layer=layer.id, x=0, y=top, w=left + made.width + pad_x, h=y + tall + pad_y - top, fill=fill,
                  corners=corners)
        )  # fmt: skip
    parts.append(BadgePart(layer="badge", x=box.x, y=box.y, w=px, h=px))
    if st.logo:
        parts.append(BadgePart(layer="logo", x=box.x + px + gap, y=box.y, w=px, h=px, logo=st.logo))
    parts.append(
        TextPart(layer=layer.id, x=left, y=y + (tall - made.height) // 2, w=made.width, h=made.height, text=made,
                 colour=st.colour(layer, "colour", "text"), slot=layer.slot or "")
    )  # fmt: skip
    return parts


_LABEL_LINES, _MOST_LINES = 2, 9
"""Lines that say whose number it is, and those of a label that no width makes shorter."""
_ABREAST = 3
_SEVERAL = 0.8
"""How large the numbers are where there are several."""


def contact_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """A pill with a phone, the label and the number; several numbers beside each other, or each on a line."""
    contacts = st.values.contacts(layer.slot)
    if not contacts:
        return None
    small = bool(layer.style.get("inline"))
    disc, pad, gap = st.units(10 if small else 9), st.units(1.6), st.units(2.4)
    room = width - disc - pad - gap - st.units(4.5)
    if st.bare == BARE:
        held: Block | None = _numbers_alone(layer, contacts, room, st)
    else:
        held = _abreast(layer, contacts, room, st)
    cramped = not small and (held is None or held.cramped)
    if held is None:
        held = _rows(layer, contacts, room, st)
    block = Block(layer.id, width, max(disc, held.height) + 2 * pad, cramped=cramped)
    wide = pad + disc + gap + held.width + st.units(4.5)
    fill, colour = st.colour(layer, "fill", "pill"), st.colour(layer, "colour", "on_pill")
    radius = min(block.height // 2, (disc + 2 * pad) * 3 // 4)
    mid = (block.height - disc) // 2
    off = round(disc * 0.23)
    block.parts += [
        Plate(layer=layer.id, x=0, y=0, w=min(width, wide), h=block.height, fill=fill, corners=(radius,) * 4),
        Disc(layer=layer.id, x=pad, y=mid, w=disc, h=disc, fill=colour),
        Icon(layer=layer.id, x=pad + off, y=mid + off, w=disc - 2 * off, h=disc - 2 * off, name="phone", colour=fill),
    ]  # fmt: skip
    block.place(pad + disc + gap, (block.height - held.height) // 2, held)
    return block


def _abreast(layer: Layer, contacts: Pairs, room: int, st: LayoutContext) -> Block | None:
    """Up to three numbers side by side, each under its label or, inline, behind it; None where they are too wide."""
    if len(contacts) > _ABREAST:
        return None
    inline, gap = bool(layer.style.get("inline")), st.units(4)
    cells = [_cell(layer, pair, room, st, inline=inline, alone=len(contacts) == 1) for pair in contacts]
    if sum(cell.width for cell in cells) + gap * (len(cells) - 1) > room:
        return None
    block = Block(layer.id, 0, max(cell.height for cell in cells), cramped=any(cell.cramped for cell in cells))
    for cell in cells:
        block.place(block.width, block.height - cell.height, cell)
        block.width += cell.width + gap
    block.width -= gap
    return block


def _cell(
    layer: Layer, pair: tuple[str, str], room: int, st: LayoutContext, *, inline: bool, alone: bool = True
) -> Block:
    """A number and its label, in one line where it fits; beside others it is smaller, its label in two lines."""
    label, phone = pair
    fit = st.fit_of(layer)
    if not alone:
        fit = replace(fit, max_px=max(fit.min_px, round(fit.max_px * _SEVERAL)))
    number = st.fit(phone, st.role(layer, "role", "phone"), fit, room)
    inline = inline and alone
    if not alone and label:
        room = max(number.width, _half(label, layer, st))
    head = _label(layer, label, room, st)
    beside = inline and head is not None and len(head.lines) == 1 and head.width + st.units(2.5) + number.width <= room
    block = Block(layer.id, max(number.width, head.width if head else 0), number.height)
    if head is None:
        block.parts.append(_line(layer, number, 0, 0, st))
    elif beside:
        base = max(number.rise, head.rise)
        block.width = head.width + st.units(2.5) + number.width
        block.parts += [
            _line(layer, head, 0, base - head.rise, st),
            _line(layer, number, head.width + st.units(2.5), base - number.rise, st),
        ]  # fmt: skip
    else:
        block.height += head.height
        block.parts += [_line(layer, head, 0, 0, st), _line(layer, number, 0, head.height, st)]
    block.cramped = head is not None and len(head.lines) > _LABEL_LINES
    note(block, layer, number, phone)
    return block


def _rows(layer: Layer, contacts: Pairs, room: int, st: LayoutContext) -> Block:
    """Each number on a line of its own, its label behind it; a single one under its label."""
    if len(contacts) == 1:
        return _cell(layer, contacts[0], room, st, inline=False)
    fit = st.fit_of(layer)
    large = _lines_of(layer, contacts, room, max(fit.min_px, round(fit.max_px * _SEVERAL)), st)
    small = _lines_of(layer, contacts, room, fit.min_px, st)
    return small if large.cramped or _line_count(large) > _line_count(small) else large


def _line_count(block: Block) -> int:
    return sum(len(part.text.lines) for part in block.parts if isinstance(part, TextPart))


def _lines_of(layer: Layer, contacts: Pairs, room: int, px: int, st: LayoutContext) -> Block:
    """Each number at `px`; cramped where that leaves a label too little room."""
    role, gap = st.role(layer, "role", "phone"), st.units(2)
    numbers = [st.typesetter.set(phone, role, px, room) for _, phone in contacts]
    left = max(number.width for number in numbers) + gap
    block = Block(layer.id, left, 0)
    for (label, _), number in zip(contacts, numbers, strict=True):
        x = left
        head = _label(layer, label, room - x, st)
        if head and len(head.lines) > 1:
            # Behind a short number there is more room than in the column.
            closer = _label(layer, label, room - number.width - gap, st)
            if closer and len(closer.lines) < len(head.lines):
                head, x = closer, number.width + gap
        above = _label(layer, label, room, st)
        if head and above and len(head.lines) > _LABEL_LINES and above.height + number.height <= head.height:
            block.parts.append(_line(layer, above, 0, block.height, st))
            block.parts.append(_line(layer, number, 0, block.height + above.height, st))
            block.height += above.height + number.height + st.units(0.5)
            block.width = max(block.width, above.width)
            continue
        tall = max(number.height, head.height if head else 0)
        block.parts.append(_line(layer, number, 0, block.height + (tall - number.height) // 2, st))
        if head:
            block.parts.append(_line(layer, head, x, block.height + (tall - head.height) // 2, st))
            block.width = max(block.width, x + head.width)
            block.cramped = block.cramped or head.broken or len(head.lines) > _LABEL_LINES
        block.height += tall + st.units(0.5)
    return block


def _label(layer: Layer, label: str, room: int, st: LayoutContext) -> SetText | None:
    return st.fit(label, st.role(layer, "label_role", "label"), _small(layer, st), room) if label else None


def _numbers_alone(layer: Layer, contacts: Pairs, room: int, st: LayoutContext) -> Block:
    """The numbers in a row, where there is no room to say whose they are."""
    role, gap = st.role(layer, "role", "phone"), st.units(4)
    block = Block(layer.id, 0, 0)
    x = 0
    for _, phone in contacts:
        made = st.typesetter.set(phone, role, st.size.scale["body"], room)
        if x and x + made.width > room:
            x = 0
        y = block.height if not x else block.height - made.height
        block.parts.append(_line(layer, made, x, y, st))
        x += made.width + gap
        block.width, block.height = max(block.width, x - gap), y + made.height
    block.cuts += [
        Cut(layer=layer.id, slot=layer.slot or "", said=label, item=at, decoration=True)
        for at, (label, _) in enumerate(contacts, 1)
        if label
    ]
    return block


def _half(label: str, layer: Layer, st: LayoutContext) -> int:
    """Pixels in which a label takes two lines."""
    role, px = st.role(layer, "label_role", "label"), st.size.scale["label"]
    wide = st.typesetter.set(label, role, px, 10_000).width
    return wide if wide < 9 * px else round(wide * 0.62)


def _small(layer: Layer, st: LayoutContext) -> TextFit:
    """The limits of a label: it does not shrink."""
    px = st.size.scale["label"]
    return TextFit(max_px=px, min_px=px, max_lines=_MOST_LINES)


def _line(layer: Layer, made: SetText, x: int, y: int, st: LayoutContext) -> TextPart:
    return TextPart(
        layer=layer.id, x=x, y=y, w=made.width, h=made.height, text=made, colour=st.colour(layer, "colour", "on_pill"),
        slot=layer.slot or "",
    )  # fmt: skip
