"""The copy that is made every day, sealed, without anybody's doing; and what plain copies become."""

from __future__ import annotations

import logging
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from studio.errors import StorageTrouble
from studio.paths import Profile
from studio.store.archive import DATABASES, ENDING, WORK, seal_files, told
from studio.store.backup import backups, copy_checked, daily_name, folder_of, has_daily, prune
from studio.store.backup_keys import BackupKeys

_log = logging.getLogger(__name__)


def back_up_daily(
    profile: Profile, keys: BackupKeys, *, practice: bool, now: datetime, secret: bytes | None = None
) -> Path | None:
    """Make today's copy of the databases unless there is one, and prune the older. Raises StorageTrouble."""
    if has_daily(profile.backups, now):
        return None
    target = profile.backups / f"{daily_name(now)}{ENDING}"
    with tempfile.TemporaryDirectory(dir=profile.root, prefix=WORK) as work:
        copies = [(name, copy) for name in DATABASES if (copy := _copied(profile, name, Path(work))) is not None]
        seal_files(
            target,
            [*copies, *told(secret, Path(work))],
            keys.current(),
            whole=False,
            practice=practice,
            now=now,
            going=lambda _done, _total: True,
        )
    prune(profile.backups)
    return target


def seal_plain(profile: Profile, keys: BackupKeys, *, practice: bool) -> None:
    """Seal the copies that lie there plain, as those before a migration do, and take the plain ones away.

    Raises StorageTrouble; then the plain ones stay.
    """
    for name in DATABASES:
        for plain in backups(folder_of(profile.root / name)):
            if plain.suffix == ENDING:
                continue
            made = datetime.fromtimestamp(plain.stat().st_mtime, UTC)
            seal_files(
                plain.with_suffix(ENDING), [(name, plain)], keys.current(),
                whole=False, practice=practice, now=made, going=lambda _done, _total: True,
            )  # fmt: skip
            plain.unlink(missing_ok=True)


def _copied(profile: Profile, name: str, work: Path) -> Path | None:
    """None: it is not there, or is the course's and damaged: that is told where it is used, and the rest is copied."""
    database = profile.root / name
    if not database.is_file():
        return None
    try:
        return copy_checked(database, work / name)
    except StorageTrouble as trouble:
        if database == profile.database:
            raise
        _log.error("no daily copy of %s: %s", name, trouble.phrase.en)
        return None
