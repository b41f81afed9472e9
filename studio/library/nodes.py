"""The tree inside an article: khoản, điểm, tiết, dashes and quotations, as spans into its text.

Markers stay as written, and nothing is renumbered: what stands out of order is told by `oddities`. A node reaches to
the next one of its rank or above, so a closing paragraph belongs to the last node before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from studio.library.lines import article_heading, division
from studio.library.quotations import quoted_lines

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
class _Open:
    kind: NodeKind
    number: str
    start: int
    children: list[Node]


class _Tree:
    """Builds the tree line by line; `_open` are the nodes that the next line may still belong to."""

    def __init__(self, in_quotation: bool = False) -> None:
        self._open: list[_Open] = []
        self._roots: list[Node] = []
        self._in_quotation = in_quotation

    def read(self, line: str, at: int) -> None:
        found = self._marker(line)
        if found is None:
            return
        kind, number = found
        while self._open and not self._holds(self._open[-1], kind, number):
            self._close(at - 1)
        self._open.append(_Open(kind, number, at, []))

    def add(self, node: Node) -> None:
        (self._open[-1].children if self._open else self._roots).append(node)

    def finish(self, end: int) -> tuple[Node, ...]:
        while self._open:
            self._close(end)
        return tuple(self._roots)

    def _close(self, end: int) -> None:
        done = self._open.pop()
        self.add(Node(done.kind, done.number, done.start, end, tuple(done.children)))

    def _holds(self, above: _Open, kind: NodeKind, number: str) -> bool:
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
