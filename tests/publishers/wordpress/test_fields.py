"""Whatever stands in any field of a site's answers, it ends in an answer or in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from studio.publishers.http import Http
from studio.publishers.wordpress.publisher import WordPressPublisher
from tests.publishers.fields import Recorded, escaped
from tests.publishers.wordpress.world import MemoryNotes, World


def publisher(world: World, http: Http) -> WordPressPublisher:
    return WordPressPublisher(http, world.logins, MemoryNotes(), world.clock)


@pytest.mark.soak
@pytest.mark.parametrize(
    "what", ["identity", "create", "reveal", "read_back", "recent", "delete", "edit", "categories"]
)
def test_no_field_of_an_answer_escapes(world: World, what: str) -> None:
    package, reference = world.package(images=1), world.reference()
    known = what in ("reveal", "read_back", "recent", "delete", "edit")
    made = world.create(package, reference).remote_id if known else ""
    account, files, since = world.account, world.files, world.clock.now() - timedelta(minutes=1)
    ways: dict[str, Callable[[Http], object]] = {
        "identity": lambda http: publisher(world, http).identity(account),
        "create": lambda http: publisher(world, http).create(account, package, reference, files),
        "reveal": lambda http: publisher(world, http).reveal(account, made, package, reference, files),
        "read_back": lambda http: publisher(world, http).read_back(account, made),
        "recent": lambda http: publisher(world, http).recent(account, since, reference),
        "delete": lambda http: publisher(world, http).delete(account, made),
        "edit": lambda http: publisher(world, http).edit(account, made, package, reference, files),
        "categories": lambda http: publisher(world, http).categories(account),
    }
    recorded = Recorded(world.http)
    ways[what](recorded)
    tried, found = escaped(recorded.replies, ways[what])
    assert found == []
    assert tried > 10
