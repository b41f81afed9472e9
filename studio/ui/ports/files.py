"""What the window asks of the kept files and the backups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from studio.phrase import Phrase
    from studio.secret import Secret


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


class Stake(Protocol):
    """What a restore would put aside: the unit's name, and how much there is."""

    @property
    def name(self) -> str: ...

    @property
    def people(self) -> int: ...

    @property
    def posts(self) -> int: ...


class BackupsPort(Protocol):
    """Copies of the profile. `going` hears how many of how many bytes are done, and answers whether to go on."""

    @property
    def has_code(self) -> bool:
        """Whether the backups made now open on another PC."""
        ...

    @property
    def problem(self) -> Phrase | None:
        """Why there is no copy of today, if there is none."""
        ...

    def issue_code(self, by: str, pin: str) -> Secret:
        """A new recovery code; it cannot be shown again."""
        ...

    def stake(self) -> Stake | None:
        """None: nothing is lost by a restore."""
        ...

    def list(self, folder: Path | None = None) -> Sequence[Backup]:
        """The daily copies on this PC and the backups in `folder`, newest first."""
        ...

    def make(self, folder: Path, by: str, pin: str, *, going: Callable[[int, int], bool]) -> Path | None:
        """Back up into `folder` and read it back; None when stopped."""
        ...

    def check(self, path: Path, code: Secret | None = None, *, going: Callable[[int, int], bool]) -> bool:
        """Raises CodeNeeded for a backup of another PC."""
        ...

    def stage(
        self,
        path: Path,
        by: str = "",
        pin: str = "",
        *,
        named: str = "",
        code: Secret | None = None,
        going: Callable[[int, int], bool],
    ) -> bool:
        """Lay a backup out, to be taken over at the next start; False when stopped. Raises CodeNeeded."""
        ...
