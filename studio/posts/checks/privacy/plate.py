"""NO_PLATE: number plates are masked unless they are truly needed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks import mask
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity

PLATE = re.compile(
    r"(?<![\w/.-])(?:[1-9]\d[^\S\n]?-?[A-ZĐ]{1,2}\d?[^\S\n]?[-–.]?[^\S\n]?(?:\d{3}\.\d{2}|\d{4,5})"
    r"|[A-Z]{2}[^\S\n]?-?[^\S\n]?\d{2}-\d{2})(?![\w/-]|\.\d)"
)
"""Civil plates (``29A-123.45``, ``59X1 234.56``, ``30F-1234``) and military ones (``TM 12-34``)."""


def look(view: PreflightView) -> Iterator[Finding]:
    """Plates in the typed texts."""
    for hit in view.public.find(PLATE):
        yield RULE.finding(
            hit.piece.where,
            Phrase("Có biển số xe.", "The text contains a number plate."),
            Phrase(
                "Che hai số cuối, trừ khi thật cần để nhận ra xe.",
                "Cover the last digits, unless the vehicle has to be recognised.",
            ),
            excerpt=mask.number(hit.text, first=3, last=0),
        )


RULE = Rule(
    code="NO_PLATE",
    severity=Severity.WARN,
    title=Phrase("Biển số xe đã che nếu không thật cần thiết", "Vehicle plates masked unless necessary"),
    reach=Reach.EVERY,
    look=look,
)
