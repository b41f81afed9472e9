"""A list to pick from, over the window: always inside it, for the keyboard first, and back to where one was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.theme import Theme
from studio.ui.widgets.layout import column
from studio.ui.widgets.picks import Pick, Picker, PickGroup
from studio.ui.widgets.popover import SHADE

FRUIT = tuple(Pick(id=name, title=name) for name in ("Cam", "Chuối", "Dứa", "Mít"))
GROUPS = (
    PickGroup(heading="Trái cây", picks=FRUIT),
    PickGroup(heading="", picks=(Pick(id="x", title="Khế", reason="chưa chín"),)),
)


class Desk(QWidget):
    """A window with two fields."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.text = QLineEdit("Công an phường"), QPlainTextEdit("Một\nHai")
        self.setLayout(column(self.line, self.text))
        self.fired: list[str] = []
        shortcut = QShortcut(QKeySequence("Ctrl+5"), self)
        shortcut.activated.connect(lambda: self.fired.append("Ctrl+5"))
        self.picker = Picker(self)
        self.picker.name("Trái cây", "Tìm…", "Không có.", "Esc đóng")
        self.taken: list[str] = []
        self.picker.taken.connect(lambda pick: self.taken.append(pick.id))


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, dressed: Theme) -> Iterator[Desk]:
    made = Desk()
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    made.close()


def opened(desk: Desk, anchor: QRect | None = None) -> Picker:
    desk.picker.open_picker(anchor)
    desk.picker.show_groups(GROUPS)
    return desk.picker


def focus() -> QWidget | None:
    return QApplication.focusWidget()


def at_hand(picker: Picker) -> str:
    return picker.list.current.id if picker.list.current else ""


@pytest.mark.parametrize(("x", "y"), [(0, 0), (899, 0), (0, 639), (899, 639), (450, 320), (450, 600)])
def test_it_lies_inside_the_window_wherever_the_caret_is(desk: Desk, x: int, y: int) -> None:
    picker = opened(desk, QRect(x, y, 1, 18))
    seen = picker.geometry().adjusted(SHADE, SHADE, -SHADE, -SHADE)
    assert desk.rect().contains(seen)
    desk.resize(520, 420)
    seen = picker.geometry().adjusted(SHADE, SHADE, -SHADE, -SHADE)
    assert desk.rect().contains(seen)


def test_it_never_covers_the_line_of_the_caret_where_there_is_room(desk: Desk) -> None:
    caret = QRect(100, 100, 1, 18)
    assert not opened(desk, caret).geometry().adjusted(SHADE, SHADE, -SHADE, -SHADE).intersects(caret)


def test_esc_only_closes_and_gives_back_caret_and_selection(desk: Desk) -> None:
    desk.line.setFocus()
    desk.line.setSelection(5, 2)
    picker = opened(desk)
    assert focus() is picker.line
    QTest.keyClick(picker.line, Qt.Key.Key_Escape)
    assert not picker.is_open
    assert focus() is desk.line
    assert (desk.line.selectionStart(), desk.line.selectedText()) == (5, "an")
    assert desk.taken == []


def test_a_text_keeps_its_caret(desk: Desk) -> None:
    desk.text.setFocus()
    cursor = desk.text.textCursor()
    cursor.setPosition(5)
    desk.text.setTextCursor(cursor)
    picker = opened(desk)
    QTest.keyClick(picker.line, Qt.Key.Key_Escape)
    assert focus() is desk.text
    assert desk.text.textCursor().position() == 5


def test_a_click_beside_it_closes(desk: Desk) -> None:
    desk.text.setFocus()
    picker = opened(desk)
    beside = desk.childAt(QPoint(3, 635))
    assert beside is not None
    QTest.mouseClick(beside, Qt.MouseButton.LeftButton)
    assert not picker.is_open
    assert focus() is desk.text


def test_arrows_walk_over_headings_and_begin_anew(desk: Desk) -> None:
    picker = opened(desk)
    assert at_hand(picker) == "Cam"
    for key, there in (
        (Qt.Key.Key_Down, "Chuối"),
        (Qt.Key.Key_End, "x"),
        (Qt.Key.Key_Down, "Cam"),
        (Qt.Key.Key_Up, "x"),
        (Qt.Key.Key_Home, "Cam"),
        (Qt.Key.Key_PageDown, "x"),
        (Qt.Key.Key_PageUp, "Cam"),
    ):
        QTest.keyClick(picker.line, key)
        assert at_hand(picker) == there


def test_enter_takes_what_can_be_taken(desk: Desk) -> None:
    picker = opened(desk)
    QTest.keyClick(picker.line, Qt.Key.Key_Down)
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    QTest.keyClick(picker.line, Qt.Key.Key_End)
    assert picker.note.text() == "chưa chín"
    QTest.keyClick(picker.line, Qt.Key.Key_Enter)
    assert desk.taken == ["Chuối"]


def test_a_click_takes_a_line(desk: Desk) -> None:
    picker = opened(desk)
    index = picker.list.model().index(2, 0)
    place = picker.list.visualRect(index).center()
    QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.taken == ["Dứa"]


def test_tab_stays_inside_and_the_list_takes_the_same_keys(desk: Desk) -> None:
    picker = opened(desk)
    QTest.keyClick(picker.line, Qt.Key.Key_Tab)
    assert focus() is picker.list
    QTest.keyClick(picker.list, Qt.Key.Key_Down)
    assert at_hand(picker) == "Chuối"
    QTest.keyClick(picker.list, Qt.Key.Key_Tab)
    assert focus() is picker.line
    QTest.keyClick(picker.line, Qt.Key.Key_Backtab)
    assert focus() is picker.list


def test_keys_of_the_window_wait_until_it_is_closed(desk: Desk) -> None:
    picker = opened(desk)
    QTest.keyClick(picker.line, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert desk.fired == []
    picker.close_popover()
    desk.line.setFocus()
    QTest.keyClick(desk.line, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert desk.fired == ["Ctrl+5"]


def test_a_screen_reader_reads_list_and_lines(desk: Desk) -> None:
    picker = opened(desk)
    assert picker.line.accessibleName() == "Tìm"
    node = QAccessible.queryAccessibleInterface(picker.list)
    assert node.text(QAccessible.Text.Name) == "Trái cây"
    said = [node.child(row).text(QAccessible.Text.Name) for row in range(node.childCount())]
    assert said == ["Trái cây. Cam", "Chuối", "Dứa", "Mít", "Khế. chưa chín"]


def test_what_is_kept_in_hand_stays_there_when_more_comes(desk: Desk) -> None:
    picker = opened(desk)
    QTest.keyClick(picker.line, Qt.Key.Key_Down)
    more = (PickGroup(heading="Mới", picks=(Pick(id="a", title="Na"),)), *GROUPS)
    picker.show_groups(more, keep=True)
    assert at_hand(picker) == "Chuối"
    picker.show_groups(more)
    assert at_hand(picker) == "a"
    picker.show_groups(())
    assert at_hand(picker) == ""
    assert picker.list.isHidden()


def test_nothing_that_takes_the_keyboard_is_without_a_name(desk: Desk) -> None:
    picker = opened(desk)
    assert [type(stop).__name__ for stop in picker.stops() if not stop.accessibleName()] == []
    assert len(picker.stops()) == 2
