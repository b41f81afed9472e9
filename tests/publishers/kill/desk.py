"""The people in front of the program while it is killed: they queue, and see to what waits for a person."""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from studio.clock import SystemClock
from studio.errors import StudioError
from studio.outbox.completer import COMPLETE
from studio.outbox.model import Attention, Delivery, DeliveryState
from studio.outbox.presence import Presence
from studio.posts.model import NO_OPTIONS
from studio.publishers.port import Outcome
from studio.store.engine import Store, open_store
from tests.outbox.outbox_rig import PIN
from tests.profile import fresh_store
from tests.publishers.kill.program import build
from tests.publishers.kill.stage import Stage

OFFICER, TECHNICIAN = "cb-dang", "cb-ky-thuat"


class Desk:
    def __init__(self, folder: Path, stage: Stage, store: Store, presence: Presence) -> None:
        self._stage = stage
        self._outbox = build(folder, stage, store, presence)
        self.queued: list[Delivery] = []
        self.asked: Counter[str] = Counter()
        """What a person had to see to, by reason."""
        self._posts = 0
        self._finished: set[str] = set()

    def top_up(self, most: int) -> None:
        """Queue up to so many once two thirds are done, so that now and then nothing waits to be sent: only then is
        done what posts ask for beside them."""
        waiting = len(self.queued) - self.arrived() + len(self.unfinished())
        if waiting > most // 3:
            return
        while waiting < most:
            names = self._stage.names(self._posts)
            new = self._outbox.enqueue(f"p{self._posts}", names, OFFICER, PIN)
            self.queued += new
            self._posts += 1
            waiting += len(new)

    def arrived(self) -> int:
        return self._outbox.counts().get(DeliveryState.VERIFIED, 0)

    def deliveries(self) -> list[Delivery]:
        """All that were queued, as they are now."""
        return [self._outbox.get(delivery.id) for delivery in self.queued]

    def open(self) -> list[Delivery]:
        return [d for d in self._outbox.list() if d.state is not DeliveryState.VERIFIED]

    def unfinished(self) -> list[Delivery]:
        """Published, and what they ask for beside them is neither done nor refused."""
        asking = [d for d in self._outbox.list() if d.state is DeliveryState.VERIFIED and d.id not in self._finished]
        self._finished |= {delivery.id for delivery in asking if self._is_finished(delivery)}
        return [delivery for delivery in asking if delivery.id not in self._finished]

    def _is_finished(self, delivery: Delivery) -> bool:
        over = {str(Outcome.DONE), str(Outcome.REFUSED)}
        return self._stage.options(int(delivery.post_id[1:])) == NO_OPTIONS or any(
            one.step == COMPLETE and one.outcome in over for one in self._outbox.attempts(delivery.id)
        )

    def tend(self) -> None:
        """What an officer does on reading the sentence beside a delivery: look, try the page again, send again."""
        for pause in self._outbox.pauses():
            if pause.until is None:
                self.asked[f"account paused: {_plain(pause.code or pause.reason.en)}"] += 1
                self._outbox.release_account(pause.account, OFFICER, PIN)
        for delivery in self._outbox.latest([DeliveryState.NEEDS_ATTENTION, DeliveryState.FAILED], limit=100):
            self.asked[f"{delivery.state} {delivery.reason}: {_plain(delivery.message_en)}"] += 1
            try:
                if delivery.reason in (Attention.DOUBT, Attention.GONE, Attention.DIFFERS, Attention.HIDDEN):
                    self._outbox.reconcile(delivery.id)
                if self._outbox.get(delivery.id).state in (DeliveryState.NEEDS_ATTENTION, DeliveryState.FAILED):
                    self._outbox.retry(delivery.id, OFFICER, PIN)
            except StudioError as refusal:
                self.asked[f"refused: {_plain(refusal.phrase.en)}"] += 1


def _plain(sentence: str) -> str:
    """Without what differs from post to post."""
    return re.sub(r"https?://\S+|p\d+-\d|PS-\w+|\d+", "…", sentence)


@contextmanager
def desk(folder: Path, stage: Stage) -> Iterator[Desk]:
    """Lay the store out, and sit at it until the end."""
    fresh_store(folder, SystemClock()).close()  # type: ignore[arg-type]
    store = open_store(folder / "studio.sqlite3", clock=SystemClock(), migrate=False)
    with Presence(folder / "workers", uuid.uuid4().hex) as presence:
        yield Desk(folder, stage, store, presence)
    store.close()
