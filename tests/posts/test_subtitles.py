"""Subtitles of a video: read strictly, part of the post, handed over where a file of them is taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.accounts.model import Account, AccountKind
from studio.errors import BadInput
from studio.platforms import Platform
from studio.posts.limits import over_limits
from studio.posts.model import Severity
from studio.posts.postfile import read_post_file
from studio.posts.serial import bundle_json, bundle_of, post_json, post_of
from studio.posts.subtitles import (
    SubtitleLine,
    read_moment,
    read_subtitles,
    remarks,
    show_moment,
    spoken,
    subtitle_lines,
    tidy_subtitles,
    written,
)
from tests.films import film
from tests.posts.post_rig import PostRig

SRT = "1\n00:00:01,000 --> 00:00:03,500\nNgười dân không chuyển tiền.\n\n2\n00:00:04,000 --> 00:00:06,000\nGọi 113."
TIKTOK, YOUTUBE, FACEBOOK, ZALO = (
    Account(name=f"{platform}", kind=AccountKind.HANDOVER, platform=platform, page_id="1", title="Kênh")
    for platform in (Platform.TIKTOK, Platform.YOUTUBE, Platform.FACEBOOK, Platform.ZALO)
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


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (SRT.replace("00:00:04,000", "00:00:03,000"),
         "mục 2 của phụ đề (dòng 6) không dùng được: mục này chồng lên mục trên, mục trên kết thúc lúc 0:03,5."),
        ("\n\n" + SRT.replace("\n", "\r\n").replace("\r\nNgười dân không chuyển tiền.", ""),
         "mục 1 của phụ đề (dòng 4) không dùng được: mục này không có chữ; hãy viết lời nói, hoặc bỏ mục."),
        (SRT.replace("Gọi 113.", " \t"),
         "mục 2 của phụ đề (dòng 6) không dùng được: mục này không có chữ; hãy viết lời nói, hoặc bỏ mục."),
    ],
)  # fmt: skip
def test_overlapping_and_empty_blocks_are_told_by_their_line(text: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_subtitles(text.encode())
    assert refused.value.phrase.vi == sentence


def test_bytes_of_another_coding_are_refused() -> None:
    with pytest.raises(BadInput, match="UTF-8"):
        read_subtitles(SRT.encode("utf-16"))


def test_they_go_where_a_file_of_them_is_taken_and_the_seal_binds_them(rig: PostRig, tmp_path: Path) -> None:
    path = tmp_path / "phim.mp4"
    path.write_bytes(film(size=100_000))
    bare = rig.drafts.add_video(rig.draft().id, path, rig.author)
    assert "subtitles" not in post_json(bare)["media"][0]
    post = rig.drafts.update_media(bare.id, replace(bare.media[0], subtitles=SRT), rig.author)
    assert post_of(post_json(post), post.state) == post
    bundles = [rig.freezer.freeze(p, rig.composer.content(p), (TIKTOK, YOUTUBE, FACEBOOK)).bundle for p in (bare, post)]
    assert len({bundle.seal for bundle in bundles}) == 2
    assert {platform: package.subtitles for platform, package in bundles[1].packages.items()} == {
        Platform.TIKTOK: SRT,
        Platform.YOUTUBE: SRT,
        Platform.FACEBOOK: SRT,
    }
    texts = {package.text for package in bundles[1].packages.values()}
    assert len(texts) == 1, "they get the text that is written for Facebook"
    assert bundle_of(bundle_json(bundles[1])) == bundles[1]


def test_a_frame_is_the_cover_where_a_person_chooses_one(rig: PostRig, tmp_path: Path) -> None:
    path = tmp_path / "phim.mp4"
    path.write_bytes(film(seconds=20))
    bare = rig.drafts.add_video(rig.draft().id, path, rig.author)
    with pytest.raises(BadInput, match="20"):
        rig.drafts.update_media(bare.id, replace(bare.media[0], cover_at=20.5), rig.author)
    post = rig.drafts.update_media(bare.id, replace(bare.media[0], cover_at=12.5), rig.author)
    assert post_of(post_json(post), post.state) == post
    bundles = [rig.freezer.freeze(p, rig.composer.content(p), (YOUTUBE, FACEBOOK)).bundle for p in (bare, post)]
    assert len({bundle.seal for bundle in bundles}) == 2
    shown = [[a.is_video for a in bundle.packages[Platform.YOUTUBE].attachments] for bundle in bundles]
    assert shown == [[True, False], [True]], "the frame takes the place of the picture"
    packages = bundles[1].packages
    assert (packages[Platform.YOUTUBE].cover_at, packages[Platform.FACEBOOK].cover_at) == (12.5, None)
    assert bundle_of(bundle_json(bundles[1])) == bundles[1]


def test_an_upright_video_is_covered_by_an_upright_card(rig: PostRig, tmp_path: Path) -> None:
    covers = {}
    for width, height in ((720, 1280), (1280, 720), (720, 720)):
        path = tmp_path / "phim.mp4"
        path.write_bytes(film(width=width, height=height, seconds=20))
        post = rig.drafts.add_video(rig.draft().id, path, rig.author)
        packages = rig.freezer.freeze(post, rig.composer.content(post), (YOUTUBE, TIKTOK, ZALO)).bundle.packages
        covers[width, height] = {name: package.attachments[1].origin for name, package in packages.items()}
    flat = {Platform.YOUTUBE: "card:alert:link", Platform.TIKTOK: "card:alert:p45", Platform.ZALO: "card:alert:link"}
    upright = "card:alert:story"
    assert covers[720, 1280] == {**flat, Platform.YOUTUBE: upright, Platform.TIKTOK: upright}
    assert covers[1280, 720] == covers[720, 720] == flat


def line(begin: float, end: float, text: str) -> SubtitleLine:
    return SubtitleLine(begin=timedelta(seconds=begin), end=timedelta(seconds=end), text=text)


def test_lines_are_written_as_they_were_read_and_long_ones_get_two_rows() -> None:
    assert written(subtitle_lines(SRT)) == SRT
    long = "Không chuyển tiền cho người tự xưng là cán bộ qua điện thoại"
    text = written([line(3661.5, 3666, long)])
    assert text.splitlines()[1] == "01:01:01,500 --> 01:01:06,000"
    assert text.splitlines()[2:] == ["Không chuyển tiền cho người tự", "xưng là cán bộ qua điện thoại"]
    assert subtitle_lines(text) == (line(3661.5, 3666, long),)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([line(1, 3.5, "Người dân không chuyển tiền."), line(3.5, 5, "Gọi 113.")], {}),
        ([line(4, 6, "Gọi 113."), line(1, 3, "Xin chào.")], {1: ("Dòng này bắt đầu trước", True)}),
        ([line(1, 3, "Gọi 113."), line(2.5, 4, "Xin chào.")], {1: ("0:03", True)}),
        ([line(3, 3, "Gọi 113.")], {0: ("kết thúc sau khi bắt đầu", True)}),
        ([line(18, 21, "Gọi ngay 113.")], {0: ("0:20", True)}),
        ([line(1, 2, " ")], {0: ("Chưa có chữ", True)}),
        ([line(1, 2, "Người dân không chuyển tiền.")], {0: ("28 ký tự mỗi giây", False)}),
        ([line(1, 1.5, "Có.")], {0: ("chưa đến một giây", False)}),
        ([line(1, 12.5, "Gọi 113.")], {0: ("11,5 giây", False)}),
        ([line(1, 7, "rất dài " * 12)], {0: ("95 ký tự", False)}),
    ],
)
def test_what_hinders_reading_is_said_of_its_line(lines: list[SubtitleLine], said: dict[int, tuple[str, bool]]) -> None:
    found = {one.line: one for one in remarks(lines, 20)}
    assert {at: one.stops for at, one in found.items()} == {at: stops for at, (_, stops) in said.items()}
    assert all(words in found[at].say.vi for at, (words, _) in said.items())


@pytest.mark.parametrize(
    ("typed", "seconds", "shown"),
    [("1:05", 65, "1:05"), ("0:12,5", 12.5, "0:12,5"), ("00:01:05,000", 65, "1:05"), ("12", 12, "0:12"),
     ("1:00:00", 3600, "1:00:00"), ("7.25", 7.25, "0:07,25")],
)  # fmt: skip
def test_moments_are_read_as_people_write_them(typed: str, seconds: float, shown: str) -> None:
    read = read_moment(typed)
    assert read == timedelta(seconds=seconds)
    assert show_moment(read) == shown


@pytest.mark.parametrize("typed", ["", "hai", "1:75", "-1", "1:2:3:4"])
def test_what_is_no_moment_is_none(typed: str) -> None:
    assert read_moment(typed) is None


def test_a_post_without_a_video_goes_to_no_channel_of_videos(rig: PostRig) -> None:
    content = rig.composer.content(rig.draft())
    found = [f for f in over_limits(content, (Platform.TIKTOK, Platform.YOUTUBE)) if f.field == "media"]
    assert [(f.severity, f.wrong.vi) for f in found] == [
        (Severity.BLOCK, "TikTok chỉ nhận video, bài này không có video."),
        (Severity.BLOCK, "YouTube chỉ nhận video, bài này không có video."),
    ]


def test_a_file_may_name_them(rig: PostRig, tmp_path: Path) -> None:
    (tmp_path / "phim.mp4").write_bytes(film())
    (tmp_path / "phim.srt").write_text(SRT, encoding="utf-8")
    path = tmp_path / "bai.yaml"
    path.write_text("template: scam_warning\nmedia: [{file: phim.mp4, subtitles: phim.srt}]\n", encoding="utf-8")
    post = rig.drafts.open_draft(read_post_file(path), rig.author)
    assert post.media[0].subtitles == SRT
