"""Backups of a whole profile: sealed, read back byte by byte, and taken back whole or not at all."""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from studio.app import Studio, open_studio
from studio.app.safekeeping import Safekeeping, rescue
from studio.directory.model import Unit
from studio.errors import BadInput, CodeNeeded, DataGone, NotPermitted, Refused, StorageTrouble
from studio.outbox.audit import Act
from studio.paths import Profile
from studio.people.model import Role
from studio.secret import Secret
from studio.store import restore
from studio.store.archive import SealedWriter, open_sealed, read_head
from studio.store.backup import copy_checked
from studio.store.backup_keys import BackupKeys, new_code
from tests.accounts.keyrings import NoKeyring
from tests.killed import said_until_killed
from tests.profile import SetClock, staffed
from tests.soak import amount
from tests.store.backup_child import back_up, take_over
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

    def rescue(self) -> Safekeeping:
        return rescue(self.profile, clock=SetClock(), safe=self.safe)


@pytest.fixture
def pc(tmp_path: Path) -> Pc:
    return Pc(tmp_path / "pc")


@pytest.fixture
def studio(pc: Pc) -> Iterator[Studio]:
    """A profile with a head, a unit and a picture."""
    made = pc.open()
    staffed(made.people, (HEAD, [Role.HEAD, Role.TECHNICAL]), pin=PIN)
    made.directory.save_unit(Unit(id="", name=UNIT))
    made.files.put(b"anh" * 100_000)
    yield made
    made.close()


@pytest.fixture
def code(studio: Studio) -> Secret:
    return studio.backups.issue_code(HEAD, PIN)


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


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
    practice = Safekeeping(studio.profile, SetClock(), practice=True, safe=pc.safe, people=studio.people)
    path = practice.make(usb, HEAD, PIN, going=on)
    assert path is not None
    with pytest.raises(BadInput) as caught:
        stage(studio, path)
    assert "tập huấn" in caught.value.sentence("vi")


def test_taking_back_brings_the_old_data_and_keeps_the_new_aside(
    pc: Pc, studio: Studio, usb: Path, code: Secret
) -> None:
    profile, path = studio.profile, made(studio, usb)
    studio.directory.save_unit(Unit(id="", name="Công an phường Ví Dụ"))
    later = studio.files.put(b"sau")
    assert stage(studio, path)
    studio.close()
    assert units(pc) == [UNIT]
    assert not (profile.root / "restore").exists()
    assert not list(profile.files.rglob(later))
    (aside,) = profile.backups.glob("before-restore-*")
    assert list((aside / "files").rglob(later))
    assert units_in(aside) == [UNIT, "Công an phường Ví Dụ"]
    assert units(pc) == [UNIT], "it happens once"


def test_the_log_of_both_tells_who_took_what_back(pc: Pc, studio: Studio, usb: Path, code: Secret) -> None:
    path, head = made(studio, usb), studio.people.get(HEAD).id
    assert stage(studio, path)
    told = [(entry.act, entry.by) for entry in studio.audit.entries()]
    assert told[-2:] == [(Act.BACKED_UP, head), (Act.RESTORE_STAGED, head)]
    studio.close()
    again = pc.open()
    last = again.audit.entries()[-1]
    assert (last.act, last.data["by"], last.data["name"]) == (Act.RESTORED, head, path.name)
    assert (pc.profile.backups / last.data["aside"]).is_dir()
    again.close()


def test_another_pc_takes_a_backup_back_with_the_code_alone(
    studio: Studio, usb: Path, code: Secret, tmp_path: Path
) -> None:
    path, other = made(studio, usb), Pc(tmp_path / "pc-2")
    new = other.open()
    with pytest.raises(NotPermitted, match="nhập mã khôi phục"):
        new.backups.stage(path, going=on)
    with pytest.raises(NotPermitted, match="không mở được"):
        new.backups.stage(path, code=new_code(), going=on)
    with pytest.raises(BadInput, match="gõ chưa đúng"):
        new.backups.stage(path, code=Secret(code.reveal()[:-1]), going=on)
    typed = Secret(code.reveal().lower().replace("-", " ").replace("0", "o"))
    assert new.backups.stage(path, code=typed, going=on)
    new.close()
    assert units(other) == [UNIT]
    again = other.open()
    assert again.backups.has_code, "the code goes on with the data"
    assert again.backups.check(path, going=on), "and its key is kept here now"
    again.close()


