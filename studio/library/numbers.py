"""Document numbers: one key for matching, and the loose ways in which people type them.

The kinds and their abbreviations are those of Decree 30/2020/NĐ-CP, Annex III, and of the Law on
promulgation of legal documents; ``TT`` is the circular's, ``TTLT`` the joint circular's.

Days as legal texts write them: ``ngày 17 tháng 4 năm 2023``, ``01.7.2021``, ``từ 01/12 đến hết 31/12/2026``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from studio.text import fold, nfc, squeeze

_DAY = (
    r"(?:ngày\s+)?(?<![\d/.])(?P<day{n}>\d{{1,2}})(?:\s?[/.-]\s?(?P<month{n}>\d{{1,2}})(?:\s?[/.-]\s?(?P<year{n}>\d{{4}}))?"
    r"|\s+tháng\s+(?P<named{n}>\d{{1,2}})(?:,?\s+năm\s+(?P<of{n}>\d{{4}}))?)(?![\d/])"
)
_WHOLE = re.compile(_DAY.format(n=0), re.IGNORECASE)
_PERIOD = r"(?:tháng\s+(?P<ends_month>\d{1,2})\s*(?:/|,?\s+năm\s+)\s*(?P<ends_in>\d{4})|năm\s+(?P<ends_year>\d{4}))"
_FROM = re.compile(rf"\btừ\s+(?:hết\s+)?{_DAY.format(n=1)}", re.IGNORECASE)
_TO = re.compile(rf"\b(?:đến|tới)\s+(?:hết\s+)?(?:{_DAY.format(n=2)}|{_PERIOD})", re.IGNORECASE)
_AFTER = re.compile(
    r"sau\s+(?P<days>\d{1,3})\s*(?:\([^)]*\)\s*)?ngày,?\s+(?:kể\s+)?từ\s+ngày\s+(?:k[ýí]|ban hành)", re.IGNORECASE
)
_SIGNED = re.compile(r"^\s*(?:ngày\s+)?k[ýí]\b", re.IGNORECASE)


WRITTEN = r"(?:ngày\s+)?\d{1,2}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|\s+tháng\s+\d{1,2},?\s+năm\s+\d{4})"
"""A whole day, as a part of a larger pattern."""


class DaySpan(NamedTuple):
    """First and last day; None where the text gives none."""

    since: date | None
    until: date | None


def read_day(text: str) -> date | None:
    """The first whole day of `text`, with or without the word ``ngày``; one without its year is none."""
    for found in _WHOLE.finditer(text):
        day = _day(found, 0)
        if day is not None:
            return day
    return None


def read_span(text: str) -> DaySpan:
    """``từ … đến (hết) …`` of `text`; a first day without its year is that of the same year as the last."""
    to = _TO.search(text)
    until = _end(to) if to else None
    begin = _FROM.search(text)
    since = _day(begin, 1) if begin else None
    if begin is not None and since is None and until is not None:
        since = _day(begin, 1, year=until.year)
        if since is not None and since > until:
            since = _day(begin, 1, year=until.year - 1)
    return DaySpan(since, until)


def read_start(text: str, issued: date | None) -> date | None:
    """The day that ``từ ngày 01/7/2021``, ``sau 45 ngày kể từ ngày ký`` or ``từ ngày ký`` means."""
    later = _AFTER.search(text)
    if later is not None:
        return issued + timedelta(days=int(later["days"])) if issued else None
    if _SIGNED.match(text):
        return issued
    return read_day(text)


def _end(found: re.Match[str]) -> date | None:
    with suppress(ValueError):
        if found["ends_year"]:
            return date(int(found["ends_year"]), 12, 31)
        if found["ends_month"]:
            year, month = int(found["ends_in"]), int(found["ends_month"])
            return date(year, month, monthrange(year, month)[1])
        return _day(found, 2)
    return None


def _day(found: re.Match[str], n: int, *, year: int | None = None) -> date | None:
    written = found[f"year{n}"] or found[f"of{n}"]
    which = int(written) if written else year
    if which is None:
        return None
    with suppress(ValueError):
        return date(which, int(found[f"month{n}"] or found[f"named{n}"]), int(found[f"day{n}"]))
    return None


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
