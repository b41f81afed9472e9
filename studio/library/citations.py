"""Citations in running text, looked up in the library: what is meant, what cites it, how it is written, what replaced
it.

How places are written in a sentence: ``các điểm a, b và c khoản 2, khoản 3 Điều 5 và Điều 6``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from studio.errors import Untrusted
from studio.library.citation import GRAMMAR, Cite, cites_of, means, printed_document, targets_of
from studio.library.citation_lint import TextCitation, is_proper
from studio.library.events import WHOLE, LegalPlace, place_of
from studio.library.law_names import LawNames
from studio.library.matcher import the_document
from studio.library.model import Article, CitationRef, Document, Status, Validity
from studio.library.name_parser import find_mentions
from studio.library.relations import CitedPlace
from studio.library.resolver import ResolvedCitation, Resolver, Successor, likest
from studio.library.validity import NO_TEXT, events_of, standings, status_on
from studio.people.present import by_itself
from studio.text import nfc

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage import StoredLibrary


def written_places(places: Sequence[CitedPlace]) -> str:
    """The places as Decree 30/2020/NĐ-CP has them written: small ``điểm`` and ``khoản``, ``Điều`` with a capital."""
    articles = [_article(number, list(inside)) for number, inside in groupby(places, key=_outside)]
    return _in_a_row(articles)


def _outside(place: CitedPlace) -> tuple[str, tuple[str, ...], str]:
    return place.article, place.divisions, place.annex


def _article(outside: tuple[str, tuple[str, ...], str], inside: Sequence[CitedPlace]) -> str:
    number, divisions, annex = outside
    clauses = [_clause(clause, list(some)) for clause, some in groupby(inside, key=lambda p: p.clause)]
    bare = [place.clause for place in inside if not (place.point or place.item)]
    inner = _several("khoản", bare) if len(bare) == len(inside) and all(bare) else _in_a_row([c for c in clauses if c])
    parts = (inner, f"Điều {number}" if number else "", *divisions, annex)
    return " ".join(part for part in parts if part)


def _clause(number: str, inside: Sequence[CitedPlace]) -> str:
    points = [place.point for place in inside if place.point]
    items = [place.item for place in inside if place.item]
    parts = (_in_a_row(items), _several("điểm", points) if points else "", f"khoản {number}" if number else "")
    return " ".join(part for part in parts if part)


def _several(name: str, values: Sequence[str]) -> str:
    values = list(dict.fromkeys(values))
    return f"{name} {values[0]}" if len(values) == 1 else f"các {name} {_in_a_row(values)}"


def _in_a_row(parts: Sequence[str]) -> str:
    """``a``, ``a và b``, ``a, b và c``."""
    return " và ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part) if parts else ""


AT_ONCE = 50
"""Documents read between two answers whether to go on."""
LONGEST_CHAIN = 5
"""Replacements of replacements that are followed."""
_WORST = (
    Status.EXPIRED,
    Status.UNSUITABLE,
    Status.SUSPENDED,
    Status.NOT_YET,
    Status.UNKNOWN,
    Status.PARTLY_EXPIRED,
    Status.IN_FORCE,
)
_SENTENCE_ENDS = re.compile(r"[.!?;]\s|\n")
_FATE = re.compile(
    r"\b(?:thay thế|bãi bỏ|h[uủ][yỷ] bỏ|hết hiệu lực|ngưng hiệu lực|đình chỉ|có hiệu lực (?:thi hành )?(?:kể )?từ)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingArticle:
    """An article that cites: `id` is the one of `browse` and `browse_rows`; and the place it cites."""

    id: str
    document: str
    position: int
    article: str
    clause: str
    point: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedBy:
    """`complete`: the whole library has been read for citations."""

    rows: tuple[CitingArticle, ...]
    complete: bool


class Citations:
    """What `Library.citations` offers."""

    def __init__(self, repo: StoredLibrary) -> None:
        self._repo = repo

    def read(self, text: str, *, host: Article | None = None) -> tuple[ResolvedCitation, ...]:
        """Every citation of `text`, in order, each resolved or with the reason why it is not.

        `host` is the article the text is of: “Luật này” and “khoản 2 Điều này” mean it. Spans count characters of the
        text in NFC.
        """
        text = nfc(text)
        found = find_mentions(text)
        if not found:
            return ()
        document = self._repo.document(host.document) if host else None
        resolver = Resolver(self._repo, LawNames(self._repo.names()), text, host=document, article=host)
        resolved: list[ResolvedCitation] = []
        for mention in found:
            if resolved and mention.start < resolved[-1].end:  # inside the long name of an amending law
                continue
            one = resolver.resolve(mention)
            if one is not None:
                resolved.append(one)
        return tuple(resolved)

    def cites(self, article: Article) -> tuple[ResolvedCitation, ...]:
        """What an article cites, its own places included."""
        return self.read(article.text, host=article)

    def cited_by(self, key: str, article: str | None = None, *, limit: int = 500) -> CitedBy:
        """The articles that cite document `key`, or that article of it, each with the place it names."""
        document = self._repo.document(key)
        complete = not self._repo.unread(GRAMMAR)
        if document is None:
            return CitedBy(rows=(), complete=complete)
        cites = self._repo.citing(*targets_of(document))
        if article is not None:
            cites = [cite for cite in cites if cite.article == article.lower()]
        return CitedBy(rows=tuple(_row(cite) for cite in self._meant(document, cites))[:limit], complete=complete)

    def _meant(self, document: Document, cites: Sequence[Cite]) -> list[Cite]:
        names = LawNames(self._repo.names())
        citing = self._repo.with_keys({cite.document for cite in cites})
        named = names.find(document.type, targets_of(document)[1].split()[len(document.type.split()) :])
        same = tuple(self._repo.with_keys(named.keys).values()) if named else ()
        return [cite for cite in cites if means(cite, document, citing.get(cite.document), names, same)]

    @by_itself("what the texts cite is read out of them, whoever asks")
    def index(self, going: Callable[[int, int], bool] | None = None) -> None:
        """Read the documents that were imported since for what they cite, a few at a time, each lot for good.

        `going` hears how many of how many are done, and answers whether to go on.
        """
        keys = self._repo.unread(GRAMMAR)
        for start in range(0, len(keys), AT_ONCE):
            if going is not None and not going(start, len(keys)):
                return
            some = keys[start : start + AT_ONCE]
            documents = self._repo.with_keys(some)
            self._repo.put_cites({key: self._cites(documents[key]) for key in some if key in documents}, GRAMMAR)

    def _cites(self, document: Document) -> tuple[Cite, ...]:
        try:
            return tuple(cites_of(document, self._repo.articles(document.key)))
        except Untrusted:  # told to whoever opens the document
            return ()

    def offer(self, found: ResolvedCitation, *, first: bool = True) -> str:
        """How the citation is written by Decree 30/2020/NĐ-CP; empty where it is not resolved.

        After the `first` time a document is called by kind and number alone.
        """
        if found.document is None or found.reason is not None:
            return ""
        name = printed_document(found.document, short=not first)
        places = written_places([target.place for target in found.targets])
        return " ".join(part for part in (places, name) if part)

    def check(self, texts: Iterable[tuple[str, str]], *, on: date) -> tuple[TextCitation, ...]:
        """The citations in the texts of a post (name and text of each), with what is to be mended in them.

        A document is called in full once; where it comes again, its kind and number do.
        """
        told: set[str] = set()
        found: list[TextCitation] = []
        for where, text in texts:
            for one in self.read(text):
                document = one.document
                mend = document is not None and one.reason is None and not is_proper(one)
                places = [place_of(t.ref.article, t.ref.clause, t.ref.point) for t in one.targets if t.ref.article]
                found.append(
                    TextCitation(
                        where=where,
                        start=one.start,
                        written=one.written,
                        offered=self.offer(one, first=document is None or document.key not in told) if mend else "",
                        reason=one.reason,
                        printed=printed_document(document) if document else "",
                        validity=self._worst(document, places or [WHOLE], on) if document else None,
                        placed=bool(places),
                        told=_tells_its_fate(nfc(text), one),
                    )
                )
                told |= {document.key} if document else set()
        return tuple(found)

    def _worst(self, document: Document, places: Sequence[LegalPlace], on: date) -> Validity:
        """How the worst of these places stands on day `on`."""
        events = events_of(self._repo, [document], on)[document.key]
        found = min((status_on(document, on, events, place) for place in places), key=lambda v: _WORST.index(v.status))
        if places == [WHOLE] or self._repo.has_text(document.key):
            return found
        return replace(found, cautions=(*found.cautions, NO_TEXT))

    def successor(self, ref: CitationRef, *, on: date) -> Successor | None:
        """The place that took over what `ref` names, in the document that replaced its own by day `on`, or will.

        None where nothing replaced it, or the replacement is not in the library.
        """
        old = the_document(self._repo, ref.document)
        new = self._replacement(old, on) if old else None
        if old is None or new is None:
            return None
        try:
            return likest(old, self._repo.articles(old.key), ref, new, self._repo.articles(new.key))
        except Untrusted:
            return Successor(document=new, ref=CitationRef(document=new.number or new.key))

    def _replacement(self, document: Document, on: date) -> Document | None:
        found: Document | None = None
        current = document
        for _ in range(LONGEST_CHAIN):
            number = standings(self._repo, [current], on)[current.key].replaced_by
            following = the_document(self._repo, number) if number else None
            if following is None or following.key in (document.key, current.key):
                break
            found = current = following
        return found


def _tells_its_fate(text: str, found: ResolvedCitation) -> bool:
    """Whether the sentence around the citation says what becomes of a law: it is then no ground of the post."""
    start = max((m.end() for m in _SENTENCE_ENDS.finditer(text, 0, found.start)), default=0)
    following = _SENTENCE_ENDS.search(text, found.end)
    around = f"{text[start : found.start]}…{text[found.end : following.start() if following else len(text)]}"
    return _FATE.search(around) is not None


def _row(cite: Cite) -> CitingArticle:
    return CitingArticle(
        id=f"{cite.document}#{cite.position}",
        document=cite.document,
        position=cite.position,
        article=cite.article,
        clause=cite.clause,
        point=cite.point,
    )
