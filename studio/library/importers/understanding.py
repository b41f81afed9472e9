"""What a reading means: the edition, the pages of its articles, what is odd. Worked out in the child, for a text of
some megabytes keeps a processor busy for a minute; it crosses back as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from studio.errors import BadInput
from studio.library.importers.assemble import assemble
from studio.library.importers.reading import ReadText
from studio.library.model import Article, Edition
from studio.library.oddities import Oddity, oddities
from studio.library.sheet import article_heading, clean
from studio.phrase import Phrase

LONGEST_TEXT = 4_000_000
"""Characters; the Criminal Code has 560,000."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A document read from a file, and what a person should know who confirms it."""

    edition: Edition
    notes: tuple[Phrase, ...] = ()
    """What was converted or left out."""
    pages: Mapping[int, int] = field(default_factory=dict)
    """Position of an article → the page from 0 its heading stands on, where the file has pages."""
    oddities: tuple[Oddity, ...] = ()
    """What stands out in its numbering."""


def understand(reading: ReadText, *, source: str, numbered: bool = True) -> Understood:
    """See `assemble`. Raises BadInput, also for a text that no law is as long as."""
    if len(reading.text) > LONGEST_TEXT:
        raise BadInput(
            f"văn bản dài {len(reading.text):,} ký tự, giới hạn là {LONGEST_TEXT:,}; hãy tách thành nhiều tệp.",
            f"the text has {len(reading.text):,} characters, the limit is {LONGEST_TEXT:,}; split the file.",
        )
    edition = assemble(reading, source=source, numbered=numbered)
    return Understood(
        edition=edition,
        notes=reading.notes,
        pages=article_pages(reading, edition.articles),
        oddities=oddities(edition.articles),
    )


def article_pages(reading: ReadText, articles: tuple[Article, ...]) -> dict[int, int]:
    """Position of an article → the page (from 0) its heading stands on; articles that are not found are left out."""
    found: dict[int, int] = {}
    lines = reading.text.split("\n") if reading.pages else []
    at = 0
    for article in articles:
        for index in range(at, len(lines)):
            opened = article_heading(clean(lines[index]).strip())
            if opened is not None and opened[0] == article.number:
                found[article.position] = _page_of(reading.pages, index)
                at = index + 1
                break
    return found


def _page_of(pages: tuple[int, ...], line: int) -> int:
    return max((page for page, first in enumerate(pages) if first <= line), default=0)
