"""A text beside its folded form, character for character, so that one pattern reads it with or without marks.

A text as lines fit for reading its structure, and the headings of Vietnamese legal documents.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from studio.errors import BadInput
from studio.text import nfc

_BREAKS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_BLANKS = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u0080-\u009f\u00ad\u200b-\u200d\u2060\ufeff]")
_GLYPHS = re.compile("[\ue000-\uf8ff]")
_FORBIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffd]")
_UNCLEAN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u1680\u2000-\u200d\u2028-\u202f\u205f-\u2069\u3000\ud800-\uf8ff\ufeff\ufffd]"
)
"""Every character that one of the patterns above looks for, but for the plain blank and line end."""
_GAZETTE = re.compile(r"^\s*(\d+\s+)?CÔNG BÁO\s*/\s*Số .*$|^\s*CÔNG BÁO\s*/", re.IGNORECASE)
_ROMAN = r"[IVXLC]+|\d+"
_ORDINAL = r"(?i:thứ\s+\S+)|(?i:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?=\s*[.:]?\s*$|\s+[A-ZĐÀ-Ỵ]{2})"
_DIVISIONS = (
    ("Phần", re.compile(rf"^(PHẦN|Phần)\s+({_ORDINAL}|{_ROMAN}|[A-H](?=\s*[.:]|$))\b[.:]?\s*(.*)$")),
    ("Chương", re.compile(rf"^(CHƯƠNG|Chương)\s+((?:{_ROMAN})[a-zA-Z]?)\b[.:]?\s*(.*)$")),
    ("Mục", re.compile(rf"^(MỤC|Mục)\s+((?:{_ROMAN})[a-z]?)\b[.:]?\s*(.*)$")),
    ("Tiểu mục", re.compile(rf"^(TIỂU MỤC|Tiểu mục)\s+((?:{_ROMAN})[a-z]?)\b[.:]?\s*(.*)$")),
)
_ARTICLE = re.compile(r"^(?:Điều|ĐIỀU)\s+(\d{1,4}[a-zđA-ZĐ]?\d?)\s*(?:[.:]\s*(.*)|$)")
_ANNEX = re.compile(r"^(PHỤ LỤC|Phụ lục)(?:\s+(số\s+)?([IVXLC]+|\d+)[A-Z]?)?\s*[.:]?\s*(.{0,160})$")
_RUNNING = re.compile(r"^(và|của|này|tại|thì|là|được|quy định|theo|hoặc|trên|trong|kèm|ban hành)\b")
DIVISION_RANK = {name: rank for rank, (name, _) in enumerate(_DIVISIONS)}


@dataclass(frozen=True, slots=True)
class Division:
    """A heading above articles: ``Chương II``; `title` when it stands on the same line."""

    name: str
    number: str
    title: str


def clean(text: str, where: str = "") -> str:
    """NFC, eth as đ, plain line ends and blanks, without invisible characters; a symbol font's glyph shows as □.

    Raises BadInput for what would show one thing and say another, or has lost its meaning: characters that
    change the direction of writing, lone surrogates, U+FFFD.
    """
    if "  " not in text and not _UNCLEAN.search(text):
        return nfc(text)  # as good as every article of a library, and one look is quicker than five
    text = _GLYPHS.sub("□", _INVISIBLE.sub("", _BREAKS.sub("\n", text)))
    found = _FORBIDDEN.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise BadInput(
            "line {line} holds a hidden direction mark or a broken character U+{ord:04X}; open the file and "
            "remove it, or save the file again as UTF-8.",
            line=line,
            ord=ord(found[0]),
            where=where,
        )
    return nfc(_BLANKS.sub(" ", text))


def split_lines(text: str) -> list[str]:
    """The lines of clean `text` that say something, trimmed; page furniture of the Official Gazette is dropped."""
    lines = (line.strip() for line in text.split("\n"))
    return [line for line in lines if line and not _GAZETTE.match(line)]


def division(line: str) -> Division | None:
    """``CHƯƠNG II QUYỀN VÀ NGHĨA VỤ`` as a division; None for running text that merely names one."""
    for name, pattern in _DIVISIONS:
        found = pattern.match(line)
        if found and not _RUNNING.match(found[3]) and len(line) < 300:
            return Division(name, found[2], found[3].strip())
    return None


def article_heading(line: str) -> tuple[str, str] | None:
    """(number, rest of the line) when `line` opens an article: ``Điều 8a. Tên``, ``Điều 5:``, a bare ``Điều 5``."""
    found = _ARTICLE.match(line)
    return None if found is None else (found[1].lower(), (found[2] or "").strip())


def annex(line: str) -> str | None:
    """The line itself when it opens an annex."""
    found = _ANNEX.match(line)
    if found is None or _RUNNING.match(found[4]) or line.endswith((";", ",")):
        return None
    return line.strip(" .:")


def is_capitals(line: str) -> bool:
    """Whether the line is written in capitals, as names of chapters are."""
    letters = [c for c in line if c.isalpha()]
    return bool(letters) and not any(c.islower() for c in letters)


def _table() -> dict[int, str]:
    """Every letter whose lower case without marks is one other character; dashes and blanks of any kind as one."""
    found = {}
    for code in (*range(0x41, 0x250), *range(0x1E00, 0x2000)):
        plain = unicodedata.normalize("NFD", chr(code).lower().replace("đ", "d").replace("ð", "d"))[:1]
        if plain and plain != chr(code):
            found[code] = plain
    return found | {ord(dash): "-" for dash in "‐‑‒–—―−"} | {ord(blank): " " for blank in "\t\xa0\u202f"}


_FOLDED = _table()
_WRAP = re.compile(r"(?<=[^\s.;:!?])\n(?=[a-z(]|dieu \d+[a-z]?(?![\w.:])|\d+[/ ,])")
"""A line end inside a sentence, as text copied from a PDF has them."""


def aligned(text: str) -> str:
    """`text` in lower case without marks, dashes as ``-``; the positions of its characters stay."""
    return text.translate(_FOLDED)


class FoldedText:
    """`text` in NFC, and `folded`, which has the same length; line ends inside a sentence are blanks there."""

    def __init__(self, text: str) -> None:
        self.text = nfc(text)
        self.folded = aligned(self.text)
        if "\n" in self.folded:
            self.folded = _WRAP.sub(" ", self.folded)
        self.bare = self.text.isascii()
        """Whether the text is written without marks altogether."""

    def match(self, pattern: re.Pattern[str], at: int) -> re.Match[str] | None:
        return pattern.match(self.folded, at)

    def written(self, start: int, end: int) -> str:
        """The text there, in one line."""
        return " ".join(self.text[start:end].split())

    def says(self, start: int, end: int, *forms: str) -> bool:
        """Whether the text has one of `forms` there as it is spelt, or without any mark (đ may keep its stroke)."""
        words = " ".join(self.text[start:end].lower().split())
        return any(words in (form, plain := aligned(form), "đ" + plain[1:]) for form in forms)
