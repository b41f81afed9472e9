"""Lists with drawn markers, timelines, labels with their values, tiles of phone numbers, big figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.cards.layout_context import Block, LayoutContext
from studio.cards.leaf_text import note, taken
from studio.cards.scene import Disc, Icon, Plate, Stroke, TextPart
from studio.cards.typeset import SetText
from studio.cards.values import Pairs
from studio.templates.layout import Layer, TextFit, TextRole
from studio.templates.pagination import FIRST

_LABEL_LINES = 9
"""Lines that a label takes at most: it does not shrink."""


def set_alike(
    texts: Sequence[str], role: TextRole, fit: TextFit, widths: int | Sequence[int], st: LayoutContext
) -> list[SetText]:
    """All `texts` in the largest size that suits each of them; `widths` are one for all or one for each."""
    rooms = [max(1, width) for width in ([widths] * len(texts) if isinstance(widths, int) else widths)]
    px = min((st.fit(text, role, fit, room).face.px for text, room in zip(texts, rooms, strict=True)), default=0)
    at_px = replace(fit, max_px=px, min_px=min(px, fit.min_px))
    return [
        st.typesetter.fit(text, role, at_px, room, draft=st.draft) for text, room in zip(texts, rooms, strict=True)
    ]  # fmt: skip


def labelled(text: str, room: int, px: int, role: TextRole, st: LayoutContext) -> SetText:
    """A label that does not shrink."""
    fit = TextFit(max_px=px, min_px=px, max_lines=_LABEL_LINES)
    return st.typesetter.fit(text, role, fit, max(1, room), draft=st.draft)


@dataclass(frozen=True, slots=True)
class _Marks:
    """The markers of one list, one for each item: how wide they are and how far the text stands off."""

    kinds: tuple[str, ...]
    px: int
    gap: int

    @property
    def indent(self) -> int:
        return self.px + self.gap if any(self.kinds) else 0


def _marks(kinds: Sequence[str], px: int) -> _Marks:
    numbered = "number" in kinds
    share = 1.5 if numbered else 0.36 if set(kinds) == {"dot"} else 1.25
    return _Marks(tuple(kinds), round(px * share), round(px * (0.42 if numbered else 0.5)))


def list_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """Items under each other, in columns where it says so."""
    items = tuple(item for _, item in taken(layer, st))
    return _rows(layer, items, [layer.style.get("marker", "dot")] * len(items), width, st) if items else None


def _rows(layer: Layer, items: tuple[str, ...], kinds: Sequence[str], width: int, st: LayoutContext) -> Block:
    columns = min(layer.style.get("columns", 1), len(items))
    gutter = st.units(4)
    cell = (width - gutter * (columns - 1)) // columns
    role, fit = st.role(layer, "role", "item"), st.fit_of(layer)
    guess = round(fit.min_px + (fit.max_px - fit.min_px) * st.share_of(role))
    sets = set_alike(items, role, fit, cell - _marks(kinds, guess).indent, st)
    marks = _marks(kinds, sets[0].face.px)
    block = Block(layer.id, width, 0)
    rows = -(-len(sets) // columns)
    for column in range(columns):
        span = range(column * rows, min(len(sets), (column + 1) * rows))
        _column(block, layer, (items, sets, marks), span, (column * (cell + gutter), cell), st)
    return block


def _column(
    block: Block, layer: Layer, said: tuple[tuple[str, ...], list[SetText], _Marks], rows: range,
    span: tuple[int, int], st: LayoutContext,
) -> None:  # fmt: skip
    items, sets, marks = said
    x, cell = span
    gap, y = st.spacing(layer, "between", "loose", 1), 0
    for row in rows:
        made = sets[row]
        note(block, layer, made, items[row], item=row + 1)
        y += gap if row != rows[0] else 0
        # One line stands centred beside a marker that is taller than it.
        spare = max(0, marks.px - made.height) if len(made.lines) == 1 and any(marks.kinds) else 0
        _marker(block, layer, marks, row, x, y + spare // 2 + made.rise - round(made.face.px * 0.35), st)
        block.parts.append(
            TextPart(layer=layer.id, x=x + marks.indent, y=y + spare // 2, w=cell - marks.indent, h=made.height,
                     text=made, colour=st.colour(layer, "colour", "text"), slot=layer.slot or "")
        )  # fmt: skip
        y += made.height + spare
    block.height = max(block.height, y)


def _marker(block: Block, layer: Layer, marks: _Marks, row: int, x: int, centre: int, st: LayoutContext) -> None:
    kind, px = marks.kinds[row], marks.px
    colour, top = st.colour(layer, "marker_colour", "accent"), centre - px // 2
    if kind == "number":
        block.parts.append(Disc(layer=layer.id, x=x, y=top, w=px, h=px, fill=st.colour(layer, "marker_fill", "accent")))
        number = st.typesetter.set(str(row + int(st.values.text(FIRST) or 1)), st.roles["number"], round(px / 1.5), px)
        block.parts.append(
            TextPart(layer=layer.id, x=x, y=centre - number.rise + round(number.face.px * 0.36), w=px,
                     h=number.height, text=number, colour=colour, centred=True)
        )  # fmt: skip
    elif kind == "dot":
        block.parts.append(Plate(layer=layer.id, x=x, y=top, w=px, h=px, fill=colour, corners=(px // 5,) * 4))
    elif kind:
        block.parts.append(Icon(layer=layer.id, x=x, y=top, w=px, h=px, name=kind, colour=colour))


def timeline_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """Milestones along a line: date or label over its text. The one that says the card's `status` is where
    things stand, else the last; what comes after it is still to come."""
    stones = taken(layer, st)
    if not stones:
        return None
    role, small = st.role(layer, "role", "item"), st.role(layer, "label_role", "label")
    dot, indent = st.units(2.5), st.units(6)
    sets = set_alike(tuple(said for _, said in stones), role, st.fit_of(layer), width - indent, st)
    block = Block(layer.id, width, 0)
    gap, y = st.spacing(layer, "between", "loose", 2), 0
    centres: list[int] = []
    for number, ((label, said), made) in enumerate(zip(stones, sets, strict=True), 1):
        note(block, layer, made, said, item=number)
        y += gap if centres else 0
        px = max(st.small(), round(made.face.px * 0.85))
        head = labelled(label, width - indent, px, small, st) if label else None
        first = head or made
        centres.append(y + first.rise - round(first.face.px * 0.36))
        for text, name, default in ((head, "label_colour", "accent"), (made, "colour", "text")):
            if text is not None:
                block.parts.append(_text(layer, text, indent, y, width - indent, name, default, st))
                y += text.height
    block.height = y
    status = st.values.text("status")
    now = next((at for at, (_, said) in enumerate(stones) if said == status), len(stones) - 1)
    _thread(block, layer, centres, (dot, now), st)
    return block


def _thread(block: Block, layer: Layer, centres: list[int], dots: tuple[int, int], st: LayoutContext) -> None:
    dot, now = dots
    colour = st.colour(layer, "dot", "accent")
    reach = centres[-1] - centres[0]
    line = Stroke(layer=layer.id, x=st.units(1.5), y=centres[0], w=1, h=max(1, reach), points=((0, 0), (0, reach)),
                  colour=st.colour(layer, "thread", "line"), px=max(3, st.units(0.5)))  # fmt: skip
    rings: list[Plate | Stroke | Disc] = [line] if len(centres) > 1 else []
    for at, centre in enumerate(centres):
        px = dot + st.units(1) if at == now else dot
        rings.append(
            Disc(layer=layer.id, x=st.units(1.5) - px // 2, y=centre - px // 2, w=px, h=px,
                 fill=colour if at <= now else st.palette("ground"), line=colour, line_px=max(3, st.units(0.5)))
        )  # fmt: skip
    block.parts[:0] = rings


@dataclass(frozen=True, slots=True)
class _Cell:
    """One pair, set: label over (or beside) value."""

    label: SetText | None
    value: SetText

    @property
    def height(self) -> int:
        return (self.label.height if self.label else 0) + self.value.height


def pairs_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """Pairs in the layer's variant: ``icons`` (one a line), ``cells`` (label over value) or ``tiles`` (numbers)."""
    pairs = taken(layer, st)
    if not pairs:
        return None
    columns = max(1, min(layer.style.get("columns", 1), len(pairs)))
    match layer.style.get("variant", "icons"):
        case "plates":
            return _plates(layer, pairs, width, st)
        case "tiles":
            return _tiles(layer, pairs, width, columns, st)
        case "cells":
            return _cells(layer, pairs, width, columns, st)
        case "lines":
            return _rows(
                layer, tuple(": ".join(part for part in pair if part) for pair in pairs), [""] * len(pairs), width, st
            )
        case _:
            icons = layer.style.get("icons", {})
            kinds = [icons.get(label, layer.style.get("icon", "info")) for label, _ in pairs]
            said = tuple(
                f"{value[:1].upper()}{value[1:]}" if label in icons or not label else f"{label}: {value}"
                for label, value in pairs
            )
            return _rows(layer, said, kinds, width, st)


