"""From a citation as written to the document and articles of the library it means, or the reason why to none.

Chapters, sections and annexes of a document, however their numbers are written: ``Chương 3`` is ``Chương III``.

Which article of a new document took the place of one of the old: by its name and its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from studio.errors import Untrusted
from studio.library.citation import lacking_part
from studio.library.events import LegalPlace
from studio.library.law_names import LawNames
from studio.library.matcher import candidates
from studio.library.model import Article, CitationRef, Document
from studio.library.numbers import number_key
from studio.library.parts import find_place, missing_part
from studio.library.relations import HERE, CitedPlace, DocumentWords, Mention, acted_on
from studio.library.structure import NodeKind, nodes, walk
from studio.phrase import Phrase
from studio.text import fold

if TYPE_CHECKING:  # SQLAlchemy is no part of the first paint
    from studio.library.storage import StoredLibrary

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
    from rapidfuzz import fuzz

    words = fuzz.token_set_ratio(fold(one.text[:LONGEST]), fold(other.text[:LONGEST])) / 100
    if not (one.heading and other.heading):
        return words
    return (fuzz.token_sort_ratio(fold(one.heading), fold(other.heading)) / 100 + words) / 2


def _inner(cited: Article, ref: CitationRef, best: Article, number: str) -> CitationRef:
    """With clause and point where the new article has those numbers and they say much the same."""
    from rapidfuzz import fuzz

    plain = CitationRef(document=number, article=best.number)
    if not (ref.clause or ref.point):
        return plain
    before = find_place(cited.text, ref.clause, ref.point)
    after = find_place(best.text, ref.clause, ref.point)
    if before is None or after is None or fuzz.ratio(fold(before), fold(after)) < ENOUGH * 100:
        return plain
    return CitationRef(document=number, article=best.number, clause=ref.clause, point=ref.point)


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ORDINALS = {
    "nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10,
}  # fmt: skip
_NAMED = re.compile(
    r"(?P<name>phan|chuong|tieu muc|muc|phu luc|bieu mau|mau)\s+(?:so\s+|thu\s+)?(?P<number>[a-z0-9]+(?:[-.]\d+)?)"
)


def in_division(article: Article, name: str) -> bool:
    """Whether `article` stands in ``Chương III``; a form (``Mẫu số 02``) may be named by its heading or first lines."""
    wanted = _plain(name)
    if wanted[0] in ("mau", "bieu mau"):
        named = _NAMED.finditer(fold(f"{article.heading}\n{article.text}"))
        return wanted in {(form["name"], _number(form["number"])) for form in named}
    return any(_plain(part) == wanted for part in article.path.split(" > "))


def same_annex(article: Article, name: str) -> bool:
    """Whether `article` is a part of the annex `name`."""
    wanted = _plain(name)
    return any(_plain(part) == wanted for part in (*article.path.split(" > "), article.heading))


def is_annexed(article: Article) -> bool:
    """Whether `article` is a part of an annex."""
    return any(_plain(part)[0] == "phu luc" for part in (article.path, article.heading))


def _plain(text: str) -> tuple[str, str]:
    """(name of the kind, number in Arabic digits) at the beginning of `text`; two empty strings where there is none."""
    found = _NAMED.match(fold(text))
    return (found["name"], _number(found["number"])) if found else ("", "")


def _number(text: str) -> str:
    if text in _ORDINALS:
        return str(_ORDINALS[text])
    if set(text) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in text]
        return str(sum(-v if v < max(values[n:]) else v for n, v in enumerate(values)))
    return text.lstrip("0") or text


MOST_CANDIDATES = 8
"""Documents named in a question which one is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedPlace:
    """One place of a citation, in the library. Without `article` the place is the document or a division of it."""

    ref: CitationRef
    place: CitedPlace
    article: Article | None = None
    reason: Phrase | None = None
    """Why it is not there; None when it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedCitation:
    """A citation and what the library makes of it."""

    mention: Mention
    start: int
    end: int
    """Of the citation in the text; the end of a law's name is known only now."""
    written: str
    document: Document | None = None
    candidates: tuple[Document, ...] = ()
    """The documents it may mean where that is not clear, the newest first."""
    targets: tuple[ResolvedPlace, ...] = ()
    amending: tuple[Document, ...] = ()
    """Of the documents that the text says amended this one, those of the library."""
    reason: Phrase | None = None
    """Why it cannot be followed, or not all of it; None when it can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedDocument:
    """What the words for a document mean: one document, or several, or none, with the reason."""

    document: Document | None = None
    candidates: tuple[Document, ...] = ()
    end: int
    reason: Phrase | None = None


class Resolver:
    """Resolves the citations of one text, in order: “the same decree” is the one named before."""

    def __init__(
        self, repo: StoredLibrary, names: LawNames, text: str, *, host: Document | None, article: Article | None
    ) -> None:
        """`host` and `article` are what the text stands in, where it does."""
        self._repo, self._names, self._text = repo, names, text
        self._host, self._article = host, article
        self._named: list[Document] = []

    def resolve(self, mention: Mention) -> ResolvedCitation | None:
        """None for words that are no citation after all: ``luật chơi``, ``Điều này`` where there is no article."""
        words = mention.document
        found = self._document(words) if words else self._unnamed(mention)
        if found is None:
            return None
        if found.document is None:
            if words is not None and words.guess and not mention.places:
                return None
            end = max(mention.end, found.end) if mention.document_first or words is None else found.end
            return self._say(mention, end, found, ())
        if words is not None and not words.host:
            self._named.append(found.document)
        targets = tuple(self._target(found.document, place, mention) for place in mention.places)
        end = mention.end if words is None or mention.document_first else self._past_issuer(found)
        return self._say(mention, end, found, targets)

    def _past_issuer(self, found: ResolvedDocument) -> int:
        """Any unit may issue documents: “của Công an thành phố …” belongs to the name where it is the issuer's."""
        issuer = f" của {found.document.issuer}" if found.document and found.document.issuer else ""
        return found.end + len(issuer) if issuer and self._text.startswith(issuer, found.end) else found.end

    def _say(
        self, mention: Mention, end: int, found: ResolvedDocument, targets: tuple[ResolvedPlace, ...]
    ) -> ResolvedCitation:
        by = mention.document.amended_by if mention.document else ()
        return ResolvedCitation(
            mention=mention,
            start=mention.start,
            end=end,
            written=self._text[mention.start : end],
            document=found.document,
            candidates=found.candidates,
            targets=targets,
            amending=tuple(other.document for one in by if (other := self._document(one)) and other.document),
            reason=found.reason or next((target.reason for target in targets if target.reason), None),
        )

    # -- the document

    def _unnamed(self, mention: Mention) -> ResolvedDocument | None:
        """A place without a document lies in the text's own one, or in the one that the article amends."""
        if self._host is not None:
            places = [LegalPlace(place.article, place.clause, place.point) for place in mention.places]
            number = acted_on(self._host, self._article.number, places) if self._article else ""
            if not number:
                return ResolvedDocument(document=self._host, end=mention.end)
            amended = self._repo.document(number_key(number))
            return ResolvedDocument(document=amended, end=mention.end, reason=None if amended else _no_document(number))
        here = all(HERE in (place.article, place.clause, place.point) for place in mention.places)
        if here or not any(place.article for place in mention.places):
            return None
        return ResolvedDocument(end=mention.end, reason=_no_host(self._text[mention.start : mention.end]))

    def _document(self, words: DocumentWords) -> ResolvedDocument | None:
        if words.host or words.before:
            return self._meant_before(words)
        if words.number:
            documents = by_number(self._repo, words)
            return self._one_of(words, documents, words.end)
        if words.name or words.kind == "Hiến pháp":
            return self._by_name(words)
        if words.issued_on is not None:
            return self._one_of(words, self._repo.issued(words.kind, words.issued_on), words.end)
        return None

    def _meant_before(self, words: DocumentWords) -> ResolvedDocument | None:
        fits = [d for d in self._named if not words.kind or d.type == words.kind]
        if words.host and self._host is not None:
            return ResolvedDocument(document=self._host, end=words.end)
        if fits:
            return ResolvedDocument(document=fits[-1], end=words.end)
        return ResolvedDocument(end=words.end, reason=_no_host(self._text[words.start : words.end]))

    def _by_name(self, words: DocumentWords) -> ResolvedDocument:
        named = self._names.find(words.kind, words.name) if words.name else self._names.bare(words.kind)
        if named is None and words.name:
            # Short of the library, the words up to the likely end are the name.
            likely = sum(end <= words.end for end in words.name_ends)
            named = self._names.find(words.kind, words.name[:likely]) if likely else None
        if named is None:
            return self._one_of(words, (), words.end)
        end = words.end
        if named.words and named.words < len(words.name):
            end = words.name_ends[named.words - 1]
        elif words.name_ends and named.whole:
            end = max(words.end, words.name_ends[-1])
        documents = self._repo.with_keys(named.keys)
        found = [documents[key] for key in named.keys if key in documents]
        if end >= words.end:
            found = [d for d in found if _dated_so(d, words)]
        return self._one_of(words, found, end, sure=named.whole)

    def _one_of(
        self, words: DocumentWords, found: Sequence[Document], end: int, *, sure: bool = True
    ) -> ResolvedDocument:
        written = " ".join(self._text[words.start : end].split())
        newest = tuple(sorted(found, key=lambda d: d.issued_on or date.min, reverse=True))
        if not newest:
            return ResolvedDocument(end=end, reason=_no_document(written))
        if self._host is not None and words.name and not _says_which(words):
            known = tuple(d for d in newest if _not_after(d, self._host))
            if not known:
                return ResolvedDocument(end=end, reason=_only_newer(written, newest))
            newest = known[:1] if sure else known
        if len(newest) == 1 and sure:
            return ResolvedDocument(document=newest[0], end=end)
        return ResolvedDocument(candidates=newest[:MOST_CANDIDATES], end=end, reason=_ambiguous(written, newest))

    # -- the place

    def _target(self, document: Document, place: CitedPlace, mention: Mention) -> ResolvedPlace:
        place = self._here(place, mention.start)
        ref = CitationRef(
            document=document.number or document.key,
            article=place.article or None,
            clause=place.clause or None,
            point=place.point or None,
        )
        if HERE in (place.article, place.clause, place.point):
            return ResolvedPlace(ref=ref, place=place, reason=_no_host(self._text[mention.start : mention.end]))
        if not self._repo.has_text(document.key):  # an entry without text: nothing to compare with
            return ResolvedPlace(ref=ref, place=place)
        if place.annex or place.divisions:
            return self._division(document, place, ref)
        if not place.article:
            return ResolvedPlace(ref=ref, place=place, reason=_no_article(self._text[mention.start : mention.end]))
        try:
            article = self._numbered(document, place)
        except Untrusted as error:
            return ResolvedPlace(ref=ref, place=place, reason=error.phrase)
        if article is None:
            return ResolvedPlace(ref=ref, place=place, reason=lacking_part(ref, f"Điều {ref.article}"))
        ref = unmarked(article, ref) if self._text.isascii() else ref
        missing = missing_part(article, ref.clause, ref.point)
        return ResolvedPlace(
            ref=ref, place=place, article=article, reason=lacking_part(ref, missing) if missing else None
        )

    def _here(self, place: CitedPlace, at: int) -> CitedPlace:
        """``khoản 2 Điều này``, ``điểm b khoản này`` and in an article ``khoản 2`` alone, with the numbers of the part
        of the text's own article that position `at` lies in."""
        own = self._article
        if own is None or place.divisions or place.annex or place.article not in ("", HERE):
            return place
        clause, point = self._around(at)
        lone = place.point and not place.clause
        return replace(
            place,
            article=own.number,
            clause=clause if place.clause == HERE or lone else place.clause,
            point=point if place.point == HERE else place.point,
        )

    def _around(self, at: int) -> tuple[str, str]:
        """Clause and point of the article in which position `at` of its text lies."""
        inside = [node for node in walk(nodes(self._text)) if node.start <= at < node.end]
        numbers = {node.kind: node.number for node in inside}
        return numbers.get(NodeKind.CLAUSE, ""), numbers.get(NodeKind.POINT, "")

    def _numbered(self, document: Document, place: CitedPlace) -> Article | None:
        own = self._article
        if own is not None and (document.key, place.article) == (own.document, own.number):
            return own
        if place.attached:
            inside = [a for a in self._repo.articles(document.key) if a.number == place.article]
            return next((a for a in inside if a.path and not a.path.startswith(("Phần", "Chương", "Mục"))), None) or (
                inside[-1] if inside else None
            )
        return self._repo.article(document.key, place.article)

    def _division(self, document: Document, place: CitedPlace, ref: CitationRef) -> ResolvedPlace:
        try:
            inside = self._repo.articles(document.key)
        except Untrusted as error:
            return ResolvedPlace(ref=ref, place=place, reason=error.phrase)
        for name in (place.annex, *reversed(place.divisions)):
            if name:
                inside = tuple(a for a in inside if (same_annex if name == place.annex else in_division)(a, name))
                if not inside:
                    return ResolvedPlace(ref=ref, place=place, reason=self._lacks(document, ref, name))
        if not place.article:
            return ResolvedPlace(ref=ref, place=place, article=inside[0])
        article = next((a for a in inside if a.number == place.article), None)
        if article is None:
            return ResolvedPlace(ref=ref, place=place, reason=lacking_part(ref, f"Điều {place.article}"))
        missing = missing_part(article, ref.clause, ref.point)
        return ResolvedPlace(
            ref=ref, place=place, article=article, reason=lacking_part(ref, missing) if missing else None
        )

    def _lacks(self, document: Document, ref: CitationRef, name: str) -> Phrase:
        """Many imported texts have no annexes at all; the document itself may well have this one."""
        if not name.startswith(("Phụ lục", "Mẫu", "Biểu")) or any(map(is_annexed, self._repo.articles(document.key))):
            return lacking_part(ref, name)
        return Phrase(
            "The library has the articles of {document} without {name}; import its annexes too.",
            document=ref.document,
            name=name,
        )


