"""What the window remembers from one day to the next: its size and where its panes are parted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter


class WindowMemory:
    """Kept in an INI file of the profile; losing it loses nothing but sizes."""

    def __init__(self, path: Path) -> None:
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    def restore_window(self, window: QMainWindow) -> bool:
        """Put the window where it was; False when nothing is remembered."""
        return window.restoreGeometry(self._bytes("window"))

    def keep_window(self, window: QMainWindow) -> None:
        self._file.setValue("window", window.saveGeometry())
        self._file.sync()

    def follow(self, name: str, splitter: QSplitter) -> None:
        """Restore the parting of `splitter`, and keep it whenever it is moved."""
        splitter.restoreState(self._bytes(f"split/{name}"))
        splitter.splitterMoved.connect(lambda *_: self._file.setValue(f"split/{name}", splitter.saveState()))

    def keep(self, name: str, value: str) -> None:
        """Remember a small text, such as how a list is sorted."""
        self._file.setValue(f"kept/{name}", value)

    def kept(self, name: str) -> str:
        """What was kept under `name`; empty when nothing was."""
        value = self._file.value(f"kept/{name}")
        return value if isinstance(value, str) else ""

    def _bytes(self, key: str) -> QByteArray:
        value = self._file.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