def test_a_pc_without_a_keyring_takes_a_backup_back_with_the_code(
    studio: Studio, usb: Path, code: Secret, tmp_path: Path
) -> None:
    path = made(studio, usb)
    profile = Pc(tmp_path / "mới").profile
    profile.create()
    new = rescue(profile, clock=SetClock(), safe=NoKeyring())
    with pytest.raises(CodeNeeded, match="mã khôi phục"):
        new.check(path, going=on)
    assert new.check(path, code, going=on)


def test_a_new_code_leaves_older_backups_theirs(studio: Studio, usb: Path, code: Secret, tmp_path: Path) -> None:
    older = made(studio, usb)
    newer_code = studio.backups.issue_code(HEAD, PIN)
    newer = made(studio, usb)
    assert studio.backups.check(older, going=on), "on this PC both open without typing"
    assert studio.backups.check(newer, going=on)
    other = Pc(tmp_path / "pc-2")
    new = other.open()
    assert new.backups.check(older, code, going=on)
    assert new.backups.check(newer, newer_code, going=on)
    for path, wrong in ((older, newer_code), (newer, code)):
        with pytest.raises(NotPermitted):
            new.backups.check(path, wrong, going=on)
    new.close()


def test_a_code_is_made_by_the_head_alone_and_stands_in_no_file(pc: Pc, studio: Studio, usb: Path) -> None:
    studio.people.add("Lê Kỹ Thuật", [Role.TECHNICAL], "84026517", HEAD, PIN)
    had_code = studio.backups.has_code
    assert not had_code
    with pytest.raises(NotPermitted):
        studio.backups.issue_code("Lê Kỹ Thuật", "84026517")
    with pytest.raises(NotPermitted):
        studio.backups.issue_code(HEAD, "11112222")
    with pytest.raises(Refused, match="chưa có mã khôi phục"):
        studio.backups.make(usb, "Lê Kỹ Thuật", "84026517", going=on)
    before = len(studio.audit.entries())
    code = studio.backups.issue_code(HEAD, PIN)
    assert studio.backups.has_code
    held = b"".join(path.read_bytes() for path in pc.profile.root.parent.rglob("*") if path.is_file())
    assert code.reveal().encode() not in held
    assert code.reveal().replace("-", "").encode() not in held
    acts = [entry.act for entry in studio.audit.entries()]
    assert acts[before:] == [Act.RECOVERY_CODE]
    assert Act.RECOVERY_CODE not in acts[:before], "whom it was refused made none"


def test_only_who_may_makes_a_backup_or_takes_one_back(studio: Studio, usb: Path, code: Secret) -> None:
    studio.people.add("Trần Người Soạn", [Role.AUTHOR], "84026517", HEAD, PIN)
    path = made(studio, usb)
    for by, pin in (("Trần Người Soạn", "84026517"), (HEAD, "84026517")):
        with pytest.raises(NotPermitted):
            studio.backups.make(usb, by, pin, going=on)
        with pytest.raises(NotPermitted):
            studio.backups.stage(path, by, pin, named=UNIT, going=on)
    assert len(list(usb.iterdir())) == 1


@pytest.mark.parametrize("typed", ["", "công an", "Công an phường Ví Dụ"])
def test_what_is_replaced_is_named(studio: Studio, usb: Path, code: Secret, typed: str) -> None:
    path, stake = made(studio, usb), studio.backups.stake()
    assert stake is not None
    assert (stake.name, stake.people, stake.posts) == (UNIT, 1, 0)
    with pytest.raises(Refused, match=UNIT):
        studio.backups.stage(path, HEAD, PIN, named=typed, going=on)
    assert studio.backups.stage(path, HEAD, PIN, named=" công an phường minh khai ", going=on)


