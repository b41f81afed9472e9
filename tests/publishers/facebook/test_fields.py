"""Whatever stands in any field of Facebook's answers, it ends in an answer or in one sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studio.publishers.facebook.connect import PAGE_TOKEN, TOKEN, FacebookConnector
from studio.publishers.facebook.publisher import FacebookPublisher
from studio.publishers.http import Http
from tests.publishers.facebook.scene import NOON, REFERENCE, MemoryNotes, Scene
from tests.publishers.fields import Recorded, escaped

FILM = b"\0\0\0\x18ftypisom" * 30


def publisher(scene: Scene, http: Http) -> FacebookPublisher:
    notes = MemoryNotes(scene.clock)
    return FacebookPublisher(http, scene.logins, notes, scene.clock, pause=lambda _: None)


@pytest.mark.soak
@pytest.mark.parametrize(
    "what", ["identity", "create", "film", "reveal", "read_back", "recent", "delete", "edit", "connect", "health"]
)
def test_no_field_of_an_answer_escapes(scene: Scene, what: str) -> None:
    package, film = scene.package("một"), scene.film(FILM)
    made = scene.create(package).remote_id if what in ("reveal", "read_back", "recent", "delete", "edit") else ""
    login = scene.logins.load(scene.account.name)
    token = login.page_token  # type: ignore[union-attr]
    ways: dict[str, Callable[[Http], object]] = {
        "identity": lambda http: publisher(scene, http).identity(scene.account),
        "create": lambda http: publisher(scene, http).create(scene.account, package, REFERENCE, scene.files),
        "film": lambda http: publisher(scene, http).create(scene.account, film, REFERENCE, scene.files),
        "reveal": lambda http: publisher(scene, http).reveal(scene.account, made, package, REFERENCE, scene.files),
        "read_back": lambda http: publisher(scene, http).read_back(scene.account, made),
        "recent": lambda http: publisher(scene, http).recent(scene.account, NOON, REFERENCE),
        "delete": lambda http: publisher(scene, http).delete(scene.account, made),
        "edit": lambda http: publisher(scene, http).edit(scene.account, made, package, REFERENCE, scene.files),
        "connect": lambda http: FacebookConnector(http, scene.clock).connect(scene.account, TOKEN, {PAGE_TOKEN: token}),
        "health": lambda http: FacebookConnector(http, scene.clock).health(scene.account, scene.logins),
    }
    recorded = Recorded(scene.http)
    ways[what](recorded)
    tried, found = escaped(recorded.replies, ways[what])
    assert found == []
    assert tried > 10
