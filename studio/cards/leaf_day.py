"""The days of an event, told at once: weekday, day and month, or first and last day, read from what says when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from studio.cards.layout_context import Block, LayoutContext
from studio.cards.scene import Plate, TextPart
from studio.cards.typeset import SetText
from studio.templates.layout import Layer
from studio.templates.pagination import FIRST

_DATE = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_UNTIL = re.compile(r"\b(?:đến|tới)\b|[–-]")
_NUMBER = 66
"""Percent of the card that a large number may take; the rest is for what stands beside it."""
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def days_in(texts: Iterable[str]) -> tuple[date, date] | None:
    """First and last day that one of `texts` names in full: the same day where it names no other to last until."""
    for text in texts:
        found = [(day, match) for match in _DATE.finditer(text) if (day := _day(match)) is not None]
        if not found:
            continue
        (first, begin), *later = found
        for last, end in later[:1]:
            if last > first and _UNTIL.search(text[begin.end() : end.start()]):
                return first, last
        return first, first
    return None


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _said(first: date, last: date) -> tuple[str, str, str]:
    """What stands above the number, the number, and what stands below."""
    month = f"tháng\u00a0{first.month:02}"
    if first == last:
        return _WEEKDAYS[first.weekday()], f"{first.day:02}", month
    if (first.year, first.month) == (last.year, last.month):
        return "", f"{first.day:02}–{last.day:02}", month
    return "Từ", f"{first.day:02}/{first.month:02}", f"đến\u00a0{last.day:02}/{last.month:02}"


def day_block(layer: Layer, width: int, height: int, st: LayoutContext) -> Block | None:
    """A tile, or in the variant ``large`` the day as the largest thing on the card, month and weekday behind it."""
    # The facts that go on from another card name other days: by when to register.
    days = None if st.values.text(FIRST) else days_in(said for _, said in st.values.pairs(layer.slot))
    if days is None:
        return None
    above, number, below = _said(*days)
    if layer.style.get("variant") == "large":
        return _large(layer, number, (above, below), width, st)
    small = [
        st.typesetter.set(said, st.roles["value"], st.size.scale["small"], width)
        for said in (above, below.capitalize())
        if said
    ]
    texts = [*small[:-1], _figure(layer, number, width, st), small[-1]]
    pad_x, pad_y = st.units(3.5), st.units(2)
    wide = max(made.width for made in texts) + 2 * pad_x
    block = Block(layer.id, wide, sum(made.height for made in texts) + 2 * pad_y)
    block.parts.append(
        Plate(layer=layer.id, x=0, y=0, w=wide, h=block.height, fill=st.colour(layer, "fill", "accent"),
              corners=st.corners(layer, 3))
    )  # fmt: skip
    y = pad_y
    for made in texts:
        block.parts.append(_part(layer, made, 0, y, wide, st, centred=True))
        y += made.height
    return block


def _figure(layer: Layer, number: str, width: int, st: LayoutContext) -> SetText:
    """The number as large as the setting says, or as `width` lets it be on one line."""
    role, fit = st.role(layer, "role", "figure"), st.fit_of(layer)
    px = round(fit.min_px + (fit.max_px - fit.min_px) * st.share_of(role))
    made = st.typesetter.set(number, role, px, px * len(number))
    return st.typesetter.set(number, role, px * width // made.width, width) if made.width > width else made


def _large(layer: Layer, number: str, said: tuple[str, str], width: int, st: LayoutContext) -> Block:
    figure = _figure(layer, number, width * _NUMBER // 100, st)
    px = max(st.small(), figure.face.px // 6)
    beside = [st.typesetter.set(one, st.roles["value"], px, width - figure.width) for one in said if one]
    tall = sum(made.height for made in beside)
    down = max(0, tall - beside[-1].drop - figure.rise)
    block = Block(layer.id, width, max(down + figure.height, tall))
    block.parts.append(_part(layer, figure, 0, down, figure.width, st))
    x, y = figure.width + st.units(3), down + figure.rise - tall + beside[-1].drop
    for made in beside:
        block.parts.append(_part(layer, made, x, y, made.width, st))
        y += made.height
    return block


def _part(
    layer: Layer, made: SetText, x: int, y: int, width: int, st: LayoutContext, *, centred: bool = False
) -> TextPart:
    return TextPart(layer=layer.id, x=x, y=y, w=width, h=made.height, text=made, centred=centred,
                    colour=st.colour(layer, "colour", "on_accent"))  # fmt: skip
