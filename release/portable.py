"""The program for Windows on a USB stick: a folder with its own profile, as a ZIP."""

from __future__ import annotations

import shutil
from pathlib import Path

from release.archive import pack
from release.place import DIST, NAME, ROOT, VERSION, WORK, fresh
from release.windows_tree import mark

MARKER = ROOT / "release" / "windows" / "portable.txt"


def build_portable(tree: Path) -> Path:
    """Pack `tree` as the installer would lay it out, with the marker that keeps the profile beside it."""
    target = DIST / f"{NAME}-{VERSION}-portable.zip"
    mark(tree, "portable")
    folder = fresh(WORK / "portable")
    (folder / "app").symlink_to(tree, target_is_directory=True)
    for name in ("page-studio.exe", "studio.exe"):
        shutil.copyfile(tree / name, folder / name)
    (folder / MARKER.name).write_bytes(MARKER.read_bytes().replace(b"\n", b"\r\n"))
    pack(folder, target, NAME)
    shutil.rmtree(folder)
    return target
