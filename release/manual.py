"""The manual that goes into every installation: a site to look at and a book to print, in both languages.

It is built anew, its pictures taken of the window as it is now (tools/manual.py), or taken from a folder that
`make manual` has just written.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from release.place import ROOT, WORK, BuildError, fresh, run
from studio.installation import MANUAL
from studio.phrase import LANGUAGES

FIRST_PC = ROOT / "release" / "windows" / "first-pc.ps1"
"""What is looked at on the first Windows PC that gets the program, and writes a report."""


def manual(given: Path | None = None) -> Path:
    """The folder with the manual: `given`, or one built now. Raises BuildError where a language is missing."""
    folder = given
    if folder is None:
        folder = fresh(WORK / MANUAL)
        run([sys.executable, ROOT / "tools" / "manual.py", "--out", folder], folder=ROOT, QT_QPA_PLATFORM="offscreen")
    for language in LANGUAGES:
        for name in (f"{language}/index.html", f"page-studio-{language}.pdf"):
            if not (folder / name).is_file():
                raise BuildError(f"the manual in {folder} has no {name}; build it with `make manual`.")
    return folder


def lay_manual(source: Path, folder: Path) -> None:
    """Put the manual and the script for the first PC into the folder of an installation."""
    shutil.copytree(source, folder / MANUAL)
    shutil.copyfile(FIRST_PC, folder / FIRST_PC.name)
