"""Search: a citation or number goes to the B-tree, everything else to the full-text index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from studio.library import tokens
from studio.library.citation import looks_like_document, printed_document, read_citation
from studio.library.lookup import candidates
from studio.library.model import Article, Document, Hit
from studio.library.ports import LibraryRepository
from studio.library.query import Query, build_query, has_phrases
from studio.library.snippet import snippet
from studio.library.standing import standings

DIRECT = 1_000.0
"""Score of a direct hit, above any of the index."""
_SPARE = 200
"""Hits looked at when quoted phrases have to be verified in the text."""


def search(repo: LibraryRepository, text: str, *, limit: int, on: date) -> list[Hit]:
    """At most `limit` articles for `text`, best first, each with its document's status on day `on`."""
    if limit < 1 or not text.strip():
        return []
    query = build_query(text, repo)
    found: dict[tuple[str, int], tuple[Article, float]] = {}
    for article, score in _all(repo, text, query, limit):
        found.setdefault((article.document, article.position), (article, score))
        if len(found) == limit:
            break
    return _hits(repo, list(found.values()), query, on)


def _all(repo: LibraryRepository, text: str, query: Query | None, limit: int) -> Iterator[tuple[Article, float]]:
    for article in _direct(repo, text):
        yield article, DIRECT
    if query is not None:
        ranked = repo.search(query.match, _SPARE if query.phrases else limit * 2)
        yield from ((a, score) for a, score in ranked if has_phrases(f"{a.heading}\n{a.text}", query))


def _direct(repo: LibraryRepository, text: str) -> Iterator[Article]:
    """The article a citation names, or the articles of the document a number or name means."""
    ref = read_citation(text)
    if ref is None or not (ref.article or looks_like_document(ref.document)):
        return
    for document in candidates(repo, ref.document):
        if ref.article:
            article = repo.article(document.key, ref.article)
            if article is not None:
                yield article
        elif _names_only(text, document) or candidates(repo, text):
            yield from repo.articles(document.key)


def _names_only(text: str, document: Document) -> bool:
    """Whether every word of `text` belongs to the name of `document`; other words are searched for in its articles."""
    name = {tokens.folded(word) for word in tokens.syllables(printed_document(document))}
    return name.issuperset(tokens.folded(word) for word in tokens.syllables(text))


def _hits(repo: LibraryRepository, found: list[tuple[Article, float]], query: Query | None, on: date) -> list[Hit]:
    documents = repo.with_keys({article.document for article, _ in found})
    validity = standings(repo, list(documents.values()), on)
    hits = []
    for article, score in found:
        document = documents[article.document]
        shown, spans = snippet(article.text or article.heading, query)
        hits.append(
            Hit(
                id=article.id,
                document=document.key,
                number=document.number,
                title=document.title,
                article=article.number,
                heading=article.heading,
                snippet=shown,
                score=score,
                status=validity[document.key].status,
                spans=spans,
            )
        )
    return hits
