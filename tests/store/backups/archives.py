"""What the tests of backups share: a PC with a keyring of its own, and what they do with a backup."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from studio.app import Studio, open_studio
from studio.app.backups import ProfileBackups, rescue
from studio.paths import Profile
from studio.store.archive import SealedWriter, open_sealed, read_head
from studio.store.backup_keys import BackupKeys
from tests.profile import SetClock
from tests.store.safe import safe_of

NOW = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
UNIT = "Công an phường Minh Khai"


def on(_done: int, _total: int) -> bool:
    return True


PIN = "29517438"
HEAD = "Phạm Thị Trưởng"


class Pc:
    """A PC with its own keyring, and the profile on it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.safe = safe_of(folder)
        self.profile = Profile(root=folder / "ho-so")

    def open(self) -> Studio:
        return open_studio(self.profile, clock=SetClock(), safe=self.safe)

    def rescue(self) -> ProfileBackups:
        return rescue(self.profile, clock=SetClock(), safe=self.safe)


def made(studio: Studio, usb: Path) -> Path:
    path = studio.backups.make(usb, HEAD, PIN, going=on)
    assert path is not None
    return path


def stage(studio: Studio, path: Path) -> bool:
    name = studio.directory.book().units[0].name
    return studio.backups.stage(path, HEAD, PIN, named=name, going=on)


def daily(studio: Studio) -> Path:
    studio.back_up_daily()
    assert studio.backups.problem is None
    return max(studio.profile.backups.glob("daily-*"))


def units(pc: Pc) -> list[str]:
    again = pc.open()
    try:
        return [unit.name for unit in again.directory.book().units]
    finally:
        again.close()


def units_in(folder: Path) -> list[str]:
    """The units in a database that was put aside."""
    with closing(sqlite3.connect(folder / "studio.sqlite3")) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM units ORDER BY rowid")]


def contents(pc: Pc, path: Path) -> dict[str, bytes]:
    """What a backup holds, opened with the key that this PC has."""
    key = BackupKeys(pc.profile.root, pc.safe).opened(read_head(path), None)
    with path.open("rb") as file, open_sealed(file, key) as plain, zipfile.ZipFile(plain) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sealed(pc: Pc, path: Path, held: dict[str, bytes]) -> Path:
    """A backup of other contents, made by somebody who has the key."""
    manifest = json.loads(held["manifest.json"])
    manifest["files"] = {n: hashlib.sha256(data).hexdigest() for n, data in held.items() if n != "manifest.json"}
    key = BackupKeys(pc.profile.root, pc.safe).current()
    head = {"key": key.id, "wrap": key.wrap, "made_at": NOW.isoformat(), "whole": True, "practice": False}
    with path.open("wb") as file:
        writer = SealedWriter(file, head, key.key)
        with zipfile.ZipFile(writer, "w") as archive:
            for name, data in (held | {"manifest.json": json.dumps(manifest).encode()}).items():
                archive.writestr(name, data)
        writer.finish()
    return path
