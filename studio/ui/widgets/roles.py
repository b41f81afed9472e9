"""What parts of the window are to a screen reader, where Qt by itself would say something else.

Qt asks when a part is first spoken of, and keeps the answer: a part says what it is before it is given its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAccessibleWidget,
    QApplication,
    QButtonGroup,
    QCheckBox,
    QLabel,
    QMainWindow,
    QMenu,
    QRadioButton,
    QSplitter,
    QWidget,
)

HEADINGS = ("title", "heading")
"""Roles of the style sheet that are headings."""
_ROLES: Mapping[str, QAccessible.Role] = {
    "Avatar": QAccessible.Role.Graphic,
    "Banner": QAccessible.Role.AlertMessage,
    "Canvas": QAccessible.Role.Canvas,
    "CardCanvas": QAccessible.Role.Canvas,
    "ChartCanvas": QAccessible.Role.Canvas,
    "CropCanvas": QAccessible.Role.Canvas,
    "DayCell": QAccessible.Role.Cell,
    "DayColumn": QAccessible.Role.Cell,
    "FocalPicker": QAccessible.Role.Canvas,
    "LayoutCanvas": QAccessible.Role.Canvas,
    "MonthBoard": QAccessible.Role.Table,
    "PictureArea": QAccessible.Role.Graphic,
    "PictureView": QAccessible.Role.Graphic,
    "Popover": QAccessible.Role.Dialog,
    "PostView": QAccessible.Role.Document,
    "SidesArea": QAccessible.Role.Document,
    "StatusBar": QAccessible.Role.StatusBar,
    "StatusChip": QAccessible.Role.StaticText,
    "Toast": QAccessible.Role.AlertMessage,
    "ToneWord": QAccessible.Role.StaticText,
    "WeekBoard": QAccessible.Role.Table,
}
"""By the name of the class, for its heirs too."""


class HeadingRole(QAccessibleWidget):
    """A label that heads a page, a part or a dialog."""

    def __init__(self, label: QLabel) -> None:
        super().__init__(label, QAccessible.Role.Heading)
        self._label = label

    def text(self, kind: QAccessible.Text) -> str:
        return super().text(kind) or (self._label.text() if kind is QAccessible.Text.Name else "")


class Toggle(QAccessibleWidget):
    """A button that stays pressed, alone or as one of several. Qt calls it a box to tick."""

    def __init__(self, button: QAbstractButton) -> None:
        super().__init__(button, QAccessible.Role.Button)
        self._button = button

    def role(self) -> QAccessible.Role:
        group: QButtonGroup | None = self._button.group()
        if group is not None and group.exclusive():
            return QAccessible.Role.RadioButton
        return QAccessible.Role.Button

    def state(self) -> QAccessible.State:
        state = super().state()
        state.checkable = self._button.isCheckable()
        state.checked = self._button.isChecked()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        return super().text(kind) or (self._button.text() if kind is QAccessible.Text.Name else "")

    def actionNames(self) -> list[str]:
        return ["Press", *super().actionNames()]

    def doAction(self, action: str) -> None:
        if action == "Press":
            self._button.click()
        else:
            super().doAction(action)


class PanesRole(QAccessibleWidget):
    """Parts side by side in the order in which they stand: Qt has the last one first."""

    def __init__(self, splitter: QSplitter) -> None:
        super().__init__(splitter, QAccessible.Role.Splitter)
        self._splitter = splitter

    def _parts(self) -> list[QWidget]:
        places = range(self._splitter.count())
        found = (*map(self._splitter.widget, places), *map(self._splitter.handle, places))
        return [part for part in found if part is not None]

    def childCount(self) -> int:
        return 2 * self._splitter.count()

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        parts = self._parts()
        return QAccessible.queryAccessibleInterface(parts[index]) if 0 <= index < len(parts) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        part = child.object()
        parts = self._parts()
        return parts.index(part) if part in parts else -1


class Window(QAccessibleWidget):
    """The window with the menu that is open over it: Qt tells of its entries, but not that it is there."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window, QAccessible.Role.Window)

    def childCount(self) -> int:
        return super().childCount() + (_open_menu() is not None)

    def child(self, index: int) -> QAccessibleInterface:
        menu = _open_menu()
        if menu is not None and index == super().childCount():
            return QAccessible.queryAccessibleInterface(menu)
        return super().child(index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        menu = _open_menu()
        if menu is not None and child.object() is menu:
            return super().childCount()
        return super().indexOfChild(child)


def _open_menu() -> QMenu | None:
    popup: QWidget | None = QApplication.activePopupWidget()
    return popup if isinstance(popup, QMenu) else None


def _interface(kind: str, part: QObject) -> QAccessibleInterface | None:
    if isinstance(part, QLabel):
        return HeadingRole(part) if part.property("role") in HEADINGS else None
    if isinstance(part, QAbstractButton):
        return Toggle(part) if part.isCheckable() and not isinstance(part, QCheckBox | QRadioButton) else None
    if isinstance(part, QMainWindow):
        return Window(part)
    if isinstance(part, QSplitter):
        return PanesRole(part)
    role = _ROLES.get(kind)
    return QAccessibleWidget(part, role) if role is not None and isinstance(part, QWidget) else None


@cache
def install() -> None:
    """Let Qt ask here first. Called once there is an application, whose own answers would come before else."""
    QAccessible.installFactory(_interface)
