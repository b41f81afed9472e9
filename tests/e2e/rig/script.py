"""A script that plays itself in the window's own loop: each step waits until something holds, or for a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

Wait = int | Callable[[], bool]
"""Milliseconds, or what has to hold before the next step."""


class ScriptPlayer(QObject):
    """Plays `script` from the first turn of the loop on."""

    def __init__(self) -> None:
        super().__init__()
        self._script = self.script()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)
        self._wait: Callable[[], bool] | None = None
        self._timer.start(0)

    def script(self) -> Iterator[Wait]:
        """The steps; runs without an end, until the process is killed."""
        raise NotImplementedError

    def _go_on(self) -> None:
        if self._wait is not None and not self._wait():
            self._timer.start(5)
            return
        wanted = next(self._script)
        self._wait = None if isinstance(wanted, int) else wanted
        self._timer.start(wanted if isinstance(wanted, int) else 0)
