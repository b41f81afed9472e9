"""Walking the pieces of a checked text. Total and bounded: no value can raise, loop for long or grow without end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from studio.templates.filters import FILTERS
from studio.templates.pieces import Both, Choice, Condition, Either, Equal, Loop, Not, Piece, Text, Value
from studio.templates.tidying import Bit, Mark, tidy

MAX_ITEMS: Final = 50
MAX_OUTPUT: Final = 60_000


def render(pieces: tuple[Piece, ...], values: Mapping[str, Any]) -> str:
    """The text with `values` filled in, tidied by the render rule; at most 60 kB of UTF-8."""
    return tidy(_bounded(_walk(pieces, values)), MAX_OUTPUT)


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


def _walk(pieces: tuple[Piece, ...], values: Mapping[str, Any]) -> Iterator[Bit]:
    for piece in pieces:
        if isinstance(piece, Text):
            yield Bit(Mark.STATIC, piece.text)
        elif isinstance(piece, Value):
            yield Bit(Mark.VALUE, _evaluate(piece, values).strip("\n"))
        elif isinstance(piece, Choice):
            yield from _walk(_chosen(piece, values), values)
        else:
            yield from _repeat(piece, values)


def _repeat(loop: Loop, values: Mapping[str, Any]) -> Iterator[Bit]:
    items = items_of(values.get(loop.field))
    if not items:
        yield Bit(Mark.NO_ITEMS)
    for index, item in enumerate(items, 1):
        yield from _walk(loop.body, {**values, loop.variable: item, "loop": {"index": str(index)}})


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
