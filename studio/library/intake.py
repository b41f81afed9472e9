"""Taking documents in from files: what was read is shown to a person before it counts.

A draft is what a file says, as far as it was understood. Nothing of it is stored before it is taken; it is then one
transaction, with the file kept beside the text.

What a file was read as, before it is stored: shown to a person, who confirms the head and a scan's numbers.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from studio.canonical import sha256
from studio.clock import Clock
from studio.errors import BadInput, NotFound
from studio.library.anomalies import NumberingAnomaly
from studio.library.confirmation import joined
from studio.library.importers import edition_reader, scan
from studio.library.importers.assemble import build
from studio.library.importers.edition_reader import Understood, understand
from studio.library.importers.read_text import ScannedLine, without_number
from studio.library.model import Document, Edition, Original
from studio.library.numbers import FULL_NUMBER, number_key
from studio.library.packed_edition import pack, unpack
from studio.library.structure import ParsedArticle
from studio.phrase import Phrase
from studio.sandbox import Sandbox

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage import StoredLibrary
    from studio.library.storage_history import StoredOriginals

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
    oddities: tuple[NumberingAnomaly, ...] = ()
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


class Intake:
    """Reads files into drafts, and takes drafts into the library."""

    def __init__(self, repo: StoredLibrary, originals: StoredOriginals, clock: Clock) -> None:
        self._repo = repo
        self._originals = originals
        self._clock = clock

    def read(self, path: Path, sandbox: Sandbox) -> DocumentDraft:
        """The draft of a file of one document. Raises BadInput, also for a scan."""
        data = sandbox.run(edition_reader.bytes_of, path)
        return _drafted(path, sha256(data), edition_reader.read(sandbox, data, path.suffix.lower(), source=path.name))

    def recognise(self, path: Path, sandbox: Sandbox, *, going: Going | None = None) -> DocumentDraft | None:
        """The same; a scan is recognised page by page and comes back with its lines and without edition.

        None when `going` (pages done, of how many) said to stop. Raises BadInput, also where no Tesseract is.
        """
        from studio.library.importers.pdf import is_scan

        data = sandbox.run(edition_reader.bytes_of, path)
        if path.suffix.lower() != ".pdf" or not sandbox.run(is_scan, data):
            read = edition_reader.read(sandbox, data, path.suffix.lower(), source=path.name, numbered=False)
            return _drafted(path, sha256(data), read)
        tesseract = scan.find_tesseract()
        if tesseract is None:
            raise scan.missing()
        lines = scan.recognise(sandbox, data, tesseract, going=going)
        if lines is None:
            return None
        return DocumentDraft(path=path, sha256=sha256(data), notes=scan.settled(lines).notes, scanned=lines)

    def settle(self, draft: DocumentDraft, texts: Mapping[int, str]) -> DocumentDraft:
        """The scan with its lines as a person compared them: `texts` holds every doubtful line by its index.

        Raises BadInput while a doubtful line is missing, or when the text is no document.
        """
        missing = [n for n, line in enumerate(draft.scanned) if line.doubtful and n not in texts]
        if missing:
            line = draft.scanned[missing[0]]
            raise BadInput(
                "{n} line with digits is not compared yet, on page {page}: “{text}”.",
                many="{n} lines with digits are not compared yet, the first on page {page}: “{text}”.",
                n=len(missing),
                page=line.page + 1,
                text=line.text,
            )
        lines = tuple(scan.corrected(line, texts[n]) if n in texts else line for n, line in enumerate(draft.scanned))
        read = understand(scan.settled(lines), source=draft.path.name, numbered=False)
        return replace(_drafted(draft.path, draft.sha256, read), scanned=lines)

    def take(self, draft: DocumentDraft, heading: DraftHeading | None = None, *, by: str = "") -> Document:
        """Store the draft with `heading` as a person confirmed it (None: as read), and keep its file.

        Raises BadInput, StorageTrouble.
        """
        edition = draft.edition
        if edition is None:
            raise BadInput(
                "the scan is not checked yet; compare each line with digits with its page image, then save again.",
                where=draft.path.name,
            )
        if heading is not None:
            edition = renamed(edition, heading)
        if not edition.document.number:
            raise without_number()
        data = _unchanged(draft)
        kept = self._originals.keep(data)
        document = edition.document
        original = Original(
            document=document.key,
            sha256=kept,
            name=draft.path.name,
            size=len(data),
            read_as=document.sha256,
            taken_at=self._clock.now(),
            taken_by=by,
            scanned=bool(draft.scanned),
            pages=draft.pages,
        )
        with self._originals.transaction():
            self._put(edition)
            self._originals.tie(original)
        return self._repo.document(document.key) or document

    def _put(self, edition: Edition) -> None:
        """Store the edition; a property page is joined to the document it tells of, or stands in for its text."""
        known = None if edition.articles else self._repo.document(edition.document.key)
        if known is None:
            self._repo.import_all([edition])
        else:
            self._repo.save(joined(known, edition.document))

    def originals(self, key: str) -> tuple[Original, ...]:
        """The files a document came from, the newest first."""
        return self._originals.of(key)

    def file(self, sha256: str) -> bytes:
        """A kept file. Raises NotFound, Untrusted."""
        return self._originals.get(sha256)

    def page(self, original: Original, page: int, sandbox: Sandbox) -> PagePicture:
        """A page (from 0) of a kept PDF as a picture. Raises NotFound, Untrusted, BadInput."""
        if not original.name.lower().endswith(".pdf"):
            raise NotFound("{name} has no pages to show.", name=original.name)
        return picture(sandbox, self._originals.get(original.sha256), page)


def _drafted(path: Path, sha256: str, read: Understood) -> DocumentDraft:
    """Who confirms a draft may give the number that its head lacks."""
    notes = read.notes if read.edition.document.number else (*read.notes, without_number().phrase)
    draft = DocumentDraft(path=path, sha256=sha256, notes=notes, pages=read.pages, oddities=read.oddities)
    return draft.of(read.edition)


def draft_page(draft: DocumentDraft, page: int, sandbox: Sandbox) -> PagePicture:
    """A page (from 0) of a draft's PDF. Raises BadInput."""
    return picture(sandbox, _unchanged(draft), page)


