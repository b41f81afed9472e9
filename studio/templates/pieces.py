"""A checked template text as plain data, the only thing that is ever rendered, and the filters that values pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from studio.clock import show_date


class ValueKind(StrEnum):
    """What stands behind a name."""

    TEXT = "text"
    """One text; it may have named parts (the phone of a contact)."""
    LIST = "list"
    """Texts, or records with named parts."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Kind of a name, and the parts that may be asked for with a dot."""

    kind: ValueKind
    parts: frozenset[str] = frozenset()
    records: bool = False
    """True: a list of records, whose items are shown by part only."""


@dataclass(frozen=True, slots=True)
class Value:
    """``name``, ``name.part`` or a constant, through filters."""

    name: str = ""
    part: str = ""
    constant: str = ""
    filters: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Equal:
    left: Value
    right: Value
    negated: bool


@dataclass(frozen=True, slots=True)
class Not:
    inner: Condition


@dataclass(frozen=True, slots=True)
class Both:
    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Either:
    left: Condition
    right: Condition


Condition = Value | Equal | Not | Both | Either


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Loop:
    variable: str
    field: str
    body: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The first branch whose condition holds; None always holds."""

    branches: tuple[tuple[Condition | None, tuple[Piece, ...]], ...] = field(default=())


Piece = Text | Value | Loop | Choice


@dataclass(frozen=True, slots=True)
class TextFilter:
    """One of the eight filters of the template language: text in, text out. `apply` takes the text (a list's texts for
    ``join``) and the constant given, if any."""

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


FILTERS: Final[Mapping[str, TextFilter]] = {
    "upper": TextFilter(lambda text, _: text.upper()),
    "lower": TextFilter(lambda text, _: text.lower()),
    "title": TextFilter(lambda text, _: title(text)),
    "default": TextFilter(lambda text, given: text if text.strip() else given, takes_text=True),
    "join": TextFilter(lambda text, _: text, takes_text=True, optional=True),
    "date_vi": TextFilter(lambda text, _: date_vi(text)),
    "number_vi": TextFilter(lambda text, _: number_vi(text)),
    "phone": TextFilter(lambda text, _: phone(text)),
}
