"""Takes one delivery after the other and leads it as far as it can go now.

Which one is decided where the lease is taken: what may be on a page already comes first, then the earliest due; an
account is served by one worker at a time, so that its posts leave in their order.

Any number of workers, in any number of processes, may run on one store: a delivery belongs to whoever holds its
lease, and every write names the lease and its fence.

Several workers of one program: they share the queue, and each account is served by one of them at a time.

So many of them work at a time as are wanted. One whose page keeps it waiting does not count: another takes its place,
so that a page that hardly answers holds up nobody but itself.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from studio.outbox import messages
from studio.outbox.context import OutboxContext
from studio.outbox.held_posts import HeldPosts
from studio.outbox.machine import NoSuchMove
from studio.outbox.model import Delivery, DeliveryState, LeaseLost
from studio.outbox.sender import Sender
from studio.outbox.verifier import DeliveryVerifier
from studio.people.present import by_itself
from studio.phrase import Phrase

_log = logging.getLogger(__name__)
_REMEMBER_CLOCK = timedelta(minutes=1)


class Worker:
    """Threads that share a worker take turns."""

    def __init__(self, means: OutboxContext) -> None:
        self._context = means
        self._sender = sender = Sender(means)
        self._verifier = verifier = DeliveryVerifier(means)
        self._keeper = HeldPosts(means, sender)
        self._one_at_a_time = threading.Lock()
        self._steps: dict[DeliveryState, Callable[[Delivery], Delivery]] = {
            DeliveryState.SCHEDULED: self._scheduled,
            DeliveryState.WAITING: sender.send,
            DeliveryState.SENDING: sender.reveal,
            DeliveryState.UNKNOWN: verifier.reconcile,
            DeliveryState.SENT: verifier.verify,
        }

    def run_once(self) -> Delivery | None:
        """Work on the next delivery that wants it; None when there is none, or the clock cannot be trusted.

        Raises StorageTrouble; what was in hand is then picked up again by the next call.
        """
        if self.clock_trouble() is not None:
            return None
        with self._one_at_a_time:
            now = self._context.clock.now()
            self._remember(now)
            claimed = self._context.repo.claim(
                now,
                lease=self._context.liveness.name,
                until=now + self._context.timing.lease,
                dead=self._dead(),
                doubts_most=self._context.timing.doubts_most,
                began=self._context.watchfulness.began,
                session=self._context.watchfulness.session_id,
            )
            return None if claimed is None else self._lead(claimed)

    def wanted(self) -> bool:
        """Whether something could be worked on now."""
        moment = self.next_moment()
        return moment is not None and moment <= self._context.clock.now()

    def next_moment(self) -> datetime | None:
        """When something wants work; what is withheld or paused for a person does not."""
        session = self._context.watchfulness
        return self._context.repo.next_moment(began=session.began, session=session.session_id)

    def watch_next(self, look: Callable[[Delivery], Delivery]) -> Delivery | None:
        """Take the published delivery whose later look is due longest through `look`; None when none is due."""
        if self.clock_trouble() is not None:
            return None
        with self._one_at_a_time:
            now = self._context.clock.now()
            claimed = self._context.repo.claim_watch(
                now, lease=self._context.liveness.name, until=now + self._context.timing.lease, dead=self._dead()
            )
            try:
                return None if claimed is None else look(claimed)
            except LeaseLost:
                return None

    def work_on(self, delivery_id: str) -> Delivery | None:
        """Work on this delivery whatever its pause; None while another worker has it."""
        with self._one_at_a_time:
            now = self._context.clock.now()
            claimed = self._context.repo.claim_one(
                delivery_id,
                now,
                lease=self._context.liveness.name,
                until=now + self._context.timing.lease,
                dead=self._dead(),
            )
            return None if claimed is None else self._lead(claimed)

    def clock_trouble(self) -> Phrase | None:
        """What to tell a person when the clock is behind a moment already seen; nothing is sent until then."""
        seen = self._context.repo.clock_seen()
        if seen is None or seen - self._context.clock.now() <= self._context.timing.clock_slack:
            return None
        return messages.clock_went_back(seen)

    def _lead(self, delivery: Delivery) -> Delivery:
        """Step by step until the lease is given back."""
        try:
            if delivery.state is DeliveryState.SENDING:
                delivery = self._sender.recover(delivery)
            while delivery.lease == self._context.liveness.name:
                delivery = self._steps[delivery.state](delivery)
            if delivery.state is DeliveryState.VERIFIED:
                self._context.leave.on_page(delivery)
        except LeaseLost:
            _log.warning("delivery %s was taken over by another worker", delivery.id)
            return self._context.repo.get(delivery.id)
        except NoSuchMove:
            _log.exception("delivery %s is in a state without a way on", delivery.id)
            raise
        return delivery

    def _scheduled(self, delivery: Delivery) -> Delivery:
        return self._keeper.see_to(delivery) if delivery.held_by_page else self._sender.send(delivery)

    def _dead(self) -> tuple[str, ...]:
        """Leases whose holders no longer run."""
        return tuple(lease for lease in self._context.repo.leases() if not self._context.liveness.alive(lease))

    def _remember(self, now: datetime) -> None:
        seen = self._context.repo.clock_seen()
        if seen is None or now - seen > _REMEMBER_CLOCK:
            self._context.repo.see_clock(now)


LOOK_AGAIN = 0.2
"""Seconds after which an idle worker looks for work again while others are busy."""
PATIENCE = 1.0
"""Seconds with one delivery after which a worker counts as kept waiting; a post with a picture takes about as long."""


class WorkerPool:
    """Each worker has its own lease. `size` of them work at a time; with one alone, it is the caller's thread."""

    def __init__(self, workers: Sequence[Worker], size: int, *, ticks: Callable[[], float] = time.monotonic) -> None:
        self._workers = tuple(workers)
        self._size = size
        self._ticks = ticks

    def drain(self) -> tuple[Delivery, ...]:
        """Work until nothing can be done now; what was worked on, in the order in which it was finished.

        The threads have ended when this returns or raises. Whatever a worker raises is raised here, once the others
        have put down what they had in hand.
        """
        first = self._workers[0]
        if self._size == 1 or not first.wanted():
            return tuple(iter(first.run_once, None))
        shift = _DrainRun(self._workers, self._size, self._ticks)
        try:
            shift.run()
        finally:
            shift.end()
        return shift.result()


