"""Walking the pieces of a checked text. Total and bounded: no value can raise, loop for long or grow without end.

The render rule says what a text leaves out when a field is empty.

1. A line of nothing but a label (static text that ends with a colon) directly above an empty list, or above a line
   that only shows an empty field, is dropped with it.
2. An empty field takes along the clause that leads up to it ("Xem toàn văn: …", ", lúc …", " (…)"), unless words of
   the same clause follow it. A clause ends with ``. ! ? ;`` before a blank, or with the line. If another field of the
   clause has a value, only the words between the two go.
3. A line that lost everything is dropped; blank lines are collapsed to one; none stands first or last.

What a person typed is never dropped: only static words of the template are.

A checked template text as plain data, the only thing that is ever rendered, and the filters that values pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import Any, Final

from studio.clock import show_date
from studio.text import nfc


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


MAX_ITEMS: Final = 50
MAX_OUTPUT: Final = 60_000
_NONE: Final[Mapping[str, str]] = {}


_WORD: Final = re.compile(r"\w")
_CLAUSE_END: Final = re.compile(r"(?<=[.!?;])[ \t]+")
_STOPS: Final = frozenset(".!?;")


@dataclass(frozen=True, slots=True)
class CompiledText:
    """A text that passed every check."""

    origin: str
    pieces: tuple[Piece, ...]

    def render(self, values: Mapping[str, Any]) -> str:
        """Fill in display values (text, list of texts, list of mappings, or a mapping with ``text``).

        Pure, total and bounded: a missing value is empty, at most 50 items a list are shown, and the text ends at
        60 kB. The result is NFC.
        """
        return render(self.pieces, values)


class RenderMark(Enum):
    STATIC = "static"
    """Words of the template."""
    VALUE = "value"
    """What a field shows; empty when the field is."""
    NO_ITEMS = "no_items"
    """An empty list stood here."""


@dataclass(frozen=True, slots=True)
class Bit:
    mark: RenderMark
    text: str = ""
    name: str = ""
    """Field that a value shows."""


Line = list[Bit]


def tidy(bits: Iterable[Bit], max_bytes: int) -> str:
    """Apply the render rule; NFC, at most `max_bytes` of UTF-8."""
    whole = nfc("\n".join(_collapsed(_kept(_lines(bits))))).strip("\n")
    return whole.encode(errors="replace")[:max_bytes].decode(errors="ignore").rstrip()


def _lines(bits: Iterable[Bit]) -> Iterator[Line]:
    line: Line = []
    for bit in bits:
        first, *further = bit.text.split("\n")
        line.append(Bit(bit.mark, first))
        for text in further:
            yield line
            line = [Bit(bit.mark if text else RenderMark.STATIC, text)]
    yield line


def _kept(lines: Iterable[Line]) -> Iterator[str]:
    """The lines that stay, as text. One line is held back, for it may be the label of an empty list."""
    held: Line | None = None
    for line in lines:
        if held is not None and _is_label(held) and (_starts_without_items(line) or _only_empty_fields(line)):
            held = None
        if held is not None:
            yield _plain(held)
        held = _pruned(line)
    if held is not None:
        yield _plain(held)


def _collapsed(lines: Iterable[str]) -> Iterator[str]:
    blank = True
    for text in lines:
        text = text.rstrip()
        if text or not blank:
            yield text
        blank = not text


def _plain(line: Line) -> str:
    return "".join(bit.text for bit in line)


def _is_label(line: Line) -> bool:
    static = [bit for bit in line if bit.text]
    return bool(static) and static[-1].mark is RenderMark.STATIC and static[-1].text.rstrip().endswith(":")


def _starts_without_items(line: Line) -> bool:
    leading = next((bit for bit in line if bit.text or bit.mark is RenderMark.NO_ITEMS), None)
    return leading is not None and leading.mark is RenderMark.NO_ITEMS


def _only_empty_fields(line: Line) -> bool:
    return any(bit.mark is RenderMark.VALUE for bit in line) and not _WORD.search(_plain(line))


def _pruned(line: Line) -> Line | None:
    """The line without what its empty fields take along; None when nothing is left."""
    if all(bit.text for bit in line if bit.mark is RenderMark.VALUE):
        return line
    kept = [bit for clause in _clauses(line) for bit in _prune_clause(clause)]
    typed = any(bit.text for bit in kept if bit.mark is RenderMark.VALUE)
    return kept if typed or _WORD.search(_plain(kept)) else None


def _clauses(line: Line) -> Iterator[Line]:
    clause: Line = []
    for bit in line:
        if bit.mark is not RenderMark.STATIC:
            clause.append(bit)
            continue
        start = 0
        for end in _CLAUSE_END.finditer(bit.text):
            clause.append(Bit(RenderMark.STATIC, bit.text[start : end.end()]))
            yield clause
            clause, start = [], end.end()
        clause.append(Bit(RenderMark.STATIC, bit.text[start:]))
    yield clause


def _prune_clause(clause: Line) -> Line:
    values = [n for n, bit in enumerate(clause) if bit.mark is RenderMark.VALUE]
    empty = [n for n in values if not clause[n].text]
    if not empty:
        return clause
    after_last = _plain(clause[values[-1] + 1 :])
    if len(empty) == len(values):
        return _closed_up(clause) if _WORD.search(after_last) else []
    gone: set[int] = set()
    stops: Line = []
    for n in empty:
        right = next((m for m in values if m > n), len(clause))
        between = range(n + 1, right)
        if _WORD.search(_plain([clause[m] for m in between])):
            continue
        gone.update(between)
        if right == len(clause):
            left = max((m for m in values if m < n and m not in gone), default=-1)
            gone.update(range(left + 1, n))
            stops = [Bit(RenderMark.STATIC, "".join(c for c in after_last if c in _STOPS or c.isspace()))]
        gone.add(n)
    return _closed_up([bit for n, bit in enumerate(clause) if n not in gone] + stops)


def _closed_up(clause: Line) -> Line:
    """Without empty bits, and without the double blanks they leave."""
    kept: Line = []
    for bit in clause:
        if bit.mark is RenderMark.STATIC and kept and kept[-1].text.endswith(" "):
            bit = Bit(RenderMark.STATIC, bit.text.lstrip(" "))
        if bit.text or bit.mark is RenderMark.NO_ITEMS:
            kept.append(bit)
    return kept


def render(pieces: tuple[Piece, ...], values: Mapping[str, Any]) -> str:
    """The text with `values` filled in, tidied by the render rule; at most 60 kB of UTF-8."""
    return tidy(_bounded(_walk(pieces, values)), MAX_OUTPUT)


_OPEN, _MID, _CLOSE = "\ue000", "\ue001", "\ue002"
_FIRST_NAME: Final = 0xE010
_TRACE: Final = re.compile(f"{_OPEN}(.){_MID}|{_CLOSE}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A piece of a text: what the field `name` shows, or the template's own words where it is empty."""

    text: str
    name: str = ""


