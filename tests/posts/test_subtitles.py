"""Subtitles of a video: read strictly, part of the post, handed over where a file of them is taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.accounts.model import Account, AccountKind
from studio.errors import BadInput
from studio.platforms import Platform
from studio.posts.limits import over_limits
from studio.posts.model import Severity
from studio.posts.postfile import read_post_file
from studio.posts.serial import bundle_json, bundle_of, post_json, post_of
from studio.posts.subtitles import read_subtitles, spoken, tidy_subtitles
from tests.films import film
from tests.posts.house import House

SRT = "1\n00:00:01,000 --> 00:00:03,500\nNgười dân không chuyển tiền.\n\n2\n00:00:04,000 --> 00:00:06,000\nGọi 113."
TIKTOK, YOUTUBE, FACEBOOK = (
    Account(name=f"{platform}", kind=AccountKind.HANDOVER, platform=platform, page_id="1", title="Kênh")
    for platform in (Platform.TIKTOK, Platform.YOUTUBE, Platform.FACEBOOK)
)


def test_what_an_editor_wrote_is_tidied() -> None:
    second = SRT.split("\n\n")[1]
    untidy = f"\ufeff7\r\n00:00:01.000 --> 00:00:03.500\r\n  Người dân không chuyển tiền.\r\n\r\n\r\n{second}"
    assert read_subtitles(untidy.encode()) == SRT
    assert tidy_subtitles(SRT) == SRT
    assert tidy_subtitles("  ") == ""
    assert spoken(SRT) == "Người dân không chuyển tiền.\nGọi 113."


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Người dân không chuyển tiền.", "mục 1"),
        (SRT.replace("00:00:04,000", "00:00:00,500"), "mục 2"),
        (SRT.replace("00:00:06,000", "00:00:03,000"), "mục 2"),
        (SRT + "\n\n3\n00:00:07,000 --> 00:00:08,000\n", "mục 3"),
        (SRT.replace("-->", "->"), "mục 1"),
    ],
)
def test_what_is_wrong_is_named_by_its_block(text: str, word: str) -> None:
    with pytest.raises(BadInput, match=word):
        tidy_subtitles(text)


def test_bytes_of_another_coding_are_refused() -> None:
    with pytest.raises(BadInput, match="UTF-8"):
        read_subtitles(SRT.encode("utf-16"))


def test_they_go_where_a_file_of_them_is_taken_and_the_seal_binds_them(house: House, tmp_path: Path) -> None:
    path = tmp_path / "phim.mp4"
    path.write_bytes(film(size=100_000))
    bare = house.desk.add_video(house.draft().id, path, house.author)
    assert "subtitles" not in post_json(bare)["media"][0]
    post = house.desk.update_media(bare.id, replace(bare.media[0], subtitles=SRT), house.author)
    assert post_of(post_json(post), post.state) == post
    bundles = [
        house.freezer.freeze(p, house.composer.content(p), (TIKTOK, YOUTUBE, FACEBOOK)).bundle for p in (bare, post)
    ]
    assert len({bundle.seal for bundle in bundles}) == 2
    assert {platform: package.subtitles for platform, package in bundles[1].packages.items()} == {
        Platform.TIKTOK: SRT,
        Platform.YOUTUBE: SRT,
        Platform.FACEBOOK: "",
    }
    texts = {package.text for package in bundles[1].packages.values()}
    assert len(texts) == 1, "they get the text that is written for Facebook"
    assert bundle_of(bundle_json(bundles[1])) == bundles[1]


def test_a_post_without_a_video_goes_to_no_channel_of_videos(house: House) -> None:
    content = house.composer.content(house.draft())
    found = [f for f in over_limits(content, (Platform.TIKTOK, Platform.YOUTUBE)) if f.field == "media"]
    assert [(f.severity, f.wrong.vi) for f in found] == [
        (Severity.BLOCK, "TikTok chỉ nhận video, bài này không có video."),
        (Severity.BLOCK, "YouTube chỉ nhận video, bài này không có video."),
    ]


def test_a_file_may_name_them(house: House, tmp_path: Path) -> None:
    (tmp_path / "phim.mp4").write_bytes(film())
    (tmp_path / "phim.srt").write_text(SRT, encoding="utf-8")
    path = tmp_path / "bai.yaml"
    path.write_text("template: scam_warning\nmedia: [{file: phim.mp4, subtitles: phim.srt}]\n", encoding="utf-8")
    post = house.desk.open_draft(read_post_file(path), house.author)
    assert post.media[0].subtitles == SRT
