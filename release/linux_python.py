"""A private CPython 3.11 for Linux, out of the packages of Debian 12, laid out as the program wants it.

Its libraries (OpenSSL, SQLite, libffi, …) are the system's own: Debian 12, 13 and Ubuntu 24.04 all have them under the
same names, and keep them safe.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from release.debian_archive import extract
from release.place import WORK, fresh
from studio.installation import SECOND_PACKAGE

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
SEARCH = (f"lib/{PYTHON}", f"lib/{PYTHON}/lib-dynload", "lib/site-packages", SECOND_PACKAGE, "import site")
"""Lines of python._pth: where modules are looked for, and nowhere else. The folder it lies in is Python's prefix, which
the child that reads foreign files may read."""
UNUSED = (
    "__pycache__", "config-*", "ensurepip", "idlelib", "lib2to3", "pydoc_data", "sitecustomize.py", "test", "tkinter",
    "turtle.py", "turtledemo", "venv", "EXTERNALLY-MANAGED", "_ctypes_test.*", "_test*.so", "_xx*", "xx*", "nis.*",
    "_crypt.*", "_curses*.so", "_dbm.*", "readline.*", "ossaudiodev.*",
)  # fmt: skip
"""Modules that the program never loads, and those whose libraries it does not ask for."""


def lay_python(folder: Path) -> Path:
    """Lay CPython into `folder` and return its interpreter. Raises BuildError."""
    aside = fresh(WORK / "linux-python")
    extract(PACKAGES, aside)
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
