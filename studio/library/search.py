"""Search: a citation or number goes to the B-tree, everything else to the full-text index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from studio.library import tokens
from studio.library.citation import law_name, looks_like_document, printed_document, read_citation
from studio.library.events import Scope, ValidityEvent, place_of
from studio.library.filters import Filters, Force, facets
from studio.library.found import SearchResult, grouped
from studio.library.lookup import candidates
from studio.library.model import Article, Document, Hit, Ranked, Validity
from studio.library.named_laws import NamedLaws, named_laws
from studio.library.query import Query, build_query, has_phrases
from studio.library.ranking import DEPTH, RankCandidate, scores
from studio.library.snippet import snippet
from studio.library.sought import Sought
from studio.library.standing import events_of
from studio.library.validity import status_on

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage import StoredLibrary

DIRECT = 1_000.0
"""Score of a direct hit, above any of the index."""
POOL = 300
"""Articles of the index that are looked at, when no more are wanted."""
OF_NAMED = 20
"""Articles looked at besides, of documents that the question names."""
OF_RARE = 60
"""Articles looked at besides that hold rare words of the question."""
FEW = 3
"""With fewer hits than these, syllables typed without marks may stand for any."""
EVERYTHING = Filters(force=Force.ANY)
_Scored = tuple[Article, float]


def look_up(
    repo: StoredLibrary,
    text: str,
    filters: Filters,
    *,
    limit: int,
    on: date,
    literal: bool = False,
    fresh_from: date | None = None,
) -> SearchResult:
    """At most `limit` articles for `text`, best first, that `filters` let through on day `on`, each judged by itself.

    What the text cites by number or name is shown whatever its validity. `literal`: no marks are put back.
    Confirmations before `fresh_from` are old.
    """
    if limit < 1 or not text.strip():
        return SearchResult(hits=(), groups=(), facets=facets((), filters))
    with repo.reading():
        return _found(repo, text, filters, _Day(repo, on, fresh_from), limit, literal=literal)


def _found(repo: StoredLibrary, text: str, filters: Filters, day: _Day, limit: int, *, literal: bool) -> SearchResult:
    direct = [(article, DIRECT) for article in _direct(repo, text) if filters.holds(day[article.document])]
    query, pool = _asked(repo, text, max(POOL, limit * 2), literal=literal)
    ranked: list[_Scored] = []
    sought, hidden = Sought(()), 0
    if query is not None:
        sought = Sought(query.row, query.bare, said=query.said)
        chosen = _pool(repo, query, POOL, filters) if filters.of_document else pool
        visible, hidden = day.sifted(chosen, filters.force, limit)
        ranked = _ordered(repo, text, query, sought, visible, filters, day, limit)
    hits = _hits(_first([*direct, *ranked], limit), sought, day)
    return SearchResult(
        hits=hits,
        groups=grouped(hits, lambda key: law_name(day[key])),
        facets=facets(pool, filters),
        hidden=hidden,
        restored=query.restored if query else "",
    )


def search(repo: StoredLibrary, text: str, *, limit: int, on: date, fresh_from: date | None = None) -> list[Hit]:
    """At most `limit` articles for `text`, best first, each with its document's status on day `on`; none is hidden."""
    return list(look_up(repo, text, EVERYTHING, limit=limit, on=on, fresh_from=fresh_from).hits)


def _asked(repo: StoredLibrary, text: str, depth: int, *, literal: bool) -> tuple[Query | None, list[Ranked]]:
    """The query that finds something, and the best of what it finds."""
    query = build_query(text, repo, literal=literal)
    if query is None:
        return None, []
    pool = _pool(repo, query, depth, EVERYTHING)
    if not pool and query.phrases and query.some:  # nowhere do the quoted words stand together
        query = replace(query, phrases=(), match=query.some, rare="")
        pool = _pool(repo, query, depth, EVERYTHING)
    if len(pool) < FEW and not all(map(tokens.is_marked, tokens.syllables(text))):
        loose = build_query(text, repo, loose=True)
        wider = _pool(repo, loose, depth, EVERYTHING) if loose else []
        if loose and len(wider) > len(pool):
            return loose, wider
    return query, pool


def _pool(repo: StoredLibrary, query: Query, depth: int, filters: Filters) -> list[Ranked]:
    found = _ranked(repo, query, depth, filters) if query.match else []
    if not query.phrases:
        return found
    read = repo.in_rows([one.row for one in found])
    return [one for one in found if has_phrases(f"{read[one.row].heading}\n{read[one.row].text}", query)]


def _ranked(repo: StoredLibrary, query: Query, depth: int, filters: Filters) -> list[Ranked]:
    for scored in () if filters.of_document else query.scored:
        found = repo.rank(query.match, depth, filters, scored=scored)
        if len(found) >= depth:
            return found
    return repo.rank(query.match, depth, filters)


def _ordered(
    repo: StoredLibrary,
    text: str,
    query: Query,
    sought: Sought,
    visible: Sequence[Ranked],
    filters: Filters,
    day: _Day,
    limit: int,
) -> list[_Scored]:
    """The best of the index in our own order, then its others."""
    said = named_laws(text, repo.named_from)
    head, tail = list(visible[:DEPTH]), visible[DEPTH:limit]
    for more, most in _besides(repo, query, said, filters):
        rows = {one.row for one in head}
        head += [one for one in day.sifted(more, filters.force, most)[0] if one.row not in rows]
    rows = {one.row for one in head}
    tail = [one for one in tail if one.row not in rows]
    read = repo.in_rows([one.row for one in (*head, *tail)])
    marks = scores(sought, [_candidate(one, read[one.row], said) for one in head])
    best = sorted(zip((read[one.row] for one in head), marks, strict=True), key=lambda pair: -pair[1])
    if not tail:
        return best
    scale = best[-1][1] / (visible[DEPTH - 1].score or 1.0)
    return [*best, *((read[one.row], one.score * scale) for one in tail)]


