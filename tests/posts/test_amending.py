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
from tests.posts.house import FIELDS, PIN, House

RIGHT = "Kẻ gian gọi từ số 024 0000 0113 và giục làm ngay."


def care(house: House) -> Aftercare:
    return Aftercare(
        StoredAftercare(house.store),
        drafts=house.drafts,
        templates=ShippedCatalog().all,
        links=lambda post_id: [],
        clock=house.clock,
    )


def out(house: House, post: Post) -> Post:
    house.workflow.mark_queued(post.id, house.publisher)
    house.workflow.mark_published(post.id)
    return house.get(post)


@pytest.fixture
def post(house: House) -> Post:
    return out(house, house.approved(answers=Answers(not_restricted=True, no_victim_identity=True, has_minor=False)))


def change(house: House, post: Post, text: str = RIGHT) -> Post:
    draft = care(house).amend(post.id, house.second)
    return house.drafts.edit(draft.id, house.second, fields={"how": text})


def approved(house: House, post: Post) -> Post:
    house.workflow.submit(post.id, house.second, PIN)
    return house.workflow.approve(post.id, house.approver, PIN)


def test_it_opens_with_what_is_published_and_asks_anew_what_a_person_confirms(house: House, post: Post) -> None:
    draft = care(house).amend(post.id, house.second)
    assert (draft.fields, draft.targets, draft.template_sha256) == (post.fields, post.targets, post.template_sha256)
    assert draft.answers == Answers(has_minor=False, amends=post.id)
    assert (draft.author, draft.editors, draft.state, draft.revision) == (house.second, (), PostState.DRAFT, 1)
    assert house.get(post).state is PostState.PUBLISHED
    assert care(house).amend(post.id, house.author).id == draft.id, "one change at a time"
    assert [related.id for related in care(house).about(post.id)] == [draft.id]


def test_only_an_author_and_only_a_published_post(house: House, post: Post) -> None:
    with pytest.raises(NotPermitted):
        care(house).amend(post.id, house.publisher)
    with pytest.raises(Refused, match="đã đăng và chưa gỡ"):
        care(house).amend(house.approved(fields={**FIELDS, "how": "Khác"}).id, house.author)
    house.workflow.withdraw(post.id, house.approver, PIN, "Sai")
    with pytest.raises(Refused, match="đã đăng và chưa gỡ"):
        care(house).amend(post.id, house.author)


def test_the_next_change_begins_from_the_last_one(house: House, post: Post) -> None:
    first = out(house, approved(house, change(house, post)))
    later = care(house).amend(first.id, house.second)
    assert later.id not in (post.id, first.id)
    assert (later.fields["how"], later.answers.amends) == (RIGHT, post.id)


def test_another_person_approves_it_and_the_seal_names_the_post_it_changes(house: House, post: Post) -> None:
    draft = change(house, post)
    house.workflow.submit(draft.id, house.second, PIN)
    with pytest.raises(NotPermitted):
        house.workflow.approve(draft.id, house.second, PIN)
    with pytest.raises(Refused):
        house.workflow.valid_approval(draft.id)
    house.workflow.approve(draft.id, house.approver, PIN)
    standing = house.workflow.standing(draft.id)
    assert standing.content.amends == post.id
    assert "amends" in standing.sealed.parts


def test_what_stands_on_the_card_is_refused_before_anybody_approves(house: House, post: Post) -> None:
    draft = house.drafts.edit(change(house, post).id, house.second, fields={"scam_name": "Giả danh cán bộ thuế"})
    with pytest.raises(Refused, match="có cả trên ảnh"):
        house.workflow.submit(draft.id, house.second, PIN)
    assert house.get(draft).state is PostState.DRAFT
    house.drafts.edit(draft.id, house.second, fields={"scam_name": post.fields["scam_name"]})
    assert house.workflow.submit(draft.id, house.second, PIN).state is PostState.IN_REVIEW


def test_no_edit_unties_it(house: House, post: Post) -> None:
    draft = house.drafts.edit(change(house, post).id, house.second, answers=Answers(not_restricted=True))
    assert (draft.answers.not_restricted, draft.answers.amends) == (True, post.id)


@pytest.mark.parametrize("amends", ["", "another"])
def test_a_database_that_names_another_post_voids_the_approval(house: House, post: Post, amends: str) -> None:
    draft = approved(house, change(house, post))
    other = out(house, house.approved(fields={**FIELDS, "how": "Bài khác"}))
    forged = replace(draft, answers=replace(draft.answers, amends=other.id if amends else ""))
    body = canonical_json(post_json(forged))
    with closing(sqlite3.connect(house.folder / "studio.sqlite3")) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        place = (draft.id, draft.revision)
        raw.execute(
            "UPDATE revisions SET body = ?, base = NULL, packed = NULL, sha256 = ? WHERE post_id = ? AND number = ?",
            (body.decode(), sha256(body), *place),
        )
        raw.commit()
    assert house.drafts.get(draft.id).answers.amends == forged.answers.amends, "the forgery reads well"
    with pytest.raises(StudioError):
        house.workflow.valid_approval(draft.id)
    with pytest.raises(StudioError):
        house.workflow.mark_queued(draft.id, house.publisher)


def test_a_withdrawal_of_the_post_takes_its_changes_back_too(house: House, post: Post) -> None:
    first = out(house, approved(house, change(house, post)))
    waiting = approved(house, change(house, post, "Số đúng là 024 0000 0114."))
    with pytest.raises(Refused, match="gỡ bài gốc"):
        house.workflow.withdraw(first.id, house.approver, PIN, "Sai")
    with pytest.raises(Refused, match="gỡ bài gốc"):
        house.workflow.ask_withdrawal(first.id, house.publisher, "Sai")
    told = house.workflow.refusals(first.id, house.approver)["withdraw"]
    assert told is not None
    assert "gỡ bài gốc" in told.vi
    house.workflow.withdraw(post.id, house.approver, PIN, "Số điện thoại sai.")
    assert {house.get(one).state for one in (post, first, waiting)} == {PostState.WITHDRAWN}
    assert house.workflow.withdrawn_because(first.id) == "Số điện thoại sai."
    assert house.workflow.verify_history(first.id) == ()


def test_a_change_that_nobody_sent_may_be_given_up(house: House, post: Post) -> None:
    waiting = approved(house, change(house, post))
    house.workflow.withdraw(waiting.id, house.approver, PIN, "Không cần nữa.")
    assert house.get(post).state is PostState.PUBLISHED
    assert care(house).amend(post.id, house.second).id != waiting.id


def test_a_change_owes_no_companion_of_its_own(house: House) -> None:
    fields = {"contact": "truc-ban"}
    submitted = house.in_review(template="missing_person", fields=fields)
    post = out(house, house.workflow.approve(submitted.id, house.head, PIN))
    draft = care(house).amend(post.id, house.second)
    house.workflow.submit(draft.id, house.second, PIN)
    out(house, house.workflow.approve(draft.id, house.head, PIN))
    house.clock.forward(days=400)
    assert [due.post_id for due in care(house).due()] == [post.id]
