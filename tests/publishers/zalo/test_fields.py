"""Whatever stands in any field of Zalo's answers, it ends in an answer or in one sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studio.publishers.http import Http
from studio.publishers.zalo.publisher import ZaloPublisher
from tests.publishers.fields import Recorded, escaped
from tests.publishers.zalo.world import NOON, REFERENCE, MemoryNotes, World


def publisher(world: World, http: Http) -> ZaloPublisher:
    world.http = http
    return ZaloPublisher(
        http=http, grants=world.grants(), notes=MemoryNotes(), clock=world.clock, host=world.host, pause=lambda _: None
    )


@pytest.mark.soak
@pytest.mark.parametrize("what", ["identity", "create", "reveal", "read_back", "recent", "delete", "edit"])
def test_no_field_of_an_answer_escapes(world: World, what: str) -> None:
    package, line = world.package(), world.http
    first = world.publisher
    made = (
        "" if what in ("identity", "create") else first.create(world.account, package, REFERENCE, world.files).remote_id
    )
    account, files = world.account, world.files
    ways: dict[str, Callable[[Http], object]] = {
        "identity": lambda http: publisher(world, http).identity(account),
        "create": lambda http: publisher(world, http).create(account, package, REFERENCE, files),
        "reveal": lambda http: publisher(world, http).reveal(account, made, package, REFERENCE, files),
        "read_back": lambda http: publisher(world, http).read_back(account, made),
        "recent": lambda http: publisher(world, http).recent(account, NOON, REFERENCE),
        "delete": lambda http: publisher(world, http).delete(account, made),
        "edit": lambda http: publisher(world, http).edit(account, made, package, REFERENCE, files),
    }
    recorded = Recorded(line)
    ways[what](recorded)
    tried, found = escaped(recorded.replies, ways[what])
    line.close()
    assert found == []
    assert tried > 5
