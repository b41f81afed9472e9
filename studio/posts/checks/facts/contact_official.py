"""CONTACT_OFFICIAL: telephones and mail addresses are the agency's, not a person's.

Mobile and landline numbers that the directory does not hold are found in every post by NO_PRIVATE_PHONE.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.directory.phones import dialled
from studio.phrase import Phrase
from studio.posts.checks import mask
from studio.posts.checks.contacts import SERVICE
from studio.posts.checks.links import EMAIL, official_mail
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.scan import Hit
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.templates.model import FieldType

SHORT = re.compile(r"(?<![\w/.,+-])1\d{2,4}(?![\w/]|[.,]\d|[^\S\n]*%)")


def look(view: PreflightView) -> Iterator[Finding]:
    """Mail addresses anywhere, service numbers anywhere, and short numbers in lists of contacts."""
    for hit in view.public.find(EMAIL):
        if not official_mail(hit.text, view.book):
            yield _finding(
                hit,
                Phrase("Thư điện tử không phải của cơ quan.", "The e-mail address is not the agency's."),
                mask.number(hit.text),
            )
    for pattern, everywhere in ((SERVICE, True), (SHORT, False)):
        for hit in view.public.find(pattern):
            listed = hit.piece.kind is FieldType.KV_LIST and view.asks(RULE.code)
            if (everywhere or listed) and dialled(hit.text) not in view.numbers:
                yield _finding(
                    hit, Phrase("Số này không có trong danh bạ.", "This number is not in the directory."), hit.text
                )


def _finding(hit: Hit, wrong: Phrase, excerpt: str) -> Finding:
    return RULE.finding(
        hit.piece.where,
        wrong,
        Phrase("Dùng liên hệ công vụ đã xác nhận trong danh bạ.", "Use a confirmed contact of the agency's directory."),
        excerpt=excerpt,
    )


RULE = Rule(
    code="CONTACT_OFFICIAL",
    severity=Severity.BLOCK,
    title=Phrase(
        "Điện thoại, thư điện tử liên hệ là của cơ quan, không phải của cá nhân",
        "Contact phone/e-mail are the agency's, not personal",
    ),
    reach=Reach.SOFT,
    look=look,
)
