"""A post's video: put away clean, one a post, frozen with its cover, bound by the seal, let go like pictures."""

from __future__ import annotations

import io
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.accounts.model import Account, AccountKind
from studio.errors import BadInput, NotFound, Untrusted
from studio.images.video import telling
from studio.platforms import WRITTEN, Platform
from studio.posts.model import FrozenBundle, Post
from studio.posts.postfile import read_post_file
from studio.posts.serial import bundle_json, bundle_of, post_json, post_of
from tests.films import PLACE, film
from tests.posts.post_rig import PIN, PostRig

A_YEAR_AGO = 1_735_689_600.0
EVERYWHERE = tuple(
    Account(name=f"{platform}", kind=AccountKind.HANDOVER, platform=platform, page_id=str(n), title="Trang")
    for n, platform in enumerate(WRITTEN)
)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "tuyên truyền.mp4"
    path.write_bytes(film(baggage=True, size=100_000))
    return path


def with_video(rig: PostRig, clip: Path, post: Post | None = None) -> Post:
    return rig.drafts.add_video((post or rig.draft()).id, clip, rig.author)


def frozen(rig: PostRig, post: Post) -> FrozenBundle:
    return rig.freezer.freeze(post, rig.composer.content(post), EVERYWHERE)


def test_a_video_is_put_away_clean_and_its_facts_are_kept(rig: PostRig, clip: Path) -> None:
    media = with_video(rig, clip).media[0]
    assert (media.id, media.name) == ("m1", "tuyên truyền.mp4")
    assert media.clip is not None
    assert (media.clip.seconds, media.clip.width, media.clip.height, media.clip.codec) == (12.0, 720, 1280, "avc1")
    kept = rig.files.get(media.sha256)
    assert len(kept) == clip.stat().st_size == media.clip.bytes
    assert PLACE in clip.read_bytes()
    assert PLACE not in kept
    assert telling(io.BytesIO(kept)) == ()


def test_a_post_has_one_video(rig: PostRig, clip: Path) -> None:
    post = with_video(rig, clip)
    with pytest.raises(BadInput, match="chỉ có một video"):
        with_video(rig, clip, post)
    assert rig.get(post).media == post.media


@pytest.mark.parametrize("data", [b"", b"PHOTO mot", film()[:500]])
def test_what_is_no_video_is_refused_by_its_name_and_leaves_nothing(rig: PostRig, tmp_path: Path, data: bytes) -> None:
    post, path = rig.draft(), tmp_path / "phim.mp4"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=r"^phim\.mp4: Không đọc được video"):
        rig.drafts.add_video(post.id, path, rig.author)
    with pytest.raises(BadInput, match=r"không đọc được video “khong-co\.mp4”"):
        rig.drafts.add_video(post.id, tmp_path / "khong-co.mp4", rig.author)
    assert rig.get(post).revision == post.revision
    assert not any(path.is_file() for path in rig.files.root.rglob("*"))


def test_what_is_said_of_a_video_changes_and_its_facts_never(rig: PostRig, clip: Path) -> None:
    post = with_video(rig, clip)
    said = replace(post.media[0], alt="Cán bộ hướng dẫn", captions=True, crop=(0.0, 0.0, 0.5, 0.5), clip=None)
    changed = rig.drafts.update_media(post.id, said, rig.author).media[0]
    assert (changed.alt, changed.captions, changed.crop) == ("Cán bộ hướng dẫn", True, None)
    assert changed.clip == post.media[0].clip


def test_adding_and_removing_are_steps_of_undo(rig: PostRig, clip: Path) -> None:
    post = with_video(rig, clip)
    gone = rig.drafts.remove_media(post.id, "m1", rig.author)
    assert gone.media == ()
    assert rig.drafts.undo(post.id, rig.author).media == post.media
    assert rig.drafts.undo(post.id, rig.author).media == ()


def test_each_platform_gets_what_it_takes(rig: PostRig, clip: Path) -> None:
    packages = frozen(rig, with_video(rig, clip)).bundle.packages
    origins = {p: [(a.name, a.origin) for a in package.attachments] for p, package in packages.items()}
    assert origins == {
        Platform.FACEBOOK: [("01-m1.mp4", "media:m1")],
        Platform.ZALO: [("01-m1.mp4", "media:m1"), ("02-alert.jpg", "card:alert:link")],
        Platform.WEBSITE: [("01-m1.mp4", "media:m1"), ("02-alert.jpg", "card:alert:link")],
    }


def test_a_photo_beside_the_video_is_its_cover_unless_a_card_shows_it(rig: PostRig, clip: Path) -> None:
    post = rig.draft(template="greeting", fields={"message": "Chúc mừng", "unit_name": "cong-an-phuong-vi-du"})
    post = rig.drafts.add_media(with_video(rig, clip, post).id, b"PHOTO bia", "bia.jpg", rig.author)
    content = rig.composer.content(post)
    shown = {card.spec.photo.sha256 for card in content.cards if card.spec.photo}
    zalo = frozen(rig, post).bundle.packages[Platform.ZALO].attachments
    card = f"card:{content.cards[0].spec.layout}:link"
    assert [a.origin for a in zalo] == [
        "media:m1",
        card if post.media[1].sha256 in shown else "media:m2",
    ]


