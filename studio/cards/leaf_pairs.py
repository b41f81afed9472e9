"""Label and value: rows with icons, a ledger of phone numbers, big figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.cards.block import Block
from studio.cards.leaf_list import set_alike
from studio.cards.leaf_text import note
from studio.cards.scene import Disc, Icon, Plate, Stroke, TextPart
from studio.cards.setting import LayoutContext
from studio.cards.typeset import SetText
from studio.templates.layout import Layer, TextRole

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
