"""How every form behaves: what is wrong, the keyboard, and what becomes of a refusal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.config import Settings
from studio.errors import BadInput
from studio.people.model import Role
from studio.phrase import Bilingual
from studio.ui.form import Form, Values
from studio.ui.main_window import SMALLEST, MainWindow
from studio.ui.page import Shell
from studio.ui.pin_dialog import PinAction, PinConfirmDialog
from studio.ui.widgets.choice import CheckBox
from studio.ui.widgets.editors import ChoiceBox
from studio.ui.widgets.moment import DateField
from tests.ui.conftest import MakeWindow
from tests.ui.hands import error_at, labels, press
from tests.ui.unit import PIN, Unit

Idle = Callable[[], None]


class Lending(Form):
    """Lends a thing until a day, or for good."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self.lent: list[Values] = []
        self.refusal: str | None = None
        self.set_heading("Cho mượn")
        self.what = self.ask("what", QLineEdit(), "Vật", missing="Hãy ghi vật.")
        self.way = self.ask("way", ChoiceBox({"lent": "Mượn", "given": "Cho"}, "lent"), "Cách")
        self.until = self.ask(
            "until", DateField(), "Đến ngày", missing="Hãy ghi ngày.", shown=lambda values: values["way"] == "lent"
        )
        self.told = self.ask("told", CheckBox(), "Đã báo lãnh đạo")
        self.prove("by", frozenset(Role))

    def work(self, values: Values) -> object:
        if self.refusal is not None:
            raise BadInput(Bilingual("đã cho mượn rồi.", "it is lent already."), where=self.refusal)
        self.lent.append(values)
        return None


@pytest.fixture
def form(shell: Shell, window: MainWindow, unit: Unit, idle: Idle, qtbot: QtBot) -> Lending:
    form = Lending(shell, window)
    form.open()
    idle()
    form.person_pin.who.choose(unit.author.id)
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    return form


def filled(form: Lending) -> None:
    form.what.setText("  Máy   ảnh ")
    form.until.line.setText("25/11/2026")
    form.person_pin.pin.setText(PIN)


def test_what_is_wrong_stands_below_each_field_moves_nothing_and_the_first_has_the_keyboard(form: Lending) -> None:
    before = form.go.mapToGlobal(form.go.rect().topLeft()), form.height()
    form.person_pin.pin.setFocus()
    form.go.click()
    QApplication.processEvents()
    assert error_at(form.what) == "Hãy ghi vật."
    assert error_at(form.until) == "Hãy ghi ngày."
    assert error_at(form.person_pin.pin) == "Hãy nhập mã PIN."
    assert form.what.hasFocus()
    assert (form.go.mapToGlobal(form.go.rect().topLeft()), form.height()) == before
    assert form.what.accessibleDescription() == "Hãy ghi vật."


def test_a_day_that_nobody_can_read_is_not_taken_for_none(form: Lending) -> None:
    filled(form)
    form.until.line.setText("hôm nọ")
    form.go.click()
    assert error_at(form.until) == "Hãy ghi ngày như 25/11/2026."


def test_what_is_not_asked_is_not_missed(form: Lending, idle: Idle) -> None:
    form.way.choose("given")
    assert not form.until.isVisible()
    form.what.setText("Sách")
    form.person_pin.pin.setText(PIN)
    form.go.click()
    idle()
    assert [values["way"] for values in form.lent] == ["given"]


def test_enter_does_it_with_what_stands_there(form: Lending, unit: Unit, idle: Idle) -> None:
    filled(form)
    form.told.click()
    QTest.keyClick(form.what, Qt.Key.Key_Return)
    idle()
    (values,) = form.lent
    assert (values["what"], values["told"], values["by"]) == ("Máy ảnh", True, (unit.author.id, PIN))


def test_tab_goes_down_the_fields_to_the_buttons(form: Lending) -> None:
    form.what.setFocus()
    walked = []
    for _ in range(8):
        form.focusNextChild()
        walked.append(form.focusWidget())
    calendar = walked[2]
    assert calendar is not None
    assert form.until.isAncestorOf(calendar)
    wanted = [
        form.way,
        form.until.line,
        calendar,
        form.told,
        form.person_pin.who,
        form.person_pin.pin,
        form.cancel,
        form.go,
    ]
    assert walked == wanted


