"""Which lines of a text are quoted, as an amending law quotes the articles it rewrites.

A quotation opens with a line that begins with a quotation mark and does not close itself, or with one that
announces it ("… như sau: “3a. …"), and ends with the line that ends with the matching mark. Sources forget marks;
there the numbering of the text itself tells:

- an opening before a heading that is never closed ends where the text's own numbering goes on;
- a quotation that swallows exactly the numbers the text itself lacks was never meant: they are given back;
- so is the text's next number inside a quotation that opened below it (a quoted point holds no article).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from studio.library.lines import article_heading, division

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
        for start in unclosed:
            _close_by_number(lines, numbers, quoted, start)
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


def _close_by_number(lines: Sequence[str], numbers: Sequence[int | None], quoted: list[bool], start: int) -> None:
    if start >= len(lines) or not _HEADING.match(lines[start]):
        return
    before = _first(numbers, quoted, range(start - 1, -1, -1))
    for index in range(start + 1, len(lines)):
        if before is not None and not quoted[index] and numbers[index] == before + 1:
            quoted[start:index] = [True] * (index - start)
            return


def _give_back(lines: Sequence[str], numbers: Sequence[int | None], quoted: list[bool], numbering: Numbering) -> None:
    before: int | None = None
    index = 0
    while index < len(lines):
        if not quoted[index]:
            before = numbers[index] or before
            index += 1
            continue
        end = next((i for i in range(index, len(lines)) if not quoted[i]), len(lines))
        if before is not None:
            after = _first(numbers, quoted, range(end, len(lines)))
            own = _own_after_all(numbers, before, after, range(index, end), _opens_below(lines[index], numbering))
            if own is not None:
                quoted[own:end] = [False] * (end - own)
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


def _first(numbers: Sequence[int | None], quoted: Sequence[bool], where: Iterable[int]) -> int | None:
    """The first number of the text itself on the lines of `where`."""
    return next((n for i in where if not quoted[i] and (n := numbers[i]) is not None), None)
