"""Refusals that carry more than a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from studio.errors import Blocked, Refused
from studio.posts.model import Finding, Post, Severity


class BlockedByFindings(Blocked):
    """Preflight found blockers. `findings` holds all that was found, blockers first."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        blockers = [finding for finding in findings if finding.severity is Severity.BLOCK]
        first = blockers[0]
        more = len(blockers) - 1
        super().__init__(
            first.message("vi") + (f" (và {more} điểm khác phải sửa)" if more else ""),
            first.message("en") + (f" (and {more} more to mend)" if more else ""),
            where=first.field,
        )


class EditConflict(Refused):
    """Somebody else saved the post first. The losing edit stands aside as revision `kept`."""

    def __init__(self, vi: str, en: str, *, kept: int) -> None:
        super().__init__(vi, en)
        self.kept = kept


def require_unblocked(findings: Sequence[Finding]) -> None:
    """Raise BlockedByFindings when one of the findings blocks."""
    if any(finding.severity is Severity.BLOCK for finding in findings):
        raise BlockedByFindings(findings)


def require_out_of_trash(post: Post) -> None:
    """Raise Refused while the post lies in the trash."""
    if post.trashed_at is not None:
        raise Refused(
            "bài đang ở trong thùng rác; hãy khôi phục bài trước.",
            "the post is in the trash; restore it first.",
        )
