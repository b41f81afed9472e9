"""Copies of kept files for a program of the PC that wants a name with an ending: a video for its player."""

from __future__ import annotations

import tempfile
from pathlib import Path

from studio.errors import StorageTrouble
from studio.publishers.pieces import copy
from studio.store.files import FileStore


class Viewing:
    """The copies lie in a folder of this user's alone and go with the program."""

    def __init__(self, files: FileStore) -> None:
        self._files = files
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def copy(self, sha256: str, name: str) -> Path:
        """A copy of the file with the ending of `name`. Raises NotFound, Untrusted, StorageTrouble."""
        # A player on Windows may still hold a copy when the program ends: it stays for the system to clear.
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="page-studio-", ignore_cleanup_errors=True)
        path = Path(self._folder.name) / f"{sha256[:16]}{Path(name).suffix.lower()}"
        if path.exists():
            return path
        try:
            copy(self._files, sha256, path)
        except OSError as error:
            raise StorageTrouble(
                "không tạo được bản sao để xem; hãy kiểm tra dung lượng ổ đĩa.",
                "no copy to look at can be made; check the free space of the disk.",
                where=str(path.parent),
            ) from error
        return path

    def close(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