def test_without_a_keyring_backups_are_sealed_all_the_same(pc: Pc, usb: Path, tmp_path: Path) -> None:
    pc.safe.silent = True
    made_here = pc.open()
    staffed(made_here.people, (HEAD, [Role.HEAD]), pin=PIN)
    code = made_here.backups.issue_code(HEAD, PIN)
    path = made(made_here, usb)
    assert made_here.backups.check(path, going=on)
    made_here.close()
    other = Pc(tmp_path / "pc-2")
    other.profile.create()
    assert other.rescue().check(path, code, going=on)


def test_a_keyring_that_is_locked_keeps_nobody_from_working(pc: Pc, studio: Studio) -> None:
    daily(studio)
    pc.safe.silent = True
    studio.clock.forward(days=1)  # type: ignore[attr-defined]
    studio.back_up_daily()
    assert studio.backups.problem is not None
    assert "kho khóa" in studio.backups.problem.vi
    pc.safe.silent = False
    studio.back_up_daily()
    assert studio.backups.problem is None


def gone(pc: Pc, how: str) -> None:
    for path in pc.profile.root.glob("studio.sqlite3*"):
        path.unlink()
    if how == "only files are left":
        shutil.rmtree(pc.profile.backups)
        (pc.profile.root / "backup-keys.json").unlink(missing_ok=True)
    if how == "only backups are left":
        shutil.rmtree(pc.profile.files)


@pytest.mark.parametrize("how", ["the database alone is gone", "only files are left", "only backups are left"])
def test_where_the_database_is_gone_nothing_is_begun_anew(pc: Pc, studio: Studio, how: str) -> None:
    daily(studio)
    studio.close()
    gone(pc, how)
    for _ in range(2):
        with pytest.raises(DataGone, match="không lập hồ sơ trống"):
            pc.open()
    assert not pc.profile.database.exists()


def test_where_the_database_is_gone_the_newest_copy_is_taken_back_without_typing(pc: Pc, studio: Studio) -> None:
    daily(studio)
    studio.close()
    gone(pc, "the database alone is gone")
    keeper = pc.rescue()
    (copy,) = keeper.list()
    assert keeper.stake() is None
    assert keeper.stage(copy.path, going=on)
    assert units(pc) == [UNIT]
    with pytest.raises(NotPermitted):
        keeper.issue_code(HEAD, PIN)


def test_a_copy_from_before_a_migration_is_sealed_and_still_taken_back(pc: Pc, studio: Studio) -> None:
    plain = pc.profile.backups / "before-0099-20261124T013000Z.sqlite3"
    copy_checked(pc.profile.database, plain)
    assert studio.backups.check(plain, going=on)
    studio.back_up_daily()
    assert not plain.exists()
    kept = plain.with_suffix(".psbackup")
    assert stage(studio, kept)
    studio.close()
    assert units(pc) == [UNIT]


def test_copies_of_what_was_purged_go_once_a_week_of_later_ones_is_there(pc: Pc, studio: Studio) -> None:
    clock = studio.clock
    assert isinstance(clock, SetClock)
    days = []
    for day in range(12):
        if day == 2:
            studio.audit.append(at=clock.now(), by="program", act=Act.PURGED, data={})
        studio.back_up_daily()
        days.append([int(path.stem[-2:]) for path in sorted(pc.profile.backups.glob("daily-*"))])
        clock.forward(days=1)
    assert 27 in days[8], "within the week they stay"
    assert not {25, 26, 27} & set(days[9]), "the purge was on the 27th"
    assert len(days[9]) >= 7


def test_what_a_backup_replaced_stays_for_thirty_days(pc: Pc, studio: Studio, usb: Path, code: Secret) -> None:
    assert stage(studio, made(studio, usb))
    studio.close()
    again = pc.open()
    (aside,) = pc.profile.backups.glob("before-restore-*")
    clock = again.clock
    assert isinstance(clock, SetClock)
    clock.forward(days=29)
    again.back_up_daily()
    assert aside.exists()
    clock.forward(days=2)
    again.back_up_daily()
    assert not aside.exists()
    again.close()


