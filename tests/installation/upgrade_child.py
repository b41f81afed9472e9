"""Brings a portable program from 0.1.0 to 0.2.0 and back, with its data, until it kills itself at a step.

A step is what Python tells its audit hooks of: a file opened, a folder made, a name given or taken. The two versions
are folders of made-up files; opening the profile, laying out, switching and going back are the program's own.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from studio.installation import Installation, InstallationKind
from studio.paths import Profile
from studio.store import restore
from studio.store.archive import COURSE_DATABASE, DATABASE
from studio.store.backup_keys import BackupKeys
from studio.store.engine import open_store
from studio.store.migrate import MIGRATIONS, newest_schema
from studio.updates.program_versions import Pointer, ProgramVersion, home_of, lay_out, point_to, present, read_pointer
from tests.crash_helper import Say
from tests.profile import SetClock
from tests.store.safe import safe_of

OLD, NEW = "0.1.0", "0.2.0"
STEPS = frozenset({"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree", "sqlite3.connect"})
ADDED = """
from alembic import op
revision, down_revision = "{number:04d}", "{before:04d}"
def upgrade():
    op.execute("CREATE TABLE of_the_new_version (text TEXT NOT NULL) STRICT")
    op.execute("UPDATE law_seeds SET document = document || ' (new)'")
"""


def newer_migrations(folder: Path) -> Path:
    """Ours, and one more."""
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    number = newest_schema() + 1
    text = ADDED.format(number=number, before=number - 1)
    (folder / "versions" / f"{number:04d}_of_the_new_version.py").write_text(text, encoding="utf-8")
    return folder


def running(home: Path) -> Installation:
    """The portable program as it was unpacked."""
    return Installation(kind=InstallationKind.PORTABLE, version=OLD, folder=home, interpreter=home / "python3")


def version_of(home: Path) -> str:
    """Which version the next start runs."""
    pointer = read_pointer(home)
    return OLD if pointer is None else pointer.current.number


def open_profile(root: Path, version: str, newer: Path) -> list[str]:
    """What that version finds in the profile; raises as a start of it would. The backup before an upgrade is the
    store's own."""
    profile, clock = Profile(root=root), SetClock()
    restore.finish(profile, clock.now(), version)
    open_store(profile.database, clock=clock, migrations=MIGRATIONS if version == OLD else newer).close()
    with closing(sqlite3.connect(profile.database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [row[0] for row in connection.execute("SELECT seed FROM law_seeds ORDER BY seed")]


def step(home: Path, root: Path, archive: Path, newer: Path) -> None:
    """Whatever comes next: to the new version and its data, or back."""
    profile, keys = Profile(root=root), BackupKeys(root, safe_of(root.parent))
    version = version_of(home)
    open_profile(root, version, newer)
    schemas = {DATABASE: newest_schema(), COURSE_DATABASE: 1}
    if version == OLD:
        _write(profile.database, f"old {_count(profile.database)}")
        now = present(running(home), schemas)
        interpreter = lay_out(archive, home_of(running(home)), NEW)
        new = ProgramVersion(number=NEW, interpreter=interpreter, schemas={})
        point_to(home, Pointer(current=new, former=now))
        open_profile(root, NEW, newer)
        _write(profile.database, "written by the new version")
        return
    pointer = read_pointer(home)
    assert pointer is not None
    assert pointer.former is not None
    note = {"by": "", "name": "", "for": OLD}
    restore.stage_former(profile, keys, pointer.former.schemas, practice=True, note=note)
    point_to(home, Pointer(current=pointer.former, former=None))
    open_profile(root, OLD, newer)


def go_until(say: Say, home: Path, root: Path, archive: Path, newer: Path, last: int) -> None:
    """Do `step` again and again, and die at the `last`-th thing that is done to a file of ours."""
    left, own = [last], (str(home), str(root))

    def watch(event: str, values: tuple[object, ...]) -> None:
        if event in STEPS and any(str(value).startswith(own) for value in values[:2]):
            left[0] -= 1
            if left[0] < 0:
                _die()

    sys.addaudithook(watch)
    while True:
        step(home, root, archive, newer)
        say(version_of(home))


def digest_of(folder: Path) -> str:
    """Of all files in a folder, by name and content."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _write(database: Path, text: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("INSERT OR IGNORE INTO law_seeds VALUES (?, 'x')", (text,))


def _count(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM law_seeds").fetchone()[0])


def _die() -> None:
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
