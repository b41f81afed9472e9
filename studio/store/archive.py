"""Backups as files: databases, pictures, practice pages, settings and a list with hashes, in one ZIP that is sealed.

    studio.sqlite3, course/training.db   checked copies
    files/…   practice/…   course/files/…   settings.json   manifest.json (last)

Only the profile's backup key opens or makes such a file. A backup counts only after it was
opened again and every entry had the hash that its list gives; before it is taken back its databases must be ours
through and through.

Whether a database that comes from outside is one of ours through and through, before anything of it is used.

Its tables, indexes, views and triggers must be exactly those that our own migrations make: a trigger that somebody
put in would run with the first write. Then every page, row and reference is checked.

A file that only a key opens, written and read a piece at a time: backups leave the PC as such files.

    PAGE STUDIO BACKUP 2\n, length of the head (4 bytes), the head (JSON, readable by everybody),
    then pieces of 1 MiB, each sealed by AES-256-GCM: the last may be shorter and says that it is the last.

Each file has a key of its own, derived from the profile's by a random salt, so a nonce is the number of its piece. The
head is bound to every piece. An altered, exchanged, missing or added byte is found when its piece is read; a file cut
off is found at once, for its last piece is opened first.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import sqlite3
import struct
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from sqlalchemy import NullPool

from studio.errors import BadInput, StorageTrouble
from studio.paths import PRIVATE_FILE, Profile, replace_held
from studio.reasons import reason_of
from studio.store.backup import copy_checked
from studio.store.backup_keys import BackupKey
from studio.store.course import COURSE, COURSE_MIGRATIONS
from studio.store.engine import make_engine
from studio.store.migrate import MIGRATIONS, build, refuse_foreign, schema_of

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_OWN = re.compile(r"sqlite_(sequence|stat[14])$")
"""Tables that SQLite makes by itself."""
_BLANKS = re.compile(r"[\s\"`\[\]]+")

Schema = Mapping[tuple[str, str], str]


def fault_of(database: Path, migrations: Path, schema: int) -> str:
    """What is wrong with `database`, which says that it has that schema; empty when nothing is.

    Nothing is written and no trigger runs. Raises sqlite3.Error when it is no database at all.
    """
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        harden(connection)
        found, wanted = _schema(connection), expected(migrations, schema)
        foreign = sorted(name for kind, name in found.keys() - wanted.keys())
        lacking = sorted(name for kind, name in wanted.keys() - found.keys())
        altered = sorted(name for kind, name in found.keys() & wanted.keys() if found[kind, name] != wanted[kind, name])
        if foreign or lacking or altered:
            return ", ".join([*(f"+{n}" for n in foreign), *(f"-{n}" for n in lacking), *(f"≠{n}" for n in altered)])
        if [row[0] for row in connection.execute("PRAGMA integrity_check(1)")] != ["ok"]:
            return "integrity_check"
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            return "foreign_key_check"
    return ""


def harden(connection: sqlite3.Connection) -> None:
    """Let nothing in the file's own schema act, as far as this Python can say so (`setconfig` is of 3.12)."""
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)


@cache
def expected(migrations: Path, schema: int) -> Schema:
    """What our own migrations make, up to that one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "expected.sqlite3"
        build(make_engine(path, foreign_keys=False, pool=NullPool), schema, migrations)
        with closing(sqlite3.connect(path)) as connection:
            return _schema(connection)


def _schema(connection: sqlite3.Connection) -> Schema:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    return {
        (kind, name): _BLANKS.sub(" ", sql or "").strip()
        for kind, name, sql in rows
        if not (_OWN.match(name) or (kind == "index" and sql is None))
    }


MAGIC = b"PAGE STUDIO BACKUP 2\n"
PIECE = 1 << 20
TAG = 16
SALT = 32
LARGEST_HEAD = 1 << 16


class Tampered(Exception):
    """The file was not sealed by this key, or is not what was sealed."""


class SealedWriter(io.RawIOBase):
    """Seals what is written to it into `file`; call `finish` at the end, else the file does not open."""

    def __init__(self, file: BinaryIO, head: Mapping[str, Any], key: bytes) -> None:
        salt = os.urandom(SALT)
        told = json.dumps({**head, "salt": salt.hex()}, ensure_ascii=False).encode()
        self._file, self._pending, self._number = file, bytearray(), 0
        self._cipher, self._bound = _cipher(key, salt), _digest(told)
        file.write(MAGIC + struct.pack(">I", len(told)) + told)

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._pending += data
        while len(self._pending) > PIECE:  # the last piece is never empty unless all is
            self._seal(self._pending[:PIECE], last=False)
            del self._pending[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Seal what is left as the last piece."""
        self._seal(self._pending, last=True)
        self._pending.clear()

    def _seal(self, piece: bytearray, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), bytes(piece), self._bound))
        self._number += 1


