"""PLATFORM_LIMIT: what is too long or too many for a platform is said while one writes, not when one sends."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.platforms import Platform
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.limits import CODE, over_limits
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """The limits of the targets' platforms; of all platforms while none is chosen."""
    platforms = {account.platform for account in view.accounts} or set(Platform)
    yield from over_limits(view.content, platforms)
    for platform in platforms:
        if not view.content.texts.get(platform, "").strip():
            yield RULE.finding(
                f"text:{platform.value}",
                Phrase("Bài chưa có chữ nào.", "The post has no text."),
                Phrase("Điền các ô của mẫu.", "Fill in the template's fields."),
            )


RULE = Rule(
    code=CODE,
    severity=Severity.BLOCK,
    title=Phrase("Bài không quá giới hạn của nền tảng", "The post keeps within the platform's limits"),
    reach=Reach.EVERY,
    look=look,
)
