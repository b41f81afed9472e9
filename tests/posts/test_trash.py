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
from studio.posts.storage_list import StoredShelf
from studio.store.schema_base import metadata
from studio.text import fold, search_key
from tests.posts.house import FIELDS, PIN, House
from tests.posts.test_recurring import recurring, today

A_YEAR_AGO = 1_735_689_600.0
"""When the pictures of these tests were put, long before the house's clock."""


def rows(house: House, table: str, post_id: str) -> int:
    with house.store.read() as connection:
        column = "id" if table == "posts" else "post_id"
        query = text(f"SELECT count(*) FROM {table} WHERE {column} = :id")  # noqa: S608
        return int(connection.execute(query, {"id": post_id}).scalar_one())


def thrown_away(house: House, post: Post) -> Post:
    house.drafts.trash(post.id, house.author)
    return house.get(post)


def after(house: House, days: float) -> int:
    """So much later a profile is opened."""
    house.clock.forward(days=days)
    return house.drafts.purge(house.clock.now())


def with_picture(house: House, data: bytes, post: Post | None = None) -> tuple[Post, str]:
    post = house.drafts.add_media((post or house.draft()).id, data, "anh.jpg", house.author)
    os.utime(house.files.path_of(post.media[0].sha256), (A_YEAR_AGO, A_YEAR_AGO))
    return post, post.media[0].sha256


@pytest.mark.parametrize(
    ("make", "way"),
    [
        (lambda house: house.in_review(), "rút bài về bản nháp"),
        (lambda house: house.approved(), "rút bài về bản nháp"),
        (lambda house: house.workflow.hold(house.approved().id, house.head, PIN, "chờ"), "bỏ tạm giữ"),
        (lambda house: house.workflow.withdraw(house.approved().id, house.head, PIN, "thôi"), "hồ sơ"),
    ],
)
def test_what_is_decided_on_or_a_record_is_not_thrown_away(
    house: House, make: Callable[[House], Post], way: str
) -> None:
    post = make(house)
    with pytest.raises(Refused, match=way):
        house.drafts.trash(post.id, house.author)
    assert house.get(post).trashed_at is None
    assert house.logged == []


def test_a_published_post_is_not_thrown_away(house: House) -> None:
    post = house.approved()
    house.workflow.mark_queued(post.id, house.publisher)
    with pytest.raises(Refused, match="hủy các lượt gửi"):
        house.drafts.trash(post.id, house.author)
    house.workflow.mark_published(post.id)
    with pytest.raises(Refused, match="hồ sơ"):
        house.drafts.trash(post.id, house.author)


def test_only_an_author_throws_away(house: House) -> None:
    post = house.draft()
    with pytest.raises(NotPermitted):
        house.drafts.trash(post.id, house.approver)


def test_the_history_and_the_log_tell_of_it_and_the_chain_holds(house: House) -> None:
    post = thrown_away(house, house.draft())
    house.drafts.trash(post.id, house.author)  # a second time changes nothing
    house.drafts.untrash(post.id, house.second)
    house.drafts.untrash(post.id, house.second)
    assert [entry.action for entry in house.workflow.history(post.id)] == ["open", "trash", "untrash"]
    assert house.logged == [("trashed", house.author, post.id), ("untrashed", house.second, post.id)]
    assert house.workflow.verify_history(post.id) == ()


def test_a_post_in_the_trash_is_in_no_list_and_takes_no_change(house: House) -> None:
    post = thrown_away(house, house.draft())
    assert house.drafts.list() == ()
    assert StoredShelf(house.store, of_posts).counts(PostFilter())[PostState.DRAFT] == 0
    deeds: list[Callable[[], object]] = [
        lambda: house.drafts.edit(post.id, house.author, cards=()),
        lambda: house.drafts.add_media(post.id, b"PHOTO", "a.jpg", house.author),
        lambda: house.drafts.undo(post.id, house.author),
        lambda: house.drafts.redo(post.id, house.author),
        lambda: house.drafts.restore(post.id, 1, house.author),
        lambda: house.workflow.submit(post.id, house.author, PIN),
    ]
    for deed in deeds:
        with pytest.raises(Refused, match="thùng rác"):
            deed()
    assert house.get(post) == post
    reasons = house.workflow.refusals(post.id, house.author)
    assert all(reason is not None for reason in reasons.values())
    house.drafts.untrash(post.id, house.author)
    assert house.drafts.undo(post.id, house.author).revision == post.revision + 1


