"""One at a time on one login: among the threads of this process and among processes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from studio.keyring_safe import KeyringTrouble

PATIENCE = 120.0
"""Seconds; longer than the longest refresh (one request of 70 s) and a keyring that is asked meanwhile."""


class Turns:
    """Locks by name, files in `folder`. A thread that has its turn may take it again."""

    def __init__(self, folder: Path, *, patience: float = PATIENCE) -> None:
        self._folder = folder
        self._patience = patience
        self._guard = threading.Lock()
        self._inner: dict[str, threading.RLock] = {}
        self._thread = threading.local()

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """Wait for the turn, keep it for the block. Raises KeyringTrouble when it does not come."""
        with self._guard:
            inner = self._inner.setdefault(name, threading.RLock())
        if not inner.acquire(timeout=self._patience):
            raise _busy(name)
        try:
            held: set[str] = self._thread.__dict__.setdefault("held", set())
            if name in held:
                yield
                return
            with self._among_processes(name):
                held.add(name)
                try:
                    yield
                finally:
                    held.discard(name)
        finally:
            inner.release()

    @contextmanager
    def _among_processes(self, name: str) -> Iterator[None]:
        # A prefix, since Windows takes no file called con.lock; the system gives the lock back when its holder dies.
        lock = filelock.FileLock(self._folder / f"login-{name}.lock", timeout=self._patience, thread_local=False)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except filelock.Timeout:
            raise _busy(name) from None
        except OSError as error:
            raise KeyringTrouble(
                "không ghi được tệp khóa của thông tin đăng nhập; hãy kiểm tra quyền ghi của thư mục dữ liệu.",
                "the lock file of the login cannot be written; check the permissions of the data folder.",
                where=str(self._folder),
            ) from error
        try:
            yield
        finally:
            lock.release()


def _busy(name: str) -> KeyringTrouble:
    return KeyringTrouble(
        "một cửa sổ khác đang làm việc với thông tin đăng nhập của trang này quá lâu; hãy đợi rồi thử lại.",
        "another window has been working on this page's login for too long; wait, then try again.",
        where=name,
    )
