"""Which lines of a text are quoted, as an amending law quotes the articles it rewrites.

A quotation opens with a line that begins with a quotation mark and does not close itself, or with one that
announces it ("… như sau: “3a. …"), and ends with the line that ends with the matching mark. Sources forget marks;
there the numbering of the text itself tells:

- an opening before a heading that is never closed ends where the text's own numbering goes on;
- a quotation that nothing announces and that swallows exactly the numbers the text itself lacks was never meant:
  they are given back;
- so is the text's next number inside a quotation that opened below it (a quoted point holds no article).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from studio.library.sheet import article_heading, division

Numbering = Callable[[str], int | None]
"""The number that a line opens with, if it opens what the text itself numbers."""

_OPENS = ("“", '"')
_CLOSES = re.compile(r"[”\"][.;,:]?(\s*/\.)?$")
_ANNOUNCED = re.compile(r"(?:như sau|sau đây)\s*:\s*[“\"][^”\"]*$", re.IGNORECASE)
_HEADING = re.compile(
    r"^[“\"]\s*(?:(?:Điều|Chương|Mục|Tiểu mục|Phần)\s|\d{1,3}[a-zđ]?\.\s|[a-zđ]\d?\)\s)", re.IGNORECASE
)


def quoted_lines(lines: Sequence[str], numbering: Numbering) -> list[bool]:
    """For each line whether it is part of a quotation of several lines."""
    quoted, unclosed = _by_marks(lines)
    if any(quoted) or unclosed:
        numbers = [numbering(line) for line in lines]
        _close_by_number(lines, numbers, quoted, frozenset(unclosed))
        _give_back(lines, numbers, quoted, numbering)
    return quoted


def _by_marks(lines: Sequence[str]) -> tuple[list[bool], list[int]]:
    """(quoted lines, first lines of quotations without an end)."""
    quoted = [False] * len(lines)
    unclosed: list[int] = []
    start, depth = -1, 0
    for index, line in enumerate(lines):
        balance = _balance(line, depth)
        if balance > 0 and (line.startswith(_OPENS) or _ANNOUNCED.search(line)):
            if start >= 0:
                unclosed.append(start)
            # the line that announces a quotation is the text's own
            start, depth = (index if line.startswith(_OPENS) else index + 1), balance
        elif start >= 0:
            depth += balance
            if depth <= 0 and _CLOSES.search(line):
                quoted[start : index + 1] = [True] * (index + 1 - start)
                start, depth = -1, 0
    return quoted, [*unclosed, *([start] if start >= 0 else [])]


def _balance(line: str, depth: int) -> int:
    """Quotation marks the line opens less those it closes; straight ones take turns."""
    straight = line.count('"') % 2
    return line.count("“") - line.count("”") + (-straight if depth > 0 else straight)


def _close_by_number(
    lines: Sequence[str], numbers: Sequence[int | None], quoted: list[bool], unclosed: frozenset[int]
) -> None:
    """An opening before a heading reaches to the line with which the text's own numbering goes on."""
    lines_of: dict[int, list[int]] = {}
    for index, number in enumerate(numbers):
        if number is not None and not quoted[index]:
            lines_of.setdefault(number, []).append(index)
    before: int | None = None
    index = 0
    while index < len(lines):
        if index in unclosed and before is not None and _HEADING.match(lines[index]):
            following = lines_of.get(before + 1, [])
            at = bisect_right(following, index)
            if at < len(following):
                quoted[index : following[at]] = [True] * (following[at] - index)
                index = following[at]
                continue
        if not quoted[index]:
            before = numbers[index] or before
        index += 1


def _give_back(lines: Sequence[str], numbers: Sequence[int | None], quoted: list[bool], numbering: Numbering) -> None:
    """Open again what a quotation took of the text's own."""
    following: list[int | None] = [None] * (len(lines) + 1)
    for index in range(len(lines) - 1, -1, -1):
        own = None if quoted[index] else numbers[index]
        following[index] = following[index + 1] if own is None else own
    before: int | None = None
    index = 0
    while index < len(lines):
        if not quoted[index]:
            before = numbers[index] or before
            index += 1
            continue
        end = next((i for i in range(index, len(lines)) if not quoted[i]), len(lines))
        if before is not None:
            below = _opens_below(lines[index], numbering)
            announced = index > 0 and lines[index - 1].endswith(":")
            after = None if announced else following[end]
            own_at = _own_after_all(numbers, before, after, range(index, end), below)
            if own_at is not None:
                quoted[own_at:end] = [False] * (end - own_at)
                index = own_at
                continue
        index = end


def _own_after_all(
    numbers: Sequence[int | None], before: int, after: int | None, inside: range, below: bool
) -> int | None:
    """The line inside a quotation with which the text's own numbering goes on, if it does."""
    found = [(numbers[i], i) for i in inside if numbers[i] is not None]
    if below:
        return next((i for number, i in found if number == before + 1), None)
    lacking = range(before + 1, after or 0)
    if lacking and [number for number, _ in found][-len(lacking) :] == list(lacking):
        return found[-len(lacking)][1]
    return None


def _opens_below(opening: str, numbering: Numbering) -> bool:
    """Whether a quotation opens with less than what the text numbers: a point where it numbers clauses."""
    bare = opening.lstrip('“" ')
    if not opening.startswith(_OPENS) or not _HEADING.match(opening):
        return False
    return numbering(bare) is None and division(bare) is None and article_heading(bare) is None
