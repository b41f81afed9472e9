"""Whatever stands in any field of a site's answers, it ends in an answer or in one sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from studio.publishers.http import Http
from studio.publishers.wordpress.publisher import WordPressPublisher
from tests.publishers.fields import Recorded, escaped
from tests.publishers.wordpress.wordpress_rig import MemoryNotes, WordPressRig


def publisher(rig: WordPressRig, http: Http) -> WordPressPublisher:
    return WordPressPublisher(http, rig.logins, MemoryNotes(), rig.clock)


@pytest.mark.soak
@pytest.mark.parametrize(
    "what", ["identity", "create", "reveal", "read_back", "recent", "delete", "edit", "categories"]
)
def test_no_field_of_an_answer_escapes(rig: WordPressRig, what: str) -> None:
    package, reference = rig.package(images=1), rig.reference()
    known = what in ("reveal", "read_back", "recent", "delete", "edit")
    made = rig.create(package, reference).remote_id if known else ""
    account, files, since = rig.account, rig.files, rig.clock.now() - timedelta(minutes=1)
    ways: dict[str, Callable[[Http], object]] = {
        "identity": lambda http: publisher(rig, http).identity(account),
        "create": lambda http: publisher(rig, http).create(account, package, reference, files),
        "reveal": lambda http: publisher(rig, http).reveal(account, made, package, reference, files),
        "read_back": lambda http: publisher(rig, http).read_back(account, made),
        "recent": lambda http: publisher(rig, http).recent(account, since, reference),
        "delete": lambda http: publisher(rig, http).delete(account, made),
        "edit": lambda http: publisher(rig, http).edit(account, made, package, reference, files),
        "categories": lambda http: publisher(rig, http).categories(account),
    }
    recorded = Recorded(rig.http)
    ways[what](recorded)
    tried, found = escaped(recorded.replies, ways[what])
    assert found == []
    assert tried > 10
