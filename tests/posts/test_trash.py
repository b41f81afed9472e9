"""Thirty days in the trash, then gone for good: what may go, what stays, and that nothing is half done."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from studio.errors import NotFound, NotPermitted, Refused, StorageTrouble
from studio.outbox.storage_tables import of_posts
from studio.posts.model import TRASH_DAYS, Post, PostFilter, PostState
from studio.posts.recurring_model import Rhythm
from studio.posts.storage_list import StoredPostList
from studio.store.schema_base import metadata
from studio.text import fold, search_key
from tests.posts.post_rig import FIELDS, PIN, PostRig
from tests.posts.test_recurring import recurring, today

A_YEAR_AGO = 1_735_689_600.0
"""When the pictures of these tests were put, long before the rig's clock."""


def rows(rig: PostRig, table: str, post_id: str) -> int:
    with rig.store.read() as connection:
        column = "id" if table == "posts" else "post_id"
        query = text(f"SELECT count(*) FROM {table} WHERE {column} = :id")  # noqa: S608
        return int(connection.execute(query, {"id": post_id}).scalar_one())


def thrown_away(rig: PostRig, post: Post) -> Post:
    rig.drafts.trash(post.id, rig.author)
    return rig.get(post)


def after(rig: PostRig, days: float) -> int:
    """So much later a profile is opened."""
    rig.clock.forward(days=days)
    return rig.drafts.purge(rig.clock.now())


def with_picture(rig: PostRig, data: bytes, post: Post | None = None) -> tuple[Post, str]:
    post = rig.drafts.add_media((post or rig.draft()).id, data, "anh.jpg", rig.author)
    os.utime(rig.files.path_of(post.media[0].sha256), (A_YEAR_AGO, A_YEAR_AGO))
    return post, post.media[0].sha256


@pytest.mark.parametrize(
    ("make", "way"),
    [
        (lambda rig: rig.in_review(), "rút bài về bản nháp"),
        (lambda rig: rig.approved(), "rút bài về bản nháp"),
        (lambda rig: rig.workflow.hold(rig.approved().id, rig.head, PIN, "chờ"), "bỏ tạm giữ"),
        (lambda rig: rig.workflow.withdraw(rig.approved().id, rig.head, PIN, "thôi"), "hồ sơ"),
    ],
)
def test_what_is_decided_on_or_a_record_is_not_thrown_away(
    rig: PostRig, make: Callable[[PostRig], Post], way: str
) -> None:
    post = make(rig)
    with pytest.raises(Refused, match=way):
        rig.drafts.trash(post.id, rig.author)
    assert rig.get(post).trashed_at is None
    assert rig.logged == []


def test_a_published_post_is_not_thrown_away(rig: PostRig) -> None:
    post = rig.approved()
    rig.workflow.mark_queued(post.id, rig.publisher)
    with pytest.raises(Refused, match="hủy các lượt gửi"):
        rig.drafts.trash(post.id, rig.author)
    rig.workflow.mark_published(post.id)
    with pytest.raises(Refused, match="hồ sơ"):
        rig.drafts.trash(post.id, rig.author)


def test_only_an_author_throws_away(rig: PostRig) -> None:
    post = rig.draft()
    with pytest.raises(NotPermitted):
        rig.drafts.trash(post.id, rig.approver)


def test_the_history_and_the_log_tell_of_it_and_the_chain_holds(rig: PostRig) -> None:
    post = thrown_away(rig, rig.draft())
    rig.drafts.trash(post.id, rig.author)  # a second time changes nothing
    rig.drafts.untrash(post.id, rig.second)
    rig.drafts.untrash(post.id, rig.second)
    assert [entry.action for entry in rig.workflow.history(post.id)] == ["open", "trash", "untrash"]
    assert rig.logged == [("trashed", rig.author, post.id), ("untrashed", rig.second, post.id)]
    assert rig.workflow.verify_history(post.id) == ()


def test_a_post_in_the_trash_is_in_no_list_and_takes_no_change(rig: PostRig) -> None:
    post = thrown_away(rig, rig.draft())
    assert rig.drafts.list() == ()
    assert StoredPostList(rig.store, of_posts).counts(PostFilter())[PostState.DRAFT] == 0
    deeds: list[Callable[[], object]] = [
        lambda: rig.drafts.edit(post.id, rig.author, cards=()),
        lambda: rig.drafts.add_media(post.id, b"PHOTO", "a.jpg", rig.author),
        lambda: rig.drafts.undo(post.id, rig.author),
        lambda: rig.drafts.redo(post.id, rig.author),
        lambda: rig.drafts.restore(post.id, 1, rig.author),
        lambda: rig.workflow.submit(post.id, rig.author, PIN),
    ]
    for deed in deeds:
        with pytest.raises(Refused, match="thùng rác"):
            deed()
    assert rig.get(post) == post
    reasons = rig.workflow.refusals(post.id, rig.author)
    assert all(reason is not None for reason in reasons.values())
    rig.drafts.untrash(post.id, rig.author)
    assert rig.drafts.undo(post.id, rig.author).revision == post.revision + 1


