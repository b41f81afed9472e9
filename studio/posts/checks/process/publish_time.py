"""PUBLISH_TIME: the planned time is still to come, is not far off, and falls within the approval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from studio.clock import show_datetime
from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Door, Finding, Severity

FURTHEST = timedelta(days=90)
"""Further ahead than this, laws, numbers and templates will have changed."""


def look(view: PreflightView) -> Iterator[Finding]:
    """When sending, the time is due and lateness is the outbox's affair."""
    at = view.post.publish_at
    if at is None or view.door is Door.SEND:
        return
    if at <= view.now and view.door is not Door.ENQUEUE:
        yield _finding(at, Phrase("đã qua", "has passed"), Severity.BLOCK)
    elif at > view.now + FURTHEST:
        yield _finding(at, Phrase("quá xa, nội dung có thể cũ đi", "is far off; the text may grow old"), Severity.WARN)
    if view.approval is not None and at >= view.approval.expires_at:
        yield _finding(at, Phrase("sau khi phê duyệt hết hạn", "is after the approval expires"), Severity.BLOCK)


def _finding(at: datetime, what: Phrase, severity: Severity) -> Finding:
    when = show_datetime(at)
    return RULE.finding(
        "publish_at",
        Phrase(f"Giờ đăng {when} {what.vi}.", f"The time of posting, {when}, {what.en}."),
        Phrase("Chọn giờ khác.", "Choose another time."),
        excerpt=when,
        severity=severity,
    )


RULE = Rule(
    code="PUBLISH_TIME",
    severity=Severity.BLOCK,
    title=Phrase("Giờ đăng còn ở phía trước và không quá xa", "The time of posting is ahead and not far off"),
    reach=Reach.EVERY,
    look=look,
    by_the_clock=True,
)
