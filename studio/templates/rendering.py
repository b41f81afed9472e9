"""Walking the pieces of a checked text. Total and bounded: no value can raise, loop for long or grow without end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from studio.templates.filters import FILTERS
from studio.templates.pieces import Both, Choice, Condition, Either, Equal, Loop, Not, Piece, Text, Value
from studio.templates.tidying import Bit, Mark, tidy

MAX_ITEMS: Final = 50
MAX_OUTPUT: Final = 60_000
_NONE: Final[Mapping[str, str]] = {}


def render(pieces: tuple[Piece, ...], values: Mapping[str, Any]) -> str:
    """The text with `values` filled in, tidied by the render rule; at most 60 kB of UTF-8."""
    return tidy(_bounded(_walk(pieces, values)), MAX_OUTPUT)


_OPEN, _MID, _CLOSE = "\ue000", "\ue001", "\ue002"
_FIRST_NAME: Final = 0xE010
_TRACE: Final = re.compile(f"{_OPEN}(.){_MID}|{_CLOSE}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a text: what the field `name` shows, or the template's own words where it is empty."""

    text: str
    name: str = ""


def render_traced(pieces: tuple[Piece, ...], values: Mapping[str, Any]) -> tuple[Span, ...]:
    """The text that `render` gives, in pieces that tell where each comes from."""
    names: list[str] = []

    def traced(bits: Iterator[Bit]) -> Iterator[Bit]:
        for bit in bits:
            if bit.mark is Mark.VALUE and bit.text and bit.name:
                if bit.name not in names:
                    names.append(bit.name)
                sign = chr(_FIRST_NAME + names.index(bit.name))
                bit = Bit(bit.mark, f"{_OPEN}{sign}{_MID}{bit.text}{_CLOSE}", bit.name)
            yield bit

    return tuple(_spans(tidy(traced(_bounded(_walk(pieces, values))), 2 * MAX_OUTPUT), names))


def _spans(text: str, names: list[str]) -> Iterator[Span]:
    name, start = "", 0
    for sign in _TRACE.finditer(text):
        if text[start : sign.start()]:
            yield Span(text[start : sign.start()], name)
        name = names[ord(sign.group(1)) - _FIRST_NAME] if sign.group(1) else ""
        start = sign.end()
    if text[start:]:
        yield Span(text[start:], name)


def text_of(value: object) -> str:
    """A display value as text: a mapping shows its ``text``, a list its items in a row."""
    if isinstance(value, list | tuple):
        return ", ".join(text for text in map(_leaf, value[:MAX_ITEMS]) if text)
    return _leaf(value)


def _leaf(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("text")
    if type(value) is int and abs(value) < 10**18:
        return str(value)
    return value[:MAX_OUTPUT] if isinstance(value, str) else ""


def items_of(value: object) -> list[object]:
    """The items of a display value that say something, of the first 50."""
    if not isinstance(value, list | tuple):
        return []
    return [item for item in value[:MAX_ITEMS] if _says_something(item)]


def _says_something(item: object) -> bool:
    if isinstance(item, Mapping):
        return any(text_of(part).strip() for part in item.values())
    return bool(text_of(item).strip())


def _bounded(bits: Iterator[Bit]) -> Iterator[Bit]:
    left = MAX_OUTPUT
    for bit in bits:
        yield bit if len(bit.text) <= left else Bit(bit.mark, bit.text[:left])
        left -= len(bit.text)
        if left <= 0:
            return


def _walk(pieces: tuple[Piece, ...], values: Mapping[str, Any], of: Mapping[str, str] = _NONE) -> Iterator[Bit]:
    """`of`: the field behind the variable of a loop."""
    for piece in pieces:
        if isinstance(piece, Text):
            yield Bit(Mark.STATIC, piece.text)
        elif isinstance(piece, Value):
            yield Bit(Mark.VALUE, _evaluate(piece, values).strip("\n"), of.get(piece.name, piece.name))
        elif isinstance(piece, Choice):
            yield from _walk(_chosen(piece, values), values, of)
        else:
            yield from _repeat(piece, values, of)


def _repeat(loop: Loop, values: Mapping[str, Any], of: Mapping[str, str]) -> Iterator[Bit]:
    items = items_of(values.get(loop.field))
    if not items:
        yield Bit(Mark.NO_ITEMS)
    for index, item in enumerate(items, 1):
        inner = {**values, loop.variable: item, "loop": {"index": str(index)}}
        yield from _walk(loop.body, inner, {**of, loop.variable: of.get(loop.field, loop.field), "loop": ""})


def _chosen(choice: Choice, values: Mapping[str, Any]) -> tuple[Piece, ...]:
    for condition, body in choice.branches:
        if condition is None or _holds(condition, values):
            return body
    return ()


def _holds(condition: Condition, values: Mapping[str, Any]) -> bool:
    match condition:
        case Not(inner):
            return not _holds(inner, values)
        case Both(left, right):
            return _holds(left, values) and _holds(right, values)
        case Either(left, right):
            return _holds(left, values) or _holds(right, values)
        case Equal(left, right, negated):
            return (_evaluate(left, values) == _evaluate(right, values)) is not negated
        case Value():
            return bool(_evaluate(condition, values).strip())


def _evaluate(value: Value, values: Mapping[str, Any]) -> str:
    found: object = values.get(value.name) if value.name else value.constant
    if value.part:
        found = found.get(value.part, "") if isinstance(found, Mapping) else ""
    filters = value.filters
    if filters and filters[0][0] == "join":
        separator = ", " if filters[0][1] is None else filters[0][1]
        found, filters = separator.join(text_of(item) for item in items_of(found)), filters[1:]
    text = text_of(found)
    for name, given in filters:
        text = FILTERS[name].apply(text, given or "")
    return text
