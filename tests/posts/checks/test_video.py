"""A post's video: what each platform takes of it, one sentence each, and what every picture is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from studio.accounts.model import Account, AccountKind
from studio.platforms import WRITTEN, Platform
from studio.posts.checks.rule import PreflightView
from studio.posts.limits import video_way
from studio.posts.model import Finding, Media, Severity, VideoWay
from studio.posts.preflight import preflight
from tests.posts.checks.view_builder import findings, frozen, photo, video, view

PAGES = {
    platform: Account(name=platform, kind=AccountKind.HANDOVER, platform=platform, page_id="1", title="Trang")
    for platform in WRITTEN
}


def on(platform: Platform, *media: Media, content: Mapping[str, Any] | None = None, **clip: Any) -> PreflightView:
    shown = media or (video(clip=clip, captions=True),)
    said = {"media": shown, **content} if content is not None else None
    post = {"targets": (str(platform),)}
    return view("scam_warning", media=shown, accounts=(PAGES[platform],), post=post, content=said)


def told(looked_at: PreflightView) -> list[tuple[Severity, str]]:
    return [(finding.severity, finding.wrong.vi) for finding in findings("PLATFORM_LIMIT", looked_at)]


def blockers(looked_at: PreflightView) -> list[Finding]:
    return [finding for finding in preflight(looked_at) if finding.severity is Severity.BLOCK]


@pytest.mark.parametrize("platform", list(WRITTEN))
def test_a_clip_that_suits_everyone_is_stopped_by_nothing(platform: Platform) -> None:
    assert [(f.code, f.wrong.vi) for f in blockers(on(platform))] == []


@pytest.mark.parametrize(
    ("platform", "clip", "severity", "sentence"),
    [
        (Platform.FACEBOOK, {"container": "mov"}, Severity.BLOCK, "Video là tệp MOV, Facebook chỉ nhận MP4."),
        (Platform.ZALO, {"container": "3gp"}, Severity.BLOCK, "Video là tệp 3GP, Zalo chỉ nhận MP4."),
        (Platform.WEBSITE, {"container": "mov"}, Severity.BLOCK, "Video là tệp MOV, trang web chỉ nhận MP4."),
        (Platform.FACEBOOK, {"codec": "mp4v"}, Severity.BLOCK, "Video mã hóa mp4v, Facebook không nhận."),
        (Platform.ZALO, {"codec": "hvc1"}, Severity.WARN, "Video mã hóa H.265, Zalo có thể không phát được"),
        (Platform.WEBSITE, {"codec": "hev1"}, Severity.WARN, "Video mã hóa H.265, trang web có thể không phát được"),
        (
            Platform.FACEBOOK,
            {"seconds": 0.4},
            Severity.BLOCK,
            "Video dài 0,4 giây, Facebook nhận từ 1 giây",
        ),
        (Platform.FACEBOOK, {"width": 2560, "height": 1080}, Severity.BLOCK, "Khung hình video là 2560 × 1080"),
        (Platform.FACEBOOK, {"width": 480, "height": 1080}, Severity.BLOCK, "Khung hình video là 480 × 1080"),
        (Platform.FACEBOOK, {"bytes": 900}, Severity.BLOCK, "Video quá nhỏ để đăng lên Facebook"),
        (Platform.FACEBOOK, {"bytes": 2_100_000_000}, Severity.BLOCK, "Video nặng 2100,0 MB, Facebook nhận tối đa"),
        (Platform.ZALO, {"bytes": 50_100_000}, Severity.BLOCK, "Video nặng 50,1 MB, Zalo nhận tối đa 50 MB."),
        (Platform.WEBSITE, {"bytes": 12_000_000}, Severity.INFO, "Máy chủ của trang web phải cho tải lên tệp 12,0 MB"),
    ],
)
def test_what_does_not_suit_a_platform_is_said_with_the_way_out(
    platform: Platform, clip: dict[str, Any], severity: Severity, sentence: str
) -> None:
    found = [f for f in findings("PLATFORM_LIMIT", on(platform, **clip)) if f.wrong.vi.startswith(sentence)]
    assert [f.severity for f in found] == [severity]
    assert found[0].field == "media:m1"
    assert found[0].remedy.vi.endswith(".")
    assert found[0].remedy.en.endswith(".")


@pytest.mark.parametrize(
    ("platform", "clip"),
    [
        (Platform.FACEBOOK, {"codec": "hvc1", "width": 540, "height": 960, "fps": 23.98, "seconds": 90.0}),
        (Platform.FACEBOOK, {"bytes": 190_000_000, "fps": 59.94, "width": 576, "height": 1024}),
        (Platform.FACEBOOK, {"fps": 0.0}),
        (Platform.FACEBOOK, {"width": 1280, "height": 720, "seconds": 3600.0, "fps": 15.0}),
        (Platform.ZALO, {"width": 1920, "height": 1080, "seconds": 600.0, "bytes": 50_000_000, "fps": 15.0}),
        (Platform.WEBSITE, {"width": 320, "height": 240, "seconds": 3000.0, "bytes": 199_000_000}),
    ],
)
def test_what_a_platform_takes_is_not_refused(platform: Platform, clip: dict[str, Any]) -> None:
    assert [f.wrong.vi for f in blockers(on(platform, **clip))] == []


@pytest.mark.parametrize(
    ("clip", "way"),
    [
        ({}, VideoWay.REEL),
        ({"seconds": 90.0, "width": 540, "height": 960}, VideoWay.REEL),
        ({"seconds": 90.4}, VideoWay.VIDEO),
        ({"seconds": 2.9}, VideoWay.VIDEO),
        ({"width": 1920, "height": 1080}, VideoWay.VIDEO),
        ({"width": 360, "height": 640}, VideoWay.VIDEO),
        ({"fps": 15.0}, VideoWay.VIDEO),
    ],
)
def test_what_is_no_reel_goes_out_as_a_video_of_the_page_and_says_so(clip: dict[str, Any], way: VideoWay) -> None:
    looked_at = on(Platform.FACEBOOK, **clip)
    shown = looked_at.content.media[0].clip
    assert shown is not None
    assert video_way(shown) is way
    assert blockers(looked_at) == []
    as_video = (Severity.INFO, "Trên Facebook, video đăng thành video của trang, không phải thước phim (Reels).")
    assert (as_video in told(looked_at)) is (way is VideoWay.VIDEO)


def test_facebook_gets_the_video_alone_and_says_so() -> None:
    assert told(on(Platform.FACEBOOK)) == [
        (Severity.INFO, "Facebook nhận chỉ video; 1 ảnh, thẻ còn lại không đăng ở đó.")
    ]
    assert told(on(Platform.ZALO)) == []


def test_zalo_asks_for_a_cover() -> None:
    bare = on(Platform.ZALO, content={"cards": ()})
    assert [f.wrong.vi for f in blockers(bare)] == ["Video trên Zalo cần một ảnh bìa."]
    covered = on(Platform.ZALO, video(captions=True), photo("m2"), content={"cards": ()})
    assert blockers(covered) == []


def test_one_video_and_one_photo_beside_it() -> None:
    def limits(*media: Any) -> list[str]:
        looked_at = on(Platform.ZALO, *media, content={"cards": ()})
        return [f.wrong.vi for f in blockers(looked_at) if f.field == "media"]

    film = video(captions=True)
    assert limits(film, photo("m2")) == []
    assert limits(film, photo("m2"), photo("m3")) == ["Bài có video chỉ kèm được một ảnh làm ảnh bìa, hiện có 2 ảnh."]
    assert limits(film, video("m2", captions=True)) == ["Một bài chỉ có một video."]


@pytest.mark.parametrize(
    ("changes", "told"),
    [({}, 1), ({"captions": True}, 0), ({"clip": {"audio": False}}, 0)],
)
def test_a_video_with_sound_is_asked_for_captions(changes: dict[str, Any], told: int) -> None:
    assert len(findings("CAPTIONS", view(media=(video(**changes),)))) == told
    assert findings("CAPTIONS", view(media=(photo(),))) == []


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("ALT_TEXT", {"alt": ""}),
        ("ALT_TEXT", {"alt": "phim-m1.mp4"}),
        ("NO_UNREDACTED_FACE", {"faces_checked": False}),
        ("SOURCE_GIVEN", {"source": ""}),
        ("NO_MINOR_IDENTIFIABLE", {"has_minor": None}),
    ],
)
def test_a_video_is_asked_what_a_picture_is_asked_and_called_a_video(code: str, changes: dict[str, Any]) -> None:
    found = findings(code, view("scam_warning", media=(video(**changes),)))
    assert [f.wrong.vi.split(" ")[0] for f in found] == ["Video"]
    assert "video" in found[0].wrong.en.lower()


def test_a_video_leaves_as_it_was_put_away_and_that_is_no_uncovered_original() -> None:
    looked_at = on(Platform.FACEBOOK)
    made = frozen(looked_at)
    package = made.bundle.packages[Platform.FACEBOOK]
    film = replace(package.attachments[-1], sha256=looked_at.post.media[0].sha256, mime="video/mp4")
    packages = {Platform.FACEBOOK: replace(package, attachments=(film,))}
    seen = replace(looked_at, frozen=replace(made, bundle=replace(made.bundle, packages=packages)))
    assert findings("REDACTION_BURNED_IN", seen) == []
