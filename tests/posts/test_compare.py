"""What changed between two revisions, field by field, with names instead of ids."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.app.post_room import RevisionComparer
from studio.clock import show_datetime
from studio.errors import NotFound
from studio.phrase import Bilingual
from studio.posts.compare import Change, Comparison, compare
from studio.posts.model import Answers, Media, Post
from studio.templates.model import Template
from tests.posts.post_rig import FIELDS, PostRig, builtin
from tests.profile import MORNING
from tests.sample_fields import TYPICAL, sample_book, sample_cite

SCAM = next(template for template in builtin() if template.id == "scam_warning")
PICTURE = Media(id="m1", sha256="1" * 64, name="anh.jpg", alt="Cuộc gọi lạ")


def post_of(template: Template = SCAM, **changes: Any) -> Post:
    post = Post(
        id="p", revision=1, template_id=template.id, template_version=template.version,
        template_sha256=template.sha256, fields=TYPICAL[template.id], created_at=MORNING, updated_at=MORNING,
    )  # fmt: skip
    return replace(post, **changes)


def between(before: Post, after: Post, template: Template = SCAM) -> Comparison:
    return compare(before, after, template, book=sample_book(), cite=sample_cite)


def only(comparison: Comparison) -> Change:
    assert len(comparison.changes) == 1, comparison.changes
    return comparison.changes[0]


@pytest.mark.parametrize("template", builtin(), ids=lambda template: template.id)
def test_every_field_that_was_filled_is_told_and_by_what_readers_see(template: Template) -> None:
    filled = between(post_of(template, fields={}), post_of(template), template)
    assert {change.kind for change in filled.changes} == {"added"}
    assert between(post_of(template), post_of(template), template) == Comparison(before=1, after=1)
    wheres = [change.where for change in filled.changes]
    assert wheres == [field.name for field in template.fields if field.name in wheres]
    shown = {name for name, value in TYPICAL[template.id].items() if value not in (None, "", [])}
    assert set(wheres) == shown
    emptied = between(post_of(template), post_of(template, fields={}), template)
    assert {change.kind for change in emptied.changes} == {"removed"}


@given(st.sampled_from(builtin()), st.data())
def test_the_pieces_of_any_change_make_before_and_after(template: Template, data: st.DataObject) -> None:
    names = data.draw(st.sets(st.sampled_from(sorted(TYPICAL[template.id]))))
    less = {name: value for name, value in TYPICAL[template.id].items() if name not in names}
    for change in between(post_of(template, fields=less), post_of(template), template).changes:
        assert "".join(piece.text for piece in change.pieces if piece.kind != "added") == change.before
        assert "".join(piece.text for piece in change.pieces if piece.kind != "removed") == change.after


def test_lists_are_told_item_by_item() -> None:
    signs = ["Số lạ gọi điện", "Hỏi mã OTP", "Giục làm ngay"]
    before, after = (
        post_of(fields={**FIELDS, "signs": items}) for items in (signs, [*signs[:1], *signs[2:], "Dọa khóa tài khoản"])
    )
    change = only(between(before, after))
    assert (change.where, change.label.en) == ("signs", SCAM.field("signs").label.en)  # type: ignore[union-attr]
    assert (change.before, change.after) == (
        "Số lạ gọi điện\nHỏi mã OTP\nGiục làm ngay",
        "Số lạ gọi điện\nGiục làm ngay\nDọa khóa tài khoản",
    )
    assert [piece.text for piece in change.pieces if piece.kind == "removed"] == ["Hỏi mã OTP\n"]
    assert [piece.text for piece in change.pieces if piece.kind == "added"] == ["\nDọa khóa tài khoản"]


def test_contacts_and_units_go_by_their_names() -> None:
    before = post_of(fields={"contact": "truc-ban", "unit_name": "ca-minh-khai"})
    after = post_of(fields={"contact": "ho-tro-tre-em", "unit_name": "ca-ten-dai"})
    told = {change.where: (change.before, change.after) for change in between(before, after).changes}
    assert told["contact"] == ("024 0000 0113 (Trực ban)", "024 0000 0111 (Tổ hỗ trợ trẻ em)")
    assert told["unit_name"][0] == "Công an phường Minh Khai"
    assert "ca-" not in "".join(text for pair in told.values() for text in pair)


def test_a_reference_that_nobody_knows_is_told_as_it_is() -> None:
    change = only(between(post_of(fields={}), post_of(fields={"contact": "da-xoa"})))
    assert (change.kind, change.after) == ("added", "da-xoa")


def test_citations_are_printed() -> None:
    law = next(template for template in builtin() if template.id == "law_explained")
    name = next(field.name for field in law.fields if field.type == "citation")
    before = post_of(law, fields={name: {"document": "26/2023/QH15", "article": "5"}})
    after = post_of(law, fields={name: {"document": "26/2023/QH15", "article": "6", "clause": "1"}})
    change = only(between(before, after, law))
    assert change.before == "Điều 5 Luật Căn cước số 26/2023/QH15 ngày 27/11/2023"
    assert change.after == "khoản 1 Điều 6 Luật Căn cước số 26/2023/QH15 ngày 27/11/2023"
    plain = only(compare(before, after, law, book=sample_book()))
    assert plain.before == "Điều 5 26/2023/QH15"


def test_targets_time_cards_and_answers_are_told() -> None:
    later = MORNING.replace(hour=9)
    before = post_of(targets=("mot",), publish_at=MORNING)
    after = post_of(
        targets=("mot", "hai"),
        publish_at=later,
        cards=SCAM.card_ids[1:2],
        answers=Answers(has_minor=True, not_restricted=True),
    )
    told = {(change.where, change.label.en): (change.before, change.after) for change in between(before, after).changes}
    assert told == {
        ("cards", "Cards"): (SCAM.card_ids[0], SCAM.card_ids[1]),
        ("targets", "Pages"): ("mot", "mot\nhai"),
        ("publish_at", "Time of publishing"): (show_datetime(MORNING), show_datetime(later)),
        ("answers", "Nothing secret or internal"): ("không", "có"),
        ("answers", "Someone under 18 is in it"): ("chưa trả lời", "có"),
    }


def test_a_picture_is_compared_by_its_recipe() -> None:
    changes: list[dict[str, Any]] = [
        {"crop": (0.1, 0.1, 0.5, 0.5)},
        {"redactions": ((0.1, 0.1, 0.2, 0.2),)},
        {"alt": "Màn hình điện thoại"},
        {"sha256": "2" * 64},
        {"focal": (0.1, 0.1)},
        {"consent": "Phiếu 12"},
    ]
    for change in changes:
        other = replace(PICTURE, **change)
        (told,) = between(post_of(media=(PICTURE,)), post_of(media=(other,))).pictures
        assert (told.media_id, told.kind, told.before, told.after) == ("m1", "changed", PICTURE, other)


def test_pictures_come_go_and_change_places() -> None:
    one, two, three = (replace(PICTURE, id=f"m{number}") for number in (1, 2, 3))
    found = between(post_of(media=(one, two)), post_of(media=(two, three))).pictures
    assert [(change.media_id, change.kind) for change in found] == [("m3", "added"), ("m1", "removed")]
    moved = between(post_of(media=(one, two, three)), post_of(media=(three, one, two))).pictures
    assert [(change.media_id, change.kind, change.moved) for change in moved] == [("m3", "changed", True)]
    assert moved[0].before == moved[0].after


def test_fields_of_pictures_name_the_files() -> None:
    infographic = next(t for t in builtin() if any(f.type == "image_list" for f in t.fields))
    name = next(f.name for f in infographic.fields if f.type == "image_list")
    media = (replace(PICTURE, name="mot.jpg"), replace(PICTURE, id="m2", name="hai.jpg"))
    before, after = (post_of(infographic, media=media, fields={name: ids}) for ids in (["m1"], ["m1", "m2"]))
    change = only(between(before, after, infographic))
    assert (change.before, change.after) == ("mot.jpg", "mot.jpg\nhai.jpg")


def test_two_revisions_of_a_stored_post(rig: PostRig) -> None:
    post = rig.draft()
    rig.drafts.edit(post.id, rig.author, fields={"how": "Kẻ gian nhắn tin."})
    comparing = RevisionComparer(
        rig.repo,
        rig.composer,
        book=rig.directory.book,
        resolve=rig.library,
        design=rig.templates.design,
        clock=rig.clock,
    )
    found = comparing.compare(post.id, 2, 3)
    assert (found.before, found.after, only(found).where) == (2, 3, "how")
    assert only(comparing.compare(post.id, 3, 2)).after == FIELDS["how"]
    with pytest.raises(NotFound):
        comparing.compare(post.id, 2, 9)


def test_words_of_the_program_are_said_in_both_languages() -> None:
    titles = {name: Bilingual(f"Thẻ {name}", f"Card {name}") for name in SCAM.card_ids}
    first, second = SCAM.card_ids[:2]
    before, after = post_of(), post_of(cards=(second,), answers=Answers(has_minor=False))
    found = compare(before, after, SCAM, book=sample_book(), cards=titles).changes
    cards, minor = found
    assert cards.said == (titles[first], titles[second])
    assert (cards.before, cards.after) == (f"Thẻ {first}", f"Thẻ {second}")
    assert minor.said == (Bilingual("chưa trả lời", "not answered"), Bilingual("không", "no"))
    assert between(post_of(), post_of(cards=(first,))).changes == ()