def test_a_post_thrown_away_while_its_submission_was_prepared_is_not_submitted(rig: PostRig) -> None:
    post = rig.draft()
    freeze = rig.approvals.freeze

    def meanwhile(*given: object) -> object:
        rig.drafts.trash(post.id, rig.second)
        return freeze(*given)  # type: ignore[arg-type]

    rig.approvals.freeze = meanwhile  # type: ignore[assignment, method-assign]
    with pytest.raises(Refused):
        rig.workflow.submit(post.id, rig.author, PIN)
    assert rig.get(post).state is PostState.DRAFT


def test_nothing_goes_before_its_time(rig: PostRig) -> None:
    post = thrown_away(rig, rig.draft())
    assert after(rig, TRASH_DAYS - 0.01) == 0
    assert rig.get(post).fields
    rig.drafts.untrash(post.id, rig.author)
    assert after(rig, 1) == 0
    assert rig.get(post).fields


def test_a_draft_goes_whole(rig: PostRig) -> None:
    post, stays = rig.draft(), rig.draft()
    rig.drafts.edit(post.id, rig.author, cards=())
    thrown_away(rig, post)
    assert after(rig, TRASH_DAYS) == 1
    for table in ("posts", "revisions", "history", "post_files", "comments", "looks", "purging"):
        assert rows(rig, table, post.id) == 0
    with pytest.raises(NotFound):
        rig.get(post)
    assert rig.logged[-1] == ("purged", "program", post.id)
    assert rig.get(stays).fields == stays.fields
    assert after(rig, 0) == 0


def test_of_a_post_that_was_submitted_what_the_superior_saw_stays(rig: PostRig) -> None:
    post = rig.draft()
    for number in range(70):  # enough for the submitted revision to lean on another
        rig.drafts.edit(post.id, rig.author, fields={"how": f"Kẻ gian gọi điện lần {number} và giục làm ngay."})
    submitted = rig.workflow.submit(post.id, rig.author, PIN)
    sealed = rig.repo.sealed(post.id)
    rig.workflow.reject(post.id, rig.approver, PIN, "chưa rõ nguồn")
    rig.drafts.edit(post.id, rig.author, fields={"how": "Bí mật đã xóa."})
    thrown_away(rig, post)
    assert after(rig, TRASH_DAYS) == 1
    kept = rig.drafts.revision(post.id, submitted.revision)
    assert kept.fields == submitted.fields
    assert rig.repo.sealed(post.id) == sealed
    assert [revision.number for revision in rig.drafts.revisions(post.id)] == [submitted.revision]
    assert [entry.action for entry in rig.workflow.history(post.id)] == ["open", "submit", "reject", "edit", "trash"]
    assert rig.workflow.verify_history(post.id) == ()
    with pytest.raises(Refused, match="xóa hẳn"):
        rig.drafts.untrash(post.id, rig.author)
    assert rig.drafts.list() == ()
    assert StoredPostList(rig.store, of_posts).trashed_count() == 0
    assert after(rig, TRASH_DAYS) == 0


def test_pictures_go_when_no_post_names_them_any_more(rig: PostRig) -> None:
    post, alone = with_picture(rig, b"PHOTO one")
    post, shared = with_picture(rig, b"PHOTO two", post)
    shared = post.media[1].sha256
    with_picture(rig, b"PHOTO two")
    rig.drafts.remove_media(post.id, "m1", rig.author)  # the journal still names it
    os.utime(rig.files.path_of(shared), (A_YEAR_AGO, A_YEAR_AGO))
    thrown_away(rig, post)
    assert rig.files.has(alone)
    after(rig, TRASH_DAYS)
    assert not rig.files.has(alone)
    assert rig.files.has(shared)


def test_pictures_of_what_was_submitted_stay(rig: PostRig) -> None:
    post, sha256 = with_picture(rig, b"PHOTO seen")
    rig.workflow.submit(post.id, rig.author, PIN)
    attached = {
        picture.sha256
        for package in rig.repo.sealed(post.id).bundle.packages.values()  # type: ignore[union-attr]
        for picture in package.attachments
    }
    rig.workflow.recall(post.id, rig.author, PIN)
    thrown_away(rig, post)
    after(rig, TRASH_DAYS)
    assert rig.files.has(sha256)
    assert all(rig.files.has(name) for name in attached)


def test_a_picture_somebody_just_put_again_is_not_removed(rig: PostRig) -> None:
    post, sha256 = with_picture(rig, b"PHOTO again")
    thrown_away(rig, post)
    later = rig.clock.now() + timedelta(days=TRASH_DAYS)
    os.utime(rig.files.path_of(sha256), (later.timestamp(), later.timestamp()))
    after(rig, TRASH_DAYS)
    assert rig.files.has(sha256)
    after(rig, 2)
    assert not rig.files.has(sha256)


