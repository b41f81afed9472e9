"""Search: a citation or number goes to the B-tree, everything else to the full-text index.

Ordering anew what the index found best: how closely an article answers the words, beyond how rare they are.

Pure: words, texts and the index's scores in, scores out. The weights are round and few; they were chosen on questions
of two kinds (exam questions, questions made from articles) and hold with and without marks.

Whether a document is one of this job: what officers and citizens ask a police page about.

The words are those of ``assets/job_law.yaml``; a successor of a decree is known by its title too.

The piece of an article that shows best why it was found, and the matched words in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import BadInput
from studio.library import tokens
from studio.library.citation import law_name, looks_like_document, printed_document, read_citation
from studio.library.events import Scope, ValidityEvent, place_of
from studio.library.filters import Filters, Force, SearchResult, facets, grouped
from studio.library.law_names import NamedLaws, named_laws
from studio.library.matcher import SearchTerms, Wording, WordRun, candidates, share
from studio.library.model import Article, Document, Hit, RankedArticle, Validity
from studio.library.query import Query, build_query, has_phrases
from studio.library.validity import events_of, status_on
from studio.text import fold
from studio.yamlfile import read_yaml

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage import StoredLibrary

FILE = Path(__file__).resolve().parent.parent / "assets" / "job_law.yaml"


@cache
def subjects() -> tuple[str, ...]:
    """The subjects of this version of the program. Raises BadInput when the file is damaged."""
    listed = read_yaml(FILE).get("subjects")
    if not isinstance(listed, list) or not listed:
        raise BadInput("“subjects” is missing.", where=FILE.name)
    return tuple(str(subject) for subject in listed)


@lru_cache(maxsize=8192)
def is_of_job(title: str) -> bool:
    """Whether the title speaks of one of the subjects; marks, case and commas aside."""
    return _pattern().search(_words(title)) is not None


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(_words(subject)) for subject in subjects())})\b")


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


DEPTH = 100
"""Best articles of the index that are ordered anew."""
LONGEST_SCORED = 40_000
"""Characters of an article that are looked at."""
COVER, PAIRS, TRIPLES, LINE, NAME, RANK, NAMED, CITED = 0.5, 0.25, 0.5, 0.25, 0.1, 0.35, 0.4, 1.0
"""What each feature, a share from 0 to 1, adds to the index's score as a share of the best one's."""
_STANDING = {
    "Hiến pháp": 1.0,
    "Bộ luật": 1.0,
    "Luật": 1.0,
    "Pháp lệnh": 1.0,
    "Nghị quyết": 0.5,
    "Nghị định": 0.5,
}
"""How high a kind of act stands: what a law says, a circular repeats."""
_DECREE, _OF_JOB = "Nghị định", 0.9
"""A decree of this job stands nearly as high as a law: it says what is fined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankCandidate:
    """An article found by the index, with what it is compared by."""

    score: float
    name: str
    """Of its document."""
    kind: str
    text: str
    """Heading and text, a line each paragraph."""
    named: bool = False
    """The query names its document."""
    cited: bool = False
    """The query cites the article by number."""


def scores(sought: SearchTerms, candidates: Sequence[RankCandidate]) -> list[float]:
    """A score for each candidate, the greater the better; of several wordings the one counts that it answers best."""
    top = max((c.score for c in candidates), default=0.0) or 1.0
    return [candidate.score / top + _likeness(sought, candidate) for candidate in candidates]


def _likeness(sought: SearchTerms, candidate: RankCandidate) -> float:
    lines = set(sought.lines(candidate.text[:LONGEST_SCORED]))
    held = 0
    for here in lines:
        held |= here
    return (
        max(_closeness(wording, held, lines, candidate.name) for wording in sought.wordings)
        + RANK * _standing(candidate)
        + NAMED * candidate.named
        + CITED * candidate.cited
    )


def _standing(candidate: RankCandidate) -> float:
    if candidate.kind == _DECREE and is_of_job(candidate.name):
        return _OF_JOB
    return _STANDING.get(candidate.kind, 0.0)


def _closeness(wording: Wording, held: int, lines: Collection[int], name: str) -> float:
    """How much of one wording the article holds altogether, and in one line."""
    return (
        COVER * share(held, wording.words)
        + PAIRS * share(held, wording.pairs)
        + TRIPLES * share(held, wording.triples)
        + LINE * share(max(lines, key=lambda here: (here & wording.words).bit_count()), wording.words)
        + NAME * _named_by(wording, name)
    )


def _named_by(wording: Wording, name: str) -> float:
    """How much of the name the query holds."""
    words = _different(name)
    return len(words & wording.different) / len(words) if words else 0.0


@lru_cache(maxsize=8192)
def _different(name: str) -> frozenset[str]:
    return frozenset(tokens.syllables(name))


