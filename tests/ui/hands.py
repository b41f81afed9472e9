"""What hands and eyes do at a window: they find things by their names, not by how they are kept."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QWidget

from studio.ui.main_window import MainWindow
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.toast import Toast


def button(parent: QWidget, text: str) -> QAbstractButton:
    """The button in sight that says `text`."""
    seen = [each for each in parent.findChildren(QAbstractButton) if each.isVisible()]
    found = [each for each in seen if text in (each.text(), each.accessibleName())]
    assert len(found) == 1, f"{len(found)} buttons say “{text}” among {[each.text() for each in seen]}"
    return found[0]


def press(parent: QWidget, text: str) -> None:
    button(parent, text).click()


def pick(menu: QMenu, text: str) -> None:
    """Choose the entry of a menu that says `text`, and close it."""
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


def labels(parent: QWidget) -> list[str]:
    """The texts that are to be read in sight."""
    return [label.text() for label in parent.findChildren(QLabel) if label.isVisible() and label.text()]


def toast(window: MainWindow) -> Toast:
    """The word of success at the foot of the window."""
    found = window.findChild(Toast)
    assert found is not None
    return found


def empty(parent: QWidget) -> EmptyState:
    """What stands in sight in the place of a list that is empty."""
    (found,) = [each for each in parent.findChildren(EmptyState) if each.isVisible()]
    return found


def error_at(editor: QWidget) -> str:
    """What is said to be wrong with what stands in that field."""
    around = editor.parentWidget()
    while not isinstance(around, FieldBlock):
        assert around is not None, "this is no field with a label"
        around = around.parentWidget()
    return around.error
