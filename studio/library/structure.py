"""The tree inside an article: khoản, điểm, tiết, dashes and quotations, as spans into its text.

Markers stay as written, and nothing is renumbered: what stands out of order is told by `anomalies`. A node reaches to
the next one of its rank or above, so a closing paragraph belongs to the last node before it.

From the lines of a document to its articles, with the division each stands under.

Numbers stay as written: gaps, repeats and ``Điều 8a`` are the document's own. Headings inside a quotation belong
to the law being amended and stay text. Annexes and attached regulations restart their numbering; their path says so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from studio.library.folded_text import DIVISION_RANK, Division, annex, article_heading, division, is_capitals

_SIGNATURE = re.compile(
    r"^((TM|KT|TL|TUQ|Q)\.\s.*|(CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|GIÁM ĐỐC|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG KIỂM TOÁN|THỐNG ĐỐC"
    r"|TRƯỞNG PHÒNG|TRƯỞNG CÔNG AN)[^.;:]{0,60})$"
)
_ATTACHED = re.compile(r"^\(?\s*(Ban hành )?kèm theo\b", re.IGNORECASE)
_LONGEST_NAME = 400
_LONGEST_SIGNATURE = 60
"""Lines; what is longer holds more than a signature and is kept."""


# A quotation opens with a line that begins with a quotation mark and does not close itself, or with one that
# announces it ("… như sau: “3a. …"), and ends with the line that ends with the matching mark. Sources forget marks;
# there the numbering of the text itself tells:
#
# - an opening before a heading that is never closed ends where the text's own numbering goes on;
# - a quotation that nothing announces and that swallows exactly the numbers the text itself lacks was never meant:
#   they are given back;
# - so is the text's next number inside a quotation that opened below it (a quoted point holds no article).


Numbering = Callable[[str], int | None]
"""The number that a line opens with, if it opens what the text itself numbers."""

_OPENS = ("“", '"')
_CLOSES = re.compile(r"[”\"][.;,:]?(\s*/\.)?$")
_ANNOUNCED = re.compile(r"(?:như sau|sau đây)\s*:\s*[“\"][^”\"]*$", re.IGNORECASE)
_QUOTATIONS_HEADING = re.compile(
    r"^[“\"]\s*(?:(?:Điều|Chương|Mục|Tiểu mục|Phần)\s|\d{1,3}[a-zđ]?\.\s|[a-zđ]\d?\)\s)", re.IGNORECASE
)


def quoted_lines(lines: Sequence[str], numbering: Numbering) -> list[bool]:
    """For each line whether it is part of a quotation of several lines."""
    quoted, unclosed = _by_marks(lines)
    if any(quoted) or unclosed:
        numbers = [numbering(line) for line in lines]
        _close_by_number(lines, numbers, quoted, frozenset(unclosed))
        _give_back(lines, numbers, quoted, numbering)
    return quoted


def _by_marks(lines: Sequence[str]) -> tuple[list[bool], list[int]]:
    """(quoted lines, first lines of quotations without an end)."""
    quoted = [False] * len(lines)
    unclosed: list[int] = []
    start, depth = -1, 0
    for index, line in enumerate(lines):
        balance = _balance(line, depth)
        if balance > 0 and (line.startswith(_OPENS) or _ANNOUNCED.search(line)):
            if start >= 0:
                unclosed.append(start)
            # the line that announces a quotation is the text's own
            start, depth = (index if line.startswith(_OPENS) else index + 1), balance
        elif start >= 0:
            depth += balance
            if depth <= 0 and _CLOSES.search(line):
                quoted[start : index + 1] = [True] * (index + 1 - start)
                start, depth = -1, 0
    return quoted, [*unclosed, *([start] if start >= 0 else [])]


def _balance(line: str, depth: int) -> int:
    """Quotation marks the line opens less those it closes; straight ones take turns."""
    straight = line.count('"') % 2
    return line.count("“") - line.count("”") + (-straight if depth > 0 else straight)


def _close_by_number(
    lines: Sequence[str], numbers: Sequence[int | None], quoted: list[bool], unclosed: frozenset[int]
) -> None:
    """An opening before a heading reaches to the line with which the text's own numbering goes on."""
    lines_of: dict[int, list[int]] = {}
    for index, number in enumerate(numbers):
        if number is not None and not quoted[index]:
            lines_of.setdefault(number, []).append(index)
    before: int | None = None
    index = 0
    while index < len(lines):
        if index in unclosed and before is not None and _QUOTATIONS_HEADING.match(lines[index]):
            following = lines_of.get(before + 1, [])
            at = bisect_right(following, index)
            if at < len(following):
                quoted[index : following[at]] = [True] * (following[at] - index)
                index = following[at]
                continue
        if not quoted[index]:
            before = numbers[index] or before
        index += 1


