"""What a post says: per platform, on cards, with its laws and its end; whatever is missing."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.directory.model import Contact, DirectoryBook, Unit
from studio.library.model import CitationRef, CitedLaw
from studio.platforms import WRITTEN, Platform
from studio.posts.compose import compose
from studio.posts.model import Answers, Content, Media, Post
from studio.posts.postfile import blank_post
from tests.posts.post_rig import FIELDS, FakeLibrary, FakeTemplates, builtin, reworded
from tests.profile import MORNING

ON = date(2026, 11, 25)
TEMPLATES = FakeTemplates()
BOOK = DirectoryBook(
    units=(Unit(id="cong-an-phuong-vi-du", name="Công an phường Ví Dụ", badge_sha256="b" * 64),),
    contacts=(Contact(id="truc-ban", unit="cong-an-phuong-vi-du", label="Trực ban", phone="024 0000 0113"),),
)
PHOTO = Media(id="m1", sha256="a" * 64, name="anh.jpg", alt="Điện thoại hiện cuộc gọi lạ")


def cite(ref: CitationRef) -> CitedLaw:
    return FakeLibrary()(ref, on=ON)


def post_of(template: str = "scam_warning", **changes: Any) -> Post:
    blank = blank_post(TEMPLATES.get(template), id="p1", by="a", now=MORNING)
    return replace(blank, **{"fields": FIELDS} | changes)


def composed(post: Post, *, book: DirectoryBook = BOOK, on: date = ON, library: Any = cite) -> Content:
    return compose(post, TEMPLATES.get(post.template_id), TEMPLATES.design(), book=book, cite=library, on=on)


def test_each_platform_has_its_text_and_facebook_alone_the_hashtags() -> None:
    content = composed(post_of())
    assert content.title == "CẢNH BÁO: Giả danh cán bộ phường gọi điện yêu cầu cập nhật VNeID"
    assert set(content.texts) == set(WRITTEN)
    for platform, text in content.texts.items():
        assert "Dấu hiệu nhận biết:\n• Số lạ gọi điện, giục làm ngay\n• Hỏi mã OTP hoặc mật khẩu" in text
        assert "Công an phường Ví Dụ" in text
        assert "024 0000 0113" in text
        assert ("#CảnhBáoLừaĐảo" in text) is (platform is Platform.FACEBOOK)
        assert text.startswith(content.title) is (platform is Platform.FACEBOOK)
    assert content.hashtags == ("#CảnhBáoLừaĐảo", "#AnToànTrênMạng")


def test_the_first_card_is_taken_unless_the_author_chooses() -> None:
    first = composed(post_of()).cards
    assert [card.spec.layout for card in first] == ["alert"]
    assert first[0].spec.values["signs"] == ("Số lạ gọi điện, giục làm ngay", "Hỏi mã OTP hoặc mật khẩu")
    assert "Công an phường Ví Dụ" in first[0].alt
    chosen = composed(post_of(cards=("cover", "dos_donts"))).cards
    assert [(card.spec.layout, card.spec.values["page"]) for card in chosen] == [("cover", "1/2"), ("dos_donts", "2/2")]


def test_a_card_is_given_every_item_of_a_list_and_knows_its_field() -> None:
    signs = [f"Dấu hiệu số {n}" for n in range(1, 6)]
    card = composed(post_of(fields={**FIELDS, "signs": signs})).cards[0]
    assert card.spec.values["signs"] == tuple(signs)
    assert (card.source("signs", 4), card.source("headline", 0), card.left_out) == ("signs", "scam_name", {})


def test_a_repeated_card_is_a_numbered_carousel_with_its_own_alternative_texts() -> None:
    fields = {
        "title": "Ba việc trước khi về quê",
        "slides": ["Khóa van ga", "Gửi xe đúng nơi", "Báo tạm vắng"],
        "alts": ["Van ga đã khóa", "Bãi gửi xe", "Phiếu báo tạm vắng"],
        "unit_name": "cong-an-phuong-vi-du",
        "contact": "truc-ban",
    }
    cards = composed(post_of("infographic", fields=fields)).cards
    assert [card.spec.values["page"] for card in cards] == ["1/5", "2/5", "3/5", "4/5", "5/5"]
    assert [card.spec.values["headline"] for card in cards[1:4]] == fields["slides"]
    assert [card.alt for card in cards[1:4]] == fields["alts"]
    assert cards[-1].spec.layout == "contact"


def test_a_card_shows_the_photo_with_its_crop_covers_and_badge() -> None:
    media = replace(PHOTO, crop=(0.1, 0.1, 0.5, 0.5), redactions=((0.2, 0.2, 0.1, 0.1),), focal=(0.3, 0.3))
    spec = composed(post_of(media=(media,))).cards[0].spec
    assert spec.photo is not None
    assert (spec.photo.sha256, spec.photo.crop, spec.photo.redactions, spec.photo.focal) == (
        media.sha256,
        media.crop,
        media.redactions,
        media.focal,
    )
    assert spec.badge_sha256 == "b" * 64
    assert (spec.theme, spec.layout_sha256) == ("warning", TEMPLATES.design().layouts["alert"].sha256)


def test_an_unknown_picture_or_contact_is_left_out() -> None:
    content = composed(post_of("missing_person", fields={"photo": "m9", "contact": "khong-co", "person": "N.V.A"}))
    assert content.cards[0].spec.photo is None
    assert "khong-co" not in content.texts[Platform.FACEBOOK]


def test_citations_are_resolved_once_each_on_the_given_day() -> None:
    law = {"document": "13/2023/NĐ-CP", "article": "5", "clause": "1"}
    content = composed(post_of("law_explained", fields={"citation": [law, law, {"document": "24/2018/QH14"}, {}, "x"]}))
    assert [cited.ref.document for cited in content.citations] == ["13/2023/NĐ-CP", "24/2018/QH14"]
    assert "Điều 5 13/2023/NĐ-CP" in content.texts[Platform.WEBSITE]


def test_the_end_is_stated_by_a_field_or_counted_from_the_day_of_posting() -> None:
    stated = composed(post_of())
    assert (stated.expires_on, stated.expires_after) == (date(2027, 2, 25), None)
    for value in ("", None, "25/02/2027", 5, ["2027-02-25"]):
        counted = composed(post_of(fields={**FIELDS, "review_on": value}))
        assert (counted.expires_on, counted.expires_after) == (date(2027, 2, 23), 90)
    both = composed(post_of("missing_person", fields={"expires_on": "2026-12-01", "review_on": "2027-01-01"}))
    assert both.expires_on == date(2026, 12, 1)


def test_composing_on_another_day_gives_the_same_hash() -> None:
    post = post_of(fields={**FIELDS, "review_on": ""})
    first, later = composed(post), composed(post, on=date(2026, 12, 24))
    assert later.expires_on == date(2027, 3, 24)
    assert first.content_hash == later.content_hash


def test_composing_changes_nothing_it_was_given() -> None:
    post = post_of(media=(PHOTO,))
    before = copy.deepcopy(post)
    assert composed(post) == composed(post)
    assert post == before


VISIBLE: dict[str, dict[str, Any]] = {
    "a letter": {"fields": {**FIELDS, "how": FIELDS["how"].replace("ngay", "ngây")}},
    "an item": {"fields": {**FIELDS, "signs": FIELDS["signs"][:1]}},
    "the order of items": {"fields": {**FIELDS, "signs": FIELDS["signs"][::-1]}},
    "the end": {"fields": {**FIELDS, "review_on": "2027-02-26"}},
    "a card": {"cards": ("dos_donts",)},
    "another card": {"cards": ("alert", "cover")},
    "a picture": {"media": (replace(PHOTO, sha256="c" * 64),)},
    "no picture": {"media": ()},
    "a second picture": {"media": (PHOTO, replace(PHOTO, id="m2"))},
    "a crop": {"media": (replace(PHOTO, crop=(0, 0, 1, 0.999)),)},
    "a cover": {"media": (replace(PHOTO, redactions=((0.1, 0.1, 0.2, 0.2),)),)},
    "a focal point": {"media": (replace(PHOTO, focal=(0.5, 0.41)),)},
    "an alternative text": {"media": (replace(PHOTO, alt="Điện thoại hiện cuộc gọi là"),)},
    "practice": {"practice": True},
}


@pytest.mark.parametrize("change", VISIBLE.values(), ids=VISIBLE.keys())
def test_whatever_the_public_can_see_changes_the_hash(change: dict[str, Any]) -> None:
    base: dict[str, Any] = {"media": (PHOTO,)}
    assert composed(post_of(**base)).content_hash != composed(post_of(**base | change)).content_hash


def test_the_directory_the_law_and_the_template_change_the_hash() -> None:
    law = {"citation": {"document": "13/2023/NĐ-CP", "article": "5"}}
    post = post_of("law_explained", fields={**FIELDS, **law})
    before = composed(post).content_hash
    moved = replace(BOOK, contacts=(replace(BOOK.contacts[0], phone="024 0000 0114"),))
    assert composed(post, book=moved).content_hash != before
    badge = replace(BOOK, units=(replace(BOOK.units[0], badge_sha256="d" * 64),))
    assert composed(post, book=badge).content_hash != before
    amended = FakeLibrary(amended=" (sửa đổi)")
    assert composed(post, library=lambda ref: amended(ref, on=ON)).content_hash != before
    other = reworded(TEMPLATES.get("law_explained"))
    assert compose(post, other, TEMPLATES.design(), book=BOOK, cite=cite, on=ON).content_hash != before


@pytest.mark.parametrize(
    "change",
    [
        {"targets": ("trang",)},
        {"publish_at": datetime(2026, 11, 26, tzinfo=UTC)},
        {"answers": Answers(not_restricted=True)},
        {"revision": 7},
        {"media": (replace(PHOTO, source="Ảnh của đơn vị", faces_checked=True),)},
    ],
    ids=str,
)
def test_what_the_public_cannot_see_leaves_the_hash_of_the_content(change: dict[str, Any]) -> None:
    base: dict[str, Any] = {"media": (PHOTO,)}
    assert composed(post_of(**base)).content_hash == composed(post_of(**base | change)).content_hash


KEYS = st.sampled_from(["q", "a", "from", "to", "document", "article", "key", "value", "x"])
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)


@given(data=st.data())
def test_no_half_filled_or_wrongly_filled_draft_breaks_the_preview(data: st.DataObject) -> None:
    template = data.draw(st.sampled_from(builtin()))
    fields = {field.name: data.draw(JUNK) for field in template.fields if data.draw(st.booleans(), label=field.name)}
    content = composed(post_of(template.id, fields=fields, media=(PHOTO,), cards=template.card_ids))
    assert set(content.texts) == set(WRITTEN)
    assert len(content.content_hash) == 64


@pytest.mark.parametrize("template", builtin(), ids=lambda template: template.id)
def test_every_template_composes_empty(template: Any) -> None:
    content = composed(post_of(template.id, fields={}))
    assert "{{" not in "".join(content.texts.values())
    assert content.expires_on is not None
