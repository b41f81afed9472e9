"""Web pages of legal documents: the text of vbpl.vn and of sites built like it, without what stands around it.

A page is read as text only: no script runs, nothing is fetched, entities stand for characters alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from studio.errors import BadInput
from studio.library.folded_text import article_heading, division
from studio.library.importers.encodings import Encoding, conversion, convert, decode_bytes, repaired
from studio.library.importers.read_text import ReadText
from studio.library.importers.vbpl import properties
from studio.phrase import Phrase
from studio.text import nfc, squeeze

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
_CUT_OFF = Phrase("The page has no end (</html>) and may be cut off; compare its last article with the original.")
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")


def extract(data: bytes) -> ReadText:
    """The text of a web page, or the facts of a property page. Raises BadInput."""
    tree, encoding = _opened(data)
    given = properties(tree)
    content = _content(tree)
    if content is None and given:
        return ReadText(text="", given=given)
    reader = _HtmlLines()
    for element in _with_head(content) if content is not None else tree.iter("body"):
        reader.read(element)
        reader.end_line()
    text = "\n".join(reader.lines)
    if encoding is None:
        text, encoding = repaired(text)
    notes = [conversion(encoding)] if encoding else []
    if reader.struck:
        notes.append(Phrase("Words that are struck through were left out."))
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
        raise BadInput("the page is nested too deeply; open it, copy the text into Word and save it as .docx.")
    if tree is None:
        raise BadInput("the file is no web page that can be read; download it again, or save the text as .docx.")
    return tree


def _content(tree: Any) -> Any:
    found = (element for place in _PLACES for element in tree.xpath(place))
    return next((element for element in found if squeeze("".join(element.itertext()))), None)


def _with_head(content: Any) -> Iterator[Any]:
    """The text, and before it what stands beside it: vbpl.vn prints number, issuer and date in tables above."""
    if content.get("id") == "toanvancontent":
        yield from reversed([e for e in content.itersiblings(preceding=True) if e.tag == "table"])
    yield content


class _HtmlLines:
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
        inner = _HtmlLines()
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
