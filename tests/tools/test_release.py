"""The steps by which a release is signed, each a command, with a key that is thrown away."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from studio import __version__
from studio.people.keys import public_of
from studio.updates.release import LIST, SIGNATURE, read_release
from tools.release import ROOT

SETUP = f"PageStudio-{__version__}-setup.exe"
PARTS = (SETUP, f"page-studio_{__version__}_amd64.deb", "SHA256SUMS")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree, whose list of keys may be written to."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "studio", folder / "studio", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "tools").mkdir()
    shutil.copyfile(ROOT / "tools" / "release.py", folder / "tools" / "release.py")
    return folder


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys") / "release.key"


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """What `make dist` leaves, small."""
    folder = tmp_path / "dist"
    folder.mkdir()
    for name in PARTS:
        (folder / name).write_bytes(name.encode() * 100)
    return folder


def release(checkout: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, checkout / "tools" / "release.py", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=checkout)


def pinned(checkout: Path) -> list[str]:
    """The keys that the program of that tree trusts."""
    return list(json.loads((checkout / "studio" / "assets" / "release_keys.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def made(checkout: Path, key: Path) -> str:
    """What the command that makes a key says: its public half."""
    done = release(checkout, "new-key", "--key", key)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_key_is_made_once_and_its_public_half_pinned(checkout: Path, key: Path, made: str) -> None:
    assert pinned(checkout)[-1] == made == public_of(bytes.fromhex(key.read_text(encoding="ascii")))
    if sys.platform != "win32":
        assert key.stat().st_mode & 0o077 == 0
    before = key.read_bytes()
    again = release(checkout, "new-key", "--key", key)
    assert (again.returncode, key.read_bytes(), pinned(checkout)[-1]) == (1, before, made)
    assert "is not replaced" in again.stderr


def test_a_private_key_is_never_kept_in_the_tree(checkout: Path) -> None:
    before = pinned(checkout)
    refused = release(checkout, "new-key", "--key", checkout / "release.key")
    assert (refused.returncode, pinned(checkout)) == (1, before)
    assert not (checkout / "release.key").exists()


def test_what_is_signed_is_what_the_program_takes(checkout: Path, key: Path, made: str, dist: Path) -> None:
    signed = release(checkout, "sign", dist, "--key", key)
    assert (signed.returncode, signed.stderr) == (0, "")
    assert {file.name for file in read_release(dist, (made,)).files} == set(PARTS)
    checked = release(checkout, "check", dist)
    assert (checked.returncode, checked.stdout.strip()) == (0, __version__)
    assert {path.name for path in dist.iterdir()} == {*PARTS, LIST, SIGNATURE}


@pytest.mark.parametrize("name", [SETUP, LIST, SIGNATURE])
def test_what_was_altered_since_is_found(checkout: Path, key: Path, made: str, dist: Path, name: str) -> None:
    assert release(checkout, "sign", dist, "--key", key).returncode == 0
    data = bytearray((dist / name).read_bytes())
    data[len(data) // 2] ^= 1
    (dist / name).write_bytes(data)
    checked = release(checkout, "check", dist)
    assert (checked.returncode, checked.stdout) == (1, "")
    assert checked.stderr.count("\n") == 1


def test_without_the_key_nothing_is_signed(checkout: Path, made: str, dist: Path, tmp_path: Path) -> None:
    another = tmp_path / "another.key"
    another.write_text(bytes(32).hex(), encoding="ascii")
    assert release(checkout, "sign", dist, "--key", another).returncode == 1
    (tmp_path / "no.key").write_text("", encoding="ascii")
    assert release(checkout, "sign", dist, "--key", tmp_path / "no.key").returncode == 1
    assert release(checkout, "check", dist).returncode == 1
