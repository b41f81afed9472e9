"""Putting a backup in the place of the present data, at the next start, before anything of it is open.

`stage` unpacks and checks the backup beside the data; `finish` moves the present data aside and the backup in. Each
step of `finish` is one rename, and it takes up where a crash left it: the data is the old or the new one, whole.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from studio import __version__
from studio.errors import BadInput, DataGone, Refused, StorageTrouble
from studio.paths import PRIVATE_FILE, Profile, replace_held
from studio.phrase import Bilingual
from studio.reasons import reason_of
from studio.secret import Secret
from studio.store.archive import (
    COURSE_DATABASE,
    DATABASE,
    DATABASES,
    ENDING,
    PEOPLE_KEY,
    SETTINGS,
    TREES,
    WORK,
    Going,
    check_archive,
    damaged_archive,
    head_of,
    require_ours,
    require_room,
)
from studio.store.backup import backups, before_upgrade, folder_of
from studio.store.backup_keys import FILE as KEYS_FILE
from studio.store.backup_keys import BackupKeys
from studio.store.migrate import MIGRATIONS, schema_of

STAGED = "restore"
_ASIDE = "before-restore"
_NOTE = "restored.json"
_BESIDE = (f"{DATABASE}-wal", f"{DATABASE}-shm")


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreResult:
    """What `finish` did: where the former data now lies, and what was noted of who wanted it."""

    aside: Path
    note: Mapping[str, Any]
    secret: bytes | None
    """The people's, to be kept in the keyring of this PC."""


def check(profile: Profile, path: Path, keys: BackupKeys, code: Secret | None, *, practice: bool, going: Going,
          into: Path | None = None) -> bool:  # fmt: skip
    """Whether `path` was read through to its end; False when stopped.

    A daily copy has databases alone; a whole backup has all of a profile. Raises BadInput, NotPermitted (no key here,
    or another code), StorageTrouble.
    """
    if path.suffix == ".sqlite3":
        _check_copy(profile, path, into)
        return True
    if path.suffix != ENDING:
        raise BadInput(
            "Page Studio takes sealed backups (*{ending}) only; this file is not protected and may have been altered.",
            ending=ENDING,
            where=str(path),
        )
    head = head_of(path)
    key = keys.opened(head, code)
    manifest = check_archive(profile, path, key, going=going, into=into)
    if manifest is None:
        return False
    if manifest.practice != practice:
        kinds = {True: ("tập huấn", "practice"), False: ("công việc thật", "real work")}
        raise BadInput(
            "this is the backup of a {its} workspace, and the open one is for {ours}; choose another one.",
            its=Bilingual(kinds[manifest.practice][0], kinds[manifest.practice][1]),
            ours=Bilingual(kinds[practice][0], kinds[practice][1]),
            where=str(path),
        )
    if into is not None:
        keys.adopt(head, key)
    return True


