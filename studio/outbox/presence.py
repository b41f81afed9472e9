"""Which workers still run, told by locks that the system gives back when a process dies.

A lease alone would make an officer wait for it to run out after a crash; with the lock the next start knows at once.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from types import TracebackType
from typing import Protocol

import filelock

from studio.errors import StorageTrouble

_SEAT = "~"


class Liveness(Protocol):
    """Which holders of leases still run."""

    @property
    def name(self) -> str:
        """The lease this holder writes into deliveries."""
        ...

    def alive(self, lease: str) -> bool: ...


class Presence:
    """Holds the lock of one worker for as long as it is open. Use it as a context manager, or close it."""

    def __init__(self, folder: Path, name: str) -> None:
        """`name` must be new (a fresh id): it becomes the worker's lease. Raises StorageTrouble."""
        self._folder = folder
        self._name = name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = filelock.FileLock(self._path(name), timeout=0, thread_local=False)
            self._lock.acquire()
        except (OSError, filelock.Timeout) as error:
            raise StorageTrouble(
                "the outbox cannot write its lock file; check permissions and free space of the data folder.",
                where=str(folder),
            ) from error

    @property
    def name(self) -> str:
        return self._name

    def alive(self, lease: str) -> bool:
        """Whether the holder of `lease` still runs; its leftover file is removed when not."""
        lease = lease.partition(_SEAT)[0]
        if lease == self._name:
            return True
        path = self._path(lease)
        if not path.exists():
            return False
        probe = filelock.FileLock(path, timeout=0, thread_local=False)
        try:
            probe.acquire()
        except filelock.Timeout:
            return True
        probe.release()
        _remove(path)
        return False

    def close(self) -> None:
        """Give the lock back: whatever this worker still holds is free for others."""
        self._lock.release()
        _remove(self._path(self._name))

    def __enter__(self) -> Presence:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.lock"


def _remove(path: Path) -> None:
    """Take a lock's file away; one that a scanner or another program holds just now stays, and harms nobody."""
    with contextlib.suppress(OSError):
        path.unlink()


class Seat:
    """The place of one thread in a living program: a lease of its own, alive as long as the program is."""

    def __init__(self, liveness: Liveness, number: int) -> None:
        self._liveness = liveness
        self.name = f"{liveness.name}{_SEAT}{number}"

    def alive(self, lease: str) -> bool:
        return lease == self.name or self._liveness.alive(lease)
