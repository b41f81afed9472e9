"""Text layers: plain, on a plate, as a flag; and the big hotline and the footer's contact."""

from __future__ import annotations

from dataclasses import replace

from studio.cards.block import Block
from studio.cards.scene import Disc, Icon, Plate, Stroke, TextPart
from studio.cards.setting import Setting
from studio.cards.typeset import SetText
from studio.templates.layout import Layer, TextFit


def text_block(layer: Layer, width: int, height: int, st: Setting) -> Block | None:
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
    note(block, layer, made)
    if plated:
        block.parts.append(_plate(layer, inner + lead + left + pad_x, block.height, st, reach))
    if icon:
        first = pad_y + made.rise - round(made.face.px * 0.37) - icon_px // 2
        colour = st.colour(layer, "icon_colour", layer.style.get("colour", st.role(layer).colour))
        block.parts.append(Icon(layer=layer.id, x=left, y=first, w=icon_px, h=icon_px, name=str(icon), colour=colour))
    block.parts.append(text_part(layer, made, left + lead, pad_y, inner if not plated else max(inner, made.width), st))
    return block


def _set_beside_icon(layer: Layer, said: str, width: int, st: Setting, icon: bool) -> tuple[SetText, int]:
    role, fit = st.role(layer), st.fit_of(layer)
    made = st.fit(said, role, fit, width, layer)
    if not icon:
        return made, 0
    # The icon grows with the text, so its room is known only after a first setting.
    reserve = round(made.face.px * 1.6)
    made = st.fit(said, role, fit, width - reserve, layer)
    return made, round(made.face.px * 1.1)


def text_part(layer: Layer, made: SetText, x: int, y: int, width: int, st: Setting, **more: object) -> TextPart:
    """`made` as a part in the layer's colour and alignment."""
    colour = st.colour(layer, "colour", st.role(layer).colour)
    align = layer.style.get("align")
    return TextPart(
        layer=layer.id, x=x, y=y, w=width, h=made.height, text=made, colour=colour, slot=layer.slot or "",
        centred=align == "center", right=align == "right", strike=st.maybe(layer, "strike"),
    )  # fmt: skip


def note(block: Block, layer: Layer, made: SetText) -> None:
    """Carry what happened to a text over to the report."""
    if made.over:
        block.over.append(layer.id)
    if made.elided:
        block.elided.append(layer.id)


def _plate(layer: Layer, width: int, height: int, st: Setting, reach: int) -> Plate:
    """The text's plate; a flag's comes from `reach` pixels left of the margin and ends slanting."""
    flag = bool(layer.style.get("flag"))
    return Plate(
        layer=layer.id, x=-reach, y=0, w=width + reach + (st.units(2) if flag else 0), h=height,
        fill=st.maybe(layer, "fill"), line=st.maybe(layer, "line"), line_px=max(2, st.units(0.3)),
        radius=0 if flag else st.units(layer.style.get("radius", 1)), flag=flag,
        edge=st.maybe(layer, "edge"), edge_px=st.units(0.75),
    )  # fmt: skip


def hotline_block(layer: Layer, width: int, height: int, st: Setting) -> Block | None:
    """A bar with the numbers to call, as large as three of them allow."""
    contacts = st.values.contacts(layer.slot)[:3]
    if not contacts:
        return None
    pad, disc = st.units(2.5), st.units(8)
    block = Block(layer.id, width, 0)
    left = pad + disc + st.units(2)
    cell = (width - left - pad) // len(contacts)
    fit = st.fit_of(layer)
    sets = [_number(layer, label, phone, cell - st.units(2), fit, st) for label, phone in contacts]
    smallest = min(phone.face.px for _, phone in sets)
    sets = [
        _number(layer, label, phone, cell - st.units(2), replace(fit, max_px=smallest), st) for label, phone in contacts
    ]
    tallest = max((label.height if label else 0) + phone.height for label, phone in sets)
    block.height = max(height, tallest + 2 * st.units(1.5), disc + 2 * st.units(1.5))
    colour = st.colour(layer, "colour", "on_accent")
    block.parts += [
        Plate(layer=layer.id, x=0, y=0, w=width, h=block.height, fill=st.maybe(layer, "fill"),
              radius=st.units(layer.style.get("radius", 2))),
        Disc(layer=layer.id, x=pad, y=(block.height - disc) // 2, w=disc, h=disc, fill=colour),
        Icon(layer=layer.id, x=pad + disc // 4, y=(block.height - disc) // 2 + disc // 4, w=disc // 2, h=disc // 2,
             name=layer.style.get("icon", "phone"), colour=st.colour(layer, "fill", "accent")),
    ]  # fmt: skip
    for at, (label, phone) in enumerate(sets):
        x, y = left + at * cell, (block.height - tallest) // 2
        if at:
            mid = st.colour(layer, "colour", "on_accent")
            mid.setAlphaF(0.4)
            block.parts.append(
                Stroke(layer=layer.id, x=x - st.units(1.5), y=y, w=2, h=tallest, points=((0, 0), (0, tallest)),
                       colour=mid, px=2)
            )  # fmt: skip
        if label:
            block.parts.append(_line(layer, label, x, y, cell, st))
            y += label.height
        block.parts.append(_line(layer, phone, x, y, cell, st))
        note(block, layer, phone)
    return block


def _number(
    layer: Layer, label: str, phone: str, width: int, fit: TextFit, st: Setting
) -> tuple[SetText | None, SetText]:
    role, small = st.role(layer, "role", "phone"), st.role(layer, "label_role", "label")
    head = st.setter.set(label, small, st.small(), width, 1) if label else None
    return head, st.fit(phone, role, fit, width)


def _line(layer: Layer, made: SetText, x: int, y: int, width: int, st: Setting) -> TextPart:
    return TextPart(
        layer=layer.id, x=x, y=y, w=width, h=made.height, text=made, colour=st.colour(layer, "colour", "on_accent"),
        slot=layer.slot or "",
    )  # fmt: skip


def contact_block(layer: Layer, width: int, height: int, st: Setting) -> Block | None:
    """The footer's contact: a disc with a phone, the label, the number."""
    contacts = st.values.contacts(layer.slot)
    if not contacts:
        return None
    label, phone = contacts[0]
    disc = st.units(8)
    left = disc + st.units(2)
    role, small = st.role(layer, "role", "phone"), st.role(layer, "label_role", "label")
    number = st.fit(phone, role, st.fit_of(layer), width - left)
    head = st.setter.set(label, small, st.small(), width - left, 1) if label else None
    tall = number.height + (head.height if head else 0)
    block = Block(layer.id, left + max(number.width, head.width if head else 0), max(height, tall, disc))
    note(block, layer, number)
    top, mid = (block.height - tall) // 2, (block.height - disc) // 2
    block.parts += [
        Disc(layer=layer.id, x=0, y=mid, w=disc, h=disc, fill=st.colour(layer, "icon_fill", "rule")),
        Icon(layer=layer.id, x=disc // 4, y=mid + disc // 4, w=disc // 2, h=disc // 2, name="phone",
             colour=st.colour(layer, "icon_colour", "band")),
    ]  # fmt: skip
    if head:
        part = _line(layer, head, left, top, width - left, st)
        block.parts.append(replace(part, colour=st.colour(layer, "label_colour", "band_muted")))
        top += head.height
    block.parts.append(replace(_line(layer, number, left, top, width - left, st),
                               colour=st.colour(layer, "colour", "band_text")))  # fmt: skip
    return block
