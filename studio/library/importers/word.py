"""Word documents: body and tables in order, with the numbers of automatic lists.

External parts (templates, pictures by address) are never followed; only the text of the file is read.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from studio.errors import BadInput
from studio.library.importers.archive import require_safe
from studio.library.importers.encodings import Encoding, conversion, convert, font_encoding, is_capital_font
from studio.library.importers.numbering import Numbering, read_numbering
from studio.library.importers.reading import ReadText
from studio.library.importers.wordstyles import Styles, is_hidden
from studio.library.lines import article_heading, division
from studio.phrase import Phrase

_P, _TBL, _TR, _TC, _T, _R = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t", "r"))
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
_CHANGES = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_BOX = qn("w:txbxContent")
_UNICODE = re.compile("[\u0102-\u01b0\u1ea0-\u1ef9]")
"""Vietnamese letters that no encoding of one byte a character is read as."""


def extract(data: bytes) -> ReadText:
    """The text of a .docx. Raises BadInput."""
    require_safe(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        _refuse_changes(body)
        styles = Styles(document.styles.element)
        reader = _Reader(styles, _numbering(document, styles))
        text = "\n".join(reader.lines(body))
        margins = tuple(reader.words.of(p) for p in (*_margins(document), *_boxes(body)))
        return ReadText(text=text, margins=margins, notes=(*reader.words.notes(), *_footnotes(document)))
    except BadInput:
        raise
    except (
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        SyntaxError,
        OpcError,
    ) as error:  # lxml's errors are SyntaxErrors
        raise BadInput(
            "cấu trúc tệp Word bị hỏng; hãy mở bằng Word và lưu lại thành .docx.",
            "the structure of the Word file is damaged; open it in Word and save it as .docx.",
        ) from error


class _Words:
    """The visible text of paragraphs, letters of fonts before Unicode converted."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._converted: set[Encoding] = set()
        self._hidden = False

    def of(self, paragraph: Any) -> str:
        """Text boxes are read apart, the fallback copy of a drawing and hidden words not at all."""
        pieces: list[tuple[str, str]] = []
        for element in paragraph.iter(_T, *_BREAKS):
            if _owner(element, _P) is not paragraph or _owner(element, _FALLBACK) is not None:
                continue
            run = _owner(element, _R)
            if run is not None and is_hidden(run):
                self._hidden = self._hidden or bool((element.text or "").strip())
                continue
            font = "" if run is None else self._styles.font(run)
            pieces.append((font if font_encoding(font) else "", _BREAKS.get(element.tag) or element.text or ""))
        # A letter of VNI may be torn over two runs, so runs of one font are put together first.
        return "".join(
            self._unicode("".join(text for _, text in run), font) for font, run in groupby(pieces, key=itemgetter(0))
        )

    def _unicode(self, text: str, font: str) -> str:
        """Word shows Unicode letters in another font when they were typed in one of these; they stay."""
        encoding = font_encoding(font)
        if encoding is None or _UNICODE.search(text):
            return text
        converted = text if text.isascii() else convert(text, encoding)
        if converted != text:
            self._converted.add(encoding)
        return converted.upper() if is_capital_font(font) else converted

    def notes(self) -> tuple[Phrase, ...]:
        """What happened to the text on the way, once the paragraphs are read."""
        hidden = Phrase(
            "Tệp có chữ ẩn; phần đó không được nhập.",
            "The file holds hidden text, which was left out.",
        )
        return (*map(conversion, sorted(self._converted)), *([hidden] if self._hidden else []))


class _Reader:
    """Turns the body into lines, counting automatic numbers on the way."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.words = _Words(styles)
        self._styles = styles
        self._numbering = numbering
        self._in_head = True

    def lines(self, block: Any) -> Iterator[str]:
        for child in block:
            if child.tag == _P:
                yield self._paragraph(child)
            elif child.tag == _TBL:
                yield from self._table(child)
            elif child.tag != qn("w:sectPr"):  # content controls and the like hold paragraphs too
                yield from self.lines(child)

    def _paragraph(self, element: Any) -> str:
        text = self.words.of(element)
        label = self._label(element)
        line = f"{label} {text}" if label and text.strip() else text
        if self._in_head and (article_heading(line.strip()) or division(line.strip())):
            self._in_head = False
        return line

    def _label(self, element: Any) -> str:
        instance, depth, style = self._styles.list_of(element)
        if depth is None:
            depth = self._numbering.depth_of_style(instance, style)
        given = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if given is not None:
            number, level = given.find(qn("w:numId")), given.find(qn("w:ilvl"))
            instance = instance if number is None else number.get(qn("w:val"), "")
            depth = depth if level is None else int(level.get(qn("w:val"), "0"))
        return self._numbering.label(instance, depth) if instance not in {"", "0"} else ""

    def _table(self, table: Any) -> Iterator[str]:
        """Header and signature tables cell by cell; a table inside the text row by row, its cells apart by ``|``."""
        for row in table.iter(_TR):
            if _owner(row, _TBL) is not table:
                continue
            cells = [[line for line in self.lines(cell) if line.strip()] for cell in row.findall(_TC)]
            if not self._in_head and len(cells) > 1 and all(len(cell) <= 1 for cell in cells):
                yield " | ".join(cell[0] if cell else "" for cell in cells).strip(" |")
            else:
                for cell in cells:
                    yield from cell


def _owner(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


def _numbering(document: Any, styles: Styles) -> Numbering:
    relations = (r for r in document.part.rels.values() if r.reltype.endswith("/numbering") and not r.is_external)
    found = next(relations, None)
    return read_numbering(None if found is None else found.target_part.element, styles.list_of_style)


def _margins(document: Any) -> Iterator[Any]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
            yield from relation.target_part.element.iter(_P)


def _boxes(body: Any) -> Iterator[Any]:
    for box in body.iter(_TEXT_BOX):
        yield from box.iter(_P)


def _footnotes(document: Any) -> Iterator[Phrase]:
    """Notes under the page are no text of the document; a consolidated text tells its sources there."""
    parts = (r for r in document.part.rels.values() if r.reltype.endswith("/footnotes") and not r.is_external)
    for relation in parts:
        root = parse_xml(relation.target_part.blob)
        count = sum(1 for note in root.iter(qn("w:footnote")) if note.get(qn("w:type")) is None)
        if count:
            yield Phrase(
                f"Có {count} chú thích cuối trang không được nhập; hãy xem bản gốc.",
                f"{count} footnotes were left out; see the original.",
            )


def _refuse_changes(body: Any) -> None:
    if next(body.iter(*_CHANGES), None) is not None:
        raise BadInput(
            "tệp còn thay đổi đang theo dõi (Track Changes); hãy chấp nhận hoặc từ chối hết trong Word rồi lưu lại.",
            "the file holds tracked changes; accept or reject them all in Word and save it again.",
        )
