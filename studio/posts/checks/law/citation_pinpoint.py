"""CITATION_PINPOINT: a citation names the article, not only the document."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.law.citations import cited, opening
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """Citations without an article."""
    for where, law in cited(view):
        if not law.ref.article:
            yield RULE.finding(
                where,
                Phrase("{n} được dẫn cả văn bản.", "{n} is cited as a whole.").format(n=opening(law)),
                Phrase(
                    "Nêu rõ điều, khoản, điểm để người đọc tra được.",
                    "Name the article, clause and point, so that a reader can look it up.",
                ),
                excerpt=law.ref.document,
            )


RULE = Rule(
    code="CITATION_PINPOINT",
    severity=Severity.WARN,
    title=Phrase("Trích dẫn nêu rõ điều, khoản, điểm", "Citation names article, clause and point"),
    reach=Reach.ASKED,
    look=look,
)
