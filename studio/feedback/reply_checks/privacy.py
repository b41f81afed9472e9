"""Rules on what an answer must not tell or ask for."""

from __future__ import annotations

from collections.abc import Iterator

from studio.feedback.reply_checks.view import ReplyView
from studio.feedback.reply_checks.words import any_of, lexicon, listed
from studio.phrase import Phrase
from studio.posts.checks.persons import reply_no_pii as asker
from studio.posts.checks.private_data import MARKING, PLATE, id_number, private_phone, secret_stored
from studio.posts.checks.rule import rule
from studio.posts.checks.scan import ScanHit
from studio.posts.model import Finding, Severity


@rule(
    "REPLY_NO_PII",
    Severity.BLOCK,
    Phrase("Public reply contains no personal data"),
)
def reply_no_pii(view: ReplyView) -> Iterator[Finding]:
    """An answer says nothing about the person who asked, nor about others. In a message it only warns.

    What the rules of posts find: names, births, file codes, numbers, telephones, homes; then plates.
    """
    severity = Severity.BLOCK if view.in_public else Severity.WARN
    for looked in (asker, id_number, private_phone):
        for found in looked.look(view):
            yield reply_no_pii.finding(found.field, found.wrong, found.remedy, excerpt=found.excerpt, severity=severity)
    for hit in view.public.find(PLATE):
        yield reply_no_pii.at(
            hit,
            Phrase("A number plate is given."),
            Phrase("Leave it out; if needed, go on in private."),
            excerpt=hit.text[:2] + "•••",
            severity=severity,
        )


_ASKS = any_of(listed("codes", "asks"))
_THINGS = any_of(listed("codes", "things"))
_NEGATIONS = any_of(listed("codes", "negations"))


@rule(
    "REPLY_NO_CODES",
    Severity.BLOCK,
    Phrase("No request for pictures of papers, codes or bank data"),
)
def reply_no_codes(view: ReplyView) -> Iterator[Finding]:
    """No official page asks for papers, codes or accounts in a comment or a message. Warning of it is no asking.

    Things of the list after a word that asks for them, in a sentence that does not say no.
    """
    for hit in view.public.find(_THINGS):
        before = view.public.sentence_before(hit.match.start())
        if _ASKS.search(before) and not _NEGATIONS.search(before):
            yield reply_no_codes.at(
                hit,
                Phrase("This asks the citizen for “{text}”.", text=hit.text),
                Phrase("Leave it out; ask the citizen to come to the office or to use the public service portal."),
            )


@rule(
    "REPLY_NO_SECRET",
    Severity.BLOCK,
    Phrase("No password, code, secret or internal material"),
)
def reply_no_secret(view: ReplyView) -> Iterator[Finding]:
    """Nothing secret or internal leaves in an answer.

    What looks like a password, a code or a key, and the markings of documents.
    """
    for found in secret_stored.look(view):
        yield reply_no_secret.finding(found.field, found.wrong, found.remedy, excerpt=found.excerpt)
    for hit in view.public.find(MARKING):
        if not view.public.reported(hit.match.start()):
            yield _marked(hit)


def _marked(hit: ScanHit) -> Finding:
    return reply_no_secret.at(
        hit,
        Phrase("There is the marking of a secret or internal document."),
        Phrase("Leave it out; tell the officer in charge."),
    )


_CASE = lexicon("case")


@rule(
    "REPLY_NO_CASE_DETAIL",
    Severity.BLOCK,
    Phrase("No details of a case"),
)
def reply_no_case_detail(view: ReplyView) -> Iterator[Finding]:
    """An answer to a report neither confirms nor tells anything of a case. In a message it only warns.

    Terms of the list, in answers to reports and complaints.
    """
    if not view.is_report:
        return
    for found in _CASE.find(view.public):
        yield reply_no_case_detail.finding(
            found.piece.where,
            Phrase("“{text}” speaks of the case.", text=found.text),
            found.term.instead or Phrase("Leave it out."),
            excerpt=found.text,
            severity=None if view.in_public else Severity.WARN,
        )
