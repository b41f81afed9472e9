"""The eight filters of the template language: text in, text out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from studio.clock import show_date


@dataclass(frozen=True, slots=True)
class Filter:
    """`apply` takes the text (a list's texts for ``join``) and the constant given, if any."""

    apply: Callable[[str, str], str]
    takes_text: bool = False
    """True: one string constant belongs to it."""
    optional: bool = False


def date_vi(text: str) -> str:
    """``2026-11-25`` → ``25/11/2026``; anything else unchanged."""
    try:
        return show_date(date.fromisoformat(text))
    except ValueError:
        return text


def number_vi(text: str) -> str:
    """``1250000`` → ``1.250.000``; anything else unchanged."""
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return text
    return f"{int(text):,}".replace(",", ".") if len(digits) <= 18 else text


def phone(text: str) -> str:
    """Digits in the groups people read: ``0900 000 113``, ``024 0000 0113``; anything else unchanged."""
    digits = text.replace(" ", "").replace(".", "")
    if not (digits.isascii() and digits.isdigit()):
        return text
    if len(digits) == 10:
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    if len(digits) == 11:
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    return text


def title(text: str) -> str:
    """Every word with a capital, as in a name."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in text.split(" "))


FILTERS: Final[Mapping[str, Filter]] = {
    "upper": Filter(lambda text, _: text.upper()),
    "lower": Filter(lambda text, _: text.lower()),
    "title": Filter(lambda text, _: title(text)),
    "default": Filter(lambda text, given: text if text.strip() else given, takes_text=True),
    "join": Filter(lambda text, _: text, takes_text=True, optional=True),
    "date_vi": Filter(lambda text, _: date_vi(text)),
    "number_vi": Filter(lambda text, _: number_vi(text)),
    "phone": Filter(lambda text, _: phone(text)),
}
