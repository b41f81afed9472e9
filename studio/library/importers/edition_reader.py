"""What a reading means: the edition, the pages of its articles, what is odd. Worked out in the child, for a text of
some megabytes keeps a processor busy for a minute; it crosses back as JSON.

Opening a file of one document, in the child process from the first byte on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from studio import codec
from studio.errors import BadInput
from studio.library.anomalies import NumberingAnomaly, oddities
from studio.library.folded_text import article_heading, clean
from studio.library.importers.assemble import assemble
from studio.library.importers.read_text import MEGABYTE, ReadText, read_bytes, refuse_disguise, unsupported
from studio.library.model import Article, Edition
from studio.phrase import Phrase
from studio.sandbox import Sandbox, damaged

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
    oddities: tuple[NumberingAnomaly, ...] = ()
    """What stands out in its numbering."""


def understand(reading: ReadText, *, source: str, numbered: bool = True) -> Understood:
    """See `assemble`. Raises BadInput, also for a text that no law is as long as."""
    if len(reading.text) > LONGEST_TEXT:
        raise BadInput(
            "the text has {n:,} characters, the limit is {longest_text:,}; split the file.",
            n=len(reading.text),
            longest_text=LONGEST_TEXT,
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


LIMITS = {
    ".docx": 30 * MEGABYTE,
    ".htm": 20 * MEGABYTE,
    ".html": 20 * MEGABYTE,
    ".pdf": 100 * MEGABYTE,
    ".txt": 20 * MEGABYTE,
}
"""By the ending of the name: how many bytes there may be."""


def bytes_of(path: Path) -> bytes:
    """The bytes of a file that can be one of these; a task of the child too: a drive may never answer.

    Raises BadInput.
    """
    kind = path.suffix.lower()
    if kind not in LIMITS:
        raise unsupported(path)
    data = read_bytes(path, LIMITS[kind])
    refuse_disguise(data, kind)
    return data


def read(sandbox: Sandbox, data: bytes, kind: str, *, source: str, numbered: bool = True) -> Understood:
    """What a file of that ending is, read and understood in the child; see `assemble` for the rest. Raises BadInput."""
    told = sandbox.run(read_here, data, kind=kind, source=source, numbered=numbered)
    try:
        return codec.read(Understood, told)
    except ValueError as error:  # the file made something else of the child
        raise damaged() from error


def read_here(data: bytes, *, kind: str, source: str, numbered: bool = True) -> Any:
    """The same without protection, as plain data; the task of the child. Raises BadInput, RecursionError."""
    return codec.plain(understand(_extract(data, kind), source=source, numbered=numbered))


def text_here(data: bytes, *, kind: str) -> str:
    """The words of a file that need be no law; a task of the child, too. Raises BadInput, also for a scan."""
    return _extract(data, kind).text


def _extract(data: bytes, kind: str) -> ReadText:
    """The text, by what reads that kind of file; nothing else is loaded, for that takes longer than most files do."""
    if kind == ".docx":
        from studio.library.importers import word

        return word.extract(data)
    if kind == ".pdf":
        from studio.library.importers import pdf

        return pdf.extract(data)
    if kind == ".txt":
        from studio.library.importers import plain

        return plain.extract(data)
    from studio.library.importers import html

    return html.extract(data)
