"""Where the source lies, where what is built goes, and what is the same for every artefact."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import studio

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
"""What is handed over."""
WORK = ROOT / "build" / "release"
"""What is fetched and laid out on the way; may be deleted at any time."""
VERSION = studio.__version__
NAME = "PageStudio"
UV = Path(sys.executable).with_name("uv")


class BuildError(SystemExit):
    """A build that cannot go on; says in one sentence what is missing and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"release: {sentence}")


def epoch() -> int:
    """The second since 1970 that every file of an artefact is dated: SOURCE_DATE_EPOCH, else the last commit's."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    return int(told) if told else int(answer(["git", "-C", ROOT, "log", "-1", "--format=%ct"]))


def run(command: Sequence[str | Path], *, folder: Path | None = None, **more: str) -> None:
    """Run a program of the build with SOURCE_DATE_EPOCH set and `more` in its environment. Raises BuildError."""
    done = subprocess.run(command, cwd=folder, env=_environment(more), stdin=subprocess.DEVNULL, check=False)
    if done.returncode != 0:
        raise BuildError(f"{Path(command[0]).name} failed with {done.returncode}; see its message above.")


def answer(command: Sequence[str | Path], **more: str) -> str:
    """What a program of the build prints. Raises BuildError."""
    done = subprocess.run(command, env={**os.environ, **more}, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise BuildError(f"{Path(command[0]).name} failed with {done.returncode}; see its message above.")
    return done.stdout.strip()


def needs(program: str, package: str) -> str:
    """The path of a program that a Debian package brings. Raises BuildError, naming the package."""
    found = shutil.which(program)
    if found is None:
        raise BuildError(f"{program} is missing; install the Debian package {package}.")
    return found


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def fresh(folder: Path) -> Path:
    """An empty folder in place of whatever was there."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def size(folder: Path) -> int:
    """Bytes of all files below `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "SOURCE_DATE_EPOCH": str(epoch()), **more}
