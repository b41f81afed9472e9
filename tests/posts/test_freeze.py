"""Freezing: the right pictures for each platform, the same seal every time, and what is too much is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.accounts.model import Account, AccountKind
from studio.phrase import Bilingual
from studio.platforms import WRITTEN, Platform
from studio.posts.limits import LIMITS, over_limits
from studio.posts.model import CardFlaw, FaceLook, FrozenBundle, Post
from studio.posts.post_signature import differences, explain, sealed_parts
from studio.posts.transitions import BlockedByFindings
from tests.posts.post_rig import FIELDS, PostRig

EVERYWHERE = tuple(
    Account(name=f"{platform}", kind=AccountKind.HANDOVER, platform=platform, page_id=str(n), title="Trang")
    for n, platform in enumerate(WRITTEN)
)


def frozen(rig: PostRig, post: Post, *accounts: Account) -> FrozenBundle:
    return rig.freezer.freeze(post, rig.composer.content(post), accounts or EVERYWHERE)


def with_photos(rig: PostRig) -> Post:
    post = rig.draft()
    post = rig.drafts.add_media(post.id, b"PHOTO mot", "mot.jpg", rig.author)
    return rig.drafts.add_media(post.id, b"PHOTO hai", "hai.jpg", rig.author)


def test_each_platform_gets_its_own_card_then_the_photos_no_card_shows(rig: PostRig) -> None:
    bundle = frozen(rig, with_photos(rig)).bundle
    origins = {p: [a.origin for a in package.attachments] for p, package in bundle.packages.items()}
    assert origins == {
        Platform.FACEBOOK: ["card:alert:p45", "media:m2"],
        Platform.ZALO: ["card:alert:link", "media:m2"],
        Platform.WEBSITE: ["card:alert:link", "media:m2"],
    }
    facebook = bundle.packages[Platform.FACEBOOK]
    assert [a.name for a in facebook.attachments] == ["01-alert.jpg", "02-m2.jpg"]
    assert facebook.title.startswith("CẢNH BÁO")
    assert all(rig.files.get(a.sha256) for a in facebook.attachments)


def test_one_picture_serves_two_platforms_of_one_size_within_the_smaller_limit(rig: PostRig) -> None:
    frozen(rig, rig.draft())
    assert rig.press.pressed == ["alert:p45:4000000", "alert:link:1000000"]


def test_only_what_the_targets_need_is_painted(rig: PostRig) -> None:
    bundle = frozen(rig, rig.draft(), EVERYWHERE[0]).bundle
    assert list(bundle.packages) == [Platform.FACEBOOK]
    assert rig.press.pressed == ["alert:p45:4000000"]
    assert bundle.targets == (("facebook", "facebook", "0"),)


def test_photos_are_fitted_to_each_platform_with_their_covers(rig: PostRig) -> None:
    post = with_photos(rig)
    covered = replace(post.media[1], redactions=((0.1, 0.1, 0.2, 0.2),), alt="Ảnh đã che")
    post = rig.drafts.update_media(post.id, covered, rig.author)
    packages = frozen(rig, post).bundle.packages
    widths = {platform: packages[platform].attachments[-1].width for platform in WRITTEN}
    assert widths == {Platform.FACEBOOK: 2048, Platform.ZALO: 1280, Platform.WEBSITE: 1600}
    picture = packages[Platform.ZALO].attachments[-1]
    assert picture.alt == "Ảnh đã che"
    assert b"(0.1, 0.1, 0.2, 0.2)" in rig.files.get(picture.sha256)
    assert picture.sha256 != covered.sha256


def test_a_carousel_keeps_its_order_and_every_page_its_own_origin(rig: PostRig) -> None:
    fields = {
        "title": "Ba việc",
        "slides": ["Một", "Hai", "Ba"],
        "alts": ["m", "h", "b"],
        "unit_name": FIELDS["unit_name"],
    }
    post = rig.draft(template="infographic", fields=fields)
    attachments = frozen(rig, post, EVERYWHERE[0]).bundle.packages[Platform.FACEBOOK].attachments
    assert [a.origin for a in attachments] == [
        "card:cover:p45", "card:cover-2:p45", "card:cover-3:p45", "card:cover-4:p45", "card:contact:p45",
    ]  # fmt: skip
    assert [a.name[:2] for a in attachments] == ["01", "02", "03", "04", "05"]


def test_freezing_twice_gives_the_same_seal_and_bytes(rig: PostRig) -> None:
    post = with_photos(rig)
    assert frozen(rig, post) == frozen(rig, post)


def test_another_painter_another_seal(rig: PostRig) -> None:
    post = rig.draft()
    before = frozen(rig, post).bundle.seal
    rig.press.salt = b"one pixel"
    assert frozen(rig, post).bundle.seal != before


def test_the_seal_binds_post_targets_page_ids_and_time(rig: PostRig) -> None:
    post = rig.draft()
    content = rig.composer.content(post)
    page = EVERYWHERE[0]
    seals = [
        rig.freezer.freeze(changed, replace(content, post_id=changed.id), accounts).bundle.seal
        for changed, accounts in (
            (post, [page]),
            (post, [replace(page, page_id="x")]),
            (post, [replace(page, name="x")]),
            (post, [page, EVERYWHERE[1]]),
            (replace(post, publish_at=rig.tomorrow()), [page]),
            (replace(post, publish_at=rig.tomorrow(25)), [page]),
            (replace(post, id="another"), [page]),
        )
    ]
    assert len(set(seals)) == len(seals)
    renamed = rig.freezer.freeze(post, content, [replace(page, title="Tên mới")]).bundle.seal
    assert renamed == seals[0]


def test_what_was_measured_comes_along(rig: PostRig) -> None:
    rig.press.problems = (CardFlaw(wrong=Bilingual("Chữ tràn khung.", "Text overflows.")),)
    rig.press.salt = b"GPS"
    result = frozen(rig, with_photos(rig), EVERYWHERE[0])
    report = result.pressed["card:alert:p45"]
    assert (report.contrast, report.problems) == ({"headline": 7.5}, rig.press.problems)
    assert result.photo_leftovers == {"card:alert:p45": ("GPS",), "media:m2": ()}


def test_a_platform_that_cannot_take_it_is_named_with_the_numbers(rig: PostRig) -> None:
    post = rig.draft(fields={**FIELDS, "scam_name": "x" * 200})
    content = rig.composer.content(post)
    assert [f.field for f in over_limits(content, WRITTEN)] == ["text:zalo", "text:website"]
    with pytest.raises(BlockedByFindings, match="Zalo dài 210 ký tự, tối đa 150"):
        frozen(rig, post)
    frozen(rig, post, EVERYWHERE[0])


def test_more_pictures_than_a_post_takes_are_refused_before_any_is_painted(rig: PostRig) -> None:
    post = rig.draft()
    for n in range(LIMITS[Platform.FACEBOOK].images_max):
        post = rig.drafts.add_media(post.id, b"PHOTO %d" % n, f"{n}.jpg", rig.author)
    frozen(rig, post, EVERYWHERE[0])
    rig.press.pressed.clear()
    post = rig.drafts.add_media(post.id, b"PHOTO x", "x.jpg", rig.author)
    with pytest.raises(BlockedByFindings, match="11 ảnh, Facebook nhận tối đa 10"):
        frozen(rig, post, EVERYWHERE[0])
    assert rig.press.pressed == []


CROWD = b"PHOTO FACES"


def test_a_detector_looks_at_every_photograph_and_counts_what_is_covered(rig: PostRig) -> None:
    post = rig.drafts.add_media(with_photos(rig).id, CROWD, "ba.jpg", rig.author)
    faces = frozen(rig, post).faces
    assert {name: (look.found, look.covered, look.by) for name, look in faces.items()} == {
        "m1": (0, 0, "finder 1"),
        "m2": (0, 0, "finder 1"),
        "m3": (2, 0, "finder 1"),
    }
    one = replace(post.media[-1], redactions=((0.1, 0.1, 0.18, 0.2),))
    assert frozen(rig, rig.drafts.update_media(post.id, one, rig.author)).faces["m3"].covered == 1
    half = replace(one, redactions=((0.1, 0.1, 0.1, 0.2),), crop=(0.0, 0.0, 0.5, 1.0))
    look = frozen(rig, rig.drafts.update_media(post.id, half, rig.author)).faces["m3"]
    assert (look.found, look.covered) == (1, 0)


def test_who_confirmed_the_faces_and_what_was_seen_are_sealed(rig: PostRig) -> None:
    post = rig.drafts.add_media(rig.draft().id, CROWD, "ba.jpg", rig.author)
    ticked = rig.drafts.update_media(post.id, replace(post.media[0], faces_checked=True), rig.author)
    assert ticked.media[0].faces_by == rig.drafts.get(post.id).author
    forged = rig.drafts.update_media(post.id, replace(ticked.media[0], faces_by="somebody else"), rig.author)
    assert forged.media[0].faces_by == ticked.media[0].faces_by
    content, accounts = rig.composer.content(ticked), EVERYWHERE[:1]
    first = rig.freezer.freeze(ticked, content, accounts)
    parts = [
        sealed_parts(replace(content, media=(media,)), first.bundle.packages, accounts, None, faces)
        for media, faces in (
            (ticked.media[0], first.faces),
            (replace(ticked.media[0], faces_checked=False), first.faces),
            (replace(ticked.media[0], faces_by="another"), first.faces),
            (ticked.media[0], {"m1": FaceLook(found=2, covered=2, by="finder 1")}),
        )
    ]
    assert len({one["faces:m1"] for one in parts}) == 4
    assert differences(parts[0], parts[1]) == ("faces:m1",)
    assert "khuôn mặt" in explain("faces:m1").vi
    unticked = rig.drafts.update_media(post.id, replace(ticked.media[0], faces_checked=False), rig.author)
    assert unticked.media[0].faces_by == ""
