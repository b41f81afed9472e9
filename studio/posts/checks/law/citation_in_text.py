"""CITATION_IN_TEXT: what the text itself says of the law can be followed, is in force, and has the usual form."""

from __future__ import annotations

from collections.abc import Iterator

from studio.clock import show_date
from studio.library.model import Light, Validity
from studio.library.proper import TextCitation
from studio.phrase import Phrase
from studio.posts.checks.law.citation_in_force import IN_TEXT, STANDING
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """Each citation typed into a text; CITATION_IN_FORCE speaks of numbers the library does not have."""
    for found in view.text_citations:
        if not found.printed and IN_TEXT.search(found.written):
            continue
        if found.reason is not None:
            yield RULE.finding(found.where, found.reason, REMEDY, excerpt=found.written)
        elif found.validity is not None and found.validity.light is Light.RED:
            yield _dead(found, found.validity)
        elif found.offered:
            yield _otherwise(found)


def _dead(found: TextCitation, validity: Validity) -> Finding:
    standing, day = STANDING[validity.status], show_date(validity.on)
    wrong = Phrase(
        f"Bài nhắc “{found.written}”, {standing.vi} vào ngày {day}.",
        f"The text names “{found.written}”, which {standing.en} on {day}.",
    )
    remedy = Phrase("Dẫn văn bản còn hiệu lực.", "Name a document that is in force.")
    if validity.replaced_by:
        remedy = Phrase("Dẫn {n} thay thế.", "Name {n}, which replaces it.").format(n=validity.replaced_by)
    return RULE.finding(found.where, wrong, remedy, excerpt=found.written)


def _otherwise(found: TextCitation) -> Finding:
    return RULE.finding(
        found.where,
        Phrase(f"“{found.written}” chưa viết đúng thể thức.", f"“{found.written}” is not written in the usual form."),
        Phrase(f"Viết: {found.offered}.", f"Write: {found.offered}."),
        excerpt=found.written,
        severity=Severity.INFO,
    )


REMEDY = Phrase(
    "Sửa trích dẫn trong bài, hoặc nhập văn bản vào kho.",
    "Mend the citation in the text, or import the document.",
)
RULE = Rule(
    code="CITATION_IN_TEXT",
    severity=Severity.WARN,
    title=Phrase(
        "Văn bản nhắc trong bài tra được trong kho và viết đúng thể thức",
        "Documents named in the text are in the library and written in the usual form",
    ),
    reach=Reach.EVERY,
    look=look,
)
