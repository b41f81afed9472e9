"""Web pages of legal documents: the text of vbpl.vn and of sites built like it, without what stands around it.

A page is read as text only: no script runs, nothing is fetched, entities stand for characters alone.

The property page of vbpl.vn, the state's database of legal documents, and what its other pages say beside a text.

What the database says of the effect is its own statement, with its day: a person of the unit has yet to confirm it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml import etree

from studio.errors import BadInput
from studio.library.importers.encodings import Encoding, conversion, convert, decode_bytes, repaired
from studio.library.importers.reading import ReadText
from studio.library.model import Status
from studio.library.numbers import FULL_NUMBER
from studio.library.sheet import article_heading, division
from studio.phrase import Phrase
from studio.text import fold, nfc, squeeze

STATUSES = {
    "con hieu luc": Status.IN_FORCE,
    "chua co hieu luc": Status.NOT_YET,
    "het hieu luc mot phan": Status.PARTLY_EXPIRED,
    "het hieu luc toan bo": Status.EXPIRED,
    "het hieu luc": Status.EXPIRED,
    "ngung hieu luc": Status.SUSPENDED,
    "ngung hieu luc mot phan": Status.SUSPENDED,
    "ngung hieu luc toan bo": Status.SUSPENDED,
    "tam ngung hieu luc": Status.SUSPENDED,
    "khong con phu hop": Status.UNSUITABLE,
}
"""The database's words, folded."""
_LABELS = {
    "so ky hieu": "number",
    "loai van ban": "type",
    "co quan ban hanh": "issuer",
    "ngay ban hanh": "issued_on",
    "ngay co hieu luc": "effective_from",
    "ngay het hieu luc": "effective_to",
    "tinh trang hieu luc": "status",
    "hieu luc": "status",
}
_RELATIONS = {
    "van ban bi thay the": "replaces",
    "van ban thay the": "replaced_by",
    "van ban bi bai bo": "repeals",
    "van ban bai bo": "repealed_by",
    "van ban bi het hieu luc": "repeals",
    "van ban bi bai bo mot phan": "partly_repeals",
    "van ban bi het hieu luc mot phan": "partly_repeals",
    "van ban duoc sua doi": "amends",
    "van ban bi sua doi": "amends",
    "van ban bi sua doi, bo sung": "amends",
    "van ban duoc sua doi bo sung": "amends",
    "van ban sua doi": "amended_by",
    "van ban sua doi bo sung": "amended_by",
    "van ban sua doi, bo sung": "amended_by",
    "van ban duoc dinh chinh": "corrects",
    "van ban dinh chinh": "corrected_by",
    "van ban bi dinh chi": "suspends",
    "van ban dinh chi": "suspended_by",
    "van ban duoc huong dan": "guides",
    "van ban duoc quy dinh chi tiet, huong dan thi hanh": "guides",
    "van ban huong dan": "guided_by",
    "van ban quy dinh chi tiet, huong dan thi hanh": "guided_by",
    "van ban can cu": "based_on",
    "van ban dan chieu": "refers_to",
    "van ban duoc hop nhat": "consolidates",
    "van ban hop nhat": "consolidated_in",
}
"""Headings of lists of documents, folded, and the relation of this document to those listed (see `relations.NAMES`)."""
_DAY = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_DAYS = frozenset({"issued_on", "effective_from", "effective_to"})


def properties(tree: Any) -> dict[str, str]:
    """What the page says of the document; see `Reading.given`, and `relations`: ``kind number`` a line.

    Empty for a page of another site.
    """
    found: dict[str, str] = {}
    relations: list[str] = []
    for label, values in _rows(tree):
        name = _LABELS.get(label)
        if name is not None and values and name not in found:
            found |= _value(name, values[0])
        if (kind := _RELATIONS.get(label)) is not None:
            numbers = (number[0] for value in values for number in FULL_NUMBER.finditer(value))
            relations += [f"{kind} {''.join(number.split())}" for number in numbers]
    title = next(iter(_texts(_of_class(tree, "vbProperties", "td", "title"))), "")
    if title and found.get("number"):
        found["title"] = title
    if relations and found.get("number"):
        found["relations"] = "\n".join(dict.fromkeys(relations))
    return found


