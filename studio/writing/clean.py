"""What was copied in Word, a browser or a table, as the plain text that belongs in a field.

Kept are words, line ends, bullets as ``•``, numbers of lists, and the cells of a table, one row a line. Styles, hidden
and deleted text, comments, no-break blanks, soft hyphens and signs that nobody sees are dropped; letters become NFC.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from studio.text import nfc

BULLET = "•"
_CODES = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x76: "•", 0x77: "•", 0x9F: "•",
    0xA7: "▪", 0xA8: "□", 0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE8: "➔", 0xFC: "✓", 0xFB: "✗", 0xFE: "☑",
}  # fmt: skip
_PRIVATE = 0xF000
"""Where Windows keeps the codes of such fonts."""
TABLE = {_PRIVATE + code: sign for code, sign in _CODES.items()}


def readable(text: str, *, symbols: bool = False) -> str:
    """`text` with such signs in place of private codes; `symbols`: the plain codes are meant too.

    A private code that is not known becomes a bullet at the start of a line and vanishes elsewhere.
    """
    if symbols:
        text = "".join(_CODES.get(ord(char), char) for char in text)
    text = text.translate(TABLE)
    head = text.lstrip()[:1]
    if head and _is_private(head):
        text = f"{BULLET} {text.lstrip()[1:].lstrip()}"
    return "".join(char for char in text if not _is_private(char))


def _is_private(char: str) -> bool:
    return 0xE000 <= ord(char) <= 0xF8FF


LARGEST = 300_000
"""Characters of HTML that are read; of more, the plain text is taken, which is always there too."""
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "table",
        "tbody",
        "thead",
        "tr",
        "blockquote",
        "pre",
        "hr",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "header",
    ]
)
_SILENT = frozenset(["head", "style", "script", "title", "xml", "del", "template"])
_VOID = frozenset(["br", "img", "meta", "link", "hr", "input", "col", "wbr", "base"])
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*comment", re.IGNORECASE)
_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_SYMBOLS = re.compile(r"font-family\s*:[^;]*\b(wingdings|symbol|webdings)\b", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_SIGNS = "•·▪◦●○■□\uf0a7\uf0b7\uf0d8"
_MARK = re.compile(f"^[ \u00a0]*[{_SIGNS}\uf000-\uf0ff–—*+§Øüvqo-][\u00a0 ]*\t\\s*|^[ \t\u00a0]*[{_SIGNS}][ \t\u00a0]*")
"""A bullet as Word writes it into plain text: the sign of its font, then a tab."""
_NUMBER = re.compile(r"^\s*(\(?(?:\d{1,3}|[A-Za-zĐđ]|[ivx]{1,4})[.)])\t\s*")
"""A number as Word writes it."""
_ITEM = re.compile(r"^(?:[•*+–—-]\s+|\d{1,2}[.)]\s+|[a-zđ][.)]\s+)")
_EMPTY_LINES = re.compile("\n{3,}")


def clean_paste(html: str | None, text: str) -> str:
    """The clean text of what was copied: from `html` where it can be read, else from `text`."""
    if html and len(html) <= LARGEST:
        reader = _PastedHtml()
        try:
            reader.feed(html)
            reader.close()
        except AssertionError:  # what the parser raises at markup it cannot make sense of
            return tidy(text)
        found = tidy(reader.text())
        if found:
            return found
    return tidy(text)


def tidy(text: str) -> str:
    """`text` in NFC without what cannot be seen; no blank at an end of a line, no more than one empty line."""
    text = _LINE_ENDS.sub("\n", text)
    lines = (_tidy_line(line) for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip("\n")


def one_line(text: str) -> str:
    """`text` for a field of one line; a blank at either end stays."""
    inner = " ".join(text.split())
    return f"{text[:1] if text[:1] == ' ' else ''}{inner}{' ' if inner and text[-1:] == ' ' else ''}"


def items_of(text: str) -> tuple[str, ...]:
    """The lines of a clean text as items of a list: without bullets, numbers and empty ones."""
    return tuple(item for item in (_ITEM.sub("", line).strip() for line in text.split("\n")) if item)


def _tidy_line(line: str) -> str:
    line = _NUMBER.sub(r"\1 ", _MARK.sub(f"{BULLET} ", line))
    if "\t" in line.strip():
        line = _row([cell.strip() for cell in line.split("\t")])
    line = _CONTROLS.sub("", _UNSEEN.sub("", _BLANKS.sub(" ", line)))
    return nfc(readable(line).replace("\u2011", "-")).strip()


class _PastedHtml(HTMLParser):
    """Reads HTML into lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[tuple[str, str]] = []
        """Elements open now, each with what it means: "", "silent", "marker" or "symbols"."""
        self._marker = ""
        self._lists: list[int | None] = []
        self._cells: list[str] | None = None

    def text(self) -> str:
        return "".join(self._out)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS or tag == "br":
            self._end_line(always=tag == "br")
        if tag in _VOID:
            return
        self._open.append((tag, self._meaning(tag, dict(attrs))))
        if tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._write(self._number())
        elif tag == "tr":
            self._cells = []

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _ in self._open):
            return
        while self._open:
            name, meaning = self._open.pop()
            if meaning == "marker":
                self._write(_marker(self._marker))
                self._marker = ""
            if name == tag:
                break
        if tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append("".join(self._take_line()).strip())
        elif tag == "tr" and self._cells is not None:
            cells, self._cells = self._cells, None
            self._write(_row(cells))
        if tag in _BLOCKS:
            self._end_line()

    def handle_data(self, data: str) -> None:
        meanings = {meaning for _, meaning in self._open}
        if "silent" in meanings:
            return
        data = _BLANKS.sub(" ", data.replace("\r", " ").replace("\n", " "))
        if "symbols" in meanings:
            data = readable(data, symbols=True)
        if "marker" in meanings:
            self._marker += data
        else:
            self._write(data)

    def _meaning(self, tag: str, attributes: dict[str, str | None]) -> str:
        style = attributes.get("style") or ""
        if tag in _SILENT or _HIDDEN.search(style):
            return "silent"
        if _MARKER.search(style):
            return "marker"
        face = f"font-family:{attributes.get('face') or ''}"
        return "symbols" if _SYMBOLS.search(style) or _SYMBOLS.search(face) else ""

    def _number(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return f"{BULLET} "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def _write(self, text: str) -> None:
        if text.strip() or (self._out and not self._out[-1].endswith("\n")):
            self._out.append(text)

    def _end_line(self, *, always: bool = False) -> None:
        """End the line in hand; inside a row of a table a blank stands for it."""
        if self._cells is not None:
            self._write(" ")
        elif always or (self._out and not self._out[-1].endswith("\n")):
            self._out.append("\n")

    def _take_line(self) -> list[str]:
        """Take back what was written since the last end of a line."""
        at = max((n + 1 for n, part in enumerate(self._out) if part.endswith("\n")), default=0)
        line, self._out[at:] = self._out[at:], []
        return line


def _marker(text: str) -> str:
    """What Word put before an item of a list: its number, or a bullet whatever the sign."""
    mark = text.strip()
    return f"{mark} " if re.match(r"^\(?\w{1,4}[.)]", mark) else f"{BULLET} "


def _row(cells: list[str]) -> str:
    """A row of a table as one line: ``Thời gian: 08:00``, or with bars between more than two cells."""
    filled = [cell for cell in cells if cell]
    if len(filled) == 2:
        return f"{filled[0].rstrip(' :')}: {filled[1]}"
    return " | ".join(filled)
