"""The files of a pack, from a folder or a ZIP, in memory and bounded. Nothing is extracted.

Names mean the same on every system; sizes are counted while inflating.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from studio.errors import BadInput, Untrusted
from studio.paths import is_reserved

MAX_FILE: Final = 4 * 1024 * 1024
MAX_TOTAL: Final = 64 * 1024 * 1024
MAX_FILES: Final = 500

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*\Z")

_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 0x1
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    ValueError,
    RuntimeError,
)
"""What `zipfile` raises over a damaged or unusual archive."""


def bad_name(name: str) -> bool:
    """True for a path that is not plain lower-case ASCII, climbs, is too long, or is reserved on Windows."""
    if len(name) > 120 or not _NAME.match(name) or ".." in name:
        return True
    return any(is_reserved(part) or part.endswith(".") for part in name.split("/"))


def read_files(source: Path) -> dict[str, bytes]:
    """Every file of the pack by its path with ``/``. Raises Untrusted or BadInput naming what is wrong."""
    return _read_folder(source) if source.is_dir() else _read_zip(source)


def read_file(source: Path, name: str) -> bytes | None:
    """One file of the pack as it is now; None when it cannot be had."""
    if not source.is_dir():
        return _read_member(source, name)
    try:
        with (source / name).open("rb") as stream:
            return stream.read(MAX_FILE + 1)
    except OSError:
        return None


def _read_folder(folder: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    total = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        if path.is_symlink() or not path.is_file() or bad_name(name) or len(files) >= MAX_FILES:
            raise _foreign(folder, name)
        data = read_file(folder, name)
        total += len(data or b"")
        if data is None or len(data) > MAX_FILE or total > MAX_TOTAL:
            raise _foreign(folder, name)
        files[name] = data
    return files


def _foreign(folder: Path, name: str) -> Untrusted:
    return Untrusted(
        f"tệp “{name[:80]}” không thuộc gói hoặc không đọc được; hãy xóa hoặc cài lại gói từ nguồn.",
        f"the file “{name[:80]}” does not belong to the pack or cannot be read; delete it or install the pack again.",
        where=folder.name,
    )


def _read_zip(path: Path) -> dict[str, bytes]:
    """Every file of the archive by name. Raises BadInput or Untrusted naming the archive and the entry."""
    try:
        with zipfile.ZipFile(path) as archive:
            return dict(_entries(archive, path.name))
    except _DAMAGE:
        raise _broken(path.name) from None
    except OSError as error:
        raise BadInput(
            "không đọc được tệp; hãy kiểm tra đường dẫn, ổ đĩa.",
            "the file cannot be read; check the path and the drive.",
            where=path.name,
        ) from error


def _read_member(path: Path, name: str) -> bytes | None:
    """One file of the archive, at most `MAX_FILE` bytes; None when it cannot be had."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(name) as stream:
            return stream.read(MAX_FILE + 1)
    except (*_DAMAGE, KeyError, OSError):
        return None


def _entries(archive: zipfile.ZipFile, where: str) -> Iterator[tuple[str, bytes]]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_FILES:
        raise _refused(where, f"{len(infos)} > {MAX_FILES}")
    seen: set[str] = set()
    total = 0
    for info in infos:
        if not _acceptable(info) or info.filename in seen:
            raise _refused(where, info.filename)
        seen.add(info.filename)
        with archive.open(info) as stream:
            data = stream.read(MAX_FILE + 1)
        total += len(data)
        if len(data) > MAX_FILE or total > MAX_TOTAL:
            raise _refused(where, info.filename)
        yield info.filename, data


def _acceptable(info: zipfile.ZipInfo) -> bool:
    mode = info.external_attr >> 16
    return (
        not bad_name(info.orig_filename)
        and info.orig_filename == info.filename
        and info.compress_type in _METHODS
        and not info.flag_bits & _ENCRYPTED
        and (stat.S_IFMT(mode) in (0, stat.S_IFREG))
    )


def _refused(where: str, entry: str) -> Untrusted:
    shown = entry.encode("ascii", "backslashreplace").decode()[:80]
    return Untrusted(
        f"tệp “{shown}” trong gói không được chấp nhận (tên, kiểu, kích thước hoặc trùng lặp); hãy xin lại gói.",
        f"the file “{shown}” of the pack is not acceptable (name, kind, size or duplicate); ask for the pack again.",
        where=where,
    )


def _broken(where: str) -> BadInput:
    return BadInput(
        "tệp ZIP bị hỏng hoặc chép dở; hãy chép lại từ nguồn.",
        "the ZIP is damaged or half copied; copy it again from its source.",
        where=where,
    )
