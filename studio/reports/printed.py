"""What the files of a report have in common: names, and who paints what Qt alone can paint."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from studio.errors import Refused
from studio.phrase import Language, Phrase
from studio.reports.model import MonthReport, ReportForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """How what stands in a report by its id is called."""

    topics: Mapping[str, Phrase] = field(default_factory=dict)
    """Of templates."""
    pages: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)


class ReportPainter(Protocol):
    """Paints with Qt, which is known to the window alone."""


def render(
    report: MonthReport,
    form: ReportForm,
    language: Language,
    names: Names,
    *,
    practice: bool,
    painter: ReportPainter | None,
) -> bytes:
    """The report as a file of that form."""
    raise Refused(f"chưa xuất được {form}.", f"{form} cannot be exported yet.")
