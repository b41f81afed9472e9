"""Which article of a new document took the place of one of the old: by its name and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from studio.library.model import Article, CitationRef, Document
from studio.library.parts import find_place
from studio.text import fold

ENOUGH = 0.55
"""Likeness below which no article is offered."""
LONGEST = 4000
"""Characters of an article that are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """`article` is None, and `score` 0, where none is like enough; `ref` then names the document alone."""

    document: Document
    ref: CitationRef
    article: Article | None = None
    score: float = 0.0
    """From 0 to 1."""


def likest(
    old: Document, old_articles: Sequence[Article], ref: CitationRef, new: Document, new_articles: Sequence[Article]
) -> Successor:
    """The article of `new` most like the one that `ref` names in `old`; headings count as much as the texts."""
    whole = CitationRef(document=new.number or new.key)
    cited = next((a for a in old_articles if ref.article and a.number == ref.article.lower()), None)
    if cited is None:
        return Successor(document=new, ref=whole)
    scored = [(_likeness(cited, other), other) for other in new_articles if other.number]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or score < ENOUGH:
        return Successor(document=new, ref=whole)
    return Successor(document=new, ref=_inner(cited, ref, best, whole.document), article=best, score=round(score, 3))


def _likeness(one: Article, other: Article) -> float:
    words = fuzz.token_set_ratio(fold(one.text[:LONGEST]), fold(other.text[:LONGEST])) / 100
    if not (one.heading and other.heading):
        return words
    return (fuzz.token_sort_ratio(fold(one.heading), fold(other.heading)) / 100 + words) / 2


def _inner(cited: Article, ref: CitationRef, best: Article, number: str) -> CitationRef:
    """With clause and point where the new article has those numbers and they say much the same."""
    plain = CitationRef(document=number, article=best.number)
    if not (ref.clause or ref.point):
        return plain
    before = find_place(cited.text, ref.clause, ref.point)
    after = find_place(best.text, ref.clause, ref.point)
    if before is None or after is None or fuzz.ratio(fold(before), fold(after)) < ENOUGH * 100:
        return plain
    return CitationRef(document=number, article=best.number, clause=ref.clause, point=ref.point)
