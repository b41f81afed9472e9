"""Spans of working time and hours of a day as a person types them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from studio.feedback.hours import OpenTime
from studio.feedback.model import Span, SpanUnit
from studio.text import fold, squeeze
from studio.translation import ntr

_BEGINNINGS = {
    SpanUnit.MINUTE: ("phut", "ph", "p", "minute", "min", "m"),
    SpanUnit.HOUR: ("gio", "g", "hour", "h"),
    SpanUnit.DAY: ("ngay", "n", "day", "d"),
}
"""Folded words of each unit; a plural s is passed over."""
_SPAN = re.compile(r"(\d{1,4})\s*([a-z]+)")
_OPEN = re.compile(r"(\d{1,2})[:hg](\d{2})?\s*[-–—]\s*(\d{1,2})[:hg](\d{2})?")


def span_text(span: Span | None) -> str:
    """``4 giờ``; empty for none."""
    if span is None:
        return ""
    words = {
        SpanUnit.MINUTE: ntr("{n} minute", "{n} minutes", span.amount),
        SpanUnit.HOUR: ntr("{n} hour", "{n} hours", span.amount),
        SpanUnit.DAY: ntr("{n} day", "{n} days", span.amount),
    }
    return words[span.unit].format(n=span.amount)


def read_span(text: str) -> Span | None:
    """None for an empty text. Raises ValueError for what is no length of time."""
    typed = squeeze(fold(text))
    if not typed:
        return None
    found = _SPAN.fullmatch(typed)
    if found is not None:
        word = found[2].removesuffix("s")
        unit = next((unit for unit, words in _BEGINNINGS.items() if word in words), None)
        if unit is not None:
            return Span(amount=int(found[1]), unit=unit)
    raise ValueError(text)


def open_text(times: Sequence[OpenTime]) -> str:
    """``07:30–11:30, 13:00–17:00``; empty for a day off."""
    return ", ".join(f"{one.start:%H:%M}–{one.end:%H:%M}" for one in times)


def read_open(text: str) -> tuple[OpenTime, ...]:
    """The hours of a day; none for an empty text. Raises ValueError."""
    parts = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    return tuple(_read_one(part) for part in parts)


def _read_one(text: str) -> OpenTime:
    found = _OPEN.fullmatch(text)
    if found is None:
        raise ValueError(text)
    start, end = time(int(found[1]), int(found[2] or 0)), time(int(found[3]), int(found[4] or 0))
    return OpenTime(start=start, end=end)
