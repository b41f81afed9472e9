"""Closing the window when the system asks the program to end: at a shutdown, or by ``kill``."""

from __future__ import annotations

import contextlib
import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QWidget


class EndSignal(QObject):
    """Closes `window` at SIGTERM, as its own button would.

    Python hears of a signal only between two of its own instructions, and Qt's loop has none: the number is written to
    a socket that wakes the loop.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._heard, self._told = socket.socketpair()
        for end in (self._heard, self._told):
            end.setblocking(False)
        self._former_handler = signal.signal(signal.SIGTERM, _noted)
        self._former_wakeup = signal.set_wakeup_fd(self._told.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._come)

    def give_back(self) -> None:
        """Leave the signal to whoever had it before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._former_wakeup)
        signal.signal(signal.SIGTERM, self._former_handler)
        self._heard.close()
        self._told.close()

    def _come(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._heard.recv(64)
        if not self._window.close():  # something failed that a person should read; nobody will
            self._window.close()


def _noted(_number: int, _frame: FrameType | None) -> None:
    """The socket has it."""
