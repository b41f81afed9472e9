"""Faults of the line and of the disk, with the answers the publishers really give: what leaves, and what does not."""

from __future__ import annotations

import sqlite3

import pytest

from studio.errors import StorageTrouble
from studio.outbox.model import Attention, DeliveryState
from studio.publishers.answers import foreign, not_sent, server_trouble
from studio.publishers.http import ConnectFailure, Reply
from studio.publishers.port import Answer, Outcome
from tests.outbox.outbox_rig import PIN, OutboxRig
from tests.outbox.remote import Killed
from tests.outbox.test_leases import Failing


def reply(status: int, body: bytes) -> Reply:
    return Reply(status=status, headers={}, body=body)


@pytest.mark.parametrize("why", [ConnectFailure.CERTIFICATE, ConnectFailure.PROXY])
def test_a_certificate_or_a_proxy_needs_a_person_once_and_no_storm(rig: OutboxRig, why: ConnectFailure) -> None:
    rig.remote.script("create", not_sent(why))
    first = rig.queue("p1")
    second = rig.queue("p2", text="Thông báo thứ hai.")
    rig.settle(hours=0.9)
    assert rig.state(first) == (DeliveryState.NEEDS_ATTENTION, Attention.ACCOUNT)
    assert rig.state(second)[0] is DeliveryState.WAITING
    assert rig.remote.count("create") == 1
    (pause,) = rig.outbox.pauses()
    assert ("đồng hồ" if why is ConnectFailure.CERTIFICATE else "proxy") in pause.reason.vi


@pytest.mark.parametrize(
    "answer",
    [
        foreign(reply(200, b"<html>Wi-Fi login</html>")),
        foreign(reply(200, b'{"id": "12')),
        server_trouble(reply(500, b"oops")),
        server_trouble(reply(502, b"<html>")),
        server_trouble(reply(504, b"")),
    ],
    ids=["portal", "cut", "500", "502", "504"],
)
@pytest.mark.parametrize("hidden", [True, False])
def test_an_answer_that_says_nothing_is_a_doubt(rig: OutboxRig, answer: Answer, hidden: bool) -> None:
    rig.remote.hidden = hidden
    rig.remote.script("create", answer)
    delivery = rig.queue()
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.UNKNOWN
    assert rig.outbox.get(delivery.id).message.startswith(answer.say.vi), "what the line said stands first"
    rig.settle()
    assert len(rig.remote.shown()) == int(hidden)
    assert rig.remote.count("create") == 1 + hidden


def test_killed_before_the_intent_it_stays_queued_and_leaves_once(rig: OutboxRig) -> None:
    rig.remote.script("recent", "die")
    delivery = rig.queue()
    with pytest.raises(Killed):
        rig.outbox.run()
    found = rig.outbox.get(delivery.id)
    assert (found.state, found.attempts) == (DeliveryState.WAITING, 0)
    assert rig.remote.count("create") == 0
    rig.restart()
    rig.settle()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert rig.remote.count("create") == 1


def _worker_with(rig: OutboxRig, fail_at: int) -> Failing:
    failing = Failing(rig.store)
    rig.repo = failing
    rig.outbox = rig.worker("w1")
    failing.fail_at = fail_at
    return failing


def test_a_full_disk_at_the_intent_sends_nothing_and_keeps_the_delivery(rig: OutboxRig) -> None:
    delivery = rig.queue()
    failing = _worker_with(rig, 0)
    rig.remote.script("recent", lambda: setattr(failing, "fail_at", failing.writes + 1))
    with pytest.raises(StorageTrouble):
        rig.outbox.run()
    assert rig.remote.count("create") == 0
    assert rig.outbox.get(delivery.id).attempts == 0
    rig.settle()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED


@pytest.mark.parametrize("restarted", [True, False])
def test_a_full_disk_after_the_answer_makes_no_second_post(rig: OutboxRig, restarted: bool) -> None:
    delivery = rig.queue()
    failing = _worker_with(rig, 0)
    rig.remote.script("create", lambda: setattr(failing, "fail_at", failing.writes + 1))
    with pytest.raises(StorageTrouble):
        rig.outbox.run()
    if restarted:
        rig.restart()
    rig.settle()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert rig.remote.count("create") == 1
    assert len(rig.remote.shown()) == 1


def test_a_store_that_another_program_holds_sends_nothing(rig: OutboxRig) -> None:
    delivery = rig.queue()
    blocker = sqlite3.connect(rig.store.path, isolation_level=None)
    rig.remote.script("recent", lambda: blocker.execute("BEGIN IMMEDIATE"))
    with rig.store.engine.connect() as pooled:  # cut the ten seconds' wait short
        driver = pooled.connection.dbapi_connection
        assert driver is not None
        driver.cursor().execute("PRAGMA busy_timeout=1")
    with pytest.raises(StorageTrouble):
        rig.outbox.run()
    assert rig.remote.count("create") == 0
    blocker.execute("ROLLBACK")
    blocker.close()
    rig.settle()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED
    assert rig.remote.count("create") == 1


def test_posted_by_hand_meanwhile_is_adopted_only_when_a_person_says_so(rig: OutboxRig) -> None:
    """A page that keeps no references: the same words, twice, and only somebody who was there can tell."""
    rig.remote.hidden, rig.remote.keeps_reference = False, False
    rig.remote.script("create", "timeout")
    first = rig.queue("p1")
    ready = rig.gate.ready("p1", "trang-phuong", rig.clock.now())
    rig.outbox.run()
    by_hand = rig.remote.create(ready.account, ready.package, "", rig.files)
    twin = rig.remote.create(ready.account, ready.package, "", rig.files)
    rig.settle()
    assert rig.state(first) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
    assert {post.remote_id for post in rig.outbox.candidates(first.id)} == {by_hand.remote_id, twin.remote_id}
    rig.outbox.choose(first.id, by_hand.remote_id, "cb-dang", PIN)
    assert rig.outbox.get(first.id).remote_id == by_hand.remote_id
    assert by_hand.outcome is Outcome.DONE
