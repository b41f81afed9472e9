"""How a place in a document is written, and how what an officer types is read back.

The printed form follows Decree 30/2020/NĐ-CP: point, clause, article, then kind, number, day and issuer; laws by
their name and number. Days below 10 and months 1 and 2 carry a zero.

The index of citations: which article cites which document and place.

Kept is what the text says, not what it meant on the day it was read: a number, or the words of a law's name. So a
document imported tomorrow is found by the articles that cited it all along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from studio.library.events import LegalPlace
from studio.library.law_names import LawNames
from studio.library.model import Article, CitationRef, CitedLaw, Document
from studio.library.name_parser import find_mentions
from studio.library.numbers import FULL_NUMBER, KINDS, NAMED_KINDS, number_key
from studio.library.relations import HERE, CitedPlace, DocumentWords, Mention, acted_on
from studio.phrase import Bilingual, Phrase, capital
from studio.text import fold, nfc, squeeze

_JOINTS = re.compile(
    r"^(?:[\s,;.:()–-]|(?:của|cua|theo|tại|tai|thuộc|thuoc|quy định|quy dinh|trong)\s)+", re.IGNORECASE
)
_TRAILING_DATE = re.compile(
    r"\s+(?:năm\s+\d{4}\s+)?ngày\s+\d{1,2}(?:\s*/\s*\d{1,2}\s*/\s*\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}).*$",
    re.IGNORECASE | re.DOTALL,
)
_LABEL = re.compile(r"số\s*:?\s*", re.IGNORECASE)
_TRAILING_NUMBER = re.compile(r"\s+(?:sửa đổi\s+)?\d{4}\s+số\s+\d+/.*$", re.IGNORECASE | re.DOTALL)
"""``Luật Thể dục, thể thao sửa đổi 2018 số 26/2018/QH14 …``, as some collections entitle a law."""
_PARTS = {
    "Điều": "article", "khoản": "clause", "điểm": "point", "Chương": "chapter", "Mục": "section",
    "Tiểu mục": "subsection", "Phần": "part", "Phụ lục": "annex", "Mẫu": "form", "Biểu mẫu": "form",
}  # fmt: skip


def printed(document: Document, ref: CitationRef) -> str:
    """``điểm a khoản 1 Điều 5 Nghị định số 13/2023/NĐ-CP ngày 17 tháng 4 năm 2023 của Chính phủ``."""
    parts = [
        f"điểm {ref.point}" if ref.point else "",
        f"khoản {ref.clause}" if ref.clause else "",
        f"Điều {ref.article}" if ref.article else "",
        printed_document(document),
    ]
    return " ".join(part for part in parts if part)


def printed_document(document: Document, *, short: bool = False) -> str:
    """``Nghị định số 13/2023/NĐ-CP ngày 17 tháng 4 năm 2023 của Chính phủ``; ``Luật An ninh mạng số 116/2025/QH15``.

    `short`: as it is called after the first time, without day and issuer, a law without its number.
    """
    kind = document.type or "Văn bản"
    if kind in NAMED_KINDS:
        name = law_name(document)
        return f"{name} số {document.number}" if document.number and not short else name
    parts = [f"{kind} số {document.number}" if document.number else f"{kind} {document.title}".strip()]
    if short:
        return parts[0]
    if document.issued_on:
        parts.append(long_date(document.issued_on))
    if document.issuer:
        parts.append(f"của {document.issuer}")
    return " ".join(parts)


def lacking(law: CitedLaw) -> Phrase:
    """Which part of its document a citation names in vain; see `lacking_part`."""
    return lacking_part(law.ref, law.missing or f"Điều {law.ref.article}")


def lacking_part(ref: CitationRef, missing: str) -> Phrase:
    """``Khoản 2 Điều 7 của 13/2023/NĐ-CP không có điểm x.`` `missing` is ``điểm x``, ``Điều 99`` or ``Chương IX``."""
    name, _, number = missing.rpartition(" ")
    inside_vi, inside_en = f"Điều {ref.article} của {ref.document}", f"article {ref.article} of {ref.document}"
    if name not in ("khoản", "điểm"):
        inside_vi = inside_en = ref.document
    elif name == "điểm" and ref.clause:
        inside_vi, inside_en = f"khoản {ref.clause} {inside_vi}", f"clause {ref.clause} of {inside_en}"
    part = _PARTS.get(name.removesuffix(" số").removesuffix(" thứ"), "part")
    return Phrase(
        "{inside} has no {name} {number}.",
        number=number,
        inside=capital(Bilingual(inside_vi, inside_en)),
        name=Bilingual(name, part),
    )


def long_date(day: date) -> str:
    """``ngày 05 tháng 01 năm 2026``, ``ngày 17 tháng 4 năm 2023``."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def law_name(document: Document) -> str:
    """``Luật An ninh mạng``: the title without number, date and issuer, whichever way the source wrote it."""
    title = squeeze(document.title)
    kind = title[: len(document.type)]
    rest = title[len(kind) :].strip() if kind == document.type or fold(kind) == fold(document.type) else title
    rest = _without_number(rest, document.number)
    rest = _TRAILING_NUMBER.sub("", _TRAILING_DATE.sub("", f" {rest}")).strip(" ,.;")
    twice = document.type and rest.startswith(f"{document.type} ")  # Luật Luật sửa đổi, bổ sung …
    return rest if twice else f"{document.type} {rest}".strip()