LENGTH = 240
"""Characters of a snippet, about three lines."""
DENSE = 100
"""Characters at its beginning in which the most different matches are to stand: a narrow list shows no more."""
LONGEST_SHOWN = 40_000
"""Characters of a text that are looked at."""
_ELLIPSIS = "…"
_PHRASE = re.compile(r"[^\W_]+(?:\s+[^\W_]+)*")


def snippet(text: str, sought: SearchTerms, length: int = LENGTH) -> tuple[str, tuple[tuple[int, int], ...]]:
    """(plain text, spans of matched words) of the window of `text` that begins with the most different matches.

    Neighbouring words are one span, so that a phrase is marked whole.
    """
    flat = text.replace("\n", " ")
    runs = sought.runs(flat[:LONGEST_SHOWN])
    start = _best_start(runs, sought.words, min(DENSE, length)) if len(flat) > length else 0
    start = _word_start(flat, start - min(DENSE, length) // 4)
    end = len(flat) if len(flat) - start <= length else _word_end(flat, start, start + length)
    head, tail = (_ELLIPSIS if start > 0 else ""), (_ELLIPSIS if end < len(flat) else "")
    shift = len(head) - start
    spans = tuple((a + shift, b + shift) for a, b in _shown(runs, flat, start, end))
    return head + flat[start:end] + tail, spans


def _best_start(runs: Sequence[WordRun], words: int, length: int) -> int:
    """Start of the run from which on `length` characters hold the most different words."""
    best, start = 0, 0
    for first, run in enumerate(runs):
        held = 0
        for n in range(first, len(runs)):
            if runs[n].start >= run.start + length:
                break
            held |= runs[n].held
        count = (held & words).bit_count()
        if count > best:
            best, start = count, run.start
    return start


def _shown(runs: Sequence[WordRun], flat: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the matched phrases between `start` and `end`."""
    for run in runs:
        if run.start < end and run.end > start:
            yield from (m.span() for m in _PHRASE.finditer(flat, max(run.start, start), min(run.end, end)))


def _word_start(flat: str, near: int) -> int:
    """Where the next word begins."""
    return flat.find(" ", near) + 1 or near if near > 0 else 0


def _word_end(flat: str, start: int, near: int) -> int:
    """Where the last whole word before `near` ends."""
    blank = max(flat.rfind(" ", start, near + 1), start)
    return blank if blank > start else near


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
    sought, hidden = SearchTerms(()), 0
    if query is not None:
        sought = SearchTerms(query.row, query.bare, said=query.said)
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


def _asked(repo: StoredLibrary, text: str, depth: int, *, literal: bool) -> tuple[Query | None, list[RankedArticle]]:
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


def _pool(repo: StoredLibrary, query: Query, depth: int, filters: Filters) -> list[RankedArticle]:
    found = _ranked(repo, query, depth, filters) if query.match else []
    if not query.phrases:
        return found
    read = repo.in_rows([one.row for one in found])
    return [one for one in found if has_phrases(f"{read[one.row].heading}\n{read[one.row].text}", query)]


def _ranked(repo: StoredLibrary, query: Query, depth: int, filters: Filters) -> list[RankedArticle]:
    for scored in () if filters.of_document else query.scored:
        found = repo.rank(query.match, depth, filters, scored=scored)
        if len(found) >= depth:
            return found
    return repo.rank(query.match, depth, filters)


def _ordered(
    repo: StoredLibrary,
    text: str,
    query: Query,
    sought: SearchTerms,
    visible: Sequence[RankedArticle],
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
) -> Iterator[tuple[list[RankedArticle], int]]:
    """Articles to be looked at besides the best of the index, and how many: of documents that the question names, and
    those that hold its rarest words, which the index puts far below when they are long."""
    if not query.match or query.phrases:
        return
    if said.documents:
        yield repo.rank(query.match, OF_NAMED, filters, documents=said.documents), OF_NAMED
    if query.rare and not filters.of_document:
        yield repo.rank(query.rare, OF_RARE, filters), OF_RARE


def _candidate(one: RankedArticle, article: Article, said: NamedLaws) -> RankCandidate:
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

    def sifted(self, ranked: Sequence[RankedArticle], force: Force, limit: int) -> tuple[list[RankedArticle], int]:
        """What may be shown, at least as many as are wanted, and how many before the last wanted may not."""
        if force is Force.ANY:
            return list(ranked), 0
        visible: list[RankedArticle] = []
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


def _hits(found: Sequence[_Scored], sought: SearchTerms, day: _Day) -> tuple[Hit, ...]:
    day.learn(article.document for article, _ in found)
    return tuple(_hit(article, score, sought, day) for article, score in found)


def _hit(article: Article, score: float, sought: SearchTerms, day: _Day) -> Hit:
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