def render_traced(pieces: tuple[Piece, ...], values: Mapping[str, Any]) -> tuple[TextSpan, ...]:
    """The text that `render` gives, in pieces that tell where each comes from."""
    names: list[str] = []

    def traced(bits: Iterator[Bit]) -> Iterator[Bit]:
        for bit in bits:
            if bit.mark is RenderMark.VALUE and bit.text and bit.name:
                if bit.name not in names:
                    names.append(bit.name)
                sign = chr(_FIRST_NAME + names.index(bit.name))
                bit = Bit(bit.mark, f"{_OPEN}{sign}{_MID}{bit.text}{_CLOSE}", bit.name)
            yield bit

    return tuple(_spans(tidy(traced(_bounded(_walk(pieces, values))), 2 * MAX_OUTPUT), names))


def _spans(text: str, names: list[str]) -> Iterator[TextSpan]:
    name, start = "", 0
    for sign in _TRACE.finditer(text):
        if text[start : sign.start()]:
            yield TextSpan(text[start : sign.start()], name)
        name = names[ord(sign.group(1)) - _FIRST_NAME] if sign.group(1) else ""
        start = sign.end()
    if text[start:]:
        yield TextSpan(text[start:], name)


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
            yield Bit(RenderMark.STATIC, piece.text)
        elif isinstance(piece, Value):
            yield Bit(RenderMark.VALUE, _evaluate(piece, values).strip("\n"), of.get(piece.name, piece.name))
        elif isinstance(piece, Choice):
            yield from _walk(_chosen(piece, values), values, of)
        else:
            yield from _repeat(piece, values, of)


def _repeat(loop: Loop, values: Mapping[str, Any], of: Mapping[str, str]) -> Iterator[Bit]:
    items = items_of(values.get(loop.field))
    if not items:
        yield Bit(RenderMark.NO_ITEMS)
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
