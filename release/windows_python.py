"""A private CPython 3.13 for Windows, laid out as the program wants it.

Its source is python.org's embeddable ZIP, or the wheel that `release/windows/cpython.lock` pins. The wheel brings the
compiled part only: python313.dll with the modules and libraries that belong to it, signed by the Python Software
Foundation. The modules written in Python then come from this machine's own python3.13, and the two interpreters and
python3.dll are made here (`release/launchers.py`).
"""

from __future__ import annotations

import re
import shutil
import sys
import zipfile
from pathlib import Path

from release.place import ROOT, WORK, BuildError, fresh, needs, run, sha256
from studio.installation import SECOND_PACKAGE

PINNED = ROOT / "release" / "windows" / "cpython.lock"
TAG = "313"
PYTHON = f"python{TAG}"
STDLIB = Path("/usr/lib/python3.13")
"""Where Debian's package libpython3.13-stdlib puts the modules written in Python."""
UNUSED = (
    "__pycache__", "site-packages", "dist-packages", "test", "tests", "idlelib", "turtledemo", "tkinter", "ensurepip",
    "lib-dynload", "config-*", "_sysconfigdata*", "pydoc_data", "sitecustomize.py", "EXTERNALLY-MANAGED", "turtle.py",
    "venv",
)  # fmt: skip
"""Modules of CPython that the program never loads, and what tells of Debian."""
NOT_LOADED = re.compile(r"api-ms-.*|.*\.cp313t-.*|_(ctypes_)?test.*|(tcl|tk)86t\.dll|_tkinter\.pyd", re.IGNORECASE)
SEARCH = ("DLLs", "Lib", r"Lib\site-packages", ".", rf"..\{SECOND_PACKAGE}", "import site")
"""Lines of python313._pth: where modules are looked for, and nowhere else."""


def source(given: Path | None, digest: str | None) -> Path:
    """The file that CPython is taken from, checked by its SHA-256. Raises BuildError."""
    if given is None:
        return _pinned()
    if digest is None:
        raise BuildError(f"say by --cpython-sha256 which SHA-256 {given.name} has to have, as its publisher tells.")
    if sha256(given) != digest.lower():
        raise BuildError(f"{given.name} has another SHA-256 than was told; fetch it again.")
    return given


def lay_python(archive: Path, folder: Path) -> None:
    """Lay CPython into `folder`: the library at its top, modules in DLLs and Lib."""
    (folder / "DLLs").mkdir(parents=True)
    with zipfile.ZipFile(archive) as opened:
        names = [info for info in opened.infolist() if not info.is_dir() and _belongs(info.filename)]
        for info in names:
            name = Path(info.filename).name
            target = _place(folder, name)
            if target is not None:
                target.write_bytes(opened.read(info))
        zipped = f"{PYTHON}.zip"
        if zipped in opened.namelist():
            with opened.open(zipped) as stream, zipfile.ZipFile(stream) as modules:
                modules.extractall(folder / "Lib")
        else:
            _lay_modules(folder / "Lib")
    lines = "".join(f"{line}\r\n" for line in SEARCH)
    (folder / f"{PYTHON}._pth").write_bytes(lines.encode())
    (folder / "Lib" / "site-packages").mkdir(exist_ok=True)


def stdlib_version() -> str:
    """The version of the modules written in Python, where they come from this machine."""
    found = re.search(r"\d+\.\d+\.\d+", Path(needs("python3.13", "python3.13")).resolve().name)
    return found.group() if found else ""


def _belongs(name: str) -> bool:
    """Whether a file of the wheel or of the ZIP is CPython's."""
    return name.startswith("deploy_libs/") or "/" not in name


def _place(folder: Path, name: str) -> Path | None:
    if NOT_LOADED.fullmatch(name):
        return None
    low = name.lower()
    if low in (f"{PYTHON}.dll", "python3.dll", "python.exe", "pythonw.exe") or low.startswith("vcruntime"):
        return folder / low
    return folder / "DLLs" / name if low.endswith((".pyd", ".dll")) else None


def _lay_modules(folder: Path) -> None:
    if not (STDLIB / "os.py").exists():
        raise BuildError("the modules of Python 3.13 are missing; install the Debian package python3.13.")
    shutil.copytree(STDLIB, folder, ignore=shutil.ignore_patterns(*UNUSED))


def _pinned() -> Path:
    folder = WORK / "cpython"
    found = sorted(folder.glob("*.whl"))
    if not found:
        command: list[str | Path] = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
        command += ["--no-deps", "--only-binary", ":all:", "--platform", "win_amd64", "--python-version", TAG]
        run([*command, "--require-hashes", "--requirement", PINNED, "--dest", fresh(folder)])
        found = sorted(folder.glob("*.whl"))
    pinned = re.findall(r"sha256:([0-9a-f]{64})", PINNED.read_text(encoding="utf-8"))
    if len(found) != 1 or sha256(found[0]) not in pinned:
        raise BuildError(f"the file in {folder.relative_to(ROOT)} is not the pinned one; delete that folder.")
    return found[0]
