"""From the lines of a document to its articles, with the division each stands under.

Numbers stay as written: gaps, repeats and ``Điều 8a`` are the document's own. Headings inside a quotation belong
to the law being amended and stay text. Annexes and attached regulations restart their numbering; their path says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from studio.library.lines import (
    DIVISION_RANK,
    Division,
    annex,
    article_heading,
    division,
    is_capitals,
)
from studio.library.quotations import quoted_lines

_SIGNATURE = re.compile(
    r"^((TM|KT|TL|TUQ|Q)\.\s.*|(CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|GIÁM ĐỐC|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG KIỂM TOÁN|THỐNG ĐỐC"
    r"|TRƯỞNG PHÒNG|TRƯỞNG CÔNG AN)[^.;:]{0,60})$"
)
_ATTACHED = re.compile(r"^\(?\s*(Ban hành )?kèm theo\b", re.IGNORECASE)
_LONGEST_NAME = 400
_LONGEST_SIGNATURE = 60
"""Lines; what is longer holds more than a signature and is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedArticle:
    """An article as found: number as printed (empty for text outside articles), name, path, text."""

    number: str
    heading: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class DocumentOutline:
    """`head`: the lines before the first heading; `sections`: the articles and what else holds text."""

    head: list[str]
    sections: list[ParsedArticle]


@dataclass(slots=True)
class _Reader:
    """Walks the lines once, keeping the divisions above and the article being read."""

    sections: list[ParsedArticle] = field(default_factory=list)
    root: str = ""
    above: dict[str, str] = field(default_factory=dict)
    number: str | None = None
    heading: str = ""
    body: list[str] = field(default_factory=list)
    untitled: str = ""
    """Division whose title is still to come, on the next line or lines."""
    signed: bool = False

    def path(self) -> str:
        parts = [self.root] if self.root else []
        return " > ".join([*parts, *(self.above[name] for name in DIVISION_RANK if name in self.above)])

    def close(self) -> None:
        """Store the article being read; a signature with its list of recipients is no article."""
        if self.number is not None and not (self.signed and len(self.body) <= _LONGEST_SIGNATURE):
            heading, body = _named(self.heading, self.body) if self.number else (self.heading, self.body)
            if self.number or body:
                text = "\n".join(body)
                self.sections.append(ParsedArticle(number=self.number, heading=heading, path=self.path(), text=text))
        self.number, self.heading, self.body, self.untitled, self.signed = None, "", [], "", False

    def open(self, number: str, rest: str) -> None:
        """An article begins; a heading that stands twice in a row opens it once."""
        if number != self.number or self.body:
            self.close()
        self.number, self.heading = number, rest

    def divide(self, found: Division) -> None:
        self.close()
        rank = DIVISION_RANK[found.name]
        self.above = {name: text for name, text in self.above.items() if DIVISION_RANK[name] < rank}
        self.above[found.name] = f"{found.name} {found.number} {found.title}".strip()
        self.untitled = "" if found.title else found.name

    def restart(self, root: str) -> None:
        """An annex or an attached regulation begins: what follows until its first article is its own text."""
        self.close()
        self.root, self.above, self.number, self.heading = root, {}, "", root

    def sign(self, line: str) -> None:
        """The signature block begins."""
        if not self.signed:
            self.close()
            self.number, self.heading, self.signed = "", "Phần cuối văn bản", True
        self.body.append(line)

    def take(self, line: str) -> None:
        if self.untitled and self.number is None and len(self.above[self.untitled]) + len(line) < _LONGEST_NAME:
            has_title = self.above[self.untitled].count(" ") > self.untitled.count(" ") + 1
            if is_capitals(line) or not has_title:
                self.above[self.untitled] += f" {line}"
                return
        if self.number is None:
            self.number, self.heading = "", self.path()
        self.body.append(line)


def outline(lines: Sequence[str]) -> DocumentOutline:
    """Split `lines` (see `lines.split_lines`) into head and articles. A text without articles is one section."""
    marked = list(zip(lines, quoted_lines(lines, _article_number), strict=True))
    start = _first_heading(marked)
    head = list(lines[:start])
    if start == len(lines):
        return DocumentOutline(head, [])
    reader = _Reader()
    for index in range(start, len(lines)):
        line, quoted = marked[index]
        _read(reader, line, quoted, lines[index + 1] if index + 1 < len(lines) else "")
    reader.close()
    return DocumentOutline(head, reader.sections)


def article_ids(key: str, numbers: Sequence[str]) -> list[str]:
    """A stable id an article: ``13/2023/ND-CP@5``; a number that comes again gets ``~2``."""
    seen: Counter[str] = Counter()
    ids = []
    for number in numbers:
        seen[number] += 1
        ids.append(f"{key}@{number}" + (f"~{seen[number]}" if seen[number] > 1 else ""))
    return ids


def _first_heading(marked: Sequence[tuple[str, bool]]) -> int:
    for index, (line, quoted) in enumerate(marked):
        if not quoted and (article_heading(line) or division(line)):
            return index
    return len(marked)


def _article_number(line: str) -> int | None:
    found = article_heading(line)
    return int(re.sub(r"\D.*", "", found[0])) if found else None


def _read(reader: _Reader, line: str, quoted: bool, following: str) -> None:
    if quoted:
        reader.take(line)
    elif (found := article_heading(line)) is not None:
        reader.open(*found)
    elif (above := division(line)) is not None:
        reader.divide(above)
    elif (name := annex(line)) is not None and (reader.signed or is_capitals(line)):
        reader.restart(name)
    elif is_capitals(line) and _ATTACHED.match(following):
        reader.restart(line)
    elif line.startswith("Nơi nhận") or (is_capitals(line) and _SIGNATURE.match(line) and not reader.untitled):
        reader.sign(line)
    else:
        reader.take(line)


def _named(rest: str, body: list[str]) -> tuple[str, list[str]]:
    """Tell an article's name from its first words: a name is short, does not end like a sentence, and text follows."""
    if not rest:
        if body and len(body) > 1 and len(body[0]) < _LONGEST_NAME and not body[0].endswith((".", ";", ":")):
            return body[0], body[1:]
        return "", body
    if not body or len(rest) >= _LONGEST_NAME or rest.endswith((";", ":")):
        return "", [rest, *body]
    return rest, body
