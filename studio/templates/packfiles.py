"""The files of a pack, from a folder or a ZIP, in memory and bounded."""

from __future__ import annotations

from pathlib import Path

from studio.errors import Untrusted
from studio.templates.packnames import MAX_FILE, MAX_FILES, MAX_TOTAL, bad_name
from studio.templates.zipread import read_member, read_zip

__all__ = ["bad_name", "read_file", "read_files"]


def read_files(source: Path) -> dict[str, bytes]:
    """Every file of the pack by its path with ``/``. Raises Untrusted or BadInput naming what is wrong."""
    return _read_folder(source) if source.is_dir() else read_zip(source)


def read_file(source: Path, name: str) -> bytes | None:
    """One file of the pack as it is now; None when it cannot be had."""
    if not source.is_dir():
        return read_member(source, name)
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
