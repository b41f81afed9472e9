"""Faults of the line and of the disk, with the answers the publishers really give: what leaves, and what does not."""

from __future__ import annotations

import sqlite3

import pytest

from studio.errors import StorageTrouble
from studio.outbox.model import Attention, DeliveryState
from studio.publishers.answers import foreign, not_sent, server_trouble
from studio.publishers.http import ConnectFailure, Reply
from studio.publishers.port import Answer, Outcome
from tests.outbox.remote import Killed
from tests.outbox.test_leases import Failing
from tests.outbox.world import PIN, World


def reply(status: int, body: bytes) -> Reply:
    return Reply(status=status, headers={}, body=body)


@pytest.mark.parametrize("why", [ConnectFailure.CERTIFICATE, ConnectFailure.PROXY])
def test_a_certificate_or_a_proxy_needs_a_person_once_and_no_storm(world: World, why: ConnectFailure) -> None:
    world.remote.script("create", not_sent(why))
    first = world.queue("p1")
    second = world.queue("p2", text="Thông báo thứ hai.")
    world.settle(hours=0.9)
    assert world.state(first) == (DeliveryState.NEEDS_ATTENTION, Attention.ACCOUNT)
    assert world.state(second)[0] is DeliveryState.WAITING
    assert world.remote.count("create") == 1
    (pause,) = world.outbox.pauses()
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
def test_an_answer_that_says_nothing_is_a_doubt(world: World, answer: Answer, hidden: bool) -> None:
    world.remote.hidden = hidden
    world.remote.script("create", answer)
    delivery = world.queue()
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.UNKNOWN
    assert world.outbox.get(delivery.id).message.startswith(answer.say.vi), "what the line said stands first"
    world.settle()
    assert len(world.remote.shown()) == int(hidden)
    assert world.remote.count("create") == 1 + hidden


def test_killed_before_the_intent_it_stays_queued_and_leaves_once(world: World) -> None:
    world.remote.script("recent", "die")
    delivery = world.queue()
    with pytest.raises(Killed):
        world.outbox.run()
    found = world.outbox.get(delivery.id)
    assert (found.state, found.attempts) == (DeliveryState.WAITING, 0)
    assert world.remote.count("create") == 0
    world.restart()
    world.settle()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert world.remote.count("create") == 1


def _worker_with(world: World, fail_at: int) -> Failing:
    failing = Failing(world.store)
    world.repo = failing
    world.outbox = world.worker("w1")
    failing.fail_at = fail_at
    return failing


def test_a_full_disk_at_the_intent_sends_nothing_and_keeps_the_delivery(world: World) -> None:
    delivery = world.queue()
    failing = _worker_with(world, 0)
    world.remote.script("recent", lambda: setattr(failing, "fail_at", failing.writes + 1))
    with pytest.raises(StorageTrouble):
        world.outbox.run()
    assert world.remote.count("create") == 0
    assert world.outbox.get(delivery.id).attempts == 0
    world.settle()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED


@pytest.mark.parametrize("restarted", [True, False])
def test_a_full_disk_after_the_answer_makes_no_second_post(world: World, restarted: bool) -> None:
    delivery = world.queue()
    failing = _worker_with(world, 0)
    world.remote.script("create", lambda: setattr(failing, "fail_at", failing.writes + 1))
    with pytest.raises(StorageTrouble):
        world.outbox.run()
    if restarted:
        world.restart()
    world.settle()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert world.remote.count("create") == 1
    assert len(world.remote.shown()) == 1


def test_a_store_that_another_program_holds_sends_nothing(world: World) -> None:
    delivery = world.queue()
    blocker = sqlite3.connect(world.store.path, isolation_level=None)
    world.remote.script("recent", lambda: blocker.execute("BEGIN IMMEDIATE"))
    with world.store.engine.connect() as pooled:  # cut the ten seconds' wait short
        driver = pooled.connection.dbapi_connection
        assert driver is not None
        driver.cursor().execute("PRAGMA busy_timeout=1")
    with pytest.raises(StorageTrouble):
        world.outbox.run()
    assert world.remote.count("create") == 0
    blocker.execute("ROLLBACK")
    blocker.close()
    world.settle()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED
    assert world.remote.count("create") == 1


def test_posted_by_hand_meanwhile_is_adopted_only_when_a_person_says_so(world: World) -> None:
    """A page that keeps no references: the same words, twice, and only somebody who was there can tell."""
    world.remote.hidden, world.remote.keeps_reference = False, False
    world.remote.script("create", "timeout")
    first = world.queue("p1")
    ready = world.gate.ready("p1", "trang-phuong", world.clock.now())
    world.outbox.run()
    by_hand = world.remote.create(ready.account, ready.package, "", world.files)
    twin = world.remote.create(ready.account, ready.package, "", world.files)
    world.settle()
    assert world.state(first) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
    assert {post.remote_id for post in world.outbox.candidates(first.id)} == {by_hand.remote_id, twin.remote_id}
    world.outbox.choose(first.id, by_hand.remote_id, "cb-dang", PIN)
    assert world.outbox.get(first.id).remote_id == by_hand.remote_id
    assert by_hand.outcome is Outcome.DONE
