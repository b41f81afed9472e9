"""FIELD: the template's own validators have nothing to say."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """One blocker for each problem of a field."""
    for problem in view.field_problems:
        yield RULE.finding(problem.field, problem.wrong, problem.remedy)


RULE = Rule(
    code="FIELD",
    severity=Severity.BLOCK,
    title=Phrase("Các ô của mẫu được điền đúng", "The template's fields are filled in properly"),
    reach=Reach.EVERY,
    look=look,
)