def test_a_post_thrown_away_while_its_submission_was_prepared_is_not_submitted(house: House) -> None:
    post = house.draft()
    freeze = house.approvals.freeze

    def meanwhile(*given: object) -> object:
        house.drafts.trash(post.id, house.second)
        return freeze(*given)  # type: ignore[arg-type]

    house.approvals.freeze = meanwhile  # type: ignore[assignment, method-assign]
    with pytest.raises(Refused):
        house.workflow.submit(post.id, house.author, PIN)
    assert house.get(post).state is PostState.DRAFT


def test_nothing_goes_before_its_time(house: House) -> None:
    post = thrown_away(house, house.draft())
    assert after(house, TRASH_DAYS - 0.01) == 0
    assert house.get(post).fields
    house.drafts.untrash(post.id, house.author)
    assert after(house, 1) == 0
    assert house.get(post).fields


def test_a_draft_goes_whole(house: House) -> None:
    post, stays = house.draft(), house.draft()
    house.drafts.edit(post.id, house.author, cards=())
    thrown_away(house, post)
    assert after(house, TRASH_DAYS) == 1
    for table in ("posts", "revisions", "history", "post_files", "comments", "looks", "purging"):
        assert rows(house, table, post.id) == 0
    with pytest.raises(NotFound):
        house.get(post)
    assert house.logged[-1] == ("purged", "program", post.id)
    assert house.get(stays).fields == stays.fields
    assert after(house, 0) == 0


def test_of_a_post_that_was_submitted_what_the_superior_saw_stays(house: House) -> None:
    post = house.draft()
    for number in range(70):  # enough for the submitted revision to lean on another
        house.drafts.edit(post.id, house.author, fields={"how": f"Kẻ gian gọi điện lần {number} và giục làm ngay."})
    submitted = house.workflow.submit(post.id, house.author, PIN)
    sealed = house.repo.sealed(post.id)
    house.workflow.reject(post.id, house.approver, PIN, "chưa rõ nguồn")
    house.drafts.edit(post.id, house.author, fields={"how": "Bí mật đã xóa."})
    thrown_away(house, post)
    assert after(house, TRASH_DAYS) == 1
    kept = house.drafts.revision(post.id, submitted.revision)
    assert kept.fields == submitted.fields
    assert house.repo.sealed(post.id) == sealed
    assert [revision.number for revision in house.drafts.revisions(post.id)] == [submitted.revision]
    assert [entry.action for entry in house.workflow.history(post.id)] == ["open", "submit", "reject", "edit", "trash"]
    assert house.workflow.verify_history(post.id) == ()
    with pytest.raises(Refused, match="xóa hẳn"):
        house.drafts.untrash(post.id, house.author)
    assert house.drafts.list() == ()
    assert StoredShelf(house.store, of_posts).trashed_count() == 0
    assert after(house, TRASH_DAYS) == 0


def test_pictures_go_when_no_post_names_them_any_more(house: House) -> None:
    post, alone = with_picture(house, b"PHOTO one")
    post, shared = with_picture(house, b"PHOTO two", post)
    shared = post.media[1].sha256
    with_picture(house, b"PHOTO two")
    house.drafts.remove_media(post.id, "m1", house.author)  # the journal still names it
    os.utime(house.files.path_of(shared), (A_YEAR_AGO, A_YEAR_AGO))
    thrown_away(house, post)
    assert house.files.has(alone)
    after(house, TRASH_DAYS)
    assert not house.files.has(alone)
    assert house.files.has(shared)


def test_pictures_of_what_was_submitted_stay(house: House) -> None:
    post, sha256 = with_picture(house, b"PHOTO seen")
    house.workflow.submit(post.id, house.author, PIN)
    attached = {
        picture.sha256
        for package in house.repo.sealed(post.id).bundle.packages.values()  # type: ignore[union-attr]
        for picture in package.attachments
    }
    house.workflow.recall(post.id, house.author, PIN)
    thrown_away(house, post)
    after(house, TRASH_DAYS)
    assert house.files.has(sha256)
    assert all(house.files.has(name) for name in attached)


def test_a_picture_somebody_just_put_again_is_not_removed(house: House) -> None:
    post, sha256 = with_picture(house, b"PHOTO again")
    thrown_away(house, post)
    later = house.clock.now() + timedelta(days=TRASH_DAYS)
    os.utime(house.files.path_of(sha256), (later.timestamp(), later.timestamp()))
    after(house, TRASH_DAYS)
    assert house.files.has(sha256)
    after(house, 2)
    assert not house.files.has(sha256)


