"""The index of citations: which article cites which document and place.

Kept is what the text says, not what it meant on the day it was read: a number, or the words of a law's name. So a
document imported tomorrow is found by the articles that cited it all along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from studio.library.citation import law_name
from studio.library.events import LegalPlace
from studio.library.law_names import LawNames
from studio.library.mentions import find_mentions
from studio.library.model import Article, Document
from studio.library.numbers import NAMED_KINDS, number_key
from studio.library.references import HERE, CitedPlace, DocumentWords, Mention
from studio.library.relations import acted_on
from studio.text import fold

GRAMMAR = 2
"""Of the rules by which the stored citations were read; with another number they are read anew."""
_NAME = "="
"""Before the words of a law's name, apart from numbers."""
_LOOSE = "~"
"""Before the kind and number of a document whose symbol is not written."""
_WORTH = re.compile(r"[Đđ]iều ?\d|\d ?/ ?\d{4}\b|\d/[A-ZĐ]{2}|Luật (?!này)|luật \w|Pháp lệnh|Hiến pháp|BL[A-ZĐ]{2}")
"""What a line must hold to be read at all."""


class Cite(NamedTuple):
    """One place cited by one article. `target` says which document is meant (see `targets_of`)."""

    document: str
    position: int
    target: str
    year: int | None
    article: str
    clause: str
    point: str


def cites_of(document: Document, articles: Sequence[Article]) -> Iterator[Cite]:
    """What the articles of `document` cite, but for the article itself."""
    for article in articles:
        for line in article.text.split("\n"):
            if _WORTH.search(line):
                yield from _cites(document, article, line)


def _cites(document: Document, article: Article, line: str) -> Iterator[Cite]:
    seen = set()
    for mention in find_mentions(line):
        words = mention.document
        target, year = (_own(document, article, mention), None) if words is None or words.host else _target(words)
        for place in mention.places or (CitedPlace(),):
            own = target == document.key and place.article in ("", HERE, article.number)
            cite = Cite(article.document, article.position, target, year, place.article, place.clause, place.point)
            if target and not own and cite not in seen:
                seen.add(cite)
                yield cite
        for other in words.amended_by if words else ():
            yield Cite(article.document, article.position, *_target(other), "", "", "")


def _own(document: Document, article: Article, mention: Mention) -> str:
    """The key of the document in which places lie that are named without one."""
    places = [LegalPlace(place.article, place.clause, place.point) for place in mention.places]
    other = acted_on(document, article.number, places) if mention.document is None else ""
    return number_key(other) if other else document.key


def _target(words: DocumentWords) -> tuple[str, int | None]:
    if words.before:
        return "", None
    if words.number:
        key = number_key(words.number)
        whole = bool(re.search("/[A-Z]", key))
        return (key if whole else f"{_LOOSE}{fold(words.kind)} {key}/"), None
    year = words.year or (words.issued_on.year if words.issued_on else None)
    name = " ".join((fold(words.kind), *words.name))
    return (f"{_NAME}{name}", year) if words.name or words.kind == "Hiến pháp" else ("", None)


def targets_of(document: Document) -> tuple[tuple[str, ...], str]:
    """What `Cite.target` may be of a citation of `document`: certain ones, and what a name begins with."""
    number, _, rest = document.key.partition("/")
    year = rest.partition("/")[0]
    kind = fold(document.type)
    loose = [f"{number}/", f"{number}/{year}/"] if rest else []
    name = " ".join(re.findall("[a-z0-9]+", fold(law_name(document)))) if document.type in NAMED_KINDS else ""
    letters = "".join(word[0] for word in name.split())
    exact = [document.key, *(f"{_LOOSE}{kind} {start}" for start in loose)]
    if name:
        exact += [f"{_NAME}{kind} {letters}", f"{_NAME}{kind} {letters[len(kind.split()) :]}"]
    if document.type == "Hiến pháp":
        exact.append(f"{_NAME}{kind}")
    return tuple(exact), f"{_NAME}{name}" if name else ""


def means(cite: Cite, document: Document, citing: Document | None, names: LawNames, same: Sequence[Document]) -> bool:
    """Whether a citation that fits `document` means it: of several laws of the name (`same`), the one of the year, or
    the newest that the citing document could know."""
    if not cite.target.startswith(_NAME):
        return True
    kind = document.type
    words = cite.target.removeprefix(_NAME).removeprefix(fold(kind)).split()
    named = names.find(kind, words) if words else names.bare(kind)
    if named is None or document.key not in named.keys:
        return False
    if cite.year is not None:
        return document.issued_on is None or document.issued_on.year == cite.year
    when = citing.issued_on if citing else None
    known = [d for d in same if d.issued_on is None or when is None or d.issued_on <= when]
    newest = max(known, key=lambda d: d.issued_on or date.min, default=None)
    return newest is not None and newest.key == document.key
