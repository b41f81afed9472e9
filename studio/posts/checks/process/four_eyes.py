"""FOUR_EYES: whoever wrote or changed a post does not approve it."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.rule import FROM_APPROVAL, Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """The person at the door of approval, and the one who gave the approval, against author and editors."""
    wrote = {view.post.author, *view.post.editors} - {""}
    signer = view.approver.id if view.approver else view.approval.by if view.approval else ""
    if signer in wrote:
        yield RULE.finding(
            "",
            Phrase("Người duyệt cũng là người soạn hoặc sửa bài.", "The approver also wrote or changed the post."),
            Phrase("Nhờ người khác duyệt.", "Ask somebody else to approve it."),
        )


RULE = Rule(
    code="FOUR_EYES",
    severity=Severity.BLOCK,
    title=Phrase("Người duyệt khác người soạn", "The approver is not the author"),
    reach=Reach.EVERY,
    look=look,
    doors=FROM_APPROVAL,
)