def relations_given(told: str) -> Iterator[tuple[str, str]]:
    """(kind, number) of each line of ``relations``."""
    for line in told.splitlines():
        kind, _, number = line.partition(" ")
        if kind and number:
            yield kind, number


def _rows(tree: Any) -> Iterator[tuple[str, list[str]]]:
    """Label, folded, with its values: of the table of properties, its title lines, and the strip above the text."""
    for row in _of_class(tree, "vbProperties", "tr"):
        cells = [(cell.get("class", ""), text) for cell, text in zip(row, _texts(row), strict=True)]
        for index, (kind, text) in enumerate(cells):
            if "label" in kind.split():
                yield _label(text), [value for _, value in cells[index + 1 : index + 2]]
            elif "title" in kind.split() and ":" in text:
                label, _, value = text.partition(":")
                yield _label(label), [value.strip()]
    for item in _of_class(tree, "vbInfo", "li"):
        label, _, value = next(iter(_texts([item]))).partition(":")
        yield _label(label), [value.strip()]
    for holder in _of_class(tree, "vbLienQuan", "tr"):
        cells_text = _texts(holder)
        if len(cells_text) > 1:
            yield _label(cells_text[0]), cells_text[1:]


def _of_class(tree: Any, holder: str, tag: str, of: str = "") -> list[Any]:
    inside = f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {holder} ')]//{tag}"
    found: list[Any] = tree.xpath(inside)
    return [element for element in found if not of or of in element.get("class", "").split()]


def _label(text: str) -> str:
    return fold(text.split("/")[0]).strip(" :")


def _value(name: str, text: str) -> dict[str, str]:
    if name in _DAYS:
        day = _DAY.search(text)
        try:
            return {name: date(int(day[3]), int(day[2]), int(day[1])).isoformat()} if day else {}
        except ValueError:
            return {}
    if name == "status":
        status = STATUSES.get(fold(text).strip(" .:"))
        return {name: status.value} if status else {}
    return {name: text} if text else {}


def _texts(elements: Any) -> list[str]:
    return [squeeze(" ".join(element.itertext())) for element in elements]


_PLACES = (
    "//*[@id='toanvancontent']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' toanvancontent ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' content1 ')]",
    "//article",
    "//main",
)
"""Where the text stands: vbpl.vn, thuvienphapluat.vn, and pages that say so in HTML. Else it is the whole body."""
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "figure", "h1"}
    | {"h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "td", "th", "ul"}
)
_LEFT_OUT = frozenset(
    {"button", "form", "head", "iframe", "input", "nav", "noscript", "object", "option", "script", "select", "style"}
    | {"svg", "template", "textarea"}
)
_STRUCK = frozenset({"del", "s", "strike"})
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_EDGE = 8192
"""Bytes at either end of a page in which its root element is looked for."""
_CUT_OFF = Phrase(
    "Trang không có phần kết thúc (</html>), có thể bị cắt cụt; hãy đối chiếu điều cuối cùng với bản gốc.",
    "The page has no end (</html>) and may be cut off; compare its last article with the original.",
)
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")


def extract(data: bytes) -> ReadText:
    """The text of a web page, or the facts of a property page. Raises BadInput."""
    tree, encoding = _opened(data)
    given = properties(tree)
    content = _content(tree)
    if content is None and given:
        return ReadText(text="", given=given)
    reader = _Reader()
    for element in _with_head(content) if content is not None else tree.iter("body"):
        reader.read(element)
        reader.end_line()
    text = "\n".join(reader.lines)
    if encoding is None:
        text, encoding = repaired(text)
    notes = [conversion(encoding)] if encoding else []
    if reader.struck:
        notes.append(Phrase("Chữ bị gạch ngang không được nhập.", "Words that are struck through were left out."))
    if _is_cut_off(data):
        notes.append(_CUT_OFF)
    return ReadText(text=text, notes=tuple(notes), given=given)


def _is_cut_off(data: bytes) -> bool:
    """Whether a page begins and does not end: a download that broke. Its last articles may be missing."""
    return b"<html" in data[:_EDGE].lower() and b"</html" not in data[-_EDGE:].lower()


