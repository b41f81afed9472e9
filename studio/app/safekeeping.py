"""Backups of the profile: made where a person wants them, listed, checked, and taken back at the next start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from studio.clock import Clock, local, local_date
from studio.errors import BadInput
from studio.paths import Profile
from studio.store import restore
from studio.store.archive import Going, write_archive
from studio.store.backup import backups

_OURS = re.compile(r"^page-studio-\d{4}-\d{2}-\d{2}-\d{4}(-\d+)?\.zip$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One backup as it lies there, not yet checked. `whole`: with pictures, not the database alone."""

    path: Path
    made_at: datetime
    size: int
    whole: bool


class Safekeeping:
    """The backups of one profile. Every call reads or writes files and belongs on a worker."""

    def __init__(self, profile: Profile, clock: Clock, *, practice: bool) -> None:
        self._profile = profile
        self._clock = clock
        self._practice = practice

    def list(self, folder: Path | None = None) -> tuple[Backup, ...]:
        """The daily copies on this PC and the backups in `folder`, newest first. A folder that is gone has none."""
        found = [*backups(self._profile.backups), *_archives(folder)]
        return tuple(sorted(map(_seen, found), key=lambda backup: backup.made_at, reverse=True))

    def make(self, folder: Path, *, going: Going) -> Path | None:
        """Back the whole profile up into `folder` and read the backup back. None when stopped.

        Raises BadInput for a folder inside the data folder, StorageTrouble when the drive does not take it.
        """
        if folder.resolve().is_relative_to(self._profile.root.resolve()):
            raise BadInput(
                "hãy chọn thư mục ngoài thư mục dữ liệu, tốt nhất là USB hoặc ổ đĩa khác.",
                "choose a folder outside the data folder, best a USB drive or another disk.",
                where=str(folder),
            )
        now = self._clock.now()
        target = _free_name(folder, now)
        done = write_archive(self._profile, target, practice=self._practice, now=now, going=going)
        return target if done else None

    def check(self, path: Path, *, going: Going) -> bool:
        """Read a backup through; False when stopped. Raises BadInput, StorageTrouble when it cannot be taken back."""
        return restore.check(path, practice=self._practice, going=going)

    def stage(self, path: Path, *, going: Going) -> bool:
        """Lay a checked copy of a backup out, to be taken over at the next start; False when stopped."""
        return restore.stage(self._profile, path, practice=self._practice, going=going)


def _archives(folder: Path | None) -> Iterator[Path]:
    try:
        if folder is not None and folder.is_dir():
            yield from (path for path in folder.iterdir() if _OURS.match(path.name))
    except OSError:
        return


def _seen(path: Path) -> Backup:
    state = path.stat()
    made = datetime.fromtimestamp(state.st_mtime, UTC)
    return Backup(path=path, made_at=made, size=state.st_size, whole=path.suffix == ".zip")


def _free_name(folder: Path, now: datetime) -> Path:
    """``page-studio-2026-11-25-0830.zip``; a number follows where that is taken."""
    stem = f"page-studio-{local_date(now).isoformat()}-{local(now):%H%M}"
    path, number = folder / f"{stem}.zip", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.zip"
    return path
