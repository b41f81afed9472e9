"""Attachments by their content: ``ab/cd/<sha256>``, written whole or not at all, verified when read."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from studio.canonical import sha256
from studio.errors import NotFound, StorageTrouble, Untrusted
from studio.paths import ABANDONED, remove_abandoned, write_pieces

_NAME = re.compile(r"^[0-9a-f]{64}$")


class FileStore:
    """A folder of files named by their SHA-256."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._may_write: Callable[[], None] = lambda: None

    def guard(self, may_write: Callable[[], None]) -> None:
        """Ask `may_write` before each new file; what it raises is what the writer gets."""
        self._may_write = may_write

    def put(self, data: bytes) -> str:
        """Keep `data` and return its name; the same bytes are kept once, and a damaged copy is replaced.

        Raises StorageTrouble.
        """
        self._may_write()
        name = sha256(data)
        path = self.path_of(name)
        if _holds(path, data):
            _touch(path)
            return name
        return self.put_pieces((data,))

    def put_pieces(self, pieces: Iterable[bytes]) -> str:
        """Keep a file of any size, of which one piece at a time is in memory, and return its name.

        Raises StorageTrouble, and what `pieces` raises; then nothing is left.
        """
        self._may_write()
        digest = hashlib.sha256()

        def counted() -> Iterator[bytes]:
            for piece in pieces:
                digest.update(piece)
                yield piece

        try:
            self.root.mkdir(parents=True, exist_ok=True)
            path = write_pieces(self.root, counted(), lambda: self.path_of(digest.hexdigest()))
            remove_abandoned(self.root, before=path.stat().st_mtime - ABANDONED)
        except OSError as error:
            raise self._unwritten() from error
        return path.name

    def get(self, name: str) -> bytes:
        """The bytes called `name`. Raises NotFound, or Untrusted when they are not what they were."""
        with self._reading(name):
            data = self.path_of(name).read_bytes()
        if sha256(data) != name:
            raise _changed(name)
        return data

    def open(self, name: str) -> BinaryIO:
        """The file called `name`, to be read a part at a time; `check` says whether its bytes are what they were.

        Raises NotFound, StorageTrouble.
        """
        with self._reading(name):
            return self.path_of(name).open("rb")

    def check(self, name: str) -> None:
        """Read the file called `name` to its end, a piece at a time. Raises like `get`."""
        with self._reading(name), self.path_of(name).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != name:
            raise _changed(name)

    def remove(self, name: str, *, untouched_since: datetime) -> bool:
        """Take `name` off the disk unless it was put (again) later than that. True: it is gone.

        A file that cannot be removed just now (a scanner holds it) is left for the next time.
        """
        path = self.path_of(name)
        try:
            if path.stat().st_mtime > untouched_since.timestamp():
                return False
            path.unlink()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True

    def has(self, name: str) -> bool:
        """Whether a file of that name is there (its bytes are verified by `get`)."""
        return self.path_of(name).exists()

    def path_of(self, name: str) -> Path:
        """Where `name` is or would be. Raises ValueError when it is no SHA-256."""
        if not _NAME.match(name):
            raise ValueError(f"not a sha256: {name!r}")
        return self.root / name[:2] / name[2:4] / name

    @contextlib.contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        """Say of a file that cannot be read what is the matter with it."""
        try:
            yield
        except FileNotFoundError as error:
            raise NotFound(
                "the attachment {name} is no longer in the file store; add the file again.", name=name[:12]
            ) from error
        except OSError as error:
            raise StorageTrouble(
                "the attachment {name} cannot be read; check the disk.", name=name[:12], where=str(self.root)
            ) from error

    def _unwritten(self) -> StorageTrouble:
        return StorageTrouble(
            "the attachment cannot be saved; check the free space and permissions of the data folder.",
            where=str(self.root),
        )


def _changed(name: str) -> Untrusted:
    return Untrusted("the attachment {name} was changed on the disk; add the original again.", name=name[:12])


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _touch(path: Path) -> None:
    """Somebody wants the file: it must not be removed before they have written who needs it."""
    with contextlib.suppress(OSError):
        os.utime(path)
