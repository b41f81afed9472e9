"""CITATION_IN_FORCE: every place of a document a post rests on is in force on the planned day.

Unknown is not in force: a named person has to confirm the status in the library first. A red light stops the post, an
amber one warns, except that nothing is cited on a confirmation that no longer counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import regex

from studio.clock import show_date
from studio.library.citation import lacking
from studio.library.model import CitedLaw, Light, Validity
from studio.library.numbers import number_key
from studio.phrase import Phrase
from studio.posts.checks.law.citations import cited, named, opening
from studio.posts.checks.law.judging import LOOK, STANDING, verdict
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity

IN_TEXT = regex.compile(
    r"(?<![\w/])\d{1,4}/(?:19|20)\d{2}/(?:QH\d{1,2}|UBTVQH\d{1,2}|(?:NĐ|ND|TT|TTLT|NQ|QĐ|CT|PL)-[\p{Lu}Đ]{2,8})(?![\w-])"
)
"""Numbers of legal documents (Decree 30/2020/NĐ-CP, annex VI)."""


def look(view: PreflightView) -> Iterator[Finding]:
    """The chosen citations, then documents only mentioned in the text that the library does not have."""
    for where, law in cited(view):
        yield from _citation(view, where, law)
    yield from _only_mentioned(view)


def _citation(view: PreflightView, where: str, law: CitedLaw) -> Iterator[Finding]:
    if not law.found or law.validity is None:
        yield RULE.finding(
            where,
            Phrase("Văn bản {n} không có trong kho văn bản.", "Document {n} is not in the library.").format(
                n=named(law)
            ),
            Phrase("Nhập văn bản vào kho rồi chọn lại.", "Import the document, then choose it again."),
            excerpt=law.ref.document,
        )
    elif law.ref.article and not law.article_found:
        yield RULE.finding(
            where,
            lacking(law),
            Phrase(
                "Mở văn bản trong kho, chọn đúng điều, khoản, điểm.",
                "Open the document in the library and choose the right article, clause and point.",
            ),
            excerpt=law.ref.document,
        )
    else:
        yield from _status(view, where, law, law.validity)


def _status(view: PreflightView, where: str, law: CitedLaw, validity: Validity) -> Iterator[Finding]:
    yield from _cautions(where, law, validity)
    found = verdict(validity, says_when=says_when(view))
    if found is not None:
        wrong = _wrong(law, validity, view.on)
        yield RULE.finding(where, wrong, found.remedy, excerpt=law.ref.document, severity=found.severity)


def _cautions(where: str, law: CitedLaw, validity: Validity) -> Iterator[Finding]:
    """What to look at although the document is not dead: then a person decides."""
    for caution in validity.cautions if validity.light is Light.AMBER else ():
        said = Phrase(f"{opening(law)}: {caution.vi}", f"{opening(law)}: {caution.en}")
        yield RULE.finding(where, said, LOOK, excerpt=law.ref.document, severity=Severity.WARN)


def says_when(view: PreflightView) -> bool:
    """Whether the post tells its readers the later day from which the document holds."""
    return str(view.fields.get("effective_on") or "") > view.on.isoformat()


def _wrong(law: CitedLaw, validity: Validity, on: date) -> Phrase:
    standing, day, name = STANDING[validity.status], show_date(on), opening(law)
    return Phrase(
        f"{name} {standing.vi} vào ngày {day}. {validity.reason_vi}".strip(),
        f"{name} {standing.en} on {day}. {validity.reason_en}".strip(),
    )


def _only_mentioned(view: PreflightView) -> Iterator[Finding]:
    """CITATION_IN_TEXT judges those that the library has."""
    chosen = {number_key(text) for law in view.content.citations for text in (law.ref.document, law.printed)}
    chosen |= {number_key(found.printed) for found in view.text_citations if found.validity is not None}
    for hit in view.public.find(IN_TEXT):
        key = number_key(hit.text)
        if not any(key in text for text in chosen):
            yield RULE.finding(
                hit.piece.where,
                Phrase(
                    f"Văn bản {hit.text} chỉ được gõ vào bài nên không kiểm tra được hiệu lực.",
                    f"Document {hit.text} is only typed into the text, so its status cannot be checked.",
                ),
                Phrase("Chọn văn bản này ở ô căn cứ.", "Choose it in the field for citations."),
                excerpt=hit.text,
                severity=Severity.WARN,
            )


RULE = Rule(
    code="CITATION_IN_FORCE",
    severity=Severity.BLOCK,
    title=Phrase(
        "Văn bản được trích dẫn đang còn hiệu lực vào ngày đăng",
        "Every cited document is in force on the publication date",
    ),
    reach=Reach.EVERY,
    look=look,
)
