"""The day of an event, told at once: weekday, day and month, read from the text that says when."""

from __future__ import annotations

import re
from datetime import date

from studio.cards.scene import Plate, TextPart
from studio.cards.setting import Block, LayoutContext
from studio.cards.typeset import SetText
from studio.templates.layout import Layer

_DATE = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def day_in(text: str) -> date | None:
    """The first date that `text` names in full."""
    for found in _DATE.finditer(text):
        try:
            return date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            continue
    return None


def day_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """A tile, or in the variant ``large`` the day as the largest thing on the card, month and weekday behind it."""
    day = day_in(" ".join(said for _, said in st.values.pairs(layer.slot)))
    if day is None:
        return None
    figure, words = st.role(layer, "role", "figure"), st.roles["value"]
    fit = st.fit_of(layer)
    px = round(fit.min_px + (fit.max_px - fit.min_px) * st.share_of(figure))
    number = st.setter.set(f"{day.day:02}", figure, px, width)
    weekday, month = _WEEKDAYS[day.weekday()], f"tháng\u00a0{day.month:02}"
    if layer.style.get("variant") == "large":
        beside = [
            st.setter.set(said, words, max(st.small(), px // 6), width - number.width) for said in (weekday, month)
        ]
        return _large(layer, number, beside, width, st)
    small = [st.setter.set(said, words, st.size.scale["small"], width) for said in (weekday, month.capitalize())]
    pad_x, pad_y = st.units(3.5), st.units(2)
    wide = max(number.width, *(made.width for made in small)) + 2 * pad_x
    block = Block(layer.id, wide, number.height + sum(made.height for made in small) + 2 * pad_y)
    block.parts.append(
        Plate(layer=layer.id, x=0, y=0, w=wide, h=block.height, fill=st.colour(layer, "fill", "accent"),
              corners=st.corners(layer, 3))
    )  # fmt: skip
    y = pad_y
    for made in (small[0], number, small[1]):
        block.parts.append(_part(layer, made, 0, y, wide, st, centred=True))
        y += made.height
    return block


def _large(layer: Layer, number: SetText, beside: list[SetText], width: int, st: LayoutContext) -> Block:
    block = Block(layer.id, width, number.height)
    block.parts.append(_part(layer, number, 0, 0, number.width, st))
    x, y = number.width + st.units(3), number.rise - sum(made.height for made in beside) + beside[-1].drop
    for made in beside:
        block.parts.append(_part(layer, made, x, y, made.width, st))
        y += made.height
    return block


def _part(
    layer: Layer, made: SetText, x: int, y: int, width: int, st: LayoutContext, *, centred: bool = False
) -> TextPart:
    return TextPart(layer=layer.id, x=x, y=y, w=width, h=made.height, text=made, centred=centred,
                    colour=st.colour(layer, "colour", "on_accent"))  # fmt: skip
