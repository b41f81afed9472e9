"""HOMOGLYPH: letters are what they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from studio.phrase import Phrase
from studio.posts.checks.links import LINK
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity

_ODD = r"[\p{Cyrillic}ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανικορτυχ]"
MIXED = regex.compile(rf"\w*(?:\p{{Latin}}{_ODD}|{_ODD}\p{{Latin}})\w*|\w*{_ODD}\w*\.\w+")
"""Latin letters together with Cyrillic ones, or with Greek ones of the same shape; MΩ is a unit."""
FANCY = regex.compile(r"[\U0001d400-\U0001d7ff\uff01-\uff5e\U0001f130-\U0001f169\U0001f170-\U0001f189ⓐ-ⓩⒶ-Ⓩ]+")
"""Mathematical, full-width and circled letters used as decoration."""

OTHER = re.compile(r"[\u0370-\u052f\u2460-\u24ff\uff01-\uff5e\U0001d400-\U0001d7ff\U0001f130-\U0001f189]")
"""Any letter of those kinds; most posts have none."""


def look(view: PreflightView) -> Iterator[Finding]:
    """Mixed words (a blocker inside an address), then decorated letters."""
    if not OTHER.search(view.public.text):
        return
    links = [match.span() for match in LINK.finditer(view.public.text)]
    for hit in view.public.find(MIXED):
        at = hit.match.start()
        address = any(start <= at < end for start, end in links)
        yield RULE.finding(
            hit.piece.where,
            Phrase(
                f"“{hit.text}” có chữ cái Kirin hoặc Hy Lạp giống chữ La-tinh.",
                f"“{hit.text}” mixes in Cyrillic or Greek letters that look Latin.",
            ),
            Phrase("Xóa từ này và gõ lại.", "Delete the word and type it again."),
            excerpt=hit.text,
            severity=Severity.BLOCK if address else Severity.WARN,
        )
    for hit in view.public.find(FANCY):
        yield RULE.finding(
            hit.piece.where,
            Phrase("Có chữ trang trí, trình đọc màn hình không đọc được.", "Decorated letters cannot be read aloud."),
            Phrase("Gõ lại bằng chữ thường.", "Type them as ordinary letters."),
            excerpt=hit.text[:40],
        )


RULE = Rule(
    code="HOMOGLYPH",
    severity=Severity.WARN,
    title=Phrase(
        "Không có chữ cái lạ giả dạng chữ La-tinh, chữ trang trí", "No look-alike letters, no decorated letters"
    ),
    reach=Reach.EVERY,
    look=look,
)
