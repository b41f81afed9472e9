"""Backups of a whole profile: taken back whole or not at all, on this PC or another."""

from __future__ import annotations

import random
import shutil
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from studio.app import Studio
from studio.app.backups import rescue
from studio.directory.model import Unit
from studio.errors import BadInput, CodeNeeded, DataGone, NotPermitted, Refused, StorageTrouble
from studio.outbox.audit import Act
from studio.people.model import Role
from studio.secret import Secret
from studio.store import restore
from studio.store.backup import copy_checked
from studio.store.backup_keys import new_code
from tests.accounts.keyrings import NoKeyring
from tests.crash_helper import said_until_killed
from tests.held import hold
from tests.profile import SetClock, staffed
from tests.soak import amount
from tests.store.backup_child import back_up, take_over
from tests.store.backups.archives import (
    HEAD,
    NOW,
    PIN,
    UNIT,
    Pc,
    contents,
    daily,
    made,
    on,
    stage,
    units,
    units_in,
)


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


def test_a_backup_takes_the_place_of_files_that_are_held_a_moment_later(
    pc: Pc, studio: Studio, usb: Path, code: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made(studio, usb)
    studio.directory.save_unit(Unit(id="", name="Công an phường Ví Dụ"))
    with monkeypatch.context() as staging:
        hold(staging, tries=2)
        assert stage(studio, path)
    studio.close()
    with monkeypatch.context() as opening:
        hold(opening, tries=2)
        assert units(pc) == [UNIT]


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
    path, impact = made(studio, usb), studio.backups.impact()
    assert impact is not None
    assert (impact.name, impact.people, impact.posts) == (UNIT, 1, 0)
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
        with pytest.raises(DataGone, match="không lập bộ dữ liệu trống"):
            pc.open()
    assert not pc.profile.database.exists()


def test_where_the_database_is_gone_the_newest_copy_is_taken_back_without_typing(pc: Pc, studio: Studio) -> None:
    daily(studio)
    studio.close()
    gone(pc, "the database alone is gone")
    keeper = pc.rescue()
    (copy,) = keeper.list()
    assert keeper.impact() is None
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
    replace, done = Path.replace, iter(range(100))

    def of_windows(self: Path, target: Path) -> Path:
        if target.is_dir():
            raise FileExistsError(183, "exists", str(target))
        return replace(self, target)

    def cut_off(self: Path, target: Path) -> Path:
        if next(done) >= 3:  # the files are aside, and not yet in
            raise OSError("mất điện")
        return of_windows(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", cut_off)
        with pytest.raises(StorageTrouble):
            restore.finish(profile, NOW)
    assert not profile.files.exists()
    monkeypatch.setattr(Path, "replace", of_windows)
    assert units(pc) == [UNIT]
    assert any(path.is_file() for path in profile.files.rglob("*"))


def test_what_was_begun_at_one_hour_and_ended_at_another_lies_in_one_folder(
    pc: Pc, studio: Studio, usb: Path, code: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stage(studio, made(studio, usb))
    studio.close()
    replace, done = Path.replace, iter(range(100))

    def cut_off(self: Path, target: Path) -> Path:
        if next(done) >= 1:
            raise OSError("mất điện")
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", cut_off)
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
