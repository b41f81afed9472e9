"""Text layers: plain, on a plate, as a flag; and the big hotline and the footer's contact."""

from __future__ import annotations

from dataclasses import replace

from studio.cards.scene import Cut, Disc, Icon, Plate, Stroke, TextPart
from studio.cards.setting import Block, LayoutContext
from studio.cards.typeset import SetText
from studio.cards.values import Pairs
from studio.templates.layout import Layer
from studio.text import length

DECORATION = frozenset({"kicker", "page", "unit"})
"""Slots that a card can do without: its marks of kind and order, and the unit's name, which its header shows whole."""


def text_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """A text, with an optional plate, icon, flag or strike."""
    said = st.values.text(layer.slot) or layer.text
    if not said:
        return None
    said = layer.style.get("prefix", "") + st.broken(layer, said)
    plated = bool({"fill", "line", "edge"} & set(layer.style))
    pad_x, pad_y = (st.units(n / 2) for n in layer.style.get("pad", [4, 2] if plated else [0, 0]))
    icon = layer.style.get("icon")
    # A flag comes in from the card's edge, so that its text stands on the margin; paper keeps off the edge.
    flag = bool(layer.style.get("flag"))
    reach = st.size.margin if flag and st.size.scheme == "screen" else 0
    left = 0 if reach else pad_x
    made, icon_px = _set_beside_icon(layer, said, width - left - pad_x, st, bool(icon))
    lead = icon_px + round(icon_px * 0.45) if icon else 0
    inner = made.width if plated and (flag or layer.style.get("align") != "fill") else width - left - pad_x - lead
    block = Block(layer.id, width, made.height + 2 * pad_y)
    note(block, layer, made, said)
    if plated:
        block.parts.append(_plate(layer, inner + lead + left + pad_x, block.height, st, reach))
    if icon:
        first = pad_y + made.rise - round(made.face.px * 0.37) - icon_px // 2
        colour = st.colour(layer, "icon_colour", layer.style.get("colour", st.role(layer).colour))
        block.parts.append(Icon(layer=layer.id, x=left, y=first, w=icon_px, h=icon_px, name=str(icon), colour=colour))
    block.parts.append(text_part(layer, made, left + lead, pad_y, inner if not plated else max(inner, made.width), st))
    return block


def _set_beside_icon(layer: Layer, said: str, width: int, st: LayoutContext, icon: bool) -> tuple[SetText, int]:
    role, fit = st.role(layer), st.fit_of(layer)
    made = st.fit(said, role, fit, width, layer)
    if not icon:
        return made, 0
    # The icon grows with the text, so its room is known only after a first setting.
    reserve = round(made.face.px * 1.6)
    made = st.fit(said, role, fit, width - reserve, layer)
    return made, round(made.face.px * 1.1)


def text_part(layer: Layer, made: SetText, x: int, y: int, width: int, st: LayoutContext, **more: object) -> TextPart:
    """`made` as a part in the layer's colour and alignment."""
    colour = st.colour(layer, "colour", st.role(layer).colour)
    align = layer.style.get("align")
    return TextPart(
        layer=layer.id, x=x, y=y, w=width, h=made.height, text=made, colour=colour, slot=layer.slot or "",
        centred=align == "center", right=align == "right", strike=st.maybe(layer, "strike"),
    )  # fmt: skip


def note(block: Block, layer: Layer, made: SetText, said: str, *, item: int = 0, decoration: bool = False) -> None:
    """Carry what happened to a text over to the report; `item` is its number in a list."""
    if not (made.over or made.elided):
        return
    slot = layer.slot or ""
    kept = length(" ".join(made.lines).rstrip("…")) if made.elided else length(said)
    cut = Cut(layer=layer.id, slot=slot, said=said, kept=kept, item=item, decoration=decoration or slot in DECORATION)
    (block.over if made.over else block.cuts).append(cut)


