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
from tests.posts.house import House
from tests.profile import numbered


def recurring(house: House) -> RecurringPosts:
    return RecurringPosts(
        StoredRecurring(house.store),
        drafts=house.drafts,
        people=house.people,
        clock=house.clock,
        ids=numbered("again-"),
    )


def today(house: House) -> date:
    return local_date(house.clock.now())


def test_on_its_day_a_draft_is_begun_once_with_its_dates(house: House) -> None:
    again, post = recurring(house), house.approved()
    again.start(post.id, Rhythm.WEEKLY, today(house) + timedelta(days=2), house.author)
    assert again.begin_due() == ()
    house.clock.forward(days=2)
    (begun,) = again.begin_due()
    assert again.begin_due() == ()
    draft = house.drafts.get(begun)
    assert (draft.state, draft.author, draft.publish_at) == (PostState.DRAFT, house.author, None)
    review = (today(house) + timedelta(days=house.templates.get("scam_warning").review_days)).isoformat()
    assert dict(draft.fields) == {**post.fields, "review_on": review}
    assert not draft.answers.not_restricted
    (series,) = again.all()
    assert (series.last_post, series.next_on) == (begun, today(house) + timedelta(days=7))


def test_days_that_went_by_unused_are_not_made_up_for(house: House) -> None:
    again = recurring(house)
    again.start(house.draft().id, Rhythm.WEEKLY, today(house), house.author)
    house.clock.forward(days=30)
    assert len(again.begin_due()) == 1
    (series,) = again.all()
    assert today(house) < series.next_on <= today(house) + timedelta(days=7)


def test_a_month_keeps_its_day_or_takes_the_last(house: House) -> None:
    began = date(2027, 1, 31)
    february = Rhythm.MONTHLY.after(began, began)
    assert (february, Rhythm.MONTHLY.after(february, began)) == (date(2027, 2, 28), date(2027, 3, 31))


def test_who_may_begin_and_who_may_stop(house: House) -> None:
    again, post = recurring(house), house.draft()
    with pytest.raises(NotPermitted):
        again.start(post.id, Rhythm.WEEKLY, today(house), house.approver)
    with pytest.raises(BadInput, match="từ hôm nay"):
        again.start(post.id, Rhythm.WEEKLY, today(house) - timedelta(days=1), house.author)
    series = again.start(post.id, Rhythm.WEEKLY, today(house), house.author)
    with pytest.raises(NotPermitted):
        again.stop(series.id, house.publisher)
    again.stop(series.id, house.approver)
    assert again.all() == ()
    assert again.begin_due() == ()


def test_a_post_that_is_deleted_for_good_comes_back_no_more(house: House) -> None:
    again, post = recurring(house), house.draft()
    again.start(post.id, Rhythm.WEEKLY, today(house) + timedelta(days=300), house.author)
    house.drafts.trash(post.id, house.author)
    house.clock.forward(days=31)
    assert house.drafts.purge(house.clock.now()) == 1
    assert again.all() == ()
