"""Being inside the process of the real window: the command itself is run, and something of the rig lives beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

import studio.ui.run
from studio.cli.main import main
from studio.ui.main_window import MainWindow


def run_studio(profile: Path, begin: Callable[[], QObject], *words: str) -> int:
    """``studio --profile …`` until the window is closed; `begin` is called as the application begins to run."""

    class Begun(QApplication):
        def exec(self) -> int:  # type: ignore[override]
            self.kept = begin()
            return int(QApplication.exec())

    vars(studio.ui.run)["QApplication"] = Begun
    return main(["--profile", str(profile), *words])


def main_window() -> MainWindow | None:
    """The window, once there is one."""
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)), None)
