"""Copies of the store, each opened and checked before it counts; and which of them are kept.

daily-2026-11-25.psbackup                      one a day: the last 7 days and the newest of each of 4 weeks
before-0003-20261125T013000Z.psbackup          before a migration to schema 3: the last 5
before-restore-20261125T013000Z/               what a backup took the place of: 30 days

A copy before a migration is made plain (``.sqlite3``) and sealed once the profile is open.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from studio.clock import local_date
from studio.errors import StorageTrouble
from studio.paths import PRIVATE_FILE, replace_held
from studio.store.folder import damaged, told

KEEP_DAILY = 7
KEEP_WEEKLY = 4
KEEP_MIGRATIONS = 5
KEEP_REPLACED = timedelta(days=30)
"""How long the data that a backup took the place of stays."""
KEEP_PURGED = timedelta(days=7)
"""How long a copy may still hold what was purged from the profile: the copies of a week are there by then."""
_DAILY = re.compile(r"^daily-(\d{4}-\d{2}-\d{2})\.(?:sqlite3|psbackup)$")
_BEFORE = re.compile(r"^before-(?P<schema>\d{4})-(?P<at>\d{8}T\d{6}Z)\.(?:sqlite3|psbackup)$")
_REPLACED = re.compile(r"^before-restore-(\d{8}T\d{6}Z)$")
_STAMP = "%Y%m%dT%H%M%SZ"


def folder_of(database: Path) -> Path:
    """Where the backups of `database` lie."""
    return database.parent / "backups"


def backups(folder: Path) -> tuple[Path, ...]:
    """Every finished backup in `folder`, newest first."""
    if not folder.is_dir():
        return ()
    found = [p for p in folder.iterdir() if _DAILY.match(p.name) or _BEFORE.match(p.name)]
    return tuple(sorted(found, key=lambda p: (p.stat().st_mtime_ns, p.name), reverse=True))


def back_up_before(database: Path, folder: Path, schema: int, now: datetime) -> Path:
    """Copy `database` before it is migrated to `schema`. Raises StorageTrouble when no good copy can be made."""
    copy = copy_checked(database, folder / f"before-{schema:04d}-{now:{_STAMP}}.sqlite3")
    _remove([p for p in backups(folder) if _BEFORE.match(p.name)][KEEP_MIGRATIONS:])
    return copy


def before_upgrade(folder: Path, schema: int) -> Path | None:
    """The latest copy made before a migration beyond `schema`."""
    made = ((match, path) for path in backups(folder) if (match := _BEFORE.match(path.name)))
    beyond = [(match["at"], path) for match, path in made if int(match["schema"]) > schema]
    return max(beyond)[1] if beyond else None


def daily_name(now: datetime) -> str:
    """``daily-2026-11-25``, of the day in Vietnam."""
    return f"daily-{local_date(now).isoformat()}"


def has_daily(folder: Path, now: datetime) -> bool:
    """Whether the day has its copy."""
    return any(path.stem == daily_name(now) for path in backups(folder))


def prune(folder: Path) -> None:
    """Take the daily copies away that are not to be kept; by their number, never by their age alone."""
    dated = {date.fromisoformat(m[1]): p for p in backups(folder) if (m := _DAILY.match(p.name))}
    _remove(dated[day] for day in dated.keys() - kept_days(set(dated)))


def forget_purged(folder: Path, purged_at: datetime | None, now: datetime) -> None:
    """Take away the copies from before the latest purge that is `KEEP_PURGED` ago, where a later copy is there; and
    what backups took the place of, after `KEEP_REPLACED`.

    `now` must be a time that nobody doubts.
    """
    if purged_at is not None and purged_at <= now - KEEP_PURGED:
        made = {path: _day_of(path) for path in backups(folder)}
        last = local_date(purged_at)
        if any(day > last for day in made.values()):
            _remove(path for path, day in made.items() if day <= last)
    for path in list(folder.iterdir()) if folder.is_dir() else ():
        match = _REPLACED.match(path.name)
        if match and datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC) <= now - KEEP_REPLACED:
            shutil.rmtree(path, ignore_errors=True)


def kept_days(days: set[date]) -> set[date]:
    """Of the days that have a copy, those to keep: the newest 7, and the newest of each of the newest 4 ISO weeks."""
    newest_first = sorted(days, reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for day in newest_first:
        weeks.setdefault(day.isocalendar()[:2], day)
    return set(newest_first[:KEEP_DAILY]) | set(list(weeks.values())[:KEEP_WEEKLY])


def copy_checked(database: Path, target: Path) -> Path:
    """Copy a live `database` to `target` (replaced in one step), then open the copy and quick_check it.

    Raises StorageTrouble: no room, an unreadable source, or a copy that fails its check.
    """
    unfinished = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        _require_room(database, target.parent)
        with told(database, lambda: backups(folder_of(database))):
            _copy(database, unfinished)
            if not passes_quick_check(unfinished):
                raise damaged(database, backups(folder_of(database)))
        replace_held(unfinished, target)
    except OSError as error:
        raise StorageTrouble(
            "the data cannot be backed up; check the free space and permissions of the backup folder.",
            where=str(target.parent),
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return target


def passes_quick_check(database: Path) -> bool:
    """Open `database` read-only and let SQLite walk its pages."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as copy:
        return [row[0] for row in copy.execute("PRAGMA quick_check(1)")] == ["ok"]


def _copy(database: Path, target: Path) -> None:
    target.touch(mode=PRIVATE_FILE)
    with (
        closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one self-contained file, no -wal beside it


def _require_room(database: Path, folder: Path) -> None:
    size = database.stat().st_size + 16 * 2**20
    free = shutil.disk_usage(folder).free
    if free < size:
        raise StorageTrouble(
            "no room to back the data up: {size} MB needed, {free} MB free; free some disk space.",
            size=size // 2**20,
            free=free // 2**20,
            where=str(folder),
        )


def _day_of(copy: Path) -> date:
    """The day in Vietnam on which a copy was made, by its name."""
    if match := _DAILY.match(copy.name):
        return date.fromisoformat(match[1])
    match = _BEFORE.match(copy.name)
    assert match is not None  # noqa: S101 - `backups` gives no others
    return local_date(datetime.strptime(match["at"], _STAMP).replace(tzinfo=UTC))


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):  # one that somebody has open goes the next time
            path.unlink(missing_ok=True)
