"""Whatever stands in any field of Zalo's answers, it ends in an answer or in one sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studio.publishers.http import Http
from studio.publishers.zalo.publisher import ZaloPublisher
from tests.publishers.fields import Recorded, escaped
from tests.publishers.zalo.zalo_rig import NOON, REFERENCE, MemoryNotes, ZaloRig


def publisher(rig: ZaloRig, http: Http) -> ZaloPublisher:
    rig.http = http
    return ZaloPublisher(
        http=http, grants=rig.grants(), notes=MemoryNotes(), clock=rig.clock, host=rig.host, pause=lambda _: None
    )


@pytest.mark.soak
@pytest.mark.parametrize("what", ["identity", "create", "reveal", "read_back", "recent", "delete", "edit"])
def test_no_field_of_an_answer_escapes(rig: ZaloRig, what: str) -> None:
    package, line = rig.package(), rig.http
    first = rig.publisher
    made = "" if what in ("identity", "create") else first.create(rig.account, package, REFERENCE, rig.files).remote_id
    account, files = rig.account, rig.files
    ways: dict[str, Callable[[Http], object]] = {
        "identity": lambda http: publisher(rig, http).identity(account),
        "create": lambda http: publisher(rig, http).create(account, package, REFERENCE, files),
        "reveal": lambda http: publisher(rig, http).reveal(account, made, package, REFERENCE, files),
        "read_back": lambda http: publisher(rig, http).read_back(account, made),
        "recent": lambda http: publisher(rig, http).recent(account, NOON, REFERENCE),
        "delete": lambda http: publisher(rig, http).delete(account, made),
        "edit": lambda http: publisher(rig, http).edit(account, made, package, REFERENCE, files),
    }
    recorded = Recorded(line)
    ways[what](recorded)
    tried, found = escaped(recorded.replies, ways[what])
    line.close()
    assert found == []
    assert tried > 5
