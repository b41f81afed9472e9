"""Putting a backup in the place of the present data, at the next start, before anything of it is open.

`stage` unpacks and checks the backup beside the data; `finish` moves the present data aside and the backup in. Each
step of `finish` is one rename, and it takes up where a crash left it: the data is the old or the new one, whole.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from studio.errors import BadInput, StorageTrouble
from studio.paths import Profile
from studio.store.archive import DATABASE, SETTINGS, TREES, Going, check_archive, damaged_archive
from studio.store.backup import passes_quick_check
from studio.store.migrate import newest_schema, refuse_newer, schema_of

STAGED = "restore"
_ASIDE = "before-restore"
_BESIDE = (f"{DATABASE}-wal", f"{DATABASE}-shm")


def check(path: Path, *, practice: bool, going: Going, into: Path | None = None) -> bool:
    """Whether `path` was read through to its end; False when stopped. Raises BadInput, StorageTrouble.

    A daily copy is a database alone; an archive has all of a profile.
    """
    if path.suffix == ".sqlite3":
        _check_copy(path, into)
        return True
    manifest = check_archive(path, going=going, into=into)
    if manifest is None:
        return False
    if manifest.practice != practice:
        kinds = {True: ("tập huấn", "practice"), False: ("công việc thật", "real work")}
        raise BadInput(
            f"đây là bản sao lưu của hồ sơ {kinds[manifest.practice][0]}, còn hồ sơ đang mở là {kinds[practice][0]}; "
            "hãy chọn bản sao lưu khác.",
            f"this is the backup of a {kinds[manifest.practice][1]} profile, and the open one is for "
            f"{kinds[practice][1]}; choose another one.",
            where=str(path),
        )
    return True


def stage(profile: Profile, path: Path, *, practice: bool, going: Going) -> bool:
    """Check `path` and lay it out to be taken over at the next start; False when stopped.

    Raises BadInput, StorageTrouble.
    """
    unfinished, ready = profile.root / f"{STAGED}.part", profile.root / STAGED
    try:
        for old in (unfinished, ready):
            shutil.rmtree(old, ignore_errors=True)
        unfinished.mkdir(parents=True)
        if not check(path, practice=practice, going=going, into=unfinished):
            return False
        (unfinished / SETTINGS).unlink(missing_ok=True)  # this PC keeps its own
        unfinished.rename(ready)
    except OSError as error:
        raise StorageTrouble(
            f"không chuẩn bị được việc khôi phục ({error.strerror}); dữ liệu hiện tại vẫn nguyên vẹn.",
            f"the restore cannot be prepared ({error.strerror}); the present data is as it was.",
            where=str(profile.root),
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return True


def finish(profile: Profile, now: datetime) -> Path | None:
    """Take over what was staged, if anything. Returns the folder where the former data now lies.

    Must run before the store is opened. Raises StorageTrouble; the next start then goes on from there.
    """
    ready = profile.root / STAGED
    if not ready.is_dir():
        return None
    try:
        aside = _aside(profile, ready, now)
        for name in (*_BESIDE, DATABASE, *TREES):
            _swap(profile.root / name, ready / name, aside / name)
        (ready / "aside").unlink(missing_ok=True)
        shutil.rmtree(ready)
    except OSError as error:
        raise StorageTrouble(
            f"chưa thay xong dữ liệu bằng bản sao lưu ({error.strerror}); hãy đóng các cửa sổ khác rồi mở lại.",
            f"the backup has not fully taken the data's place ({error.strerror}); close other windows and start again.",
            where=str(profile.root),
        ) from error
    return aside


def _aside(profile: Profile, ready: Path, now: datetime) -> Path:
    """Where the former data goes: chosen once, and found again after a crash."""
    note = ready / "aside"
    if not note.exists():
        note.write_text(f"{_ASIDE}-{now:%Y%m%dT%H%M%SZ}", encoding="utf-8")
    aside = profile.backups / note.read_text(encoding="utf-8")
    aside.mkdir(parents=True, exist_ok=True)
    return aside


def _swap(present: Path, new: Path, aside: Path) -> None:
    """Move `present` aside and `new` in. A daily copy brings no pictures: then the present ones stay."""
    if present.name in TREES and not new.exists():
        return
    moved_in = present.name in (DATABASE, *TREES) and not new.exists()
    if present.exists() and not moved_in and not aside.exists():
        present.rename(aside)
    if not new.exists():
        return
    if present.is_dir():  # made anew, and empty, by a start that came between
        present.rmdir()
    new.rename(present)


def _check_copy(path: Path, into: Path | None) -> None:
    try:
        if not path.is_file() or _head(path) != b"SQLite format 3\0" or not passes_quick_check(path):
            raise damaged_archive(path)
        refuse_newer(path, schema_of(path), newest_schema())
        if into is not None:
            shutil.copyfile(path, into / DATABASE)
    except OSError as error:
        raise damaged_archive(path) from error


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16)
