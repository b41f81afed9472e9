"""Something in between repeats the answer to an earlier question: its article is never taken for this one's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studio.publishers.port import Answer, Outcome
from tests.publishers.zalo.world import NOON, REFERENCE, World
from tests.simulators.faults import Kind

OTHER = "PS-ABCDEFGHIJ77"


def create(world: World, reference: str) -> Answer:
    return world.publisher.create(world.account, world.package(images=1), reference, world.files)


@pytest.mark.parametrize("path", ["/v2.0/article/create", "/v2.0/article/verify"])
def test_a_create_with_the_answer_to_another_is_in_doubt_and_then_found(world: World, path: str) -> None:
    first = create(world, OTHER)
    world.server.faults.script("POST", path, Kind.DUPLICATE)
    doubtful = create(world, REFERENCE)
    assert (doubtful.outcome, doubtful.remote_id) == (Outcome.UNKNOWN, "")
    [mine] = [
        post
        for post in world.publisher.recent(world.account, NOON - timedelta(minutes=5), REFERENCE)
        if post.reference == REFERENCE
    ]
    assert mine.remote_id != first.remote_id
    shown = world.publisher.reveal(world.account, mine.remote_id, world.package(images=1), REFERENCE, world.files)
    assert shown.outcome is Outcome.DONE
    assert [article["id"] for article in world.shown] == [mine.remote_id]


def test_a_token_of_another_article_leads_to_nothing(world: World) -> None:
    create(world, OTHER)
    world.notes.put(REFERENCE, "article-token", world.notes.of(OTHER)["article-token"].value)
    found = world.publisher.recent(world.account, NOON - timedelta(minutes=5), REFERENCE)
    assert {post.reference for post in found} == {OTHER}
    assert world.notes.of(REFERENCE) == {}
