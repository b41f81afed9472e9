"""Which version of a portable program runs: a file beside the program points to it, and is exchanged in one step.

A new version is laid out whole beside the old one, in ``versions/0.2.0``, and every byte of it is on the disk before
its folder gets that name. Then the pointer ``current.json`` is replaced. Whatever cuts this short, the pointer names
one whole version, or there is none and the program runs as it was unpacked. The old version stays, to go back to.

The program that was started reads the pointer first of all and starts the one it names; so shortcuts stay as they are.
Windows lets no folder be renamed while a program runs from it, which is why nothing here is renamed that is in use.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from studio.errors import BadInput
from studio.installation import MARKER, Installation, InstallationKind, read_marker
from studio.paths import is_reserved, write_atomic

POINTER, VERSIONS = "current.json", "versions"
_ASIDE = ".aside-"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramVersion:
    """One version that can be run; `interpreter` is its path below the home of the program, with forward slashes.

    `schemas` are the newest that it reads, by database: what its data must not be beyond.
    """

    number: str
    interpreter: str
    schemas: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """The version that runs, and the one before it as long as it may be gone back to."""

    current: ProgramVersion
    former: ProgramVersion | None


def home_of(installation: Installation) -> Path:
    """The folder that holds pointer and versions: that of the program as it was first unpacked."""
    for parent in installation.folder.parents:
        if parent.name == VERSIONS and (parent.parent / POINTER).is_file():
            return parent.parent
    return installation.folder


def read_pointer(home: Path) -> Pointer | None:
    """What the pointer says; None where there is none, or it names what is not there."""
    try:
        told = json.loads((home / POINTER).read_text(encoding="utf-8"))
        current, former = _version(told["current"]), told.get("former")
        pointer = Pointer(current=current, former=_version(former) if former else None)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return pointer if _lies_in(home, current.interpreter) else None


def point_to(home: Path, pointer: Pointer) -> None:
    """From the next start on that version runs. One step: the old or the new one is named, whole. Raises OSError."""
    told = {
        "current": _told(pointer.current),
        "former": None if pointer.former is None else _told(pointer.former),
    }
    write_atomic(home / POINTER, json.dumps(told, indent=1).encode("utf-8"))


def lay_out(archive: Path, home: Path, number: str) -> str:
    """Unpack a checked `archive` as ``versions/NUMBER``; returns the path of its interpreter below `home`.

    What a former try left there is replaced. Raises BadInput for an archive that holds no program, OSError.
    """
    folder = home / VERSIONS
    folder.mkdir(exist_ok=True)
    aside, target = folder / f"{_ASIDE}{number}", folder / number
    shutil.rmtree(aside, ignore_errors=True)
    try:
        with zipfile.ZipFile(archive) as packed:
            for entry in packed.infolist():
                _unpack(packed, entry, aside)
        found = next((marker for marker in sorted(aside.rglob(MARKER)) if read_marker(marker)), None)
        marked = read_marker(found) if found is not None else None
        if found is None or marked is None or marked.kind is not InstallationKind.PORTABLE or marked.version != number:
            raise BadInput("this archive holds no portable Page Studio {number}.", number=number, where=archive.name)
        interpreter = _interpreter(found.parent)
        if interpreter is None:
            raise BadInput("this archive holds no portable Page Studio {number}.", number=number, where=archive.name)
        below = interpreter.relative_to(aside)
        if target.exists():  # laid out before, and not what runs: whoever calls has looked
            shutil.rmtree(target)
        aside.rename(target)
        _sync_folder(folder)
    except zipfile.BadZipFile as error:
        raise BadInput("this archive cannot be unpacked.", where=archive.name) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return PurePosixPath(VERSIONS, number, below.as_posix()).as_posix()


def tidy(home: Path, pointer: Pointer) -> None:
    """Take away versions that nothing names any more; what is in use goes the next time."""
    kept = {PurePosixPath(one.interpreter).parts[1:2] for one in (pointer.current, pointer.former) if one is not None}
    folder = home / VERSIONS
    for path in folder.iterdir() if folder.is_dir() else ():
        if (path.name,) not in kept:
            shutil.rmtree(path, ignore_errors=True)


def present(installation: Installation, schemas: Mapping[str, int]) -> ProgramVersion:
    """The version that runs now, as the pointer tells of it."""
    below = installation.interpreter.absolute().relative_to(home_of(installation).absolute())
    return ProgramVersion(number=installation.version, interpreter=below.as_posix(), schemas=dict(schemas))


def redirected(installation: Installation, words: Sequence[str]) -> int | None:  # noqa: RET503 - execv ends it
    """Run the version that the pointer names with these words, and return its exit code; None where it is this one."""
    if installation.kind is not InstallationKind.PORTABLE:
        return None
    home = home_of(installation)
    pointer = read_pointer(home)
    if pointer is None:
        return None
    named = home / pointer.current.interpreter
    same_door = named.with_name(installation.interpreter.name)  # with or without a console, as this one was started
    interpreter = same_door if same_door.is_file() else named
    if interpreter.parent.resolve() == installation.interpreter.parent.resolve():
        return None
    command = [str(interpreter), "-m", "studio", *words]
    if sys.platform == "win32":
        return subprocess.run(command, check=False).returncode
    os.execv(command[0], command)  # noqa: S606 - our own interpreter, without a shell


def _version(told: Mapping[str, object]) -> ProgramVersion:
    schemas = told["schemas"]
    if not isinstance(schemas, dict):
        raise TypeError("schemas")
    return ProgramVersion(
        number=str(told["number"]),
        interpreter=str(told["interpreter"]),
        schemas={str(name): int(schema) for name, schema in schemas.items()},
    )


def _told(version: ProgramVersion) -> dict[str, object]:
    return {"number": version.number, "interpreter": version.interpreter, "schemas": dict(version.schemas)}


def _lies_in(home: Path, interpreter: str) -> bool:
    """A pointer leads nowhere but into the program's own folder."""
    place = PurePosixPath(interpreter)
    return not place.is_absolute() and ".." not in place.parts and (home / place).is_file()


def _interpreter(folder: Path) -> Path | None:
    """The interpreter beside a marker, or one folder below it, by the name of the one that runs."""
    names = (Path(sys.executable).name, "pythonw.exe", "python.exe", "python3")
    found = (folder / below / name for name in names for below in ("", "bin"))
    return next((path for path in found if path.is_file()), None)


def _unpack(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, into: Path) -> None:
    place = PurePosixPath(entry.filename.replace("\\", "/"))
    if place.is_absolute() or ".." in place.parts or any(":" in part or is_reserved(part) for part in place.parts):
        raise BadInput("this archive cannot be unpacked.", where=entry.filename)
    target = into / place
    if entry.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with packed.open(entry) as source, target.open("wb") as sink:
        shutil.copyfileobj(source, sink, 2**20)
        sink.flush()
        os.fsync(sink.fileno())
    if mode := (entry.external_attr >> 16) & 0o777:
        target.chmod(mode | 0o600)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
