"""Khoản and điểm inside an article's text, found where the article writes them and never renumbered."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLAUSE = re.compile(r"^(\d{1,3}[a-zđ]?)\.\s+\S")
_POINT = re.compile(r"^([a-zđ]\d?)\)\s*\S")
_OPENS = ("“", '"')
_CLOSES = re.compile(r"[”\"][.;,:]?(\s*/\.)?$")


@dataclass(frozen=True, slots=True)
class Part:
    """A clause or a point: its number or letter and its lines, marker included."""

    number: str
    text: str


def clauses(article: str) -> list[Part]:
    """The numbered clauses of an article's text, in order; headings inside a quotation are not the article's own."""
    return _parts(article, _CLAUSE)


def clause(article: str, number: str) -> str | None:
    """Text of clause `number` (``1``, ``2a``), or None."""
    return next((part.text for part in clauses(article) if part.number == number.lower()), None)


def points(text: str) -> list[Part]:
    """The lettered points of a clause, or of an article that has no clauses."""
    return _parts(text, _POINT)


def point(text: str, letter: str) -> str | None:
    """Text of point `letter` (``a``, ``đ``, ``c1``), or None."""
    return next((part.text for part in points(text) if part.number == letter.lower()), None)


def find_place(article: str, clause_number: str | None, letter: str | None) -> str | None:
    """The text a citation points at inside an article, or None when the article has no such place."""
    text: str | None = article
    if clause_number:
        text = clause(article, clause_number)
    elif letter and clauses(article):
        return None
    if letter and text is not None:
        text = point(text, letter)
    return text


def _parts(text: str, marker: re.Pattern[str]) -> list[Part]:
    found: list[tuple[str, list[str]]] = []
    for line, quoted in quoted_lines(text.split("\n")):
        match = None if quoted else marker.match(line)
        if match:
            found.append((match[1], [line]))
        elif found:
            found[-1][1].append(line)
    return [Part(number, "\n".join(lines)) for number, lines in found]


def quoted_lines(lines: list[str]) -> list[tuple[str, bool]]:
    """Each line with whether it belongs to a quotation of several lines, as amending laws use them.

    A quotation opens with a line that begins with a quotation mark and does not close itself, and ends with the
    line that ends with the matching one. An opening that finds no end before the next opening is taken for a slip
    of the pen.
    """
    quoted = [False] * len(lines)
    start, depth = -1, 0
    for index, line in enumerate(lines):
        balance = _balance(line, depth)
        if line.startswith(_OPENS) and balance > 0:
            start, depth = index, balance
        elif start >= 0:
            depth += balance
            if depth <= 0 and _CLOSES.search(line):
                quoted[start : index + 1] = [True] * (index + 1 - start)
                start, depth = -1, 0
    return list(zip(lines, quoted, strict=True))


def _balance(line: str, depth: int) -> int:
    """Quotation marks the line opens less those it closes; straight ones take turns."""
    straight = line.count('"') % 2
    return line.count("“") - line.count("”") + (-straight if depth > 0 else straight)
