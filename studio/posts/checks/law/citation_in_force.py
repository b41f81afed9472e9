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
from studio.library.model import CitedLaw, Light, Status, Validity
from studio.library.numbers import number_key
from studio.phrase import Phrase
from studio.posts.checks.law.citations import cited, named, opening
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity

IN_TEXT = regex.compile(
    r"(?<![\w/])\d{1,4}/(?:19|20)\d{2}/(?:QH\d{1,2}|UBTVQH\d{1,2}|(?:NĐ|ND|TT|TTLT|NQ|QĐ|CT|PL)-[\p{Lu}Đ]{2,8})(?![\w-])"
)
"""Numbers of legal documents (Decree 30/2020/NĐ-CP, annex VI)."""

CONFIRM = Phrase(
    "Cần người có tên xác nhận hiệu lực của văn bản này trong kho văn bản, hoặc chọn văn bản khác.",
    "A named person has to confirm this document's status in the library, or choose another document.",
)
LOOK = Phrase(
    "Đối chiếu nguồn chính thức rồi xác nhận trong kho văn bản.",
    "Compare with the official source, then confirm it in the library.",
)
CHOOSE = Phrase("Chọn văn bản còn hiệu lực vào ngày đăng.", "Choose a document that is in force on the day of posting.")


def look(view: PreflightView) -> Iterator[Finding]:
    """The chosen citations, then documents only mentioned in the text, whose status nobody can check."""
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
    if validity.status is Status.IN_FORCE:
        return
    severity, remedy = Severity.BLOCK, CHOOSE
    if validity.status is Status.UNKNOWN:
        remedy = CONFIRM
    elif validity.status is Status.PARTLY_EXPIRED:
        severity = Severity.WARN
        remedy = Phrase(
            "Kiểm tra chính điều, khoản được dẫn còn hiệu lực, rồi xác nhận trong kho văn bản.",
            "Check that the very article you cite is still in force, and confirm it in the library.",
        )
    elif validity.status is Status.NOT_YET and _says_when(view):
        severity = Severity.WARN
        remedy = Phrase(
            "Bài đã nêu ngày có hiệu lực; kiểm tra lại ngày ấy.", "The post states the day; check it again."
        )
    elif validity.replaced_by:
        remedy = Phrase("Dẫn {n} thay thế.", "Cite {n}, which replaces it.").format(n=validity.replaced_by)
    wrong = _wrong(law, validity, view.on)
    yield RULE.finding(where, wrong, remedy, excerpt=law.ref.document, severity=severity)


def _cautions(where: str, law: CitedLaw, validity: Validity) -> Iterator[Finding]:
    """What to look at although the document is not dead: then a person decides."""
    for caution in validity.cautions if validity.light is Light.AMBER else ():
        said = Phrase(f"{opening(law)}: {caution.vi}", f"{opening(law)}: {caution.en}")
        yield RULE.finding(where, said, LOOK, excerpt=law.ref.document, severity=Severity.WARN)


def _says_when(view: PreflightView) -> bool:
    """Whether the post tells its readers the later day from which the document holds."""
    return str(view.fields.get("effective_on") or "") > view.on.isoformat()


STANDING = {
    Status.NOT_YET: Phrase("chưa có hiệu lực", "is not yet in force"),
    Status.PARTLY_EXPIRED: Phrase("đã hết hiệu lực một phần", "is no longer wholly in force"),
    Status.EXPIRED: Phrase("đã hết hiệu lực", "is no longer in force"),
    Status.SUSPENDED: Phrase("đang bị ngưng hiệu lực", "is suspended"),
    Status.UNSUITABLE: Phrase("không còn phù hợp", "no longer suits the law"),
    Status.UNKNOWN: Phrase("chưa rõ hiệu lực", "has an unknown status"),
}


def _wrong(law: CitedLaw, validity: Validity, on: date) -> Phrase:
    standing, day, name = STANDING[validity.status], show_date(on), opening(law)
    return Phrase(
        f"{name} {standing.vi} vào ngày {day}. {validity.reason_vi}".strip(),
        f"{name} {standing.en} on {day}. {validity.reason_en}".strip(),
    )


def _only_mentioned(view: PreflightView) -> Iterator[Finding]:
    chosen = {number_key(text) for law in view.content.citations for text in (law.ref.document, law.printed)}
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
