"""What the days are to a screen reader: the cells of a table. Qt takes a plain widget for a filler."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLES: Mapping[str, QAccessible.Role] = {
    "DayCell": QAccessible.Role.Cell,
    "DayColumn": QAccessible.Role.Cell,
    "MonthBoard": QAccessible.Role.Table,
    "WeekBoard": QAccessible.Role.Table,
}
"""By the name of the class."""


def _interface(kind: str, widget: QObject) -> QAccessibleInterface | None:
    role = _ROLES.get(kind)
    return QAccessibleWidget(widget, role) if role is not None and isinstance(widget, QWidget) else None


QAccessible.installFactory(_interface)
