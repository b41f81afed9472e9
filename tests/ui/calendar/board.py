"""Days and posts of the calendar, as a hand finds them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.ui.calendar.cell import DayCell, EntryChip
from studio.ui.calendar.days import DaysTab
from studio.ui.calendar.popover import DayPopover
from studio.ui.main_window import MainWindow

TODAY = date(2026, 11, 24)
Idle = Callable[[], None]


def cell(page: DaysTab, day: date) -> DayCell:
    found = page.board.cell_of(day)
    assert found is not None
    return found


def chip(page: DaysTab, day: date, place: int = 0) -> EntryChip:
    return cell(page, day).chips[place]


def popover(window: MainWindow) -> DayPopover:
    (found,) = window.findChildren(DayPopover)
    return found


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def centre(page: DaysTab, day: date) -> QPoint:
    """On the screen."""
    target = cell(page, day)
    return target.mapToGlobal(target.rect().center())


def carry(qtbot: QtBot, page: DaysTab, start: date, end: date, *, drop: bool = True) -> EntryChip:
    """Draw the first entry of a day to another with the mouse."""
    lifted = chip(page, start)
    there = lifted.mapFromGlobal(centre(page, end))
    QTest.mousePress(lifted, Qt.MouseButton.LeftButton, pos=lifted.rect().center())
    QTest.mouseMove(lifted, lifted.rect().center() + QPoint(30, 0))
    QTest.mouseMove(lifted, there)
    if drop:
        QTest.mouseRelease(lifted, Qt.MouseButton.LeftButton, pos=there)
    return lifted
