"""The second store of a profile, ``course/training.db``: what is taught there and who learnt it.

It lies beside the practice profile, not in it, so that setting a lesson or the whole practice profile back leaves it
alone. It is opened at the first look into it: a profile in which nobody learns never has one, and one that is damaged
keeps nobody from working.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection

from studio.clock import Clock
from studio.store.engine import Store, open_store
from studio.store.statements import Statements

COURSE = "training.db"
COURSE_MIGRATIONS = Path(__file__).with_name("training_migrations")


class CourseStore(Statements):
    """Reads and writes like a `Store`. Threads may share it. Every call may raise StorageTrouble."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.path = folder / COURSE
        self._clock = clock
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._may_write: Callable[[], None] = lambda: None

    @property
    def exists(self) -> bool:
        """Whether anything was ever kept in it: looking for nothing makes no file."""
        return self.path.exists()

    def guard(self, may_write: Callable[[], None]) -> None:
        """See `Store.guard`."""
        self._may_write = may_write

    def write(self) -> AbstractContextManager[Connection]:
        """See `Store.write`."""
        return self._opened().write()

    def write_one(self) -> AbstractContextManager[Connection]:
        """See `Store.write_one`."""
        return self._opened().write_one()

    def read(self) -> AbstractContextManager[Connection]:
        """See `Store.read`."""
        return self._opened().read()

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            if self._store is not None:
                self._store.close()
            self._store = None

    def _opened(self) -> Store:
        with self._lock:
            if self._store is None:
                self._store = open_store(self.path, clock=self._clock, migrations=COURSE_MIGRATIONS)
                self._store.guard(self._ask)
            return self._store

    def _ask(self) -> None:
        """Whoever guards it now, though it was opened before."""
        self._may_write()
