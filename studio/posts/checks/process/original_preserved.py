"""ORIGINAL_PRESERVED: the old version stays on record."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.process.originals import linked, named_here
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """A post of this application has its record; one from before only has what people filed."""
    if named_here(view):
        return
    if view.post.answers.original_post:
        yield RULE.finding(
            "answers:original_post",
            Phrase("Không tìm thấy bài gốc đã chọn.", "The chosen original post was not found."),
            Phrase("Chọn lại bài gốc trong ứng dụng.", "Choose the original post again."),
            excerpt=view.post.answers.original_post[:8],
        )
    elif linked(view):
        yield RULE.finding(
            "answers:original_post",
            Phrase("Bài gốc không có trong ứng dụng.", "The original post is not in the application."),
            Phrase(
                "Chụp và lưu bài gốc vào hồ sơ trước khi sửa.", "Capture and file the original before it is changed."
            ),
            severity=Severity.WARN,
        )
    else:
        yield RULE.finding(
            "answers:original_post",
            Phrase("Chưa chọn bài gốc.", "No original post is chosen."),
            Phrase("Chọn bài gốc trong ứng dụng, để bản cũ được giữ trong hồ sơ.", "Choose it, so that it is kept."),
        )


RULE = Rule(
    code="ORIGINAL_PRESERVED",
    severity=Severity.BLOCK,
    title=Phrase("Bản cũ được giữ trong hồ sơ, không xóa dấu vết", "The original is kept in the record"),
    reach=Reach.ASKED,
    look=look,
)
