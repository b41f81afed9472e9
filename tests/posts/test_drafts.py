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
from tests.posts.post_rig import FIELDS, PIN, PostRig, reworded


def kinds(rig: PostRig, post: Post) -> list[str]:
    return [revision.kind for revision in rig.drafts.revisions(post.id)]


def name_of(post: Post) -> Any:
    return post.fields.get("scam_name")


def test_a_new_post_is_an_empty_draft_of_the_template_it_was_opened_with(rig: PostRig) -> None:
    post = rig.drafts.open_new("scam_warning", rig.author)
    template = rig.templates.get("scam_warning")
    assert (post.template_id, post.template_version, post.template_sha256) == (
        "scam_warning", template.version, template.sha256,
    )  # fmt: skip
    assert (post.revision, post.state, post.author, dict(post.fields)) == (1, PostState.DRAFT, rig.author, {})
    assert rig.get(post) == post
    assert [entry.action for entry in rig.workflow.history(post.id)] == ["open"]


def test_only_authors_write(rig: PostRig) -> None:
    with pytest.raises(NotPermitted, match="người soạn"):
        rig.drafts.open_new("scam_warning", rig.approver)
    post = rig.draft()
    with pytest.raises(NotPermitted):
        rig.drafts.edit(post.id, rig.head, fields={"how": "x"})
    with pytest.raises(NotPermitted):
        rig.drafts.undo(post.id, rig.publisher)


def test_an_edit_changes_what_it_gives_and_keeps_the_rest(rig: PostRig) -> None:
    post = rig.draft()
    edited = rig.drafts.edit(post.id, rig.author, fields={"scam_name": "Tên mới", "review_on": None})
    assert edited.fields == {k: v for k, v in FIELDS.items() if k != "review_on"} | {"scam_name": "Tên mới"}
    assert edited.targets == post.targets
    assert edited.revision == post.revision + 1
    at = rig.tomorrow()
    edited = rig.drafts.edit(post.id, rig.author, cards=["cover"], publish_at=at, answers=Answers(not_restricted=True))
    assert (edited.cards, edited.publish_at, edited.answers.not_restricted) == (("cover",), at, True)
    assert rig.drafts.edit(post.id, rig.author, publish_at=None).publish_at is None


def test_an_edit_that_changes_nothing_writes_nothing_and_voids_nothing(rig: PostRig) -> None:
    post = rig.approved()
    same = rig.drafts.edit(post.id, rig.second, fields=dict(FIELDS), targets=["thuc-hanh", "ban-giao"])
    assert (same.revision, same.state) == (post.revision, PostState.APPROVED)
    assert rig.workflow.valid_approval(post.id).by == rig.approver


def test_typed_text_is_composed_and_its_line_ends_made_one(rig: PostRig) -> None:
    post = rig.draft(fields={"how": "Ke\u0309 gian\r\ngo\u0323i", "signs": ["so\u0302\u0301"]})
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
    rig: PostRig, change: dict[str, Any], where: str, word: str
) -> None:
    post = rig.draft()
    with pytest.raises(BadInput) as refused:
        rig.drafts.edit(post.id, rig.author, **change)
    assert refused.value.where == where
    assert word in refused.value.phrase.vi
    assert rig.get(post) == post


def test_everyone_who_writes_is_remembered_once(rig: PostRig) -> None:
    post = rig.draft()
    for by in (rig.second, rig.author, rig.second, rig.all_roles):
        post = rig.drafts.edit(post.id, by, fields={"how": f"Bản của {by}"})
    assert post.editors == (rig.second, rig.all_roles)
    post = rig.drafts.undo(rig.drafts.undo(post.id, rig.author).id, rig.author)
    assert post.editors == (rig.second, rig.all_roles)


# Undo and redo


def typed(rig: PostRig, *names: str) -> Post:
    post = rig.drafts.open_new("scam_warning", rig.author)
    for name in names:
        post = rig.drafts.edit(post.id, rig.author, fields={"scam_name": name})
    return post


def test_undo_goes_back_step_by_step_and_redo_forward_again(rig: PostRig) -> None:
    post = typed(rig, "A", "B", "C")
    back = [name_of(rig.drafts.undo(post.id, rig.author)) for _ in range(3)]
    assert back == ["B", "A", None]
    with pytest.raises(Refused, match="hoàn tác"):
        rig.drafts.undo(post.id, rig.author)
    forth = [name_of(rig.drafts.redo(post.id, rig.author)) for _ in range(3)]
    assert forth == ["A", "B", "C"]
    with pytest.raises(Refused, match="làm lại"):
        rig.drafts.redo(post.id, rig.author)
    present = rig.drafts.present(post.id)
    assert (present.kind, present.by, present.redo_to) == ("redo", rig.author, None)
    assert name_of(rig.drafts.undo(post.id, rig.author)) == "B"
    assert kinds(rig, post) == ["open", *["edit"] * 3, *["undo"] * 3, *["redo"] * 3, "undo"]


