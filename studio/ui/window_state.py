"""What the window remembers from one day to the next: its size and where its panes are parted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSettings
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

TITLE = 24
"""Pixels that a title takes at least, where desktops draw one."""
LEAST_SEEN = 120
"""Pixels of the title that must be on a screen for a person to take hold of the window."""


class WindowState:
    """Kept in an INI file of the profile; losing it loses nothing but sizes."""

    def __init__(self, path: Path) -> None:
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    def restore_window(self, window: QMainWindow) -> bool:
        """Put the window where it was, onto a screen there is; False when nothing is remembered."""
        restored = window.restoreGeometry(self._bytes("window"))
        if restored:
            fit_onto_screen(window, [screen.availableGeometry() for screen in QGuiApplication.screens()])
        return restored

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


def fit_onto_screen(window: QWidget, screens: Sequence[QRect]) -> None:
    """Bring a window that nobody could reach, or that is larger than its screen, onto the first of `screens`.

    Screens come and go between two days: a projector, a second monitor, another resolution.
    """
    frame = window.frameGeometry()
    bar = QRect(frame.x(), frame.y(), frame.width(), LEAST_SEEN)
    home = next((screen for screen in screens if _within_reach(screen.intersected(bar))), None)
    screen = home or (screens[0] if screens else None)
    if screen is None:
        return
    size = window.size().boundedTo(screen.size()).expandedTo(window.minimumSize())
    if size != window.size():
        window.resize(size)
    if home is None or frame.y() < screen.y():
        window.move(screen.x() + max(0, (screen.width() - size.width()) // 2), screen.y())


def fills_screen(first: tuple[int, int], least: tuple[int, int]) -> bool:
    """Whether a window of the size `first` with its title would stick out of a screen that has room for `least`."""
    screen: QScreen | None = QGuiApplication.primaryScreen()
    if screen is None:  # a session that nobody looks at, as after a remote desktop was left
        return False
    room = screen.availableGeometry().size()
    high = room.height() - TITLE
    return room.width() >= least[0] and high >= least[1] and (room.width() <= first[0] or high < first[1])


def _within_reach(part: QRect) -> bool:
    """Whether enough of the title is seen."""
    return part.width() >= LEAST_SEEN and part.height() > 0
