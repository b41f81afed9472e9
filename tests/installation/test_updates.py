"""A release on a USB drive: held against the release key before anything of it is used, taken over with a PIN, and gone
back from with the data as it was."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from studio.app import Studio, open_studio
from studio.app.updates import DUE, FOLDER, Updates, start_due
from studio.config import Settings, SettingsFile
from studio.errors import BadInput, NotPermitted, Refused, StudioError, Untrusted
from studio.installation import MARKER, Installation, InstallationKind
from studio.paths import Profile
from studio.people.keys import public_of
from studio.people.model import NewPerson, Role
from studio.people.present import bring
from studio.people.sample import APPROVER, AUTHOR, PIN
from studio.store.engine import open_store
from studio.store.migrate import newest_schema, schema_of
from studio.updates.program_versions import POINTER, VERSIONS, read_pointer, redirected
from studio.updates.release import LIST, SIGNATURE, kind_of, read_release, sign_release
from tests.installation.upgrade_child import newer_migrations
from tests.profile import SetClock
from tests.store.safe import safe_of

SEED = bytes(range(32))
KEY = public_of(SEED)
SETUP, PORTABLE, DEB = "PageStudio-0.2.0-setup.exe", "PageStudio-0.2.0-portable.zip", "page-studio_0.2.0_amd64.deb"


def go_on(_done: int, _total: int) -> bool:
    return True


@contextmanager
def refused(kind: type[StudioError], words: str) -> Iterator[None]:
    """A refusal of that kind, that says so in English."""
    with pytest.raises(kind) as caught:
        yield
    assert words in caught.value.sentence("en")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A release of all kinds, signed."""
    folder = tmp_path / "USB"
    folder.mkdir()
    (folder / SETUP).write_bytes(b"installer" * 1000)
    (folder / DEB).write_bytes(b"package")
    (folder / "SHA256SUMS").write_text("…", encoding="utf-8")
    with zipfile.ZipFile(folder / PORTABLE, "w") as packed:
        packed.writestr("PageStudio/page-studio.exe", "the door")
        packed.writestr(f"PageStudio/app/{MARKER}", json.dumps({"kind": "portable", "version": "0.2.0"}))
        packed.writestr(f"PageStudio/app/{Path(sys.executable).name}", "the new one")
    sign_release(folder, "0.2.0", kind_of, SEED)
    return folder


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    profile = Profile(root=tmp_path / "ho-so")
    profile.create()
    SettingsFile(profile.settings).save(Settings(practice=True))
    made = open_studio(profile, clock=SetClock(), safe=safe_of(tmp_path))
    rights = frozenset({Role.APPROVER, Role.HEAD, Role.TECHNICAL})
    made.people.found(
        (
            NewPerson(name=AUTHOR, roles=frozenset({Role.AUTHOR}), pin=PIN),
            NewPerson(name=APPROVER, roles=rights, pin=PIN),
        )
    )
    bring(made.people.sign_in(APPROVER, PIN))
    yield made
    made.close()


@pytest.fixture
def updates(studio: Studio, tmp_path: Path) -> Callable[[InstallationKind], Updates]:
    def make(kind: InstallationKind, version: str = "0.1.0", keys: tuple[str, ...] = (KEY,)) -> Updates:
        folder = tmp_path / "program"
        folder.mkdir(exist_ok=True)
        interpreter = folder / Path(sys.executable).name
        interpreter.write_text("the old one", encoding="utf-8")
        there = Installation(kind=kind, version=version, folder=folder, interpreter=interpreter)
        return Updates(studio.profile, there, keys=lambda: keys, people=studio.people, backups=studio.backups)

    return make


def spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("name", [LIST, SIGNATURE])
def test_a_list_that_the_release_key_did_not_sign_is_refused(stick: Path, name: str) -> None:
    assert read_release(stick, (KEY,)).version == "0.2.0"
    with pytest.raises(Untrusted):
        read_release(stick, (public_of(bytes(32)),))
    spoil(stick / name)
    with pytest.raises(Untrusted):
        read_release(stick, (KEY,))
    (stick / name).unlink()
    with refused(BadInput, name):
        read_release(stick, (KEY,))


def test_a_build_without_a_key_says_so(stick: Path) -> None:
    with refused(Refused, "no release key"):
        read_release(stick, ())


