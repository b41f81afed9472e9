"""CAPTIONS: who cannot hear a video can read what is said in it."""

from __future__ import annotations

from collections.abc import Iterator

from studio.phrase import Phrase
from studio.posts.checks.pictures.naming import called
from studio.posts.checks.rule import Reach, Rule
from studio.posts.checks.view import PreflightView
from studio.posts.model import Finding, Severity


def look(view: PreflightView) -> Iterator[Finding]:
    """A video with sound of which nobody said that its words can be read; the program does not listen."""
    for media in view.post.media:
        if media.clip is not None and media.clip.audio and not media.captions:
            name = called(media)
            yield RULE.finding(
                f"media:{media.id}",
                Phrase(
                    f"{name.vi} có tiếng mà chưa xác nhận có phụ đề hoặc lời thoại dạng chữ.",
                    f"{name.en} has sound, and nobody confirmed captions or a transcript.",
                ),
                Phrase(
                    "Thêm phụ đề vào video hoặc chép lời thoại vào bài, rồi đánh dấu “có phụ đề”.",
                    "Put captions into the video, or what is said into the text; then tick “captions”.",
                ),
            )


RULE = Rule(
    code="CAPTIONS",
    severity=Severity.WARN,
    title=Phrase("Video có phụ đề hoặc lời thoại dạng chữ", "Video has captions or a transcript"),
    reach=Reach.EVERY,
    look=look,
)