def test_an_edit_after_undo_ends_the_way_forward_but_loses_nothing(rig: PostRig) -> None:
    post = typed(rig, "A", "B")
    rig.drafts.undo(post.id, rig.author)
    rig.drafts.edit(post.id, rig.author, fields={"scam_name": "C"})
    with pytest.raises(Refused):
        rig.drafts.redo(post.id, rig.author)
    assert [name_of(rig.drafts.undo(post.id, rig.author)) for _ in range(2)] == ["A", None]
    assert [name_of(rig.drafts.revision(post.id, n)) for n in range(1, 6)] == [None, "A", "B", "A", "C"]


def test_edits_that_join_are_undone_together_and_redone_together(rig: PostRig) -> None:
    post = typed(rig, "A", "B")
    for name in ("B c", "B cd"):
        rig.drafts.edit(post.id, rig.author, fields={"scam_name": name}, joins=True)
    assert [name_of(rig.drafts.undo(post.id, rig.author)) for _ in range(2)] == ["A", None]
    assert [name_of(rig.drafts.redo(post.id, rig.author)) for _ in range(2)] == ["A", "B cd"]
    assert [name_of(rig.drafts.revision(post.id, n)) for n in range(3, 6)] == ["B", "B c", "B cd"]


def test_an_edit_joins_neither_an_undo_nor_another_persons_edit(rig: PostRig) -> None:
    post = typed(rig, "A", "B")
    rig.drafts.undo(post.id, rig.author)
    rig.drafts.edit(post.id, rig.author, fields={"scam_name": "A c"}, joins=True)
    assert name_of(rig.drafts.undo(post.id, rig.author)) == "A"
    rig.drafts.edit(post.id, rig.second, fields={"scam_name": "A d"}, joins=True)
    assert name_of(rig.drafts.undo(post.id, rig.author)) == "A"


def test_any_revision_can_be_restored_and_that_undone(rig: PostRig) -> None:
    post = typed(rig, "A", "B", "C")
    assert name_of(rig.drafts.restore(post.id, 2, rig.author)) == "A"
    assert name_of(rig.drafts.undo(post.id, rig.author)) == "C"
    with pytest.raises(NotFound):
        rig.drafts.restore(post.id, 99, rig.author)


def test_undo_restores_pictures_targets_and_time_too(rig: PostRig) -> None:
    post = rig.draft(publish_at=None)
    before = rig.drafts.add_media(post.id, b"PHOTO mot", "mot.jpg", rig.author)
    rig.drafts.edit(post.id, rig.author, publish_at=rig.tomorrow(), targets=["ban-giao"], cards=["cover"])
    rig.drafts.remove_media(post.id, "m1", rig.author)
    rig.drafts.undo(post.id, rig.author)
    again = rig.drafts.undo(post.id, rig.author)
    assert (again.media, again.targets, again.publish_at, again.cards) == (before.media, before.targets, None, ())


# Pictures


def test_pictures_are_kept_as_they_came_and_described_beside(rig: PostRig) -> None:
    post = rig.draft()
    post = rig.drafts.add_media(post.id, b"PHOTO mot", "C:\\Ảnh\\mot.jpg", rig.author)
    picture = post.media[0]
    assert (picture.id, picture.name, rig.files.get(picture.sha256)) == ("m1", "mot.jpg", b"PHOTO mot")
    told = replace(picture, alt="Ảnh", crop=(0, 0, 500, 250), redactions=((0.5, 0.5, 0.1, 0.1),), sha256="f" * 64)
    post = rig.drafts.update_media(post.id, told, rig.author)
    assert post.media[0] == replace(picture, alt="Ảnh", crop=(0, 0, 0.5, 0.5), redactions=((0.5, 0.5, 0.1, 0.1),))


def test_a_broken_picture_or_box_is_refused(rig: PostRig) -> None:
    post = rig.drafts.add_media(rig.draft().id, b"PHOTO mot", "mot.jpg", rig.author)
    with pytest.raises(BadInput):
        rig.drafts.add_media(post.id, b"not a picture", "x.jpg", rig.author)
    for box in ((0.5, 0.5, 0.6, 0.1), (-0.1, 0, 1, 1), (0, 0, 0, 1), (900, 0, 200, 100)):
        with pytest.raises(BadInput) as refused:
            rig.drafts.update_media(post.id, replace(post.media[0], redactions=(box,)), rig.author)
        assert refused.value.where == "media:m1"
    with pytest.raises(NotFound):
        rig.drafts.update_media(post.id, replace(post.media[0], id="m7"), rig.author)
    assert rig.get(post) == post


