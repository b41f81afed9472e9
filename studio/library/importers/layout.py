"""From the visual lines of pages to the paragraphs that were written.

A PDF knows no paragraphs, a scan neither. A line was broken for want of room when the first word of the next would
not have fitted behind it; otherwise the writer ended it. Running heads and page numbers are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from studio.library.lines import is_capitals

_FURNITURE = re.compile(
    r"^\W*(?:\d+\s+)?CÔNG BÁO\s*/\s*Số\b.*$|^\W*(?:trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?\W*$", re.IGNORECASE
)
_HEADS = re.compile(
    r"^(?:(?:Điều|ĐIỀU)\s+\d{1,4}[a-zđ]?\d?\s*[.:]|(?:Chương|CHƯƠNG|Mục|MỤC|Phần|PHẦN|Tiểu mục|TIỂU MỤC)\s+\S+\W*$"
    r"|[a-zđ]\d?\)\s|[-–+•]\s|PHỤ LỤC\b|Căn cứ\s)"
)
"""What no writer's line begins with by chance."""
_CLAUSE = re.compile(r"^\d{1,3}[a-zđ]?\.\s")
_ARTICLE = re.compile(r"^Điều\s+\d{1,4}[a-zđ]?\d?\s*[.:]")
_ENDS = re.compile(r"[.;:…”\"]$")
_INDENT = 8.0
"""Points by which the first line of a paragraph stands to the right of the line before."""
_BLANK = 0.2
"""Width of a blank in heights of the type."""
COLUMN = 3.0
"""Heights of the type; a wider gap parts two columns, as in the head of an official letter."""


@dataclass(slots=True)
class Line:
    """A visual line; lengths in points."""

    left: float
    right: float
    middle: float
    height: float
    """Middle and height of the type, not of its letters: they are the same for a comma and a capital."""
    text: str = ""
    first_word: float = 0.0
    """Width of its first word."""

    def takes(self, left: float, middle: float) -> bool:
        """Whether a letter there stands on this line: at its height, behind its last letter, no column away."""
        same_height = abs(middle - self.middle) < self.height / 2
        return same_height and -self.height / 2 < left - self.right < COLUMN * self.height

    def add(self, letter: str, right: float) -> None:
        self.text += letter
        self.right = right
        if " " not in self.text:
            self.first_word = right - self.left


def kept(lines: list[Line]) -> list[Line]:
    """The lines of a page without its running head and page number, at the top and at the bottom."""
    kept = list(lines)
    while kept and _FURNITURE.match(kept[0].text):
        kept.pop(0)
    while kept and _FURNITURE.match(kept[-1].text):
        kept.pop()
    return kept


def joined(pages: list[list[Line]]) -> tuple[list[str], list[int]]:
    """(paragraphs, index of the paragraph each page begins with or goes on in)."""
    paragraphs: list[str] = []
    starts: list[int] = []
    last: Line | None = None
    for lines in pages:
        margin = _right_margin(lines)
        starts.append(len(paragraphs))
        for index, line in enumerate(lines):
            if last is not None and _goes_on(paragraphs[-1], last, line, margin):
                paragraphs[-1] += f" {line.text}"
                if index == 0:
                    starts[-1] = len(paragraphs) - 1
            else:
                paragraphs.append(line.text)
            last = line
    return paragraphs, starts


def _right_margin(lines: list[Line]) -> float:
    """Where full lines of the page end: the middle of its longer half."""
    ends = sorted(line.right for line in lines)
    return median(ends[len(ends) // 2 :]) if ends else 0.0


def _goes_on(paragraph: str, last: Line, line: Line, margin: float) -> bool:
    """Whether `line` goes on with `paragraph`, of which `last` is the last line so far."""
    if _HEADS.match(line.text) or _is_title(last.text) != _is_title(line.text):
        return False
    if _CLAUSE.match(line.text) and (_ENDS.search(last.text) or _ARTICLE.match(paragraph)):
        return False
    if line.left > last.left + _INDENT or (last.text.endswith(";") and line.text[0].isupper()):
        return False
    return last.right + _BLANK * last.height + line.first_word > margin


def _is_title(text: str) -> bool:
    """A line in capitals; a number such as ``40/2024/QH15`` is none."""
    return is_capitals(text) and " " in text
