"""Writing posts: every change is a revision, nothing is lost, and what was decided about the former text is voided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from studio.errors import BadInput, NotFound, NotPermitted, Refused, Untrusted
from studio.posts.model import Answers, Post, PostState
from studio.posts.transitions import EditConflict
from tests.posts.house import FIELDS, PIN, House, reworded


def kinds(house: House, post: Post) -> list[str]:
    return [revision.kind for revision in house.drafts.revisions(post.id)]


def name_of(post: Post) -> Any:
    return post.fields.get("scam_name")


def test_a_new_post_is_an_empty_draft_of_the_template_it_was_opened_with(house: House) -> None:
    post = house.drafts.open_new("scam_warning", house.author)
    template = house.templates.get("scam_warning")
    assert (post.template_id, post.template_version, post.template_sha256) == (
        "scam_warning", template.version, template.sha256,
    )  # fmt: skip
    assert (post.revision, post.state, post.author, dict(post.fields)) == (1, PostState.DRAFT, house.author, {})
    assert house.get(post) == post
    assert [entry.action for entry in house.workflow.history(post.id)] == ["open"]


def test_only_authors_write(house: House) -> None:
    with pytest.raises(NotPermitted, match="người soạn"):
        house.drafts.open_new("scam_warning", house.approver)
    post = house.draft()
    with pytest.raises(NotPermitted):
        house.drafts.edit(post.id, house.head, fields={"how": "x"})
    with pytest.raises(NotPermitted):
        house.drafts.undo(post.id, house.publisher)


def test_an_edit_changes_what_it_gives_and_keeps_the_rest(house: House) -> None:
    post = house.draft()
    edited = house.drafts.edit(post.id, house.author, fields={"scam_name": "Tên mới", "review_on": None})
    assert edited.fields == {k: v for k, v in FIELDS.items() if k != "review_on"} | {"scam_name": "Tên mới"}
    assert edited.targets == post.targets
    assert edited.revision == post.revision + 1
    at = house.tomorrow()
    edited = house.drafts.edit(
        post.id, house.author, cards=["cover"], publish_at=at, answers=Answers(not_restricted=True)
    )
    assert (edited.cards, edited.publish_at, edited.answers.not_restricted) == (("cover",), at, True)
    assert house.drafts.edit(post.id, house.author, publish_at=None).publish_at is None


def test_an_edit_that_changes_nothing_writes_nothing_and_voids_nothing(house: House) -> None:
    post = house.approved()
    same = house.drafts.edit(post.id, house.second, fields=dict(FIELDS), targets=["thuc-hanh", "ban-giao"])
    assert (same.revision, same.state) == (post.revision, PostState.APPROVED)
    assert house.workflow.valid_approval(post.id).by == house.approver


def test_typed_text_is_composed_and_its_line_ends_made_one(house: House) -> None:
    post = house.draft(fields={"how": "Ke\u0309 gian\r\ngo\u0323i", "signs": ["so\u0302\u0301"]})
    assert post.fields == {"how": "Kẻ gian\ngọi", "signs": ["số"]}


@pytest.mark.parametrize(
    ("change", "where", "word"),
    [
        ({"fields": {"scam_nam": "x"}}, "scam_nam", "“scam_name”"),
        ({"fields": {"how": object()}}, "how", "không dùng được"),
        ({"fields": {"how": float("nan")}}, "how", "không dùng được"),
        ({"fields": {"how": "\ud800"}}, "how", "không dùng được"),
        ({"fields": {"how": "x" * 60_001}}, "how", "quá dài"),
        ({"cards": ["poster"]}, "cards", "“poster”"),
        ({"targets": ["thuc-han"]}, "targets", "“thuc-hanh”"),
        ({"publish_at": datetime(2026, 11, 26, 8)}, "publish_at", "múi giờ"),  # noqa: DTZ001
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_refused_by_name_and_leaves_the_post(
    house: House, change: dict[str, Any], where: str, word: str
) -> None:
    post = house.draft()
    with pytest.raises(BadInput) as refused:
        house.drafts.edit(post.id, house.author, **change)
    assert refused.value.where == where
    assert word in refused.value.phrase.vi
    assert house.get(post) == post


def test_everyone_who_writes_is_remembered_once(house: House) -> None:
    post = house.draft()
    for by in (house.second, house.author, house.second, house.all_roles):
        post = house.drafts.edit(post.id, by, fields={"how": f"Bản của {by}"})
    assert post.editors == (house.second, house.all_roles)
    post = house.drafts.undo(house.drafts.undo(post.id, house.author).id, house.author)
    assert post.editors == (house.second, house.all_roles)


# Undo and redo


def typed(house: House, *names: str) -> Post:
    post = house.drafts.open_new("scam_warning", house.author)
    for name in names:
        post = house.drafts.edit(post.id, house.author, fields={"scam_name": name})
    return post


def test_undo_goes_back_step_by_step_and_redo_forward_again(house: House) -> None:
    post = typed(house, "A", "B", "C")
    back = [name_of(house.drafts.undo(post.id, house.author)) for _ in range(3)]
    assert back == ["B", "A", None]
    with pytest.raises(Refused, match="hoàn tác"):
        house.drafts.undo(post.id, house.author)
    forth = [name_of(house.drafts.redo(post.id, house.author)) for _ in range(3)]
    assert forth == ["A", "B", "C"]
    with pytest.raises(Refused, match="làm lại"):
        house.drafts.redo(post.id, house.author)
    present = house.drafts.present(post.id)
    assert (present.kind, present.by, present.redo_to) == ("redo", house.author, None)
    assert name_of(house.drafts.undo(post.id, house.author)) == "B"
    assert kinds(house, post) == ["open", *["edit"] * 3, *["undo"] * 3, *["redo"] * 3, "undo"]


def test_an_edit_after_undo_ends_the_way_forward_but_loses_nothing(house: House) -> None:
    post = typed(house, "A", "B")
    house.drafts.undo(post.id, house.author)
    house.drafts.edit(post.id, house.author, fields={"scam_name": "C"})
    with pytest.raises(Refused):
        house.drafts.redo(post.id, house.author)
    assert [name_of(house.drafts.undo(post.id, house.author)) for _ in range(2)] == ["A", None]
    assert [name_of(house.drafts.revision(post.id, n)) for n in range(1, 6)] == [None, "A", "B", "A", "C"]


def test_edits_that_join_are_undone_together_and_redone_together(house: House) -> None:
    post = typed(house, "A", "B")
    for name in ("B c", "B cd"):
        house.drafts.edit(post.id, house.author, fields={"scam_name": name}, joins=True)
    assert [name_of(house.drafts.undo(post.id, house.author)) for _ in range(2)] == ["A", None]
    assert [name_of(house.drafts.redo(post.id, house.author)) for _ in range(2)] == ["A", "B cd"]
    assert [name_of(house.drafts.revision(post.id, n)) for n in range(3, 6)] == ["B", "B c", "B cd"]


def test_an_edit_joins_neither_an_undo_nor_another_persons_edit(house: House) -> None:
    post = typed(house, "A", "B")
    house.drafts.undo(post.id, house.author)
    house.drafts.edit(post.id, house.author, fields={"scam_name": "A c"}, joins=True)
    assert name_of(house.drafts.undo(post.id, house.author)) == "A"
    house.drafts.edit(post.id, house.second, fields={"scam_name": "A d"}, joins=True)
    assert name_of(house.drafts.undo(post.id, house.author)) == "A"


def test_any_revision_can_be_restored_and_that_undone(house: House) -> None:
    post = typed(house, "A", "B", "C")
    assert name_of(house.drafts.restore(post.id, 2, house.author)) == "A"
    assert name_of(house.drafts.undo(post.id, house.author)) == "C"
    with pytest.raises(NotFound):
        house.drafts.restore(post.id, 99, house.author)


def test_undo_restores_pictures_targets_and_time_too(house: House) -> None:
    post = house.draft(publish_at=None)
    before = house.drafts.add_media(post.id, b"PHOTO mot", "mot.jpg", house.author)
    house.drafts.edit(post.id, house.author, publish_at=house.tomorrow(), targets=["ban-giao"], cards=["cover"])
    house.drafts.remove_media(post.id, "m1", house.author)
    house.drafts.undo(post.id, house.author)
    again = house.drafts.undo(post.id, house.author)
    assert (again.media, again.targets, again.publish_at, again.cards) == (before.media, before.targets, None, ())


# Pictures


def test_pictures_are_kept_as_they_came_and_described_beside(house: House) -> None:
    post = house.draft()
    post = house.drafts.add_media(post.id, b"PHOTO mot", "C:\\Ảnh\\mot.jpg", house.author)
    picture = post.media[0]
    assert (picture.id, picture.name, house.files.get(picture.sha256)) == ("m1", "mot.jpg", b"PHOTO mot")
    told = replace(picture, alt="Ảnh", crop=(0, 0, 500, 250), redactions=((0.5, 0.5, 0.1, 0.1),), sha256="f" * 64)
    post = house.drafts.update_media(post.id, told, house.author)
    assert post.media[0] == replace(picture, alt="Ảnh", crop=(0, 0, 0.5, 0.5), redactions=((0.5, 0.5, 0.1, 0.1),))


def test_a_broken_picture_or_box_is_refused(house: House) -> None:
    post = house.drafts.add_media(house.draft().id, b"PHOTO mot", "mot.jpg", house.author)
    with pytest.raises(BadInput):
        house.drafts.add_media(post.id, b"not a picture", "x.jpg", house.author)
    for box in ((0.5, 0.5, 0.6, 0.1), (-0.1, 0, 1, 1), (0, 0, 0, 1), (900, 0, 200, 100)):
        with pytest.raises(BadInput) as refused:
            house.drafts.update_media(post.id, replace(post.media[0], redactions=(box,)), house.author)
        assert refused.value.where == "media:m1"
    with pytest.raises(NotFound):
        house.drafts.update_media(post.id, replace(post.media[0], id="m7"), house.author)
    assert house.get(post) == post


def test_a_picture_taken_out_leaves_the_fields_that_named_it(house: House) -> None:
    post = house.draft(template="community_programme", fields={"name": "Ngày hội"})
    for n in range(3):
        post = house.drafts.add_media(post.id, b"PHOTO %d" % n, f"{n}.jpg", house.author)
    post = house.drafts.edit(post.id, house.author, fields={"images": ["m1", "m2", "m3"]})
    post = house.drafts.remove_media(post.id, "m2", house.author)
    assert ([m.id for m in post.media], post.fields["images"]) == (["m1", "m3"], ["m1", "m3"])
    post = house.drafts.add_media(post.id, b"PHOTO neu", "neu.jpg", house.author)
    assert [m.id for m in post.media] == ["m1", "m3", "m2"]
    post = house.drafts.reorder_media(post.id, ["m2", "m1", "m3"], house.author)
    assert [m.id for m in post.media] == ["m2", "m1", "m3"]
    for order in (["m1"], ["m1", "m1", "m3"], ["m1", "m2", "m3", "m4"]):
        with pytest.raises(BadInput):
            house.drafts.reorder_media(post.id, order, house.author)


def test_an_image_field_is_emptied_with_its_picture(house: House) -> None:
    post = house.drafts.add_media(house.draft(template="missing_person", fields={}).id, b"PHOTO", "a.jpg", house.author)
    house.drafts.edit(post.id, house.author, fields={"photo": "m1", "person": "N.V.A"})
    assert house.drafts.remove_media(post.id, "m1", house.author).fields == {"person": "N.V.A"}


# Two editors at once


def test_the_second_of_two_edits_at_once_stands_aside_whole(house: House) -> None:
    post = house.draft()
    seen = post.revision
    won = house.drafts.edit(post.id, house.author, fields={"scam_name": "Của Soạn"}, expected_revision=seen)
    with pytest.raises(EditConflict, match="Trần Thị Soạn đã lưu bài này") as conflict:
        house.drafts.edit(post.id, house.second, fields={"how": "Của Viết"}, expected_revision=seen)
    assert house.get(post) == won
    kept = house.drafts.revision(post.id, conflict.value.kept)
    assert (kept.fields["how"], name_of(kept)) == ("Của Viết", FIELDS["scam_name"])
    assert kinds(house, post)[-1] == "aside"
    restored = house.drafts.restore(post.id, conflict.value.kept, house.second)
    assert (restored.fields["how"], restored.editors) == ("Của Viết", (house.second,))
    assert name_of(house.drafts.undo(post.id, house.author)) == "Của Soạn"


def test_an_edit_that_changed_nothing_meets_no_conflict(house: House) -> None:
    post = house.draft()
    won = house.drafts.edit(post.id, house.author, fields={"how": "Mới"})
    assert house.drafts.edit(post.id, house.second, fields=dict(FIELDS), expected_revision=post.revision) == won
    assert "aside" not in kinds(house, post)


def test_undo_of_a_stale_view_is_refused(house: House) -> None:
    post = house.draft()
    won = house.drafts.edit(post.id, house.second, fields={"how": "Mới"})
    with pytest.raises(EditConflict, match="Lê Văn Viết"):
        house.drafts.undo(post.id, house.author, expected_revision=post.revision)
    assert house.get(post) == won


# States


@pytest.mark.parametrize(
    ("reach", "voided"),
    [
        ("in_review", "bỏ lượt chờ duyệt"),
        ("approved", "bỏ phê duyệt"),
        ("on_hold", "bỏ phê duyệt đang tạm giữ"),
        ("expired", "bỏ phê duyệt đã hết hạn"),
        ("rejected", "soạn lại sau khi bị từ chối"),
    ],
)
def test_an_edit_takes_back_what_was_decided_and_says_so(house: House, reach: str, voided: str) -> None:
    post = house.in_review() if reach in ("in_review", "rejected") else house.approved()
    if reach == "on_hold":
        house.workflow.hold(post.id, house.approver, PIN, "Chờ xác minh")
    elif reach == "expired":
        house.clock.forward(days=8)
        house.workflow.expire_due()
    elif reach == "rejected":
        house.workflow.reject(post.id, house.approver, PIN, "Không đăng")
    edited = house.drafts.edit(post.id, house.second, fields={"how": "Khác"})
    assert edited.state is house.get(post).state is PostState.DRAFT
    last = house.workflow.history(post.id)[-1]
    assert (last.action, last.by, last.note, last.to_state) == ("edit", house.second, voided, PostState.DRAFT)
    with pytest.raises(Refused):
        house.workflow.valid_approval(post.id)


def test_while_changes_are_asked_the_post_says_so_until_it_is_submitted_again(house: House) -> None:
    post = house.in_review()
    house.workflow.ask_changes(post.id, house.approver, PIN, "Bỏ câu cuối")
    assert house.drafts.edit(post.id, house.author, fields={"how": "Khác"}).state is PostState.CHANGES_ASKED
    assert house.workflow.submit(post.id, house.author, PIN).state is PostState.IN_REVIEW


@pytest.mark.parametrize("published", [False, True])
def test_what_is_queued_or_published_stays_as_it_is(house: House, published: bool) -> None:
    post = house.approved()
    house.workflow.mark_queued(post.id, house.publisher)
    if published:
        house.workflow.mark_published(post.id)
    before = house.get(post)
    changes: tuple[Callable[[], Post], ...] = (
        lambda: house.drafts.edit(post.id, house.author, fields={"how": "Khác"}),
        lambda: house.drafts.add_media(post.id, b"PHOTO", "a.jpg", house.author),
        lambda: house.drafts.undo(post.id, house.author),
        lambda: house.drafts.restore(post.id, 1, house.author),
    )
    for change in changes:
        with pytest.raises(Refused, match="đính chính" if published else "hộp gửi"):
            change()
    assert house.get(post) == before


def test_a_post_of_a_template_that_was_changed_or_taken_away_is_not_edited(house: House) -> None:
    post = house.draft()
    key = ("scam_warning", post.template_version)
    house.templates.templates[key] = reworded(house.templates.templates[key])
    with pytest.raises(Untrusted):
        house.drafts.edit(post.id, house.author, fields={"how": "Khác"})
    del house.templates.templates[key]
    with pytest.raises(NotFound):
        house.drafts.edit(post.id, house.author, fields={"how": "Khác"})
    assert house.get(post) == post


# Finding


def test_posts_are_listed_by_state_and_searched_without_accents(house: House) -> None:
    first = house.draft()
    house.clock.forward(minutes=1)
    second = house.draft(fields={**FIELDS, "scam_name": "Đường dây đặt phòng giả"})
    house.clock.forward(minutes=1)
    house.workflow.submit(first.id, house.author, PIN)
    assert [post.id for post in house.drafts.list()] == [first.id, second.id]
    assert [post.id for post in house.drafts.list(PostState.DRAFT)] == [second.id]
    assert [post.id for post in house.drafts.list(text="duong day")] == [second.id]
    assert [post.id for post in house.drafts.list(text="DAT PHONG gia")] == [second.id]
    assert [post.id for post in house.drafts.list(PostState.DRAFT, PostState.IN_REVIEW, text="ma otp")] == [
        first.id,
        second.id,
    ]
    assert house.drafts.list(text="100%_") == ()
    assert house.drafts.title(second.id) == "CẢNH BÁO: Đường dây đặt phòng giả"


def test_a_post_is_found_by_the_beginning_of_its_id(house: House) -> None:
    first, second = house.draft(), house.draft()
    assert house.drafts.get(first.id) == first
    with pytest.raises(BadInput, match="2 bài"):
        house.drafts.get("post-")
    with pytest.raises(NotFound):
        house.drafts.get("pos")
    for _ in range(10):
        house.draft()
    assert house.drafts.get("post-1").id == first.id
    assert house.drafts.get(second.id).id == second.id
    assert house.drafts.edit("post-12", house.author, fields={"how": "Khác"}).id == "post-12"


def test_the_directory_hears_which_open_posts_use_an_entry(house: House) -> None:
    post = house.draft()
    other = house.draft(template="emergency_alert", fields={"numbers": ["truc-ban"], "event": "Mưa lớn"})
    assert set(house.drafts.users_of("contact", "truc-ban")) == {house.drafts.title(p.id) for p in (post, other)}
    assert house.drafts.users_of("unit", "cong-an-phuong-vi-du") == (house.drafts.title(post.id),)
    assert house.drafts.users_of("contact", "khac") == house.drafts.users_of("snippet", "truc-ban") == ()
    house.drafts.edit(other.id, house.author, fields={"numbers": None})
    house.workflow.withdraw(house.approved(fields={**FIELDS, "how": "Khác"}).id, house.approver, PIN, "Sai")
    assert house.drafts.users_of("contact", "truc-ban") == (house.drafts.title(post.id),)


def test_the_time_of_the_last_edit_is_kept(house: House) -> None:
    post = house.draft()
    house.clock.forward(minutes=5)
    edited = house.drafts.edit(post.id, house.author, fields={"how": "Khác"})
    assert edited.updated_at - edited.created_at == timedelta(minutes=5)
    house.clock.forward(minutes=5)
    assert house.workflow.submit(post.id, house.author, PIN).updated_at == edited.updated_at
