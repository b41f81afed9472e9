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
from tests.posts.house import PIN, House

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


def with_video(house: House, clip: Path, post: Post | None = None) -> Post:
    return house.drafts.add_video((post or house.draft()).id, clip, house.author)


def frozen(house: House, post: Post) -> FrozenBundle:
    return house.freezer.freeze(post, house.composer.content(post), EVERYWHERE)


def test_a_video_is_put_away_clean_and_its_facts_are_kept(house: House, clip: Path) -> None:
    media = with_video(house, clip).media[0]
    assert (media.id, media.name) == ("m1", "tuyên truyền.mp4")
    assert media.clip is not None
    assert (media.clip.seconds, media.clip.width, media.clip.height, media.clip.codec) == (12.0, 720, 1280, "avc1")
    kept = house.files.get(media.sha256)
    assert len(kept) == clip.stat().st_size == media.clip.bytes
    assert PLACE in clip.read_bytes()
    assert PLACE not in kept
    assert telling(io.BytesIO(kept)) == ()


def test_a_post_has_one_video(house: House, clip: Path) -> None:
    post = with_video(house, clip)
    with pytest.raises(BadInput, match="chỉ có một video"):
        with_video(house, clip, post)
    assert house.get(post).media == post.media


@pytest.mark.parametrize("data", [b"", b"PHOTO mot", film()[:500]])
def test_what_is_no_video_is_refused_by_its_name_and_leaves_nothing(house: House, tmp_path: Path, data: bytes) -> None:
    post, path = house.draft(), tmp_path / "phim.mp4"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=r"^phim\.mp4: Không đọc được video"):
        house.drafts.add_video(post.id, path, house.author)
    with pytest.raises(BadInput, match=r"không đọc được video “khong-co\.mp4”"):
        house.drafts.add_video(post.id, tmp_path / "khong-co.mp4", house.author)
    assert house.get(post).revision == post.revision
    assert not any(path.is_file() for path in house.files.root.rglob("*"))


def test_what_is_said_of_a_video_changes_and_its_facts_never(house: House, clip: Path) -> None:
    post = with_video(house, clip)
    said = replace(post.media[0], alt="Cán bộ hướng dẫn", captions=True, crop=(0.0, 0.0, 0.5, 0.5), clip=None)
    changed = house.drafts.update_media(post.id, said, house.author).media[0]
    assert (changed.alt, changed.captions, changed.crop) == ("Cán bộ hướng dẫn", True, None)
    assert changed.clip == post.media[0].clip


def test_adding_and_removing_are_steps_of_undo(house: House, clip: Path) -> None:
    post = with_video(house, clip)
    gone = house.drafts.remove_media(post.id, "m1", house.author)
    assert gone.media == ()
    assert house.drafts.undo(post.id, house.author).media == post.media
    assert house.drafts.undo(post.id, house.author).media == ()


def test_each_platform_gets_what_it_takes(house: House, clip: Path) -> None:
    packages = frozen(house, with_video(house, clip)).bundle.packages
    origins = {p: [(a.name, a.origin) for a in package.attachments] for p, package in packages.items()}
    assert origins == {
        Platform.FACEBOOK: [("01-m1.mp4", "media:m1")],
        Platform.ZALO: [("01-m1.mp4", "media:m1"), ("02-alert.jpg", "card:alert:link")],
        Platform.WEBSITE: [("01-m1.mp4", "media:m1"), ("02-alert.jpg", "card:alert:link")],
    }


def test_a_photo_beside_the_video_is_its_cover_unless_a_card_shows_it(house: House, clip: Path) -> None:
    post = house.draft(template="greeting", fields={"message": "Chúc mừng", "unit_name": "cong-an-phuong-vi-du"})
    post = house.drafts.add_media(with_video(house, clip, post).id, b"PHOTO bia", "bia.jpg", house.author)
    content = house.composer.content(post)
    shown = {card.spec.photo.sha256 for card in content.cards if card.spec.photo}
    zalo = frozen(house, post).bundle.packages[Platform.ZALO].attachments
    card = f"card:{content.cards[0].spec.layout}:link"
    assert [a.origin for a in zalo] == [
        "media:m1",
        card if post.media[1].sha256 in shown else "media:m2",
    ]


def test_a_video_stands_on_no_card(house: House, clip: Path) -> None:
    content = house.composer.content(with_video(house, clip))
    assert [card.spec.photo for card in content.cards] == [None]


def test_the_seal_binds_the_bytes_and_the_description(house: House, clip: Path, tmp_path: Path) -> None:
    post = with_video(house, clip)
    before = frozen(house, post).bundle.seal
    assert frozen(house, post).bundle.seal == before
    other = tmp_path / "khac.mp4"
    other.write_bytes(film(seconds=13))
    again = house.drafts.remove_media(post.id, "m1", house.author)
    assert frozen(house, house.drafts.add_video(again.id, other, house.author)).bundle.seal != before
    back = house.drafts.restore(post.id, post.revision, house.author)
    told = house.drafts.update_media(back.id, replace(back.media[0], alt="Khác"), house.author)
    assert frozen(house, told).bundle.seal != before


def test_post_and_bundle_come_back_from_json(house: House, clip: Path) -> None:
    post = with_video(house, clip)
    assert post_of(post_json(post), post.state) == post
    bundle = frozen(house, post).bundle
    assert bundle_of(bundle_json(bundle)) == bundle
    assert (
        "clip" not in post_json(house.drafts.add_media(house.draft().id, b"PHOTO", "a.jpg", house.author))["media"][0]
    )


def test_a_video_changed_on_the_disk_stops_approval_and_publication(house: House, clip: Path) -> None:
    post = with_video(house, clip)
    house.workflow.submit(post.id, house.author, PIN)
    path = house.files.path_of(post.media[0].sha256)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"x")
    with pytest.raises(Untrusted, match="đã bị thay đổi"):
        house.workflow.approve(post.id, house.approver, PIN)
    path.write_bytes(whole)
    house.workflow.approve(post.id, house.approver, PIN)
    house.workflow.valid_approval(post.id)
    path.unlink()
    with pytest.raises(NotFound):
        house.workflow.valid_approval(post.id)


def test_a_video_goes_with_the_purge_of_its_post_and_stays_while_another_names_it(house: House, clip: Path) -> None:
    post, other = with_video(house, clip), with_video(house, clip)
    name = post.media[0].sha256
    os.utime(house.files.path_of(name), (A_YEAR_AGO, A_YEAR_AGO))
    for gone, there in ((post, True), (other, False)):
        house.drafts.trash(gone.id, house.author)
        house.clock.forward(days=31)
        house.drafts.purge(house.clock.now() + timedelta(seconds=1))
        assert house.files.has(name) is there


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


def test_a_file_may_name_a_video(house: House, tmp_path: Path) -> None:
    post = house.drafts.open_draft(read_post_file(written(tmp_path)), house.author)
    media = post.media[0]
    assert media.clip is not None
    assert (media.alt, media.captions, media.clip.seconds) == ("Cán bộ hướng dẫn người dân", True, 12.0)
    assert house.files.get(media.sha256) == film()


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
    house: House, tmp_path: Path, old: str, new: str, place: str, word: str
) -> None:
    path = written(tmp_path, YAML.replace(old, new))
    with pytest.raises(BadInput, match=word) as refused:
        house.drafts.open_draft(read_post_file(path), house.author)
    assert place in refused.value.where
    assert house.drafts.list() == ()
