"""CORRECTION_LINKED: a correction leads to the wrong post and says what was wrong and what is right."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.process.originals import FIELD, linked, named_here
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity
from studio.text import fold, squeeze


def look(view: PreflightView) -> Iterator[Finding]:
    """The link, then the two sentences."""
    if not named_here(view) and not linked(view):
        yield RULE.finding(
            FIELD if view.template.field(FIELD) else "answers:original_post",
            Phrase("Chưa có liên kết tới bài cũ.", "Nothing leads to the earlier post."),
            Phrase("Chọn bài cũ trong ứng dụng, hoặc dán địa chỉ của bài.", "Choose the post, or paste its address."),
        )
    wrong, right = (_said(view, name) for name in ("wrong", "right"))
    if view.template.field("wrong") and wrong and fold(wrong) == fold(right):
        yield RULE.finding(
            "right",
            Phrase("Nội dung đúng giống hệt nội dung đã viết sai.", "What is right reads exactly as what was wrong."),
            Phrase("Ghi rõ điểm sai và điểm đúng.", "State what was wrong and what is right."),
            excerpt=right[:80],
        )


def _said(view: PreflightView, name: str) -> str:
    value = view.fields.get(name)
    return squeeze(value) if isinstance(value, str) else ""


RULE = Rule(
    code="CORRECTION_LINKED",
    severity=Severity.BLOCK,
    title=Phrase(
        "Bài đính chính có liên kết tới bài sai và nêu rõ điểm sai, điểm đúng",
        "Correction links the wrong post and states wrong vs. right",
    ),
    reach=Reach.ASKED,
    look=look,
)
