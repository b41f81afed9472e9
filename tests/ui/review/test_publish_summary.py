"""What an approver is told of a video that goes to a page: the second of its cover, and its subtitles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from studio.platforms import Platform
from studio.posts.model import Package
from studio.translation import use
from studio.ui.review.publish_summary import film_facts
from tests.posts.test_subtitles import SRT


@pytest.fixture(autouse=True)
def vietnamese() -> Iterator[None]:
    use("vi")
    yield
    use("en")


BARE = Package(platform=Platform.YOUTUBE, text="", title="", attachments=())


@pytest.mark.parametrize(
    ("package", "told"),
    [
        (BARE, []),
        (replace(BARE, cover_at=12.5), ["Ảnh bìa: khung hình của video lúc 0:12,5"]),
        (
            replace(BARE, cover_at=0, subtitles=SRT),
            ["Ảnh bìa: khung hình của video lúc 0:00", "Phụ đề: 2 câu, 0:01 – 0:06"],
        ),
    ],
)
def test_cover_and_subtitles_are_told_in_a_line_each(package: Package, told: list[str]) -> None:
    assert [text for _, text in film_facts(package)] == told
