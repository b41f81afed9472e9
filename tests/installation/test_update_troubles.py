"""A disk that fills up and a drive that is pulled while a new version is taken over: the old program goes on."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.app.updates import FOLDER, Updates, start_due
from studio.clock import Clock
from studio.config import Settings, SettingsFile
from studio.errors import Refused, StorageTrouble, StudioError
from studio.installation import MARKER, Installation, InstallationKind
from studio.paths import Profile
from studio.people.keys import public_of
from studio.people.model import NewPerson, Role
from studio.people.present import bring
from studio.people.sample import APPROVER, PIN
from studio.store import restore
from studio.store.engine import open_store
from studio.store.migrate import newest_schema, schema_of
from studio.updates.program_versions import read_pointer
from studio.updates.release import kind_of, sign_release
from tests.installation.upgrade_child import newer_migrations
from tests.profile import SetClock
from tests.store.safe import safe_of

SEED = bytes(range(32))
KEY = public_of(SEED)
FILE = 4 * 2**20
DISK = 48 * 2**20
GIVEN_BACK = 64 * 2**10
"""By how much the room grows from one attempt to the next."""
KINDS = pytest.mark.parametrize("kind", [InstallationKind.PORTABLE, InstallationKind.INSTALLER])


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A drive of its own with little room."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a small drive")
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", place], capture_output=True, check=False
    )
    if made.returncode != 0:
        pytest.skip(f"no drive can be mounted here: {made.stderr.decode(errors='replace')}")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A signed release on a USB drive, of files that cannot be packed smaller."""
    folder, dice = tmp_path / "USB", random.Random(7)
    folder.mkdir()
    (folder / "PageStudio-0.2.0-setup.exe").write_bytes(dice.randbytes(FILE))
    with zipfile.ZipFile(folder / "PageStudio-0.2.0-portable.zip", "w") as packed:
        packed.writestr(f"PageStudio/app/{MARKER}", json.dumps({"kind": "portable", "version": "0.2.0"}))
        packed.writestr(f"PageStudio/app/{Path(sys.executable).name}", dice.randbytes(FILE))
    sign_release(folder, "0.2.0", kind_of, SEED)
    return folder


@pytest.fixture
def open_on(tmp_path: Path) -> Iterator[Callable[[Path, InstallationKind], tuple[Studio, Updates]]]:
    """Lays program 0.1.0 and a profile into a folder and opens them."""
    opened: list[Studio] = []
    clock: Clock = SetClock()

    def make(place: Path, kind: InstallationKind) -> tuple[Studio, Updates]:
        profile, program = Profile(root=place / "ho-so"), place / "program"
        profile.create()
        SettingsFile(profile.settings).save(Settings(practice=True))
        studio = open_studio(profile, clock=clock, safe=safe_of(tmp_path))
        opened.append(studio)
        studio.people.found((NewPerson(name=APPROVER, roles=frozenset({Role.HEAD, Role.TECHNICAL}), pin=PIN),))
        bring(studio.people.sign_in(APPROVER, PIN))
        program.mkdir()
        interpreter = program / Path(sys.executable).name
        interpreter.write_bytes(b"the old one")
        there = Installation(kind=kind, version="0.1.0", folder=program, interpreter=interpreter)
        return studio, Updates(profile, there, keys=lambda: (KEY,), people=studio.people, backups=studio.backups)

    yield make
    for studio in opened:
        studio.close()


def digest(folder: Path) -> str:
    """All names and bytes below a folder."""
    told = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        told.update(str(path.relative_to(folder)).encode() + (path.read_bytes() if path.is_file() else b""))
    return told.hexdigest()


def fill(place: Path) -> Path:
    """Take all the room that is left on a drive."""
    filler = place / "other people's files"
    with suppress(OSError), filler.open("wb", buffering=0) as stream:
        while stream.write(bytes(2**20)):
            pass
    with suppress(OSError), filler.open("ab", buffering=0) as stream:
        while stream.write(bytes(1)):
            pass
    return filler


def is_as_it_was(studio: Studio, updates: Updates, program: Path, before: str) -> bool:
    """The old program, whole, with nothing begun that a start would go on with."""
    private = studio.profile.root / FOLDER
    return (
        digest(program) == before
        and read_pointer(program) is read_pointer(private) is None
        and updates.former() is None
        and not (private / "0.2.0").exists()
        and not start_due(studio.profile, (KEY,), start=lambda _: pytest.fail("nothing is to be started"))
    )