def test_a_video_stands_on_no_card(rig: PostRig, clip: Path) -> None:
    content = rig.composer.content(with_video(rig, clip))
    assert [card.spec.photo for card in content.cards] == [None]


def test_the_seal_binds_the_bytes_and_the_description(rig: PostRig, clip: Path, tmp_path: Path) -> None:
    post = with_video(rig, clip)
    before = frozen(rig, post).bundle.seal
    assert frozen(rig, post).bundle.seal == before
    other = tmp_path / "khac.mp4"
    other.write_bytes(film(seconds=13))
    again = rig.drafts.remove_media(post.id, "m1", rig.author)
    assert frozen(rig, rig.drafts.add_video(again.id, other, rig.author)).bundle.seal != before
    back = rig.drafts.restore(post.id, post.revision, rig.author)
    told = rig.drafts.update_media(back.id, replace(back.media[0], alt="Khác"), rig.author)
    assert frozen(rig, told).bundle.seal != before


def test_post_and_bundle_come_back_from_json(rig: PostRig, clip: Path) -> None:
    post = with_video(rig, clip)
    assert post_of(post_json(post), post.state) == post
    bundle = frozen(rig, post).bundle
    assert bundle_of(bundle_json(bundle)) == bundle
    assert "clip" not in post_json(rig.drafts.add_media(rig.draft().id, b"PHOTO", "a.jpg", rig.author))["media"][0]


def test_a_video_changed_on_the_disk_stops_approval_and_publication(rig: PostRig, clip: Path) -> None:
    post = with_video(rig, clip)
    rig.workflow.submit(post.id, rig.author, PIN)
    path = rig.files.path_of(post.media[0].sha256)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"x")
    with pytest.raises(Untrusted, match="đã bị thay đổi"):
        rig.workflow.approve(post.id, rig.approver, PIN)
    path.write_bytes(whole)
    rig.workflow.approve(post.id, rig.approver, PIN)
    rig.workflow.valid_approval(post.id)
    path.unlink()
    with pytest.raises(NotFound):
        rig.workflow.valid_approval(post.id)


def test_a_video_goes_with_the_purge_of_its_post_and_stays_while_another_names_it(rig: PostRig, clip: Path) -> None:
    post, other = with_video(rig, clip), with_video(rig, clip)
    name = post.media[0].sha256
    os.utime(rig.files.path_of(name), (A_YEAR_AGO, A_YEAR_AGO))
    for gone, there in ((post, True), (other, False)):
        rig.drafts.trash(gone.id, rig.author)
        rig.clock.forward(days=31)
        rig.drafts.purge(rig.clock.now() + timedelta(seconds=1))
        assert rig.files.has(name) is there


YAML = """
template: scam_warning
fields: {scam_name: Giả danh}
media:
  - file: phim.mp4
    alt: Cán bộ hướng dẫn người dân
    captions: true
    faces_checked: true
    has_minor: false
    source: Đơn vị
accounts: [thuc-hanh]
"""


def written(tmp_path: Path, text: str = YAML) -> Path:
    (tmp_path / "phim.mp4").write_bytes(film())
    (tmp_path / "phim2.mp4").write_bytes(film(seconds=5))
    path = tmp_path / "bai.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_may_name_a_video(rig: PostRig, tmp_path: Path) -> None:
    post = rig.drafts.open_draft(read_post_file(written(tmp_path)), rig.author)
    media = post.media[0]
    assert media.clip is not None
    assert (media.alt, media.captions, media.clip.seconds) == ("Cán bộ hướng dẫn người dân", True, 12.0)
    assert rig.files.get(media.sha256) == film()


@pytest.mark.parametrize(
    ("old", "new", "place", "word"),
    [
        ("accounts:", "  - file: phim2.mp4\naccounts:", "bai.yaml:11", "chỉ có một video"),
        ("    captions: true", "    crop: [0, 0, 1, 1]", "bai.yaml:5", "không cắt, không che được video"),
        ("phim.mp4", "khong-co.mp4", "bai.yaml:5", "không đọc được video “khong-co.mp4”"),
        ("phim.mp4", "bai.yaml.mp4", "bai.yaml:5", "không đọc được video"),
    ],
)
def test_a_mistake_about_a_video_is_named_by_its_line(
    rig: PostRig, tmp_path: Path, old: str, new: str, place: str, word: str
) -> None:
    path = written(tmp_path, YAML.replace(old, new))
    with pytest.raises(BadInput, match=word) as refused:
        rig.drafts.open_draft(read_post_file(path), rig.author)
    assert place in refused.value.where
    assert rig.drafts.list() == ()
