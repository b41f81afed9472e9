"""CITATION_IN_TEXT: what the text itself says of the law can be followed, is in force, and has the usual form."""

from __future__ import annotations

from collections.abc import Iterator

from studio.clock import show_date
from studio.library.model import Light, Status, Validity
from studio.library.proper import TextCitation
from studio.phrase import Phrase
from studio.posts.checks.law.citation_in_force import IN_TEXT, says_when
from studio.posts.checks.law.judging import LOOK, STANDING, verdict
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """Each citation typed into a text; CITATION_IN_FORCE speaks of numbers the library does not have."""
    for found in view.text_citations:
        if not found.printed and IN_TEXT.search(found.written):
            continue
        judged = tuple(_judged(view, found, found.validity)) if found.validity is not None else ()
        yield from judged
        if found.reason is not None:
            yield RULE.finding(found.where, found.reason, REMEDY, excerpt=found.written)
        elif found.offered and not any(finding.severity is Severity.BLOCK for finding in judged):
            yield _otherwise(found)


def _judged(view: PreflightView, found: TextCitation, validity: Validity) -> Iterator[Finding]:
    """As a chosen citation is judged, by the very place; but a text may name a law without resting on it: one that
    it says is replaced, one of which a part has ended that it does not speak of, one that nobody looked up yet."""
    if validity.status is Status.PARTLY_EXPIRED and not found.placed:
        return
    if validity.light is Light.AMBER and found.placed:
        for caution in validity.cautions:
            said = Phrase(f"“{found.written}”: {caution.vi}", f"“{found.written}”: {caution.en}")
            yield RULE.finding(found.where, said, LOOK, excerpt=found.written)
    held = verdict(validity, says_when=says_when(view) or found.told)
    if held is None:
        return
    standing, day = STANDING[validity.status], show_date(validity.on)
    mild = found.told or validity.status is Status.UNKNOWN
    yield RULE.finding(
        found.where,
        Phrase(
            f"Bài nhắc “{found.written}”, {standing.vi} vào ngày {day}. {validity.reason_vi}".strip(),
            f"The text names “{found.written}”, which {standing.en} on {day}. {validity.reason_en}".strip(),
        ),
        held.remedy,
        excerpt=found.written,
        severity=Severity.WARN if mild else held.severity,
    )


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
