"""A post that comes back: a draft on its day, once, with its dates; approved like any; stopped by who may."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from studio.clock import local_date
from studio.errors import BadInput, NotPermitted
from studio.posts.model import PostState
from studio.posts.recurring import RecurringPosts
from studio.posts.recurring_model import Rhythm
from studio.posts.storage_recurring import StoredRecurring
from tests.posts.post_rig import PostRig
from tests.profile import numbered


def recurring(rig: PostRig) -> RecurringPosts:
    return RecurringPosts(
        StoredRecurring(rig.store),
        drafts=rig.drafts,
        people=rig.people,
        clock=rig.clock,
        ids=numbered("again-"),
    )


def today(rig: PostRig) -> date:
    return local_date(rig.clock.now())


def test_on_its_day_a_draft_is_begun_once_with_its_dates(rig: PostRig) -> None:
    again, post = recurring(rig), rig.approved()
    again.start(post.id, Rhythm.WEEKLY, today(rig) + timedelta(days=2), rig.author)
    assert again.begin_due() == ()
    rig.clock.forward(days=2)
    (begun,) = again.begin_due()
    assert again.begin_due() == ()
    draft = rig.drafts.get(begun)
    assert (draft.state, draft.author, draft.publish_at) == (PostState.DRAFT, rig.author, None)
    review = (today(rig) + timedelta(days=rig.templates.get("scam_warning").review_days)).isoformat()
    assert dict(draft.fields) == {**post.fields, "review_on": review}
    assert not draft.answers.not_restricted
    (series,) = again.all()
    assert (series.last_post, series.next_on) == (begun, today(rig) + timedelta(days=7))


def test_days_that_went_by_unused_are_not_made_up_for(rig: PostRig) -> None:
    again = recurring(rig)
    again.start(rig.draft().id, Rhythm.WEEKLY, today(rig), rig.author)
    rig.clock.forward(days=30)
    assert len(again.begin_due()) == 1
    (series,) = again.all()
    assert today(rig) < series.next_on <= today(rig) + timedelta(days=7)


def test_a_month_keeps_its_day_or_takes_the_last(rig: PostRig) -> None:
    began = date(2027, 1, 31)
    february = Rhythm.MONTHLY.after(began, began)
    assert (february, Rhythm.MONTHLY.after(february, began)) == (date(2027, 2, 28), date(2027, 3, 31))


def test_who_may_begin_and_who_may_stop(rig: PostRig) -> None:
    again, post = recurring(rig), rig.draft()
    with pytest.raises(NotPermitted):
        again.start(post.id, Rhythm.WEEKLY, today(rig), rig.approver)
    with pytest.raises(BadInput, match="từ hôm nay"):
        again.start(post.id, Rhythm.WEEKLY, today(rig) - timedelta(days=1), rig.author)
    series = again.start(post.id, Rhythm.WEEKLY, today(rig), rig.author)
    with pytest.raises(NotPermitted):
        again.stop(series.id, rig.publisher)
    again.stop(series.id, rig.approver)
    assert again.all() == ()
    assert again.begin_due() == ()


def test_a_post_that_is_deleted_for_good_comes_back_no_more(rig: PostRig) -> None:
    again, post = recurring(rig), rig.draft()
    again.start(post.id, Rhythm.WEEKLY, today(rig) + timedelta(days=300), rig.author)
    rig.drafts.trash(post.id, rig.author)
    rig.clock.forward(days=31)
    assert rig.drafts.purge(rig.clock.now()) == 1
    assert again.all() == ()
