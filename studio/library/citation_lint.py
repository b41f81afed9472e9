"""Whether a citation in a text is written as it should be, and what to say of it otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass

from studio.library.citation import law_name, printed_document
from studio.library.model import Document, Validity
from studio.library.numbers import NAMED_KINDS
from studio.library.resolver import ResolvedCitation
from studio.phrase import Phrase
from studio.text import squeeze

_PLACE_WORDS = re.compile(
    r"(?:các|từ|điểm|khoản|Điều|Mục|Tiểu mục|Chương|Phần|Phụ lục|Mẫu|thứ|số|và|hoặc|đến|của|tại|thuộc"
    r"|tiết|đoạn|gạch đầu dòng|ban hành|kèm theo|[IVXLC]+|\d+[a-zđ]?\d?|[a-zđ]\d?)[,;]?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCitation:
    """A citation typed into a text of a post."""

    where: str
    """Name of the text, as it was given."""
    start: int
    written: str
    offered: str
    """The form to put in its place; empty where it is written well, or where nobody knows what it means."""
    reason: Phrase | None = None
    """Why it cannot be followed in the library."""
    printed: str = ""
    """The document it means, in full."""
    validity: Validity | None = None
    """Of the place it cites, of several the one that stands worst; of the document where it names no place."""
    placed: bool = False
    """Whether it is a place that was judged, not the document as a whole."""
    told: bool = False
    """The sentence itself says what became of it (``thay thế Luật …``, ``… đã hết hiệu lực``), or from when on
    it holds."""


def is_proper(found: ResolvedCitation) -> bool:
    """Whether places have their small and capital letters, and the document one of the names it goes by."""
    if found.document is None:
        return True
    written = squeeze(found.written)
    name = next((name for name in names_of(found.document) if written.endswith(name)), None)
    if name is None:
        return False
    rest = written[: len(written) - len(name)].strip()
    rest = rest[:1].lower() + rest[1:] if not rest.startswith(("Điều", "Mục", "Chương", "Phần", "Phụ", "Mẫu")) else rest
    return all(_PLACE_WORDS.fullmatch(word) for word in rest.split())


def names_of(document: Document) -> tuple[str, ...]:
    """The names under which readers know the document, the longest first."""
    names = {printed_document(document), printed_document(document, short=True)}
    if document.number:
        names |= {f"{document.type} {document.number}", document.number}
    if document.type in NAMED_KINDS and document.issued_on:
        year = document.issued_on.year
        names |= {f"{law_name(document)} {year}", f"{law_name(document)} năm {year}"}
    return tuple(sorted(names, key=len, reverse=True))
