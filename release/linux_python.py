"""A private CPython 3.11 for Linux, out of the packages of Debian 12, laid out as the program wants it.

    python -m release.linux_python       bring the pinned versions up to those of the archive

Its libraries (OpenSSL, SQLite, libffi, …) are the system's own: Debian 12, 13 and Ubuntu 24.04 all have them under the
same names, and keep them safe.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from release.place import ROOT, WORK, BuildError, answer, fresh, needs, run, sha256

PINNED = ROOT / "release" / "linux" / "cpython.lock"
SUITE = "bookworm"
PYTHON = "python3.11"
PACKAGES = (f"{PYTHON}-minimal", f"lib{PYTHON}-minimal", f"lib{PYTHON}-stdlib")
LIBRARIES = (
    ("libbz2-1.0",),
    ("libc6 (>= 2.36)",),
    ("libexpat1",),
    ("libffi8",),
    ("liblzma5",),
    ("libsqlite3-0 (>= 3.40)",),
    ("libssl3t64", "libssl3"),
    ("libuuid1",),
    ("zlib1g",),
)
"""Packages whose libraries this Python loads; Debian 13 and Ubuntu 24.04 renamed one of them."""
SEARCH = (f"lib/{PYTHON}", f"lib/{PYTHON}/lib-dynload", "lib/site-packages", "import site")
"""Lines of python._pth: where modules are looked for, and nowhere else. The folder it lies in is Python's prefix, which
the child that reads foreign files may read."""
UNUSED = (
    "__pycache__", "config-*", "ensurepip", "idlelib", "lib2to3", "pydoc_data", "sitecustomize.py", "test", "tkinter",
    "turtle.py", "turtledemo", "venv", "EXTERNALLY-MANAGED", "_ctypes_test.*", "_test*.so", "_xx*", "xx*", "nis.*",
    "_crypt.*", "_curses*.so", "_dbm.*", "readline.*", "ossaudiodev.*",
)  # fmt: skip
"""Modules that the program never loads, and those whose libraries it does not ask for."""


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


def lay_python(folder: Path) -> Path:
    """Lay CPython into `folder` and return its interpreter. Raises BuildError."""
    aside = fresh(WORK / "linux-python")
    for package in _packages():
        run(["dpkg-deb", "--extract", package, aside])
    folder.mkdir(parents=True)
    interpreter = folder / "python"
    shutil.copyfile(aside / "usr" / "bin" / PYTHON, interpreter)
    interpreter.chmod(0o755)
    interpreter.with_suffix("._pth").write_text("".join(f"{line}\n" for line in SEARCH), encoding="ascii")
    modules = aside / "usr" / "lib" / PYTHON
    shutil.copytree(modules, folder / "lib" / PYTHON, ignore=shutil.ignore_patterns(*UNUSED))
    (folder / "lib" / "site-packages").mkdir()
    shutil.rmtree(aside)
    return interpreter


def _packages() -> list[Path]:
    """The files of the pinned packages, fetched where they are not there yet, each checked."""
    folder = WORK / "debian"
    wanted = pins()
    found = {pin: _file(folder, pin.name) for pin in wanted}
    if any(path is None or sha256(path) != pin.sha256 for pin, path in found.items()):
        download(fresh(folder), [f"{pin.name}={pin.version}" for pin in wanted])
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
    download(folder, list(PACKAGES))
    lines = []
    for name in PACKAGES:
        path = next(folder.glob(f"{name}_*.deb"))
        lines.append(f"{name} {answer(['dpkg-deb', '--field', path, 'Version'])} {sha256(path)}")
    PINNED.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
