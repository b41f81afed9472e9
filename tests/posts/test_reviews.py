"""Comments on fields, and what changed since a reviewer's last look."""

from __future__ import annotations

import pytest

from studio.app.post_room import RevisionComparer
from studio.errors import BadInput, NotFound, Refused
from studio.outbox.storage_tables import of_posts
from studio.posts.model import PostFilter, PostState
from studio.posts.reviews import LONGEST_COMMENT, Reviews
from studio.posts.storage_list import StoredPostList, StoredReviews
from tests.posts.post_rig import PostRig
from tests.profile import numbered


@pytest.fixture
def reviews(rig: PostRig, comparing: RevisionComparer) -> Reviews:
    return Reviews(
        StoredReviews(rig.store),
        posts=rig.repo,
        people=rig.people,
        compare=comparing.compare,
        clock=rig.clock,
        ids=numbered("comment-"),
    )


def test_comments_are_kept_in_order_with_field_person_and_revision(rig: PostRig, reviews: Reviews) -> None:
    post = rig.draft()
    first = reviews.comment(post.id, rig.approver, "how", "  Nêu rõ nguồn tin.  ")
    rig.clock.forward(minutes=1)
    second = reviews.comment(post.id, "Trần Thị Soạn", "", "Đã bổ sung.")
    assert reviews.comments(post.id) == (first, second)
    assert (first.text, first.field, first.by, first.revision) == ("Nêu rõ nguồn tin.", "how", rig.approver, 2)
    assert second.by == rig.author


def test_a_comment_is_settled_and_opened_again(rig: PostRig, reviews: Reviews) -> None:
    post = rig.draft()
    comment = reviews.comment(post.id, rig.approver, "how", "Nêu rõ nguồn tin.")
    shelf = StoredPostList(rig.store, of_posts)
    assert shelf.rows((post.id,))[0].comments == 1
    reviews.resolve(comment.id, rig.author)
    settled = reviews.comments(post.id)[0]
    assert (settled.resolved_by, settled.resolved_at) == (rig.author, rig.clock.now())
    assert shelf.rows((post.id,))[0].comments == 0
    reviews.resolve(comment.id, rig.second)
    assert reviews.comments(post.id)[0].resolved_by == rig.author
    reviews.reopen(comment.id, rig.approver)
    assert reviews.comments(post.id) == (comment,)


def test_an_empty_or_endless_comment_is_refused(rig: PostRig, reviews: Reviews) -> None:
    post = rig.draft()
    for words in ("", " \n ", "ờ" * (LONGEST_COMMENT + 1)):
        with pytest.raises(BadInput):
            reviews.comment(post.id, rig.approver, "how", words)
    reviews.comment(post.id, rig.approver, "how", "ờ" * LONGEST_COMMENT)
    with pytest.raises(NotFound):
        reviews.comment("khong-co", rig.approver, "how", "Ai?")
    with pytest.raises(NotFound):
        reviews.resolve("khong-co", rig.approver)
    rig.drafts.trash(post.id, rig.author)
    with pytest.raises(Refused, match="thùng rác"):
        reviews.comment(post.id, rig.approver, "how", "Muộn rồi.")


def test_what_changed_since_the_last_look(rig: PostRig, reviews: Reviews) -> None:
    post = rig.draft()
    assert reviews.since(post.id, rig.approver) is None
    assert reviews.seen(post.id, rig.approver) is None
    reviews.looked(post.id, rig.approver)
    assert reviews.since(post.id, rig.approver) is None
    rig.drafts.edit(post.id, rig.author, fields={"how": "Kẻ gian nhắn tin."})
    found = reviews.since(post.id, rig.approver)
    assert found is not None
    assert [change.where for change in found.changes] == ["how"]
    assert reviews.changed_for(rig.approver) == {post.id}
    assert reviews.changed_for(rig.head) == frozenset()
    rig.drafts.undo(post.id, rig.author)
    assert reviews.since(post.id, rig.approver) is None  # another revision, nothing else in it
    reviews.looked(post.id, rig.approver)
    assert reviews.changed_for(rig.approver) == frozenset()


def test_what_was_seen_and_purged_since_is_not_compared(rig: PostRig, reviews: Reviews) -> None:
    post = rig.draft()
    reviews.looked(post.id, rig.approver)
    reviews.comment(post.id, rig.approver, "how", "Nêu rõ nguồn tin.")
    rig.drafts.trash(post.id, rig.author)
    rig.clock.forward(days=30)
    assert rig.drafts.purge(rig.clock.now()) == 1
    assert reviews.comments(post.id) == ()
    assert StoredPostList(rig.store, of_posts).counts(PostFilter())[PostState.DRAFT] == 0
