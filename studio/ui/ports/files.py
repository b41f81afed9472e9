"""What the window asks of the kept files and the backups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


class FilesPort(Protocol):
    """Pictures by their hash."""

    def get(self, sha256: str) -> bytes: ...


class Backup(Protocol):
    """A backup as it lies there. `whole`: with pictures, not the database alone."""

    @property
    def path(self) -> Path: ...

    @property
    def made_at(self) -> datetime: ...

    @property
    def size(self) -> int: ...

    @property
    def whole(self) -> bool: ...


class BackupsPort(Protocol):
    """Copies of the profile. `going` hears how many of how many bytes are done, and answers whether to go on."""

    def list(self, folder: Path | None = None) -> Sequence[Backup]:
        """The daily copies on this PC and the backups in `folder`, newest first."""
        ...

    def make(self, folder: Path, *, going: Callable[[int, int], bool]) -> Path | None:
        """Back up into `folder` and read it back; None when stopped."""
        ...

    def check(self, path: Path, *, going: Callable[[int, int], bool]) -> bool: ...

    def stage(self, path: Path, *, going: Callable[[int, int], bool]) -> bool:
        """Lay a backup out, to be taken over at the next start; False when stopped."""
        ...
