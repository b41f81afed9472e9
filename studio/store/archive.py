"""A whole profile in one ZIP file: database, pictures, practice pages, settings, and a list of it all with its hashes.

    studio.sqlite3, course/training.db   checked copies
    files/…   practice/…   course/files/…   settings.json   manifest.json (last)

An archive counts only after it was opened again and every entry had the hash that its list gives.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from studio.errors import BadInput, StorageTrouble
from studio.paths import Profile, replace_held
from studio.store.backup import copy_checked, passes_quick_check
from studio.store.course import COURSE, COURSE_MIGRATIONS
from studio.store.migrate import MIGRATIONS, newest_schema, refuse_newer, schema_of

DATABASE, SETTINGS, MANIFEST = "studio.sqlite3", "settings.json", "manifest.json"
COURSE_DATABASE = f"course/{COURSE}"
DATABASES = {DATABASE: MIGRATIONS, COURSE_DATABASE: COURSE_MIGRATIONS}
TREES = ("files", "practice", "course")
"""Folders that a restore exchanges whole; of the last one, the database and its files are kept in an archive."""
FORMAT = 1
CHUNK = 1 << 20
LARGEST_MANIFEST = 64 << 20
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


def write_archive(profile: Profile, target: Path, *, practice: bool, now: datetime, going: Going) -> bool:
    """Write `target` and check it; False when stopped, and then nothing is left. Raises StorageTrouble."""
    unfinished = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=profile.root, prefix=".backup-") as work:
            copies = [
                (name, copy_checked(profile.root / name, Path(work) / name))
                for name in DATABASES
                if name == DATABASE or (profile.root / name).is_file()
            ]
            sources = [*copies, *_sources(profile)]
            size = sum(path.stat().st_size for _, path in sources)
            _require_room(target.parent, size)
            meter = _Meter(2 * size, going)
            _write(
                unfinished,
                sources,
                Manifest(made_at=now, practice=practice, schema=schema_of(copies[0][1]), files={}),
                meter,
            )
            with zipfile.ZipFile(unfinished) as archive:
                _check_entries(archive, _manifest(archive, target), target, meter)
        replace_held(unfinished, target)
    except Stopped:
        return False
    except OSError as error:
        raise _unwritten(target, error) from error
    finally:
        _forget(unfinished)
    return True


def check_archive(path: Path, *, going: Going, into: Path | None = None) -> Manifest | None:
    """Read every byte of `path` and hold it against its list; with `into`, unpack it there too. None when stopped.

    Raises BadInput when the file is no whole archive of ours, StorageTrouble when a newer program wrote it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            size = sum(entry.file_size for entry in archive.infolist())
            _check_entries(archive, manifest, path, _Meter(size, going), into)
            for name in DATABASES.keys() & manifest.files:
                _check_database(archive, path, into, name)
    except Stopped:
        return None
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise damaged_archive(path) from error
    except OSError as error:
        raise StorageTrouble(
            f"không đọc được tệp sao lưu ({error.strerror}); hãy cắm lại ổ đĩa rồi thử lại.",
            f"the backup cannot be read ({error.strerror}); plug the drive in again and retry.",
            where=str(path),
        ) from error
    return manifest


def damaged_archive(path: Path) -> BadInput:
    """The file is not what its list says, or no archive at all."""
    return BadInput(
        "tệp này không phải bản sao lưu nguyên vẹn của Page Studio; hãy chọn bản sao lưu khác.",
        "this file is no intact backup of Page Studio; choose another one.",
        where=str(path),
    )


def _sources(profile: Profile) -> Iterator[tuple[str, Path]]:
    if profile.settings.is_file():
        yield SETTINGS, profile.settings
    for tree in (*TREES[:-1], "course/files"):
        folder = profile.root / tree
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(profile.root).as_posix(), path


def _write(target: Path, sources: list[tuple[str, Path]], manifest: Manifest, meter: _Meter) -> None:
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
    refuse_newer(path, made.schema, newest_schema())
    return made


def _is_ours(name: str) -> bool:
    """Whether an archive may hold an entry of that name: nothing that would be unpacked anywhere else."""
    parts = PurePosixPath(name).parts
    if name != "/".join(parts) or "\\" in name or ":" in name or ".." in parts:
        return False
    return name in (DATABASE, SETTINGS) or (len(parts) > 1 and parts[0] in TREES)


def _check_entries(
    archive: zipfile.ZipFile, manifest: Manifest, path: Path, meter: _Meter, into: Path | None = None
) -> None:
    if sorted(archive.namelist()) != sorted([*manifest.files, MANIFEST]) or DATABASE not in manifest.files:
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


def _check_database(archive: zipfile.ZipFile, path: Path, into: Path | None, name: str) -> None:
    """Open a database of the archive."""
    with tempfile.TemporaryDirectory() as work:
        database = Path(work) / "unpacked.sqlite3" if into is None else into / name
        if into is None:
            with archive.open(name) as source, database.open("wb") as sink:
                shutil.copyfileobj(source, sink, CHUNK)
        if not passes_quick_check(database):
            raise damaged_archive(path)
        refuse_newer(path, schema_of(database), newest_schema(DATABASES[name]))


def _copy(source: IO[bytes], sink: IO[bytes] | None, meter: _Meter) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        if sink is not None:
            sink.write(chunk)
        meter.add(len(chunk))
    return digest.hexdigest()


def _require_room(folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size:
        raise StorageTrouble(
            f"không đủ chỗ: cần {size // 2**20 + 1} MB, còn {free // 2**20} MB; hãy chọn ổ đĩa khác.",
            f"not enough room: {size // 2**20 + 1} MB needed, {free // 2**20} MB free; choose another drive.",
            where=str(folder),
        )


def _unwritten(target: Path, error: OSError) -> StorageTrouble:
    reason = error.strerror or type(error).__name__
    return StorageTrouble(
        f"không ghi được bản sao lưu ({reason}); hãy kiểm tra ổ đĩa rồi thử lại. Dữ liệu của bạn không bị ảnh hưởng.",
        f"the backup cannot be written ({reason}); check the drive and try again. Your data is as it was.",
        where=str(target.parent),
    )


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
