"""PLACEHOLDER_LEFT: what a snippet left open, such as ``{hotline}``, is filled in before anybody reads it."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity

OPEN = regex.compile(r"\{[^\S\n]*\p{L}[^{}\n]{0,79}\}")


def look(view: PreflightView) -> Iterator[Finding]:
    """Every pair of braces around words."""
    for hit in view.public.find(OPEN):
        yield RULE.finding(
            hit.piece.where,
            Phrase(f"Còn chỗ chưa điền: {hit.text}.", f"A place is still open: {hit.text}."),
            Phrase("Thay bằng nội dung thật.", "Put in what belongs there."),
            excerpt=hit.text,
        )


RULE = Rule(
    code="PLACEHOLDER_LEFT",
    severity=Severity.BLOCK,
    title=Phrase("Không còn chỗ điền của câu mẫu", "No placeholder of a snippet is left"),
    reach=Reach.EVERY,
    look=look,
)
