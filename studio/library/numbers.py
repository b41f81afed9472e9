"""Document numbers: one key for matching, and the loose ways in which people type them.

The kinds and their abbreviations are those of Decree 30/2020/NĐ-CP, Annex III, and of the Law on
promulgation of legal documents; ``TT`` is the circular's, ``TTLT`` the joint circular's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from studio.text import fold, nfc, squeeze


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """A kind of document: its name, the folded short forms people type, and how its symbol begins in a key."""

    name: str
    short: tuple[str, ...] = ()
    symbol: str = ""


KINDS = (
    DocumentKind(name="Hiến pháp", short=("hp",)),
    DocumentKind(name="Bộ luật", short=("bl",), symbol="QH"),
    DocumentKind(name="Luật", short=("l",), symbol="QH"),
    DocumentKind(name="Pháp lệnh", short=("pl",), symbol="PL"),
    DocumentKind(name="Nghị quyết liên tịch", short=("nqlt",), symbol="NQLT"),
    DocumentKind(name="Nghị quyết", short=("nq",), symbol="NQ"),
    DocumentKind(name="Nghị định", short=("nd",), symbol="ND"),
    DocumentKind(name="Quyết định", short=("qd",), symbol="QD"),
    DocumentKind(name="Thông tư liên tịch", short=("ttlt",), symbol="TTLT"),
    DocumentKind(name="Thông tư", short=("tt",), symbol="TT"),
    DocumentKind(name="Chỉ thị", short=("ct",), symbol="CT"),
    DocumentKind(name="Văn bản hợp nhất", short=("vbhn",), symbol="VBHN"),
    DocumentKind(name="Kế hoạch", short=("kh",), symbol="KH"),
    DocumentKind(name="Thông báo", short=("tb",), symbol="TB"),
    DocumentKind(name="Hướng dẫn", short=("hd",), symbol="HD"),
    DocumentKind(name="Chương trình", short=("ctr",), symbol="CTR"),
    DocumentKind(name="Phương án", short=("pa",), symbol="PA"),
    DocumentKind(name="Báo cáo", short=("bc",), symbol="BC"),
    DocumentKind(name="Tờ trình", short=("ttr",), symbol="TTR"),
    DocumentKind(name="Công điện", short=("cd",), symbol="CD"),
    DocumentKind(name="Quy chế", short=("qc",), symbol="QC"),
    DocumentKind(name="Quy định", short=("qyd",), symbol="QYD"),
    DocumentKind(name="Sắc lệnh", short=("sl",), symbol="SL"),
    DocumentKind(name="Lệnh", symbol="L"),
    DocumentKind(name="Công văn", short=("cv",)),
)
NAMED_KINDS = frozenset({"Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh"})
"""Cited by name and number; every other kind by number, date and issuer."""

FULL_NUMBER = re.compile(
    r"(?<![\w/])\d{1,5}[a-zđ]?\s?/\s?(?:\d{4}\s?/\s?)?(?!\d)[a-zđ][\w&]*(?:\s?[-–—/]\s?[a-zđ\d][\w&]*)*", re.IGNORECASE
)
"""``13/2023/NĐ-CP``, ``874/QĐ-BTTTT``, ``104/2007/TTLT/BTC-BVHTTDL`` in running text."""
_DASHES = re.compile(r"[‐‑‒–—―−]")
_LABEL = re.compile(r"^\s*(?:số|so)\s*[:.]?\s*(?=\d)", re.IGNORECASE)
_LOOSE = re.compile(
    r"^(?:so\s*:?\s*)?(\d{1,5}[a-z]?)(?:\s*/\s*(\d{4})|\s+(?:nam\s+)?((?:19|20)\d{2}))?(?:\s*/\s*([a-z][a-z0-9&/-]*))?$"
)
_YEAR_SYMBOL = re.compile(r"^\d+[A-Z]?(?:/\d{4})?[/-](.+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseNumber:
    """What a person typed of a number: the key begins with `start`; symbol and kind where they were typed."""

    start: str
    symbol: str = ""
    kind: str = ""


def number_key(number: str) -> str:
    """The form two spellings of one number share: upper case, no marks or blanks, đ as D, any dash as ``-``."""
    text = _DASHES.sub("-", _LABEL.sub("", nfc(number)))
    return re.sub(r"\s+", "", fold(text)).upper().strip(".,;:")


def kind_named(text: str) -> DocumentKind | None:
    """The kind whose name or short form `text` is, marks and case aside."""
    wanted = squeeze(fold(text))
    return next((k for k in KINDS if wanted == fold(k.name) or wanted in k.short), None)


def kind_of_number(number: str) -> DocumentKind | None:
    """The kind that the symbol of `number` tells: ``NĐ-CP`` → Nghị định. A law's symbol does not tell a code."""
    symbol = symbol_of(number_key(number))
    if symbol.startswith("QH"):
        return kind_named("Luật")
    if symbol.startswith("UBTVQH"):
        return kind_named("Pháp lệnh")
    head = re.split(r"[-/]", symbol)[0]
    return next((k for k in KINDS if k.symbol and k.symbol == head), None)


def symbol_of(key: str) -> str:
    """``ND-CP`` of ``13/2023/ND-CP``; empty when there is none."""
    found = _YEAR_SYMBOL.match(key)
    return found[1] if found else ""


def read_loose(text: str) -> LooseNumber | None:
    """Read ``nd 13/2023``, ``nghị định 13/2023``, ``13/2023/nđ-cp`` or ``13/2023``; None when it is no number."""
    folded = squeeze(_DASHES.sub("-", fold(text)))
    kind, rest = _leading_kind(folded)
    found = _LOOSE.match(rest)
    if found is None or not (found[2] or found[4] or kind):
        return None
    year = found[2] or found[3]
    start = found[1].upper() + "/" + (f"{year}/" if year else "")
    return LooseNumber(start=start, symbol=(found[4] or "").upper(), kind=kind.name if kind else "")


def _leading_kind(folded: str) -> tuple[DocumentKind | None, str]:
    for kind in KINDS:
        for form in (fold(kind.name), *kind.short):
            if folded.startswith(form) and not folded[len(form) : len(form) + 1].isalpha():
                return kind, folded[len(form) :].strip(" .:")
    return None, folded
