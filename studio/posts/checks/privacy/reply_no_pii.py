"""REPLY_NO_PII: a public answer says nothing about the person who asked.

Numbers, telephones and home addresses are found in every post by their own rules; this one looks at the rest.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from studio.phrase import Phrase
from studio.posts.checks import mask
from studio.posts.checks.links import EMAIL, official_mail
from studio.posts.checks.names import ADDRESS_TERM, FULL, persons
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import TypedTexts
from studio.posts.model import Finding, Severity

ASKER = regex.compile(
    rf"(?<!\w)(?i:{ADDRESS_TERM}|tôi là|tôi tên(?: là)?|em tên(?: là)?|tên tôi là|họ tên|họ và tên|bạn)[ :]{{1,2}}"
    rf"(?P<name>{FULL})"
)
BORN = regex.compile(
    r"(?i)(?<!\w)(?:sinh(?: ngày)?|ngày sinh|SN)[ :]{1,2}(?:năm )?(?:\d{1,2}[/.-]\d{1,2}[/.-])?(?:19|20)\d{2}(?!\d)"
)
FILE = regex.compile(
    r"(?i)(?<!\w)(?:mã (?:hồ sơ|biên nhận|tiếp nhận)|số (?:hồ sơ|biên nhận|biên bản))[ :]{1,2}(?:là |số )?"
    r"(?P<code>[\w.-]*\d[\w./-]{3,})"
)

REMEDY = Phrase(
    "Viết lại câu hỏi cho chung, bỏ chi tiết riêng của người hỏi.",
    "Put the question in general terms, without the asker's own details.",
)


def look(view: TypedTexts) -> Iterator[Finding]:
    """Names, births, file codes and private e-mail addresses."""
    scan = view.public
    for named in persons(scan, ASKER):
        yield _finding(
            scan.piece_at(named.start).where,
            Phrase("Có họ tên của người dân.", "A citizen is named."),
            mask.name(named.name),
        )
    for hit in scan.find(BORN):
        yield _finding(
            hit.piece.where, Phrase("Có ngày, năm sinh.", "A date of birth is given."), mask.address(hit.text)
        )
    for hit in scan.find(FILE):
        code = hit.match.group("code")
        yield _finding(hit.piece.where, Phrase("Có mã hồ sơ.", "The code of a file is given."), mask.number(code))
    for hit in scan.find(EMAIL):
        if not official_mail(hit.text, view.book):
            yield _finding(
                hit.piece.where, Phrase("Có thư điện tử cá nhân.", "A private e-mail is given."), mask.number(hit.text)
            )


def _finding(where: str, wrong: Phrase, excerpt: str) -> Finding:
    return RULE.finding(where, wrong, REMEDY, excerpt=excerpt)


RULE = Rule(
    code="REPLY_NO_PII",
    severity=Severity.BLOCK,
    title=Phrase("Trả lời công khai không chứa thông tin cá nhân", "Public reply contains no personal data"),
    reach=Reach.ASKED,
    look=look,
)