class _Pieces(io.RawIOBase):
    """What was sealed, readable from anywhere; one piece at a time is in memory."""

    def __init__(self, file: BinaryIO, start: int, size: int, key: bytes, salt: bytes, bound: bytes) -> None:
        self._file, self._start, self._bound = file, start, bound
        self._cipher = _cipher(key, salt)
        self._count = max(1, -(-size // (PIECE + TAG)))
        self._length = size - self._count * TAG
        self._at, self._number, self._piece = 0, -1, b""
        if self._length < 0:
            raise Tampered
        self._open(self._count - 1)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        self._at = max(0, offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._length}[whence])
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        if self._at >= self._length:
            return 0
        number, begin = divmod(self._at, PIECE)
        if number != self._number:
            self._open(number)
        part = self._piece[begin : begin + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)

    def _open(self, number: int) -> None:
        from cryptography.exceptions import InvalidTag

        self._file.seek(self._start + number * (PIECE + TAG))
        sealed = self._file.read(PIECE + TAG)
        try:
            piece = self._cipher.decrypt(_nonce(number, last=number == self._count - 1), sealed, self._bound)
        except (InvalidTag, ValueError) as error:
            raise Tampered from error
        self._number, self._piece = number, piece


def read_head(path: Path) -> dict[str, Any]:
    """What a sealed file says of itself, not yet held against any key. Raises Tampered, OSError."""
    with path.open("rb") as file:
        return _head(file)[0]


def open_sealed(file: BinaryIO, key: bytes) -> IO[bytes]:
    """What `file` holds, to be read and sought in. Raises Tampered, now or while it is read, and OSError."""
    head, told, start = _head(file)
    try:
        salt = bytes.fromhex(head["salt"])
    except (KeyError, ValueError, TypeError) as error:
        raise Tampered from error
    size = file.seek(0, os.SEEK_END) - start
    return io.BufferedReader(_Pieces(file, start, size, key, salt, _digest(told)), PIECE)


def _head(file: BinaryIO) -> tuple[dict[str, Any], bytes, int]:
    begin = file.read(len(MAGIC) + 4)
    if not begin.startswith(MAGIC) or len(begin) != len(MAGIC) + 4:
        raise Tampered
    (length,) = struct.unpack(">I", begin[len(MAGIC) :])
    told = file.read(length) if length <= LARGEST_HEAD else b""
    try:
        head = json.loads(told)
    except (ValueError, RecursionError) as error:
        raise Tampered from error
    if len(told) != length or not isinstance(head, dict):
        raise Tampered
    return head, told, len(begin) + length


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # not before the first paint
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return AESGCM(HKDF(SHA256(), 32, salt, b"page-studio backup").derive(key))


def _digest(told: bytes) -> bytes:
    return hashlib.sha256(told).digest()


def _nonce(number: int, *, last: bool) -> bytes:
    return struct.pack(">QI", number, last)


DATABASE, SETTINGS, MANIFEST = "studio.sqlite3", "settings.json", "manifest.json"
PEOPLE_KEY = "people.key"
"""What protects the people's PINs lies in the keyring, which no other PC has: a backup brings it along, sealed."""
COURSE_DATABASE = f"course/{COURSE}"
DATABASES = {DATABASE: MIGRATIONS, COURSE_DATABASE: COURSE_MIGRATIONS}
TREES = ("files", "practice", "course")
"""Folders that a restore exchanges whole; of the last one, the database and its files are kept in an archive."""
ENDING = ".psbackup"
FORMAT = 1
CHUNK = 1 << 20
LARGEST_MANIFEST = 64 << 20
WORK = ".backup-"
"""How folders begin in which copies of the databases lie while a backup is made or checked."""
Going = Callable[[int, int], bool]
"""Hears how many of how many bytes are done, and answers whether to go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an archive says of itself. `files` gives the SHA-256 of each entry."""

    made_at: datetime
    practice: bool
    schema: int
    files: dict[str, str]


class Stopped(Exception):
    """`going` said no."""


class _Meter:
    """Counts bytes and asks whether to go on."""

    def __init__(self, total: int, going: Going) -> None:
        self._done, self._total, self._going = 0, total, going

    def add(self, count: int) -> None:
        self._done = min(self._done + count, self._total)
        if not self._going(self._done, self._total):
            raise Stopped


def write_archive(
    profile: Profile,
    target: Path,
    key: BackupKey,
    *,
    practice: bool,
    now: datetime,
    going: Going,
    secret: bytes | None = None,
) -> bool:
    """Write all of the profile into `target` and check it; False when stopped, and then nothing is left.

    `secret` is the people's. Raises StorageTrouble.
    """
    sources = [(name, profile.root / name) for name in DATABASES if (profile.root / name).is_file() or name == DATABASE]
    with _work(profile, target) as work:
        copies = [(name, copy_checked(path, work / name)) for name, path in sources]
        return seal_files(
            target, [*copies, *told(secret, work), *_sources(profile)], key,
            whole=True, practice=practice, now=now, going=going,
        )  # fmt: skip


def seal_files(
    target: Path,
    sources: list[tuple[str, Path]],
    key: BackupKey,
    *,
    whole: bool,
    practice: bool,
    now: datetime,
    going: Going,
) -> bool:
    """Write these files as a backup and read it back; False when stopped. Raises StorageTrouble."""
    unfinished = target.with_name(target.name + ".part")
    made = Manifest(made_at=now, practice=practice, schema=schema_of(sources[0][1]), files={})
    head = {"key": key.id, "wrap": key.wrap, "made_at": now.isoformat(), "whole": whole, "practice": practice}
    try:
        size = sum(path.stat().st_size for _, path in sources)
        require_room(target.parent, size)
        meter = _Meter(2 * size, going)
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=PRIVATE_FILE)
        with unfinished.open("wb") as file:
            sealed = SealedWriter(file, head, key.key)
            _write(sealed, sources, made, meter)
            sealed.finish()
            file.flush()
            os.fsync(file.fileno())
        with _opened(unfinished, key.key) as archive:
            _check_entries(archive, _manifest(archive, target), target, meter)
        replace_held(unfinished, target)
    except Stopped:
        return False
    except OSError as error:
        raise _unwritten(target, error) from error
    finally:
        _forget(unfinished)
    return True


