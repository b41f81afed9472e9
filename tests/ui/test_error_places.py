"""What is wrong is told below its field, and moves nothing that a hand is on its way to."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.errors import BadInput
from studio.people.model import Role, Tries
from studio.people.pin import wrong_pin
from studio.phrase import Bilingual
from studio.ui.lock_screen import LockScreen
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinAction, PinConfirmDialog
from studio.ui.widgets.buttons import QuietButton
from studio.ui.widgets.dialog import Dialog
from studio.ui.widgets.field import FieldBlock
from studio.ui.widgets.labels import Label
from studio.ui.widgets.layout import row
from tests.ui.conftest import MakeWindow


def place(widget: QWidget) -> tuple[int, int]:
    at = widget.mapTo(widget.window(), widget.rect().topLeft())
    return at.x(), at.y()


def wrong(over: QWidget) -> list[FieldBlock]:
    return [block for block in over.findChildren(FieldBlock) if block.error]


def told_below(block: FieldBlock) -> bool:
    said = next(label for label in block.findChildren(QLabel) if label.text() == block.error)
    return said.mapTo(block, said.rect().topLeft()).y() > block.editor.geometry().bottom()


def test_a_question_with_a_pin_keeps_its_buttons_where_they_are(shell: Shell, qtbot: QtBot) -> None:
    action = PinAction(heading="Đóng sổ", text="Cuối tháng.", verb="Đóng", roles=frozenset(Role), work=lambda _: None)
    dialog = PinConfirmDialog(shell, action)
    dialog.open()
    qtbot.waitUntil(lambda: shell.tasks.idle)
    before = place(dialog.go), dialog.height()
    dialog.go.click()
    QApplication.processEvents()
    first, *_ = blocks = wrong(dialog)
    assert (place(dialog.go), dialog.height()) == before
    assert all(told_below(block) for block in blocks)
    assert dialog.focusWidget() is first.editor
    dialog.reject()


def test_the_door_keeps_its_button_where_it_is(make: MakeWindow, studio: Studio, qtbot: QtBot) -> None:
    window = make(studio, first=PageId.POSTS, sign_in_first=True)
    qtbot.waitUntil(lambda: window.tasks.idle)
    screen = window.lock.screen
    assert isinstance(screen, LockScreen)
    before = place(screen.unlock)
    for person in (-1, 0):
        screen.who.setCurrentIndex(person)
        screen.unlock.click()
        QApplication.processEvents()
        assert [told_below(block) for block in wrong(screen)] == [True]
        assert place(screen.unlock) == before


@pytest.mark.usefixtures("dressed")
def test_a_dialog_grows_for_an_error_that_has_no_room(qtbot: QtBot) -> None:
    dialog, field = Dialog(), FieldBlock(QLineEdit(), "Mã")
    dialog.fill(Label("Nhập mã.", wrap=True), field, buttons=row(None, QuietButton("Hủy")))
    dialog.open()
    before = dialog.height()
    field.set_error("Hãy nhập mã.")
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert told_below(field)
    field.set_error("")
    QApplication.processEvents()
    assert dialog.height() > before, "nothing moves twice"
    dialog.reject()


def test_no_error_begins_with_the_name_of_its_own_field(shell: Shell) -> None:
    refused = wrong_pin(Tries(wrong=1))
    assert refused.where == "PIN"
    assert shell.language.explain(refused).startswith("Sai mã PIN")


@pytest.mark.parametrize("own", ["page_id", "reason", "ban-giao-facebook"])
def test_a_name_of_the_program_is_no_place(shell: Shell, own: str) -> None:
    assert shell.language.explain(BadInput(Bilingual("trống.", "empty."), where=own)) == "Trống."


@pytest.mark.parametrize("known", ["trang.yaml", "trang.yaml:3", "Nguyễn Văn Mẫu", "/srv/anh", "SL-001"])
def test_a_place_that_a_person_knows_is_told(shell: Shell, known: str) -> None:
    assert shell.language.explain(BadInput(Bilingual("trống.", "empty."), where=known)) == f"{known}: trống."
