"""COVERS_CURRENT: a picture from the image studio shows nothing that was covered there since."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.pictures.naming import called
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """Files made before a cover was added, originals that were covered since, and places that are open."""
    for media in view.post.media:
        if media.sha256 in view.outdated:
            name = called(media)
            yield RULE.finding(
                f"media:{media.id}",
                Phrase(
                    f"{name.vi} thiếu vùng che đã vẽ ở trang Ảnh, hoặc ở đó còn vùng chưa quyết định.",
                    f"{name.en} lacks a cover that was drawn on the Images page, or a place there is undecided.",
                ),
                Phrase(
                    "Mở ảnh ở trang Ảnh, xem lại rồi đưa vào bài một lần nữa.",
                    "Open it on the Images page, look it over and send it to the post anew.",
                ),
                excerpt=media.name,
            )


RULE = Rule(
    code="COVERS_CURRENT",
    severity=Severity.BLOCK,
    title=Phrase("Ảnh trong bài có đủ vùng che như ở trang Ảnh", "Pictures have every cover that the Images page has"),
    reach=Reach.EVERY,
    look=look,
)
