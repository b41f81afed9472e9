"""CITATION_PRESENT: a post that states a rule or a procedure names the document it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.templates.model import FieldType


def look(view: PreflightView) -> Iterator[Finding]:
    """One citation is enough, whichever field it stands in."""
    if view.content.citations:
        return
    names = view.names_of(FieldType.CITATION)
    yield RULE.finding(
        names[0] if names else "",
        Phrase("Bài nêu quy định, thủ tục nhưng chưa có căn cứ.", "The post states a rule but cites no document."),
        Phrase(
            "Chọn văn bản, điều, khoản trong kho văn bản.",
            "Choose the document, article and clause from the library.",
        ),
    )


RULE = Rule(
    code="CITATION_PRESENT",
    severity=Severity.BLOCK,
    title=Phrase(
        "Có trích dẫn văn bản khi bài nói về quy định, thủ tục",
        "A document is cited when the post states a rule or procedure",
    ),
    reach=Reach.ASKED,
    look=look,
)
