"""The locked packages and the program itself, laid out for a system that need not be this one."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from flit_core import buildapi

from release.place import DIST, ROOT, UV, BuildError, run

LOCK = ROOT / "requirements.lock"
OCR_LOCK = ROOT / "requirements-ocr.lock"
PRIVATE = ("direct_url.json", "REQUESTED", "INSTALLER", "uv_build.json", "uv_cache.json")
"""What an installer notes about the machine it ran on; none of it is part of an artefact."""


@dataclass(frozen=True, slots=True)
class Target:
    """A system that packages are laid out for, as uv and pip name it."""

    platform: str
    python: str
    tags: tuple[str, ...]
    """The platform tags of wheels that run there, the newest first."""


WINDOWS = Target("x86_64-pc-windows-msvc", "3.13", ("win_amd64",))
LINUX = Target("x86_64-manylinux_2_34", "3.11", tuple(f"manylinux_2_{minor}_x86_64" for minor in range(34, 16, -1)))
"""The Python of Debian 12 and a C library no newer than its own (2.36)."""


def wheel() -> Path:
    """The program's own wheel, made once a run."""
    return _built(buildapi.build_wheel(str(_dist())))


def sdist() -> Path:
    """The program's source as one file."""
    return _built(buildapi.build_sdist(str(_dist())))


def lay_packages(target: Target, folder: Path, lock: Path = LOCK) -> None:
    """Install what `lock` names for `target` into `folder`, every file checked by its hash."""
    _install(target, folder, ["--require-hashes", "--requirement", lock])


def lay_program(target: Target, folder: Path, own: Path) -> None:
    """Install the program's own wheel `own` into `folder`."""
    _install(target, folder, [own])


def tidy_records(folder: Path) -> None:
    """Take away what tells of the build machine, and let each package's RECORD name only what is there."""
    for info in folder.glob("*.dist-info"):
        for name in PRIVATE:
            (info / name).unlink(missing_ok=True)
        record = info / "RECORD"
        if not record.exists():
            continue
        lines = record.read_text(encoding="utf-8").splitlines()
        kept = sorted(line for line in lines if (folder / line.rsplit(",", 2)[0].strip('"')).exists())
        record.write_text("\n".join(kept) + "\n", encoding="utf-8", newline="\n")
    for name in ("bin", "Scripts", "share", ".lock"):  # commands and manual pages of the packages
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True)


def lock_entries(lock: Path) -> list[str]:
    """What a lock says of each package: its pin `name==version` or `name[extra]==version`, a condition, its hashes."""
    return re.split(r"\n(?=[\w.-]+(?:\[[\w,.-]+\])?==)", lock.read_text(encoding="utf-8"))[1:]


def _install(target: Target, folder: Path, what: list[str | Path]) -> None:
    if not UV.exists():
        raise BuildError("uv is missing beside this Python; run `make setup`.")
    # pip judges the markers of packages by the machine it runs on and would leave out what only Windows needs.
    command: list[str | Path] = [UV, "pip", "install", "--quiet", "--no-deps", "--link-mode", "copy", "--no-config"]
    command += ["--python-platform", target.platform, "--python-version", target.python, "--only-binary", ":all:"]
    run([*command, "--target", folder, *what], folder=ROOT)


def _dist() -> Path:
    DIST.mkdir(exist_ok=True)
    return DIST


def _built(name: str) -> Path:
    return DIST / name
