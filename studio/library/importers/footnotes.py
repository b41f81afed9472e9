"""Footnotes of a printed page, told by the size of their type and where they stand.

A consolidated text (văn bản hợp nhất) says in them which law changed what. They are no part of an article, and what
they quote opens no quotation in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from studio.library.importers.layout import VisualLine

_SMALL = 0.92
"""Of the height of the type of the text; footnotes are set smaller."""
_BEGINS = re.compile(r"^\[?\(?\d{1,3}\)?\]?[\s.]*\D")
_NUMBER = re.compile(r"^\[?\(?(\d{1,3})\)?\]?[\s.]*")


def type_height(pages: Sequence[Sequence[VisualLine]]) -> float:
    """The height of the type in which most of the text is set; 0 for an empty one."""
    heights = Counter[float]()
    for line in (line for page in pages for line in page):
        heights[round(line.height, 1)] += len(line.text)
    return max(heights, key=lambda height: (heights[height], height), default=0.0)


def parted(pages: Sequence[Sequence[VisualLine]]) -> tuple[list[list[VisualLine]], list[list[VisualLine]]]:
    """(lines of the text, lines of the footnotes) of each page.

    Footnotes are the small lines at the foot of a page from the first that opens with a number on; those above it go
    on with the last of the page before. A table in small type has numbers too, but none that is raised, here or in the
    text above.
    """
    height = type_height(pages)
    texts: list[list[VisualLine]] = []
    notes: list[list[VisualLine]] = []
    for lines in pages:
        first = len(lines)
        while first > 0 and lines[first - 1].height < _SMALL * height:
            first -= 1
        marked = any(line.marked for line in lines[:first])
        begins = next((n for n in range(first, len(lines)) if _opens(lines[n], marked=marked)), None)
        if begins is None or first == 0:
            begins = first if begins is not None and notes and notes[-1] else None
        elif notes and notes[-1]:
            begins = first
        at = len(lines) if begins is None else begins
        texts.append(list(lines[:at]))
        notes.append(list(lines[at:]))
    return texts, notes


def _opens(line: VisualLine, *, marked: bool) -> bool:
    return line.opens_note or (marked and _BEGINS.match(line.text) is not None)


def joined_notes(notes: Sequence[Sequence[VisualLine]]) -> list[str]:
    """The footnotes, each a paragraph that opens with its number: ``54. Điều này được sửa đổi …``."""
    found: list[str] = []
    for line in (line for page in notes for line in page):
        number = _NUMBER.match(line.text)
        if number is not None and (line.opens_note or int(number[1]) == len(found) + 1):
            found.append(f"{number[1]}. {line.text[number.end() :]}")
        elif found:
            found[-1] += f" {line.text}"
        else:
            found.append(line.text)
    return found
