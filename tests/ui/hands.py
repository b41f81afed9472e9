"""What hands and eyes do at a window: they find things by their names, not by how they are kept."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QMenu, QWidget

from studio.people.model import Person
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import RAIL, SPECS, PageId
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.rail import PersonButton, RailButton
from studio.ui.widgets.banner import Banner, Toast
from studio.ui.widgets.chip import StatusChip
from studio.ui.widgets.empty import EmptyState
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.pin import PersonPicker, PinField
from tests.ui.unit import PIN

W = TypeVar("W", bound=QWidget)
EVERYWHERE = tuple(spec.id for spec in RAIL if spec.exists is None)
"""The pages of the rail that every profile has."""


def in_sight(parent: QWidget, kind: type[W]) -> list[W]:
    """The parts of that kind. Qt shows what was added to a layout a moment later: that is done first."""
    QCoreApplication.sendPostedEvents()
    return [each for each in parent.findChildren(kind) if each.isVisible()]


def within(parent: QWidget, kind: type[W], name: str = "") -> W:
    """The only part of that kind in sight, or that whose accessible name is `name`."""
    seen = in_sight(parent, kind)
    found = [each for each in seen if name in ("", each.accessibleName())]
    assert len(found) == 1, f"{len(found)} are called “{name}” among {[each.accessibleName() for each in seen]}"
    return found[0]


def button(parent: QWidget, text: str) -> QAbstractButton:
    """The button in sight that says `text`."""
    seen = in_sight(parent, QAbstractButton)
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
    return [label.text() for label in in_sight(parent, QLabel) if label.text()]


def toast(window: MainWindow) -> Toast:
    """The word of success at the foot of the window."""
    found = window.findChild(Toast)
    assert found is not None
    return found


def empty(parent: QWidget) -> EmptyState:
    """What stands in sight in the place of a list that is empty."""
    (found,) = in_sight(parent, EmptyState)
    return found


def error_at(editor: QWidget) -> str:
    """What is said to be wrong with what stands in that field."""
    around = editor.parentWidget()
    while not isinstance(around, FieldBlock):
        assert around is not None, "this is no field with a label"
        around = around.parentWidget()
    return around.error


def chips(parent: QWidget) -> list[str]:
    """The words of the chips in sight."""
    return [chip.word.text for chip in in_sight(parent, StatusChip) if chip.word is not None]


def told(parent: QWidget) -> list[str]:
    """What the banners in sight say."""
    return [banner.text for banner in in_sight(parent, Banner)]


def prove(dialog: PinConfirmDialog, person: Person, *, pin: str = PIN, reason: str = "") -> None:
    """Fill the dialog that asks who does something, and press its button."""
    within(dialog, PersonPicker).choose(person.id)
    within(dialog, PinField).setText(pin)
    if reason:
        within(dialog, QLineEdit, "Lý do").setText(reason)
    dialog.go.click()


def choose_files(parent: QWidget, *paths: Path) -> None:
    """Choose those in the dialog that asks for files, or for a place to write to."""
    dialog, chosen = within(parent, QFileDialog), [str(path) for path in paths]
    dialog.filesSelected.emit(chosen)
    if len(chosen) == 1:
        dialog.fileSelected.emit(chosen[0])
    dialog.reject()


def choose_file(*paths: Path) -> None:
    """Choose the files, or the folder, in the dialog in sight that asks for them; they lie in one place."""
    (dialog,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog) and each.isVisible()]
    dialog.setDirectory(str(paths[0].parent))
    name = dialog.findChild(QLineEdit)
    assert name is not None
    name.setText(" ".join(f'"{path.name}"' for path in paths) if len(paths) > 1 else paths[0].name)
    dialog.accept()


def pick_in_sight(text: str) -> None:
    """Choose the entry of the menu in sight that says `text`."""
    (menu,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]
    pick(menu, text)


def rail_button(window: MainWindow, page: PageId) -> RailButton:
    """The button of the rail that opens the page, however much of its words there is room for."""
    words = SPECS[page].name
    (found,) = [each for each in window.rail.findChildren(RailButton) if each.words == words]
    return found


def person_button(window: MainWindow) -> PersonButton:
    """The button of the rail that says who is at work."""
    (found,) = window.rail.findChildren(PersonButton)
    return found
