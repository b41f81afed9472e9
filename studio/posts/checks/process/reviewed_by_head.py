"""REVIEWED_BY_HEAD: the head of the unit approved, where the template asks for it."""

from __future__ import annotations

from collections.abc import Iterator

from studio.people.model import Role
from studio.phrase import Phrase
from studio.posts.checks.rule import FROM_APPROVAL, Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """The roles of the person at the door of approval; the role in which the approval was given."""
    if not (view.asks(RULE.code) or view.template.approval == Role.HEAD):
        return
    by_other = view.approver is not None and Role.HEAD not in view.approver.roles
    given_by_other = view.approver is None and view.approval is not None and view.approval.role != Role.HEAD
    if by_other or given_by_other:
        yield RULE.finding(
            "",
            Phrase("Bài này cần lãnh đạo đơn vị duyệt.", "This post needs the approval of the head of the unit."),
            Phrase("Chuyển lãnh đạo duyệt.", "Pass it to the head."),
        )


RULE = Rule(
    code="REVIEWED_BY_HEAD",
    severity=Severity.BLOCK,
    title=Phrase("Có phê duyệt của lãnh đạo đơn vị", "Approved by the head of unit"),
    reach=Reach.EVERY,
    look=look,
    doors=FROM_APPROVAL,
)
