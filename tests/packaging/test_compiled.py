"""Compiling a tree by the interpreter that lies in it, as the Debian package does."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from release.compiled import compile_modules

MODULES = ("encodings", "importlib", "collections", "concurrent", "re", "urllib")
DATED = 0
"""The flags of a compiled module that is held against the date of its source at each start."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the Windows tree is compiled on Linux")


def lay_interpreter(folder: Path) -> Path:
    """An interpreter that loads its modules from `folder`, in which nothing is compiled yet."""
    own = Path(sys.executable).resolve()
    library = Path(sysconfig.get_path("stdlib"))
    modules = folder / "lib"
    modules.mkdir(parents=True)
    for path in library.glob("*.py"):
        shutil.copyfile(path, modules / path.name)
    for name in MODULES:
        if (library / name).is_dir():
            shutil.copytree(library / name, modules / name, ignore=shutil.ignore_patterns("__pycache__"))
    interpreter = folder / "python"
    shutil.copy(own, interpreter)
    interpreter.with_suffix("._pth").write_text(f"lib\n{library / 'lib-dynload'}\n", encoding="utf-8")
    return interpreter


def compiled(folder: Path) -> dict[str, bytes]:
    """Every compiled module below `folder`."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.pyc")}


def test_two_folders_give_the_same_bytes_without_dates(tmp_path: Path) -> None:
    made = []
    for name in ("first", "the second folder"):
        folder = tmp_path / name
        interpreter = lay_interpreter(folder)
        where = subprocess.run(
            [interpreter, "-I", "-B", "-c", "import argparse; print(argparse.__file__)"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert where.stdout.strip() == str(folder / "lib" / "argparse.py")
        compile_modules(str(interpreter), folder / "lib", "/opt/page-studio/lib")
        made.append(compiled(folder))
    first, second = made
    assert "lib/__pycache__/compileall.cpython-{}{}.pyc".format(*sys.version_info) in first
    assert first == second
    assert [name for name, data in first.items() if int.from_bytes(data[4:8], "little") == DATED] == []
