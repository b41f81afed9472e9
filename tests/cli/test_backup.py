"""Backups from the command line, on the way a technical person goes: another PC, a database that is gone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from studio.app import open_studio
from studio.app.backups import rescue
from studio.cli.main import main
from studio.clock import SystemClock
from studio.directory.model import Unit
from studio.paths import Profile
from studio.people.model import Role
from tests.profile import staffed
from tests.store.safe import safe_of

HEAD, PIN, UNIT = "Phạm Thị Trưởng", "29517438", "Công an phường Minh Khai"


@pytest.fixture(autouse=True)
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A keyring of the test's own stands in for the system's."""
    monkeypatch.setattr("studio.app.open_profile.Keychain", lambda: safe_of(tmp_path))
    monkeypatch.setattr("studio.accounts.keychain.Keychain", lambda: safe_of(tmp_path))


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = Profile(root=tmp_path / "ho-so")
    studio = open_studio(made, clock=SystemClock())
    staffed(studio.people, (HEAD, [Role.HEAD]), pin=PIN)
    studio.directory.save_unit(Unit(id="", name=UNIT))
    studio.close()
    return made


def run(profile: Profile, monkeypatch: pytest.MonkeyPatch, *words: str, given: str = "") -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(given))
    return main(["--profile", str(profile.root), "backup", *words])


def test_a_backup_goes_from_one_pc_to_another(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    usb, who = tmp_path / "usb", ["--as", HEAD, "--pin-stdin"]
    usb.mkdir()
    assert run(profile, monkeypatch, "make", str(usb), *who, given=f"{PIN}\n") == 1
    assert "studio backup code" in capsys.readouterr().err
    assert run(profile, monkeypatch, "code", *who, given=f"{PIN}\n") == 0
    code = next(line.strip() for line in capsys.readouterr().out.splitlines() if line.count("-") == 6)
    assert run(profile, monkeypatch, "make", str(usb), *who, given=f"{PIN}\n") == 0
    capsys.readouterr()
    (backup,) = usb.iterdir()
    assert run(profile, monkeypatch, "list", str(usb)) == 0
    assert backup.name in capsys.readouterr().out
    assert run(profile, monkeypatch, "check", str(backup)) == 0

    (tmp_path / "keyring.json").unlink()
    other = Profile(root=tmp_path / "may-moi")
    assert run(other, monkeypatch, "restore", str(backup)) == 1
    assert "mã khôi phục" in capsys.readouterr().err
    assert run(other, monkeypatch, "restore", str(backup), "--code", given=f"{code.lower()}\n") == 0
    studio = open_studio(other, clock=SystemClock())
    assert [unit.name for unit in studio.directory.book().units] == [UNIT]
    studio.close()


def test_a_restore_over_people_at_work_is_named_and_signed(
    profile: Profile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    studio = open_studio(profile, clock=SystemClock())
    studio.back_up_daily()
    studio.close()
    (copy,) = profile.backups.glob("daily-*")
    who = ["--as", HEAD, "--pin-stdin"]
    assert run(profile, monkeypatch, "restore", str(copy), *who, given=f"{PIN}\n") == 1
    assert f"“{UNIT}” (1 người, 0 bài)" in capsys.readouterr().err
    assert run(profile, monkeypatch, "restore", str(copy), "--name", UNIT, *who, given="11112222\n") == 1
    assert not (profile.root / "restore").exists()
    assert run(profile, monkeypatch, "restore", str(copy), "--name", UNIT, *who, given=f"{PIN}\n") == 0
    assert (profile.root / "restore").is_dir()


def test_where_the_database_is_gone_every_verb_says_how_to_go_on(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keeper = rescue(profile, clock=SystemClock(), safe=safe_of(tmp_path))
    keeper.daily(purged_at=lambda before: None, doubted=False)
    for path in profile.root.glob("studio.sqlite3*"):
        path.unlink()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PIN}\n"))
    words = ["people", "add", "Người Lạ", "--roles", "head", "--pin-stdin"]
    assert main(["--profile", str(profile.root), *words]) == 1
    assert "studio backup restore" in capsys.readouterr().err
    assert not profile.database.exists()
    (copy,) = profile.backups.glob("daily-*")
    assert run(profile, monkeypatch, "restore", str(copy)) == 0
    studio = open_studio(profile, clock=SystemClock())
    assert [person.name for person in studio.people.list()] == [HEAD]
    studio.close()
