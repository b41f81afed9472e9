"""What was typed and what is stored come together without loss."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.posts.model import Answers, Media, Post
from studio.ui.composer.draft import changed_fields, rebased, same
from tests.profile import MORNING

BASE = Post(
    id="p",
    revision=1,
    template_id="scam_warning",
    template_version=1,
    template_sha256="0" * 64,
    fields={"scam_name": "Giả danh", "signs": ["Gọi điện"]},
    media=(Media(id="m1", sha256="1" * 64, name="a.jpg"),),
    targets=("trang",),
    created_at=MORNING,
    updated_at=MORNING,
)
M2 = Media(id="m2", sha256="2" * 64, name="b.jpg")


def test_an_empty_field_is_as_good_as_none() -> None:
    assert same(BASE, replace(BASE, fields={**BASE.fields, "how": "", "dont": [], "review_on": None}, revision=9))
    assert not same(BASE, replace(BASE, fields={**BASE.fields, "how": "x"}))


def test_only_fields_that_differ_are_named() -> None:
    assert changed_fields(BASE, replace(BASE, fields={"scam_name": "Khác", "signs": ["Gọi điện"]})) == {"scam_name"}


def test_what_was_typed_meanwhile_stays_on_top_of_what_was_stored() -> None:
    sent = replace(BASE, fields={**BASE.fields, "scam_name": "Giả danh cán bộ"})
    mine = replace(sent, fields={**sent.fields, "scam_name": "Giả danh cán bộ phường", "how": "Gọi"})
    stored = replace(sent, revision=2)
    together = rebased(sent, mine, stored)
    assert together.fields == {"scam_name": "Giả danh cán bộ phường", "signs": ["Gọi điện"], "how": "Gọi"}
    assert together.revision == 2


def test_another_hand_changed_another_field_and_both_stay() -> None:
    mine = replace(BASE, fields={**BASE.fields, "scam_name": "Tôi sửa"}, targets=("trang", "zalo"))
    theirs = replace(BASE, fields={**BASE.fields, "signs": ["Họ sửa"]}, answers=Answers(not_restricted=True))
    together = rebased(BASE, mine, theirs)
    assert together.fields == {"scam_name": "Tôi sửa", "signs": ["Họ sửa"]}
    assert together.targets == ("trang", "zalo")
    assert together.answers.not_restricted


def test_a_field_that_was_emptied_stays_empty() -> None:
    mine = replace(BASE, fields={"scam_name": None, "signs": ["Gọi điện"]})
    assert rebased(BASE, mine, BASE).fields == {"signs": ["Gọi điện"]}


@pytest.mark.parametrize(
    ("mine", "theirs", "ids"),
    [
        (BASE.media, (*BASE.media, M2), ["m1", "m2"]),
        ((), (*BASE.media, M2), ["m2"]),
        ((replace(BASE.media[0], alt="Ảnh"),), (*BASE.media, M2), ["m1", "m2"]),
    ],
    ids=["added by the desk", "removed here", "described here"],
)
def test_pictures_of_both_sides_stay(mine: tuple[Media, ...], theirs: tuple[Media, ...], ids: list[str]) -> None:
    together = rebased(BASE, replace(BASE, media=mine), replace(BASE, media=theirs))
    assert [media.id for media in together.media] == ids
    if mine and mine[0].alt:
        assert together.media[0].alt == "Ảnh"


def test_a_new_order_of_pictures_stays() -> None:
    both = replace(BASE, media=(*BASE.media, M2))
    turned = replace(both, media=(M2, *BASE.media))
    assert [m.id for m in rebased(both, turned, replace(both, revision=5)).media] == ["m2", "m1"]
