"""Backups of a whole profile: sealed, and read back byte by byte."""

from __future__ import annotations

import shutil
import sqlite3
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from studio.app import Studio
from studio.app.backups import ProfileBackups
from studio.errors import BadInput, NotPermitted, StorageTrouble
from studio.secret import Secret
from tests.profile import SetClock
from tests.store.backups.archives import (
    HEAD,
    PIN,
    UNIT,
    Pc,
    contents,
    daily,
    made,
    on,
    sealed,
    stage,
)


def test_a_backup_has_everything_and_says_how_far_it_is(pc: Pc, studio: Studio, usb: Path, code: Secret) -> None:
    told: list[tuple[int, int]] = []

    def going(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    path = studio.backups.make(usb, HEAD, PIN, going=going)
    assert path == usb / "page-studio-2026-11-25-0830.psbackup"
    assert told[-1][0] == told[-1][1]
    assert [p.name for p in usb.iterdir()] == [path.name]
    names = contents(pc, path)
    assert {"studio.sqlite3", "manifest.json"} <= set(names)
    assert any(name.startswith("files/") for name in names)
    assert studio.backups.check(path, going=on)
    assert studio.backups.list(usb)[0].path == path
    assert made(studio, usb).name == "page-studio-2026-11-25-0830-2.psbackup"


@pytest.mark.parametrize("after", [0, 1, 3])
def test_stopped_it_leaves_nothing(studio: Studio, usb: Path, code: Secret, after: int) -> None:
    asked = iter(range(100))
    assert studio.backups.make(usb, HEAD, PIN, going=lambda *_: next(asked) < after) is None
    assert list(usb.iterdir()) == []
    assert not list(studio.profile.root.glob(".backup-*"))


def test_a_folder_inside_the_data_is_refused(studio: Studio) -> None:
    with pytest.raises(BadInput):
        studio.backups.make(studio.profile.backups, HEAD, PIN, going=on)


def test_a_drive_that_is_gone_is_trouble_with_its_name(studio: Studio, usb: Path, code: Secret) -> None:
    shutil.rmtree(usb)
    with pytest.raises(StorageTrouble) as caught:
        studio.backups.make(usb, HEAD, PIN, going=on)
    assert str(usb) in caught.value.where
    assert studio.backups.list(usb) == ()


def test_every_changed_missing_or_added_byte_is_found(studio: Studio, usb: Path, code: Secret) -> None:
    path = made(studio, usb)
    whole = path.read_bytes()
    places = [*range(0, 300, 7), *range(300, len(whole), len(whole) // 40), len(whole) - 1]
    altered = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in places]
    altered += [whole[:-1], whole[: len(whole) // 2], whole + b"x", whole[:400]]
    unnoticed = []
    for number, data in enumerate(altered):
        path.write_bytes(data)
        try:
            studio.backups.check(path, going=on)
        except (BadInput, NotPermitted):  # another name of the key in the head: no key for it
            continue
        unnoticed.append(number)
    assert unnoticed == []


def test_nothing_of_the_data_can_be_read_in_a_backup(studio: Studio, usb: Path, code: Secret) -> None:
    for path in (made(studio, usb), daily(studio)):
        data = path.read_bytes()
        assert b"anhanhanh" not in data
        assert UNIT.encode() not in data
        assert b"SQLite format 3" not in data
        if sys.platform != "win32":
            assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 5000])
@pytest.mark.parametrize("name", ["page-studio-2026-11-25-0830.psbackup", "a.zip", "daily-2026-11-25.sqlite3"])
def test_a_file_that_is_no_backup_is_refused(studio: Studio, usb: Path, data: bytes, name: str) -> None:
    (usb / name).write_bytes(data)
    with pytest.raises(BadInput):
        studio.backups.check(usb / name, going=on)


@pytest.mark.parametrize("name", ["../evil.txt", "/tmp/evil", "files/../../evil", "C:\\evil", "files\\..\\evil"])  # noqa: S108
def test_nothing_is_unpacked_outside(pc: Pc, studio: Studio, usb: Path, code: Secret, name: str) -> None:
    held = contents(pc, made(studio, usb))
    evil = sealed(pc, usb / "evil.psbackup", {"studio.sqlite3": held["studio.sqlite3"], name: b"x",
                                              "manifest.json": held["manifest.json"]})  # fmt: skip
    before = sorted(usb.parent.rglob("*"))
    with pytest.raises(BadInput):
        stage(studio, evil)
    assert sorted(usb.parent.rglob("*")) == before


FOREIGN = {
    "a trigger": "CREATE TRIGGER steal AFTER INSERT ON people BEGIN UPDATE people SET name = pin_hash; END",
    "a view": "CREATE VIEW seen AS SELECT pin_hash FROM people",
    "a table": "CREATE TABLE more (a)",
    "an index": "CREATE INDEX more ON people (pin_hash)",
    "a missing trigger": "DROP TRIGGER audit_no_delete",
    "another trigger": "DROP TRIGGER audit_no_delete; CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit "
    "BEGIN SELECT 1; END",
    "an orphan": "PRAGMA foreign_keys=OFF; INSERT INTO account_logins VALUES ('nobody', 'k', x'00')",
}


@pytest.mark.parametrize("what", FOREIGN)
@pytest.mark.parametrize("plain", [False, True], ids=["sealed", "copy beside the data"])
def test_a_database_with_a_foreign_schema_is_refused(
    pc: Pc, studio: Studio, usb: Path, code: Secret, tmp_path: Path, what: str, plain: bool
) -> None:
    held = contents(pc, made(studio, usb))
    database = tmp_path / "altered.sqlite3"
    database.write_bytes(held["studio.sqlite3"])
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript(FOREIGN[what])
        connection.commit()
    if plain:
        evil = pc.profile.backups / "daily-2026-11-20.sqlite3"
        evil.write_bytes(database.read_bytes())
    else:
        evil = sealed(pc, usb / "evil.psbackup", held | {"studio.sqlite3": database.read_bytes()})
    with pytest.raises(BadInput, match="cấu trúc lạ hoặc hỏng"):
        studio.backups.check(evil, going=on)
    with pytest.raises(BadInput, match="cấu trúc lạ hoặc hỏng"):
        stage(studio, evil)
    assert not (pc.profile.root / "restore").exists()


def test_what_is_not_sealed_is_refused_with_a_sentence(pc: Pc, studio: Studio, usb: Path) -> None:
    plain, bare = usb / "page-studio-2026-11-25-0830.zip", usb / "daily-2026-11-25.sqlite3"
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("studio.sqlite3", b"x")
    bare.write_bytes(pc.profile.database.read_bytes())
    for path in (plain, bare):
        with pytest.raises(BadInput, match="có thể đã bị sửa"):
            studio.backups.check(path, going=on)


def test_a_practice_backup_does_not_get_into_a_real_profile(pc: Pc, studio: Studio, usb: Path, code: Secret) -> None:
    practice = ProfileBackups(studio.profile, SetClock(), practice=True, safe=pc.safe, people=studio.people)
    path = practice.make(usb, HEAD, PIN, going=on)
    assert path is not None
    with pytest.raises(BadInput) as caught:
        stage(studio, path)
    assert "tập huấn" in caught.value.sentence("vi")
