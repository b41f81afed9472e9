"""PDF with text, read letter by letter into visual lines. Pictures of pages (scans) are told apart: see `scan`.

Footnotes of a printed page, told by the size of their type and where they stand.

A consolidated text (văn bản hợp nhất) says in them which law changed what. They are no part of an article, and what
they quote opens no quotation in it.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2  # type: ignore[import-untyped]

from studio.errors import BadInput
from studio.library.importers.layout import VisualLine, joined, kept
from studio.library.importers.read_text import ReadText
from studio.phrase import Phrase
from studio.text import nfc

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


MOST_PAGES = 2000
_SCANNED_CHARACTERS = 200
_SCANNED_SHARE = 0.8
"""A scan carries only the text of its signature: under so many characters on such a share of pages."""
_PASSWORD = 4
"""FPDF_ERR_PASSWORD of PDFium."""


def extract(data: bytes) -> ReadText:
    """The text of a PDF. Raises BadInput: protected, broken, too long, or a scan (`is_scan` tells beforehand)."""
    document = opened(data)
    try:
        if _is_scan(document):
            raise scanned()
        pages, notes = parted([kept(_lines(page)) for page in _pages(document)])
    finally:
        document.close()
    paragraphs, starts = joined([kept(page) for page in pages])
    footnotes = tuple(map(nfc, joined_notes(notes)))
    told = (_set_apart(len(footnotes)),) if footnotes else ()
    return ReadText(text=nfc("\n".join(paragraphs)), pages=tuple(starts), footnotes=footnotes, notes=told)


def _set_apart(count: int) -> Phrase:
    return Phrase(
        "{n} footnote was taken out of the articles and put at the end.",
        many="{n} footnotes were taken out of the articles and put at the end.",
        n=count,
    )


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """The document in `data`; to be closed by the caller. Raises BadInput."""
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise BadInput(
                "the PDF is protected by a password; open it with the password and save an open copy."
            ) from error
        raise _broken() from error
    if not 0 < count <= MOST_PAGES:
        document.close()
        raise BadInput(
            "the PDF has {count} pages, the limit is {most_pages}; split it.", count=count, most_pages=MOST_PAGES
        )
    return document


def first_page(data: bytes, side: int) -> bytes:
    """The first page as a JPEG whose longer side has `side` pixels. Raises BadInput."""
    document = opened(data)
    try:
        page = document[0]
        made = io.BytesIO()
        page.render(scale=side / max(1.0, *page.get_size())).to_pil().convert("RGB").save(made, "JPEG", quality=82)
        return made.getvalue()
    except pypdfium2.PdfiumError as error:
        raise _broken() from error
    finally:
        document.close()


def is_scan(data: bytes) -> bool:
    """Whether the pages are pictures, as those of a signed scan are. Raises BadInput."""
    document = opened(data)
    try:
        return _is_scan(document)
    finally:
        document.close()


def scanned() -> BadInput:
    """The sentence for a scan where no text was to be recognised."""
    return BadInput(
        "the PDF is a scan without text; import it in the window, where the text is recognised and every "
        "number compared, or use a .docx."
    )


def _is_scan(document: pypdfium2.PdfDocument) -> bool:
    counts: list[int] = [page.get_textpage().count_chars() for page in _pages(document)]
    return sum(count < _SCANNED_CHARACTERS for count in counts) >= _SCANNED_SHARE * len(counts)


def _pages(document: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfPage]:
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError as error:
            raise _broken(number + 1) from error
        yield page
        page.close()


def _lines(page: pypdfium2.PdfPage) -> list[VisualLine]:
    """The visual lines of a page, told by where the letters stand; PDFium's own line ends are not always there."""
    text_page = page.get_textpage()
    found: list[VisualLine] = []
    blank = False
    for index, letter in enumerate(text_page.get_text_range()):
        if letter.isspace():
            blank = True
            continue
        mark = bool(unicodedata.combining(letter))
        left, bottom, right, top = text_page.get_charbox(index, loose=not mark)  # a mark's loose box is off its letter
        if mark and found:
            found[-1].mark(letter, left, right)
            continue
        middle, height = (bottom + top) / 2, top - bottom
        if found and found[-1].raises(letter, left, middle, height):
            found[-1].right, found[-1].marked = right, True
            continue
        if found and found[-1].begins_note(left, middle, height):
            found[-1].become_note(middle, height)
        if not found or not found[-1].takes(left, middle):
            found.append(VisualLine(left, right, middle, height))
        found[-1].add(letter, left, right, blank=blank)
        blank = False
    text_page.close()
    return found


def _broken(page: int | None = None) -> BadInput:
    return BadInput(
        "the PDF is damaged or cut off{what}; get the original again.",
        what=Phrase(" (page {page})", page=page) if page else "",
    )
