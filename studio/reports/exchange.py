"""A finished report as one signed file, for the department: written by the unit, read and verified there.

The file is canonical JSON: `item` and the Ed25519 signature of its head over the item's bytes. Whatever is not exactly
the bytes that this program would have written is refused: a name twice, a NaN, blanks, another order. What the file
says of its signer proves nothing by itself; the receiver compares the key with the printed sheet of the unit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from studio.canonical import canonical_json, digest, sha256
from studio.codec import parsed, plain, read, read_whole
from studio.errors import BadInput, StudioError, Untrusted
from studio.people.keys import fingerprint, holds, public_of
from studio.people.service import Signer
from studio.reports.model import MonthReport
from studio.reports.reconciliation import problems_of
from studio.text import fold

KIND = "report"
FORMAT = 1
"""Of what this program writes; it reads none that is newer."""
LARGEST = 4_000_000
"""Bytes. A page of 124 posts a month makes 60,000."""
LONGEST_UNIT = 200
OUTSIDE = ("sha256", "handed_to", "handed_on")
"""Fields of a report that are no part of what is hashed and sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReport:
    """A report as it arrived, its signature verified."""

    report: MonthReport
    practice: bool
    pages: Mapping[str, str] = field(default_factory=dict)
    """Titles of its pages by account."""
    signed_by: str
    """Name of the head who signed, as the file says."""
    signed_at: datetime
    public: str
    """The key that signed, hex."""
    sha256: str
    """Of the file."""

    @property
    def fingerprint(self) -> str:
        """Of the key, as the unit's printed sheet shows it."""
        return fingerprint(self.public)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    kind: str
    format: int
    report: dict[str, Any]
    sha256: str
    practice: bool
    pages: dict[str, str]
    signer: str
    public: str
    at: datetime


def body_of(report: MonthReport) -> dict[str, Any]:
    """What is hashed of a report, kept and sent, as plain data. A month without breaks is written as it was before
    reports knew any, so that an older program reads it."""
    told: dict[str, Any] = plain(report)
    if not report.figures.breaks:
        del told["figures"]["breaks"]
    return {name: value for name, value in told.items() if name not in OUTSIDE}


def report_of(body: Mapping[str, Any], hashed: str) -> MonthReport:
    """The report whose body that is. Raises ValueError."""
    return replace(read(MonthReport, body), sha256=hashed)


def sign_report(
    report: MonthReport, signer: Signer, at: datetime, *, practice: bool, pages: Mapping[str, str]
) -> bytes:
    """The file, signed by the head whose PIN was given."""
    item = _Item(
        kind=KIND,
        format=FORMAT,
        report=body_of(report),
        sha256=report.sha256,
        practice=practice,
        pages=dict(pages),
        signer=signer.person.name,
        public=public_of(signer.seed),
        at=at,
    )
    told = plain(item)
    return canonical_json({"item": told, "signature": signer.sign(canonical_json(told))})


def read_report(data: bytes) -> SentReport:
    """The report in a file. Raises BadInput for what is no report of this format, Untrusted for one that was altered
    after it was signed."""
    told = _item(data)
    _refuse_newer(told)
    if not holds(str(told["item"].get("public", "")), canonical_json(told["item"]), str(told["signature"])):
        raise Untrusted(
            "the signature does not fit what the file says, it was altered; ask the unit to send the original again."
        )
    try:
        item = read_whole(_Item, told["item"])
        report = report_of(item.report, item.sha256)
        _require_sound(report, item)
    except (ValueError, KeyError) as wrong:
        raise _no_report() from wrong
    return SentReport(
        report=report,
        practice=item.practice,
        pages=item.pages,
        signed_by=item.signer,
        signed_at=item.at,
        public=item.public,
        sha256=sha256(data),
    )


def file_name(report: MonthReport) -> str:
    """``bao-cao-2026-10-cong-an-phuong-minh-khai-ban-2.json``."""
    unit = re.sub(r"[^a-z0-9]+", "-", fold(report.unit)).strip("-")[:60]
    return f"bao-cao-{report.figures.month:%Y-%m}-{unit or 'don-vi'}-ban-{report.revision}.json"


def _item(data: bytes) -> dict[str, Any]:
    """The file as plain data: exactly `item` and `signature`, in the one form that they have as bytes."""
    if len(data) > LARGEST:
        raise BadInput(
            "the file is larger than {largest} MB, so it is no report of a month; choose another.",
            largest=LARGEST // 1000000,
        )
    try:
        told = parsed(data)
        same = canonical_json(told) == data
    except (ValueError, RecursionError) as wrong:
        raise _no_report() from wrong
    if not same or not isinstance(told, dict) or told.keys() != {"item", "signature"}:
        raise _no_report()
    if not isinstance(told["item"], dict) or told["item"].get("kind") != KIND:
        raise _no_report()
    return told


def _refuse_newer(told: Mapping[str, Any]) -> None:
    version = told["item"].get("format")
    if isinstance(version, int) and version > FORMAT:
        raise BadInput("a newer Page Studio wrote this file; install the newer version, then import it again.")


def _require_sound(report: MonthReport, item: _Item) -> None:
    """What no finished report is. Raises ValueError, BadInput."""
    month = report.figures.month
    if item.format != FORMAT or digest(item.report) != item.sha256 or report.revision < 1 or month.day != 1:
        raise ValueError("not a finished report")
    if not 0 < len(report.unit) <= LONGEST_UNIT or not report.unit.isprintable():
        raise ValueError("not a unit")
    if any((day.year, day.month) != (month.year, month.month) for day in report.figures.views_by_day):
        raise ValueError("days of another month")
    problems = problems_of(report.figures, exercises=(), holds=lambda sha256: True)
    if problems:
        raise BadInput("the figures in the file do not agree: {problems}", problems=problems[0])


def _no_report() -> StudioError:
    return BadInput(
        "this is no report of a month by Page Studio, or the file is broken; ask the unit to send it again."
    )