def unmarked(article: Article, ref: CitationRef) -> CitationRef:
    """``diem d`` typed without marks is point đ where the article has no point d."""
    if ref.point == "d" and missing_part(article, ref.clause, ref.point) == "điểm d":
        other = replace(ref, point="đ")
        return other if not missing_part(article, other.clause, other.point) else ref
    return ref


def by_number(repo: StoredLibrary, words: DocumentWords) -> tuple[Document, ...]:
    """Documents of that number; one with fewer zeros or without its symbol may be several."""
    start, slash, rest = words.number.partition("/")
    found: tuple[Document, ...] = ()
    for number in dict.fromkeys((start, start.lstrip("0") or start, start.zfill(2))):
        typed = f"{number}{slash}{rest}"
        exact = repo.document(number_key(typed))
        if exact is not None:
            return (exact,)
        found += candidates(repo, f"{words.kind} {typed}".strip())
    unique = {d.key: d for d in found}
    same_day = {d.key: d for d in unique.values() if words.issued_on in (None, d.issued_on)}
    return tuple((same_day or unique).values())


def _dated_so(document: Document, words: DocumentWords) -> bool:
    year = words.year or (words.issued_on.year if words.issued_on else None)
    if year is None:
        return True
    written = document.number.split("/")[1:2]
    own = str(document.issued_on.year) if document.issued_on else (written[0] if written else "")
    return own == str(year)