@pytest.mark.parametrize(
    ("kind", "version", "why"),
    [
        (InstallationKind.PORTABLE, "0.2.0", "runs here already"),
        (InstallationKind.PORTABLE, "0.10.0", "older version"),
        (InstallationKind.CHECKOUT, "0.1.0", "not installed from a release"),
    ],
)
def test_only_a_newer_version_is_offered_and_only_where_it_belongs(
    updates: Callable[..., Updates], stick: Path, kind: InstallationKind, version: str, why: str
) -> None:
    with refused(Refused, why):
        updates(kind, version).look(stick)


@pytest.mark.parametrize(
    ("kind", "name"),
    [(InstallationKind.PORTABLE, PORTABLE), (InstallationKind.INSTALLER, SETUP), (InstallationKind.DEB, DEB)],
)
def test_a_file_that_was_altered_is_neither_kept_nor_run(
    updates: Callable[..., Updates], studio: Studio, stick: Path, tmp_path: Path, kind: InstallationKind, name: str
) -> None:
    spoil(stick / name)
    with refused(Untrusted, "damaged or was altered"):
        updates(kind).prepare(stick, APPROVER, PIN, going=go_on)
    assert list((studio.profile.root / FOLDER).rglob("*.*")) == [studio.profile.root / FOLDER / "0.2.0"]
    assert [path.name for path in (tmp_path / "program").iterdir()] == [Path(sys.executable).name]
    assert not start_due(studio.profile, (KEY,), start=lambda command: pytest.fail(str(command)))


@pytest.mark.parametrize(("who", "pin"), [(AUTHOR, PIN), (APPROVER, "000000")])
def test_it_takes_the_right_and_the_pin(
    updates: Callable[..., Updates], stick: Path, tmp_path: Path, who: str, pin: str
) -> None:
    made = updates(InstallationKind.PORTABLE)
    with pytest.raises(NotPermitted):
        made.prepare(stick, who, pin, going=go_on)
    with pytest.raises(NotPermitted):
        made.go_back(who, pin)
    assert not (tmp_path / "program" / VERSIONS).exists()


def test_a_portable_program_runs_the_new_version_from_the_next_start_on_and_goes_back_once(
    updates: Callable[..., Updates], studio: Studio, stick: Path, tmp_path: Path
) -> None:
    made, home = updates(InstallationKind.PORTABLE), tmp_path / "program"
    assert made.look(stick).version == "0.2.0"
    assert made.former() is None
    ready = made.prepare(stick, APPROVER, PIN, going=go_on)
    assert ready is not None
    assert (ready.restart, ready.close, ready.line) == (True, False, "")
    pointer = read_pointer(home)
    assert pointer is not None
    assert (home / pointer.current.interpreter).read_text(encoding="utf-8") == "the new one"
    newer = updates(InstallationKind.PORTABLE, "0.2.0")
    former = newer.former()
    assert former is not None
    assert former.number == "0.1.0"
    assert newer.go_back(APPROVER, PIN).restart
    back = read_pointer(home)
    assert back is not None
    assert (back.current.number, back.former) == ("0.1.0", None)
    assert made.former() is None
    steps = [entry.data["step"] for entry in studio.audit.entries() if entry.act == "program"]
    assert steps == ["prepared", "back"]


