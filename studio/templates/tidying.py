"""The render rule: what a text leaves out when a field is empty.

1. A line of nothing but a label (static text that ends with a colon) directly above an empty list, or above a line
   that only shows an empty field, is dropped with it.
2. An empty field takes along the clause that leads up to it ("Xem toàn văn: …", ", lúc …", " (…)"), unless words of
   the same clause follow it. A clause ends with ``. ! ? ;`` before a blank, or with the line. If another field of the
   clause has a value, only the words between the two go.
3. A line that lost everything is dropped; blank lines are collapsed to one; none stands first or last.

What a person typed is never dropped: only static words of the template are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from studio.text import nfc

_WORD: Final = re.compile(r"\w")
_CLAUSE_END: Final = re.compile(r"(?<=[.!?;])[ \t]+")
_STOPS: Final = frozenset(".!?;")


class Mark(Enum):
    STATIC = "static"
    """Words of the template."""
    VALUE = "value"
    """What a field shows; empty when the field is."""
    NO_ITEMS = "no_items"
    """An empty list stood here."""


@dataclass(frozen=True, slots=True)
class Bit:
    mark: Mark
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
            line = [Bit(bit.mark if text else Mark.STATIC, text)]
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
    return bool(static) and static[-1].mark is Mark.STATIC and static[-1].text.rstrip().endswith(":")


def _starts_without_items(line: Line) -> bool:
    leading = next((bit for bit in line if bit.text or bit.mark is Mark.NO_ITEMS), None)
    return leading is not None and leading.mark is Mark.NO_ITEMS


def _only_empty_fields(line: Line) -> bool:
    return any(bit.mark is Mark.VALUE for bit in line) and not _WORD.search(_plain(line))


def _pruned(line: Line) -> Line | None:
    """The line without what its empty fields take along; None when nothing is left."""
    if all(bit.text for bit in line if bit.mark is Mark.VALUE):
        return line
    kept = [bit for clause in _clauses(line) for bit in _prune_clause(clause)]
    typed = any(bit.text for bit in kept if bit.mark is Mark.VALUE)
    return kept if typed or _WORD.search(_plain(kept)) else None


def _clauses(line: Line) -> Iterator[Line]:
    clause: Line = []
    for bit in line:
        if bit.mark is not Mark.STATIC:
            clause.append(bit)
            continue
        start = 0
        for end in _CLAUSE_END.finditer(bit.text):
            clause.append(Bit(Mark.STATIC, bit.text[start : end.end()]))
            yield clause
            clause, start = [], end.end()
        clause.append(Bit(Mark.STATIC, bit.text[start:]))
    yield clause


def _prune_clause(clause: Line) -> Line:
    values = [n for n, bit in enumerate(clause) if bit.mark is Mark.VALUE]
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
            stops = [Bit(Mark.STATIC, "".join(c for c in after_last if c in _STOPS or c.isspace()))]
        gone.add(n)
    return _closed_up([bit for n, bit in enumerate(clause) if n not in gone] + stops)


def _closed_up(clause: Line) -> Line:
    """Without empty bits, and without the double blanks they leave."""
    kept: Line = []
    for bit in clause:
        if bit.mark is Mark.STATIC and kept and kept[-1].text.endswith(" "):
            bit = Bit(Mark.STATIC, bit.text.lstrip(" "))
        if bit.text or bit.mark is Mark.NO_ITEMS:
            kept.append(bit)
    return kept
