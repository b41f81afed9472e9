"""One window a profile: the first holds a lock, a second start hands over what it was asked for and goes.

The lock is the system's own and ends with the process, however it ends. The two speak through a local socket; a socket
that a dead process left behind is removed by the next first window.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_to_bytes

from PySide6.QtCore import QCryptographicHash, QDeadlineTimer, QLockFile, QObject, Qt, QThread, Signal

from studio.paths import Profile

if TYPE_CHECKING:  # a second start needs neither before it knows that it is one
    from PySide6.QtNetwork import QLocalServer, QLocalSocket
    from PySide6.QtWidgets import QWidget

LOCK_NAME = "window.lock"
PATIENCE_MS = 5000
"""How long a second start waits for the first window, which may be starting itself."""
STEP_MS = 100
LONGEST = 13_000
"""Bytes of what is asked for: the longest path of Linux, each of its bytes written as three letters."""
_FILE = "file:"
_ASKED = re.compile(rf"^(?:[A-Za-z0-9_-]{{0,64}}|{_FILE}[A-Za-z0-9_.~%/-]+)$")
_TAKEN = b"taken\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The right to show the window. `crashed`: the window before this one did not end of its own accord."""

    lock: QLockFile
    crashed: bool

    def give_back(self) -> None:
        self.lock.unlock()


def claim(profile: Profile) -> Claim | None:
    """Claim the window of `profile`; None when another process has it."""
    path = profile.root / LOCK_NAME
    left_behind = path.exists()
    lock = QLockFile(str(path))
    lock.setStaleLockTime(1000)  # a living window's file cannot be taken, however old: the system holds it too
    if not lock.tryLock(0):
        return None
    return Claim(lock=lock, crashed=left_behind)


def asks_for(path: Path) -> str:
    """What a start says that is to show the file at `path`."""
    return _FILE + quote(os.fsencode(path.absolute()))


def asked_file(asked: str) -> Path | None:
    """The file that a start asks for; None where it asks for a post or nothing."""
    if not asked.startswith(_FILE):
        return None
    return Path(os.fsdecode(unquote_to_bytes(asked.removeprefix(_FILE))))


def hand_over(profile: Profile, asked: str, *, patience_ms: int = PATIENCE_MS) -> bool:
    """Ask the window of `profile` to come forward and show `asked` (id of a post, what `asks_for` gives, or empty).

    False when no window answers in time.
    """
    from PySide6.QtNetwork import QLocalSocket

    _let_it_come_forward()
    end = QDeadlineTimer(patience_ms)
    while not end.hasExpired():
        socket = QLocalSocket()
        socket.connectToServer(_name(profile))
        if socket.waitForConnected(STEP_MS):
            socket.write(f"{asked}\n".encode())
            socket.flush()
            while not socket.canReadLine() and socket.waitForReadyRead(max(0, end.remainingTime())):
                pass
            return socket.readLine().data() == _TAKEN
        QThread.msleep(STEP_MS)
    return False


class SecondStartListener(QObject):
    """Listens for second starts; `asked` carries what they are to show, as `hand_over` says it."""

    asked = Signal(str)

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _name(profile)
        self._server: QLocalServer | None = None

    def open(self) -> bool:
        """Begin to listen; call it after the first paint, for it loads a library. False where the system refuses."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._come)
        if self._server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)  # we hold the lock: whoever made it is dead
        return self._server.listen(self._name)

    def close(self) -> None:
        if self._server is not None:
            self._server.close()

    def _come(self) -> None:
        assert self._server is not None  # noqa: S101 - its own signal
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.readyRead.connect(lambda: self._hear(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            line = bytes(socket.readLine(LONGEST).data()).decode("utf-8", "replace").strip()
            socket.write(_TAKEN)
            socket.disconnectFromServer()
            self.asked.emit(line if _ASKED.match(line) else "")
        elif socket.bytesAvailable() > LONGEST:
            socket.abort()


def bring_forward(window: QWidget) -> None:
    """Show `window` over all others, and give it the keyboard."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _name(profile: Profile) -> str:
    """The socket's name: short, and one for each profile."""
    place = str(profile.root.resolve()).encode("utf-8", "surrogateescape")
    digest = QCryptographicHash.hash(place, QCryptographicHash.Algorithm.Sha256).data().hex()
    return f"page-studio-{digest[:20]}"


def _let_it_come_forward() -> None:
    """Windows lets a window come forward only when the process the person just started allows it."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)
