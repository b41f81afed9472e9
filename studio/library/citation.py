"""How a place in a document is written, and how what an officer types is read back.

The printed form follows Decree 30/2020/NĐ-CP: point, clause, article, then kind, number, day and issuer; laws by
their name and number. Days below 10 and months 1 and 2 carry a zero.
"""

from __future__ import annotations

import re
from datetime import date

from studio.library.mentions import find_mentions
from studio.library.model import CitationRef, CitedLaw, Document
from studio.library.numbers import FULL_NUMBER, KINDS, NAMED_KINDS, number_key
from studio.library.references import HERE, Mention
from studio.phrase import Phrase
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
        f"{inside_vi[:1].upper()}{inside_vi[1:]} không có {name} {number}.",
        f"{inside_en[:1].upper()}{inside_en[1:]} has no {part} {number}.",
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