def test_without_room_nothing_is_begun(
    pc: Pc, studio: Studio, usb: Path, code: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(studio, usb)
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=1000))
    with pytest.raises(StorageTrouble, match="không đủ chỗ"):
        studio.backups.make(usb, HEAD, PIN, going=on)
    with pytest.raises(StorageTrouble, match="không đủ chỗ"):
        stage(studio, path)
    assert list(usb.iterdir()) == [path]
    assert not list(pc.profile.root.glob("restore*"))


def test_a_profile_that_is_open_elsewhere_is_not_exchanged(pc: Pc, studio: Studio, usb: Path, code: Secret) -> None:
    assert stage(studio, made(studio, usb))
    with pytest.raises(StorageTrouble, match="đang mở ở cửa sổ khác"):
        pc.open()
    studio.directory.save_unit(Unit(id="", name="Công an phường Ví Dụ"))
    studio.close()
    assert units(pc) == [UNIT]


KILLS = amount(2, 100, "STUDIO_KILLS")


@pytest.mark.kill
@pytest.mark.usefixtures("nursery")
def test_killed_while_it_backs_up_no_half_backup_counts_and_the_profile_is_whole(
    pc: Pc, studio: Studio, usb: Path, code: Secret
) -> None:
    for number in range(3):
        studio.files.put(bytes([number]) * 3_000_000)
    steps = 0

    def counted(_done: int, _total: int) -> bool:
        nonlocal steps
        steps += 1
        return True

    earlier = studio.backups.make(usb, HEAD, PIN, going=counted)
    assert earlier is not None
    studio.close()
    for step in [0, steps - 1, *random.Random(20261129).sample(range(steps), min(KILLS, steps))]:
        said = said_until_killed(back_up, pc.profile.root, usb, step, lines=2)
        assert said == ["dying"]
        again = pc.open()
        assert [backup.path for backup in again.backups.list(usb)] == [earlier]
        assert again.backups.check(earlier, going=on)
        assert not list(pc.profile.root.glob(".backup-*")), "no readable copy stays"
        last = made(again, usb)
        assert not list(usb.glob("*.part"))
        last.unlink()
        again.close()


@pytest.mark.kill
@pytest.mark.usefixtures("nursery")
def test_killed_while_it_takes_over_the_data_is_the_old_or_the_new_whole(
    pc: Pc, studio: Studio, usb: Path, code: Secret
) -> None:
    path = made(studio, usb)
    studio.directory.save_unit(Unit(id="", name="Công an phường Ví Dụ"))
    studio.files.put(b"sau")
    for step in range(100):
        assert stage(studio, path)
        studio.close()
        said = said_until_killed(take_over, pc.profile.root, step, lines=2)
        if said == ["finished"]:
            break
        assert said == ["dying"]
        assert units(pc) == [UNIT], "the next start goes on from there"
        aside = max(pc.profile.backups.glob("before-restore-*"))
        assert units_in(aside)[0] == UNIT
        studio = pc.open()
        studio.people.verify_pin(HEAD, PIN)
        studio.directory.save_unit(Unit(id="", name="Công an phường Ví Dụ"))
        shutil.rmtree(aside)
    assert step >= 6


def test_a_daily_copy_brings_the_data_and_leaves_the_pictures(pc: Pc, studio: Studio) -> None:
    profile, copy = studio.profile, daily(studio)
    picture = studio.files.put(b"sau")
    studio.directory.save_unit(Unit(id="", name="Công an phường Ví Dụ"))
    assert studio.backups.check(copy, going=on)
    assert stage(studio, copy)
    studio.close()
    assert units(pc) == [UNIT]
    assert list(profile.files.rglob(picture))


@pytest.mark.parametrize("whole", [True, False])
def test_the_course_goes_with_the_backup_and_comes_back(
    pc: Pc, studio: Studio, usb: Path, code: Secret, whole: bool
) -> None:
    head = studio.people.get(HEAD).id
    studio.outlines.hide("A1", head)
    kept = studio.outlines.keep_file(b"%PDF-1.7")
    path = made(studio, usb) if whole else daily(studio)
    names = [name for name in contents(pc, path) if name.startswith("course/")]
    assert names == ["course/training.db", f"course/files/{kept[:2]}/{kept[2:4]}/{kept}"][: 1 + whole]
    studio.outlines.hide("A2", head)
    assert stage(studio, path)
    studio.close()
    again = pc.open()
    assert list(pc.profile.course.rglob(kept))
    assert [outline.id for outline in again.outlines.course().outlines if outline.hidden] == ["A1"]
    again.close()


