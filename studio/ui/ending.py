"""Closing the window when the system asks the program to end: at a shutdown, or by ``kill``."""

from __future__ import annotations

import contextlib
import signal
import socket
from types import FrameType

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class EndSignal:
    """Closes a window at SIGTERM, as its own button would. Made before anything of Qt runs: what comes before `watch`
    is kept for it.

    Python hears of a signal only between two of its own instructions, and Qt's loop has none: the number is written to
    a socket that wakes the loop. An exception would be lost in whatever of Qt called Python just then.
    """

    def __init__(self) -> None:
        self._window: QWidget | None = None
        self._notifier: QSocketNotifier | None = None
        self._heard, self._told = socket.socketpair()
        for end in (self._heard, self._told):
            end.setblocking(False)
        self._former_handler = signal.signal(signal.SIGTERM, _noted)
        self._former_wakeup = signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)

    def watch(self, window: QWidget) -> None:
        """From now on it is `window` that is closed."""
        self._window = window
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, window)
        self._notifier.activated.connect(self._come)

    def remember(self) -> None:
        """The request came before this was made: the window is closed as soon as the loop runs."""
        self._told.send(bytes([signal.SIGTERM]))

    def give_back(self) -> None:
        """Leave the signal to whoever had it before."""
        if self._notifier is not None and isValid(self._notifier):
            self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._former_wakeup)
        signal.signal(signal.SIGTERM, self._former_handler)
        self._heard.close()
        self._told.close()

    def _come(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._heard.recv(64)
        window = self._window
        if window is not None and not window.close():  # something failed that a person should read; nobody will
            window.close()


def _noted(_number: int, _frame: FrameType | None) -> None:
    """The socket has it."""
