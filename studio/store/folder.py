"""Whether a folder is fit for a database: WAL needs a local disk that nobody else rewrites.

SQLite's own failures, told to a person: busy, full, damaged, read-only.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath, PurePosixPath

from sqlalchemy.exc import DBAPIError

from studio.errors import StorageTrouble
from studio.phrase import Phrase

_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_WANT_ROOM = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
LEAST_ROOM = 2**16
"""Bytes; with less on the disk no page of the WAL's index can be written."""
_SENTENCES = {
    sqlite3.SQLITE_BUSY: Phrase("another window is writing the data; wait a few seconds and try again."),
    sqlite3.SQLITE_FULL: Phrase("the disk is full and the last change was not saved; free some space and try again."),
    sqlite3.SQLITE_READONLY: Phrase("the data file cannot be written; check the permissions of the data folder."),
    sqlite3.SQLITE_CANTOPEN: Phrase(
        "the data file cannot be opened; check that the data folder exists and may be read and written."
    ),
    sqlite3.SQLITE_IOERR: Phrase(
        "the disk reported an error while reading or writing; copy the data folder elsewhere and check the disk."
    ),
}


def trouble(error: sqlite3.Error, path: Path, backups: Callable[[], tuple[Path, ...]]) -> StorageTrouble | None:
    """The sentence for `error`, or None when it is our own bug (a constraint, wrong SQL)."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = code & 0xFF
    if primary in _DAMAGED:
        return damaged(path, backups())
    if primary in _WANT_ROOM and _no_room(path):
        primary = sqlite3.SQLITE_FULL
    sentence = _SENTENCES.get(primary)
    return None if sentence is None else StorageTrouble(sentence, where=str(path))


def _no_room(path: Path) -> bool:
    """SQLite reports a failed write beside the file itself (its index of the WAL, a new file) as another fault."""
    with suppress(OSError):
        return shutil.disk_usage(path.parent).free < LEAST_ROOM
    return False


def damaged(path: Path, backups: tuple[Path, ...]) -> StorageTrouble:
    """The file is no database any more; say which copies there are, newest first."""
    if not backups:
        return StorageTrouble(
            "the data file is damaged and there is no backup yet; keep the file and call the technical officer.",
            where=str(path),
        )
    names = ", ".join(backup.name for backup in backups[:3])
    return StorageTrouble(
        "the data file is damaged; keep it and restore the newest backup in {parent}: {names}.",
        parent=backups[0].parent,
        names=names,
        where=str(path),
    )


@contextmanager
def told(path: Path, backups: Callable[[], tuple[Path, ...]] = tuple) -> Iterator[None]:
    """Turn environment failures of SQLite inside the block into StorageTrouble; bugs pass unchanged."""
    try:
        yield
    except sqlite3.Error as error:
        found = trouble(error, path, backups)
        if found is None:
            raise
        raise found from error
    except DBAPIError as error:
        cause = error.orig
        found = trouble(cause, path, backups) if isinstance(cause, sqlite3.Error) else None
        if found is None:
            raise
        raise found from error


MOUNTS = Path("/proc/mounts")
_NETWORK_TYPES = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "9p", "davfs", "drvfs"})
_NETWORK_FUSE = re.compile(r"^fuse\.(sshfs|rclone|davfs2?|glusterfs|cephfs|gvfsd-fuse|smbnetfs|s3fs|drvfs)$")
_SYNCED = re.compile(r"^(onedrive( - .*)?|dropbox|google ?drive|my drive|icloud ?drive|box sync)$")
_OCTAL = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4


def refuse_unfit(folder: Path) -> None:
    """Raise StorageTrouble when `folder` lies on a network drive or in a folder a sync program rewrites."""
    resolved = folder.resolve()
    kind = unc_share(str(folder)) or unc_share(str(resolved)) or remote_drive(resolved)
    if kind is None and MOUNTS.exists():
        kind = network_mount(resolved, MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"))
    if kind is not None:
        raise StorageTrouble(
            "the data folder is on a network drive ({kind}) and the data could be damaged; choose a folder on "
            "this PC's own disk.",
            kind=kind,
            where=str(folder),
        )
    synced = synced_folder(resolved)
    if synced is not None:
        raise StorageTrouble(
            "the data folder is inside the synchronised folder “{synced}”; the data could be damaged or leave "
            "the PC; choose a folder on this PC that is not synchronised.",
            synced=synced,
            where=str(folder),
        )


def unc_share(path: str) -> str | None:
    r"""``\\server`` when `path` is a Windows network path, else None. ``\\?\C:\`` is local."""
    plain = path.replace("/", "\\") if sys.platform == "win32" else path
    if plain.upper().startswith("\\\\?\\UNC\\"):
        plain = "\\\\" + plain[8:]
    if not plain.startswith("\\\\") or plain.startswith(("\\\\?\\", "\\\\.\\")):
        return None
    return "\\\\" + plain[2:].split("\\")[0]


def remote_drive(path: PurePath) -> str | None:
    """The drive letter when Windows says that it is a network drive."""
    if sys.platform == "win32" and path.drive:
        import ctypes

        if ctypes.windll.kernel32.GetDriveTypeW(path.drive + "\\") == _DRIVE_REMOTE:
            return path.drive
    return None


def network_mount(path: PurePath, mounts: str) -> str | None:
    """The file system type when the mount that holds `path` is a network one.

    `mounts` is the text of ``/proc/mounts`` (proc(5)): device, mount point with octal escapes, type, options.
    """
    place = PurePosixPath(path.as_posix())
    best, kind = -1, ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = PurePosixPath(_OCTAL.sub(lambda m: chr(int(m[1], 8)), parts[1]))
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), parts[2]
    return kind if kind in _NETWORK_TYPES or _NETWORK_FUSE.match(kind) else None


def synced_folder(path: PurePath) -> str | None:
    """The part of `path` that a cloud client synchronises, by its usual name."""
    return next((part for part in path.parts if _SYNCED.match(part.lower())), None)
