"""How a place in a document is written, and how what an officer types is read back.

The printed form follows Decree 30/2020/NĐ-CP: point, clause, article, then kind, number, day and issuer; laws by
their name and number. Days below 10 and months 1 and 2 carry a zero.
"""

from __future__ import annotations

import re
from datetime import date

from studio.library.model import CitationRef, CitedLaw, Document
from studio.library.numbers import FULL_NUMBER, KINDS, NAMED_KINDS, number_key
from studio.phrase import Phrase
from studio.text import fold, nfc, squeeze

_POINT = re.compile(
    r"(?:(?<=[\s,;(])|^)(?:diem|d\.|d(?=\s[a-z]\d?\s*[,;]?\s*(?:khoan|k\b)))\s*([a-z]\d?)(?=$|[\s,;.)])"
)
_CLAUSE = re.compile(r"(?:(?<=[\s,;(])|^)(?:khoan|k\.?)\s*(\d{1,3}[a-z]?)(?=$|[\s,;.)])")
_ARTICLE = re.compile(r"(?:(?<=[\s,;(])|^)(?:dieu|d\.?)\s*(\d{1,4}[a-z]?\d?)(?=$|[\s,;.)])")
_JOINTS = re.compile(
    r"^(?:[\s,;.:()–-]|(?:của|cua|theo|tại|tai|thuộc|thuoc|quy định|quy dinh|trong)\s)+", re.IGNORECASE
)
_TRAILING_DATE = re.compile(
    r"\s+(?:năm\s+\d{4}\s+)?ngày\s+\d{1,2}(?:\s*/\s*\d{1,2}\s*/\s*\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}).*$",
    re.IGNORECASE | re.DOTALL,
)


def printed(document: Document, ref: CitationRef) -> str:
    """``điểm a khoản 1 Điều 5 Nghị định số 13/2023/NĐ-CP ngày 17 tháng 4 năm 2023 của Chính phủ``."""
    parts = [
        f"điểm {ref.point}" if ref.point else "",
        f"khoản {ref.clause}" if ref.clause else "",
        f"Điều {ref.article}" if ref.article else "",
        printed_document(document),
    ]
    return " ".join(part for part in parts if part)


def printed_document(document: Document) -> str:
    """``Nghị định số 13/2023/NĐ-CP ngày 17 tháng 4 năm 2023 của Chính phủ``; ``Luật An ninh mạng số 116/2025/QH15``."""
    kind = document.type or "Văn bản"
    if kind in NAMED_KINDS:
        name = law_name(document)
        return f"{name} số {document.number}" if document.number else name
    parts = [f"{kind} số {document.number}" if document.number else f"{kind} {document.title}".strip()]
    if document.issued_on:
        parts.append(long_date(document.issued_on))
    if document.issuer:
        parts.append(f"của {document.issuer}")
    return " ".join(parts)


def lacking(law: CitedLaw) -> Phrase:
    """Which part of its document a citation names in vain: ``Khoản 2 Điều 7 của 13/2023/NĐ-CP không có điểm x.``"""
    ref = law.ref
    kind, _, number = (law.missing or f"Điều {ref.article}").partition(" ")
    inside_vi, inside_en = f"Điều {ref.article} của {ref.document}", f"article {ref.article} of {ref.document}"
    if kind == "Điều":
        inside_vi = inside_en = ref.document
    elif kind == "điểm" and ref.clause:
        inside_vi, inside_en = f"khoản {ref.clause} {inside_vi}", f"clause {ref.clause} of {inside_en}"
    part = {"Điều": "article", "khoản": "clause", "điểm": "point"}[kind]
    return Phrase(
        f"{inside_vi[:1].upper()}{inside_vi[1:]} không có {kind} {number}.",
        f"{inside_en[:1].upper()}{inside_en[1:]} has no {part} {number}.",
    )


def long_date(day: date) -> str:
    """``ngày 05 tháng 01 năm 2026``, ``ngày 17 tháng 4 năm 2023``."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def law_name(document: Document) -> str:
    """``Luật An ninh mạng``: the title without number, date and issuer, whichever way the source wrote it."""
    title = squeeze(document.title)
    rest = title[len(document.type) :].strip() if fold(title).startswith(fold(document.type)) else title
    if document.number:
        rest = re.sub(rf"^(?:số\s*:?\s*)?{re.escape(document.number)}\s*", "", rest, flags=re.IGNORECASE)
    rest = _TRAILING_DATE.sub("", f" {rest}").strip(" ,.;")
    return f"{document.type} {rest}".strip()


def read_citation(text: str) -> CitationRef | None:
    """Read ``điểm a khoản 1 Điều 5 NĐ 13/2023`` in any order, with or without marks; None when it names no document.

    `document` is what was typed of it: a number (``13/2023/NĐ-CP``), a short form (``NĐ 13/2023``) or a name
    (``Luật An ninh mạng``). The library finds the document by it.
    """
    typed = squeeze(nfc(text))
    rest, letters = typed, {}
    for name, pattern in (("point", _POINT), ("clause", _CLAUSE), ("article", _ARTICLE)):
        found = pattern.search(_aligned(rest))
        if found:
            letters[name] = rest[found.start(1) : found.end(1)].lower()
            rest = rest[: found.start()] + " " + rest[found.end() :]
    document = _document_words(rest)
    if not document:
        return None
    return CitationRef(document=document, **letters)


def _document_words(rest: str) -> str:
    rest = squeeze(_JOINTS.sub("", f"{rest} ")).strip(" ,;.:()")
    number = FULL_NUMBER.search(rest)
    if number:
        return re.sub(r"\s+", "", number[0])
    return _TRAILING_DATE.sub("", rest).strip(" ,;.:()")


def _aligned(text: str) -> str:
    """`text` without marks, character for character, so that positions agree."""
    return "".join((fold(c) or " ")[:1] for c in text)


def looks_like_document(words: str) -> bool:
    """Whether `words` begin like a document: a number, or the name or short form of a kind."""
    if re.match(r"\d", number_key(words)):
        return True
    folded = fold(words)
    return any(folded.startswith(f"{form} ") for k in KINDS for form in (fold(k.name), *k.short))