@KINDS
@pytest.mark.parametrize("when", [0.25, 1.0], ids=["while copying", "while laying out"])
def test_a_disk_that_fills_up_leaves_the_old_program_whole(
    disk: Path,
    stick: Path,
    open_on: Callable[[Path, InstallationKind], tuple[Studio, Updates]],
    kind: InstallationKind,
    when: float,
) -> None:
    studio, updates = open_on(disk, kind)
    before, filler = digest(disk / "program"), disk / "none yet"

    def going(done: int, total: int) -> bool:
        nonlocal filler
        if done >= when * total and not filler.exists():
            filler = fill(disk)
        return True

    with pytest.raises(StorageTrouble) as caught:
        updates.prepare(stick, APPROVER, PIN, going=going)
    assert "no space is left" in caught.value.sentence("en")
    assert is_as_it_was(studio, updates, disk / "program", before)

    filler.unlink()
    studio.people.verify_pin(APPROVER, PIN)
    ready = updates.prepare(stick, APPROVER, PIN, going=lambda _done, _total: True)
    assert ready is not None
    assert ready.version == "0.2.0"


def test_a_program_that_belongs_to_the_administrator_is_left_to_the_administrator(
    tmp_path: Path, disk: Path, stick: Path, open_on: Callable[[Path, InstallationKind], tuple[Studio, Updates]]
) -> None:
    """The installer would put a second program into the user's own folder, beside the one that is started."""
    studio, _ = open_on(tmp_path / "PC", InstallationKind.INSTALLER)
    there = Installation(
        kind=InstallationKind.INSTALLER, version="0.1.0", folder=disk, interpreter=disk / "page-studio.exe"
    )
    updates = Updates(studio.profile, there, keys=lambda: (KEY,), people=studio.people, backups=studio.backups)
    assert updates.look(stick).version == "0.2.0"
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with pytest.raises(Refused) as looked:
        updates.look(stick)
    with pytest.raises(Refused) as prepared:
        updates.prepare(stick, APPROVER, PIN, going=lambda _done, _total: True)
    for refusal in (looked, prepared):
        assert "PageStudio-0.2.0-setup.exe /ALLUSERS" in refusal.value.sentence("en")
    assert not (studio.profile.root / FOLDER).exists()
    assert not start_due(studio.profile, (KEY,), start=lambda command: pytest.fail(str(command)))


@KINDS
def test_a_drive_that_is_pulled_leaves_the_old_program_whole(
    tmp_path: Path,
    stick: Path,
    open_on: Callable[[Path, InstallationKind], tuple[Studio, Updates]],
    kind: InstallationKind,
) -> None:
    studio, updates = open_on(tmp_path / "PC", kind)
    before = digest(tmp_path / "PC" / "program")

    def pull(done: int, total: int) -> bool:
        if stick.exists() and done > total / 4:
            shutil.move(stick, tmp_path / "in a pocket")
        return True

    with pytest.raises(StorageTrouble) as caught:
        updates.prepare(stick, APPROVER, PIN, going=pull)
    assert "the drive with the new version is gone" in caught.value.sentence("en")
    assert is_as_it_was(studio, updates, tmp_path / "PC" / "program", before)

    shutil.move(tmp_path / "in a pocket", stick)
    ready = updates.prepare(stick, APPROVER, PIN, going=lambda _done, _total: True)
    assert ready is not None
    assert ready.version == "0.2.0"


def test_a_full_disk_lets_nobody_go_half_the_way_back(
    disk: Path, stick: Path, open_on: Callable[[Path, InstallationKind], tuple[Studio, Updates]]
) -> None:
    """However little room there is: either the former program and its data are taken up, or all is as it was."""
    studio, updates = open_on(disk, InstallationKind.PORTABLE)
    updates.prepare(stick, APPROVER, PIN, going=lambda _done, _total: True)
    studio.close()
    newer = newer_migrations(disk / "migrations")
    open_store(studio.profile.database, clock=SetClock(), migrations=newer).close()
    program = disk / "program"
    there = Installation(
        kind=InstallationKind.PORTABLE, version="0.2.0", folder=program, interpreter=program / Path(sys.executable).name
    )
    upgraded = Updates(studio.profile, there, keys=lambda: (KEY,), people=studio.people, backups=studio.backups)
    filler, sentences = fill(disk), set[str]()
    while True:
        before = digest(program)
        try:
            upgraded.go_back(APPROVER, PIN)
        except StudioError as error:
            sentences.add(error.sentence("en"))
        else:
            break
        pointer = read_pointer(program)
        assert pointer is not None
        assert pointer.current.number == "0.2.0"
        assert digest(program) == before
        assert restore.finish(studio.profile, SetClock().now(), "0.2.0") is None
        os.truncate(filler, filler.stat().st_size - GIVEN_BACK)
        assert schema_of(studio.profile.database) == newest_schema() + 1  # SQLite needs some room to read, too
    assert sentences
    assert [one for one in sentences if "no space is left" not in one and "disk is full" not in one] == []
    studio.store.close()
    restored = restore.finish(studio.profile, SetClock().now(), "0.1.0")
    assert restored is not None
    assert schema_of(studio.profile.database) == newest_schema()
