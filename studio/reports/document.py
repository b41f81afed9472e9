"""A printed report as a Word document (DOCX): head of the form, tables, charts as pictures, signature block.

The same blocks give the same bytes: the file carries the report's own day and no other time.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from studio.clock import show_date
from studio.phrase import Language, Phrase
from studio.reports.printed import Block, Paragraph, Picture, PrintedReport, PrintedTable, TableHeading
from studio.spreadsheet import clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as WordParagraph

FONT = "Times New Roman"
"""As official papers are set; Word has it everywhere."""
BODY, SMALL, CELL = 13, 10, 11
"""Points."""
PICTURE_WIDTH = 165
"""Millimetres; the page has 210, its borders take 45."""
ON_TOP: Sequence[Phrase] = (
    Phrase("SOCIALIST REPUBLIC OF VIET NAM"),
    Phrase("Independence – Freedom – Happiness"),
)
NUMBER = Phrase("No.: …………")
SIGN = Phrase("(signature, name, seal)")
MADE_BY = Phrase("MADE BY")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every part inside the file; the earliest that a ZIP can tell."""


def make_document(printed: PrintedReport, language: Language) -> bytes:
    """The file."""
    from docx import Document  # no part of the window's first paint

    document = Document()
    _set_up(document, printed)
    _head(document, printed, language)
    for block in printed.blocks:
        _block(document, block)
    _signatures(document, printed, language)
    held = io.BytesIO()
    document.save(held)
    return _timeless(held.getvalue())


def _set_up(document: Document, printed: PrintedReport) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(4)
    told = document.core_properties
    told.title, told.author, told.last_modified_by, told.comments = printed.title, "Page Studio", "Page Studio", ""
    told.created = told.modified = datetime.combine(printed.day, time(), UTC)
    told.revision = 1
    foot = section.footer.paragraphs[0]
    _say(foot, printed.mark, size=SMALL)


def _head(document: Document, printed: PrintedReport, language: Language) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    _lines(left, [(printed.unit.upper(), True), (NUMBER.to(language), False)])
    _lines(right, [(ON_TOP[0].to(language), True), (ON_TOP[1].to(language), True)])
    _centred(document, show_date(printed.day), size=SMALL)
    _centred(document, printed.title, size=BODY + 1, strong=True)
    for line in printed.lines:
        _centred(document, line, size=BODY)
    if printed.warning:
        _centred(document, printed.warning, size=BODY, strong=True)


def _block(document: Document, block: Block) -> None:
    if isinstance(block, TableHeading):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        _say(paragraph, block.text, size=BODY, strong=True)
    elif isinstance(block, Paragraph):
        paragraph = document.add_paragraph()
        _say(paragraph, block.text, size=SMALL if block.quiet else BODY, strong=block.strong)
    elif isinstance(block, PrintedTable):
        _table(document, block)
    else:
        _picture(document, block)


def _table(document: Document, told: PrintedTable) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    table = document.add_table(rows=len(told.rows), cols=len(told.rows[0]))
    table.style = "Table Grid"
    last = len(told.rows) - 1
    for at, (row, texts) in enumerate(zip(table.rows, told.rows, strict=True)):
        strong = at == 0 or (told.last_is_total and at == last)
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = 0
            if column >= told.numbers:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _say(paragraph, text, size=CELL, strong=strong)
    rights: Any = table.rows[0]._tr.get_or_add_trPr()
    rights.append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def _picture(document: Document, told: Picture) -> None:
    from docx.shared import Mm

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    _say(paragraph, told.title, size=CELL, strong=True)
    shape: Any = document.add_picture(io.BytesIO(told.png), width=Mm(PICTURE_WIDTH))
    about = shape._inline.docPr
    about.set("title", clean(told.title))
    about.set("descr", clean(told.description))


def _signatures(document: Document, printed: PrintedReport, language: Language) -> None:
    document.add_paragraph()
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    _lines(left, [(MADE_BY.to(language), True), (SIGN.to(language), False), ("", False), ("", False),
                  (printed.made_by, True)])  # fmt: skip
    _lines(right, [(printed.signed_by.upper(), True), (SIGN.to(language), False)])


def _lines(cell: _Cell, lines: Sequence[tuple[str, bool]]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    for at, (text, strong) in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _say(paragraph, text, size=CELL + 1, strong=strong)


def _centred(document: Document, text: str, *, size: int, strong: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _say(paragraph, text, size=size, strong=strong)


def _say(paragraph: WordParagraph, text: str, *, size: int, strong: bool = False) -> None:
    from docx.shared import Pt

    run = paragraph.add_run(clean(text))
    run.font.size, run.bold = Pt(size), strong or None


def _timeless(data: bytes) -> bytes:
    """The same ZIP, its parts without the time at which they were written."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as told:
        for part in made.infolist():
            whole = zipfile.ZipInfo(part.filename, _LONG_AGO)
            whole.compress_type, whole.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            told.writestr(whole, made.read(part))
    return held.getvalue()