def _plate(layer: Layer, width: int, height: int, st: LayoutContext, reach: int) -> Plate:
    """The text's plate; a flag's comes from `reach` pixels left of the margin and ends slanting."""
    flag = bool(layer.style.get("flag"))
    return Plate(
        layer=layer.id, x=-reach, y=0, w=width + reach + (st.units(2) if flag else 0), h=height,
        fill=st.maybe(layer, "fill"), line=st.maybe(layer, "line"), line_px=max(2, st.units(0.3)),
        radius=0 if flag else st.units(layer.style.get("radius", 1)), flag=flag,
        edge=st.maybe(layer, "edge"), edge_px=st.units(0.75),
    )  # fmt: skip


_LABEL_LINES = 2
"""Lines that say whose number it is."""


def hotline_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """A bar with the numbers to call; more than three of them in two rows."""
    contacts = st.values.contacts(layer.slot)
    if not contacts:
        return None
    pad, disc = st.units(2.5), st.units(8)
    left = pad + disc + st.units(2)
    columns = len(contacts) if len(contacts) <= _ABREAST else -(-len(contacts) // 2)
    cell = (width - left - pad) // columns
    sets = _numbers(layer, contacts, cell - st.units(2), st)
    labels = max(label.height if label else 0 for label, _ in sets)
    tall, gap = labels + max(phone.height for _, phone in sets), st.units(1.5)
    rows = -(-len(sets) // columns)
    inner = rows * tall + (rows - 1) * gap
    block = Block(layer.id, width, max(height, inner + 2 * gap, disc + 2 * gap))
    colour = st.colour(layer, "colour", "on_accent")
    block.parts += [
        Plate(layer=layer.id, x=0, y=0, w=width, h=block.height, fill=st.maybe(layer, "fill"),
              radius=st.units(layer.style.get("radius", 2))),
        Disc(layer=layer.id, x=pad, y=(block.height - disc) // 2, w=disc, h=disc, fill=colour),
        Icon(layer=layer.id, x=pad + disc // 4, y=(block.height - disc) // 2 + disc // 4, w=disc // 2, h=disc // 2,
             name=layer.style.get("icon", "phone"), colour=st.colour(layer, "fill", "accent")),
    ]  # fmt: skip
    faint = st.colour(layer, "colour", "on_accent")
    faint.setAlphaF(0.4)
    for at, ((label, phone), (named, number)) in enumerate(zip(sets, contacts, strict=True)):
        row, column = divmod(at, columns)
        x, y = left + column * cell, (block.height - inner) // 2 + row * (tall + gap)
        if column:
            block.parts.append(
                Stroke(layer=layer.id, x=x - st.units(1.5), y=y, w=2, h=tall, points=((0, 0), (0, tall)),
                       colour=faint, px=2)
            )  # fmt: skip
        if label:
            block.parts.append(_line(layer, label, x, y + labels - label.height, cell, st))
            note(block, layer, label, named, item=at + 1)
        block.parts.append(_line(layer, phone, x, y + labels, cell, st))
        note(block, layer, phone, number, item=at + 1)
    return block


_ABREAST = 3
_CLOSE = 106
"""Hundredths of an em from line to line where only digits stand on it."""
_LEAST_LABEL = 4
"""Letters' heights below which a label beside its number is no more than a dash."""
_Numbers = list[tuple[SetText | None, SetText]]


def _numbers(layer: Layer, contacts: Pairs, width: int, st: LayoutContext) -> _Numbers:
    """Labels, and numbers in the one size that suits each of them."""
    role, small, fit = st.role(layer, "role", "phone"), st.role(layer, "label_role", "label"), st.fit_of(layer)
    smallest = min(st.fit(phone, role, fit, width).face.px for _, phone in contacts)
    alike = replace(fit, max_px=smallest)
    return [
        (
            st.setter.set(label, small, st.small(), width, _LABEL_LINES) if label else None,
            st.fit(phone, role, alike, width),
        )
        for label, phone in contacts
    ]


def _line(layer: Layer, made: SetText, x: int, y: int, width: int, st: LayoutContext) -> TextPart:
    return TextPart(
        layer=layer.id, x=x, y=y, w=width, h=made.height, text=made, colour=st.colour(layer, "colour", "on_accent"),
        slot=layer.slot or "",
    )  # fmt: skip


def contact_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """The footer's contact: a disc with a phone, the label, the number; or several numbers under each other."""
    contacts = st.values.contacts(layer.slot)
    if not contacts:
        return None
    disc = st.units(8)
    left = disc + st.units(2)
    held = (_one_contact if len(contacts) == 1 else _several)(layer, contacts, width - left, st)
    block = Block(layer.id, left + held.width, max(height, held.height, disc))
    mid = (block.height - disc) // 2
    block.parts += [
        Disc(layer=layer.id, x=0, y=mid, w=disc, h=disc, fill=st.colour(layer, "icon_fill", "rule")),
        Icon(layer=layer.id, x=disc // 4, y=mid + disc // 4, w=disc // 2, h=disc // 2, name="phone",
             colour=st.colour(layer, "icon_colour", "band")),
    ]  # fmt: skip
    block.place(left, (block.height - held.height) // 2, held)
    return block


def _one_contact(layer: Layer, contacts: Pairs, width: int, st: LayoutContext) -> Block:
    """The label over its number; a label of two lines leaves the number a size less."""
    label, phone = contacts[0]
    role, fit = st.role(layer, "role", "phone"), st.fit_of(layer)
    head = st.setter.set(label, st.role(layer, "label_role", "label"), st.small(), width, _LABEL_LINES)
    if label and len(head.lines) > 1:
        fit = replace(fit, max_px=max(fit.min_px, min(fit.max_px, st.size.scale["body"])))
    number = st.fit(phone, role, fit, width)
    block = Block(layer.id, max(number.width, head.width), number.height + (head.height if label else 0))
    if label:
        block.parts.append(_label(layer, head, 0, 0, width, st))
        note(block, layer, head, label, decoration=True)
    block.parts.append(_phone(layer, number, 0, block.height - number.height, width, st))
    note(block, layer, number, phone)
    return block


def _several(layer: Layer, contacts: Pairs, width: int, st: LayoutContext) -> Block:
    """Each number on a line of its own, its label behind it; more than three stand closer, without labels."""
    role, small, gap = st.role(layer, "role", "phone"), st.role(layer, "label_role", "label"), st.units(1.5)
    close = len(contacts) > _ABREAST
    wide = [
        len(contacts) < _ABREAST and st.setter.set(phone, role, st.size.scale["body"], width) for _, phone in contacts
    ]
    px = st.size.scale["body"] if all(made and len(made.lines) == 1 for made in wide) else st.small()
    leading = round(px * (_CLOSE if close else max(role.leading, small.leading)) / 100)
    block = Block(layer.id, width, 0)
    for at, (label, phone) in enumerate(contacts):
        number = st.setter.set(phone, role, px, width)
        y, x = at * leading, number.width + gap
        block.parts.append(_phone(layer, number, 0, y, number.width, st))
        head = st.setter.set(label, small, st.small(), max(1, width - x), 1)
        if label and (close or width - x < _LEAST_LABEL * px):
            block.cuts.append(Cut(layer=layer.id, slot=layer.slot or "", said=label, item=at + 1, decoration=True))
        elif label:
            block.parts.append(_label(layer, head, x, y + number.rise - head.rise, width - x, st))
            note(block, layer, head, label, item=at + 1, decoration=True)
        block.height = y + number.height
    return block


def _label(layer: Layer, made: SetText, x: int, y: int, width: int, st: LayoutContext) -> TextPart:
    return replace(_line(layer, made, x, y, width, st), colour=st.colour(layer, "label_colour", "band_muted"))


def _phone(layer: Layer, made: SetText, x: int, y: int, width: int, st: LayoutContext) -> TextPart:
    return replace(_line(layer, made, x, y, width, st), colour=st.colour(layer, "colour", "band_text"))
