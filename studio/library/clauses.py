"""Khoản and điểm inside an article's text by their numbers; see `nodes` for the whole tree."""

from __future__ import annotations

from dataclasses import dataclass

from studio.library.model import Article
from studio.library.nodes import Node, NodeKind, nodes, place, walk


@dataclass(frozen=True, slots=True)
class ClausePart:
    """A clause or a point: its number or letter and its lines, marker included."""

    number: str
    text: str


def clauses(article: str) -> list[ClausePart]:
    """The numbered clauses of an article's text, in order; those of a quotation are another law's."""
    return _parts(article, NodeKind.CLAUSE)


def clause(article: str, number: str) -> str | None:
    """Text of clause `number` (``1``, ``2a``), or None."""
    return find_place(article, number, None)


def points(text: str) -> list[ClausePart]:
    """The lettered points of a clause, or of an article that has no clauses."""
    return _parts(text, NodeKind.POINT)


def point(text: str, letter: str) -> str | None:
    """Text of point `letter` (``a``, ``đ``, ``c1``), or None."""
    return next((part.text for part in points(text) if part.number == letter.lower()), None)


def find_place(article: str, clause_number: str | None, letter: str | None) -> str | None:
    """The text a citation points at inside an article, or None when the article has no such place."""
    if not clause_number and not letter:
        return article
    found = place(article, clause_number, letter)
    return None if found is None else _text(article, found)


def missing_part(article: Article, clause_number: str | None, letter: str | None) -> str:
    """The part that the article does not have: ``khoản 9``, ``điểm x``; empty when all are there."""
    if find_place(article.text, clause_number, letter) is not None:
        return ""
    if clause_number and clause(article.text, clause_number) is None:
        return f"khoản {clause_number}"
    return f"điểm {letter}"


def _parts(text: str, kind: NodeKind) -> list[ClausePart]:
    return [ClausePart(node.number, _text(text, node)) for node in walk(nodes(text)) if node.kind is kind]


def _text(text: str, node: Node) -> str:
    return text[node.start : node.end]