def _cells(layer: Layer, pairs: Pairs, width: int, columns: int, st: LayoutContext) -> Block:
    """Label over value, on a plate each where there is a fill."""
    gutter = st.units(2 if "fill" in layer.style else 4)
    cell = (width - gutter * (columns - 1)) // columns
    pad_x, pad_y = (st.units(2.6), st.units(1.8)) if "fill" in layer.style else (0, 0)
    small, room = st.role(layer, "label_role", "label"), cell - 2 * pad_x
    values = set_alike([value for _, value in pairs], st.role(layer, "role", "value"), st.fit_of(layer), room, st)
    if columns > 1 and any(value.broken for value in values):
        return _cells(layer, pairs, width, columns - 1, st)
    cells = [
        _Cell(labelled(label, room, st.size.scale["label"], small, st) if label else None, value)
        for (label, _), value in zip(pairs, values, strict=True)
    ]
    block = Block(layer.id, width, 0)
    _note_cells(block, layer, cells, pairs)
    gap, y = st.spacing(layer, "between", "loose", 1.5), 0
    for start in range(0, len(cells), columns):
        line = cells[start : start + columns]
        tall = max(one.height for one in line) + 2 * pad_y
        y += gap if start else 0
        for at, one in enumerate(line):
            x = at * (cell + gutter)
            if "fill" in layer.style:
                block.parts.append(
                    Plate(layer=layer.id, x=x, y=y, w=cell, h=tall, fill=st.maybe(layer, "fill"),
                          corners=(st.units(2),) * 4)
                )  # fmt: skip
            _stack(block, layer, one, (x + pad_x, y + pad_y), room, st)
        y += tall
    block.height = y
    return block


