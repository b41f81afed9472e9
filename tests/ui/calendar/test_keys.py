"""The keyboard walks over the days, opens and tells; the mouse does the same."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.calendar.model import CalendarEntry
from studio.ui.calendar.days import MonthTab
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.widgets.popover import ClickCatcher
from tests.ui.calendar.board import TODAY, Idle, cell, chip, popover
from tests.ui.calendar.conftest import FRIDAY
from tests.ui.hands import labels, toast, within


def test_the_keyboard_walks_over_days_and_months(page: MonthTab, idle: Idle, qtbot: QtBot) -> None:
    page.board.take_focus()
    qtbot.waitUntil(cell(page, TODAY).hasFocus)
    for key, there in (
        (Qt.Key.Key_Right, TODAY + timedelta(days=1)),
        (Qt.Key.Key_Up, TODAY - timedelta(days=6)),
        (Qt.Key.Key_Left, TODAY - timedelta(days=7)),
        (Qt.Key.Key_Down, TODAY),
        (Qt.Key.Key_PageDown, date(2026, 12, 24)),
        (Qt.Key.Key_PageUp, TODAY),
    ):
        QTest.keyClick(cell(page, page.when.day), key)
        idle()
        assert page.when.day == there
        qtbot.waitUntil(cell(page, there).hasFocus)
    for _ in range(2):
        QTest.keyClick(cell(page, page.when.day), Qt.Key.Key_Down)
        idle()
    assert page.when.day == date(2026, 12, 8)
    assert page.when.title.text() == "Tháng 12/2026"
    qtbot.waitUntil(cell(page, date(2026, 12, 8)).hasFocus)
    QTest.keyClick(cell(page, page.when.day), Qt.Key.Key_Home)
    idle()
    assert page.when.day == TODAY
    qtbot.waitUntil(cell(page, TODAY).hasFocus)


def test_tab_comes_to_the_days_once(page: MonthTab) -> None:
    stops = [c for c in page.board.cells if c.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [c.day for c in stops] == [TODAY]


def test_enter_opens_the_one_post_of_a_day(
    window: MainWindow, page: MonthTab, idle: Idle, qtbot: QtBot, draft: str
) -> None:
    day = cell(page, FRIDAY.date())
    day.setFocus()
    qtbot.waitUntil(day.hasFocus)
    opened: list[CalendarEntry] = []
    page.board.opened.disconnect()
    page.board.opened.connect(opened.append)
    QTest.keyClick(day, Qt.Key.Key_Return)
    QTest.mouseDClick(chip(page, FRIDAY.date()), Qt.MouseButton.LeftButton)
    assert [entry.post_id for entry in opened] == [draft, draft]


def test_enter_on_an_empty_day_begins_a_post_for_it(
    window: MainWindow, page: MonthTab, idle: Idle, qtbot: QtBot
) -> None:
    day = cell(page, date(2026, 11, 29))
    assert not day.new.isVisible()
    day.setFocus()
    qtbot.waitUntil(day.new.isVisible)
    assert day.new.words == "Mới"
    QTest.keyClick(day, Qt.Key.Key_Return)
    idle()
    assert window.page is not None
    assert window.page.id is PageId.COMPOSER
    assert "29/11/2026 08:00" in toast(window).text


def test_ctrl_n_begins_a_post_for_the_day_in_hand(window: MainWindow, page: MonthTab, idle: Idle, qtbot: QtBot) -> None:
    day = cell(page, date(2026, 11, 28))
    day.setFocus()
    qtbot.waitUntil(day.hasFocus)
    QTest.keyClick(day, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    idle()
    assert "28/11/2026 08:00" in toast(window).text


def test_the_days_are_cells_of_a_table_to_a_screen_reader(page: MonthTab) -> None:
    roles = {QAccessible.queryAccessibleInterface(each).role() for each in page.board.cells}
    assert roles == {QAccessible.Role.Cell}
    assert QAccessible.queryAccessibleInterface(page.board).role() is QAccessible.Role.Table


def test_nothing_is_begun_on_a_past_day(window: MainWindow, page: MonthTab, idle: Idle, qtbot: QtBot) -> None:
    day = cell(page, date(2026, 11, 4))
    day.setFocus()
    qtbot.waitUntil(day.hasFocus)
    assert not day.new.isVisible()
    QTest.keyClick(day, Qt.Key.Key_Return)
    idle()
    assert page.isVisible()
    assert not page.menu(day.day).actions()[-1].isEnabled()


def test_space_tells_of_a_day_and_esc_comes_back(window: MainWindow, page: MonthTab, qtbot: QtBot) -> None:
    day = cell(page, FRIDAY.date())
    day.setFocus()
    qtbot.waitUntil(day.hasFocus)
    QTest.keyClick(day, Qt.Key.Key_Space)
    told = popover(window)
    assert "Thứ Sáu 27/11/2026" in labels(told)
    (block,) = told.blocks
    qtbot.waitUntil(block.open.hasFocus)
    assert block.move_on.isEnabled()
    QTest.keyClick(block.open, Qt.Key.Key_Escape)
    assert not told.is_open
    qtbot.waitUntil(day.hasFocus)


def test_the_second_press_of_a_double_click_opens_what_the_first_told_of(
    window: MainWindow, page: MonthTab, draft: str
) -> None:
    opened: list[CalendarEntry] = []
    QTest.mouseClick(chip(page, FRIDAY.date()), Qt.MouseButton.LeftButton)
    told = popover(window)
    told.opened.disconnect()
    told.opened.connect(opened.append)
    second = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, QPointF(5, 5), QPointF(5, 5), Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    veil = within(window, ClickCatcher)
    QTest.mouseClick(veil, Qt.MouseButton.LeftButton)
    QApplication.sendEvent(veil, second)
    assert opened == [], "both presses beside it: the first one closed it"
    QTest.mouseClick(chip(page, FRIDAY.date()), Qt.MouseButton.LeftButton)
    QApplication.sendEvent(veil, second)
    assert [entry.post_id for entry in opened] == [draft]
    assert not told.is_open


def test_the_menu_of_a_day_has_what_can_be_done(page: MonthTab, draft: str) -> None:
    single = page.menu(FRIDAY.date()).actions()
    assert [act.text() for act in single if act.text()] == ["Mở bài", "Dời…", "Chi tiết…", "Soạn bài cho ngày này"]
    assert single[1].isEnabled()
    several = page.menu(TODAY)
    held_fast = page.menu(TODAY, page.model.entries(TODAY)[0]).actions()[1]
    assert not held_fast.isEnabled()
    assert "Hộp gửi" in held_fast.toolTip()
    assert several.actions()[-1].isEnabled()
