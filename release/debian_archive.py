"""Packages of Debian 12 that artefacts are made of, each pinned by version and SHA-256.

python -m release.debian_archive       bring the pinned versions up to those of the archive
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from release.place import ROOT, WORK, BuildError, answer, fresh, needs, run, sha256

SUITE = "bookworm"
PINNED = ROOT / "release" / "linux" / "debian.lock"


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of the archive."""

    name: str
    version: str
    sha256: str


def pins() -> list[Pin]:
    """The pinned packages."""
    lines = PINNED.read_text(encoding="utf-8").splitlines()
    return [Pin(*line.split()) for line in lines if line and not line.startswith("#")]


def extract(names: tuple[str, ...], folder: Path) -> None:
    """Lay the files of these packages into `folder`. Raises BuildError where one is not the pinned one."""
    for path in _packages(names):
        run(["dpkg-deb", "--extract", path, folder])


def _packages(names: tuple[str, ...]) -> list[Path]:
    """The files of these packages, fetched where they are not there yet, each checked."""
    folder = WORK / "debian"
    wanted = [pin for pin in pins() if pin.name in names]
    found = {pin: _file(folder, pin.name) for pin in wanted}
    missing = [pin for pin, path in found.items() if path is None or sha256(path) != pin.sha256]
    if missing:
        for path in (found[pin] for pin in missing):
            if path is not None:
                path.unlink()
        folder.mkdir(parents=True, exist_ok=True)
        download(folder, [f"{pin.name}={pin.version}" for pin in missing])
        found = {pin: _file(folder, pin.name) for pin in wanted}
    for pin, path in found.items():
        if path is None or sha256(path) != pin.sha256:
            raise BuildError(f"the archive's {pin.name} is not the pinned one; look at why.")
    return [path for path in found.values() if path is not None]


def download(folder: Path, packages: list[str]) -> None:
    """Fetch packages of Debian 12 into `folder`, signatures checked, from the archive this machine already asks."""
    state = fresh(WORK / "apt")
    lists = state / "sources.list"
    lists.write_text("".join(f"{line}\n" for line in _sources()), encoding="utf-8")
    (state / "status").touch()
    (state / "lists" / "partial").mkdir(parents=True)
    (state / "archives" / "partial").mkdir(parents=True)
    settings = {
        "Dir::Etc::sourcelist": lists,
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::Etc::preferencesparts": "/dev/null",
        "Dir::State": state,
        "Dir::State::status": state / "status",
        "Dir::Cache": state,
        "APT::Sandbox::User": "",
    }
    apt = [needs("apt-get", "apt"), *(f"-o{name}={value}" for name, value in settings.items()), "--quiet=2"]
    run([*apt, "update"])
    run([*apt, "download", *packages], folder=folder)
    shutil.rmtree(state)


def _sources() -> list[str]:
    """This machine's archives of Debian, asked for the suite instead of its own."""
    words = [
        "indextargets",
        "--format",
        "$(REPO_URI) $(RELEASE) $(COMPONENT)",
        "Created-By: Packages",
        "Origin: Debian",
    ]
    found = answer([needs("apt-get", "apt"), *words])
    if not found:
        raise BuildError("this machine knows no archive of Debian; run `apt-get update` on a Debian machine.")
    keys = "/usr/share/keyrings/debian-archive-keyring.gpg"
    lines = []
    for line in found.splitlines():
        address, release, component = line.split()
        part = release.partition("-")[2]
        suite = f"{SUITE}-{part}" if part else SUITE
        lines.append(f"deb [signed-by={keys}] {address} {suite} {component}")
    return sorted(set(lines))


def _file(folder: Path, name: str) -> Path | None:
    return next(iter(folder.glob(f"{name}_*.deb")), None)


def main() -> int:
    """Write the pins anew."""
    head = [line for line in PINNED.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    folder = fresh(WORK / "debian")
    names = [pin.name for pin in pins()]
    download(folder, names)
    lines = []
    for name in names:
        path = next(folder.glob(f"{name}_*.deb"))
        lines.append(f"{name} {answer(['dpkg-deb', '--field', path, 'Version'])} {sha256(path)}")
    PINNED.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
