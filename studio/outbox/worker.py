"""Takes one delivery after the other and leads it as far as it can go now.

Which one is decided where the lease is taken: what may be on a page already comes first, then the earliest due; an
account is served by one worker at a time, so that its posts leave in their order.

Any number of workers, in any number of processes, may run on one store: a delivery belongs to whoever holds its
lease, and every write names the lease and its fence.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from studio.outbox import messages
from studio.outbox.holding import Keeper
from studio.outbox.looking import Looker
from studio.outbox.machine import NoSuchMove
from studio.outbox.means import Means
from studio.outbox.model import Delivery, DeliveryState, LeaseLost
from studio.outbox.sending import Sender
from studio.phrase import Phrase

_log = logging.getLogger(__name__)
_REMEMBER_CLOCK = timedelta(minutes=1)


class Worker:
    """Threads that share a worker take turns."""

    def __init__(self, means: Means) -> None:
        self._m = means
        self._sender = sender = Sender(means)
        self._looker = looker = Looker(means)
        self._keeper = Keeper(means, sender)
        self._one_at_a_time = threading.Lock()
        self._steps: dict[DeliveryState, Callable[[Delivery], Delivery]] = {
            DeliveryState.SCHEDULED: self._scheduled,
            DeliveryState.WAITING: sender.send,
            DeliveryState.SENDING: sender.reveal,
            DeliveryState.UNKNOWN: looker.reconcile,
            DeliveryState.SENT: looker.verify,
        }

    def run_once(self) -> Delivery | None:
        """Work on the next delivery that wants it; None when there is none, or the clock cannot be trusted.

        Raises StorageTrouble; what was in hand is then picked up again by the next call.
        """
        if self.clock_trouble() is not None:
            return None
        with self._one_at_a_time:
            now = self._m.clock.now()
            self._remember(now)
            claimed = self._m.repo.claim(
                now,
                lease=self._m.presence.name,
                until=now + self._m.timing.lease,
                dead=self._dead(),
                doubts_most=self._m.timing.doubts_most,
                began=self._m.watchfulness.began,
                session=self._m.watchfulness.session_id,
            )
            return None if claimed is None else self._lead(claimed)

    def wanted(self) -> bool:
        """Whether something could be worked on now."""
        moment = self.next_moment()
        return moment is not None and moment <= self._m.clock.now()

    def next_moment(self) -> datetime | None:
        """When something wants work; what is withheld or paused for a person does not."""
        session = self._m.watchfulness
        return self._m.repo.next_moment(began=session.began, session=session.session_id)

    def watch_next(self, look: Callable[[Delivery], Delivery]) -> Delivery | None:
        """Take the published delivery whose later look is due longest through `look`; None when none is due."""
        if self.clock_trouble() is not None:
            return None
        with self._one_at_a_time:
            now = self._m.clock.now()
            claimed = self._m.repo.claim_watch(
                now, lease=self._m.presence.name, until=now + self._m.timing.lease, dead=self._dead()
            )
            try:
                return None if claimed is None else look(claimed)
            except LeaseLost:
                return None

    def work_on(self, delivery_id: str) -> Delivery | None:
        """Work on this delivery whatever its pause; None while another worker has it."""
        with self._one_at_a_time:
            now = self._m.clock.now()
            claimed = self._m.repo.claim_one(
                delivery_id,
                now,
                lease=self._m.presence.name,
                until=now + self._m.timing.lease,
                dead=self._dead(),
            )
            return None if claimed is None else self._lead(claimed)

    def clock_trouble(self) -> Phrase | None:
        """What to tell a person when the clock is behind a moment already seen; nothing is sent until then."""
        seen = self._m.repo.clock_seen()
        if seen is None or seen - self._m.clock.now() <= self._m.timing.clock_slack:
            return None
        return messages.clock_went_back(seen)

    def _lead(self, delivery: Delivery) -> Delivery:
        """Step by step until the lease is given back."""
        try:
            if delivery.state is DeliveryState.SENDING:
                delivery = self._sender.recover(delivery)
            while delivery.lease == self._m.presence.name:
                delivery = self._steps[delivery.state](delivery)
        except LeaseLost:
            _log.warning("delivery %s was taken over by another worker", delivery.id)
            return self._m.repo.get(delivery.id)
        except NoSuchMove:
            _log.exception("delivery %s is in a state without a way on", delivery.id)
            raise
        return delivery

    def _scheduled(self, delivery: Delivery) -> Delivery:
        return self._keeper.see_to(delivery) if delivery.held_by_page else self._sender.send(delivery)

    def _dead(self) -> tuple[str, ...]:
        """Leases whose holders no longer run."""
        return tuple(lease for lease in self._m.repo.leases() if not self._m.presence.alive(lease))

    def _remember(self, now: datetime) -> None:
        seen = self._m.repo.clock_seen()
        if seen is None or now - seen > _REMEMBER_CLOCK:
            self._m.repo.see_clock(now)