def picture(sandbox: Sandbox, data: bytes, page: int) -> PagePicture:
    """A page (from 0) of a PDF. Raises BadInput."""
    told = sandbox.run(scan.page_picture, data, page=page)
    return PagePicture(png=base64.b64decode(told["png"]), width=told["width"], height=told["height"])


def renamed(edition: Edition, heading: DraftHeading) -> Edition:
    """The edition under another head, with the key, ids and hash that go with it. Raises BadInput."""
    number = " ".join(heading.number.split())
    if not number or (not FULL_NUMBER.fullmatch(number) and number != edition.document.number):
        raise BadInput("the number must look like “13/2023/NĐ-CP” or “874/QĐ-BTTTT”.", where="number")
    if heading.issued_on and heading.effective_from and heading.effective_from < heading.issued_on:
        raise BadInput(
            "the day it takes effect is before the day of issue; correct one of them.", where="effective_from"
        )
    document = replace(
        edition.document,
        key=number_key(number),
        number=number,
        type=heading.type.strip(),
        title=heading.title.strip(),
        issuer=heading.issuer.strip(),
        issued_on=heading.issued_on,
        effective_from=heading.effective_from,
    )
    sections = [ParsedArticle(number=a.number, heading=a.heading, path=a.path, text=a.text) for a in edition.articles]
    return build(document, sections)


def _unchanged(draft: DocumentDraft) -> bytes:
    data = edition_reader.bytes_of(draft.path)
    if sha256(data) != draft.sha256:
        raise BadInput("the file has changed since it was read; import it again.", where=draft.path.name)
    return data
