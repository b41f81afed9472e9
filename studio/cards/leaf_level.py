"""The level of a warning on its scale of five: a label that says it, and a bar that is filled up to it.

The colours are those by which people know the levels of natural disasters (Decision 18/2021/QĐ-TTg, article 4: light
blue, light yellow, orange, red, violet). They are never the only sign: the label says the level, every segment has
its number, and the one that is reached is the highest.
"""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QColor

from studio.cards.layout_context import Block, LayoutContext
from studio.cards.leaf_text import note
from studio.cards.scene import Plate, TextPart
from studio.templates.layout import Layer

LEVELS: Final = 5
_LEVEL: Final = re.compile(r"\bcấp\s*(?:([1-5])|(IV|V|I{1,3}))(?!\w)", re.IGNORECASE)
_ROMAN: Final = ("I", "II", "III", "IV", "V")
_COLOURS: Final = ("#A9D8F5", "#FFE873", "#FF9A2E", "#C8102E", "#6A2C91")
_INK, _PAPER = "#14171F", "#FFFFFF"
_DARK: Final = 3
"""Levels up to this one have dark numbers."""
_LOWER: Final = 1.25
"""Spacing steps by which the other segments are lower at their top."""


def level_in(text: str) -> int:
    """The level that `text` names, ``cấp 3`` or ``cấp III``; 0 where it names none."""
    found = _LEVEL.search(text)
    if found is None:
        return 0
    return int(found[1]) if found[1] else _ROMAN.index(found[2].upper()) + 1


def level_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """Words without a level stand alone: a bar that nobody named would say that there is no danger."""
    said = st.values.text(layer.slot)
    if not said:
        return None
    label = st.fit(said, st.role(layer, "role", "value"), st.fit_of(layer), width)
    block = Block(layer.id, width, label.height)
    note(block, layer, label, said)
    block.parts.append(
        TextPart(layer=layer.id, x=0, y=0, w=width, h=label.height, text=label, slot=layer.slot or "",
                 colour=st.colour(layer, "colour", "text"))
    )  # fmt: skip
    reached = level_in(said)
    if reached:
        bar = _bar(layer, reached, width, st)
        block.height += st.units(1) + bar.height
        block.place(0, block.height - bar.height, bar)
    return block


def _bar(layer: Layer, reached: int, width: int, st: LayoutContext) -> Block:
    gap, lower, corner = st.units(0.75), st.units(_LOWER), st.units(1.5)
    cell = (width - gap * (LEVELS - 1)) // LEVELS
    numbers = [
        st.typesetter.set(str(at), st.roles["number"], st.size.scale["label"], cell) for at in range(1, LEVELS + 1)
    ]
    bar = Block(layer.id, width, numbers[0].height + st.units(1) + lower)
    dark = QColor(_INK if reached <= _DARK else _PAPER)
    for at, number in enumerate(numbers, 1):
        filled, top = at <= reached, 0 if at == reached else lower
        x, tall = (at - 1) * (cell + gap), bar.height - top
        ends = (corner if at == 1 else 0, corner if at == LEVELS else 0)
        bar.parts += [
            Plate(layer=layer.id, x=x, y=top, w=cell, h=tall, fill=QColor(_COLOURS[reached - 1]) if filled else None,
                  line=st.palette("text" if filled else "muted"), line_px=max(2, st.units(0.25)),
                  corners=(ends[0], ends[1], ends[1], ends[0])),
            TextPart(layer=layer.id, x=x, y=top + (tall - number.height) // 2, w=cell, h=number.height, text=number,
                     colour=dark if filled else st.colour(layer, "colour", "text"), centred=True),
        ]  # fmt: skip
    return bar
