"""Something in between repeats the answer to an earlier question: its article is never taken for this one's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studio.publishers.port import Answer, Outcome
from tests.publishers.zalo.zalo_rig import NOON, REFERENCE, ZaloRig
from tests.simulators.faults import Kind

OTHER = "PS-ABCDEFGHIJ77"


def create(rig: ZaloRig, reference: str) -> Answer:
    return rig.publisher.create(rig.account, rig.package(images=1), reference, rig.files)


@pytest.mark.parametrize("path", ["/v2.0/article/create", "/v2.0/article/verify"])
def test_a_create_with_the_answer_to_another_is_in_doubt_and_then_found(rig: ZaloRig, path: str) -> None:
    first = create(rig, OTHER)
    rig.server.faults.script("POST", path, Kind.DUPLICATE)
    doubtful = create(rig, REFERENCE)
    assert (doubtful.outcome, doubtful.remote_id) == (Outcome.UNKNOWN, "")
    [mine] = [
        post
        for post in rig.publisher.recent(rig.account, NOON - timedelta(minutes=5), REFERENCE)
        if post.reference == REFERENCE
    ]
    assert mine.remote_id != first.remote_id
    shown = rig.publisher.reveal(rig.account, mine.remote_id, rig.package(images=1), REFERENCE, rig.files)
    assert shown.outcome is Outcome.DONE
    assert [article["id"] for article in rig.shown] == [mine.remote_id]


def test_a_token_of_another_article_leads_to_nothing(rig: ZaloRig) -> None:
    create(rig, OTHER)
    rig.notes.put(REFERENCE, "article-token", rig.notes.of(OTHER)["article-token"].value)
    found = rig.publisher.recent(rig.account, NOON - timedelta(minutes=5), REFERENCE)
    assert {post.reference for post in found} == {OTHER}
    assert rig.notes.of(REFERENCE) == {}
