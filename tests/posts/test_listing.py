"""Posts as lists show them: filters, orders, counts, titles, saved filters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from studio.errors import BadInput
from studio.outbox.storage_tables import of_posts
from studio.posts.listing import MOST_FILTERS, PostListing
from studio.posts.model import Post, PostFilter, PostSort, PostState
from studio.posts.storage_list import StoredPostList
from tests.posts.post_rig import FIELDS, PIN, PostRig, builtin
from tests.profile import numbered


@pytest.fixture
def listing(rig: PostRig) -> PostListing:
    return PostListing(StoredPostList(rig.store, of_posts), templates=builtin, clock=rig.clock, ids=numbered("filter-"))


def named(rig: PostRig, name: str, **changes: Any) -> Post:
    """A draft of that name; a minute passes."""
    rig.clock.forward(minutes=1)
    return rig.draft(fields={**FIELDS, "scam_name": name}, **changes)


def test_the_newest_change_comes_first_and_nothing_of_the_trash(rig: PostRig, listing: PostListing) -> None:
    old, new, thrown = (named(rig, name) for name in ("Vé tàu giả", "Vay tiền qua mạng", "Bỏ đi"))
    rig.drafts.trash(thrown.id, rig.author)
    assert listing.ids(PostFilter()) == (new.id, old.id)
    assert listing.ids(PostFilter(), PostSort.CHANGED, descending=False) == (old.id, new.id)
    assert listing.ids(PostFilter(), limit=1) == (new.id,)
    assert listing.ids(PostFilter(trashed=True)) == (thrown.id,)
    assert listing.trashed_count() == 1
    rig.clock.forward(minutes=1)
    rig.drafts.edit(old.id, rig.author, targets=())
    assert listing.ids(PostFilter()) == (old.id, new.id)


def test_titles_are_sorted_by_the_vietnamese_alphabet(rig: PostRig, listing: PostListing) -> None:
    names = ["Ăn xin giả", "An ninh mạng", "Áo từ thiện", "Đặt phòng", "Dán mã QR", "Ân nhân giả"]
    for name in names:
        named(rig, name)
    rows = listing.rows(listing.ids(PostFilter(), PostSort.TITLE, descending=False))
    found = [row.title.removeprefix("CẢNH BÁO: ") for row in rows]
    assert found == ["An ninh mạng", "Áo từ thiện", "Ăn xin giả", "Ân nhân giả", "Dán mã QR", "Đặt phòng"]


def test_every_order_is_stable_and_holds_every_match(rig: PostRig, listing: PostListing) -> None:
    first = named(rig, "Một", publish_at=rig.tomorrow())
    second = named(rig, "Hai")
    third = named(rig, "Ba", publish_at=rig.tomorrow(48))
    rig.workflow.submit(second.id, rig.author, PIN)
    every = {first.id, second.id, third.id}
    for sort in PostSort:
        for descending in (True, False):
            assert set(listing.ids(PostFilter(), sort, descending)) == every
    assert listing.ids(PostFilter(), PostSort.PUBLISH_AT, descending=False) == (first.id, third.id, second.id)
    assert listing.ids(PostFilter(), PostSort.PUBLISH_AT, descending=True) == (third.id, first.id, second.id)
    assert listing.ids(PostFilter(), PostSort.STATE, descending=True)[0] == second.id
    assert listing.ids(PostFilter(), PostSort.CREATED, descending=False) == (first.id, second.id, third.id)


def test_templates_are_sorted_by_their_titles(rig: PostRig, listing: PostListing) -> None:
    for template in ("traffic_notice", "scam_warning", "correction"):
        rig.drafts.open_new(template, rig.author)
    rows = listing.rows(listing.ids(PostFilter(), PostSort.TEMPLATE, descending=False))
    assert [row.template_id for row in rows] == ["scam_warning", "correction", "traffic_notice"]


def test_each_condition_narrows(rig: PostRig, listing: PostListing) -> None:
    mine = named(rig, "Giả danh điện lực")
    other = named(rig, "Bán hàng đa cấp", by=rig.second, targets=("thuc-hanh",))
    in_review = rig.workflow.submit(mine.id, rig.author, PIN)
    blank = rig.drafts.open_new("traffic_notice", rig.author)
    only = [
        (PostFilter(states=(PostState.IN_REVIEW,)), {in_review.id}),
        (PostFilter(states=(PostState.DRAFT, PostState.IN_REVIEW)), {mine.id, other.id, blank.id}),
        (PostFilter(template="traffic_notice"), {blank.id}),
        (PostFilter(author=rig.second), {other.id}),
        (PostFilter(target="ban-giao"), {mine.id}),
        (PostFilter(target="ban"), set()),
        (PostFilter(text="GIA danh dien"), {mine.id}),
        (PostFilter(text="Bán hàng ĐA cap"), {other.id}),
        (PostFilter(text="ban hang da c"), {other.id}),
        (PostFilter(text="hang d cap"), set()),
        (PostFilter(text="giả danh (điện-lực)"), {mine.id}),
        (PostFilter(text="cap nhat khong co"), set()),
        (PostFilter(text="100%_"), set()),
        (PostFilter(text="ma otp", template="scam_warning", states=(PostState.DRAFT,)), {other.id}),
    ]
    for wanted, ids in only:
        assert set(listing.ids(wanted)) == ids, wanted


def test_days_are_those_of_vietnam(rig: PostRig, listing: PostListing) -> None:
    rig.clock.moment = rig.clock.moment.replace(hour=16, minute=59)  # 23:59 of the 25th in Vietnam
    late = rig.draft()
    rig.clock.forward(minutes=2)
    early = rig.draft()
    the_25th, the_26th = date(2026, 11, 25), date(2026, 11, 26)
    assert listing.ids(PostFilter(changed_to=the_25th)) == (late.id,)
    assert listing.ids(PostFilter(changed_from=the_26th)) == (early.id,)
    assert set(listing.ids(PostFilter(changed_from=the_25th, changed_to=the_26th))) == {late.id, early.id}


def test_rows_keep_the_order_asked_and_leave_out_what_is_no_more(rig: PostRig, listing: PostListing) -> None:
    one, two = named(rig, "Một", publish_at=rig.tomorrow()), named(rig, "Hai")
    rows = listing.rows((two.id, "khong-co", one.id))
    assert [row.id for row in rows] == [two.id, one.id]
    row = rows[1]
    assert (row.title, row.state, row.template_id) == ("CẢNH BÁO: Một", PostState.DRAFT, "scam_warning")
    assert (row.author, row.targets, row.publish_at) == (rig.author, ("thuc-hanh", "ban-giao"), one.publish_at)
    assert (row.created_at, row.trashed_at, row.comments) == (one.created_at, None, 0)


def test_counts_pass_over_the_states_asked_for(rig: PostRig, listing: PostListing) -> None:
    named(rig, "Một")
    rig.workflow.submit(named(rig, "Hai").id, rig.author, PIN)
    counts = listing.counts(PostFilter(states=(PostState.REJECTED,)))
    assert (counts[PostState.DRAFT], counts[PostState.IN_REVIEW], counts[PostState.REJECTED]) == (1, 1, 0)
    assert set(counts) == set(PostState)
    assert sum(listing.counts(PostFilter(text="hai")).values()) == 1


def test_titles_alone_are_found_the_newest_first(rig: PostRig, listing: PostListing) -> None:
    old, new = named(rig, "Mã OTP giả"), named(rig, "Bẫy mã OTP")
    named(rig, "Không nói gì trong tên, chỉ trong nội dung")
    assert [row.id for row in listing.find_titles("ma otp")] == [new.id, old.id]
    assert [row.id for row in listing.find_titles("otp", limit=1)] == [new.id]
    assert listing.find_titles("  ") == ()
    rig.drafts.trash(new.id, rig.author)
    assert [row.id for row in listing.find_titles("ma otp")] == [old.id]


def test_filters_are_saved_replaced_by_name_and_dropped(listing: PostListing) -> None:
    wanted = PostFilter(
        states=(PostState.DRAFT,), text="lừa đảo", template="scam_warning", author="p1", target="trang",
        changed_from=date(2026, 1, 1), changed_to=date(2026, 12, 31),
    )  # fmt: skip
    saved = listing.keep_filter("  Việc   của tôi ", wanted, PostSort.TITLE, descending=False)
    assert listing.saved_filters() == (saved,)
    assert (saved.name, saved.filter, saved.sort, saved.descending) == ("Việc của tôi", wanted, PostSort.TITLE, False)
    again = listing.keep_filter("viec cua toi", replace(wanted, text=""))
    assert listing.saved_filters() == (again,)
    assert again.id == saved.id
    listing.drop_filter(again.id)
    listing.drop_filter(again.id)
    assert listing.saved_filters() == ()


def test_a_filter_needs_a_name_and_there_are_not_endlessly_many(listing: PostListing) -> None:
    for name in ("", "   ", "a" * 61):
        with pytest.raises(BadInput, match="đặt tên"):
            listing.keep_filter(name, PostFilter())
    for number in range(MOST_FILTERS):
        listing.keep_filter(f"Lọc {number}", PostFilter())
    with pytest.raises(BadInput, match="xóa bớt"):
        listing.keep_filter("Một cái nữa", PostFilter())
    listing.keep_filter("Lọc 3", PostFilter(text="vẫn thay được"))


def test_what_runs_out_is_found_without_reading_the_others(rig: PostRig) -> None:
    planned = rig.in_review(publish_at=rig.tomorrow())
    unplanned = rig.in_review()
    approved = rig.approved(publish_at=rig.tomorrow())
    held = rig.workflow.hold(rig.approved().id, rig.head, PIN, "chờ ý kiến")
    assert rig.approvals.overdue() == ()
    rig.clock.forward(hours=25)
    assert {post.id for post in rig.approvals.overdue()} == {planned.id}
    rig.clock.moment += timedelta(hours=24)
    assert {post.id for post in rig.approvals.overdue()} == {planned.id, approved.id}
    rig.clock.moment += timedelta(days=7)
    assert {post.id for post in rig.approvals.overdue()} == {planned.id, approved.id, held.id}
    assert {post.id for post in rig.workflow.expire_due()} == {planned.id, approved.id, held.id}
    assert rig.approvals.overdue() == ()
    assert rig.get(unplanned).state is PostState.IN_REVIEW
