"""APPROVED_VERSION: what goes out is exactly what was approved, from a template that still stands."""

from __future__ import annotations

from collections.abc import Iterator

from studio.clock import show_datetime
from studio.phrase import Phrase
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Approval, Door, Finding, Severity

AGAIN = Phrase("Gửi duyệt lại.", "Submit the post again.")


def look(view: PreflightView) -> Iterator[Finding]:
    """The template at every door; what is frozen where something is; the approval when the post leaves."""
    yield from _template(view)
    if view.bundle is not None and view.bundle.content_hash != view.content.content_hash:
        yield _changed()
    if view.door in (Door.ENQUEUE, Door.SEND):
        yield from _approval(view)


def _template(view: PreflightView) -> Iterator[Finding]:
    if view.post.template_sha256 != view.template.sha256 or view.content.template_sha256 != view.template.sha256:
        yield RULE.finding(
            "",
            Phrase("Mẫu đã bị sửa sau khi soạn bài.", "The template was changed after the post was written."),
            Phrase("Soạn lại từ mẫu hiện hành.", "Write the post anew from the present template."),
        )
    elif not view.template_current:
        yield RULE.finding(
            "",
            Phrase(
                f"Mẫu phiên bản {view.template.version} không còn trong danh mục mẫu đã duyệt.",
                f"Version {view.template.version} of the template is no longer among the approved ones.",
            ),
            Phrase("Soạn lại từ mẫu hiện hành.", "Write the post anew from the present template."),
        )


def _approval(view: PreflightView) -> Iterator[Finding]:
    if view.approval is None:
        yield RULE.finding(
            "",
            Phrase("Bài chưa được duyệt.", "The post is not approved."),
            Phrase("Gửi duyệt trước khi đăng.", "Have it approved before it is posted."),
        )
    elif not view.stands or view.approval.revision != view.post.revision:
        yield _changed()
    elif view.approval.expires_at <= view.now:
        yield _expired(view.approval)


def _changed() -> Finding:
    return RULE.finding(
        "",
        Phrase(
            "Bài, ảnh, trang đăng hoặc giờ đăng không còn như bản đã duyệt.",
            "Text, pictures, pages or time are not as they were approved.",
        ),
        AGAIN,
    )


def _expired(approval: Approval) -> Finding:
    when = show_datetime(approval.expires_at)
    return RULE.finding("", Phrase(f"Phê duyệt đã hết hạn lúc {when}.", f"The approval expired at {when}."), AGAIN)


RULE = Rule(
    code="APPROVED_VERSION",
    severity=Severity.BLOCK,
    title=Phrase("Bản đăng đúng là bản đã duyệt", "The published version is exactly the approved one"),
    reach=Reach.EVERY,
    look=look,
    by_the_clock=True,
)
