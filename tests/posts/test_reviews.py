"""Comments on fields, and what changed since a reviewer's last look."""

from __future__ import annotations

import pytest

from studio.app.post_room import RevisionComparer
from studio.errors import BadInput, NotFound, Refused
from studio.outbox.storage_tables import of_posts
from studio.posts.model import PostFilter, PostState
from studio.posts.reviews import LONGEST_COMMENT, Reviews
from studio.posts.storage_list import StoredReviews, StoredShelf
from tests.posts.house import House
from tests.profile import numbered


@pytest.fixture
def reviews(house: House, comparing: RevisionComparer) -> Reviews:
    return Reviews(
        StoredReviews(house.store),
        posts=house.repo,
        people=house.people,
        compare=comparing.compare,
        clock=house.clock,
        ids=numbered("comment-"),
    )


def test_comments_are_kept_in_order_with_field_person_and_revision(house: House, reviews: Reviews) -> None:
    post = house.draft()
    first = reviews.comment(post.id, house.approver, "how", "  Nêu rõ nguồn tin.  ")
    house.clock.forward(minutes=1)
    second = reviews.comment(post.id, "Trần Thị Soạn", "", "Đã bổ sung.")
    assert reviews.comments(post.id) == (first, second)
    assert (first.text, first.field, first.by, first.revision) == ("Nêu rõ nguồn tin.", "how", house.approver, 2)
    assert second.by == house.author


def test_a_comment_is_settled_and_opened_again(house: House, reviews: Reviews) -> None:
    post = house.draft()
    comment = reviews.comment(post.id, house.approver, "how", "Nêu rõ nguồn tin.")
    shelf = StoredShelf(house.store, of_posts)
    assert shelf.rows((post.id,))[0].comments == 1
    reviews.resolve(comment.id, house.author)
    settled = reviews.comments(post.id)[0]
    assert (settled.resolved_by, settled.resolved_at) == (house.author, house.clock.now())
    assert shelf.rows((post.id,))[0].comments == 0
    reviews.resolve(comment.id, house.second)
    assert reviews.comments(post.id)[0].resolved_by == house.author
    reviews.reopen(comment.id, house.approver)
    assert reviews.comments(post.id) == (comment,)


def test_an_empty_or_endless_comment_is_refused(house: House, reviews: Reviews) -> None:
    post = house.draft()
    for words in ("", " \n ", "ờ" * (LONGEST_COMMENT + 1)):
        with pytest.raises(BadInput):
            reviews.comment(post.id, house.approver, "how", words)
    reviews.comment(post.id, house.approver, "how", "ờ" * LONGEST_COMMENT)
    with pytest.raises(NotFound):
        reviews.comment("khong-co", house.approver, "how", "Ai?")
    with pytest.raises(NotFound):
        reviews.resolve("khong-co", house.approver)
    house.drafts.trash(post.id, house.author)
    with pytest.raises(Refused, match="thùng rác"):
        reviews.comment(post.id, house.approver, "how", "Muộn rồi.")


def test_what_changed_since_the_last_look(house: House, reviews: Reviews) -> None:
    post = house.draft()
    assert reviews.since(post.id, house.approver) is None
    assert reviews.seen(post.id, house.approver) is None
    reviews.looked(post.id, house.approver)
    assert reviews.since(post.id, house.approver) is None
    house.drafts.edit(post.id, house.author, fields={"how": "Kẻ gian nhắn tin."})
    found = reviews.since(post.id, house.approver)
    assert found is not None
    assert [change.where for change in found.changes] == ["how"]
    assert reviews.changed_for(house.approver) == {post.id}
    assert reviews.changed_for(house.head) == frozenset()
    house.drafts.undo(post.id, house.author)
    assert reviews.since(post.id, house.approver) is None  # another revision, nothing else in it
    reviews.looked(post.id, house.approver)
    assert reviews.changed_for(house.approver) == frozenset()


def test_what_was_seen_and_purged_since_is_not_compared(house: House, reviews: Reviews) -> None:
    post = house.draft()
    reviews.looked(post.id, house.approver)
    reviews.comment(post.id, house.approver, "how", "Nêu rõ nguồn tin.")
    house.drafts.trash(post.id, house.author)
    house.clock.forward(days=30)
    assert house.drafts.purge(house.clock.now()) == 1
    assert reviews.comments(post.id) == ()
    assert StoredShelf(house.store, of_posts).counts(PostFilter())[PostState.DRAFT] == 0
