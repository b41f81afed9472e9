"""COVERS_CURRENT: a picture from the image studio shows nothing that was covered there since."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.pictures.naming import called
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """Files made before a cover was added, or with places that are open again."""
    for media in view.post.media:
        if media.sha256 in view.outdated:
            name = called(media)
            yield RULE.finding(
                f"media:{media.id}",
                Phrase(
                    f"{name.vi} được xuất trước khi có vùng che mới, hoặc còn vùng chưa quyết định trong xưởng ảnh.",
                    f"{name.en} was made before a cover was added in the image studio, or a place there is undecided.",
                ),
                Phrase(
                    "Mở ảnh trong xưởng ảnh, xem lại rồi gửi sang bài một lần nữa.",
                    "Open it in the image studio, look it over and send it to the post anew.",
                ),
                excerpt=media.name,
            )


RULE = Rule(
    code="COVERS_CURRENT",
    severity=Severity.BLOCK,
    title=Phrase(
        "Ảnh trong bài có đủ vùng che như trong xưởng ảnh", "Pictures have every cover that the image studio has"
    ),
    reach=Reach.EVERY,
    look=look,
)
