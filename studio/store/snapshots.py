"""Keeping a moment of a practice profile, and going back to it while the profile is open.

A moment is the database and the folder of the practice pages. The database is copied by SQLite's online backup, both
ways: going back is one transaction on the open database, so every connection sees the old or the new data, and so does
whoever opens the file after a crash. Files of the file store stay; they are only ever added.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection

from studio.errors import NotFound, StorageTrouble
from studio.reasons import reason_of
from studio.store.engine import Store
from studio.store.folder import told

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_THROW_AWAY = ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF")
"""A snapshot lives no longer than its lesson: nobody needs it after a crash."""


class Snapshots:
    """Moments of one profile, kept in `folder` until `clear`; `pages` is the folder of its practice pages."""

    def __init__(self, store: Store, pages: Path, folder: Path) -> None:
        self._store = store
        self._pages = pages
        self._folder = folder
        self._taken = 0

    def take(self) -> str:
        """Keep the present moment. Returns its id. Raises StorageTrouble."""
        self._taken += 1
        moment = f"{self._taken:04d}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._database(moment).unlink(missing_ok=True)
            self._copy_to(self._database(moment))
            mirror(self._pages, self._folder / moment)
        except OSError as error:
            raise _unwritten(self._folder, error) from error
        return moment

    def restore(self, id: str) -> None:
        """Go back to a moment; it stays, to be gone back to again. Raises NotFound, StorageTrouble.

        Never call it inside a transaction: it waits for those of others.
        """
        if not self._database(id).exists():
            raise NotFound("this point to go back to is gone; begin the lesson again.")
        self.overwrite(self._database(id), self._folder / id)

    def overwrite(self, database: Path, pages: Path) -> None:
        """Put that database and those practice pages in the place of the present ones. Raises StorageTrouble."""
        with (
            told(self._store.path),
            closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as source,
            self._store.engine.connect() as connection,
        ):
            source.backup(_driver(connection), pages=-1, progress=_not_busy)
        try:
            mirror(pages, self._pages)
        except OSError as error:
            raise _unwritten(self._pages, error) from error

    def clear(self) -> None:
        """Forget all moments."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _database(self, id: str) -> Path:
        return self._folder / f"{id}.sqlite3"

    def _copy_to(self, path: Path) -> None:
        with told(path), closing(sqlite3.connect(path)) as copy, self._store.engine.connect() as connection:
            for pragma in _THROW_AWAY:
                copy.execute(pragma)
            _driver(connection).backup(copy, pages=-1, progress=_not_busy)


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - the engine speaks to nothing else
    return driver


def mirror(source: Path, target: Path) -> None:
    """Make `target` hold what `source` holds, touching only what differs. Raises OSError."""
    wanted = {path.relative_to(source) for path in source.rglob("*")} if source.is_dir() else set[Path]()
    held = sorted(target.rglob("*"), reverse=True) if target.is_dir() else []
    for path in held:  # deepest first
        if path.relative_to(target) not in wanted:
            path.rmdir() if path.is_dir() else path.unlink()
    target.mkdir(parents=True, exist_ok=True)
    for name in sorted(wanted):
        if (source / name).is_dir():
            (target / name).mkdir(exist_ok=True)
        elif not _same(source / name, target / name):
            shutil.copy2(source / name, target / name)


def _same(one: Path, other: Path) -> bool:
    """By size and time, as `shutil.copy2` keeps both."""
    with suppress(FileNotFoundError):
        a, b = one.stat(), other.stat()
        return (a.st_size, a.st_mtime_ns) == (b.st_size, b.st_mtime_ns)
    return False


def _not_busy(status: int, _remaining: int, _total: int) -> None:
    """SQLite waited as long as its busy_timeout says; the driver itself would wait for ever."""
    if status in _BUSY:
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = status
        raise error


def _unwritten(place: Path, error: OSError) -> StorageTrouble:
    return StorageTrouble(
        "the lesson's point to go back to cannot be written ({why}); check the free space.",
        why=reason_of(error),
        where=str(place),
    )
