"""Former texts of a document: what an import replaced stays readable, article by article.

They are what this library held, not the history of the law itself: that is told by events (see `events`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from studio.library.model import Article
from studio.text import fold

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage import StoredLibrary

LIKE = 75.0
"""Likeness of headings, of 100, above which an article that changed its number is taken for the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleVersion:
    """An article as one text of its document had it; `article` is None where that text had none."""

    article: Article | None
    replaced_at: datetime | None
    """When another text took its place; None for the one that stands."""


def versions(repo: StoredLibrary, article: Article) -> tuple[ArticleVersion, ...]:
    """The article as it stands, then every former wording of it, newest first; a text that changed nothing in it is
    left out."""
    found = [ArticleVersion(article=article, replaced_at=None)]
    last: Article | None = article
    for former in repo.former(article.document):
        same = counterpart(article, repo.former_articles(former.document, former.sha256))
        if _words(same) != _words(last):
            found.append(ArticleVersion(article=same, replaced_at=former.replaced_at))
            last = same
    return tuple(found)


def counterpart(article: Article, others: Sequence[Article]) -> Article | None:
    """The article of another text of the same document: by its number under the same annex or none, else by its
    heading."""
    numbered = [other for other in others if other.number == article.number]
    if numbered:
        return max(numbered, key=lambda other: (other.path == article.path, other.heading == article.heading))
    if not article.heading:
        return None
    from rapidfuzz import fuzz

    name = fold(article.heading)
    best = max(others, key=lambda other: fuzz.ratio(name, fold(other.heading)), default=None)
    return best if best is not None and fuzz.ratio(name, fold(best.heading)) >= LIKE else None


def _words(article: Article | None) -> tuple[str, str, str]:
    return (article.number, article.heading, article.text) if article else ("", "", "")
