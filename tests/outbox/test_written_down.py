"""What a delivery leaves behind at each step: its row, its journal, its log and its receipt, word for word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from studio.errors import BadInput
from studio.outbox import messages
from studio.outbox.model import Attention, Delivery, DeliveryState, Holder, Pause, Recall
from studio.phrase import Bilingual, Phrase
from studio.publishers.port import Outcome, ScheduleRange
from tests.outbox.world import AccountBook, World, page

RANGE = ScheduleRange(soonest=timedelta(minutes=15), latest=timedelta(days=29))
BROKEN = Bilingual("phiên đăng nhập đã hết hạn.", "the login has expired.")
"""What the played page says when a read is ``broken``."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = World(tmp_path)
    built.remote.keeps = RANGE
    yield built
    built.store.close()


def held(world: World) -> Delivery:
    """Handed to its page, which shows it in five hours."""
    delivery = world.queue(at=world.clock.now() + timedelta(hours=5), held_by="platform")
    world.outbox.run()
    return world.outbox.get(delivery.id)


def journal(world: World, delivery: Delivery, step: str) -> list[tuple[str, Phrase]]:
    """Outcome and detail of each attempt of that kind."""
    return [(one.outcome, one.detail) for one in world.outbox.attempts(delivery.id) if one.step == step]


# Handing over


def test_what_was_handed_over_has_the_pages_id_and_link(world: World) -> None:
    kept = held(world)
    (post,) = world.remote.posts.values()
    receipt = world.outbox.receipt(kept.id)
    assert receipt is not None
    assert (kept.remote_id, kept.permalink) == (post.remote_id, post.permalink)
    assert (receipt.remote_id, receipt.permalink, receipt.verified) == (post.remote_id, post.permalink, False)
    answer = f'{{"id":"{post.remote_id}"}}'
    assert journal(world, kept, "create") == [(Outcome.DONE, Bilingual(answer, answer))]


@pytest.mark.parametrize(
    ("ahead", "handed"),
    [(timedelta(minutes=14, seconds=59), False), (timedelta(minutes=15), True), (timedelta(minutes=16), True)],
)
def test_nearer_than_the_page_takes_it_stays_here(world: World, ahead: timedelta, handed: bool) -> None:
    delivery = world.queue(at=world.clock.now() + timedelta(hours=5), held_by="platform")
    world.clock.moment = delivery.due_at - ahead
    world.outbox.run()
    now_known = world.outbox.get(delivery.id)
    assert (now_known.holder, now_known.held_by_page) == (Holder.PLATFORM if handed else Holder.PC, handed)
    assert world.remote.count("create") == int(handed)
    if not handed:
        assert now_known.message == messages.kept_here(delivery.due_at).vi


def test_further_than_the_page_takes_it_stays_here(world: World) -> None:
    delivery = world.queue(at=world.clock.now() + timedelta(hours=5), held_by="platform")
    world.remote.keeps = replace(RANGE, latest=timedelta(hours=4))  # the platform changed its rule meanwhile
    world.outbox.run()
    assert world.outbox.get(delivery.id).holder is Holder.PC
    assert world.remote.count("create") == 0


# A page that keeps a post


def test_a_kept_post_that_cannot_be_read_at_its_time_says_why(world: World) -> None:
    kept = held(world)
    world.clock.moment = kept.due_at + world.timing.shows_after
    world.remote.script("read_back", "broken")
    world.outbox.run()
    stopped = world.outbox.get(kept.id)
    assert (stopped.state, stopped.reason) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
    assert (stopped.message, stopped.message_en) == (BROKEN.vi, BROKEN.en)
    assert journal(world, kept, "reconcile") == [("unreadable", BROKEN)]


@pytest.mark.parametrize(("fault", "outcome"), [("offline", "unreadable"), ("hidden", "hidden"), ("removed", "absent")])
def test_each_look_at_a_kept_post_is_noted_with_what_it_showed(world: World, fault: str, outcome: str) -> None:
    kept = held(world)
    world.remote.forgets_to_show = True
    if fault == "removed":
        world.remote.posts.clear()
    world.clock.moment = kept.due_at + world.timing.shows_after
    if fault == "offline":
        world.remote.script("read_back", "offline")
    world.outbox.run()
    looked = world.outbox.get(kept.id)
    assert looked.looks == 1
    assert looked.message in (messages.not_shown_yet(kept.due_at).vi, messages.no_network(_offline()).vi)
    assert journal(world, kept, "reconcile") == [(outcome, Bilingual(looked.message, looked.message_en))]


def _offline() -> Phrase:
    return Bilingual("mất mạng.", "the network is down.")


def test_a_recall_that_came_through_counts_its_looks_anew(world: World) -> None:
    kept = held(world)
    world.remote.script("read_back", "offline", "offline")
    world.outbox.cancel(kept.id, "cb-dang")
    world.outbox.run()
    assert world.outbox.get(kept.id).looks > 0
    world.settle(hours=0.5)
    gone = world.outbox.get(kept.id)
    assert (gone.state, gone.looks, gone.recall, gone.holder) == (
        DeliveryState.CANCELLED,
        0,
        Recall.NONE,
        Holder.PC,
    )
    assert world.remote.posts == {}


