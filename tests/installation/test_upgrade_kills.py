"""Killed at any step of an upgrade or of going back: there is one whole program, and a whole profile that it opens."""

from __future__ import annotations

import json
import random
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from studio.installation import MARKER
from studio.paths import Profile
from studio.store.engine import open_store
from studio.updates.program_versions import POINTER, VERSIONS, read_pointer
from tests.crash_helper import said_until_killed
from tests.installation import upgrade_child
from tests.installation.upgrade_child import NEW, OLD, digest_of, open_profile, version_of
from tests.profile import SetClock
from tests.soak import amount

FILES = 12
MOST_STEPS = 130
"""Of one upgrade and one way back; a life that is to last longer goes on with the next."""


@pytest.mark.kill
@pytest.mark.usefixtures("nursery")
def test_there_is_always_one_whole_program_and_one_whole_profile(tmp_path: Path) -> None:
    home, root = tmp_path / "PageStudio", tmp_path / "ho-so"
    lay(home, OLD)
    lay(tmp_path / "new", NEW)
    archive = tmp_path / "page-studio-portable.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted((tmp_path / "new").rglob("*")):
            packed.write(path, f"PageStudio/app/{path.name}")
    newer = upgrade_child.newer_migrations(tmp_path / "migrations")
    whole = {OLD: digest_of(home), NEW: digest_of(tmp_path / "new")}
    Profile(root=root).create()
    open_store(root / "studio.sqlite3", clock=SetClock()).close()
    with closing(sqlite3.connect(root / "studio.sqlite3")) as connection, connection:
        connection.execute("INSERT INTO law_seeds VALUES ('there from the first', 'x')")

    dice, died_as = random.Random(amount(0, 1, "STUDIO_SEED")), []
    for _ in range(amount(6, 200, "STUDIO_KILLS")):
        said_until_killed(upgrade_child.go_until, home, root, archive, newer, dice.randrange(MOST_STEPS), lines=1000)
        version = version_of(home)
        died_as.append(version)
        assert program(home) == whole[version]
        found = open_profile(root, version, newer)
        assert "there from the first" in found
        if version == OLD:
            assert "written by the new version" not in found
    print(f"kills: {len(died_as)}, of them with the new version: {died_as.count(NEW)}")


def lay(folder: Path, version: str) -> None:
    """A program of made-up files, which are what its version says."""
    folder.mkdir()
    (folder / MARKER).write_text(json.dumps({"kind": "portable", "version": version}), encoding="utf-8")
    for number in range(FILES):
        name = "python3" if number == 0 else f"module{number}.py"
        (folder / name).write_text(f"{version} {number}\n" * 5000, encoding="utf-8")


def program(home: Path) -> str:
    """The program that the next start runs, by all its files."""
    pointer = read_pointer(home)
    if pointer is not None and pointer.current.number == NEW:
        return digest_of((home / pointer.current.interpreter).parent)
    return digest_of_first(home)


def digest_of_first(home: Path) -> str:
    """Without what upgrades lay beside it."""
    kept = home.parent / "first"
    kept.mkdir(exist_ok=True)
    for path in kept.iterdir():
        path.unlink()
    for path in home.iterdir():
        if path.is_file() and path.name != POINTER and not path.name.startswith(".aside"):
            (kept / path.name).write_bytes(path.read_bytes())
    assert not (kept / VERSIONS).exists()
    return digest_of(kept)