def test_the_data_goes_back_with_the_program(
    updates: Callable[..., Updates], studio: Studio, stick: Path, tmp_path: Path
) -> None:
    updates(InstallationKind.PORTABLE).prepare(stick, APPROVER, PIN, going=go_on)
    profile, posts = studio.profile, len(studio.drafts.list())
    studio.close()
    migrations = newer_migrations(tmp_path / "migrations")
    open_store(profile.database, clock=SetClock(), migrations=migrations).close()
    assert schema_of(profile.database) == newest_schema() + 1
    with refused(StudioError, "newer Page Studio"):
        open_studio(profile, clock=SetClock(), safe=safe_of(tmp_path))
    updates(InstallationKind.PORTABLE, "0.2.0").go_back(APPROVER, PIN)
    studio.store.close()
    note = json.loads((profile.root / "restore" / "restored.json").read_text(encoding="utf-8"))
    assert note["for"] == "0.1.0"
    again = open_studio(profile, clock=SetClock(), safe=safe_of(tmp_path))
    try:
        assert len(again.drafts.list()) == posts
        assert schema_of(profile.database) == newest_schema()
    finally:
        again.close()
    aside = next(profile.backups.glob("before-restore-*"))
    with closing(sqlite3.connect(aside / "studio.sqlite3")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (newest_schema() + 1,)


def test_an_installer_is_started_as_the_last_act_and_checked_once_more(
    updates: Callable[..., Updates], studio: Studio, stick: Path
) -> None:
    ready = updates(InstallationKind.INSTALLER).prepare(stick, APPROVER, PIN, going=go_on)
    assert ready is not None
    assert ready.close
    kept = studio.profile.root / FOLDER / "0.2.0" / SETUP
    started: list[list[str]] = []
    assert start_due(studio.profile, (KEY,), start=started.append)
    assert started == [[str(kept), "/S", "/WAIT"]]
    assert not start_due(studio.profile, (KEY,), start=started.append)
    due = json.dumps({"installer": f"0.2.0/{SETUP}", "back": False})
    (studio.profile.root / FOLDER / DUE).write_text(due, encoding="utf-8")
    spoil(kept)
    assert not start_due(studio.profile, (KEY,), start=started.append)
    assert len(started) == 1


def test_the_way_back_starts_the_former_installer_and_says_that_it_is_meant(
    updates: Callable[..., Updates], studio: Studio, stick: Path, tmp_path: Path
) -> None:
    later = shutil.copytree(stick, tmp_path / "later")
    sign_release(later, "0.3.0", kind_of, SEED)
    for version, release in (("0.1.0", stick), ("0.2.0", later)):
        assert updates(InstallationKind.INSTALLER, version).prepare(release, APPROVER, PIN, going=go_on) is not None
    newest = updates(InstallationKind.INSTALLER, "0.3.0")
    assert newest.go_back(APPROVER, PIN).close
    started: list[list[str]] = []
    assert start_due(studio.profile, (KEY,), start=started.append)
    assert started == [[str(studio.profile.root / FOLDER / "0.2.0" / SETUP), "/S", "/WAIT", "/BACK"]]


def test_a_package_of_the_system_is_checked_and_its_line_is_told(
    updates: Callable[..., Updates], studio: Studio, stick: Path
) -> None:
    ready = updates(InstallationKind.DEB).prepare(stick, APPROVER, PIN, going=go_on)
    assert ready is not None
    assert ready.line == f"sudo apt-get install --yes {studio.profile.root / FOLDER / '0.2.0' / DEB}"


@pytest.mark.parametrize("name", ["../outside.txt", "/outside.txt", "C:/outside.txt"])
def test_an_archive_writes_nowhere_but_below_its_own_folder(
    updates: Callable[..., Updates], stick: Path, tmp_path: Path, name: str
) -> None:
    with zipfile.ZipFile(stick / PORTABLE, "a") as packed:
        packed.writestr(name, "x")
    sign_release(stick, "0.2.0", kind_of, SEED)
    with refused(BadInput, "cannot be unpacked"):
        updates(InstallationKind.PORTABLE).prepare(stick, APPROVER, PIN, going=go_on)
    assert not (tmp_path / "program" / POINTER).exists()
    assert list(tmp_path.rglob("outside.txt")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the interpreter")
def test_the_door_starts_the_version_that_the_pointer_names(
    updates: Callable[..., Updates], stick: Path, tmp_path: Path
) -> None:
    """In a process of its own, which the new version takes the place of."""
    made, home = updates(InstallationKind.PORTABLE), tmp_path / "program"
    there = Installation(
        kind=InstallationKind.PORTABLE, version="0.1.0", folder=home, interpreter=home / Path(sys.executable).name
    )
    assert redirected(there, ["about"]) is None
    made.prepare(stick, APPROVER, PIN, going=go_on)
    pointer = read_pointer(home)
    assert pointer is not None
    new = home / pointer.current.interpreter
    new.write_text('#!/bin/sh\necho "new: $*"\n', encoding="utf-8")
    new.chmod(0o700)
    program = (
        "import sys; from pathlib import Path; from studio.installation import Installation, InstallationKind\n"
        "from studio.updates.program_versions import redirected\n"
        "home = Path(sys.argv[1]); there = Installation(kind=InstallationKind.PORTABLE, version='0.1.0', folder=home,\n"
        "interpreter=home / Path(sys.executable).name); redirected(there, ['about', '--json'])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(home)], check=True, capture_output=True, text=True)
    assert done.stdout == "new: -m studio about --json\n"
    new.unlink()
    assert redirected(there, ["about"]) is None