class _DrainRun:
    """One draining: over when every worker found nothing to do at the same time, or one of them failed."""

    def __init__(self, workers: Sequence[Worker], size: int, ticks: Callable[[], float]) -> None:
        self._waiting = list(workers)
        self._size = size
        self._ticks = ticks
        self._turn = threading.Condition()
        self._threads: list[threading.Thread] = []
        self._at_work = 0
        self._busy: dict[Worker, float] = {}
        """Since when each has had the delivery in hand."""
        self._over = False
        self._done: list[Delivery] = []
        self._failure: BaseException | None = None

    def run(self) -> None:
        """Keep `size` at work until it is over."""
        while True:
            with self._turn:
                if self._over:
                    return
                since = self._ticks() - PATIENCE
                kept_waiting = sum(begun <= since for begun in self._busy.values())
                missing = self._size + kept_waiting - self._at_work
                for worker in self._waiting[: max(missing, 0)]:
                    self._start(worker)
                self._turn.wait(LOOK_AGAIN)

    def end(self) -> None:
        """Begin nothing more, and wait for what is in hand."""
        with self._turn:
            self._over = True
            self._turn.notify_all()
        for thread in self._threads:
            thread.join()

    def result(self) -> tuple[Delivery, ...]:
        if self._failure is not None:
            raise self._failure
        return tuple(self._done)

    def _start(self, worker: Worker) -> None:
        """Called with the turn in hand. A new one counts as busy until it has looked."""
        self._waiting.remove(worker)
        self._at_work += 1
        self._busy[worker] = self._ticks()
        name = f"outbox-{len(self._threads) + 1}"
        thread = threading.Thread(target=self._work, args=(worker,), name=name, daemon=False)
        self._threads.append(thread)
        thread.start()

    @by_itself("what somebody queued with their PIN is carried out, in threads of its own")
    def _work(self, worker: Worker) -> None:
        try:
            while not self._over:
                with self._turn:
                    self._busy[worker] = self._ticks()
                done = worker.run_once()
                with self._turn:
                    del self._busy[worker]
                    if done is not None:
                        self._done.append(done)
                        self._busy[worker] = self._ticks()
                        self._turn.notify_all()  # its account is free
                    elif self._rest():
                        self._at_work -= 1
                        self._waiting.append(worker)
                        return
        except BaseException as failure:  # noqa: BLE001 (boundary: raised again in the caller's thread)
            with self._turn:
                self._failure = self._failure or failure
                self._over = True
                self._turn.notify_all()

    def _rest(self) -> bool:
        """Wait for another to finish something; whether to go home: it is over, or enough others are idle."""
        if not self._busy:
            self._over = True
            self._turn.notify_all()
        if not self._over:
            self._turn.wait(LOOK_AGAIN)
        return self._over or self._at_work - len(self._busy) > self._size
