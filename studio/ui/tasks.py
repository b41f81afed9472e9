"""Work behind the window.

One serial worker serves the store, in the order asked; a small pool serves pictures and sending. Work is a plain
function that knows no Qt; what it returns comes back to the window's thread through one queued signal.

    tasks.store(lambda: studio.outbox.list(), self._show, owner=self)
    tasks.pool(lambda ticket: big(ticket), done, failed=complain, owner=self)

What a person asked for is `lasting`: a window that closes carries it out first. Work for the store always is.
Errors for people become one sentence; anything else is a bug, is logged, and the person is told so in one sentence.
"""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from studio.errors import StudioError
from studio.phrase import Phrase

T = TypeVar("T")
LOG = logging.getLogger(__name__)
POOL_THREADS = 2
BUG = Phrase(
    "Something unexpected went wrong. Your work is kept; the details are in the log for the technical officer."
)


class Ticket:
    """What running work may ask (`cancelled`, `stop_asked`) and tell (`progress`)."""

    def __init__(self, tell: Callable[[int, int], None]) -> None:
        self._stop = threading.Event()
        self._wish = threading.Event()
        self._tell = tell

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop, and drop its result."""
        self._stop.set()

    @property
    def stop_asked(self) -> bool:
        return self._wish.is_set() or self.cancelled

    def ask_to_stop(self) -> None:
        """Ask the work to end early; it still returns what came of it."""
        self._wish.set()

    def progress(self, done: int, total: int) -> None:
        """Tell how far the work is; `total` 0 means unknown."""
        self._tell(done, total)


class _Job:
    """One piece of work with those who wait for it, asked as whoever was at work then; in the end with what came of it.

    It holds parts of the window, which Python must not let go of on a worker: Qt may be ending them just then, and that
    is a crash. So a worker gets the number alone, and forgets the job before it tells that it is done.
    """

    def __init__(
        self,
        number: int,
        work: Callable[[Ticket], Any],
        done: Callable[[Any], None] | None,
        failed: Callable[[StudioError], None] | None,
        owner: QObject | None,
        moved: Callable[[int, int], None] | None,
        tell: Callable[[int, int], None],
        lasting: bool,
    ) -> None:
        self.number, self.lasting = number, lasting
        self.context = copy_context()
        self.work, self.done, self.failed, self.owner, self.moved = work, done, failed, owner, moved
        self.ticket = Ticket(tell)
        self.result: Any = None
        self.error: StudioError | None = None

    @property
    def wanted(self) -> bool:
        return not self.ticket.cancelled and (self.owner is None or isValid(self.owner))


class Tasks(QObject):
    """The workers. `trouble` carries errors that nobody else handles; `busy` says whether anything is under way."""

    trouble = Signal(object)
    busy = Signal(bool)
    settled = Signal()
    """No lasting work is under way any more."""
    ended = Signal()
    """Some work came to its end, and what it was done for heard of it."""
    _came = Signal(int)
    _moved = Signal(int, int, int)

    def __init__(self, parent: QObject | None = None, *, bug: Callable[[BaseException], None] | None = None) -> None:
        """`bug` hears, on the worker, of every exception that is no StudioError."""
        super().__init__(parent)
        self.bug = bug
        self._store = ThreadPoolExecutor(1, "store")
        self._pool = ThreadPoolExecutor(POOL_THREADS, "pool")
        self._numbers = itertools.count(1)
        self._jobs: dict[int, _Job] = {}
        self._latest: dict[tuple[int, str], Ticket] = {}
        self._closed = False
        self.failures = 0
        """How much lasting work has failed."""
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._moved.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def store(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        *,
        owner: QObject | None = None,
        failed: Callable[[StudioError], None] | None = None,
        key: str = "",
    ) -> Ticket:
        """Run `work` on the serial worker. With `key`, an earlier job of the same owner and key is dropped."""
        return self._start(self._store, lambda _: work(), done, owner, failed, None, key)

    def pool(
        self,
        work: Callable[[Ticket], T],
        done: Callable[[T], None] | None = None,
        *,
        owner: QObject | None = None,
        failed: Callable[[StudioError], None] | None = None,
        moved: Callable[[int, int], None] | None = None,
        key: str = "",
        lasting: bool = False,
    ) -> Ticket:
        """Run `work` on the pool; it gets a ticket. `moved` hears of its progress."""
        return self._start(self._pool, work, done, owner, failed, moved, key, lasting=lasting)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._jobs

    def close(self, last: Callable[[], object] | None = None) -> None:
        """Carry lasting work out, stop the rest, and end the threads; `last` is done when no other work runs.

        What is asked later is not begun. (What the pool still reads after a store was closed would open it anew.)
        """
        self._closed = True
        for job in self._jobs.values():
            job.owner, job.done, job.failed = None, None, _ignore
            if not job.lasting:
                job.ticket.cancel()
        self._pool.shutdown(wait=True)
        if last is not None:
            self._jobs[0] = _Job(0, lambda _: last(), None, None, None, None, lambda *_: None, True)
            self._store.submit(self._run, 0)
        self._store.shutdown(wait=True)
        self._jobs.clear()

    def work_for(self, part: QObject) -> bool:
        """Whether lasting work is under way that tells `part`, or something in it, of its end."""
        return any(job.lasting and job.wanted and _is_in(job.owner, part) for job in self._jobs.values())

    @property
    def unfinished(self) -> bool:
        """Whether lasting work is under way."""
        return any(job.lasting for job in self._jobs.values())

    def finish(self, most_ms: int) -> bool:
        """Wait for lasting work and what follows from it, the window alive but deaf. False when some has failed."""
        failed = self.failures
        if self.unfinished:
            loop, limit = QEventLoop(), QTimer(singleShot=True, interval=most_ms)
            self.settled.connect(loop.quit)
            limit.timeout.connect(loop.quit)
            limit.start()
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return self.failures == failed

    def _start(
        self,
        executor: Executor,
        work: Callable[[Ticket], Any],
        done: Callable[[Any], None] | None,
        owner: QObject | None,
        failed: Callable[[StudioError], None] | None,
        moved: Callable[[int, int], None] | None,
        key: str,
        *,
        lasting: bool = True,
    ) -> Ticket:
        number = next(self._numbers)
        job = _Job(number, work, done, failed, owner, moved, lambda a, b: self._moved.emit(number, a, b), lasting)
        if self._closed:
            job.ticket.cancel()
            return job.ticket
        if key:
            self._supersede((id(owner), key), job.ticket)
        self._jobs[number] = job
        if len(self._jobs) == 1:
            self.busy.emit(True)
        executor.submit(self._run, number)
        return job.ticket

    def _supersede(self, slot: tuple[int, str], ticket: Ticket) -> None:
        earlier = self._latest.get(slot)
        if earlier is not None:
            earlier.cancel()
        self._latest[slot] = ticket

    def _run(self, number: int) -> None:
        """On the worker. The one place where any exception is taken: it must not end the worker in silence."""
        job = self._jobs[number]
        if not job.ticket.cancelled:
            try:
                job.result = job.context.run(job.work, job.ticket)
            except StudioError as trouble:
                job.error = trouble
            except Exception as fault:
                LOG.exception("background work failed")
                if self.bug is not None and not self._closed:
                    self.bug(fault)
                job.error = StudioError(BUG)
        del job
        self._came.emit(number)

    @Slot(int)
    def _deliver(self, number: int) -> None:
        job = self._jobs.pop(number, None)
        if job is None:
            return
        try:
            self._hand_over(job)
        finally:
            self.ended.emit()
            if job.lasting and not self.unfinished:
                self.settled.emit()

    def _hand_over(self, job: _Job) -> None:
        self._latest = {slot: ticket for slot, ticket in self._latest.items() if ticket is not job.ticket}
        if not self._jobs:
            self.busy.emit(False)
        if not job.wanted:
            return
        if job.error is not None:
            self.failures += job.lasting
            (job.failed or self.trouble.emit)(job.error)
        elif job.done is not None:
            job.done(job.result)

    @Slot(int, int, int)
    def _report(self, number: int, done: int, total: int) -> None:
        job = self._jobs.get(number)
        if job is not None and job.wanted and job.moved is not None:
            job.moved(done, total)


def _is_in(thing: QObject | None, part: QObject) -> bool:
    while thing is not None and thing is not part:
        thing = thing.parent()
    return thing is part


def _ignore(_: StudioError) -> None:
    return
