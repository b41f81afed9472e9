"""Rules on what an answer refers to: the law, telephone numbers, links."""

from __future__ import annotations

from collections.abc import Iterator

from studio.clock import local_date
from studio.directory.rules import dialled
from studio.feedback.citations import judged
from studio.feedback.model import Category
from studio.feedback.reply_checks.view import ReplyView
from studio.library.model import Status
from studio.library.numbers import number_key
from studio.phrase import Phrase
from studio.posts.checks.law import IN_TEXT, STANDING, verdict
from studio.posts.checks.links import PLATFORMS, SERVICE, known_in, links, trouble
from studio.posts.checks.rule import rule
from studio.posts.model import Finding, Severity


@rule(
    "REPLY_CITATION_IN_FORCE",
    Severity.BLOCK,
    Phrase("The places cited are in force"),
)
def reply_citation_in_force(view: ReplyView) -> Iterator[Finding]:
    """Every place that an answer rests on is in force today; unknown is not in force.

    Chosen citations, then those typed into the text; numbers that the library does not have only warn.
    """
    day = local_date(view.now)
    for law in view.laws:
        for severity, said in judged(law, day):
            yield reply_citation_in_force.finding(
                "answer",
                said,
                Phrase("Choose another basis before sending."),
                excerpt=law.ref.document,
                severity=severity,
            )
    known = {number_key(name) for law in view.laws for name in (law.ref.document, law.printed)}
    for found in view.typed:
        if found.validity is None or any(number_key(found.printed) in name for name in known):
            continue
        held = None if found.validity.status is Status.PARTLY_EXPIRED else verdict(found.validity, says_when=found.told)
        if held is not None:
            standing = STANDING[found.validity.status]
            mild = found.told or found.validity.status is Status.UNKNOWN
            yield reply_citation_in_force.finding(
                found.where,
                Phrase("“{written}” {standing}.", written=found.written, standing=standing),
                held.remedy,
                excerpt=found.written,
                severity=Severity.WARN if mild else held.severity,
            )
    known |= {number_key(found.printed) for found in view.typed if found.validity is not None}
    for hit in view.public.find(IN_TEXT):
        if not any(number_key(hit.text) in name for name in known):
            yield reply_citation_in_force.at(
                hit,
                Phrase("Document {text} is not in the library, so its status cannot be checked.", text=hit.text),
                Phrase("Choose it from the library."),
                severity=Severity.WARN,
            )


@rule(
    "REPLY_CITATION_PRESENT",
    Severity.WARN,
    Phrase("An answer about a procedure names its basis"),
)
def reply_citation_present(view: ReplyView) -> Iterator[Finding]:
    """An answer about a procedure rests on a document, not on memory.

    Answers about procedures with neither a citation nor a document in the text.
    """
    if view.item.category is Category.PROCEDURE and not view.laws and not view.typed:
        yield reply_citation_present.finding(
            "answer",
            Phrase("It answers about a procedure and names no document."),
            Phrase("Choose the article from the library."),
        )


@rule(
    "REPLY_HOTLINE_VERIFIED",
    Severity.BLOCK,
    Phrase("Numbers in the answer are confirmed"),
)
def reply_hotline_verified(view: ReplyView) -> Iterator[Finding]:
    """A citizen is given numbers only that somebody of the unit confirmed.

    Numbers of the directory that nobody confirmed, or too long ago; service numbers that it does not hold.
    """
    today, seen = local_date(view.now), set()
    for offset, contact in known_in(view.public.text, view.numbers):
        if contact.id in seen:
            continue
        seen.add(contact.id)
        where = view.public.piece_at(offset).where
        remedy = Phrase("Call it, then confirm it in the directory.")
        called = f"{contact.label} ({contact.phone})"
        if contact.verified_on is None:
            wrong = Phrase("The number of {called} was never confirmed.", called=called)
            yield reply_hotline_verified.finding(where, wrong, remedy, excerpt=contact.phone)
        elif (today - contact.verified_on).days > view.hotline_days:
            days = (today - contact.verified_on).days
            wrong = Phrase("{called} was confirmed {days} days ago.", called=called, days=days)
            yield reply_hotline_verified.finding(where, wrong, remedy, excerpt=contact.phone, severity=Severity.WARN)
    for hit in view.public.find(SERVICE):
        if dialled(hit.text) not in view.numbers:
            yield reply_hotline_verified.at(
                hit,
                Phrase("This number is not in the directory."),
                Phrase("Use a confirmed number of the directory."),
            )


@rule("LINK_OFFICIAL", Severity.BLOCK, Phrase("Links point to official addresses"))
def link_official(view: ReplyView) -> Iterator[Finding]:
    """Links of an answer lead to official addresses; one to a social network only warns.

    Addresses that could be tapped.
    """
    for link in links(view.public):
        found = trouble(link.url, view.book)
        if found is not None:
            social = not found.hostile and any(host in link.url for host in PLATFORMS)
            yield link_official.finding(
                link.hit.piece.where,
                found.wrong,
                found.remedy,
                excerpt=link.url[:120],
                severity=Severity.WARN if social else None,
            )


@rule(
    "REPLY_URGENT_NAMES_NUMBER",
    Severity.BLOCK,
    Phrase("An answer to an emergency names 113, 114, 115 or 111"),
)
def reply_urgent_names_number(view: ReplyView) -> Iterator[Finding]:
    """Whoever is in danger is told which number to call.

    Answers to emergencies in which no emergency number of the directory stands.
    """
    if view.item.category is not Category.URGENT:
        return
    if not any(contact.emergency for _, contact in known_in(view.public.text, view.numbers)):
        yield reply_urgent_names_number.finding(
            "answer",
            Phrase("The answer names no number to call."),
            Phrase("Name 113, 114, 115 or 111, whichever fits, as confirmed in the directory."),
        )