def test_a_picture_taken_out_leaves_the_fields_that_named_it(rig: PostRig) -> None:
    post = rig.draft(template="community_programme", fields={"name": "Ngày hội"})
    for n in range(3):
        post = rig.drafts.add_media(post.id, b"PHOTO %d" % n, f"{n}.jpg", rig.author)
    post = rig.drafts.edit(post.id, rig.author, fields={"images": ["m1", "m2", "m3"]})
    post = rig.drafts.remove_media(post.id, "m2", rig.author)
    assert ([m.id for m in post.media], post.fields["images"]) == (["m1", "m3"], ["m1", "m3"])
    post = rig.drafts.add_media(post.id, b"PHOTO neu", "neu.jpg", rig.author)
    assert [m.id for m in post.media] == ["m1", "m3", "m2"]
    post = rig.drafts.reorder_media(post.id, ["m2", "m1", "m3"], rig.author)
    assert [m.id for m in post.media] == ["m2", "m1", "m3"]
    for order in (["m1"], ["m1", "m1", "m3"], ["m1", "m2", "m3", "m4"]):
        with pytest.raises(BadInput):
            rig.drafts.reorder_media(post.id, order, rig.author)


def test_an_image_field_is_emptied_with_its_picture(rig: PostRig) -> None:
    post = rig.drafts.add_media(rig.draft(template="missing_person", fields={}).id, b"PHOTO", "a.jpg", rig.author)
    rig.drafts.edit(post.id, rig.author, fields={"photo": "m1", "person": "N.V.A"})
    assert rig.drafts.remove_media(post.id, "m1", rig.author).fields == {"person": "N.V.A"}


# Two editors at once


def test_the_second_of_two_edits_at_once_stands_aside_whole(rig: PostRig) -> None:
    post = rig.draft()
    seen = post.revision
    won = rig.drafts.edit(post.id, rig.author, fields={"scam_name": "Của Soạn"}, expected_revision=seen)
    with pytest.raises(EditConflict, match="Trần Thị Soạn đã lưu bài này") as conflict:
        rig.drafts.edit(post.id, rig.second, fields={"how": "Của Viết"}, expected_revision=seen)
    assert rig.get(post) == won
    kept = rig.drafts.revision(post.id, conflict.value.kept)
    assert (kept.fields["how"], name_of(kept)) == ("Của Viết", FIELDS["scam_name"])
    assert kinds(rig, post)[-1] == "aside"
    restored = rig.drafts.restore(post.id, conflict.value.kept, rig.second)
    assert (restored.fields["how"], restored.editors) == ("Của Viết", (rig.second,))
    assert name_of(rig.drafts.undo(post.id, rig.author)) == "Của Soạn"


def test_an_edit_that_changed_nothing_meets_no_conflict(rig: PostRig) -> None:
    post = rig.draft()
    won = rig.drafts.edit(post.id, rig.author, fields={"how": "Mới"})
    assert rig.drafts.edit(post.id, rig.second, fields=dict(FIELDS), expected_revision=post.revision) == won
    assert "aside" not in kinds(rig, post)


def test_undo_of_a_stale_view_is_refused(rig: PostRig) -> None:
    post = rig.draft()
    won = rig.drafts.edit(post.id, rig.second, fields={"how": "Mới"})
    with pytest.raises(EditConflict, match="Lê Văn Viết"):
        rig.drafts.undo(post.id, rig.author, expected_revision=post.revision)
    assert rig.get(post) == won


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
def test_an_edit_takes_back_what_was_decided_and_says_so(rig: PostRig, reach: str, voided: str) -> None:
    post = rig.in_review() if reach in ("in_review", "rejected") else rig.approved()
    if reach == "on_hold":
        rig.workflow.hold(post.id, rig.approver, PIN, "Chờ xác minh")
    elif reach == "expired":
        rig.clock.forward(days=8)
        rig.workflow.expire_due()
    elif reach == "rejected":
        rig.workflow.reject(post.id, rig.approver, PIN, "Không đăng")
    edited = rig.drafts.edit(post.id, rig.second, fields={"how": "Khác"})
    assert edited.state is rig.get(post).state is PostState.DRAFT
    last = rig.workflow.history(post.id)[-1]
    assert (last.action, last.by, last.note, last.to_state) == ("edit", rig.second, voided, PostState.DRAFT)
    with pytest.raises(Refused):
        rig.workflow.valid_approval(post.id)


def test_while_changes_are_asked_the_post_says_so_until_it_is_submitted_again(rig: PostRig) -> None:
    post = rig.in_review()
    rig.workflow.ask_changes(post.id, rig.approver, PIN, "Bỏ câu cuối")
    assert rig.drafts.edit(post.id, rig.author, fields={"how": "Khác"}).state is PostState.CHANGES_ASKED
    assert rig.workflow.submit(post.id, rig.author, PIN).state is PostState.IN_REVIEW


