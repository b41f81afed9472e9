"""What the window puts on the clipboard, and takes off again when somebody else may come to the PC."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

_ours = ""


def copy(text: str) -> None:
    """Put `text` on the clipboard."""
    global _ours  # noqa: PLW0603 - there is one clipboard
    _ours = text
    QGuiApplication.clipboard().setText(text)


def clear() -> None:
    """Take off what the window put there; what came from elsewhere meanwhile stays."""
    global _ours  # noqa: PLW0603
    clipboard = QGuiApplication.clipboard()
    if _ours and (clipboard.ownsClipboard() or clipboard.text() == _ours):
        clipboard.clear()
    _ours = ""
