"""The profile of many posts that measurements use is sound, and its deliveries are counted and found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from studio.app import Studio, open_studio
from studio.outbox.model import DeliveryState
from studio.posts.model import PostFilter, PostState
from tests.perf.many_posts import WAYS, many_posts
from tests.profile import SetClock

COUNT = 150


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    clock = SetClock()
    made = open_studio(many_posts(tmp_path_factory.mktemp("many"), COUNT, clock=clock), clock=clock)
    yield made
    made.close()


def test_every_post_is_read_composed_and_has_a_sound_history(studio: Studio) -> None:
    ids = studio.listing.ids(PostFilter())
    assert len(ids) + studio.listing.trashed_count() == COUNT
    for row in studio.listing.rows(ids):
        post = studio.drafts.get(row.id)
        assert studio.content(post).title == row.title
        assert [entry.action for entry in studio.workflow.history(row.id)] == ["open", *WAYS[post.state]]
        assert studio.workflow.verify_history(row.id) == ()


def test_deliveries_are_counted_and_the_newest_found(studio: Studio) -> None:
    every = studio.outbox.list()
    counts = studio.outbox.counts()
    assert sum(counts.values()) == len(every)
    assert studio.outbox.latest(limit=20) == every[:20]
    withdrawn = studio.outbox.latest((DeliveryState.WITHDRAWN,))
    assert len(withdrawn) == counts[DeliveryState.WITHDRAWN]
    wanted = every[7]
    assert studio.outbox.latest(text=wanted.reference.upper()) == (wanted,)
    found = studio.outbox.latest(text=wanted.post_title, limit=1000)
    assert wanted in found
    assert len(found) < len(every) / 4
    by_page = studio.outbox.latest(text="trang thuc hanh", limit=1000)
    assert {delivery.account for delivery in by_page} == {"trang-thuc-hanh"}
    assert studio.outbox.latest(text="không có ở đâu") == ()


def test_published_posts_are_most_of_them(studio: Studio) -> None:
    counts = studio.listing.counts(PostFilter())
    assert counts[PostState.PUBLISHED] > COUNT / 2
