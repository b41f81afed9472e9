"""The simulation is a check that can fail: each promise is broken on purpose, and some life has to say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from studio.outbox import messages
from studio.outbox.context import OutboxContext, ServedPage
from studio.outbox.held_posts import HeldPosts
from studio.outbox.ledger import Ledger
from studio.outbox.machine import Event
from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.outbox.sender import Sender
from studio.outbox.storage import StoredOutbox
from studio.outbox.storage_tables import attempts, deliveries
from studio.outbox.verifier import DeliveryVerifier
from studio.phrase import NOTHING, Phrase
from tests.outbox.life import Life
from tests.outbox.remote import Remote

MOST = 60
Plant = Callable[[pytest.MonkeyPatch], None]


def a_doubt_counts_as_not_sent(patch: pytest.MonkeyPatch) -> None:
    def doubt(self: Sender, delivery: Delivery, *_: object) -> Delivery:
        return self._context.ledger.move(delivery, Event.NOT_EXECUTED, messages.QUEUED, not_before=_later(self))

    patch.setattr(Sender, "_doubt", doubt)
    _nobody_looks_before_a_create(patch)


def one_look_is_enough(patch: pytest.MonkeyPatch) -> None:
    twice = DeliveryVerifier._missing

    def missing(
        self: DeliveryVerifier, delivery: Delivery, page: ServedPage, step: str, reason: Attention, ask: Phrase
    ) -> Delivery:
        if step != "reconcile" or delivery.remote_id:
            return twice(self, delivery, page, step, reason, ask)
        return self._ledger.move(delivery, Event.NOT_EXECUTED, messages.QUEUED, not_before=_later(self))

    patch.setattr(DeliveryVerifier, "_missing", missing)
    _nobody_looks_before_a_create(patch)


def no_fence(patch: pytest.MonkeyPatch) -> None:
    """Whoever slept through a lease writes over what happened since."""

    def write(self: StoredOutbox, before: Delivery, after: Delivery) -> Delivery:
        return whole(self, self.get(before.id), after)

    whole = StoredOutbox.update
    patch.setattr(StoredOutbox, "update", write)


def an_hour_early(patch: pytest.MonkeyPatch) -> None:
    claim = StoredOutbox.claim
    patch.setattr(StoredOutbox, "claim", lambda self, now, **facts: claim(self, now + timedelta(hours=1), **facts))


def a_missed_one_is_dropped(patch: pytest.MonkeyPatch) -> None:
    whole = StoredOutbox.update

    def write(self: StoredOutbox, before: Delivery, after: Delivery) -> Delivery:
        done = whole(self, before, after)
        if after.state is DeliveryState.MISSED:
            with self._store.write() as tx:
                tx.execute(delete(attempts).where(attempts.c.delivery == after.id))
                tx.execute(delete(deliveries).where(deliveries.c.id == after.id))
        return done

    patch.setattr(StoredOutbox, "update", write)


def sent_is_taken_for_verified(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(DeliveryVerifier, "verify", _verified)
    patch.setattr(Sender, "_after_create", lambda self, delivery, _, answer: self._sent(delivery, answer))


def nobody_asks_the_gate_again(patch: pytest.MonkeyPatch) -> None:
    asked = Sender.ready

    def ready(self: Sender, delivery: Delivery) -> Any:
        on_hold: set[str] = self._context.gate.on_hold  # type: ignore[attr-defined]
        kept = set(on_hold)
        on_hold.clear()
        try:
            return asked(self, delivery)
        finally:
            on_hold |= kept

    patch.setattr(Sender, "ready", ready)


def a_recall_is_believed_without_asking_the_page(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(HeldPosts, "_take_back", HeldPosts._taken_back)


def a_post_goes_to_another_page(patch: pytest.MonkeyPatch) -> None:
    create = Remote.create

    def astray(self: Remote, account: Any, *facts: Any) -> Any:
        return create(self, replace(account, page_id="id-trang-a"), *facts)

    patch.setattr(Remote, "create", astray)


def a_second_try_never_comes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(OutboxContext, "next_try", lambda self, *_: self.clock.now() + timedelta(days=3650))


def a_stop_without_a_word(patch: pytest.MonkeyPatch) -> None:
    move = Ledger.move

    def silent(self: Ledger, before: Delivery, event: Event, say: Any, **facts: Any) -> Delivery:
        return move(self, before, event, NOTHING if event is Event.MISS else say, **facts)

    patch.setattr(Ledger, "move", silent)


def the_intent_knows_no_emergency(patch: pytest.MonkeyPatch) -> None:
    """The claim asks; one that is switched on afterwards goes unseen."""
    patch.setattr(StoredOutbox, "is_held_back", lambda self, delivery_id: False)


def _nobody_looks_before_a_create(patch: pytest.MonkeyPatch) -> None:
    """The look before every create makes good what the planted ones break: it has to go for them to show."""
    patch.setattr(Sender, "_found_already", lambda *_: None)


def _later(part: Sender | DeliveryVerifier) -> datetime:
    return part._context.clock.now() + timedelta(seconds=30)


def _verified(self: DeliveryVerifier, delivery: Delivery, *_: object) -> Delivery:
    return self._ledger.move(delivery, Event.VERIFY, messages.VERIFIED)


PLANTS: tuple[tuple[Plant, str, int], ...] = (
    (a_doubt_counts_as_not_sent, "public 2 times", 23),
    (one_look_is_enough, "public 2 times", 57),
    (no_fence, "public 2 times", 5),
    (an_hour_early, "public before its time", 1),
    (a_missed_one_is_dropped, "lost", 0),
    (sent_is_taken_for_verified, "verified and not there", 0),
    (nobody_asks_the_gate_again, "written without leave", 9),
    (a_recall_is_believed_without_asking_the_page, "shows and is called gone", 36),
    (a_post_goes_to_another_page, "on another page", 1),
    (a_second_try_never_comes, "not over", 0),
    (a_stop_without_a_word, "says nothing", 0),
    (the_intent_knows_no_emergency, "written without leave", 74),
)
"""What is planted, what has to be said of it, and the life that says so first: no time goes to those before it."""


@pytest.mark.parametrize(("plant", "told", "first"), PLANTS, ids=lambda value: getattr(value, "__name__", None))
def test_a_broken_promise_is_seen(
    plant: Plant, told: str, first: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    for seed in range(first, first + MOST):
        folder = tmp_path / str(seed)
        folder.mkdir()
        life = Life(seed, folder)
        life.run()
        found = life.broken()
        life.rig.store.close()
        if any(told in violation for violation in found):
            return
    pytest.fail(f"{MOST} lives did not notice")
