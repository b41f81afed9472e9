"""The signed list of a release: what belongs to it, byte for byte, and who vouches for it.

A release is a folder with the files of all systems, `release.json` and `release.sig`. The list is
``{"name": "page-studio", "version": "0.2.0", "files": {"NAME": {"kind", "sha256", "size"}}}``; the signature is that of
an Ed25519 key over `DOMAIN` and the very bytes of the list, in hex. Nothing of a folder is believed, run or copied
before the list was held against a key that the program brings along (`studio/assets/release_keys.json`).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.canonical import canonical_json
from studio.doctor import ASSETS
from studio.errors import BadInput, Refused, Untrusted
from studio.installation import InstallationKind
from studio.paths import open_regular, read_chosen, read_pieces
from studio.people.keys import holds, sign

NAME, LIST, SIGNATURE = "page-studio", "release.json", "release.sig"
DOMAIN = b"page-studio release 1\n"
KEYS = ASSETS / "release_keys.json"
LARGEST_LIST = 1_000_000
LARGEST_FILE = 2_000_000_000
PIECE = 2**20
Going = Callable[[int, int], bool]
"""Told how many bytes are done, and of how many; False stops the work."""
_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+~-]{0,120}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFile:
    """One file of a release; `kind` says which installations take it, and is None for what none does."""

    name: str
    kind: InstallationKind | None
    sha256: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What the list says, once its signature was found good."""

    version: str
    files: tuple[ReleaseFile, ...]

    def file_for(self, kind: InstallationKind) -> ReleaseFile:
        """The file that an installation of that kind takes. Raises Refused where the release has none."""
        for file in self.files:
            if file.kind is kind:
                return file
        raise Refused("this release has no file for this kind of installation ({kind}).", kind=kind.told)


def release_keys() -> tuple[str, ...]:
    """The public keys (hex) that may sign a release of this program; none in a build that nobody gave one."""
    return tuple(json.loads(KEYS.read_text(encoding="utf-8")))


def read_release(folder: Path, keys: Sequence[str]) -> Release:
    """The release that lies in `folder`. Raises BadInput (none there), Untrusted (no good signature), Refused."""
    if not keys:
        raise Refused("this copy of Page Studio has no release key, so it can check no update; ask whoever built it.")
    if not (folder / LIST).is_file() or not (folder / SIGNATURE).is_file():
        raise BadInput(
            "there is no release of Page Studio here ({name} is missing); choose the folder that holds it.",
            name=LIST if not (folder / LIST).is_file() else SIGNATURE,
            where=str(folder),
        )
    data = read_chosen(folder / LIST, largest=LARGEST_LIST)
    signature = read_chosen(folder / SIGNATURE, largest=1000).decode("ascii", "replace").strip()
    if not any(holds(key, DOMAIN + data, signature) for key in keys):
        raise Untrusted(
            "the signature of this release is not that of Page Studio; nothing of it was run or copied. Get the "
            "release again from where it is given out.",
            where=str(folder),
        )
    return _release(data, folder)


def _release(data: bytes, folder: Path) -> Release:
    try:
        told = json.loads(data)
        files = tuple(_file(name, about) for name, about in told["files"].items())
        if told["name"] != NAME or not _VERSION.fullmatch(told["version"]):
            raise ValueError(told["name"])
        return Release(version=told["version"], files=files)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput("the list of this release cannot be read.", where=str(folder / LIST)) from error


def _file(name: str, about: Mapping[str, object]) -> ReleaseFile:
    sha256, size, kind = about["sha256"], about["size"], about.get("kind")
    if not _FILE.fullmatch(name) or not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
        raise ValueError(name)
    if not isinstance(size, int) or not 0 <= size <= LARGEST_FILE:
        raise ValueError(name)
    return ReleaseFile(name=name, kind=InstallationKind(str(kind)) if kind else None, sha256=sha256, size=size)


def number(version: str) -> tuple[int, ...]:
    """A version as it is compared: 0.10.0 is newer than 0.9."""
    parts = [int(part) for part in version.split(".")]
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def require_newer(release: Release, present: str) -> None:
    """Raise Refused for a version that is installed already, or for one before it."""
    if number(release.version) == number(present):
        raise Refused("version {version} is what runs here already.", version=present)
    if number(release.version) < number(present):
        raise Refused(
            "version {version} is older than {present}, which runs here; an older version is not installed.",
            version=release.version,
            present=present,
        )


def copy_checked(file: ReleaseFile, folder: Path, into: Path, going: Going) -> Path | None:
    """Copy `file` out of `folder` and read the copy back: what is used is what was checked. None when stopped.

    Raises Untrusted when it is not what the list says, OSError where the copy cannot be written.
    """
    target = into / file.name
    aside = target.with_name(f".aside.{file.name}.tmp")
    source = folder / file.name
    try:
        done = 0
        with open_regular(source) as reading, aside.open("wb") as writing:
            for piece in read_pieces(reading, PIECE):
                done += len(piece)
                if done > file.size:
                    break
                writing.write(piece)
                if not going(done, 2 * file.size):
                    return None
            writing.flush()
            os.fsync(writing.fileno())
        require_same(file, aside)
        if not going(2 * file.size, 2 * file.size):
            return None
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return target


def require_same(file: ReleaseFile, path: Path) -> None:
    """Raise Untrusted unless the bytes at `path` are those that the list names."""
    digest = hashlib.sha256()
    try:
        with open_regular(path) as stream:
            for piece in read_pieces(stream, PIECE):
                digest.update(piece)
        same = digest.hexdigest() == file.sha256 and path.stat().st_size == file.size
    except FileNotFoundError:
        same = False
    if not same:
        raise Untrusted(
            "{name} is not the file that the release names: it is damaged or was altered. Nothing of it was run; copy "
            "the release anew.",
            name=file.name,
        )


def sign_release(folder: Path, version: str, kind_of: Callable[[str], InstallationKind | None], seed: bytes) -> Release:
    """Write list and signature beside all files of `folder`. For whoever gives a release out. Raises OSError."""
    files = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name not in (LIST, SIGNATURE):
            digest = hashlib.sha256()
            with path.open("rb") as stream:
                for piece in read_pieces(stream, PIECE):
                    digest.update(piece)
            kind = kind_of(path.name)
            entry: dict[str, object] = {"sha256": digest.hexdigest(), "size": path.stat().st_size}
            files[path.name] = entry if kind is None else entry | {"kind": kind.value}
    data = canonical_json({"name": NAME, "version": version, "files": files})
    release = _release(data, folder)
    (folder / LIST).write_bytes(data)
    (folder / SIGNATURE).write_text(sign(seed, DOMAIN + data) + "\n", encoding="ascii")
    return release


def kind_of(name: str) -> InstallationKind | None:
    """What takes a file of the release, by its name."""
    if name.endswith(".exe"):
        return InstallationKind.INSTALLER
    if name.endswith(".zip") and "portable" in name:
        return InstallationKind.PORTABLE
    return InstallationKind.DEB if name.endswith(".deb") else None
