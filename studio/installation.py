"""How this program came onto the PC, which decides what a person can do about it: there is no `make` where there is no
checkout, and no `pip` in a program that was installed.

Whatever builds an installation lays `installation.json` beside the interpreter, or one folder above it:
``{"kind": "installer", "version": "0.2.0"}``; `kind` is one of ``installer``, ``portable`` and ``deb``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from studio import __version__
from studio.phrase import Bilingual, Language, Phrase

MARKER = "installation.json"
MANUAL = "manual"
"""Folder of the manual, beside the marker."""
SECOND_PACKAGE, TESSDATA = "ocr", "tessdata"
"""Folder of what the second package of a release adds, beside the program's own, and of Tesseract's data in it."""
RECORD, EXCHANGE, BACKUP = ".psrecord", ".psexchange", ".psbackup"
OPENED = (RECORD, EXCHANGE, BACKUP)
"""Endings of the files that a desktop opens with this program."""


class InstallationKind(StrEnum):
    """What a person got the program from."""

    CHECKOUT = "checkout"
    WHEEL = "wheel"
    INSTALLER = "installer"
    PORTABLE = "portable"
    DEB = "deb"

    @property
    def told(self) -> Phrase:
        """What a person calls it; the value stands in files and answers to programs."""
        match self:
            case InstallationKind.CHECKOUT:
                return Phrase("source code")
            case InstallationKind.WHEEL:
                return Phrase("Python package")
            case InstallationKind.INSTALLER:
                return Phrase("Windows installer")
            case InstallationKind.PORTABLE:
                return Phrase("portable folder")
            case InstallationKind.DEB:
                return Phrase("Debian package")


PACKAGED = frozenset({InstallationKind.INSTALLER, InstallationKind.PORTABLE, InstallationKind.DEB})
"""The program with an interpreter of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """`folder` holds the marker; of a checkout or a wheel, the package."""

    kind: InstallationKind
    version: str
    folder: Path
    interpreter: Path = Path(sys.executable)

    @property
    def packaged(self) -> bool:
        return self.kind in PACKAGED

    def manual(self, language: Language) -> Path | None:
        """The first page of the manual that came with the program; None where none did."""
        path = self.folder / MANUAL / language / "index.html"
        return path if self.packaged and path.is_file() else None

    @property
    def second_package(self) -> Path:
        """Where the second package lies, if it was installed: beside the `app` of Windows, which upgrades replace."""
        beside = self.folder if self.kind is InstallationKind.DEB else self.folder.parent
        return beside / SECOND_PACKAGE

    def set_up(self) -> Phrase:
        """What brings back a part that is missing."""
        match self.kind:
            case InstallationKind.CHECKOUT:
                return Phrase("Run: make setup")
            case InstallationKind.WHEEL:
                return _same("pip install --force-reinstall page-studio")
            case _:
                return Phrase("Install Page Studio again from the original files.")

    def add_numbers(self) -> Phrase:
        """What adds the detector of numbers, as the end of a sentence."""
        match self.kind:
            case InstallationKind.CHECKOUT:
                return _same("make ocr")
            case InstallationKind.WHEEL:
                return _same("pip install page-studio[ocr]")
            case _:
                return Phrase("the second package “ocr” of the release")


def _same(line: str) -> Phrase:
    """A line for a terminal, which no language changes."""
    return Bilingual(line, line)


@cache
def this_installation() -> Installation:
    """That of the program that runs."""
    return find(Path(sys.executable), Path(__file__).resolve().parent)


def find(interpreter: Path, package: Path) -> Installation:
    """The installation with that interpreter and that folder `studio`; a marker that cannot be read counts for none."""
    for folder in (interpreter.parent, interpreter.parent.parent):
        if (found := read_marker(folder / MARKER)) is not None:
            return replace(found, interpreter=interpreter)
    kind = InstallationKind.CHECKOUT if (package.parent / "Makefile").is_file() else InstallationKind.WHEEL
    return Installation(kind=kind, version=__version__, folder=package)


def read_marker(path: Path) -> Installation | None:
    """What a marker says; None where there is none or it says something else."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        kind, version = InstallationKind(told["kind"]), str(told["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Installation(kind=kind, version=version, folder=path.parent) if kind in PACKAGED else None


def windowed(interpreter: Path) -> Path:
    """The interpreter that opens no console beside its window: on Windows the one named ``…w.exe``, if there is one."""
    sibling = interpreter.with_name(f"{interpreter.stem}w{interpreter.suffix}")
    return sibling if sys.platform == "win32" and sibling.is_file() else interpreter
