"""What the store does for posts: journal and decisions only grow, and a change made past the program is found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from studio.errors import NotFound, Untrusted
from studio.posts.model import Media, Post, PostState
from studio.posts.serial import bundle_json, frozen_of, post_json, post_of, reports_json
from studio.posts.versions import problems
from tests.posts.post_rig import PIN, PostRig


def past_the_triggers(rig: PostRig, sql: str, *values: Any) -> None:
    """What somebody with a database tool and the file can do."""
    with closing(sqlite3.connect(rig.store.path)) as connection:
        for name in ("revisions", "bundles", "approvals", "history"):
            connection.execute(f"DROP TRIGGER IF EXISTS {name}_no_update")
            connection.execute(f"DROP TRIGGER IF EXISTS {name}_no_delete")
        connection.execute(sql, values)
        connection.commit()


@pytest.mark.parametrize("name", ["revisions", "bundles", "approvals", "history"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET post_id = post_id", "DELETE FROM {}"])
def test_nothing_written_is_changed_or_deleted(rig: PostRig, name: str, verb: str) -> None:
    rig.approved()
    with pytest.raises(IntegrityError, match="append-only"), rig.store.write() as connection:
        connection.exec_driver_sql(verb.format(name))


def full(rig: PostRig) -> Post:
    post = rig.drafts.add_media(rig.draft(publish_at=rig.tomorrow()).id, b"PHOTO", "a.jpg", rig.author)
    told = Media(
        id="m1", sha256="", name="", alt="Ảnh", crop=(0.1, 0.2, 0.3, 0.4), redactions=((0.5, 0.5, 0.1, 0.1),),
        focal=(0.2, 0.8), source="Đơn vị", consent="Phiếu 12", faces_checked=True, has_minor=False,
    )  # fmt: skip
    return rig.drafts.update_media(post.id, told, rig.author)


def test_a_post_and_a_bundle_come_back_from_json_as_they_were(rig: PostRig) -> None:
    post = full(rig)
    assert post_of(post_json(post), post.state) == post
    frozen, _ = rig.approvals.freeze(post, rig.composer.content(post))
    assert frozen_of(bundle_json(frozen.bundle), reports_json(frozen)) == frozen


def test_what_was_submitted_is_read_back_whole(rig: PostRig) -> None:
    post = rig.workflow.submit(full(rig).id, rig.author, PIN)
    fresh, _ = rig.approvals.freeze(post, rig.composer.content(post))
    assert rig.workflow.frozen(post.id) == fresh


def test_a_revision_changed_in_the_file_is_not_read(rig: PostRig) -> None:
    post = rig.draft()
    past_the_triggers(rig, "UPDATE revisions SET body = replace(body, 'OTP', 'PIN')")
    for read in (lambda: rig.drafts.get(post.id), lambda: rig.drafts.revision(post.id, 2), rig.drafts.list):
        with pytest.raises(Untrusted, match="ngoài chương trình"):
            read()


def test_a_sealed_bundle_changed_in_the_file_is_not_read(rig: PostRig) -> None:
    post = rig.approved()
    past_the_triggers(rig, "UPDATE bundles SET body = replace(body, 'OTP', 'PIN')")
    with pytest.raises(Untrusted):
        rig.workflow.valid_approval(post.id)


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ("UPDATE history SET note = 'khác' WHERE seq = 2", "số 2"),
        ("UPDATE history SET by = 'x' WHERE seq = 3", "số 3"),
        ("DELETE FROM history WHERE seq = 2", "số 2"),
        ("DELETE FROM history WHERE seq = 3", "cuối"),
    ],
)
def test_a_history_changed_in_the_file_is_found_and_stops_the_post(rig: PostRig, sql: str, word: str) -> None:
    post = rig.approved()
    assert rig.workflow.verify_history(post.id) == ()
    past_the_triggers(rig, sql)
    assert word in rig.workflow.verify_history(post.id)[0].vi
    with pytest.raises(Untrusted):
        rig.workflow.valid_approval(post.id)


def test_an_approval_written_into_the_file_is_not_believed(rig: PostRig) -> None:
    post = rig.in_review()
    sealed = rig.repo.sealed(post.id)
    assert sealed is not None
    past_the_triggers(
        rig,
        "INSERT INTO approvals (post_id, revision, seal, by, role, at, expires_at) VALUES (?,?,?,?,?,?,?)",
        post.id, post.revision, sealed.bundle.seal, rig.approver, "approver",
        "2026-11-25T01:30:00.000000Z", "2099-01-01T00:00:00.000000Z",
    )  # fmt: skip
    past_the_triggers(rig, "UPDATE posts SET state = 'approved'")
    with pytest.raises(Untrusted, match="phê duyệt"):
        rig.workflow.valid_approval(post.id)
    with pytest.raises(Untrusted):
        rig.workflow.mark_queued(post.id, rig.publisher)


def test_an_approval_rewritten_in_the_file_is_not_believed(rig: PostRig) -> None:
    post = rig.approved()
    past_the_triggers(rig, "UPDATE approvals SET by = ?", rig.head)
    with pytest.raises(Untrusted):
        rig.workflow.valid_approval(post.id)


def test_an_approval_given_a_longer_life_in_the_file_ends_all_the_same(rig: PostRig) -> None:
    post = rig.approved()
    past_the_triggers(rig, "UPDATE approvals SET expires_at = '2099-01-01T00:00:00.000000Z'")
    rig.clock.forward(days=8)
    with pytest.raises(Untrusted):
        rig.workflow.valid_approval(post.id)
    assert [moved.id for moved in rig.workflow.expire_due()] == [post.id]


def test_the_chain_in_the_store_is_the_chain_of_the_entries(rig: PostRig) -> None:
    post = rig.approved()
    entries = rig.workflow.history(post.id)
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.action for entry in entries] == ["open", "submit", "approve"]
    assert problems(entries, rig.repo.history_head(post.id)) == ()
    assert entries[1].seal == entries[2].seal != ""


def test_an_unknown_post_is_one_sentence(rig: PostRig) -> None:
    with pytest.raises(NotFound, match="không có bài đăng"):
        rig.drafts.get("khong-co")
    with pytest.raises(NotFound):
        rig.workflow.submit("khong-co", rig.author, PIN)


def test_a_post_of_nobody_is_refused_by_the_store(rig: PostRig) -> None:
    post = rig.draft()
    revision = rig.drafts.revisions(post.id)[0]
    with pytest.raises(IntegrityError):
        rig.repo.add(
            replace(post, id="p9", author="nobody", state=PostState.DRAFT), replace(revision, post_id="p9"), title=""
        )
