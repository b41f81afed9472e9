"""What a file was read as, before it is stored: shown to a person, who confirms the head and a scan's numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from studio.library.importers.reading import ScannedLine
from studio.library.model import Document, Edition
from studio.library.oddities import Oddity
from studio.library.packing import pack, unpack
from studio.phrase import Phrase

Going = Callable[[int, int], bool]
"""Hears how many of how many are done, and answers whether to go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftHeading:
    """What stands at the head of a document, as a person may put it right."""

    number: str
    type: str
    title: str
    issuer: str
    issued_on: date | None
    effective_from: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDraft:
    """A file as read, not stored yet."""

    path: Path
    sha256: str
    """Of the file when it was read."""
    packed: bytes = b""
    """What was read, see `packing`: a folder of drafts waits in memory. Empty for a scan still to be compared."""
    notes: tuple[Phrase, ...] = ()
    """What was converted or left out."""
    pages: Mapping[int, int] = field(default_factory=dict)
    """Position of an article → its page from 0, where the file has pages."""
    scanned: tuple[ScannedLine, ...] = ()
    """The lines of a scan."""
    oddities: tuple[Oddity, ...] = ()
    """What stands out in its numbering."""

    @property
    def edition(self) -> Edition | None:
        """None for a scan whose lines still have to be compared; without articles for a property page."""
        return unpack(self.packed) if self.packed else None

    @property
    def heading(self) -> DraftHeading:
        """What was read at its head; all empty for a scan not yet compared."""
        edition = self.edition
        if edition is None:
            return DraftHeading(number="", type="", title="", issuer="", issued_on=None, effective_from=None)
        return heading_of(edition.document)

    def of(self, edition: Edition) -> DocumentDraft:
        """The draft, with what was read of its file."""
        return replace(self, packed=pack(edition))


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """What was read of several files, and each that could not be, with the reason."""

    ready: tuple[DocumentDraft, ...]
    refused: tuple[tuple[Path, Phrase], ...]
    many: tuple[Path, ...] = ()
    """Files in the exchange format: each holds many documents, whose heads are data already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """A page of a kept file. `width` and `height` in points."""

    png: bytes
    width: float
    height: float


def heading_of(document: Document) -> DraftHeading:
    """What stands at the head of `document`."""
    return DraftHeading(
        number=document.number,
        type=document.type,
        title=document.title,
        issuer=document.issuer,
        issued_on=document.issued_on,
        effective_from=document.effective_from,
    )