def _give_back(lines: Sequence[str], numbers: Sequence[int | None], quoted: list[bool], numbering: Numbering) -> None:
    """Open again what a quotation took of the text's own."""
    following: list[int | None] = [None] * (len(lines) + 1)
    for index in range(len(lines) - 1, -1, -1):
        own = None if quoted[index] else numbers[index]
        following[index] = following[index + 1] if own is None else own
    before: int | None = None
    index = 0
    while index < len(lines):
        if not quoted[index]:
            before = numbers[index] or before
            index += 1
            continue
        end = next((i for i in range(index, len(lines)) if not quoted[i]), len(lines))
        if before is not None:
            below = _opens_below(lines[index], numbering)
            announced = index > 0 and lines[index - 1].endswith(":")
            after = None if announced else following[end]
            own_at = _own_after_all(numbers, before, after, range(index, end), below)
            if own_at is not None:
                quoted[own_at:end] = [False] * (end - own_at)
                index = own_at
                continue
        index = end


def _own_after_all(
    numbers: Sequence[int | None], before: int, after: int | None, inside: range, below: bool
) -> int | None:
    """The line inside a quotation with which the text's own numbering goes on, if it does."""
    found = [(numbers[i], i) for i in inside if numbers[i] is not None]
    if below:
        return next((i for number, i in found if number == before + 1), None)
    lacking = range(before + 1, after or 0)
    if lacking and [number for number, _ in found][-len(lacking) :] == list(lacking):
        return found[-len(lacking)][1]
    return None


def _opens_below(opening: str, numbering: Numbering) -> bool:
    """Whether a quotation opens with less than what the text numbers: a point where it numbers clauses."""
    bare = opening.lstrip('“" ')
    if not opening.startswith(_OPENS) or not _QUOTATIONS_HEADING.match(opening):
        return False
    return numbering(bare) is None and division(bare) is None and article_heading(bare) is None


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
class _StructureReader:
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
    reader = _StructureReader()
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


def _read(reader: _StructureReader, line: str, quoted: bool, following: str) -> None:
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


LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters points are counted by; the Vietnamese alphabet without its marked vowels, hence no f j w z."""
_NEAR = 50
"""Siblings that are looked back at."""
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_HEADING = re.compile(r"^([IVX]{1,6})[.)]\s+\S")
_CLAUSE = re.compile(r"^(\d{1,3}[a-zđ]?)(?:[.)]\s*(?=[^\s\d.,)])|[-–]\s+(?=\S)|\.\s+(?=\S))")
_POINT = re.compile(r"^([a-zđ]\d?)(?:\)\s*(?=\S)|[-–]\s+(?=\S)|\.\s+(?=\S))")
_ITEM = re.compile(r"^(?:(\d{1,3}(?:\.\d{1,3}){1,4})[.)]?\s+(?=\S)|\(([ivx]{1,5}|[a-zđ]\d?|\d{1,2})\)\s*(?=\S))")
_ITEM_OF_POINT = re.compile(r"^([a-zđ]\.\d{1,2})[.)]?\s+(?=\S)")
_ROMAN = re.compile(r"^([ivx]{1,5})\)\s*(?=\S)")
_DASH = re.compile(r"^([-–—+•*●▪○])\s*(?=[^\d\s])|^([-–—+•*●▪○])\s+(?=\d)")


class NodeKind(StrEnum):
    HEADING = "mục"
    """``I. Mục đích`` of a plan."""
    ARTICLE = "điều"
    """Inside a quotation only."""
    CLAUSE = "khoản"
    POINT = "điểm"
    ITEM = "tiết"
    """``1.1.``, ``a.1)``, ``(i)``, ``ii)``."""
    DASH = "gạch đầu dòng"
    QUOTE = "trích"
    """The lines an amending law puts in the place of others; its children are the other law's."""


