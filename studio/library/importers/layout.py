"""From the visual lines of pages to the paragraphs that were written.

A PDF knows no paragraphs, a scan neither. A line was broken for want of room when the first word of the next would
not have fitted behind it; otherwise the writer ended it. Running heads and page numbers are left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median

from studio.library.folded_text import is_capitals

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
_BROKEN_NUMBER = re.compile(r"\d/$|[A-ZĐ\d]-$")
"""``40/2024/`` or ``40/2024/QĐ-`` at the end of a line goes on without a blank."""
_INDENT = 8.0
"""Points by which the first line of a paragraph stands to the right of the line before."""
_BLANK = 0.2
"""Width of a blank in heights of the type."""
_NARROWEST = 0.05
"""Width of the narrowest blank in heights of the type; PDFium makes up blanks where letters touch."""
COLUMN = 3.0
"""Heights of the type; a wider gap parts two columns, as in the head of an official letter."""


_NOTE_MARKS = frozenset("0123456789[]()*")
_RAISED_NUMBER = re.compile(r"\[?\(?\d{1,3}\)?\]?")
_METRES = re.compile(r"(?<![^\W\d_])[kcdm]?m$")
_RAISED = 0.8
"""Height of a raised mark in heights of the line's type, at most."""
_LIFTED = 0.05
"""How far its middle is above that of the line, in heights of the type, at least."""


@dataclass(slots=True)
class VisualLine:
    """A visual line; lengths in points."""

    left: float
    right: float
    middle: float
    height: float
    """Middle and height of the type, not of its letters: they are the same for a comma and a capital."""
    text: str = ""
    first_word: float = 0.0
    """Width of its first word."""
    marked: bool = False
    """The number of a footnote stood in it, and was left out."""
    opens_note: bool = False
    """It opens with a raised small number, as a footnote does."""
    _letters: list[tuple[float, float, int]] = field(default_factory=list)
    """Left, right, and the end in `text` of each letter that was added."""

    def takes(self, left: float, middle: float) -> bool:
        """Whether a letter there stands on this line: at its height, behind its last letter, no column away."""
        same_height = abs(middle - self.middle) < self.height / 2
        return same_height and -self.height / 2 < left - self.right < COLUMN * self.height

    def raises(self, letter: str, left: float, middle: float, height: float) -> bool:
        """Whether a letter there is a raised small mark behind this line: the number of a footnote, and not that of a
        square metre."""
        if letter not in _NOTE_MARKS or height > _RAISED * self.height or not self.takes(left, middle):
            return False
        return middle > self.middle + _LIFTED * self.height and not _METRES.search(self.text)

    def begins_note(self, left: float, middle: float, height: float) -> bool:
        """Whether a letter there follows on the raised small number that is all of this line so far."""
        return (
            bool(_RAISED_NUMBER.fullmatch(self.text))
            and self.height < _RAISED * height
            and 0 < self.middle - middle < height / 2
            and -height / 2 < left - self.right < COLUMN * height
        )

    def become_note(self, middle: float, height: float) -> None:
        """Take the height of the text that follows the number, a blank apart from it."""
        self.middle, self.height, self.opens_note = middle, height, True
        self.text += " "

    def add(self, letter: str, left: float, right: float, *, blank: bool) -> None:
        """Put a letter behind the others; `blank`: one is said to stand before it, which counts where there is room."""
        if blank and left - self.right > _NARROWEST * self.height:
            self.text += " "
        self.text += letter
        self._letters.append((left, right, len(self.text)))
        self.right = right
        if " " not in self.text:
            self.first_word = right - self.left

    def mark(self, mark: str, left: float, right: float) -> None:
        """Put a mark to the letter it stands over, or the nearest: fonts that lack ``ị`` draw its dot apart, late."""
        middle = (left + right) / 2

        def distance(number: int) -> float:
            begin, end, _ = self._letters[number]
            return max(begin - middle, middle - end, 0.0)

        at = min(reversed(range(len(self._letters))), key=distance)
        place = self._letters[at][2]
        self.text = self.text[:place] + mark + self.text[place:]
        self._letters[at:] = [(begin, end, after + len(mark)) for begin, end, after in self._letters[at:]]


def kept(lines: list[VisualLine]) -> list[VisualLine]:
    """The lines of a page without its running head and page number, at the top and at the bottom."""
    kept = list(lines)
    while kept and _FURNITURE.match(kept[0].text):
        kept.pop(0)
    while kept and _FURNITURE.match(kept[-1].text):
        kept.pop()
    return kept


def joined(pages: list[list[VisualLine]]) -> tuple[list[str], list[int]]:
    """(paragraphs, index of the paragraph each page begins with or goes on in)."""
    paragraphs: list[str] = []
    starts: list[int] = []
    last: VisualLine | None = None
    for lines in pages:
        margin = _right_margin(lines)
        starts.append(len(paragraphs))
        for index, line in enumerate(lines):
            if last is not None and _goes_on(paragraphs[-1], last, line, margin):
                paragraphs[-1] += line.text if _BROKEN_NUMBER.search(paragraphs[-1]) else f" {line.text}"
                if index == 0:
                    starts[-1] = len(paragraphs) - 1
            else:
                paragraphs.append(line.text)
            last = line
    return paragraphs, starts


def _right_margin(lines: list[VisualLine]) -> float:
    """Where full lines of the page end: the middle of its longer half."""
    ends = sorted(line.right for line in lines)
    return median(ends[len(ends) // 2 :]) if ends else 0.0


def _goes_on(paragraph: str, last: VisualLine, line: VisualLine, margin: float) -> bool:
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
