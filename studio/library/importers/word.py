"""Word documents: body and tables in order, with the numbers of automatic lists.

External parts (templates, pictures by address) are never followed; only the text of the file is read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from studio.errors import BadInput
from studio.library.importers.archive import require_safe
from studio.library.importers.legacy import is_legacy_font
from studio.library.importers.numbering import Numbering, read_numbering
from studio.library.importers.reading import Reading
from studio.library.importers.refusal import MEGABYTE, legacy_encoding

LIMIT = 30 * MEGABYTE
_P, _TBL, _TR, _TC, _T = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t"))
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
_CHANGES = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT_BOX = qn("w:txbxContent")


def extract(data: bytes) -> Reading:
    """The text of a .docx. Raises BadInput."""
    require_safe(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        reader = _Reader(_numbering(document), _style_lists(document))
        _refuse_changes(body)
        _refuse_legacy_fonts(body)
        text = "\n".join(reader.lines(body))
        return Reading(text=text, margins=(*_margins(document), *_boxes(body)))
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


class _Reader:
    """Turns the body into lines, counting automatic numbers on the way."""

    def __init__(self, numbering: Numbering, style_lists: dict[str, tuple[str, int]]) -> None:
        self._numbering = numbering
        self._style_lists = style_lists
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
        text = _text(element)
        if text.strip().startswith(("Điều ", "Chương ", "CHƯƠNG ")):
            self._in_head = False
        label = self._label(element)
        return f"{label} {text}" if label and text.strip() else text

    def _label(self, element: Any) -> str:
        properties = element.pPr
        if properties is None:
            return ""
        given = properties.find(qn("w:numPr"))
        style = properties.find(qn("w:pStyle"))
        instance, depth = self._style_lists.get(style.get(qn("w:val"), ""), ("", 0)) if style is not None else ("", 0)
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


def _text(paragraph: Any) -> str:
    """Visible text of a paragraph; text boxes are read apart, the fallback copy of a drawing not at all."""
    return "".join(
        _BREAKS.get(element.tag) or element.text or ""
        for element in paragraph.iter(_T, *_BREAKS)
        if _owner(element, _P) is paragraph and _owner(element, _FALLBACK) is None
    )


def _owner(element: Any, tag: str) -> Any:
    return next(element.iterancestors(tag), None)


def _numbering(document: Any) -> Numbering:
    relations = (r for r in document.part.rels.values() if r.reltype.endswith("/numbering") and not r.is_external)
    found = next(relations, None)
    return read_numbering(None if found is None else found.target_part.element)


def _style_lists(document: Any) -> dict[str, tuple[str, int]]:
    """Styles that number their paragraphs: style id → (list instance, level)."""
    found: dict[str, tuple[str, int]] = {}
    for style in document.styles.element.iter(qn("w:style")):
        number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        level = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:ilvl')}")
        if number is not None:
            depth = 0 if level is None else int(level.get(qn("w:val"), "0"))
            found[style.get(qn("w:styleId"), "")] = (number.get(qn("w:val"), ""), depth)
    return found


def _margins(document: Any) -> Iterator[str]:
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")) and not relation.is_external:
            yield from (_text(p) for p in relation.target_part.element.iter(_P))


def _boxes(body: Any) -> Iterator[str]:
    for box in body.iter(_TEXT_BOX):
        yield from (_text(p) for p in box.iter(_P))


def _refuse_changes(body: Any) -> None:
    if next(body.iter(*_CHANGES), None) is not None:
        raise BadInput(
            "tệp còn thay đổi đang theo dõi (Track Changes); hãy chấp nhận hoặc từ chối hết trong Word rồi lưu lại.",
            "the file holds tracked changes; accept or reject them all in Word and save it again.",
        )


def _refuse_legacy_fonts(body: Any) -> None:
    for run in body.iter(qn("w:r")):
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        words = (t.text for t in run.iter(_T))
        if fonts is not None and any(map(is_legacy_font, fonts.values())) and any(t and not t.isascii() for t in words):
            raise legacy_encoding()