def test_escape_leaves_unless_something_was_typed(form: Lending, qtbot: QtBot) -> None:
    form.what.setText("Máy")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert [text for text in labels(form) if "Esc" in text]
    with qtbot.waitSignal(form.rejected):
        press(form, "Hủy")


def test_a_pin_alone_does_not_hold_it_open(form: Lending, qtbot: QtBot) -> None:
    form.person_pin.pin.setText(PIN)
    with qtbot.waitSignal(form.rejected):
        QTest.keyClick(form, Qt.Key.Key_Escape)


@pytest.mark.parametrize("where", ["what", ""])
def test_a_refusal_is_said_at_its_field_or_at_the_foot_and_nothing_is_lost(
    form: Lending, idle: Idle, where: str
) -> None:
    form.refusal = where
    filled(form)
    before = form.go.mapToGlobal(form.go.rect().topLeft())
    form.go.click()
    idle()
    assert form.isVisible()
    assert form.what.text() == "  Máy   ảnh "
    assert form.person_pin.pin.text() == "", "a PIN is used once"
    assert error_at(form.what) == ("Đã cho mượn rồi." if where else "")
    assert [text for text in labels(form) if "ã cho mượn rồi" in text]
    assert form.go.mapToGlobal(form.go.rect().topLeft()) == before


def test_a_screen_reader_hears_the_name_of_each_field(form: Lending) -> None:
    names = [form.what.accessibleName(), form.way.accessibleName(), form.until.accessibleName(), form.told.text()]
    assert names == ["Vật", "Cách", "Đến ngày", "Đã báo lãnh đạo"]


def test_with_large_type_it_grows_begins_in_its_first_field_and_keeps_the_pin_in_sight(
    make: MakeWindow, unit: Unit, qtbot: QtBot
) -> None:
    window = make(unit.studio, Settings(language="vi", theme="light", lock_minutes=0, font_scale=200))
    window.resize(*SMALLEST)
    assert window.shell is not None
    form = Lending(window.shell, window)
    form.open()
    qtbot.waitUntil(lambda: window.tasks.idle)
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    assert form.width() > Lending(window.shell, None).minimumWidth()
    assert form.what.hasFocus()
    assert form.height() <= window.height()
    for part in (form.person_pin.pin, form.go):
        assert part.visibleRegion().boundingRect().size() == part.size()
    form.reject()


def test_where_it_scrolls_fields_stay_together_when_others_go(make: MakeWindow, unit: Unit, qtbot: QtBot) -> None:
    window = make(unit.studio, Settings(language="vi", theme="light", lock_minutes=0, font_scale=200))
    window.resize(*SMALLEST)
    assert window.shell is not None
    form = Lending(window.shell, window)
    form.open()
    qtbot.waitUntil(lambda: window.tasks.idle)

    def below(upper: QWidget, lower: QWidget) -> int:
        """Pixels from the foot of one to the head of the other."""
        return lower.mapTo(form, lower.rect().topLeft()).y() - upper.mapTo(form, upper.rect().bottomLeft()).y()

    together = below(form.what, form.way)
    form.way.set_value("given")
    form.told.hide()
    qtbot.waitUntil(lambda: not form.until.isVisible())
    assert below(form.what, form.way) == together
    form.reject()


@pytest.mark.parametrize(("words", "scrolls"), [(3, False), (60, False), (3_000, True)])
def test_what_is_read_before_a_proof_is_in_sight_up_to_ten_lines(
    shell: Shell, window: MainWindow, idle: Idle, qtbot: QtBot, words: int, scrolls: bool
) -> None:
    action = PinAction(
        heading="Ký", text="Khác với mẫu gốc:", verb="Ký", roles=frozenset(Role), work=lambda _: None,
        lines=["chữ " * words], lines_name="Thay đổi",
    )  # fmt: skip
    dialog = PinConfirmDialog(shell, action, window)
    dialog.open()
    idle()
    read = dialog.findChild(QPlainTextEdit)
    assert read is not None
    line = read.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: (read.verticalScrollBar().maximum() > 0) == scrolls)
    assert read.height() < 12 * line
    assert scrolls == (read.height() > 10 * line)
    dialog.reject()
