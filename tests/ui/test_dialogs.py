"""How dialogs use their room: what is taller than the window scrolls, and who does it, the PIN and the buttons stay in
sight; what has little to say is small. And no class of dialog is forgotten by the rules for all."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

import studio.ui
from studio.app import Studio
from studio.config import Settings
from studio.ui.form import Form
from studio.ui.main_window import MainWindow
from studio.ui.outbox.move import MoveDialog
from studio.ui.people.forms import NewPin
from studio.ui.settings.about import LicencesDialog
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.layout import Card
from studio.ui.widgets.pin import PinField
from studio.ui.widgets.row_list import EntryList
from tests.ui.conftest import MakeWindow
from tests.ui.dialogs import DIALOGS, ELSEWHERE, Opening
from tests.ui.geometry import settle
from tests.ui.hands import in_sight, labels
from tests.ui.unit import Unit

STATION = (1366, 768)
Look = Callable[[str, int], QDialog]


@pytest.fixture
def look(make: MakeWindow, studio: Studio, unit: Unit, tmp_path: Path, qtbot: QtBot) -> Iterator[Look]:
    """Open a dialog by its name at a size of type, on the screen of a station; the head is at work."""
    opened: list[QDialog] = []

    def look_at(name: str, scale: int) -> QDialog:
        window: MainWindow = make(studio, Settings(language="vi", theme="light", lock_minutes=0, font_scale=scale))
        unit.sign_in(window, unit.head)
        settle(window, qtbot, STATION)
        assert window.shell is not None
        dialog = DIALOGS[name](Opening(unit=unit, shell=window.shell, window=window, folder=tmp_path))
        dialog.open()
        opened.append(dialog)
        settle(window, qtbot, STATION)
        return dialog

    yield look_at
    for dialog in opened:
        dialog.done(0)


def whole(part: QWidget) -> bool:
    """Whether all of it is in sight."""
    return part.visibleRegion().boundingRect() == part.rect()


def gap_below(upper: QWidget, lower: QWidget, dialog: QWidget) -> int:
    """Pixels between the foot of one and the head of the other."""
    foot = upper.mapTo(dialog, upper.rect().bottomLeft()).y()
    return lower.mapTo(dialog, lower.rect().topLeft()).y() - foot


def classes() -> set[type[QDialog]]:
    """Every kind of dialog that the window can open."""
    for module in pkgutil.walk_packages(studio.ui.__path__, "studio.ui."):
        importlib.import_module(module.name)

    def below(kind: type[QDialog]) -> Iterator[type[QDialog]]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    return {kind for kind in below(Dialog) if kind.__module__.startswith("studio.ui.")}


def test_no_kind_of_dialog_is_forgotten(
    make: MakeWindow, studio: Studio, unit: Unit, tmp_path: Path, qtbot: QtBot
) -> None:
    window = make(studio)
    unit.sign_in(window, unit.head)
    assert window.shell is not None
    opening = Opening(unit=unit, shell=window.shell, window=window, folder=tmp_path)
    looked_at: set[type] = set()
    for make_dialog in DIALOGS.values():
        dialog = make_dialog(opening)
        looked_at |= set(type(dialog).__mro__)
        dialog.open()
        dialog.done(0)
    qtbot.waitUntil(lambda: window.tasks.idle)
    forgotten = {f"{kind.__module__}.{kind.__name__}" for kind in classes() - looked_at}
    assert forgotten == set(ELSEWHERE)
    for path in ELSEWHERE.values():
        assert (Path(__file__).parent / path).is_file()


@pytest.mark.parametrize("name", ["post moved, no time yet", "post moved", "publish", "reject", "a step with a list"])
def test_the_pin_and_the_buttons_are_in_sight_at_the_largest_type(look: Look, name: str) -> None:
    dialog = look(name, 200)
    assert dialog.height() <= STATION[1]
    (pin,) = in_sight(dialog, PinField)
    buttons = [button for button in in_sight(dialog, QAbstractButton) if button.parent() is dialog]
    assert whole(pin)
    assert len(buttons) >= 2
    assert all(whole(button) for button in buttons)


def test_the_pin_stays_in_sight_with_an_error_above_it(look: Look) -> None:
    dialog = look("post moved, no time yet", 200)
    assert isinstance(dialog, MoveDialog)
    before = dialog.height()
    dialog.go.click()
    assert any(block.error for block in dialog.findChildren(FieldBlock))
    assert whole(dialog.signature.pin)
    assert whole(dialog.go)
    assert dialog.height() == before


@pytest.mark.parametrize("name", ["posts received", "versions", "pictures by hand"])
def test_a_list_of_little_leaves_no_empty_ground(look: Look, name: str) -> None:
    """The parts of the dialog fill it: no more than two lines of it are left."""
    dialog = look(name, 100)
    asked = dialog.layout().totalHeightForWidth(dialog.width())  # type: ignore[union-attr]
    assert dialog.height() - asked <= 2 * dialog.fontMetrics().lineSpacing()


@pytest.mark.parametrize("scale", [100, 200])
def test_what_came_of_one_file_is_read_without_scrolling(look: Look, scale: int) -> None:
    dialog = look("posts received", scale)
    assert in_sight(dialog, QScrollArea) == []
    assert any(each.text() == "Không nhận gì từ tệp này." and whole(each) for each in in_sight(dialog, QLabel))


def test_where_fields_went_the_others_stay_together(look: Look) -> None:
    form = look("urgent hand-over", 100)
    first, second = sorted(
        (each for each in in_sight(form, FieldBlock)), key=lambda each: each.mapTo(form, each.pos()).y()
    )[:2]
    assert gap_below(first, second, form) <= form.fontMetrics().lineSpacing()


@pytest.mark.parametrize("name", ["plan submitted", "connect", "name of a unit", "roles"])
def test_one_line_is_kept_below_the_pin_and_a_refusal_takes_it(look: Look, name: str, qtbot: QtBot) -> None:
    form = look(name, 100)
    assert isinstance(form, Form)
    line = form.fontMetrics().lineSpacing()
    before = form.height()
    assert gap_below(form.person_pin.pin, form.go, form) <= 3 * line
    form.say_below("Mã PIN không đúng.")
    qtbot.waitUntil(lambda: "Mã PIN không đúng." in labels(form))
    assert form.height() == before


@pytest.mark.parametrize("name", ["figures of feedback", "laws side by side", "law beside its page", "licences"])
def test_what_is_read_in_a_dialog_grows_with_the_type(look: Look, name: str) -> None:
    assert look(name, 200).height() >= 0.9 * STATION[1]


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_no_line_of_the_licences_is_cut_at_the_foot(look: Look, scale: int) -> None:
    dialog = look("licences", scale)
    assert isinstance(dialog, LicencesDialog)
    text = dialog.text
    foot = text.viewport().height()
    lines = [text.cursorRect(QTextCursor(text.document().findBlockByNumber(n))) for n in range(40)]
    begun = [line for line in lines if line.top() < foot]
    assert len(begun) < len(lines)
    assert begun[-1].bottom() <= foot


@pytest.mark.parametrize("name", ["own PIN", "another's PIN", "person"])
def test_a_new_pin_is_typed_twice_in_fields_of_one_width(look: Look, name: str) -> None:
    both = look(name, 100).findChildren(NewPin)[0]
    assert abs(both.pin.width() - both.again.width()) <= 1


@pytest.mark.parametrize(
    "name", ["notices of law", "law imported", "events of a law", "law for the work", "document of the library"]
)
def test_a_list_fills_its_card(look: Look, name: str) -> None:
    """The ring of a list at the keyboard is its frame, not a second one within it."""
    (listed,) = look(name, 100).findChildren(EntryList)
    card = listed.parentWidget()
    assert isinstance(card, Card)
    assert card.rect().adjusted(1, 1, -1, -1) == listed.geometry()


@pytest.mark.parametrize("name", ["consent withdrawn", "right revoked", "name of a unit"])
def test_on_opening_the_caret_stands_after_the_text_of_the_first_field(look: Look, name: str) -> None:
    field = look(name, 100).focusWidget()
    if isinstance(field, QLineEdit):
        assert field.text()
        assert field.cursorPosition() == len(field.text())
    else:
        assert isinstance(field, QPlainTextEdit)
        cursor = field.textCursor()
        assert cursor.atEnd()