@pytest.mark.parametrize("published", [False, True])
def test_what_is_queued_or_published_stays_as_it_is(rig: PostRig, published: bool) -> None:
    post = rig.approved()
    rig.workflow.mark_queued(post.id, rig.publisher)
    if published:
        rig.workflow.mark_published(post.id)
    before = rig.get(post)
    changes: tuple[Callable[[], Post], ...] = (
        lambda: rig.drafts.edit(post.id, rig.author, fields={"how": "Khác"}),
        lambda: rig.drafts.add_media(post.id, b"PHOTO", "a.jpg", rig.author),
        lambda: rig.drafts.undo(post.id, rig.author),
        lambda: rig.drafts.restore(post.id, 1, rig.author),
    )
    for change in changes:
        with pytest.raises(Refused, match="đính chính" if published else "hộp gửi"):
            change()
    assert rig.get(post) == before


def test_a_post_of_a_template_that_was_changed_or_taken_away_is_not_edited(rig: PostRig) -> None:
    post = rig.draft()
    key = ("scam_warning", post.template_version)
    rig.templates.templates[key] = reworded(rig.templates.templates[key])
    with pytest.raises(Untrusted):
        rig.drafts.edit(post.id, rig.author, fields={"how": "Khác"})
    del rig.templates.templates[key]
    with pytest.raises(NotFound):
        rig.drafts.edit(post.id, rig.author, fields={"how": "Khác"})
    assert rig.get(post) == post


# Finding


def test_posts_are_listed_by_state_and_searched_without_accents(rig: PostRig) -> None:
    first = rig.draft()
    rig.clock.forward(minutes=1)
    second = rig.draft(fields={**FIELDS, "scam_name": "Đường dây đặt phòng giả"})
    rig.clock.forward(minutes=1)
    rig.workflow.submit(first.id, rig.author, PIN)
    assert [post.id for post in rig.drafts.list()] == [first.id, second.id]
    assert [post.id for post in rig.drafts.list(PostState.DRAFT)] == [second.id]
    assert [post.id for post in rig.drafts.list(text="duong day")] == [second.id]
    assert [post.id for post in rig.drafts.list(text="DAT PHONG gia")] == [second.id]
    assert [post.id for post in rig.drafts.list(PostState.DRAFT, PostState.IN_REVIEW, text="ma otp")] == [
        first.id,
        second.id,
    ]
    assert rig.drafts.list(text="100%_") == ()
    assert rig.drafts.title(second.id) == "CẢNH BÁO: Đường dây đặt phòng giả"


def test_a_post_is_found_by_the_beginning_of_its_id(rig: PostRig) -> None:
    first, second = rig.draft(), rig.draft()
    assert rig.drafts.get(first.id) == first
    with pytest.raises(BadInput, match="2 bài"):
        rig.drafts.get("post-")
    with pytest.raises(NotFound):
        rig.drafts.get("pos")
    for _ in range(10):
        rig.draft()
    assert rig.drafts.get("post-1").id == first.id
    assert rig.drafts.get(second.id).id == second.id
    assert rig.drafts.edit("post-12", rig.author, fields={"how": "Khác"}).id == "post-12"


def test_the_directory_hears_which_open_posts_use_an_entry(rig: PostRig) -> None:
    post = rig.draft()
    other = rig.draft(template="emergency_alert", fields={"numbers": ["truc-ban"], "event": "Mưa lớn"})
    assert set(rig.drafts.users_of("contact", "truc-ban")) == {rig.drafts.title(p.id) for p in (post, other)}
    assert rig.drafts.users_of("unit", "cong-an-phuong-vi-du") == (rig.drafts.title(post.id),)
    assert rig.drafts.users_of("contact", "khac") == rig.drafts.users_of("snippet", "truc-ban") == ()
    rig.drafts.edit(other.id, rig.author, fields={"numbers": None})
    rig.workflow.withdraw(rig.approved(fields={**FIELDS, "how": "Khác"}).id, rig.approver, PIN, "Sai")
    assert rig.drafts.users_of("contact", "truc-ban") == (rig.drafts.title(post.id),)


def test_the_time_of_the_last_edit_is_kept(rig: PostRig) -> None:
    post = rig.draft()
    rig.clock.forward(minutes=5)
    edited = rig.drafts.edit(post.id, rig.author, fields={"how": "Khác"})
    assert edited.updated_at - edited.created_at == timedelta(minutes=5)
    rig.clock.forward(minutes=5)
    assert rig.workflow.submit(post.id, rig.author, PIN).updated_at == edited.updated_at
