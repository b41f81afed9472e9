"""Being inside the process of the real window: the command itself is run, and something of the rig lives beside it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMetaObject, QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from studio.cli.main import main
from studio.ui.main_window import MainWindow

LOOK_S = 0.01


class _Starter(QObject):
    """Calls `begin` on the thread of the application."""

    def __init__(self, begin: Callable[[], QObject]) -> None:
        super().__init__()
        self._begin = begin
        self.kept: QObject | None = None

    @Slot()
    def go(self) -> None:
        self.kept = self._begin()


def run_studio(profile: Path, begin: Callable[[], QObject], *words: str) -> int:
    """``studio --profile …`` until the window is closed; `begin` is called once the application runs."""
    starter = _Starter(begin)

    def wait() -> None:
        while QCoreApplication.instance() is None or QCoreApplication.startingUp():
            over.wait(LOOK_S)
        QMetaObject.invokeMethod(starter, "go", Qt.ConnectionType.QueuedConnection)

    over = threading.Event()
    threading.Thread(target=wait, name="rig", daemon=True).start()
    return main(["--profile", str(profile), *words])


def main_window() -> MainWindow | None:
    """The window, once there is one."""
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)), None)