def test_a_backup_without_a_course_leaves_the_present_one(pc: Pc, studio: Studio, usb: Path, code: Secret) -> None:
    path = made(studio, usb)
    studio.outlines.hide("A2", studio.people.get(HEAD).id)
    assert stage(studio, path)
    studio.close()
    again = pc.open()
    assert [outline.id for outline in again.outlines.course().outlines if outline.hidden] == ["A2"]
    again.close()


def test_a_damaged_course_keeps_nobody_from_working(pc: Pc, studio: Studio) -> None:
    studio.outlines.hide("A2", studio.people.get(HEAD).id)
    studio.close()
    (pc.profile.course / "training.db").write_bytes(b"SQLite format 3\0" + b"x" * 8192)
    again = pc.open()
    assert again.directory.book().units
    assert "studio.sqlite3" in contents(pc, daily(again))
    with pytest.raises(StorageTrouble):
        again.outlines.course()
    again.close()


def test_several_acts_are_stored_together_or_not_at_all(studio: Studio) -> None:
    def acts() -> None:
        studio.directory.save_unit(Unit(id="", name="Công an phường Ví Dụ"))
        studio.people.add("Trần Thị Mẫu", [Role.HEAD], "739204", HEAD, PIN)

    with pytest.raises(BadInput):
        studio.at_once(acts)
    assert [unit.name for unit in studio.directory.book().units] == [UNIT]


def test_a_start_that_came_between_does_not_lock_the_profile(
    pc: Pc, studio: Studio, usb: Path, code: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It made an empty folder where the new one belongs; Windows renames onto no folder, empty or not."""
    profile, path = studio.profile, made(studio, usb)
    assert stage(studio, path)
    studio.close()
    rename, done = Path.rename, iter(range(100))

    def of_windows(self: Path, target: Path) -> Path:
        if target.exists():
            raise FileExistsError(183, "exists", str(target))
        return rename(self, target)

    def cut_off(self: Path, target: Path) -> Path:
        if next(done) >= 3:  # the files are aside, and not yet in
            raise OSError("mất điện")
        return of_windows(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", cut_off)
        with pytest.raises(StorageTrouble):
            restore.finish(profile, NOW)
    assert not profile.files.exists()
    monkeypatch.setattr(Path, "rename", of_windows)
    assert units(pc) == [UNIT]
    assert any(path.is_file() for path in profile.files.rglob("*"))


def test_what_was_begun_at_one_hour_and_ended_at_another_lies_in_one_folder(
    pc: Pc, studio: Studio, usb: Path, code: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stage(studio, made(studio, usb))
    studio.close()
    rename, done = Path.rename, iter(range(100))

    def cut_off(self: Path, target: Path) -> Path:
        if next(done) >= 1:
            raise OSError("mất điện")
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", cut_off)
        with pytest.raises(StorageTrouble):
            restore.finish(pc.profile, NOW)
    assert restore.finish(pc.profile, NOW + timedelta(hours=3)) is not None
    (aside,) = pc.profile.backups.glob("before-restore-*")
    assert units_in(aside) == [UNIT]
    assert (aside / "files").is_dir()


@pytest.mark.parametrize("whole", [True, False])
def test_on_another_pc_everybody_signs_in_with_their_own_pin(
    pc: Pc, studio: Studio, usb: Path, code: Secret, tmp_path: Path, whole: bool
) -> None:
    path, other = made(studio, usb) if whole else daily(studio), Pc(tmp_path / "pc-2")
    assert other.rescue().stage(path, code=code, going=on)
    new = other.open()
    assert new.people.verify_pin(HEAD, PIN).name == HEAD
    with pytest.raises(NotPermitted):
        new.people.verify_pin(HEAD, "11112222")
    assert not list(other.profile.root.rglob("people.key"))
    new.close()
