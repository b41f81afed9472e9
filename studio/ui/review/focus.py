"""The keyboard goes to a widget that was only just made."""

from __future__ import annotations

from PySide6.QtCore import QMetaObject, Qt
from PySide6.QtWidgets import QWidget


def focus_soon(widget: QWidget) -> None:
    """Give `widget` the focus once its layout has shown it; before that it cannot take any."""
    QMetaObject.invokeMethod(widget, "setFocus", Qt.ConnectionType.QueuedConnection)