def _opened(data: bytes) -> tuple[Any, Encoding | None]:
    """(the page, the old encoding its bytes were in)."""
    for bom, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(bom):
            return _parsed(data.decode(name, "replace")), None
    try:
        return _parsed(data.decode("utf-8")), None
    except UnicodeDecodeError:
        pass
    words = " ".join(_parsed(data.decode("latin-1")).itertext()).encode("latin-1", "ignore")
    found = decode_bytes(words)
    if found is not None:
        return _parsed(_decoded(data, found[1])), found[1]
    declared = _CHARSET.search(data[:4096])
    try:
        return _parsed(data.decode(declared[1].decode() if declared else "cp1252", "replace")), None
    except LookupError:
        return _parsed(data.decode("cp1252", "replace")), None


def _decoded(data: bytes, encoding: Encoding) -> str:
    """The page, markup and all: what is ASCII stays."""
    if encoding is Encoding.WINDOWS:
        return nfc(data.decode("cp1258", "replace"))
    return convert(data.decode("latin-1" if encoding is Encoding.VISCII else "cp1252", "replace"), encoding)


def _parsed(text: str) -> Any:
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(_XML_HEAD.sub("", text, count=1).replace("\0", ""), parser)
    except (etree.LxmlError, ValueError):
        tree = None
    if any("depth" in error.message.lower() for error in parser.error_log):
        raise BadInput(
            "trang web lồng nhau quá sâu; hãy mở trang, chép phần văn bản sang Word và lưu thành .docx.",
            "the page is nested too deeply; open it, copy the text into Word and save it as .docx.",
        )
    if tree is None:
        raise BadInput(
            "tệp không phải trang web đọc được; hãy tải lại trang hoặc lưu văn bản thành .docx.",
            "the file is no web page that can be read; download it again, or save the text as .docx.",
        )
    return tree


def _content(tree: Any) -> Any:
    found = (element for place in _PLACES for element in tree.xpath(place))
    return next((element for element in found if squeeze("".join(element.itertext()))), None)


def _with_head(content: Any) -> Iterator[Any]:
    """The text, and before it what stands beside it: vbpl.vn prints number, issuer and date in tables above."""
    if content.get("id") == "toanvancontent":
        yield from reversed([e for e in content.itersiblings(preceding=True) if e.tag == "table"])
    yield content


class _Reader:
    """Turns elements into lines: one for each block, as they stand on the page."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.struck = False
        self._words: list[str] = []
        self._in_head = True

    def read(self, element: Any) -> None:
        """Take in one element and what is inside, without the text that follows it."""
        if not isinstance(element.tag, str) or element.tag in _LEFT_OUT or _is_unseen(element):
            return
        if element.tag in _STRUCK:
            self.struck = self.struck or bool(squeeze("".join(element.itertext())))
            return
        if element.tag == "table":
            self.end_line()
            self._table(element)
            return
        if element.tag == "br" or element.tag in _BLOCKS:
            self.end_line()
        self._words.append(element.text or "")
        for child in element:
            self.read(child)
            self._words.append(child.tail or "")
        if element.tag in _BLOCKS:
            self.end_line()

    def end_line(self) -> None:
        """What was read since the last end is a line, white space as a browser shows it."""
        line = squeeze("".join(self._words))
        self._words = []
        if line:
            self.lines.append(line)
            if article_heading(line) or division(line):
                self._in_head = False

    def _table(self, table: Any) -> None:
        """Tables of the head cell by cell; a table inside the text row by row, its cells apart by ``|``."""
        for row in table.iter("tr"):
            if next(row.iterancestors("table"), None) is not table:
                continue
            cells = [self._cell(cell) for cell in row if cell.tag in ("td", "th")]
            if not self._in_head and len(cells) > 1 and all(len(cell) <= 1 for cell in cells):
                self._add(" | ".join(cell[0] if cell else "" for cell in cells).strip(" |"))
            else:
                for cell in cells:
                    for line in cell:
                        self._add(line)

    def _cell(self, cell: Any) -> list[str]:
        inner = _Reader()
        inner._in_head = self._in_head
        inner.read(cell)
        inner.end_line()
        self.struck = self.struck or inner.struck
        return inner.lines

    def _add(self, line: str) -> None:
        self._words = [line]
        self.end_line()


def _is_unseen(element: Any) -> bool:
    return "hidden" in element.attrib or _UNSEEN.search(element.get("style", "")) is not None