def _not_after(document: Document, host: Document) -> bool:
    return document.issued_on is None or host.issued_on is None or document.issued_on <= host.issued_on


def _says_which(words: DocumentWords) -> bool:
    """Whether more than a name tells which law is meant."""
    return bool(words.number) or words.year is not None or words.issued_on is not None


def _only_newer(written: str, documents: Sequence[Document]) -> Phrase:
    """No text cites a law that was not there yet when it was written."""
    names = ", ".join(d.number or d.title for d in documents[:MOST_CANDIDATES])
    return Phrase(
        "The library has only a “{written}” issued after the citing document ({names}); import the older one.",
        written=written,
        names=names,
    )


def _no_document(written: str) -> Phrase:
    return Phrase(
        "The library does not have “{written}”; import it or check its number, name and year.", written=written
    )


def _ambiguous(written: str, documents: Sequence[Document]) -> Phrase:
    names = ", ".join(d.number or d.title for d in documents[:MOST_CANDIDATES])
    if len(documents) == 1:
        return Phrase(
            "“{written}” is not a full name; is it {names}? Write the full name or the number.",
            written=written,
            names=names,
        )
    return Phrase(
        "“{written}” may be one of {n} documents: {names}; add the number or the year.",
        written=written,
        n=len(documents),
        names=names,
    )


def _no_host(written: str) -> Phrase:
    written = " ".join(written.split())
    return Phrase("“{written}” does not say of which document; add the document's number.", written=written)


def _no_article(written: str) -> Phrase:
    written = " ".join(written.split())
    return Phrase("“{written}” lacks the article; name the article.", written=written)
