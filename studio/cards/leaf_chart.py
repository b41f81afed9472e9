"""Bars of figures over time: each with its value above and its label below, the last in the second colour."""

from __future__ import annotations

import re
from dataclasses import replace

from studio.cards.layout_context import Block, LayoutContext
from studio.cards.leaf_rows import labelled, set_alike
from studio.cards.scene import Plate, TextPart
from studio.cards.typeset import SetText
from studio.templates.layout import Layer

_NUMBER = re.compile(r"-?\d[\d.\u00a0 ]*(?:,\d+)?")
_LOWEST = 8
"""Spacing steps of the highest bar where there is least room."""


def number_in(text: str) -> float:
    """The first number of a text in Vietnamese notation (``1.234,5``); 0 where there is none."""
    found = _NUMBER.search(text)
    return float(re.sub(r"[.\u00a0 ]", "", found.group()).replace(",", ".")) if found else 0.0


def chart_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """No axis and no grid: the values say what the bars show. A single bar shows nothing and is not drawn."""
    pairs = st.values.pairs(layer.slot)
    if len(pairs) < 2:
        return None
    gap, apart = st.units(1.4), st.units(1)
    column = (width - gap * (len(pairs) - 1)) // len(pairs)
    role = st.role(layer, "role", "figure")
    fit = replace(st.fit_of(layer), max_px=st.size.scale["item_max"], min_px=st.size.scale["label"], max_lines=1)
    values = set_alike([said for _, said in pairs], role, fit, column, st)
    words = st.role(layer, "label_role", "label")
    labels = [labelled(label, column, st.size.scale["label"], words, st) for label, _ in pairs]
    above, below = (max(made.height for made in sets) for sets in (values, labels))
    block = Block(layer.id, width, max(height, above + below + 2 * apart + st.units(_LOWEST)))
    room, foot = block.height - above - below - 2 * apart, block.height - below - apart
    numbers = [max(0.0, number_in(said)) for _, said in pairs]
    corner = min(st.units(2), column // 4)
    for at, (value, label, number) in enumerate(zip(values, labels, numbers, strict=True)):
        tall = max(st.units(0.5), round(room * number / (max(numbers) or 1)))
        x, last = at * (column + gap), at == len(pairs) - 1
        fill = st.colour(layer, "last", "second") if last else st.colour(layer, "fill", "accent")
        top = foot - tall
        block.parts.append(
            Plate(layer=layer.id, x=x, y=top, w=column, h=tall, fill=fill, corners=(corner, corner, 0, 0))
        )
        block.parts += [
            _part(layer, value, (x, top - apart - value.height, column), "colour", st),
            _part(layer, label, (x, foot + apart, column), "label_colour", st),
        ]
    return block


def _part(layer: Layer, made: SetText, at: tuple[int, int, int], key: str, st: LayoutContext) -> TextPart:
    x, y, width = at
    return TextPart(layer=layer.id, x=x, y=y, w=width, h=made.height, text=made, slot=layer.slot or "", centred=True,
                    colour=st.colour(layer, key, "text"))  # fmt: skip
