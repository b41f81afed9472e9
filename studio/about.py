"""Which program this is: its versions and those of what it stands on, and everybody's licences."""

from __future__ import annotations

import platform
import sqlite3
import ssl
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from studio import __version__
from studio.doctor import ASSETS, DETECTORS, PACKAGES
from studio.installation import this_installation

FILES = (
    ("Be Vietnam Pro (OFL 1.1)", ASSETS / "fonts" / "be-vietnam-pro" / "OFL.txt"),
    ("Noto Sans (OFL 1.1)", ASSETS / "fonts" / "noto-sans" / "OFL.txt"),
    ("Lucide (ISC)", ASSETS / "icons" / "LICENSE"),
    ("Unihan, CLDR (Unicode License V3)", ASSETS / "spelling" / "LICENSE-Unicode.txt"),
)
OURS = ("LICENSE", "LICENSES.md")
LONGEST = 80
"""Characters of a licence's name; some packages put its whole text there."""
_TEXTS = ("LICEN", "COPYING", "NOTICE", "AUTHORS")


def versions() -> dict[str, str]:
    """Name and version of the program and of what it runs on; a part that is not installed is left out."""
    found = {
        "Page Studio": __version__,
        "Python": platform.python_version(),
        "Qt": _version("PySide6-Essentials"),
        "SQLite": sqlite3.sqlite_version,
        "OpenSSL": ssl.OPENSSL_VERSION.split()[1],
    }
    return {name: version for name, version in found.items() if version}


def libraries() -> tuple[str, ...]:
    """A line for every library: name, version, licence as the library states it."""
    return tuple(f"{_name(one)} {one.version}: {_licence(one.metadata)}" for one in _distributions())


def licence_texts() -> tuple[str, ...]:
    """The texts themselves: of Page Studio, of what is shipped in it, and of the libraries that bring theirs along."""
    shipped = [f"{name}\n\n{_read(path)}" for name, path in FILES]
    brought = [
        f"{_name(one)}: {path.name}\n\n{_read(path)}"
        for one in _distributions()
        for path in _files(one)
        if path.stem.upper().startswith(_TEXTS)
    ]
    return (*_ours(), *shipped, *brought)


def _ours() -> Iterator[str]:
    """LICENSE and LICENSES.md lie at the root of a checkout, and with the package's data elsewhere."""
    root = Path(__file__).resolve().parent.parent
    try:
        kept = {path.name: path for path in _files(metadata.distribution("page-studio"))}
    except metadata.PackageNotFoundError:
        kept = {}
    for name in OURS:
        path = next((one for one in (root / name, kept.get(name)) if one is not None and one.is_file()), None)
        if path is not None:
            yield _read(path)


def _distributions() -> list[metadata.Distribution]:
    """All of an interpreter of the program's own; elsewhere other programs' libraries may lie beside ours."""
    if this_installation().packaged:
        found = list(metadata.distributions())
    else:
        found = []
        for name in {*PACKAGES.values(), *DETECTORS.values()}:
            try:
                found.append(metadata.distribution(name))
            except metadata.PackageNotFoundError:  # a build that carries no metadata, or an extra that is not here
                continue
    return sorted(found, key=lambda one: _name(one).lower())


def _name(one: metadata.Distribution) -> str:
    """As the index writes it: some build tools put an underscore for each hyphen."""
    return str(one.metadata["Name"]).replace("_", "-")


def _files(one: metadata.Distribution) -> Iterator[Path]:
    for file in one.files or ():
        path = Path(str(file.locate()))
        if path.is_file():
            yield path


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _licence(about: metadata.PackageMetadata) -> str:
    told = about.json.get("license_expression") or about.json.get("license") or ""
    if isinstance(told, str) and 0 < len(told) < LONGEST and not told.startswith("."):  # the name of a file
        return told
    classes = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if line.startswith("License")]
    return ", ".join(classes) or "–"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").strip()