def test_an_unneeded_picture_that_a_post_names_again_stays(house: House) -> None:
    post, sha256 = with_picture(house, b"PHOTO back")
    thrown_away(house, post)
    os.utime(house.files.path_of(sha256), (9e9, 9e9))  # kept this time
    after(house, TRASH_DAYS)
    with_picture(house, b"PHOTO back")
    after(house, 2)
    assert house.files.has(sha256)


@pytest.mark.parametrize("table", ["revisions", "history", "post_files", "posts", "purging"])
def test_a_purge_that_is_stopped_half_way_leaves_the_post_whole(house: House, table: str) -> None:
    post, _ = with_picture(house, b"PHOTO whole")
    house.drafts.edit(post.id, house.author, cards=())
    before = {name: rows(house, name, post.id) for name in ("posts", "revisions", "history", "post_files")}
    thrown_away(house, post)
    with house.store.write() as connection:
        stop = f"CREATE TRIGGER stop BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'the power failed'); END"
        connection.exec_driver_sql(stop)
    house.clock.forward(days=TRASH_DAYS)
    with pytest.raises(StorageTrouble, match="chưa xóa hẳn"):
        house.drafts.purge(house.clock.now())
    assert {name: rows(house, name, post.id) for name in before} == before | {"history": before["history"] + 1}
    assert rows(house, "purging", post.id) == 0
    assert house.get(post).fields == post.fields
    assert [act for act, _, _ in house.logged] == ["trashed"]
    with house.store.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER stop")
    assert house.drafts.purge(house.clock.now()) == 1


def test_the_store_itself_refuses_a_purge_before_its_time(house: House) -> None:
    post = thrown_away(house, house.draft())
    early = house.clock.now() + timedelta(days=TRASH_DAYS, seconds=-1)
    never_thrown = house.draft()
    for refused, at in ((post, early), (never_thrown, early + timedelta(days=300))):
        with pytest.raises(StorageTrouble) as refusal:
            house.trash_repo.purge(refused.id, at)
        assert "30 days" in refusal.value.phrase.en
        assert house.get(refused).fields


def test_nothing_of_a_purged_draft_stays_in_the_file(house: House) -> None:
    secret = "Nguyễn Thị Mật, số 000000000"
    post = house.draft(fields={**FIELDS, "scam_name": secret, "how": secret * 40})
    stays = house.draft(fields={**FIELDS, "how": "Điều này ở lại."})
    thrown_away(house, post)
    after(house, TRASH_DAYS)
    house.store.close()
    kept = house.store.path.read_bytes()
    assert "Điều này ở lại.".encode() in kept
    for form in (secret, fold(secret), "Thị Mật", search_key(secret).strip()):
        assert form.encode() not in kept
    assert house.get(stays).fields


def test_a_post_whose_law_changed_can_be_purged(house: House) -> None:
    post = house.draft()
    with house.store.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO law_notices (post_id, at, law, number, light, vi, en) VALUES (?, ?, 'k', 'n', '', '', '')",
            (post.id, "2026-11-25T00:00:00Z"),
        )
        connection.exec_driver_sql(
            "INSERT INTO law_notice_readings (post_id, person, upto, at) VALUES (?, 'p', 1, ?)",
            (post.id, "2026-11-25T00:00:00Z"),
        )
    thrown_away(house, post)
    after(house, TRASH_DAYS)
    assert [rows(house, name, post.id) for name in ("law_notices", "law_notice_readings", "revisions")] == [0, 0, 0]


def test_a_post_that_comes_back_can_be_purged_and_comes_back_no_more(house: House) -> None:
    again, gone, stays = recurring(house), house.draft(), house.draft()
    first = today(house) + timedelta(days=TRASH_DAYS + 7)
    again.start(gone.id, Rhythm.WEEKLY, first, house.author)
    again.stop(again.start(gone.id, Rhythm.MONTHLY, first, house.author).id, house.author)
    other = again.start(stays.id, Rhythm.WEEKLY, first, house.author)
    thrown_away(house, gone)
    assert after(house, TRASH_DAYS) == 1
    assert [rows(house, "recurring_posts", post.id) for post in (gone, stays)] == [0, 1]
    assert again.all() == (other,)


def test_a_purge_knows_every_table_that_points_to_a_post(house: House) -> None:
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
