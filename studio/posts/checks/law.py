"""Rules on what a post says of the law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import regex

from studio.clock import show_date
from studio.library.citation import lacking
from studio.library.citation_lint import TextCitation
from studio.library.model import CitedLaw, Light, Status, Validity
from studio.library.numbers import number_key
from studio.phrase import Phrase, joined
from studio.posts.checks.rule import PreflightView, Reach, rule
from studio.posts.model import Finding, Severity
from studio.templates.kinds_references import citation_refs
from studio.templates.model import FieldType


def cited(view: PreflightView) -> Iterator[tuple[str, CitedLaw]]:
    """Each citation of the content with its field; the first citation field when none names it."""
    names = view.names_of(FieldType.CITATION)
    homes = {ref: name for name in reversed(names) for ref in citation_refs(view.fields.get(name))}
    for law in view.content.citations:
        yield homes.get(law.ref, names[0] if names else ""), law


def named(law: CitedLaw) -> str:
    """How to call a citation in a sentence."""
    return law.printed or law.ref.document


def opening(law: CitedLaw) -> str:
    """The same at the beginning of a sentence."""
    name = named(law)
    return name[:1].upper() + name[1:]


STANDING = {
    Status.NOT_YET: Phrase("is not yet in force"),
    Status.PARTLY_EXPIRED: Phrase("is no longer wholly in force"),
    Status.EXPIRED: Phrase("is no longer in force"),
    Status.SUSPENDED: Phrase("is suspended"),
    Status.UNSUITABLE: Phrase("no longer suits the law"),
    Status.UNKNOWN: Phrase("has an unknown status"),
}
CONFIRM = Phrase("A named person has to confirm this document's status in the library, or choose another document.")
COMPARE = Phrase("Compare with the official source, then confirm it in the library.")
CHOOSE = Phrase("Choose a document that is in force on the day of posting.")


@dataclass(frozen=True, slots=True)
class LawVerdict:
    """How severe it is to cite what has no effect, or perhaps none, and what to do."""

    severity: Severity
    remedy: Phrase


def verdict(validity: Validity, *, says_when: bool) -> LawVerdict | None:
    """None where it is in force. `says_when`: the post tells from which later day it holds."""
    if validity.status is Status.IN_FORCE:
        return None
    if validity.status is Status.UNKNOWN:
        return LawVerdict(Severity.BLOCK, CONFIRM)
    if validity.status is Status.PARTLY_EXPIRED:
        return LawVerdict(
            Severity.WARN,
            Phrase("Check that the very article you cite is still in force, and confirm it in the library."),
        )
    if validity.status is Status.NOT_YET and says_when:
        return LawVerdict(
            Severity.WARN,
            Phrase("The post states the day; check it again."),
        )
    if validity.replaced_by:
        return LawVerdict(
            Severity.BLOCK,
            Phrase("Cite {n}, which replaces it.").format(n=validity.replaced_by),
        )
    return LawVerdict(Severity.BLOCK, CHOOSE)


@rule(
    "CITATION_PRESENT",
    Severity.BLOCK,
    Phrase("A document is cited when the post states a rule or procedure"),
    reach=Reach.ASKED,
)
def citation_present(view: PreflightView) -> Iterator[Finding]:
    """A post that states a rule or a procedure names the document it rests on.

    One citation is enough, whichever field it stands in.
    """
    if view.content.citations:
        return
    names = view.names_of(FieldType.CITATION)
    yield citation_present.finding(
        names[0] if names else "",
        Phrase("The post states a rule but cites no document."),
        Phrase("Choose the document, article and clause from the library."),
    )


IN_TEXT = regex.compile(
    r"(?<![\w/])\d{1,4}/(?:19|20)\d{2}/(?:QH\d{1,2}|UBTVQH\d{1,2}|(?:NĐ|ND|TT|TTLT|NQ|QĐ|CT|PL)-[\p{Lu}Đ]{2,8})(?![\w-])"
)
"""Numbers of legal documents (Decree 30/2020/NĐ-CP, annex VI)."""


@rule(
    "CITATION_IN_FORCE",
    Severity.BLOCK,
    Phrase("Every cited document is in force on the publication date"),
)
def citation_in_force(view: PreflightView) -> Iterator[Finding]:
    """Every place of a document a post rests on is in force on the planned day.

    Unknown is not in force: a named person has to confirm the status in the library first. A red light stops the post,
    an amber one warns, except that nothing is cited on a confirmation that no longer counts.

    The chosen citations, then documents only mentioned in the text that the library does not have.
    """
    for where, law in cited(view):
        yield from _chosen(view, where, law)
    yield from _only_mentioned(view)


def _chosen(view: PreflightView, where: str, law: CitedLaw) -> Iterator[Finding]:
    if not law.found or law.validity is None:
        yield citation_in_force.finding(
            where,
            Phrase("Document {n} is not in the library.").format(n=named(law)),
            Phrase("Import the document, then choose it again."),
            excerpt=law.ref.document,
        )
    elif law.ref.article and not law.article_found:
        yield citation_in_force.finding(
            where,
            lacking(law),
            Phrase("Open the document in the library and choose the right article, clause and point."),
            excerpt=law.ref.document,
        )
    else:
        yield from _status(view, where, law, law.validity)


def _status(view: PreflightView, where: str, law: CitedLaw, validity: Validity) -> Iterator[Finding]:
    yield from _cautions(where, law, validity)
    found = verdict(validity, says_when=says_when(view))
    if found is not None:
        wrong = _not_in_force(law, validity, view.on)
        yield citation_in_force.finding(where, wrong, found.remedy, excerpt=law.ref.document, severity=found.severity)


def _cautions(where: str, law: CitedLaw, validity: Validity) -> Iterator[Finding]:
    """What to look at although the document is not dead: then a person decides."""
    for caution in validity.cautions if validity.light is Light.AMBER else ():
        said = Phrase("{opening}: {caution}", opening=opening(law), caution=caution)
        yield citation_in_force.finding(where, said, COMPARE, excerpt=law.ref.document, severity=Severity.WARN)


def says_when(view: PreflightView) -> bool:
    """Whether the post tells its readers the later day from which the document holds."""
    return str(view.fields.get("effective_on") or "") > view.on.isoformat()


def _not_in_force(law: CitedLaw, validity: Validity, on: date) -> Phrase:
    standing, day, name = STANDING[validity.status], show_date(on), opening(law)
    said = Phrase("{name} {standing} on {day}.", name=name, day=day, standing=standing)
    return joined(said, validity.reason)


def _only_mentioned(view: PreflightView) -> Iterator[Finding]:
    """CITATION_IN_TEXT judges those that the library has."""
    chosen = {number_key(text) for law in view.content.citations for text in (law.ref.document, law.printed)}
    chosen |= {number_key(found.printed) for found in view.text_citations if found.validity is not None}
    for hit in view.public.find(IN_TEXT):
        key = number_key(hit.text)
        if not any(key in text for text in chosen):
            yield citation_in_force.at(
                hit,
                Phrase("Document {text} is only typed into the text, so its status cannot be checked.", text=hit.text),
                Phrase("Choose it in the field for citations."),
                severity=Severity.WARN,
            )


@rule(
    "CITATION_PINPOINT",
    Severity.WARN,
    Phrase("Citation names article, clause and point"),
    reach=Reach.ASKED,
)
def citation_pinpoint(view: PreflightView) -> Iterator[Finding]:
    """A citation names the article, not only the document.

    Citations without an article.
    """
    for where, law in cited(view):
        if not law.ref.article:
            yield citation_pinpoint.finding(
                where,
                Phrase("{n} is cited as a whole.").format(n=opening(law)),
                Phrase("Name the article, clause and point, so that a reader can look it up."),
                excerpt=law.ref.document,
            )


@rule(
    "CITATION_IN_TEXT",
    Severity.WARN,
    Phrase("Documents named in the text are in the library and written in the usual form"),
)
def citation_in_text(view: PreflightView) -> Iterator[Finding]:
    """What the text itself says of the law can be followed, is in force, and has the usual form.

    Each citation typed into a text; CITATION_IN_FORCE speaks of numbers the library does not have.
    """
    for found in view.text_citations:
        if not found.printed and IN_TEXT.search(found.written):
            continue
        judged = tuple(_typed(view, found, found.validity)) if found.validity is not None else ()
        yield from judged
        if found.reason is not None:
            yield citation_in_text.finding(found.where, found.reason, _MEND, excerpt=found.written)
        elif found.offered and not any(finding.severity is Severity.BLOCK for finding in judged):
            yield _otherwise(found)


def _typed(view: PreflightView, found: TextCitation, validity: Validity) -> Iterator[Finding]:
    """As a chosen citation is judged, by the very place; but a text may name a law without resting on it: one that
    it says is replaced, one of which a part has ended that it does not speak of, one that nobody looked up yet."""
    if validity.status is Status.PARTLY_EXPIRED and not found.placed:
        return
    if validity.light is Light.AMBER and found.placed:
        for caution in validity.cautions:
            said = Phrase("“{written}”: {caution}", written=found.written, caution=caution)
            yield citation_in_text.finding(found.where, said, COMPARE, excerpt=found.written)
    held = verdict(validity, says_when=says_when(view) or found.told)
    if held is None:
        return
    standing, day = STANDING[validity.status], show_date(validity.on)
    mild = found.told or validity.status is Status.UNKNOWN
    yield citation_in_text.finding(
        found.where,
        joined(
            Phrase(
                "The text names “{written}”, which {standing} on {day}.",
                written=found.written,
                day=day,
                standing=standing,
            ),
            validity.reason,
        ),
        held.remedy,
        excerpt=found.written,
        severity=Severity.WARN if mild else held.severity,
    )


def _otherwise(found: TextCitation) -> Finding:
    return citation_in_text.finding(
        found.where,
        Phrase("“{written}” is not written in the usual form.", written=found.written),
        Phrase("Write: {offered}.", offered=found.offered),
        excerpt=found.written,
        severity=Severity.INFO,
    )


_MEND = Phrase("Correct the citation in the text, or import the document.")


@rule(
    "LAW_CHECK_AGE",
    Severity.WARN,
    Phrase("The status of cited documents was checked recently"),
)
def law_check_age(view: PreflightView) -> Iterator[Finding]:
    """Somebody looked up the status of a cited document not too long ago.

    Documents held to be in force on a check older than the settings allow.
    """
    for where, law in cited(view):
        checked = law.validity.checked_on if law.validity else None
        if checked is None or law.validity is None or law.validity.status is Status.UNKNOWN:
            continue
        days = (view.today - checked).days
        if days > view.settings.law_check_days:
            yield law_check_age.finding(
                where,
                Phrase(
                    "The status of {named} was checked on {checked}, {days} days ago.",
                    named=named(law),
                    checked=show_date(checked),
                    days=days,
                ),
                Phrase("Look the status up again and confirm it in the library."),
                excerpt=law.ref.document,
            )