def _stack(block: Block, layer: Layer, cell: _Cell, at: tuple[int, int], width: int, st: LayoutContext) -> None:
    x, y = at
    if cell.label:
        block.parts.append(_text(layer, cell.label, x, y, width, "label_colour", "muted", st))
        y += cell.label.height
    block.parts.append(_text(layer, cell.value, x, y, width, "colour", "text", st))


def _note_cells(block: Block, layer: Layer, cells: Sequence[_Cell], pairs: Pairs) -> None:
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


def _tiles(layer: Layer, pairs: Pairs, width: int, columns: int, st: LayoutContext) -> Block:
    """A tile for each number: a sign in a colour of its own, whose number it is, the number."""
    gap = st.spacing(layer, "between", "loose", 1.5)
    cell = (width - gap * (columns - 1)) // columns
    role, pad, fit = st.role(layer, "role", "phone"), st.units(2), st.fit_of(layer)
    sign = st.units(7) if cell > width // 2 else 0
    left = pad + (sign + st.units(2.5) if sign else st.units(1.5))
    room = cell - left - st.units(4)
    numbers = set_alike([value for _, value in pairs], role, fit, round(room * 0.62), st)
    widest = max(made.width for made in numbers)
    beside = room - widest - st.units(3)
    px = max(st.small(), min(round(numbers[0].face.px * 0.62), st.size.scale["item"]))
    labels = [
        labelled(label, beside, px, st.role(layer, "label_role", "value"), st) if label else None for label, _ in pairs
    ]
    tall = (
        max(sign, *(max(n.height, lab.height if lab else 0) for n, lab in zip(numbers, labels, strict=True))) + 2 * pad
    )
    rows = -(-len(pairs) // columns)
    block = Block(layer.id, width, rows * tall + (rows - 1) * gap)
    _note_cells(block, layer, [_Cell(lab, n) for n, lab in zip(numbers, labels, strict=True)], pairs)
    tints = layer.style.get("tints") or ["accent"]
    for at, (made, label) in enumerate(zip(numbers, labels, strict=True)):
        column, row = divmod(at, rows)
        x, y, tint = column * (cell + gap), row * (tall + gap), st.palette(tints[at % len(tints)])
        block.parts.append(
            Plate(layer=layer.id, x=x, y=y, w=cell, h=tall, fill=st.colour(layer, "fill", "panel"),
                  corners=(st.units(2.6), st.units(2.6), st.units(6), st.units(2.6)))
        )  # fmt: skip
        if sign:
            _sign(block, layer, _icon_of(layer, pairs[at]), (x + pad, y + (tall - sign) // 2, sign), tint, st)
        if label:
            block.parts.append(
                _text(layer, label, x + left, y + (tall - label.height) // 2, beside, "label_colour", "panel_text", st)
            )
        part = _text(layer, made, x + left + room - widest, y + (tall - made.height) // 2, widest, "colour", "text", st)
        block.parts.append(replace(part, right=True, colour=tint))
    return block


_SHORT = 4
"""Digits of a number that is known by heart."""
_MOST_PLATES = 5


def _plates(layer: Layer, pairs: Pairs, width: int, st: LayoutContext) -> Block:
    """The short numbers on plates of colour side by side, each over its label; the others on a tile each under them."""
    short = [pair for pair in pairs if len(pair[1]) <= _SHORT]
    long = tuple(pair for pair in pairs if len(pair[1]) > _SHORT)
    if not 1 < len(short) <= _MOST_PLATES:
        return _tiles(layer, pairs, width, 2 if len(pairs) > 1 and width > st.size.width // 2 else 1, st)
    gap, pad = st.units(3), st.units(3)
    cell = (width - gap * (len(short) - 1)) // len(short)
    role, small = st.role(layer, "role", "phone"), st.role(layer, "label_role", "value")
    numbers = set_alike([number for _, number in short], role, st.fit_of(layer), cell - 3 * pad - st.units(9), st)
    labels = [labelled(label, cell - 2 * pad, st.size.scale["label"], small, st) for label, _ in short]
    sign = st.units(9)
    tall = pad + max(sign, numbers[0].height) + max(label.height for label in labels) + pad
    block = Block(layer.id, width, tall)
    tints = layer.style.get("tints") or ["accent"]
    corner, edge = st.units(11), st.units(3)
    for at, (number, label) in enumerate(zip(numbers, labels, strict=True)):
        x, y = at * (cell + gap), pad + max(0, sign - number.height) // 2
        block.parts += [
            Plate(layer=layer.id, x=x, y=0, w=cell, h=tall, fill=st.palette(tints[at % len(tints)]),
                  corners=(edge, edge, corner, edge)),
            Icon(layer=layer.id, x=x + cell - pad - sign, y=pad, w=sign, h=sign, name=_icon_of(layer, short[at]),
                 colour=st.palette("white")),
        ]  # fmt: skip
        for made in (number, label):
            part = _text(layer, made, x + pad, y, cell - 2 * pad, "colour", "white", st)
            block.parts.append(replace(part, colour=st.palette("white")))
            y = pad + max(sign, number.height)
    if long:
        under = _tiles(layer, long, width, 1, st)
        block.place(0, tall + gap, under)
        block.height += gap + under.height
    return block


def _sign(block: Block, layer: Layer, name: str, at: tuple[int, int, int], tint: object, st: LayoutContext) -> None:
    x, y, px = at
    off = round(px * 0.19)
    block.parts += [
        Plate(layer=layer.id, x=x, y=y, w=px, h=px, fill=tint, corners=(st.units(2),) * 4),  # type: ignore[arg-type]
        Icon(
            layer=layer.id, x=x + off, y=y + off, w=px - 2 * off, h=px - 2 * off, name=name, colour=st.palette("white")
        ),
    ]


def _icon_of(layer: Layer, pair: tuple[str, str]) -> str:
    """The sign of a number, by the number or the words of its label."""
    label, number = pair
    said = f"{label} {number}".casefold()
    icons = layer.style.get("icons", {})
    return next(
        (str(name) for words, name in icons.items() if words.casefold() in said), layer.style.get("icon", "phone")
    )


def figures_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """Figures: each over its label in columns, or with its label behind it, a line above each."""
    pairs = _value_first(taken(layer, st))
    if not pairs:
        return None
    columns = max(1, min(layer.style.get("columns", 1), len(pairs)))
    gap = st.units(5)
    cell = (width - gap * (columns - 1)) // columns
    role, fit, small = st.role(layer, "role", "figure"), st.fit_of(layer), st.role(layer, "label_role", "item")
    beside = columns == 1
    values = set_alike([value for value, _ in pairs], role, fit, round(cell * 0.5) if beside else cell, st)
    widest = max(made.width for made in values) + st.units(3.5) if beside else 0
    px = max(st.small(), min(st.size.scale["more"], round(values[0].face.px * 0.42)))
    labels = [labelled(label, cell - widest, px, small, st) if label else None for _, label in pairs]
    cells = [_Cell(label, value) for label, value in zip(labels, values, strict=True)]
    pad = st.spacing(layer, "between", "loose", 1)
    both = [max(c.value.height, c.label.height if c.label else 0) if beside else c.height for c in cells]
    tall = max(both) + 2 * pad
    rows = -(-len(cells) // columns)
    block = Block(layer.id, width, rows * tall + (rows - 1) * (0 if beside else pad))
    _note_cells(block, layer, cells, tuple((label, value) for value, label in pairs))
    rule = st.colour(layer, "rule", "line")
    for at, one in enumerate(cells):
        row, column = divmod(at, columns)
        x, y = column * (cell + gap), row * (tall + (0 if beside else pad))
        block.parts.append(
            Stroke(
                layer=layer.id, x=x, y=y, w=cell, h=1, points=((0, 0), (cell, 0)), colour=rule, px=max(3, st.units(0.4))
            )
        )
        if beside:
            block.parts.append(
                _text(layer, one.value, x, y + (tall - one.value.height) // 2, widest, "colour", "accent", st)
            )
            if one.label:
                top = y + (tall - one.label.height) // 2
                block.parts.append(_text(layer, one.label, x + widest, top, cell - widest, "label_colour", "text", st))
            continue
        block.parts.append(_text(layer, one.value, x, y + pad, cell, "colour", "accent", st))
        if one.label:
            top = y + pad + one.value.height
            block.parts.append(_text(layer, one.label, x, top, cell, "label_colour", "text", st))
    return block


def _value_first(pairs: Pairs) -> Pairs:
    """Figures are given as (value, label) or (label, value): the one with the digits is the figure."""
    return tuple((a, b) if _weight(a) >= _weight(b) and a else (b, a) for a, b in ((p[0], p[1]) for p in pairs))


def _weight(text: str) -> float:
    return sum(mark.isdigit() for mark in text) / max(1, len(text))
