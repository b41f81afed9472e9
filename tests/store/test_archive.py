"""Backups of a whole profile: read back byte by byte, and taken back whole or not at all."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.app.safekeeping import Safekeeping
from studio.directory.model import Unit
from studio.errors import BadInput, StorageTrouble
from studio.paths import Profile
from studio.people.model import Role
from studio.store import restore
from tests.profile import SetClock

NOW = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)


def on(_done: int, _total: int) -> bool:
    return True


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    """A profile with a unit and a picture."""
    made = open_studio(Profile(root=tmp_path / "ho-so"), clock=SetClock())
    made.directory.save_unit(Unit(id="", name="Công an phường Minh Khai"))
    made.files.put(b"anh" * 100_000)
    yield made
    made.close()


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


def made(studio: Studio, usb: Path) -> Path:
    path = studio.backups.make(usb, going=on)
    assert path is not None
    return path


def units(profile: Profile) -> list[str]:
    again = open_studio(profile, clock=SetClock())
    try:
        return [unit.name for unit in again.directory.book().units]
    finally:
        again.close()


def test_a_backup_has_everything_and_says_how_far_it_is(studio: Studio, usb: Path) -> None:
    told: list[tuple[int, int]] = []

    def going(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    path = studio.backups.make(usb, going=going)
    assert path == usb / "page-studio-2026-11-25-0830.zip"
    assert told[-1][0] == told[-1][1]
    assert [p.name for p in usb.iterdir()] == [path.name]
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    assert {"studio.sqlite3", "manifest.json"} <= set(names)
    assert any(name.startswith("files/") for name in names)
    assert studio.backups.check(path, going=on)
    assert studio.backups.list(usb)[0].path == path
    assert made(studio, usb).name == "page-studio-2026-11-25-0830-2.zip"


@pytest.mark.parametrize("after", [0, 1, 3])
def test_stopped_it_leaves_nothing(studio: Studio, usb: Path, after: int) -> None:
    asked = iter(range(100))
    assert studio.backups.make(usb, going=lambda *_: next(asked) < after) is None
    assert list(usb.iterdir()) == []
    assert not list(studio.profile.root.glob(".backup-*"))


def test_a_folder_inside_the_data_is_refused(studio: Studio) -> None:
    with pytest.raises(BadInput):
        studio.backups.make(studio.profile.backups, going=on)


def test_a_drive_that_is_gone_is_trouble_with_its_name(studio: Studio, usb: Path) -> None:
    shutil.rmtree(usb)
    with pytest.raises(StorageTrouble) as caught:
        studio.backups.make(usb, going=on)
    assert str(usb) in caught.value.where
    assert studio.backups.list(usb) == ()


def test_one_changed_byte_is_found(studio: Studio, usb: Path) -> None:
    path = made(studio, usb)
    data = bytearray(path.read_bytes())
    place = data.index(b"anhanhanh") + 5
    data[place] ^= 1
    path.write_bytes(data)
    with pytest.raises(BadInput):
        studio.backups.check(path, going=on)


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 5000])
@pytest.mark.parametrize("name", ["page-studio-2026-11-25-0830.zip", "daily-2026-11-25.sqlite3"])
def test_a_file_that_is_no_backup_is_refused(studio: Studio, usb: Path, data: bytes, name: str) -> None:
    (usb / name).write_bytes(data)
    with pytest.raises(BadInput):
        studio.backups.check(usb / name, going=on)


@pytest.mark.parametrize("name", ["../evil.txt", "/tmp/evil", "files/../../evil", "C:\\evil", "files\\..\\evil"])  # noqa: S108
def test_nothing_is_unpacked_outside(studio: Studio, usb: Path, name: str) -> None:
    path = made(studio, usb)
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        database = archive.read("studio.sqlite3")
    digest = manifest["files"]["studio.sqlite3"]
    manifest["files"] = {"studio.sqlite3": digest, name: digest}
    evil = usb / "evil.zip"
    with zipfile.ZipFile(evil, "w") as archive:
        archive.writestr("studio.sqlite3", database)
        archive.writestr(name, database)
        archive.writestr("manifest.json", json.dumps(manifest))
    before = sorted(usb.parent.rglob("*"))
    with pytest.raises(BadInput):
        studio.backups.stage(evil, going=on)
    assert sorted(usb.parent.rglob("*")) == before


def test_a_practice_backup_does_not_get_into_a_real_profile(studio: Studio, usb: Path) -> None:
    practice = Safekeeping(studio.profile, SetClock(), practice=True)
    path = practice.make(usb, going=on)
    assert path is not None
    with pytest.raises(BadInput) as caught:
        studio.backups.stage(path, going=on)
    assert "tập huấn" in caught.value.sentence("vi")


def test_taking_back_brings_the_old_data_and_keeps_the_new_aside(studio: Studio, usb: Path) -> None:
    profile, path = studio.profile, made(studio, usb)
    studio.directory.save_unit(Unit(id="", name="Công an phường Ví Dụ"))
    later = studio.files.put(b"sau")
    assert studio.backups.stage(path, going=on)
    studio.close()
    assert units(profile) == ["Công an phường Minh Khai"]
    assert not (profile.root / "restore").exists()
    assert not list(profile.files.rglob(later))
    (aside,) = profile.backups.glob("before-restore-*")
    assert list((aside / "files").rglob(later))
    assert units(Profile(root=aside)) == ["Công an phường Minh Khai", "Công an phường Ví Dụ"]
    assert units(profile) == ["Công an phường Minh Khai"], "it happens once"


def test_a_daily_copy_brings_the_data_and_leaves_the_pictures(studio: Studio) -> None:
    profile = studio.profile
    daily = studio.store.back_up_daily()
    assert daily is not None
    picture = studio.files.put(b"sau")
    studio.directory.save_unit(Unit(id="", name="Công an phường Ví Dụ"))
    assert studio.backups.check(daily, going=on)
    assert studio.backups.stage(daily, going=on)
    studio.close()
    assert units(profile) == ["Công an phường Minh Khai"]
    assert list(profile.files.rglob(picture))


def test_the_course_goes_with_the_backup_and_comes_back(studio: Studio, usb: Path) -> None:
    profile = studio.profile
    head = studio.people.add("Phạm Trưởng", [Role.HEAD], "295174").id
    studio.outlines.hide("A1", head)
    kept = studio.outlines.keep_file(b"%PDF-1.7")
    path = made(studio, usb)
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("course/")]
    assert names == ["course/training.db", f"course/files/{kept[:2]}/{kept[2:4]}/{kept}"]
    studio.outlines.hide("A2", head)
    assert studio.backups.stage(path, going=on)
    studio.close()
    again = open_studio(profile, clock=SetClock())
    assert [outline.id for outline in again.outlines.course().outlines if outline.hidden] == ["A1"]
    again.close()


def test_a_backup_without_a_course_leaves_the_present_one(studio: Studio, usb: Path) -> None:
    profile, path = studio.profile, made(studio, usb)
    head = studio.people.add("Phạm Trưởng", [Role.HEAD], "295174").id
    studio.outlines.hide("A2", head)
    assert studio.backups.stage(path, going=on)
    studio.close()
    again = open_studio(profile, clock=SetClock())
    assert [outline.id for outline in again.outlines.course().outlines if outline.hidden] == ["A2"]
    again.close()


def test_a_damaged_course_keeps_nobody_from_working(studio: Studio) -> None:
    studio.outlines.hide("A2", studio.people.add("Phạm Trưởng", [Role.HEAD], "295174").id)
    profile = studio.profile
    studio.close()
    (profile.course / "training.db").write_bytes(b"SQLite format 3\0" + b"x" * 8192)
    again = open_studio(profile, clock=SetClock())
    assert again.directory.book().units
    assert again.course.back_up_daily() is None
    with pytest.raises(StorageTrouble):
        again.outlines.course()
    again.close()


@pytest.mark.parametrize("steps", range(6))
def test_wherever_it_is_interrupted_it_is_finished_at_the_next_start(
    studio: Studio, usb: Path, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile, path = studio.profile, made(studio, usb)
    studio.directory.save_unit(Unit(id="", name="Công an phường Ví Dụ"))
    assert studio.backups.stage(path, going=on)
    studio.close()
    rename, done = Path.rename, iter(range(100))

    def cut_off(self: Path, target: Path) -> Path:
        if next(done) >= steps:
            raise OSError("mất điện")
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", cut_off)
        try:
            restore.finish(profile, NOW)
        except StorageTrouble:
            assert (profile.root / "restore").is_dir()
    assert units(profile) == ["Công an phường Minh Khai"]
    (aside,) = profile.backups.glob("before-restore-*")
    assert units(Profile(root=aside)) == ["Công an phường Minh Khai", "Công an phường Ví Dụ"]


def test_several_acts_are_stored_together_or_not_at_all(studio: Studio) -> None:
    def acts() -> None:
        studio.directory.save_unit(Unit(id="", name="Công an phường Ví Dụ"))
        studio.people.add("Trần Thị Mẫu", (), "739204")

    with pytest.raises(BadInput):
        studio.at_once(acts)
    assert [unit.name for unit in studio.directory.book().units] == ["Công an phường Minh Khai"]


def test_a_start_that_came_between_does_not_lock_the_profile(
    studio: Studio, usb: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It made an empty folder where the new one belongs; Windows renames onto no folder, empty or not."""
    profile, path = studio.profile, made(studio, usb)
    assert studio.backups.stage(path, going=on)
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
    assert units(profile) == ["Công an phường Minh Khai"]
    assert any(path.is_file() for path in profile.files.rglob("*"))
