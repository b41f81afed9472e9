"""What stands out in the numbering of a document. Nothing is renumbered: a person is told, and sees the place.

Gaps and steps back are mostly faults of a copy (a heading lost, a line torn); foreign letters and repeats are mostly
faults of the original. Both are kept as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from studio.library.structure import LETTERS, Node, NodeKind, nodes
from studio.phrase import Bilingual, Phrase, capital

_DIVISION = re.compile(r"^(phần|chương|mục|tiểu mục)\s", re.IGNORECASE)
_ENGLISH = {"Điều": "article", NodeKind.CLAUSE: "clause", NodeKind.POINT: "point"}


class NumberedArticle(Protocol):
    """An article, as read or as stored."""

    @property
    def number(self) -> str: ...
    @property
    def heading(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class NumberingAnomaly:
    """`place` as a citation names it (``khoản 3 Điều 5``); `position` of the article among the document's."""

    place: Phrase
    position: int
    phrase: Phrase


def oddities(articles: Sequence[NumberedArticle]) -> tuple[NumberingAnomaly, ...]:
    """Everything odd, in the order of the document."""
    found = [*_of_articles(articles)]
    for position, article in enumerate(articles):
        if article.number:
            found += [NumberingAnomaly(place, position, phrase) for place, phrase in _inside(article)]
    return tuple(sorted(found, key=lambda oddity: oddity.position))


def _of_articles(articles: Sequence[NumberedArticle]) -> Iterator[NumberingAnomaly]:
    root, before = "", ""
    seen: set[str] = set()
    for position, article in enumerate(articles):
        if not article.number:
            continue
        place = _place("Điều", article.number)
        if (now := _root(article.path)) != root:
            if before and article.number == "1":
                yield NumberingAnomaly(place, position, _restart(now))
            root, seen, before = now, set(), ""
        if article.number in seen:
            yield NumberingAnomaly(place, position, _repeated(place))
        elif before and (phrase := _step("Điều", before, article.number)):
            yield NumberingAnomaly(place, position, phrase)
        seen.add(article.number)
        before = article.number


def _root(path: str) -> str:
    """The annex or the attached regulation an article stands in; empty for the document itself."""
    first = path.split(" > ")[0]
    return "" if _DIVISION.match(first) else first


def _inside(article: NumberedArticle) -> Iterator[tuple[Phrase, Phrase]]:
    tree = nodes(article.text)
    where = _place("Điều", article.number)
    yield from _of_siblings(tree, NodeKind.CLAUSE, where)
    yield from _of_siblings(tree, NodeKind.POINT, where)
    for node in tree:
        if node.kind is NodeKind.CLAUSE:
            yield from _of_siblings(node.children, NodeKind.POINT, _place(NodeKind.CLAUSE, node.number, where))


def _of_siblings(siblings: Iterable[Node], kind: NodeKind, where: Phrase) -> Iterator[tuple[Phrase, Phrase]]:
    seen: set[str] = set()
    before = ""
    for node in siblings:
        if node.kind is not kind:
            continue
        place = _place(kind, node.number, where)
        if node.number in seen:
            yield place, _repeated(place)
        elif kind is NodeKind.POINT and node.number[0] not in LETTERS:
            yield place, _foreign(place, node.number)
        elif phrase := _step(kind, before, node.number):
            yield place, phrase
        seen.add(node.number)
        before = node.number


def _step(kind: str, before: str, number: str) -> Phrase | None:
    """What is odd in `number` after `before` (empty: the first), or None."""
    last, now = (_rank(before) if before else (0, "")), _rank(number)
    if now < last or (now[0] == last[0] and now[1] == last[1]):
        return _back(_place(kind, before), _place(kind, number))
    if now[0] <= last[0] + 1:
        return None
    first, end = _shown(kind, last[0] + 1), _shown(kind, now[0] - 1)
    lacking = _place(kind, first if first == end else f"{first}–{end}")
    place = _place(kind, number)
    after = _place(kind, before) if before else Phrase("the beginning")
    return Phrase(
        "{place} follows {after}; {lacking} is not there.",
        place=capital(place),
        after=after,
        lacking=lacking,
    )


def _rank(number: str) -> tuple[int, str]:
    """``8a`` → (8, "a"); letters by their place in the order of points, ``c1`` → (3, "1")."""
    found = re.match(r"(\d+)(.*)", number)
    if found:
        return int(found[1]), found[2].replace("đ", "d~")
    return LETTERS.find(number[0]) + 1, number[1:]


def _shown(kind: str, rank: int) -> str:
    return LETTERS[rank - 1] if kind == NodeKind.POINT else str(rank)


def _place(kind: str, number: str, inside: Phrase | None = None) -> Phrase:
    vi, en = f"{kind} {number}", f"{_ENGLISH[kind]} {number}"
    return Phrase("{what} of {inside}", inside=inside, what=Bilingual(vi, en)) if inside else Bilingual(vi, en)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _back(before: Phrase, place: Phrase) -> Phrase:
    return Phrase(
        "{place} stands after {before}: the numbering steps back.",
        place=capital(place),
        before=before,
    )


def _repeated(place: Phrase) -> Phrase:
    return Phrase("{place} comes twice.", place=capital(place))


def _foreign(place: Phrase, letter: str) -> Phrase:
    return Phrase(
        "{place}: the letter “{letter}” is none by which Vietnamese points are counted.",
        letter=letter,
        place=capital(place),
    )


def _restart(root: str) -> Phrase:
    return Phrase("“{root}” begins again with article 1; a citation has to name it.", root=root)