def check_archive(
    profile: Profile, path: Path, key: bytes, *, going: Going, into: Path | None = None
) -> Manifest | None:
    """Read every byte of `path` and hold it against its list; with `into`, unpack it there too. None when stopped.

    Raises BadInput when the file is no whole archive of ours, StorageTrouble when a newer program wrote it.
    """
    try:
        with _opened(path, key) as archive, _work(profile, path) as work:
            manifest = _manifest(archive, path)
            size = sum(entry.file_size for entry in archive.infolist())
            names = {name: archive.getinfo(name).file_size for name in DATABASES.keys() & manifest.files}
            require_room(profile.root, size if into is not None else sum(names.values()))
            _check_entries(archive, manifest, path, _Meter(size, going), into)
            for name in names:
                _check_database(archive, path, into or work, name)
    except Stopped:
        return None
    except (Tampered, zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise damaged_archive(path) from error
    except OSError as error:
        raise _unread(path, error) from error
    return manifest


def head_of(path: Path) -> Mapping[str, Any]:
    """What a backup says of itself before it is opened. Raises BadInput, StorageTrouble."""
    try:
        return read_head(path)
    except Tampered as error:
        raise damaged_archive(path) from error
    except OSError as error:
        raise _unread(path, error) from error


def damaged_archive(path: Path) -> BadInput:
    """The file is not what its list says, or no archive at all."""
    return BadInput("this file is no intact backup of Page Studio; choose another one.", where=str(path))


def require_ours(path: Path, database: Path, migrations: Path) -> None:
    """Raise BadInput when `database`, out of the backup `path`, is not what our own program makes."""
    try:
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
        refuse_foreign(path, schema, migrations)
        fault = fault_of(database, migrations, schema) if schema > 0 else "user_version"
    except sqlite3.Error as error:
        raise damaged_archive(path) from error
    if fault:
        raise BadInput(
            "the data in the backup is foreign or damaged ({fault}) and may have been altered; choose another backup.",
            fault=fault,
            where=str(path),
        )


def require_room(folder: Path, size: int) -> None:
    """Raise StorageTrouble unless so many bytes fit."""
    free = shutil.disk_usage(folder).free
    if free < size + 16 * CHUNK:
        raise StorageTrouble(
            "not enough room: {size} MB needed, {free} MB free; choose another drive.",
            size=size // 2**20 + 17,
            free=free // 2**20,
            where=str(folder),
        )


def told(secret: bytes | None, work: Path) -> list[tuple[str, Path]]:
    """The people's secret as a file of a backup, laid into `work` for the while; nothing where there is none."""
    if secret is None:
        return []
    path = work / PEOPLE_KEY
    path.touch(mode=PRIVATE_FILE)
    path.write_bytes(secret)
    return [(PEOPLE_KEY, path)]


@contextmanager
def _opened(path: Path, key: bytes) -> Iterator[zipfile.ZipFile]:
    with path.open("rb") as file, open_sealed(file, key) as plain, zipfile.ZipFile(plain) as archive:
        yield archive


@contextmanager
def _work(profile: Profile, target: Path) -> Iterator[Path]:
    """A folder for copies that are readable while it is there: on the disk of the data, never on a drive of others."""
    try:
        with tempfile.TemporaryDirectory(dir=profile.root, prefix=WORK) as work:
            yield Path(work)
    except OSError as error:
        raise _unwritten(target, error) from error


def _sources(profile: Profile) -> Iterator[tuple[str, Path]]:
    if profile.settings.is_file():
        yield SETTINGS, profile.settings
    for tree in (*TREES[:-1], "course/files"):
        folder = profile.root / tree
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(profile.root).as_posix(), path


def _write(target: SealedWriter, sources: list[tuple[str, Path]], manifest: Manifest, meter: _Meter) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        hashes = {}
        for name, path in sources:
            packing = zipfile.ZIP_DEFLATED if name in DATABASES else zipfile.ZIP_STORED  # pictures are packed already
            entry = zipfile.ZipInfo(name, date_time=manifest.made_at.timetuple()[:6])
            entry.compress_type, entry.external_attr = packing, 0o600 << 16
            with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as sink:
                hashes[name] = _copy(source, sink, meter)
        said = {"format": FORMAT, "made_at": manifest.made_at.isoformat(), "practice": manifest.practice}
        archive.writestr(MANIFEST, json.dumps(said | {"schema": manifest.schema, "files": hashes}, indent=1))


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        entry = archive.getinfo(MANIFEST)
        if entry.file_size > LARGEST_MANIFEST:
            raise damaged_archive(path)
        raw: Any = json.loads(archive.read(entry))
        made = Manifest(
            made_at=datetime.fromisoformat(raw["made_at"]),
            practice=bool(raw["practice"]),
            schema=int(raw["schema"]),
            files={str(name): str(digest) for name, digest in raw["files"].items()},
        )
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise damaged_archive(path) from error
    if raw.get("format") != FORMAT or made.made_at.tzinfo is None or not all(map(_is_ours, made.files)):
        raise damaged_archive(path)
    refuse_foreign(path, made.schema)
    return made


def _is_ours(name: str) -> bool:
    """Whether an archive may hold an entry of that name: nothing that would be unpacked anywhere else."""
    parts = PurePosixPath(name).parts
    if name != "/".join(parts) or "\\" in name or ":" in name or ".." in parts:
        return False
    return name in (DATABASE, SETTINGS, PEOPLE_KEY) or (len(parts) > 1 and parts[0] in TREES)


def _check_entries(
    archive: zipfile.ZipFile, manifest: Manifest, path: Path, meter: _Meter, into: Path | None = None
) -> None:
    listed, databases = sorted([*manifest.files, MANIFEST]), DATABASES.keys() & manifest.files.keys()
    if sorted(archive.namelist()) != listed or not databases:
        raise damaged_archive(path)
    for name, digest in manifest.files.items():
        target = None if into is None else into / name
        if target is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as source:
            if target is None:
                found = _copy(source, None, meter)
            else:
                with target.open("wb") as sink:
                    found = _copy(source, sink, meter)
        if found != digest:
            raise damaged_archive(path)


def _check_database(archive: zipfile.ZipFile, path: Path, place: Path, name: str) -> None:
    """Hold a database of the archive, unpacked below `place` already or now, against what we make."""
    database = place / name
    if not database.exists():
        database.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as source, database.open("wb") as sink:
            shutil.copyfileobj(source, sink, CHUNK)
    require_ours(path, database, DATABASES[name])


def _copy(source: IO[bytes], sink: IO[bytes] | None, meter: _Meter) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        if sink is not None:
            sink.write(chunk)
        meter.add(len(chunk))
    return digest.hexdigest()


def _unread(path: Path, error: OSError) -> StorageTrouble:
    return StorageTrouble(
        "the backup cannot be read ({why}); plug the drive in again and retry.",
        why=reason_of(error),
        where=str(path),
    )


def _unwritten(target: Path, error: OSError) -> StorageTrouble:
    reason = reason_of(error)
    return StorageTrouble(
        "the backup cannot be written ({reason}); check the drive and try again. Your data is as it was.",
        reason=reason,
        where=str(target.parent),
    )


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
