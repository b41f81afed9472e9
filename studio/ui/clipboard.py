"""What the window puts on the clipboard, and takes off again when somebody else may come to the PC."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from studio.ui.widgets.labels import BREAK

_ours = ""


def copy(text: str) -> None:
    """Put `text` on the clipboard."""
    global _ours  # noqa: PLW0603 - there is one clipboard
    _ours = text
    QGuiApplication.clipboard().setText(text)


def keep_paths_whole() -> None:
    """From now on, what is copied out of a label comes without the places where a line of it may end: a path is pasted
    where a file is asked for."""
    clipboard = QGuiApplication.clipboard()

    def mend() -> None:
        if QGuiApplication.focusWindow() is not None and BREAK in clipboard.text():
            clipboard.setText(clipboard.text().replace(BREAK, ""))

    clipboard.dataChanged.connect(mend)


def clear() -> None:
    """Take off what the window put there; what came from elsewhere meanwhile stays."""
    global _ours  # noqa: PLW0603
    clipboard = QGuiApplication.clipboard()
    if _ours and (clipboard.ownsClipboard() or clipboard.text() == _ours):
        clipboard.clear()
    _ours = ""
