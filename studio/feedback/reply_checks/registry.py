"""All rules of answers. Reading their words takes a while: it is imported when the first answer is looked at."""

from __future__ import annotations

from studio.feedback.reply_checks import facts, permission, privacy, wording
from studio.feedback.reply_checks.view import ReplyView
from studio.feedback.reply_model import ReplyFinding
from studio.posts.checks.rule import Rule
from studio.posts.model import Severity

SUBJECTS = (permission, wording, privacy, facts)
ALL: tuple[Rule[ReplyView], ...] = tuple(
    found
    for subject in SUBJECTS
    for found in vars(subject).values()
    if isinstance(found, Rule) and found.look.__module__ == subject.__name__
)
"""Every rule, by subject, then as the file has them."""
_ORDER = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}


def inspect(view: ReplyView) -> tuple[ReplyFinding, ...]:
    """What every rule says of the answer, blockers first."""
    found = [
        ReplyFinding(
            code=finding.code,
            severity=finding.severity,
            title=finding.wrong,
            fix=finding.remedy,
            slot=finding.field,
            excerpt=finding.excerpt,
        )
        for rule in ALL
        for finding in rule.look(view)
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: _ORDER[finding.severity]))
