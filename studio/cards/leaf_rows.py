"""Label and value: rows with icons, a ledger of phone numbers, big figures.

Lists with drawn markers, and timelines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.cards.leaf_text import note
from studio.cards.scene import Cut, Disc, Icon, Plate, Stroke, TextPart
from studio.cards.setting import Block, LayoutContext
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


_Pairs = tuple[tuple[str, str], ...]
_LABEL_LINES = 3
"""Lines that a label beside or above its value takes at most."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """One pair, set: label over (or beside) value."""

    label: SetText | None
    value: SetText

    @property
    def height(self) -> int:
        return (self.label.height if self.label else 0) + self.value.height


def pairs_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """Pairs in the layer's variant: ``rows`` (icon, label over value) or ``ledger`` (label left, value right)."""
    pairs = st.values.pairs(layer.slot)
    if not pairs:
        return None
    columns = max(1, min(layer.style.get("columns", {}).get(st.size.id, 1), len(pairs)))
    draw = _ledger if layer.style.get("variant") == "ledger" else _rows
    return draw(layer, pairs, width, columns, st)


def _rows(layer: Layer, pairs: _Pairs, width: int, columns: int, st: LayoutContext) -> Block:
    icons = layer.style.get("icons", {})
    disc = st.units(6) if icons or "icon" in layer.style else 0
    left = disc + st.units(2) if disc else 0
    spans = _spans(layer, pairs, width, columns, st)
    rooms = [spans[at % columns][1] - left for at in range(len(pairs))]
    small = st.role(layer, "label_role", "label")
    values = set_alike([value for _, value in pairs], st.role(layer, "role", "value"), layer, rooms, st)
    cells = [
        _Cell(st.setter.set(label, small, st.small(), room, _LABEL_LINES) if label else None, value)
        for (label, _), value, room in zip(pairs, values, rooms, strict=True)
    ]
    block = Block(layer.id, width, 0)
    _note_cells(block, layer, cells, pairs)
    gap, y = st.spacing(layer, "between", "loose", 1.5), 0
    divider = st.maybe(layer, "divider")
    for start in range(0, len(cells), columns):
        line = cells[start : start + columns]
        tall = max(disc, *(c.height for c in line))
        if start and divider:
            block.parts.append(_line(layer, 0, y + gap // 2, width, divider, st))
        y += gap if start else 0
        for at, one in enumerate(line):
            x, cell = spans[at]
            if disc:
                name = icons.get(pairs[start + at][0], layer.style.get("icon", "info"))
                _icon(block, layer, name, (x, y), disc, st)
            _stack(block, layer, one, (x + left, y + max(0, (min(tall, disc) - one.height) // 2)), cell - left, st)
        y += tall
    block.height = y
    return block


def _spans(layer: Layer, pairs: _Pairs, width: int, columns: int, st: LayoutContext) -> list[tuple[int, int]]:
    """Start and width of each column; a single row gives more room to what is longer."""
    gutter = st.units(4)
    room = width - gutter * (columns - 1)
    shares = [1.0] * columns
    if len(pairs) == columns:
        role, px = st.role(layer, "role", "value"), st.fit_of(layer).min_px
        shares = [max(0.16, min(0.5, st.setter.set(value, role, px, room).width / room)) for _, value in pairs]
    spans, x = [], 0
    for share in shares:
        cell = int(room * share / sum(shares))
        spans.append((x, cell))
        x += cell + gutter
    return spans


def _icon(block: Block, layer: Layer, name: str, at: tuple[int, int], disc: int, st: LayoutContext) -> None:
    x, y = at
    fill, inner = st.maybe(layer, "icon_fill"), round(disc * 0.56)
    if fill:
        block.parts.append(Disc(layer=layer.id, x=x, y=y, w=disc, h=disc, fill=fill))
    else:
        inner = round(disc * 0.8)
    off = (disc - inner) // 2
    colour = st.colour(layer, "icon_colour", "panel_icon")
    block.parts.append(Icon(layer=layer.id, x=x + off, y=y + off, w=inner, h=inner, name=name, colour=colour))


def _stack(block: Block, layer: Layer, cell: _Cell, at: tuple[int, int], width: int, st: LayoutContext) -> None:
    x, y = at
    if cell.label:
        block.parts.append(_text(layer, cell.label, x, y, width, "label_colour", "panel_muted", st))
        y += cell.label.height
    block.parts.append(_text(layer, cell.value, x, y, width, "colour", "panel_text", st))


def _note_cells(block: Block, layer: Layer, cells: Sequence[_Cell], pairs: _Pairs) -> None:
    """Carry over what happened to the labels and values of `pairs`."""
    for number, (cell, (label, value)) in enumerate(zip(cells, pairs, strict=True), 1):
        if cell.label:
            note(block, layer, cell.label, label, item=number)
        note(block, layer, cell.value, value, item=number)


def _text(
    layer: Layer, made: SetText, x: int, y: int, width: int, key: str, default: str, st: LayoutContext
) -> TextPart:
    return TextPart(
        layer=layer.id, x=x, y=y, w=width, h=made.height, text=made, colour=st.colour(layer, key, default),
        slot=layer.slot or "",
    )  # fmt: skip


def _line(layer: Layer, x: int, y: int, width: int, colour: object, st: LayoutContext) -> Stroke:
    return Stroke(
        layer=layer.id, x=x, y=y, w=width, h=1, points=((0, 0), (width, 0)), colour=colour,  # type: ignore[arg-type]
        px=max(1, st.units(0.2)),
    )  # fmt: skip


def _ledger(layer: Layer, pairs: _Pairs, width: int, columns: int, st: LayoutContext) -> Block:
    gutter = st.units(6)
    cell = (width - gutter * (columns - 1)) // columns
    number, label_role = st.role(layer, "role", "phone"), st.role(layer, "label_role", "value")
    numbers = set_alike([value for _, value in pairs], number, layer, round(cell * 0.64), st)
    widest = max(made.width for made in numbers)
    room = cell - widest - st.units(2)
    size = max(st.small(), min(round(numbers[0].face.px * 0.72), st.size.scale["lead"]))
    labels = _labels(pairs, label_role, layer, room, size, st)
    gap, rows = st.spacing(layer, "between", "loose", 2), -(-len(pairs) // columns)
    tall = max(max(n.height, lab.height if lab else 0) for n, lab in zip(numbers, labels, strict=True))
    block = Block(layer.id, width, rows * tall + (rows - 1) * gap)
    _note_cells(block, layer, [_Cell(lab, n) for n, lab in zip(numbers, labels, strict=True)], pairs)
    divider = st.maybe(layer, "divider")
    for at, (made, label) in enumerate(zip(numbers, labels, strict=True)):
        column, row = divmod(at, rows)
        x, y = column * (cell + gutter), row * (tall + gap)
        if row and divider:
            block.parts.append(_line(layer, x, y - gap // 2, cell, divider, st))
        if label:
            block.parts.append(
                _text(layer, label, x, y + (tall - label.height) // 2, room, "label_colour", "panel_text", st)
            )
        part = _text(layer, made, x + cell - widest, y + (tall - made.height) // 2, widest, "colour", "panel_text", st)
        block.parts.append(replace(part, right=True))
    return block


def _labels(
    pairs: _Pairs, role: TextRole, layer: Layer, room: int, size: int, st: LayoutContext
) -> list[SetText | None]:
    """Labels in one size: of two lines where they can, of three at the smallest."""
    said = [label for label, _ in pairs if label]
    most = min(_LABEL_LINES, st.caps.get(layer.id, _LABEL_LINES))
    few = min(2, most)
    while size > st.small() and any(len(st.setter.set(label, role, size, room).lines) > few for label in said):
        size -= 1
    return [st.setter.set(label, role, size, room, most) if label else None for label, _ in pairs]


def figures_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """Figures, each over its label; all in one size, a rest of a row as wide as the row."""
    pairs = _value_first(st.values.pairs(layer.slot))
    if not pairs:
        return None
    columns = max(1, min(layer.style.get("columns", {}).get(st.size.id, 2), len(pairs)))
    gap = st.units(layer.style.get("between", 2))
    pad = st.units(3) if "fill" in layer.style else 0
    counts = [min(columns, len(pairs) - start) for start in range(0, len(pairs), columns)]
    wides = [(width - gap * (count - 1)) // count for count in counts for _ in range(count)]
    cells = _figure_cells(layer, pairs, [wide - 2 * pad for wide in wides], st)
    tall = max(cell.height for cell in cells) + 2 * round(pad * 0.8)
    spare = max(0, height - len(counts) * tall - (len(counts) - 1) * gap) // len(counts)
    tall += min(spare, st.units(8)) if "fill" in layer.style else 0
    block = Block(layer.id, width, len(counts) * tall + (len(counts) - 1) * gap)
    _note_cells(block, layer, cells, tuple((label, value) for value, label in pairs))
    for at, (cell, wide) in enumerate(zip(cells, wides, strict=True)):
        row, column = divmod(at, columns)
        _figure(block, layer, cell, (column * (wide + gap), row * (tall + gap), wide, tall), pad, st)
    return block


def _figure_cells(layer: Layer, pairs: _Pairs, rooms: list[int], st: LayoutContext) -> list[_Cell]:
    values = set_alike([value for value, _ in pairs], st.role(layer, "role", "figure"), layer, rooms, st)
    small = st.role(layer, "label_role", "value")
    size = max(st.small(), min(st.size.scale["lead"], round(values[0].face.px * 0.4)))
    return [
        _Cell(st.setter.set(label, small, size, room, min(3, st.caps.get(layer.id, 3))) if label else None, value)
        for (_, label), value, room in zip(pairs, values, rooms, strict=True)
    ]


def _value_first(pairs: _Pairs) -> _Pairs:
    """Figures are given as (value, label) or (label, value): the one with the digits is the figure."""
    return tuple((a, b) if _weight(a) >= _weight(b) and a else (b, a) for a, b in ((p[0], p[1]) for p in pairs))


def _weight(text: str) -> float:
    return sum(mark.isdigit() for mark in text) / max(1, len(text))


def _figure(
    block: Block, layer: Layer, cell: _Cell, at: tuple[int, int, int, int], pad: int, st: LayoutContext
) -> None:
    x, y, w, h = at
    if "fill" in layer.style:
        block.parts.append(
            Plate(layer=layer.id, x=x, y=y, w=w, h=h, fill=st.maybe(layer, "fill"), radius=st.units(2),
                  edge=st.maybe(layer, "rule"), edge_px=st.units(0.75))
        )  # fmt: skip
    top = y + (h - cell.height) // 2
    block.parts.append(_text(layer, cell.value, x + pad, top, w - 2 * pad, "colour", "unit", st))
    if cell.label:
        top += cell.value.height
        block.parts.append(_text(layer, cell.label, x + pad, top, w - 2 * pad, "label_colour", "text", st))