def _without_number(rest: str, number: str) -> str:
    label = _LABEL.match(rest)
    start = label.end() if label else 0
    same = number and rest[start : start + len(number)].lower() == number.lower()
    return rest[start + len(number) :].lstrip() if same else rest


def read_citation(text: str) -> CitationRef | None:
    """Read ``điểm a khoản 1 Điều 5 NĐ 13/2023`` in any order, with or without marks; None when it names no document.

    `document` is what was typed of it: a number (``13/2023/NĐ-CP``), a short form (``NĐ 13/2023``) or a name
    (``Luật An ninh mạng``). The library finds the document by it. Of several places the first is taken.
    """
    typed = squeeze(nfc(text))
    found = find_mentions(typed)
    naming = next((m for m in found if m.document and not (m.document.host or m.document.before)), None)
    placing = naming if naming and naming.places else next((m for m in found if m.places), None)
    document = _named(typed, naming) if naming else _document_words(_without(typed, placing))
    if not document:
        return None
    place = placing.places[0] if placing else None
    if place is None or HERE in (place.article, place.clause, place.point):
        return CitationRef(document=document)
    return CitationRef(
        document=document, article=place.article or None, clause=place.clause or None, point=place.point or None
    )


def _named(typed: str, mention: Mention) -> str:
    """What of the mention names the document, without day and issuer."""
    words = mention.document
    if words is None:
        return ""
    written = typed[words.start : words.end]
    if words.number.count("/") == 2 or re.search(r"/\D", words.number):
        return words.number
    number = re.search(r"\d{1,5}\w?(?:\s*/\s*\d{4})?", written) if words.number else None
    return written[: number.end()] if number else _TRAILING_DATE.sub("", written).strip(" ,;.:()")


def _without(typed: str, mention: Mention | None) -> str:
    return typed if mention is None else f"{typed[: mention.start]} {typed[mention.end :]}"


def _document_words(rest: str) -> str:
    rest = squeeze(_JOINTS.sub("", f"{rest} ")).strip(" ,;.:()")
    number = FULL_NUMBER.search(rest)
    if number:
        return re.sub(r"\s+", "", number[0])
    return _TRAILING_DATE.sub("", rest).strip(" ,;.:()")


def looks_like_document(words: str) -> bool:
    """Whether `words` begin like a document: a number, or the name or short form of a kind."""
    if re.match(r"\d", number_key(words)):
        return True
    folded = fold(words)
    return any(folded.startswith(f"{form} ") for k in KINDS for form in (fold(k.name), *k.short))


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
