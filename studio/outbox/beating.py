"""Files on their way to a page, whose every piece shows that the worker is at it: a long upload keeps its lease."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import BinaryIO, cast

from studio.outbox.means import Means
from studio.outbox.model import Delivery
from studio.posts.ports import FileReader


def beating(means: Means, delivery: Delivery) -> FileReader:
    """The files, which renew the lease of `delivery` while they are read. Reading raises LeaseLost, too."""
    lease = means.timing.lease
    renewed = means.clock.now()

    def beat() -> None:
        nonlocal renewed
        now = means.clock.now()
        if now - renewed >= lease / 4 or now < renewed - timedelta(minutes=1):
            renewed = now
            means.repo.update(delivery, replace(delivery, lease_until=now + lease))

    return _Beating(means.files, beat)


class _Beating:
    """Fulfils `FileReader`."""

    def __init__(self, files: FileReader, beat: Callable[[], None]) -> None:
        self._files = files
        self._beat = beat

    def open(self, name: str) -> BinaryIO:
        return cast("BinaryIO", _Beaten(self._files.open(name), self._beat))

    def check(self, name: str) -> None:
        self._files.check(name)
        self._beat()

    def get(self, name: str) -> bytes:
        self._beat()
        return self._files.get(name)


class _Beaten(io.RawIOBase):
    def __init__(self, file: BinaryIO, beat: Callable[[], None]) -> None:
        self._file = file
        self._beat = beat

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def read(self, size: int = -1) -> bytes:
        self._beat()
        return self._file.read(size)

    def close(self) -> None:
        self._file.close()
        super().close()