def test_nobody_else_takes_a_recall_out_of_the_hand_that_is_at_it(world: World) -> None:
    """Its time came before the recall did: that is written down, and the same worker goes on to remove it."""
    kept = held(world)
    world.remote.script("read_back", "offline")
    world.outbox.cancel(kept.id, "cb-dang")
    world.clock.moment = kept.due_at + timedelta(minutes=1)
    other, worked = world.worker("w2"), []
    world.remote.script("delete", lambda: worked.append(other.run_once()))
    world.outbox.run()
    gone = world.outbox.get(kept.id)
    assert worked == [None]
    assert (gone.state, gone.message) == (DeliveryState.WITHDRAWN, messages.RECALLED_LATE.vi)
    assert world.remote.count("delete") == 1
    assert world.acts().count("recalled") == 1


# Doubt


def test_a_doubt_is_in_the_log_and_a_look_settles_it(world: World) -> None:
    world.remote.script("create", "timeout_after")
    delivery = world.queue()
    world.outbox.run()
    assert world.outbox.get(delivery.id).state is DeliveryState.UNKNOWN
    assert world.acts() == ["queued", "intent", "doubt"]
    (doubt,) = [entry for entry in world.audit.entries("p1") if entry.act == "doubt"]
    assert (doubt.by, doubt.data["delivery"], doubt.data["state"]) == ("worker", delivery.id, "unknown")


def test_an_id_that_belongs_to_another_question_is_looked_past_at_once(world: World) -> None:
    """A person asks for a look before the next one is due: without the foreign id it is looked for right away."""
    first = world.queue("p1")
    world.settle()
    world.remote.script("create", "timeout_after")
    second = world.queue("p2", text="Thông báo khác.")
    world.outbox.run()
    stored = world.repo.get(second.id)
    later = world.clock.now() + timedelta(hours=2)
    foreign = world.outbox.get(first.id).remote_id
    world.repo.update(stored, replace(stored, remote_id=foreign, permalink="x", not_before=later))
    (looked,) = world.outbox.reconcile(second.id)
    assert (looked.state, looked.remote_id, looked.permalink) == (DeliveryState.UNKNOWN, "", "")
    assert world.outbox.next_moment() == world.clock.now()
    assert journal(world, second, "reconcile") == [("foreign", messages.DOUBT)]
    world.outbox.run()
    assert world.state(second)[0] is DeliveryState.VERIFIED


def test_a_list_that_needs_a_person_stops_the_account_in_the_pages_words(world: World) -> None:
    world.remote.script("recent", "broken")
    delivery = world.queue()
    world.outbox.run()
    stopped = world.outbox.get(delivery.id)
    assert (stopped.state, stopped.reason) == (DeliveryState.NEEDS_ATTENTION, Attention.ACCOUNT)
    assert (stopped.message, stopped.message_en) == (BROKEN.vi, BROKEN.en)
    now = world.clock.now()
    assert world.outbox.pauses() == (Pause(account="trang-phuong", since=now, reason=BROKEN, code="", until=None),)
    assert world.remote.count("create") == 0


def test_with_that_many_in_doubt_nothing_more_leaves_for_the_page(tmp_path: Path) -> None:
    """Whatever ended the rest of the account: each further post could be one more that nobody knows of."""
    names = ("trang-a", "trang-b")
    world = World(tmp_path, accounts=AccountBook(*map(page, names)))
    most = world.timing.doubts_most
    world.remote.script("create", *["timeout"] * most)
    for number in range(most):
        world.queue(f"p{number}", "trang-a", text=f"Thông báo {number}.", accounts=names)
        world.outbox.run_once()
    world.repo.release_account("trang-a")
    world.queue("p8", *names, text="Thông báo nữa.", accounts=names)
    world.outbox.run()
    last = {delivery.account: delivery for delivery in world.outbox.of_post("p8")}
    assert last["trang-b"].state is DeliveryState.VERIFIED
    assert last["trang-a"].state is DeliveryState.WAITING
    assert last["trang-a"].attempts == 0
    world.settle()
    assert world.state(last["trang-a"])[0] is DeliveryState.VERIFIED
    world.store.close()


def test_a_pause_is_over_at_the_very_moment_it_names(world: World) -> None:
    """That is the moment for which the workers are woken: were it a moment later, they would wait for nothing."""
    delivery = world.queue()
    until = world.clock.now() + timedelta(minutes=10)
    pause = Pause(account="trang-phuong", since=world.clock.now(), reason=BROKEN, code="", until=until)
    world.repo.pause_account(pause)
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.WAITING
    assert world.outbox.next_moment() == until
    world.clock.moment = until
    world.outbox.run()
    assert world.state(delivery)[0] is DeliveryState.VERIFIED


def test_kept_here_after_a_doubt_its_pauses_begin_anew(world: World) -> None:
    world.remote.script("create", "timeout")
    delivery = world.queue(at=world.clock.now() + timedelta(hours=5), held_by="platform")
    world.outbox.run()
    assert world.outbox.get(delivery.id).looks > 0
    world.settle(hours=2)
    kept = world.outbox.get(delivery.id)
    assert (kept.holder, kept.looks, kept.message) == (Holder.PC, 0, messages.kept_here(delivery.due_at).vi)


def test_a_span_between_pages_that_is_too_long_names_the_longest(world: World) -> None:
    with pytest.raises(BadInput, match="từ 0 đến 60 phút") as refusal:
        world.queue(spread=timedelta(minutes=61))
    assert "choose 0 to 60 minutes" in refusal.value.phrase.en
