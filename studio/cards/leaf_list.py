"""Lists with drawn markers, and timelines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.cards.block import Block
from studio.cards.leaf_text import note
from studio.cards.scene import Cut, Disc, Icon, Plate, Stroke, TextPart
from studio.cards.setting import LayoutContext
from studio.cards.typeset import SetText
from studio.templates.layout import Layer, TextRole


def set_alike(
    texts: Sequence[str], role: TextRole, layer: Layer, widths: int | Sequence[int], st: LayoutContext
) -> list[SetText]:
    """All `texts` in the largest size that suits each of them; `widths` are one for all or one for each."""
    fit = st.fit_of(layer)
    rooms = [max(1, width) for width in ([widths] * len(texts) if isinstance(widths, int) else widths)]
    px = min((st.fit(text, role, fit, room).face.px for text, room in zip(texts, rooms, strict=True)), default=0)
    at_px = replace(fit, max_px=px, min_px=min(px, fit.min_px))
    cap = st.caps.get(layer.id)
    return [st.setter.fit(text, role, at_px, room, 1.0, cap) for text, room in zip(texts, rooms, strict=True)]


@dataclass(frozen=True, slots=True)
class _Marks:
    """The markers of one list: how wide they are and how far the text stands off."""

    kind: str
    px: int
    gap: int

    @property
    def indent(self) -> int:
        return self.px + self.gap if self.kind else 0


def _marks(layer: Layer, st: LayoutContext, px: int) -> _Marks:
    kind = layer.style.get("marker", "dot")
    share = {"number": 1.5, "dot": 0.36, "": 0.0}.get(kind, 1.18)
    if kind not in ("number", "dot", "") and "marker_fill" in layer.style:
        share = 1.5
    return _Marks(kind, round(px * share), round(px * (0.5 if kind != "dot" else 0.6)))


def list_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """Items under each other, in columns where the size asks for them."""
    said = st.values.items(layer.slot)
    if not said:
        return None
    items = said[: st.items.get(layer.id, len(said))]
    columns = min(layer.style.get("columns", {}).get(st.size.id, 1), len(items))
    gutter = st.units(4)
    cell = (width - gutter * (columns - 1)) // columns
    role = st.role(layer)
    guess = round(st.fit_of(layer).min_px + (st.fit_of(layer).max_px - st.fit_of(layer).min_px) * st.share)
    sets = set_alike(items, role, layer, cell - _marks(layer, st, guess).indent, st)
    marks = _marks(layer, st, sets[0].face.px)
    block = Block(layer.id, width, 0)
    slot = layer.slot or ""
    block.cuts += [Cut(layer=layer.id, slot=slot, said=said[at], item=at + 1) for at in range(len(items), len(said))]
    rows = -(-len(sets) // columns)
    for column in range(columns):
        _column(block, layer, sets, range(column * rows, min(len(sets), (column + 1) * rows)),
                (column * (cell + gutter), cell), marks, st)  # fmt: skip
    return block


def _column(
    block: Block,
    layer: Layer,
    sets: list[SetText],
    rows: range,
    span: tuple[int, int],
    marks: _Marks,
    st: LayoutContext,
) -> None:
    x, cell = span
    gap = st.spacing(layer, "between", "loose", 1)
    divider = st.maybe(layer, "divider")
    y, centres = 0, []
    for row in rows:
        made = sets[row]
        note(block, layer, made, st.values.items(layer.slot)[row], item=row + 1)
        if divider and row != rows[0]:
            points = ((0, 0), (cell, 0))
            block.parts.append(
                Stroke(layer=layer.id, x=x, y=y + gap // 2, w=cell, h=1, points=points, colour=divider,
                       px=max(1, st.units(0.2)))
            )  # fmt: skip
        y += gap if row != rows[0] else 0
        # One line stands centred beside a marker that is taller than it.
        spare = max(0, marks.px - made.height) if len(made.lines) == 1 else 0
        centre = y + spare // 2 + made.rise - round(made.face.px * 0.35)
        centres.append(centre)
        _marker(block, layer, marks, row, x, centre, st)
        block.parts.append(
            TextPart(layer=layer.id, x=x + marks.indent, y=y + spare // 2, w=cell - marks.indent, h=made.height,
                     text=made, colour=st.colour(layer, "colour", st.role(layer).colour), slot=layer.slot or "")
        )  # fmt: skip
        y += made.height + spare
    thread = st.maybe(layer, "thread")
    if thread and len(centres) > 1:
        reach = centres[-1] - centres[0]
        line = Stroke(layer=layer.id, x=x + marks.px // 2, y=centres[0], w=1, h=reach, points=((0, 0), (0, reach)),
                      colour=thread, px=max(2, st.units(0.35)))  # fmt: skip
        block.parts.insert(0, line)
    block.height = max(block.height, y)


def _marker(block: Block, layer: Layer, marks: _Marks, row: int, x: int, centre: int, st: LayoutContext) -> None:
    colour, px = st.colour(layer, "marker_colour", "icon"), marks.px
    top = centre - px // 2
    fill = st.maybe(layer, "marker_fill")
    if marks.kind == "number":
        block.parts.append(Disc(layer=layer.id, x=x, y=top, w=px, h=px, fill=fill or st.palette("icon")))
        number = st.setter.set(str(row + 1), st.roles["number"], round(px * 0.54), px)
        block.parts.append(
            TextPart(layer=layer.id, x=x, y=centre - number.rise + round(number.face.px * 0.36), w=px,
                     h=number.height, text=number, colour=colour, centred=True)
        )  # fmt: skip
    elif marks.kind == "dot":
        block.parts.append(Plate(layer=layer.id, x=x, y=top, w=px, h=px, fill=colour, radius=px // 5))
    elif marks.kind and fill:
        inner = round(px * 0.62)
        off = (px - inner) // 2
        block.parts.append(Disc(layer=layer.id, x=x, y=top, w=px, h=px, fill=fill))
        block.parts.append(
            Icon(layer=layer.id, x=x + off, y=top + off, w=inner, h=inner, name=marks.kind, colour=colour)
        )
    elif marks.kind:
        block.parts.append(Icon(layer=layer.id, x=x, y=top, w=px, h=px, name=marks.kind, colour=colour))


def timeline_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """Milestones along a line: date or label over its text. The one that says the card's `status` is where
    things stand, else the last; what comes after it is still to come."""
    stones = st.values.pairs(layer.slot)
    if not stones:
        return None
    role, small = st.role(layer), st.role(layer, "label_role", "label")
    dot, indent = st.units(2.5), st.units(6)
    sets = set_alike(tuple(said for _, said in stones), role, layer, width - indent, st)
    block = Block(layer.id, width, 0)
    gap = st.spacing(layer, "between", "loose", 2)
    y = 0
    centres: list[int] = []
    for number, ((label, said), made) in enumerate(zip(stones, sets, strict=True), 1):
        note(block, layer, made, said, item=number)
        y += gap if centres else 0
        head = (
            st.setter.set(label, small, max(st.small(), round(made.face.px * 0.85)), width - indent) if label else None
        )
        first = head or made
        centres.append(y + first.rise - round(first.face.px * 0.36))
        for text, name, default in ((head, "label_colour", "panel_icon"), (made, "colour", "panel_text")):
            if text is not None:
                block.parts.append(
                    TextPart(layer=layer.id, x=indent, y=y, w=width - indent, h=text.height, text=text,
                             colour=st.colour(layer, name, default), slot=layer.slot or "")
                )  # fmt: skip
                y += text.height
    block.height = y
    status = st.values.text("status")
    now = next((at for at, (_, said) in enumerate(stones) if said == status), len(stones) - 1)
    _thread(block, layer, centres, (dot, now), st)
    return block


def _thread(block: Block, layer: Layer, centres: list[int], dots: tuple[int, int], st: LayoutContext) -> None:
    dot, now = dots
    colour = st.colour(layer, "dot", "panel_icon")
    reach = centres[-1] - centres[0]
    line = Stroke(layer=layer.id, x=st.units(1.5), y=centres[0], w=1, h=max(1, reach), points=((0, 0), (0, reach)),
                  colour=st.colour(layer, "thread", "panel_line"), px=max(3, st.units(0.5)))  # fmt: skip
    rings: list[Plate | Stroke | Disc] = [line] if len(centres) > 1 else []
    for at, centre in enumerate(centres):
        px = dot + st.units(1) if at == now else dot
        rings.append(
            Disc(layer=layer.id, x=st.units(1.5) - px // 2, y=centre - px // 2, w=px, h=px,
                 fill=colour if at <= now else st.palette("panel"), line=colour, line_px=max(3, st.units(0.5)))
        )  # fmt: skip
    block.parts[:0] = rings
