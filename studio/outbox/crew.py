"""Several workers of one program: they share the queue, and each account is served by one of them at a time."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from studio.outbox.model import Delivery
from studio.outbox.worker import Worker

LOOK_AGAIN = 0.2
"""Seconds after which an idle worker looks for work again while others are busy."""


class Crew:
    """Each worker has its own lease. With one of them, everything happens in the caller's thread."""

    def __init__(self, workers: Sequence[Worker]) -> None:
        self._workers = tuple(workers)

    def drain(self) -> tuple[Delivery, ...]:
        """Work until nothing can be done now; what was worked on, in the order in which it was finished.

        The threads have ended when this returns or raises. Whatever a worker raises is raised here, once the others
        have put down what they had in hand.
        """
        first, *others = self._workers
        if not others or not first.wanted():
            return tuple(iter(first.run_once, None))
        shift = _Shift(len(self._workers))
        threads = [
            threading.Thread(target=shift.work, args=(worker,), name=f"outbox-{number}", daemon=False)
            for number, worker in enumerate(others, start=2)
        ]
        for thread in threads:
            thread.start()
        try:
            shift.work(first)
        finally:
            shift.end()
            for thread in threads:
                thread.join()
        return shift.result()


class _Shift:
    """One draining: over when every worker found nothing to do at the same time, or one of them failed."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._turn = threading.Condition()
        self._idle = 0
        self._over = False
        self._done: list[Delivery] = []
        self._failure: BaseException | None = None

    def work(self, worker: Worker) -> None:
        try:
            while not self._over:
                done = worker.run_once()
                with self._turn:
                    if done is not None:
                        self._done.append(done)
                        self._turn.notify_all()  # its account is free
                    elif self._rest():
                        return
        except BaseException as failure:  # noqa: BLE001 (boundary: raised again in the caller's thread)
            with self._turn:
                self._failure = self._failure or failure
            self.end()

    def end(self) -> None:
        with self._turn:
            self._over = True
            self._turn.notify_all()

    def result(self) -> tuple[Delivery, ...]:
        if self._failure is not None:
            raise self._failure
        return tuple(self._done)

    def _rest(self) -> bool:
        """Wait for another to finish something; whether the shift is over."""
        self._idle += 1
        if self._idle == self._size:
            self._over = True
            self._turn.notify_all()
        if not self._over:
            self._turn.wait(LOOK_AGAIN)
        self._idle -= not self._over
        return self._over
