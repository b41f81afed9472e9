"""Whatever stands in any field of Facebook's answers, it ends in an answer or in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from studio.posts.model import PlatformOptions, VideoWay
from studio.publishers.facebook.connect import PAGE_TOKEN, TOKEN, FacebookConnector
from studio.publishers.facebook.publisher import FacebookPublisher
from studio.publishers.http import Http
from tests.publishers.facebook.scene import NOON, REFERENCE, MemoryNotes, Scene
from tests.publishers.fields import Recorded, escaped

FILM = b"\0\0\0\x18ftypisom" * 130


def publisher(scene: Scene, http: Http) -> FacebookPublisher:
    notes = MemoryNotes(scene.clock)
    return FacebookPublisher(http, scene.logins, notes, scene.clock, pause=lambda _: None)


@pytest.mark.soak
@pytest.mark.parametrize(
    "what",
    ["identity", "create", "film", "video", "reveal", "complete", "read_back", "recent", "delete", "edit", "connect",
     "health"],
)  # fmt: skip
def test_no_field_of_an_answer_escapes(scene: Scene, what: str) -> None:
    asked = PlatformOptions(first_comment="Gọi 113.", pinned=True, story=True)
    package, film = replace(scene.package("một"), options=asked), scene.film(FILM)
    long_film = replace(film, video_way=VideoWay.VIDEO)
    there = ("reveal", "complete", "read_back", "recent", "delete", "edit")
    made = scene.create(package).remote_id if what in there else ""
    if what == "complete":
        scene.reveal(made, package)
    login = scene.logins.load(scene.account.name)
    token = login.page_token  # type: ignore[union-attr]
    ways: dict[str, Callable[[Http], object]] = {
        "identity": lambda http: publisher(scene, http).identity(scene.account),
        "create": lambda http: publisher(scene, http).create(scene.account, package, REFERENCE, scene.files),
        "film": lambda http: publisher(scene, http).create(scene.account, film, REFERENCE, scene.files),
        "video": lambda http: publisher(scene, http).create(scene.account, long_film, REFERENCE, scene.files),
        "complete": lambda http: publisher(scene, http).complete(scene.account, made, package, REFERENCE, scene.files),
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
