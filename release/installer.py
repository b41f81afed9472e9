"""The installer for Windows, by NSIS."""

from __future__ import annotations

from pathlib import Path

from release.place import DIST, NAME, ROOT, VERSION, needs, run, size
from release.windows_tree import mark

SCRIPT = ROOT / "release" / "windows" / "installer.nsi"


def build_installer(tree: Path, version: str = VERSION, folder: Path = DIST) -> Path:
    """Pack `tree` into a program that installs it as `version`."""
    target = folder / f"{NAME}-{version}-setup.exe"
    mark(tree, "installer", version)
    defines = {"VERSION": version, "SOURCE": tree, "OUT": target, "KILOBYTES": size(tree) // 1024}
    words = [f"-D{name}={value}" for name, value in defines.items()]
    run([needs("makensis", "nsis"), "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, SCRIPT])
    return target
