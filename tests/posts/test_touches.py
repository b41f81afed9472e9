"""Cards adjusted by hand are part of a post: kept, undone, told, approved with it, and never against a lock."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.errors import BadInput, Refused
from studio.posts.compare import compare
from studio.posts.serial import post_json, post_of
from studio.templates.card import CardTouch
from studio.templates.catalog import builtin_pack
from tests.posts.post_rig import PostRig

NEARER = CardTouch(card="alert", size="sq", focal=(0.2, 0.4), zoom=1.5)


@pytest.fixture
def rig(rig: PostRig) -> PostRig:
    """With the shipped design, whose layouts have locks."""
    design = builtin_pack().design
    assert design is not None
    rig.templates.plan = design
    return rig


def test_a_touch_is_kept_undone_and_comes_back(rig: PostRig) -> None:
    post = rig.draft()
    touched = rig.drafts.edit(post.id, rig.author, touches=[NEARER, CardTouch(card="alert", size="a4")])
    assert touched.touches == (NEARER,), "what changes nothing is not kept"
    assert rig.drafts.get(post.id).touches == (NEARER,)
    assert rig.drafts.undo(post.id, rig.author).touches == ()
    assert rig.drafts.redo(post.id, rig.author).touches == (NEARER,)


@pytest.mark.parametrize(
    "forbidden",
    [
        CardTouch(card="alert", size="sq", hidden=("citation",)),
        CardTouch(card="alert", size="sq", hidden=("contact",)),
        CardTouch(card="alert", size="sq", breaks=(("citation", ("Điều 5", "Luật")),)),
    ],
)
def test_a_lock_holds_whoever_asks(rig: PostRig, forbidden: CardTouch) -> None:
    post = rig.draft()
    with pytest.raises(Refused, match="cố định"):
        rig.drafts.edit(post.id, rig.author, touches=[NEARER, forbidden])
    assert rig.drafts.get(post.id) == post, "nothing of it was taken"


def test_a_card_or_size_that_there_is_not(rig: PostRig) -> None:
    post = rig.draft()
    for unknown in (CardTouch(card="khong-co", size="sq", zoom=2.0), CardTouch(card="alert", size="vuong", zoom=2.0)):
        with pytest.raises(BadInput, match="không có thẻ"):
            rig.drafts.edit(post.id, rig.author, touches=[unknown])


def test_it_is_part_of_what_is_approved(rig: PostRig) -> None:
    post = rig.draft()
    before = rig.composer.content(post)
    touched = rig.drafts.edit(post.id, rig.author, touches=[NEARER])
    after = rig.composer.content(touched)
    assert [card.spec.touches for card in after.cards] == [(NEARER,)]
    assert [card.key for card in after.cards] == ["alert"]
    assert after.content_hash != before.content_hash


def test_what_the_layout_no_longer_allows_is_left_out(rig: PostRig) -> None:
    post = rig.drafts.edit(rig.draft().id, rig.author, touches=[NEARER])
    plan = rig.templates.plan
    rig.templates.plan = replace(plan, layouts={"alert": replace(plan.layouts["alert"], layers=())})
    assert [card.spec.touches for card in rig.composer.content(post).cards] == [()]


def test_it_is_told_in_words(rig: PostRig) -> None:
    post = rig.draft()
    touched = rig.drafts.edit(
        post.id,
        rig.author,
        touches=[CardTouch(card="alert", size="sq", zoom=1.5, hidden=("hero_art",), composition="type")],
    )
    template = rig.templates.get("scam_warning")
    (change,) = compare(post, touched, template, book=rig.directory.book()).changes
    assert change.where == "touches"
    assert change.after == "alert, vuông: ảnh phóng 1,5 lần; ẩn hình minh họa; bố cục “chữ lớn”"


def test_a_post_written_before_there_were_touches_is_read(rig: PostRig) -> None:
    post = rig.draft()
    raw = post_json(post)
    del raw["touches"]
    assert post_of(raw, post.state) == post
