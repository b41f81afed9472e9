"""Several workers of one program: they share the queue, and each account is served by one of them at a time.

So many of them work at a time as are wanted. One whose page keeps it waiting does not count: another takes its place,
so that a page that hardly answers holds up nobody but itself.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from studio.outbox.model import Delivery
from studio.outbox.worker import Worker
from studio.people.present import by_itself

LOOK_AGAIN = 0.2
"""Seconds after which an idle worker looks for work again while others are busy."""
PATIENCE = 1.0
"""Seconds with one delivery after which a worker counts as kept waiting; a post with a picture takes about as long."""


class Crew:
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
        shift = _Shift(self._workers, self._size, self._ticks)
        try:
            shift.run()
        finally:
            shift.end()
        return shift.result()


class _Shift:
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