def test_an_unneeded_picture_that_a_post_names_again_stays(rig: PostRig) -> None:
    post, sha256 = with_picture(rig, b"PHOTO back")
    thrown_away(rig, post)
    os.utime(rig.files.path_of(sha256), (9e9, 9e9))  # kept this time
    after(rig, TRASH_DAYS)
    with_picture(rig, b"PHOTO back")
    after(rig, 2)
    assert rig.files.has(sha256)


@pytest.mark.parametrize("table", ["revisions", "history", "post_files", "posts", "purging"])
def test_a_purge_that_is_stopped_half_way_leaves_the_post_whole(rig: PostRig, table: str) -> None:
    post, _ = with_picture(rig, b"PHOTO whole")
    rig.drafts.edit(post.id, rig.author, cards=())
    before = {name: rows(rig, name, post.id) for name in ("posts", "revisions", "history", "post_files")}
    thrown_away(rig, post)
    with rig.store.write() as connection:
        stop = f"CREATE TRIGGER stop BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'the power failed'); END"
        connection.exec_driver_sql(stop)
    rig.clock.forward(days=TRASH_DAYS)
    with pytest.raises(StorageTrouble, match="chưa xóa hẳn"):
        rig.drafts.purge(rig.clock.now())
    assert {name: rows(rig, name, post.id) for name in before} == before | {"history": before["history"] + 1}
    assert rows(rig, "purging", post.id) == 0
    assert rig.get(post).fields == post.fields
    assert [act for act, _, _ in rig.logged] == ["trashed"]
    with rig.store.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER stop")
    assert rig.drafts.purge(rig.clock.now()) == 1


def test_the_store_itself_refuses_a_purge_before_its_time(rig: PostRig) -> None:
    post = thrown_away(rig, rig.draft())
    early = rig.clock.now() + timedelta(days=TRASH_DAYS, seconds=-1)
    never_thrown = rig.draft()
    for refused, at in ((post, early), (never_thrown, early + timedelta(days=300))):
        with pytest.raises(StorageTrouble) as refusal:
            rig.trash_repo.purge(refused.id, at)
        assert "30 days" in refusal.value.phrase.en
        assert rig.get(refused).fields


def test_nothing_of_a_purged_draft_stays_in_the_file(rig: PostRig) -> None:
    secret = "Nguyễn Thị Mật, số 000000000"
    post = rig.draft(fields={**FIELDS, "scam_name": secret, "how": secret * 40})
    stays = rig.draft(fields={**FIELDS, "how": "Điều này ở lại."})
    thrown_away(rig, post)
    after(rig, TRASH_DAYS)
    rig.store.close()
    kept = rig.store.path.read_bytes()
    assert "Điều này ở lại.".encode() in kept
    for form in (secret, fold(secret), "Thị Mật", search_key(secret).strip()):
        assert form.encode() not in kept
    assert rig.get(stays).fields


def test_a_post_whose_law_changed_can_be_purged(rig: PostRig) -> None:
    post = rig.draft()
    with rig.store.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO law_notices (post_id, at, law, number, light, vi, en) VALUES (?, ?, 'k', 'n', '', '', '')",
            (post.id, "2026-11-25T00:00:00Z"),
        )
        connection.exec_driver_sql(
            "INSERT INTO law_notice_readings (post_id, person, upto, at) VALUES (?, 'p', 1, ?)",
            (post.id, "2026-11-25T00:00:00Z"),
        )
    thrown_away(rig, post)
    after(rig, TRASH_DAYS)
    assert [rows(rig, name, post.id) for name in ("law_notices", "law_notice_readings", "revisions")] == [0, 0, 0]


def test_a_post_that_comes_back_can_be_purged_and_comes_back_no_more(rig: PostRig) -> None:
    again, gone, stays = recurring(rig), rig.draft(), rig.draft()
    first = today(rig) + timedelta(days=TRASH_DAYS + 7)
    again.start(gone.id, Rhythm.WEEKLY, first, rig.author)
    again.stop(again.start(gone.id, Rhythm.MONTHLY, first, rig.author).id, rig.author)
    other = again.start(stays.id, Rhythm.WEEKLY, first, rig.author)
    thrown_away(rig, gone)
    assert after(rig, TRASH_DAYS) == 1
    assert [rows(rig, "recurring_posts", post.id) for post in (gone, stays)] == [0, 1]
    assert again.all() == (other,)


def test_a_purge_knows_every_table_that_points_to_a_post(rig: PostRig) -> None:
    """A table made later that refers to posts has to be emptied too, or no post could be purged any more."""
    pointing = {
        name
        for name, owner in metadata.tables.items()
        if any(key.column is metadata.tables["posts"].c.id for key in owner.foreign_keys)
    }
    notices = {"law_notices", "law_notice_readings"}
    texts = {"revisions", "history", "comments", "looks", "recurring_posts"}
    emptied = {*texts, "post_files", "post_links", "purging", *notices}
    never_of_a_draft = {"bundles", "approvals", "post_signatures"}
    assert pointing == emptied | never_of_a_draft