def _besides(
    repo: StoredLibrary, query: Query, said: NamedLaws, filters: Filters
) -> Iterator[tuple[list[Ranked], int]]:
    """Articles to be looked at besides the best of the index, and how many: of documents that the question names, and
    those that hold its rarest words, which the index puts far below when they are long."""
    if not query.match or query.phrases:
        return
    if said.documents:
        yield repo.rank(query.match, OF_NAMED, filters, documents=said.documents), OF_NAMED
    if query.rare and not filters.of_document:
        yield repo.rank(query.rare, OF_RARE, filters), OF_RARE


def _candidate(one: Ranked, article: Article, said: NamedLaws) -> RankCandidate:
    named = one.document in said.documents
    return RankCandidate(
        score=one.score,
        name=one.title,
        kind=one.type,
        text=f"{article.heading}\n{article.text}",
        named=named,
        cited=named and one.article in said.articles,
    )


class _Day:
    """The documents of a search, each read once, and what may be said of them and their articles on one day."""

    def __init__(self, repo: StoredLibrary, on: date, fresh_from: date | None) -> None:
        self._repo, self._on, self._fresh_from = repo, on, fresh_from
        self._documents: dict[str, Document] = {}
        self._events: dict[str, tuple[ValidityEvent, ...]] = {}
        self._apart: dict[str, frozenset[str]] = {}
        """The articles of a document to which something happened that did not happen to all of it, by number."""
        self._known: dict[tuple[str, str], Validity] = {}

    def __getitem__(self, key: str) -> Document:
        self._read([key])
        return self._documents[key]

    def learn(self, keys: Iterable[str]) -> None:
        """Read what happened to these documents, to all of them at once."""
        new = [key for key in dict.fromkeys(keys) if key not in self._events]
        if new:
            self._read(new)
            self._events |= events_of(self._repo, [self._documents[key] for key in new], self._on)
            self._apart |= {key: frozenset(_articles_alone(self._events[key])) for key in new}

    def validity(self, key: str, article: str = "") -> Validity:
        """Of a document, which must be learnt, or of the very article: another part of the document may be dead without
        harm to it, or the other way."""
        events = self._events[key]
        place = (key, article if events else "")  # nothing happened to any part of it
        if place not in self._known:
            of = self._documents[key], self._on, events, place_of(place[1])
            self._known[place] = status_on(*of, fresh_from=self._fresh_from)
        return self._known[place]

    def sifted(self, ranked: Sequence[Ranked], force: Force, limit: int) -> tuple[list[Ranked], int]:
        """What may be shown, at least as many as are wanted, and how many before the last wanted may not."""
        if force is Force.ANY:
            return list(ranked), 0
        visible: list[Ranked] = []
        hidden = 0
        for start in range(0, len(ranked), DEPTH):
            part = ranked[start : start + DEPTH]
            self.learn(one.document for one in part)
            for one in part:
                alone = one.article if one.article in self._apart[one.document] else ""
                if force.shows(self.validity(one.document, alone).status):
                    visible.append(one)
                elif len(visible) < limit:
                    hidden += 1
            if len(visible) >= max(limit, DEPTH):
                break
        return visible, hidden

    def _read(self, keys: Iterable[str]) -> None:
        missing = [key for key in keys if key not in self._documents]
        if missing:
            self._documents |= self._repo.with_keys(missing)


def _articles_alone(events: Iterable[ValidityEvent]) -> Iterator[str]:
    return (event.place.article for event in events if event.place.scope is Scope.ARTICLE)


def _direct(repo: StoredLibrary, text: str) -> Iterator[Article]:
    """The article a citation names, or the articles of the document a number or name means."""
    ref = read_citation(text)
    if ref is None or not (ref.article or looks_like_document(ref.document)):
        return
    found = candidates(repo, ref.document)
    if ref.article:
        yield from filter(None, (repo.article(document.key, ref.article) for document in found))
        return
    words = _folded_words(text)
    only = [document for document in found if words <= _folded_words(printed_document(document))]
    if len(only) < len(found) and candidates(repo, text):
        only = list(found)
    for document in only:  # other words are searched for in its articles
        yield from repo.articles(document.key)


def _folded_words(text: str) -> set[str]:
    return {tokens.folded(word) for word in tokens.syllables(text)}


def _first(found: Iterable[_Scored], limit: int) -> list[_Scored]:
    """The first `limit` different articles."""
    kept: dict[tuple[str, int], _Scored] = {}
    for article, score in found:
        kept.setdefault((article.document, article.position), (article, score))
        if len(kept) == limit:
            break
    return list(kept.values())


def _hits(found: Sequence[_Scored], sought: Sought, day: _Day) -> tuple[Hit, ...]:
    day.learn(article.document for article, _ in found)
    return tuple(_hit(article, score, sought, day) for article, score in found)


def _hit(article: Article, score: float, sought: Sought, day: _Day) -> Hit:
    document = day[article.document]
    shown, spans = snippet(article.text or article.heading, sought)
    return Hit(
        id=article.id,
        document=document.key,
        number=document.number,
        title=document.title,
        article=article.number,
        heading=article.heading,
        snippet=shown,
        score=score,
        status=day.validity(document.key).status,
        here=day.validity(document.key, article.number),
        spans=spans,
    )