_RANK: dict[NodeKind, int] = {kind: rank for rank, kind in enumerate(k for k in NodeKind if k is not NodeKind.QUOTE)}


@dataclass(frozen=True, slots=True)
class Node:
    """`number` as written, lower case (``2a``, ``đ``, ``1.1``); a dash has its sign, a quotation nothing.

    `start` and `end` (exclusive) count characters of the text; the marker is inside, the last line break is not.
    """

    kind: NodeKind
    number: str
    start: int
    end: int
    children: tuple[Node, ...] = ()


def nodes(text: str) -> tuple[Node, ...]:
    """The nodes of `text` (see `model.Article.text`), outermost first, each with its children."""
    lines = text.split("\n")
    quoted = quoted_lines(lines, clause_number)
    tree = _Tree()
    at, index = 0, 0
    while index < len(lines):
        if quoted[index]:
            end = next((i for i in range(index, len(lines)) if not quoted[i]), len(lines))
            inner = "\n".join(lines[index:end])
            tree.add(Node(NodeKind.QUOTE, "", at, at + len(inner), _quotation(inner, at)))
            at, index = at + len(inner) + 1, end
            continue
        tree.read(lines[index], at)
        at, index = at + len(lines[index]) + 1, index + 1
    return tree.finish(len(text))


def walk(found: Iterable[Node]) -> Iterator[Node]:
    """Every node of the text itself, depth first; what a quotation holds is left out."""
    for node in found:
        yield node
        if node.kind is not NodeKind.QUOTE:
            yield from walk(node.children)


def place(text: str, clause: str | None, point: str | None) -> Node | None:
    """The node a citation names inside an article, or None; a point alone must not stand inside a clause."""
    found: tuple[Node, ...] = nodes(text)
    inside: Node | None = None
    for kind, number in ((NodeKind.CLAUSE, clause), (NodeKind.POINT, point)):
        if not number:
            continue
        if kind is NodeKind.POINT and inside is None:
            found = tuple(n for n in found if n.kind is not NodeKind.CLAUSE)
        inside = next((n for n in walk(found) if n.kind is kind and n.number == number.lower()), None)
        if inside is None:
            return None
        found = inside.children
    return inside


def clause_number(line: str) -> int | None:
    """The number a line opens a clause with, letter aside."""
    found = _CLAUSE.match(line)
    return int(re.match(r"\d+", found[1])[0]) if found else None  # type: ignore[index]


@dataclass(slots=True)
class _OpenNode:
    kind: NodeKind
    number: str
    start: int
    children: list[Node]