def stage(profile: Profile, path: Path, keys: BackupKeys, code: Secret | None, *, practice: bool, going: Going,
          note: Mapping[str, Any]) -> bool:  # fmt: skip
    """Check `path` and lay it out to be taken over at the next start; False when stopped.

    `note` is handed on to whoever opens the new data. Raises as `check` does.
    """
    unfinished, ready = profile.root / f"{STAGED}.part", profile.root / STAGED
    try:
        for old in (unfinished, ready):
            shutil.rmtree(old, ignore_errors=True)
        unfinished.mkdir(parents=True, mode=0o700)
        if not check(profile, path, keys, code, practice=practice, going=going, into=unfinished):
            return False
        (unfinished / SETTINGS).unlink(missing_ok=True)  # this PC keeps its own
        kept = profile.root / "course" / "files"
        if path.name.startswith("daily-") and (unfinished / COURSE_DATABASE).exists() and kept.is_dir():
            shutil.copytree(kept, unfinished / "course" / "files")  # a daily copy has the databases alone
        (unfinished / _NOTE).write_text(json.dumps(dict(note)), encoding="utf-8")
        replace_held(unfinished, ready)
    except OSError as error:
        raise StorageTrouble(
            "the restore cannot be prepared ({why}); the current data is as it was.",
            why=reason_of(error),
            where=str(profile.root),
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return True


def stage_former(profile: Profile, keys: BackupKeys, schemas: Mapping[str, int], *, practice: bool,
                 note: Mapping[str, Any]) -> bool:  # fmt: skip
    """Lay out the data as it was before the latest upgrade, for a program that reads no further than `schemas` say.

    False where that program can read what is there. `note` names in ``for`` the version that takes it over; another
    one lets it go. Raises StorageTrouble, and Refused without a copy from before the upgrade.
    """
    beyond = [name for name in DATABASES if schema_of(profile.root / name) > schemas.get(name, 0)]
    if not beyond:
        return False
    unfinished, ready = profile.root / f"{STAGED}.part", profile.root / STAGED
    try:
        for old in (unfinished, ready):
            shutil.rmtree(old, ignore_errors=True)
        unfinished.mkdir(parents=True, mode=0o700)
        for name in beyond:
            _lay_former(profile, name, schemas.get(name, 0), keys, unfinished, practice)
        kept = profile.root / "course" / "files"
        if COURSE_DATABASE in beyond and kept.is_dir():
            shutil.copytree(kept, unfinished / "course" / "files")
        (unfinished / _NOTE).write_text(json.dumps(dict(note)), encoding="utf-8")
        unfinished.rename(ready)
    except OSError as error:
        raise StorageTrouble(
            "the restore cannot be prepared ({why}); the current data is as it was.",
            why=reason_of(error),
            where=str(profile.root),
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return True


def _lay_former(profile: Profile, name: str, schema: int, keys: BackupKeys, into: Path, practice: bool) -> None:
    copy = before_upgrade(folder_of(profile.root / name), schema)
    if copy is None:
        raise Refused(
            "there is no copy of the data from before the upgrade, so the former version could not read it.",
            where=name,
        )
    if copy.suffix == ENDING:
        check(profile, copy, keys, None, practice=practice, going=lambda _done, _total: True, into=into)
    else:
        require_ours(copy, copy, DATABASES[name])
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        (into / name).touch(mode=PRIVATE_FILE)
        shutil.copyfile(copy, into / name)
    if schema_of(into / name) > schema:
        raise Refused(
            "there is no copy of the data from before the upgrade, so the former version could not read it.",
            where=name,
        )


def finish(profile: Profile, now: datetime, version: str = __version__) -> RestoreResult | None:
    """Take over what was staged, if anything; what was staged for another `version` of the program is let go.

    Must run before the store is opened. Raises StorageTrouble; the next start then goes on from there.
    """
    for left in profile.root.glob(f"{WORK}*"):  # a program that was killed had copies there
        shutil.rmtree(left, ignore_errors=True)
    ready = profile.root / STAGED
    if not ready.is_dir():
        return None
    if _noted(ready).get("for", version) != version:  # the program did not go back after all
        unfinished = profile.root / f"{STAGED}.part"
        shutil.rmtree(unfinished, ignore_errors=True)
        ready.rename(unfinished)  # what is half deleted is never taken for what is laid out
        shutil.rmtree(unfinished, ignore_errors=True)
        return None
    _require_alone(profile.database)
    try:
        aside = _aside(profile, ready, now)
        note = _noted(ready)
        secret = (ready / PEOPLE_KEY).read_bytes() if (ready / PEOPLE_KEY).is_file() else None
        for name in (*_BESIDE, DATABASE, *TREES):
            _swap(profile.root / name, ready / name, aside / name)
        shutil.rmtree(ready)
    except OSError as error:
        raise StorageTrouble(
            "the backup has not fully taken the data's place ({why}); close other windows and start again.",
            why=reason_of(error),
            where=str(profile.root),
        ) from error
    return RestoreResult(aside=aside, note=note, secret=secret)


def refuse_to_begin_anew(profile: Profile) -> None:
    """Raise DataGone when the database is missing beside backups or files of a profile that was at work.

    An empty profile in its place would make a head of whoever comes first, and hide what is lost.
    """
    if profile.database.exists():
        return
    kept = backups(profile.backups)
    former = list(profile.backups.glob(f"{_ASIDE}-*")) if profile.backups.is_dir() else []
    files = any(path.is_file() for path in profile.files.rglob("*"))
    if not (kept or former or files or (profile.root / KEYS_FILE).exists()):
        return
    newest = f"{kept[0].name}" if kept else "–"
    raise DataGone(
        "the workspace's database is gone, while backups or attachments are still there (newest: {newest}). No "
        "empty workspace is begun in its place; restore it: studio backup restore FILE, or choose a backup in the "
        "window.",
        newest=newest,
        where=str(profile.root),
    )


def _aside(profile: Profile, ready: Path, now: datetime) -> Path:
    """Where the former data goes: chosen once, and found again after a crash."""
    note = ready / "aside"
    if not note.exists():
        note.write_text(f"{_ASIDE}-{now:%Y%m%dT%H%M%SZ}", encoding="utf-8")
    aside = profile.backups / note.read_text(encoding="utf-8")
    aside.mkdir(parents=True, exist_ok=True, mode=0o700)
    return aside


def _require_alone(database: Path) -> None:
    """Raise StorageTrouble while another program has the database open: it would go on writing into the former one."""
    if not database.is_file():
        return
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(database, timeout=0)) as connection:
        try:
            alone = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] == "delete"
        except sqlite3.OperationalError:
            alone = False
        if not alone:
            raise StorageTrouble(
                "a backup waits to take the data's place while the workspace is open in another window; close it "
                "and start again.",
                where=str(database),
            )


def _noted(ready: Path) -> Mapping[str, Any]:
    try:
        return dict(json.loads((ready / _NOTE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def _swap(present: Path, new: Path, aside: Path) -> None:
    """Move `present` aside and `new` in. A daily copy brings no pictures: then the present ones stay."""
    if present.name in TREES and not new.exists():
        return
    moved_in = present.name in (DATABASE, *TREES) and not new.exists()
    if present.exists() and not moved_in and not aside.exists():
        replace_held(present, aside)
    if not new.exists():
        return
    if present.is_dir():  # made anew, and empty, by a start that came between
        present.rmdir()
    replace_held(new, present)


def _check_copy(profile: Profile, path: Path, into: Path | None) -> None:
    """A plain copy counts only where this program itself laid it: beside the data."""
    try:
        if path.resolve().parent != folder_of(profile.database).resolve() or path.is_symlink():
            raise BadInput(
                "a bare database is not taken as a backup, for it may have been altered; choose a file *{ending}.",
                ending=ENDING,
                where=str(path),
            )
        if not path.is_file() or _head(path) != b"SQLite format 3\0":
            raise damaged_archive(path)
        require_ours(path, path, MIGRATIONS)
        if into is not None:
            require_room(into, path.stat().st_size)
            (into / DATABASE).touch(mode=PRIVATE_FILE)
            shutil.copyfile(path, into / DATABASE)
    except OSError as error:
        raise damaged_archive(path) from error


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16)
