"""PDF with text: visual lines joined to paragraphs, page furniture of the Official Gazette left out.

A PDF knows no paragraphs. A line was broken for want of room when the first word of the next would not have fitted
behind it; otherwise the writer ended it. Pictures of pages (scans) are told apart and left to `scan`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

import pypdfium2

from studio.errors import BadInput
from studio.library.importers.reading import Reading
from studio.library.importers.refusal import MEGABYTE
from studio.library.lines import is_capitals

LIMIT = 100 * MEGABYTE
MOST_PAGES = 2000
_SCANNED_CHARACTERS = 200
_SCANNED_SHARE = 0.8
"""A scan carries only the text of its signature: under so many characters on such a share of pages."""
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
_COLUMN = 3.0
"""Heights of the type; a wider gap parts two columns, as in the head of an official letter."""
_PASSWORD = 4
"""FPDF_ERR_PASSWORD of PDFium."""


@dataclass(slots=True)
class _Line:
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
        return same_height and -self.height / 2 < left - self.right < _COLUMN * self.height

    def add(self, letter: str, right: float) -> None:
        self.text += letter
        self.right = right
        if " " not in self.text:
            self.first_word = right - self.left


def extract(data: bytes, name: str) -> Reading:
    """The text of a PDF. Raises BadInput: protected, broken, too long, or a scan (`is_scan` tells beforehand)."""
    document = opened(data)
    try:
        if _is_scan(document):
            raise scanned()
        pages = [_kept(_lines(page)) for page in _pages(document)]
    finally:
        document.close()
    paragraphs, starts = _joined(pages)
    return Reading(text="\n".join(paragraphs), pages=tuple(starts))


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """The document in `data`; to be closed by the caller. Raises BadInput."""
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise BadInput(
                "tệp PDF có mật khẩu; hãy mở bằng mật khẩu rồi lưu một bản không khóa.",
                "the PDF is protected by a password; open it with the password and save an open copy.",
            ) from error
        raise _broken() from error
    if not 0 < count <= MOST_PAGES:
        document.close()
        raise BadInput(
            f"tệp PDF có {count} trang, giới hạn là {MOST_PAGES}; hãy tách tệp thành nhiều phần.",
            f"the PDF has {count} pages, the limit is {MOST_PAGES}; split it.",
        )
    return document


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
        "tệp PDF là bản quét, không có chữ; hãy nhập trong cửa sổ Kho văn bản để nhận dạng chữ và đối chiếu từng số, "
        "hoặc dùng bản .docx.",
        "the PDF is a scan without text; import it in the window, where the text is recognised and every number "
        "compared, or use a .docx.",
    )


def _is_scan(document: pypdfium2.PdfDocument) -> bool:
    counts = [page.get_textpage().count_chars() for page in _pages(document)]
    return sum(count < _SCANNED_CHARACTERS for count in counts) >= _SCANNED_SHARE * len(counts)


def _pages(document: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfPage]:
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError as error:
            raise _broken(number + 1) from error
        yield page
        page.close()


def _lines(page: pypdfium2.PdfPage) -> list[_Line]:
    """The visual lines of a page, told by where the letters stand; PDFium's own line ends are not always there."""
    text_page = page.get_textpage()
    found: list[_Line] = []
    blank = False
    for index, letter in enumerate(text_page.get_text_range()):
        if letter.isspace():
            blank = True
            continue
        left, bottom, right, top = text_page.get_charbox(index, loose=True)
        middle = (bottom + top) / 2
        if not found or not found[-1].takes(left, middle):
            found.append(_Line(left, right, middle, top - bottom))
        elif blank:
            found[-1].text += " "
        found[-1].add(letter, right)
        blank = False
    text_page.close()
    return found


def _kept(lines: list[_Line]) -> list[_Line]:
    """The lines of a page without its running head and page number, at the top and at the bottom."""
    kept = list(lines)
    while kept and _FURNITURE.match(kept[0].text):
        kept.pop(0)
    while kept and _FURNITURE.match(kept[-1].text):
        kept.pop()
    return kept


def _joined(pages: list[list[_Line]]) -> tuple[list[str], list[int]]:
    """(paragraphs, index of the paragraph each page begins with or goes on in)."""
    paragraphs: list[str] = []
    starts: list[int] = []
    last: _Line | None = None
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


def _right_margin(lines: list[_Line]) -> float:
    """Where full lines of the page end: the middle of its longer half."""
    ends = sorted(line.right for line in lines)
    return median(ends[len(ends) // 2 :]) if ends else 0.0


def _goes_on(paragraph: str, last: _Line, line: _Line, margin: float) -> bool:
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


def _broken(page: int | None = None) -> BadInput:
    return BadInput(
        "tệp PDF bị hỏng hoặc bị cắt cụt" + (f" (trang {page})" if page else "") + "; hãy tải lại tệp gốc.",
        "the PDF is damaged or cut off" + (f" (page {page})" if page else "") + "; get the original again.",
    )
