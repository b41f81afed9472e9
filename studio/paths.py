"""Where one profile keeps its things, and how a file is written so that it is whole or not there."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import platformdirs

from studio.errors import BadInput, StorageTrouble
from studio.reasons import reason_of

PRACTISING = "training"
"""Folder of the practice profile inside the profile of the real work."""
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
HELD = (5, 32)
"""Windows' words for a file that somebody else has open: access denied, sharing violation."""
PAUSES = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4)
"""Seconds between two tries at a file that is held; scanners and previews let go within one."""
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?\Z", re.IGNORECASE)
ABANDONED = 24 * 3600
"""Seconds after which a half-written file is nobody's any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The folder of one user (or of one practice run) and the places in it."""

    root: Path

    @property
    def database(self) -> Path:
        return self.root / "studio.sqlite3"

    @property
    def settings(self) -> Path:
        return self.root / "settings.json"

    @property
    def files(self) -> Path:
        """Pictures and other attachments, named by their hash."""
        return self.root / "files"

    @property
    def exports(self) -> Path:
        """What is handed over to a person: folders and ZIPs."""
        return self.root / "exports"

    @property
    def practice(self) -> Path:
        """The posts of the practice pages."""
        return self.root / "practice"

    @property
    def guest(self) -> bool:
        """Whether this is the practice profile inside that of the real work."""
        return self.root.name == PRACTISING and (self.root.parent / self.database.name).is_file()

    @property
    def course(self) -> Path:
        """What is taught, and who learnt it: the same for a profile and the practice profile inside it, so that
        nothing of it goes when that one is set back."""
        return (self.root.parent if self.guest else self.root) / "course"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def folders(self) -> tuple[Path, ...]:
        return (self.root, self.files, self.exports, self.practice, self.logs, self.backups)

    def refuse_foreign(self) -> None:
        """Raise BadInput when the folder is somebody's else: it holds things, and none of them makes it a profile."""
        try:
            names = {path.name for path in self.root.iterdir()}
        except OSError:  # not there yet, or told by `create`
            return
        folders = {folder.name for folder in self.folders[1:]}
        if not names or names & {self.database.name, self.settings.name} or folders <= names or names <= folders:
            return
        raise BadInput(
            "this folder holds other things and is no workspace of Page Studio; choose an empty folder or a workspace.",
            where=str(self.root),
        )

    def create(self) -> None:
        """Make the folders that are missing; they and what lies at their top are readable by this user alone.

        What a symbolic link points to is left as it is: it may be shared on purpose. Raises StorageTrouble when the
        place cannot be used.
        """
        try:
            for folder in self.folders:
                folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
                if sys.platform != "win32":  # on Windows the user's data folder is private already
                    _close_to_others(folder)
        except OSError as error:
            raise StorageTrouble(
                "cannot make the data folder; choose another one that you may write to ({reason}).",
                reason=reason_of(error),
                where=str(self.root),
            ) from error


def keep_private() -> None:
    """Let every file that this process and its children make be readable by this user alone.

    On Windows the user's data folder is private already.
    """
    if sys.platform != "win32":
        os.umask(0o077)


def default_profile() -> Profile:
    """The profile in the user's own data folder of this system."""
    return Profile(root=platformdirs.user_data_path("PageStudio", appauthor=False))


def write_atomic(path: Path, data: bytes) -> None:
    """Replace `path` with `data` in one step: after a crash the old or the new content is there, never half of one.

    The file is readable by this user alone. Raises OSError.
    """
    write_pieces(path.parent, (data,), lambda: path)


def write_chosen(path: Path, data: bytes) -> None:
    """Write a file where a person chose to have it. Raises StorageTrouble."""
    try:
        write_atomic(path, data)
    except OSError as error:
        raise StorageTrouble(
            "the file cannot be written ({why}); choose another folder or check the free space.",
            why=reason_of(error),
            where=str(path),
        ) from error


def read_chosen(path: Path, *, largest: int = 50_000_000) -> bytes:
    """The bytes of a file that a person chose. Raises BadInput: it cannot be read, or is larger than that."""
    try:
        with open_regular(path) as stream:
            size = os.fstat(stream.fileno()).st_size
            data = stream.read(min(size, largest) + 1)  # Windows sets aside as much memory as is asked for
    except OSError as error:
        raise BadInput(
            "the file cannot be read ({reason}); check the path.", reason=reason_of(error), where=str(path)
        ) from error
    if len(data) > largest:
        size = largest // 1_000_000
        raise BadInput("the file is larger than {size} MB; choose another.", size=size, where=path.name)
    return data


def open_regular(path: Path) -> BinaryIO:
    """An ordinary file, opened to be read. A pipe or a device, whose reading may never end, is not even opened.

    Raises OSError, and BadInput for what is no file.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise _not_regular(path)
    never_waiting = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    stream = os.fdopen(os.open(path, never_waiting), "rb")
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):  # put there in between
        stream.close()
        raise _not_regular(path)
    return stream


def _not_regular(path: Path) -> BadInput:
    return BadInput("this is no ordinary file (a folder, a pipe or a device); choose another.", where=path.name)


def write_pieces(folder: Path, pieces: Iterable[bytes], place: Callable[[], Path]) -> Path:
    """Write a file of any size piece by piece, aside in `folder`; where it belongs is asked once it is whole.

    As with `write_atomic`, a crash leaves no half of it there. Raises OSError, and what `pieces` raises.
    """
    handle, temporary = open_aside(folder)
    try:
        with os.fdopen(handle, "wb") as stream:
            for piece in pieces:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        path = place()
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_held(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    return path


def open_aside(folder: Path) -> tuple[int, Path]:
    """A new file in `folder` for this user alone, open to be written, and its path. Raises OSError.

    Python's `tempfile` would try two thousand million names where Windows lets nobody write into `folder`.
    """
    path = folder / f".aside.{os.urandom(16).hex()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, PRIVATE_FILE), path


def is_reserved(name: str) -> bool:
    """Whether Windows takes a file of that name for a device (``con``, ``LPT1.txt``)."""
    return _DEVICE.match(name) is not None


def unreserved(name: str) -> str:
    """`name`, led by an underscore where Windows would take it for a device."""
    return f"_{name}" if is_reserved(name) else name


def replace_held(source: Path, target: Path) -> Path:
    """Move `source` to `target`, which is replaced. On Windows a file that somebody reads cannot be: try for a second.

    Raises OSError.
    """
    for pause in PAUSES:
        try:
            return source.replace(target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in HELD:
                raise
            time.sleep(pause)
    return source.replace(target)


def read_pieces(file: BinaryIO, size: int = 2**16) -> Iterator[bytes]:
    """What is left of `file`, `size` bytes at a time."""
    while piece := file.read(size):
        yield piece


def remove_abandoned(folder: Path, *, before: float) -> None:
    """Take away what a program that was killed had begun to write aside, last touched before that second of 1970."""
    for path in folder.glob(".aside.*.tmp"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < before:
                path.unlink()


def _close_to_others(folder: Path) -> None:
    """Take all rights of other users off a folder and the files in it. Raises OSError.

    Another run of the program may write there: a file that it has taken away meanwhile needs nothing.
    """
    if not folder.is_symlink():
        folder.chmod(PRIVATE_FOLDER)
    for entry in os.scandir(folder):
        with contextlib.suppress(FileNotFoundError):
            if entry.is_file(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_mode & 0o077:
                Path(entry.path).chmod(PRIVATE_FILE)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows has no such call and does not need it."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
