"""What a reader of files gives back: the words of one document, and what it knows of how they came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studio.phrase import Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """The text of a file, before anything is understood of it."""

    text: str
    """Lines apart by ``\\n``."""
    margins: tuple[str, ...] = ()
    """Lines of page headers, footers and text boxes: not of the text, but a secrecy mark may stand there."""
    footnotes: tuple[str, ...] = ()
    """Of printed pages, in order, each with its number; not of the text of any article."""
    notes: tuple[Phrase, ...] = ()
    """What was converted or left out on the way, for the person who checks."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Facts that stand beside the text, as on a property page: number, type, issuer, title, status, issued_on,
    effective_from, effective_to (days as ISO 8601)."""
    pages: tuple[int, ...] = ()
    """Index of the first line of each page, where the file has pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedLine:
    """A line of a scan. Lengths in points, from the top left corner of its page."""

    page: int
    """From 0."""
    text: str
    left: float
    top: float
    width: float
    height: float
    first_word: float
    """Width of its first word."""

    @property
    def doubtful(self) -> bool:
        """Whether a person has to compare it: it holds a digit."""
        return any(letter.isdigit() for letter in self.text)
