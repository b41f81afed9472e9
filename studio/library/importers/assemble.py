"""From the text of one document to an edition: clean, read the head, split, give ids and hashes.

What a document stands on: the ``Căn cứ …`` of its head, and which of them it guides or works out in detail.

A guided law is named in the title mostly without its number (``hướng dẫn thi hành Luật Du lịch``); the head gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from studio.canonical import digest
from studio.library.acts import read_acts, read_own_days
from studio.library.header import DocumentHeader, read_consolidated, read_header, without_notes
from studio.library.importers.encodings import Encoding, conversion, looks_legacy
from studio.library.importers.reading import FIRST_PAGE, ReadText, legacy_encoding, secrecy_mark, secret, without_number
from studio.library.importers.vbpl import relations_given
from studio.library.model import Article, Document, Edition, Relation, Status
from studio.library.naming import find_mentions
from studio.library.numbers import number_key
from studio.library.sheet import clean, split_lines
from studio.library.structure import ParsedArticle, article_ids, outline
from studio.text import fold

_BASIS = re.compile(r"^căn cứ\s", re.IGNORECASE)
_GUIDES = re.compile(r"\b(?:quy định chi tiết|hướng dẫn|biện pháp thi hành|để thi hành)\b", re.IGNORECASE)
_NAME = re.compile(r"^(?:căn cứ)?(?:\s+vào)?\s*(?:các\s+)?(.*?)\s*(?:số\s*)?$", re.IGNORECASE | re.DOTALL)
_NAME_ENDS = r"(?=\s*(?:$|[,;.(]|(?:va|so|ngay|nam|duoc|ve|trong|doi voi)\b))"
"""A law must be named as a whole: Luật Nhà is not meant by Luật Nhà ở."""


def read_bases(head: Sequence[str], title: str, own: str) -> tuple[Relation, ...]:
    """The documents with a number that `head` gives as bases; those that `title` says are guided come first."""
    guiding = _GUIDES.search(title)
    subject = title[guiding.start() :] if guiding else ""
    guided = {number_key(number): number for number, _ in _numbered(subject)} if guiding else {}
    based: dict[str, str] = {}
    for line in head:
        if not _BASIS.match(line):
            continue
        for number, name in _numbered(line):
            key = number_key(number)
            if name and re.search(rf"\b{re.escape(name)}{_NAME_ENDS}", fold(subject)):
                guided.setdefault(key, number)
            based.setdefault(key, number)
    apart = {number_key(own)}
    return (
        *(Relation(kind="guides", number=number) for key, number in guided.items() if key not in apart),
        *(Relation(kind="based_on", number=n) for key, n in based.items() if key not in apart | guided.keys()),
    )


def _numbered(text: str) -> Iterator[tuple[str, str]]:
    """(number, folded name before it) of each document that stands with its number."""
    last = 0
    for mention in find_mentions(text):
        document = mention.document
        if document is not None and not document.host and ("/" in document.number or "-" in document.number):
            at = text.find(document.number.split("/")[0], mention.start)
            named = _NAME.match(text[max(last, mention.start) : at]) if at >= 0 else None
            yield document.number, fold(named[1]).strip() if named else ""
        last = mention.end


def assemble(reading: ReadText, *, source: str, numbered: bool = True) -> Edition:
    """Understand one document; `source` is the name of its file. A property page gives a document without articles.

    Raises BadInput: stray characters, an old encoding, a secrecy mark, and where `numbered`, no number at the head.
    """
    lines, footnotes = without_notes(split_lines(clean(reading.text)), split_lines(clean("\n".join(reading.footnotes))))
    margins = split_lines(clean("\n".join(reading.margins)))
    first_page = [*lines[:FIRST_PAGE], *margins]
    # TCVN3 loses capitals, and with them what sets the mark apart from the word.
    mark = secrecy_mark(
        [line.upper() for line in first_page] if conversion(Encoding.TCVN3) in reading.notes else first_page
    )
    if mark:
        raise secret(mark)
    if looks_legacy("\n".join(lines)):
        raise legacy_encoding()
    found = outline(lines)
    body = "\n".join(section.text for section in found.sections)
    header = read_header(found.head, body)
    if not header.number and margins:  # a head laid out in text boxes
        header = read_header([*margins, *found.head], body)
    document = _document(header, reading.given, source)
    told = (Relation(kind=kind, number=number) for kind, number in relations_given(reading.given.get("relations", "")))
    sections = found.sections or ([_whole(found.head, header)] if found.head else [])
    if not document.number and (numbered or not sections):
        raise without_number()
    said = relations_said(sections, document.number, header.title, found.head)
    joined_up = read_consolidated(found.head, document.number)
    return build(replace(document, relations=(*together(said, told), *joined_up)), [*sections, *_notes(footnotes)])


def _notes(footnotes: Sequence[str]) -> list[ParsedArticle]:
    """The footnotes as one unnumbered section, to be read and found, not taken for law."""
    return (
        [ParsedArticle(number="", heading="Chú thích cuối trang", path="", text="\n".join(footnotes))]
        if footnotes
        else []
    )


def relations_said(
    sections: Sequence[ParsedArticle], number: str, title: str, head: Sequence[str] = ()
) -> tuple[Relation, ...]:
    """What the text of document `number` says of others, and of days of its own; `head` are the lines above it."""
    return (
        *read_acts(sections, number, title),
        *read_bases(head, title, number),
        *read_own_days(sections, number),
    )


def together(exact: Sequence[Relation], others: Iterable[Relation]) -> tuple[Relation, ...]:
    """All of the first, and of the others those of which the first know nothing."""
    known = {(relation.kind, number_key(relation.number)) for relation in exact}
    return (*exact, *(r for r in dict.fromkeys(others) if (r.kind, number_key(r.number)) not in known))


def build(document: Document, sections: Sequence[ParsedArticle], ids: Sequence[str] | None = None) -> Edition:
    """Give the articles their ids and the document its hash; one without a text has none."""
    named = ids or article_ids(document.key, [section.number for section in sections])
    articles = tuple(
        Article(
            id=identity,
            document=document.key,
            number=section.number,
            heading=section.heading,
            path=section.path,
            text=section.text,
            position=position,
        )
        for position, (identity, section) in enumerate(zip(named, sections, strict=True))
    )
    hashed = content_hash(document, articles) if articles else ""
    return Edition(document=replace(document, sha256=hashed), articles=articles)


def content_hash(document: Document, articles: Sequence[Article]) -> str:
    """SHA-256 of what the document says; see `Document.sha256`."""
    issued = document.issued_on.isoformat() if document.issued_on else None
    return digest(
        [
            [document.number, document.type, document.title, document.issuer, issued],
            [[a.number, a.heading, a.path, a.text] for a in articles],
        ]
    )


def _document(header: DocumentHeader, given: Mapping[str, str], source: str) -> Document:
    """The text tells what it is; what stands beside it fills the gaps, and says what the source knows of its effect."""
    number = header.number or given.get("number", "")
    return Document(
        key=number_key(number),
        number=number,
        type=header.kind or given.get("type", ""),
        title=header.title or given.get("title", ""),
        issuer=header.issuer or given.get("issuer", ""),
        issued_on=header.issued_on or _day(given, "issued_on"),
        effective_from=header.effective_from or _day(given, "effective_from"),
        effective_to=_day(given, "effective_to"),
        stated_status=Status(given.get("status", Status.UNKNOWN)),
        source=source,
    )


def _day(given: Mapping[str, str], name: str) -> date | None:
    return date.fromisoformat(given[name]) if given.get(name) else None


def _whole(head: Sequence[str], header: DocumentHeader) -> ParsedArticle:
    """A document without articles (a plan, an announcement) as one unnumbered section."""
    return ParsedArticle(number="", heading=header.title, path="", text="\n".join(head))
