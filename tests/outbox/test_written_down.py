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
from tests.outbox.outbox_rig import AccountBook, OutboxRig, page

RANGE = ScheduleRange(soonest=timedelta(minutes=15), latest=timedelta(days=29))
BROKEN = Bilingual("phiên đăng nhập đã hết hạn.", "the login has expired.")
"""What the played page says when a read is ``broken``."""


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[OutboxRig]:
    built = OutboxRig(tmp_path)
    built.remote.keeps = RANGE
    yield built
    built.store.close()


def held(rig: OutboxRig) -> Delivery:
    """Handed to its page, which shows it in five hours."""
    delivery = rig.queue(at=rig.clock.now() + timedelta(hours=5), held_by="platform")
    rig.outbox.run()
    return rig.outbox.get(delivery.id)


def journal(rig: OutboxRig, delivery: Delivery, step: str) -> list[tuple[str, Phrase]]:
    """Outcome and detail of each attempt of that kind."""
    return [(one.outcome, one.detail) for one in rig.outbox.attempts(delivery.id) if one.step == step]


# Handing over


def test_what_was_handed_over_has_the_pages_id_and_link(rig: OutboxRig) -> None:
    kept = held(rig)
    (post,) = rig.remote.posts.values()
    receipt = rig.outbox.receipt(kept.id)
    assert receipt is not None
    assert (kept.remote_id, kept.permalink) == (post.remote_id, post.permalink)
    assert (receipt.remote_id, receipt.permalink, receipt.verified) == (post.remote_id, post.permalink, False)
    answer = f'{{"id":"{post.remote_id}"}}'
    assert journal(rig, kept, "create") == [(Outcome.DONE, Bilingual(answer, answer))]


@pytest.mark.parametrize(
    ("ahead", "handed"),
    [(timedelta(minutes=14, seconds=59), False), (timedelta(minutes=15), True), (timedelta(minutes=16), True)],
)
def test_nearer_than_the_page_takes_it_stays_here(rig: OutboxRig, ahead: timedelta, handed: bool) -> None:
    delivery = rig.queue(at=rig.clock.now() + timedelta(hours=5), held_by="platform")
    rig.clock.moment = delivery.due_at - ahead
    rig.outbox.run()
    now_known = rig.outbox.get(delivery.id)
    assert (now_known.holder, now_known.held_by_page) == (Holder.PLATFORM if handed else Holder.PC, handed)
    assert rig.remote.count("create") == int(handed)
    if not handed:
        assert now_known.message == messages.kept_here(delivery.due_at).vi


def test_further_than_the_page_takes_it_stays_here(rig: OutboxRig) -> None:
    delivery = rig.queue(at=rig.clock.now() + timedelta(hours=5), held_by="platform")
    rig.remote.keeps = replace(RANGE, latest=timedelta(hours=4))  # the platform changed its rule meanwhile
    rig.outbox.run()
    assert rig.outbox.get(delivery.id).holder is Holder.PC
    assert rig.remote.count("create") == 0


# A page that keeps a post


def test_a_kept_post_that_cannot_be_read_at_its_time_says_why(rig: OutboxRig) -> None:
    kept = held(rig)
    rig.clock.moment = kept.due_at + rig.timing.shows_after
    rig.remote.script("read_back", "broken")
    rig.outbox.run()
    stopped = rig.outbox.get(kept.id)
    assert (stopped.state, stopped.reason) == (DeliveryState.NEEDS_ATTENTION, Attention.DOUBT)
    assert (stopped.message, stopped.message_en) == (BROKEN.vi, BROKEN.en)
    assert journal(rig, kept, "reconcile") == [("unreadable", BROKEN)]


@pytest.mark.parametrize(("fault", "outcome"), [("offline", "unreadable"), ("hidden", "hidden"), ("removed", "absent")])
def test_each_look_at_a_kept_post_is_noted_with_what_it_showed(rig: OutboxRig, fault: str, outcome: str) -> None:
    kept = held(rig)
    rig.remote.forgets_to_show = True
    if fault == "removed":
        rig.remote.posts.clear()
    rig.clock.moment = kept.due_at + rig.timing.shows_after
    if fault == "offline":
        rig.remote.script("read_back", "offline")
    rig.outbox.run()
    looked = rig.outbox.get(kept.id)
    assert looked.looks == 1
    assert looked.message in (messages.not_shown_yet(kept.due_at).vi, messages.no_network(_offline()).vi)
    assert journal(rig, kept, "reconcile") == [(outcome, Bilingual(looked.message, looked.message_en))]


def _offline() -> Phrase:
    return Bilingual("mất mạng.", "the network is down.")


def test_a_recall_that_came_through_counts_its_looks_anew(rig: OutboxRig) -> None:
    kept = held(rig)
    rig.remote.script("read_back", "offline", "offline")
    rig.outbox.cancel(kept.id, "cb-dang")
    rig.outbox.run()
    assert rig.outbox.get(kept.id).looks > 0
    rig.settle(hours=0.5)
    gone = rig.outbox.get(kept.id)
    assert (gone.state, gone.looks, gone.recall, gone.holder) == (
        DeliveryState.CANCELLED,
        0,
        Recall.NONE,
        Holder.PC,
    )
    assert rig.remote.posts == {}