class _Tree:
    """Builds the tree line by line; `_open` are the nodes that the next line may still belong to."""

    def __init__(self, in_quotation: bool = False) -> None:
        self._open: list[_OpenNode] = []
        self._roots: list[Node] = []
        self._in_quotation = in_quotation

    def read(self, line: str, at: int) -> None:
        found = self._marker(line)
        if found is None:
            return
        kind, number = found
        while self._open and not self._holds(self._open[-1], kind, number):
            self._close(at - 1)
        self._open.append(_OpenNode(kind, number, at, []))

    def add(self, node: Node) -> None:
        (self._open[-1].children if self._open else self._roots).append(node)

    def finish(self, end: int) -> tuple[Node, ...]:
        while self._open:
            self._close(end)
        return tuple(self._roots)

    def _close(self, end: int) -> None:
        done = self._open.pop()
        self.add(Node(done.kind, done.number, done.start, end, tuple(done.children)))

    def _holds(self, above: _OpenNode, kind: NodeKind, number: str) -> bool:
        """Whether a new node stands under `above`. Items and dashes nest among themselves: 1.1 in 1, + under -."""
        if kind is NodeKind.ITEM and above.kind is NodeKind.ITEM:
            return number.startswith(above.number + ".")
        if kind is NodeKind.ITEM and above.kind is NodeKind.POINT:
            return "." not in number or not number[0].isdigit()  # 1.1 belongs to clause 1
        if above.kind is NodeKind.DASH and kind is NodeKind.DASH:
            return number not in {o.number for o in self._open if o.kind is NodeKind.DASH}
        return _RANK[above.kind] < _RANK[kind]

    def _last(self, kind: NodeKind) -> str:
        """The number of the last node of `kind` that is open, or of the last one closed under what is open."""
        for level in reversed(self._open):
            if level.kind is kind:
                return level.number
        siblings = self._open[-1].children if self._open else self._roots
        return next((n.number for n in reversed(siblings[-_NEAR:]) if n.kind is kind), "")

    def _marker(self, line: str) -> tuple[NodeKind, str] | None:
        if self._in_quotation and (article := article_heading(line)):
            return NodeKind.ARTICLE, article[0]
        if (found := _HEADING.match(line)) and self._is_next_heading(found[1].lower()):
            return NodeKind.HEADING, found[1]
        if (found := _ITEM.match(line)) and (found[2] or self._is_decimal_item(found[1], line[found.end() :])):
            return NodeKind.ITEM, found[1] or found[2]
        if found := _ITEM_OF_POINT.match(line):
            return NodeKind.ITEM, found[1]
        if found := _CLAUSE.match(line):
            under_point = found[0].rstrip().endswith(")") and any(o.kind is NodeKind.POINT for o in self._open)
            return NodeKind.ITEM if under_point else NodeKind.CLAUSE, found[1]
        if (found := _ROMAN.match(line)) and self._is_roman(found[1]):
            return NodeKind.ITEM, found[1]
        if found := _POINT.match(line):
            return NodeKind.POINT, found[1]
        if found := _DASH.match(line):
            return NodeKind.DASH, found[1] or found[2]
        return None

    def _is_decimal_item(self, number: str, words: str) -> bool:
        """``1.5 mét`` is a measure: an item has the number of its clause, and words that begin like a sentence."""
        clause = next((o.number for o in self._open if o.kind is NodeKind.CLAUSE), "")
        return number.split(".")[0] == clause and not words[0].islower()

    def _is_next_heading(self, roman: str) -> bool:
        """``V. Lê`` is a name: a heading is the first or follows on the one before."""
        before = next((o.number.lower() for o in self._open if o.kind is NodeKind.HEADING), "")
        return roman == "i" or _follows(roman, before)

    def _is_roman(self, number: str) -> bool:
        """Whether ``i)`` counts in Roman numerals; as a letter it comes after ``h)``, ``v)`` after ``u)``."""
        if len(number) > 1:
            return True
        point = self._last(NodeKind.POINT)
        if point and LETTERS.find(number) == LETTERS.find(point[0]) + 1:
            return False
        return bool(point) and (number == "i" or _follows(number, self._last(NodeKind.ITEM)))


def _follows(roman: str, before: str) -> bool:
    return before in _ROMANS[:-1] and _ROMANS[_ROMANS.index(before) + 1] == roman


def _quotation(text: str, start: int) -> tuple[Node, ...]:
    """The nodes of quoted lines; the opening mark before the first of them is not in the way."""
    tree = _Tree(in_quotation=True)
    at = start
    for line in text.split("\n"):
        bare = line.lstrip('“" ')
        if not division(bare):
            tree.read(bare, at + len(line) - len(bare))
        at += len(line) + 1
    return tree.finish(start + len(text))
