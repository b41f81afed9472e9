"""A published post is changed by a version of its own: written, signed and approved like any post, and tied to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from studio.canonical import canonical_json, sha256
from studio.errors import NotPermitted, Refused, StudioError
from studio.posts.aftercare import Aftercare
from studio.posts.model import Answers, Post, PostState
from studio.posts.serial import post_json
from studio.posts.storage_aftercare import StoredAftercare
from studio.templates.catalog import ShippedCatalog
from tests.posts.post_rig import FIELDS, PIN, PostRig

RIGHT = "Kẻ gian gọi từ số 024 0000 0113 và giục làm ngay."


def care(rig: PostRig) -> Aftercare:
    return Aftercare(
        StoredAftercare(rig.store),
        drafts=rig.drafts,
        templates=ShippedCatalog().all,
        links=lambda post_id: [],
        clock=rig.clock,
    )


def out(rig: PostRig, post: Post) -> Post:
    rig.workflow.mark_queued(post.id, rig.publisher)
    rig.workflow.mark_published(post.id)
    return rig.get(post)


@pytest.fixture
def post(rig: PostRig) -> Post:
    return out(rig, rig.approved(answers=Answers(not_restricted=True, no_victim_identity=True, has_minor=False)))


def change(rig: PostRig, post: Post, text: str = RIGHT) -> Post:
    draft = care(rig).amend(post.id, rig.second)
    return rig.drafts.edit(draft.id, rig.second, fields={"how": text})


def approved(rig: PostRig, post: Post) -> Post:
    rig.workflow.submit(post.id, rig.second, PIN)
    return rig.workflow.approve(post.id, rig.approver, PIN)


def test_it_opens_with_what_is_published_and_asks_anew_what_a_person_confirms(rig: PostRig, post: Post) -> None:
    draft = care(rig).amend(post.id, rig.second)
    assert (draft.fields, draft.targets, draft.template_sha256) == (post.fields, post.targets, post.template_sha256)
    assert draft.answers == Answers(has_minor=False, amends=post.id)
    assert (draft.author, draft.editors, draft.state, draft.revision) == (rig.second, (), PostState.DRAFT, 1)
    assert rig.get(post).state is PostState.PUBLISHED
    assert care(rig).amend(post.id, rig.author).id == draft.id, "one change at a time"
    assert [related.id for related in care(rig).about(post.id)] == [draft.id]


def test_only_an_author_and_only_a_published_post(rig: PostRig, post: Post) -> None:
    with pytest.raises(NotPermitted):
        care(rig).amend(post.id, rig.publisher)
    with pytest.raises(Refused, match="đã đăng và chưa gỡ"):
        care(rig).amend(rig.approved(fields={**FIELDS, "how": "Khác"}).id, rig.author)
    rig.workflow.withdraw(post.id, rig.approver, PIN, "Sai")
    with pytest.raises(Refused, match="đã đăng và chưa gỡ"):
        care(rig).amend(post.id, rig.author)


def test_the_next_change_begins_from_the_last_one(rig: PostRig, post: Post) -> None:
    first = out(rig, approved(rig, change(rig, post)))
    later = care(rig).amend(first.id, rig.second)
    assert later.id not in (post.id, first.id)
    assert (later.fields["how"], later.answers.amends) == (RIGHT, post.id)


def test_another_person_approves_it_and_the_seal_names_the_post_it_changes(rig: PostRig, post: Post) -> None:
    draft = change(rig, post)
    rig.workflow.submit(draft.id, rig.second, PIN)
    with pytest.raises(NotPermitted):
        rig.workflow.approve(draft.id, rig.second, PIN)
    with pytest.raises(Refused):
        rig.workflow.valid_approval(draft.id)
    rig.workflow.approve(draft.id, rig.approver, PIN)
    standing = rig.workflow.standing(draft.id)
    assert standing.content.amends == post.id
    assert "amends" in standing.sealed.parts


def test_what_stands_on_the_card_is_refused_before_anybody_approves(rig: PostRig, post: Post) -> None:
    draft = rig.drafts.edit(change(rig, post).id, rig.second, fields={"scam_name": "Giả danh cán bộ thuế"})
    with pytest.raises(Refused, match="có cả trên ảnh"):
        rig.workflow.submit(draft.id, rig.second, PIN)
    assert rig.get(draft).state is PostState.DRAFT
    rig.drafts.edit(draft.id, rig.second, fields={"scam_name": post.fields["scam_name"]})
    assert rig.workflow.submit(draft.id, rig.second, PIN).state is PostState.IN_REVIEW


def test_no_edit_unties_it(rig: PostRig, post: Post) -> None:
    draft = rig.drafts.edit(change(rig, post).id, rig.second, answers=Answers(not_restricted=True))
    assert (draft.answers.not_restricted, draft.answers.amends) == (True, post.id)


@pytest.mark.parametrize("amends", ["", "another"])
def test_a_database_that_names_another_post_voids_the_approval(rig: PostRig, post: Post, amends: str) -> None:
    draft = approved(rig, change(rig, post))
    other = out(rig, rig.approved(fields={**FIELDS, "how": "Bài khác"}))
    forged = replace(draft, answers=replace(draft.answers, amends=other.id if amends else ""))
    body = canonical_json(post_json(forged))
    with closing(sqlite3.connect(rig.folder / "studio.sqlite3")) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        place = (draft.id, draft.revision)
        raw.execute(
            "UPDATE revisions SET body = ?, base = NULL, packed = NULL, sha256 = ? WHERE post_id = ? AND number = ?",
            (body.decode(), sha256(body), *place),
        )
        raw.commit()
    assert rig.drafts.get(draft.id).answers.amends == forged.answers.amends, "the forgery reads well"
    with pytest.raises(StudioError):
        rig.workflow.valid_approval(draft.id)
    with pytest.raises(StudioError):
        rig.workflow.mark_queued(draft.id, rig.publisher)


def test_a_withdrawal_of_the_post_takes_its_changes_back_too(rig: PostRig, post: Post) -> None:
    first = out(rig, approved(rig, change(rig, post)))
    waiting = approved(rig, change(rig, post, "Số đúng là 024 0000 0114."))
    with pytest.raises(Refused, match="gỡ bài gốc"):
        rig.workflow.withdraw(first.id, rig.approver, PIN, "Sai")
    with pytest.raises(Refused, match="gỡ bài gốc"):
        rig.workflow.ask_withdrawal(first.id, rig.publisher, "Sai")
    told = rig.workflow.refusals(first.id, rig.approver)["withdraw"]
    assert told is not None
    assert "gỡ bài gốc" in told.vi
    rig.workflow.withdraw(post.id, rig.approver, PIN, "Số điện thoại sai.")
    assert {rig.get(one).state for one in (post, first, waiting)} == {PostState.WITHDRAWN}
    assert rig.workflow.withdrawn_because(first.id) == "Số điện thoại sai."
    assert rig.workflow.verify_history(first.id) == ()


def test_a_change_that_nobody_sent_may_be_given_up(rig: PostRig, post: Post) -> None:
    waiting = approved(rig, change(rig, post))
    rig.workflow.withdraw(waiting.id, rig.approver, PIN, "Không cần nữa.")
    assert rig.get(post).state is PostState.PUBLISHED
    assert care(rig).amend(post.id, rig.second).id != waiting.id


def test_a_change_owes_no_companion_of_its_own(rig: PostRig) -> None:
    fields = {"contact": "truc-ban"}
    submitted = rig.in_review(template="missing_person", fields=fields)
    post = out(rig, rig.workflow.approve(submitted.id, rig.head, PIN))
    draft = care(rig).amend(post.id, rig.second)
    rig.workflow.submit(draft.id, rig.second, PIN)
    out(rig, rig.workflow.approve(draft.id, rig.head, PIN))
    rig.clock.forward(days=400)
    assert [due.post_id for due in care(rig).due()] == [post.id]