def test_nobody_else_takes_a_recall_out_of_the_hand_that_is_at_it(rig: OutboxRig) -> None:
    """Its time came before the recall did: that is written down, and the same worker goes on to remove it."""
    kept = held(rig)
    rig.remote.script("read_back", "offline")
    rig.outbox.cancel(kept.id, "cb-dang")
    rig.clock.moment = kept.due_at + timedelta(minutes=1)
    other, worked = rig.worker("w2"), []
    rig.remote.script("delete", lambda: worked.append(other.run_once()))
    rig.outbox.run()
    gone = rig.outbox.get(kept.id)
    assert worked == [None]
    assert (gone.state, gone.message) == (DeliveryState.WITHDRAWN, messages.RECALLED_LATE.vi)
    assert rig.remote.count("delete") == 1
    assert rig.acts().count("recalled") == 1


# Doubt


def test_a_doubt_is_in_the_log_and_a_look_settles_it(rig: OutboxRig) -> None:
    rig.remote.script("create", "timeout_after")
    delivery = rig.queue()
    rig.outbox.run()
    assert rig.outbox.get(delivery.id).state is DeliveryState.UNKNOWN
    assert rig.acts() == ["queued", "intent", "doubt"]
    (doubt,) = [entry for entry in rig.audit.entries("p1") if entry.act == "doubt"]
    assert (doubt.by, doubt.data["delivery"], doubt.data["state"]) == ("worker", delivery.id, "unknown")


def test_an_id_that_belongs_to_another_question_is_looked_past_at_once(rig: OutboxRig) -> None:
    """A person asks for a look before the next one is due: without the foreign id it is looked for right away."""
    first = rig.queue("p1")
    rig.settle()
    rig.remote.script("create", "timeout_after")
    second = rig.queue("p2", text="Thông báo khác.")
    rig.outbox.run()
    stored = rig.repo.get(second.id)
    later = rig.clock.now() + timedelta(hours=2)
    foreign = rig.outbox.get(first.id).remote_id
    rig.repo.update(stored, replace(stored, remote_id=foreign, permalink="x", not_before=later))
    (looked,) = rig.outbox.reconcile(second.id)
    assert (looked.state, looked.remote_id, looked.permalink) == (DeliveryState.UNKNOWN, "", "")
    assert rig.outbox.next_moment() == rig.clock.now()
    assert journal(rig, second, "reconcile") == [("foreign", messages.DOUBT)]
    rig.outbox.run()
    assert rig.state(second)[0] is DeliveryState.VERIFIED


def test_a_list_that_needs_a_person_stops_the_account_in_the_pages_words(rig: OutboxRig) -> None:
    rig.remote.script("recent", "broken")
    delivery = rig.queue()
    rig.outbox.run()
    stopped = rig.outbox.get(delivery.id)
    assert (stopped.state, stopped.reason) == (DeliveryState.NEEDS_ATTENTION, Attention.ACCOUNT)
    assert (stopped.message, stopped.message_en) == (BROKEN.vi, BROKEN.en)
    now = rig.clock.now()
    assert rig.outbox.pauses() == (Pause(account="trang-phuong", since=now, reason=BROKEN, code="", until=None),)
    assert rig.remote.count("create") == 0


def test_with_that_many_in_doubt_nothing_more_leaves_for_the_page(tmp_path: Path) -> None:
    """Whatever ended the rest of the account: each further post could be one more that nobody knows of."""
    names = ("trang-a", "trang-b")
    rig = OutboxRig(tmp_path, accounts=AccountBook(*map(page, names)))
    most = rig.timing.doubts_most
    rig.remote.script("create", *["timeout"] * most)
    for number in range(most):
        rig.queue(f"p{number}", "trang-a", text=f"Thông báo {number}.", accounts=names)
        rig.outbox.run_once()
    rig.repo.release_account("trang-a")
    rig.queue("p8", *names, text="Thông báo nữa.", accounts=names)
    rig.outbox.run()
    last = {delivery.account: delivery for delivery in rig.outbox.of_post("p8")}
    assert last["trang-b"].state is DeliveryState.VERIFIED
    assert last["trang-a"].state is DeliveryState.WAITING
    assert last["trang-a"].attempts == 0
    rig.settle()
    assert rig.state(last["trang-a"])[0] is DeliveryState.VERIFIED
    rig.store.close()


def test_a_pause_is_over_at_the_very_moment_it_names(rig: OutboxRig) -> None:
    """That is the moment for which the workers are woken: were it a moment later, they would wait for nothing."""
    delivery = rig.queue()
    until = rig.clock.now() + timedelta(minutes=10)
    pause = Pause(account="trang-phuong", since=rig.clock.now(), reason=BROKEN, code="", until=until)
    rig.repo.pause_account(pause)
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.WAITING
    assert rig.outbox.next_moment() == until
    rig.clock.moment = until
    rig.outbox.run()
    assert rig.state(delivery)[0] is DeliveryState.VERIFIED


def test_kept_here_after_a_doubt_its_pauses_begin_anew(rig: OutboxRig) -> None:
    rig.remote.script("create", "timeout")
    delivery = rig.queue(at=rig.clock.now() + timedelta(hours=5), held_by="platform")
    rig.outbox.run()
    assert rig.outbox.get(delivery.id).looks > 0
    rig.settle(hours=2)
    kept = rig.outbox.get(delivery.id)
    assert (kept.holder, kept.looks, kept.message) == (Holder.PC, 0, messages.kept_here(delivery.due_at).vi)


def test_a_span_between_pages_that_is_too_long_names_the_longest(rig: OutboxRig) -> None:
    with pytest.raises(BadInput, match="từ 0 đến 60 phút") as refusal:
        rig.queue(spread=timedelta(minutes=61))
    assert "choose 0 to 60 minutes" in refusal.value.phrase.en
