"""What is asked for beside a post: told where it cannot be done, and its words are read like the post's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from studio.posts.checks.rule import PreflightView
from studio.posts.model import Finding, PlatformOptions, Severity
from studio.posts.preflight import preflight
from tests.posts.checks.view_builder import ANSWERED, findings, photo, video, view

COMMENT = PlatformOptions(first_comment="Chi tiết tại Công an phường.")
PLACED = PlatformOptions(place="110000000000001", place_name="Công an phường Mẫu")
PINNED, STORY = PlatformOptions(pinned=True), PlatformOptions(story=True)


def asking(options: PlatformOptions, **changes: Any) -> PreflightView:
    return view("scam_warning", post={"options": options, **changes.pop("post", {})}, **changes)


def told(looked_at: PreflightView) -> list[Finding]:
    return [finding for finding in findings("PLATFORM_OPTIONS", looked_at) if finding.severity is Severity.BLOCK]


@pytest.mark.parametrize("options", [COMMENT, PLACED, PINNED, STORY, PlatformOptions(slug="canh bao lua dao")])
def test_what_can_be_done_is_stopped_by_nothing(options: PlatformOptions) -> None:
    assert [finding.code for finding in preflight(asking(options)) if finding.severity is Severity.BLOCK] == []


@pytest.mark.parametrize(
    ("options", "changes", "word"),
    [
        (replace(COMMENT, first_comment="a" * 8001), {}, "dài quá 8000"),
        (PlatformOptions(place="abc", place_name="Chợ"), {}, "chỉ gồm chữ số"),
        (PlatformOptions(place="123"), {}, "tên đúng như Facebook"),
        (PlatformOptions(place_name="Chợ"), {}, "mã trên Facebook"),
        (PINNED, {"media": (video(captions=True),)}, "ghim bài video"),
        (PLACED, {"media": (video(captions=True),)}, "địa điểm cho video"),
        (STORY, {"media": (video(captions=True, clip={"seconds": 61.0}),)}, "từ 3 đến 60 giây"),
        (STORY, {"media": (video(captions=True, clip={"width": 1920, "height": 1080}),)}, "khung dọc 9:16"),
        (STORY, {"media": (), "content": {"cards": (), "media": ()}}, "cần có ảnh"),
        (COMMENT, {"answers": replace(ANSWERED, amends="c" * 32)}, "chỉ đổi nội dung chữ"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_way_out(
    options: PlatformOptions, changes: dict[str, Any], word: str
) -> None:
    found = told(asking(options, **changes))
    assert any(word in finding.wrong.vi for finding in found), [finding.wrong.vi for finding in found]
    assert all(finding.field.startswith("options") and finding.remedy.vi for finding in found)


def test_a_video_of_a_minute_may_be_a_story() -> None:
    assert told(asking(STORY, media=(video(captions=True, clip={"seconds": 60.0}),))) == []


def test_a_template_may_forbid_stories() -> None:
    allowed = asking(STORY)
    assert told(allowed) == []
    forbidding = replace(allowed, template=replace(allowed.template, stories=False))
    assert [finding.wrong.vi for finding in told(forbidding)] == ["Mẫu bài này không cho đăng tin (story)."]


def test_wishes_for_facebook_of_a_post_that_goes_nowhere_there_are_warned_of() -> None:
    zalo = asking(COMMENT)
    page = replace(zalo.accounts[0], platform=next(p for p in type(zalo.accounts[0].platform) if p.value == "zalo"))
    found = findings("PLATFORM_OPTIONS", replace(zalo, accounts=(page,)))
    assert [finding.severity for finding in found] == [Severity.WARN]


def test_the_first_comment_is_read_like_the_posts_own_words() -> None:
    secret = asking(PlatformOptions(first_comment="Liên hệ 0900 000 123, CCCD 001203004567"))
    found = {finding.code for finding in preflight(secret) if finding.field == "options:first_comment"}
    assert {"NO_PRIVATE_PHONE", "NO_ID_NUMBER"} <= found


def test_a_photo_is_enough_for_a_story() -> None:
    assert told(asking(STORY, media=(photo(),))) == []
