"""The calendar of a field for a day or a moment, by keys as a person presses them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.calendar.model import CalendarEntry, EntryKind
from studio.calendar.slots import PostingHours, SlotDays, almanac
from studio.clock import VIETNAM, local
from studio.phrase import Bilingual
from studio.posts.model import PostState
from studio.ui.widgets.moment import CalendarLine, DateField, DateTimeField
from studio.ui.widgets.month import MonthGrid
from tests.ui.hands import button, labels, within

pytestmark = [pytest.mark.qt_log_ignore("This plugin does not support"), pytest.mark.usefixtures("dressed")]
NOW = datetime(2026, 11, 24, 15, 20, tzinfo=VIETNAM)
Key = Qt.Key


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


def planned(when: datetime) -> CalendarEntry:
    return CalendarEntry(
        kind=EntryKind.PLANNED, post_id=f"{when}", title="", at=when, state=PostState.DRAFT, pages=("Web",)
    )


def told(first: date, last: date, owner: QObject, then: Callable[[SlotDays, Sequence[str]], None]) -> None:
    """A unit that posted on the 23rd, has a post on the 26th at 17:00, and rests on Sundays."""
    entries = [planned(at(23, 8)), planned(at(26, 17))]
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    closed = {day: Bilingual("Chủ nhật nghỉ", "Sundays off") for day in days if day.weekday() == 6}
    hours = PostingHours(slots=(time(7, 30), time(8), time(17)))
    then(almanac(hours, entries, closed, now=NOW, nearest=at(25, 7, 30)), ["Sundays off"] * len(closed))


@pytest.fixture
def planning(qtbot: QtBot) -> DateTimeField:
    """A field in which a post gets its time."""
    field = DateTimeField(lambda: NOW, almanacs=told, clear_word="Without a time")
    stand(field, qtbot)
    return field


def stand(field: CalendarLine, qtbot: QtBot) -> None:
    qtbot.addWidget(field)
    field.show()
    QApplication.processEvents()


def opened(field: CalendarLine) -> QWidget:
    """What opens over the field by Alt and Down."""
    field.line.setFocus()
    QTest.keyClick(field.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    return popup


def press(*keys: Qt.Key) -> None:
    """Press keys where the keyboard is."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)


def write(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def hour(popup: QWidget, text: str) -> QAbstractButton:
    """The row of an hour."""
    return next(row for row in popup.findChildren(QAbstractButton) if row.accessibleName().startswith(text))


def test_what_is_typed_in_short_is_taken_by_enter(planning: DateTimeField) -> None:
    popup = opened(planning)
    assert planning.line.text() == ""
    write("mai 8h")
    assert button(popup, "Choose 25/11/2026 08:00").isEnabled()
    assert hour(popup, "08:00").isChecked()
    press(Key.Key_Return)
    assert QApplication.activePopupWidget() is None
    assert (planning.line.text(), planning.line.hasFocus()) == ("25/11/2026 08:00", True)


def test_esc_leaves_everything_as_it_was(planning: DateTimeField) -> None:
    planning.set_value(at(26, 8))
    told_of: list[object] = []
    planning.edited.connect(lambda: told_of.append(1))
    opened(planning)
    write("t6 17h")
    press(Key.Key_Escape)
    assert (planning.value, told_of, QApplication.activePopupWidget()) == (at(26, 8), [], None)


def test_without_a_time_the_nearest_free_hour_stands_ready(planning: DateTimeField) -> None:
    opened(planning)
    press(Key.Key_Return)
    assert planning.value == at(25, 7, 30)


def test_down_goes_to_the_hours_and_says_what_stands_there(planning: DateTimeField) -> None:
    planning.set_value(at(26, 8))
    popup = opened(planning)
    names = [hour(popup, text).accessibleName() for text in ("07:30", "08:00", "17:00")]
    assert names == ["07:30, Free on all pages", "08:00, Free on all pages", "17:00, Web: 1 post is near"]
    press(Key.Key_Down, Key.Key_Down)
    assert hour(popup, "17:00").hasFocus()
    press(Key.Key_Up, Key.Key_Up)
    assert hour(popup, "07:30").hasFocus()
    press(Key.Key_Up)
    assert QApplication.focusWidget().accessibleName() == "Day and hour"  # type: ignore[union-attr]
    press(Key.Key_Return)
    assert planning.value == at(26, 7, 30)


def test_an_hour_that_has_passed_is_locked_and_the_night_is_told(planning: DateTimeField) -> None:
    popup = opened(planning)
    write("nay 17h")
    assert (hour(popup, "07:30").isEnabled(), hour(popup, "17:00").isEnabled()) == (False, True)
    assert hour(popup, "07:30").accessibleName() == "07:30, Has passed"
    assert "No posting from 22:00 to 06:00" in labels(popup)
    press(Key.Key_End)
    for _ in range(10):
        press(Key.Key_Backspace)
    write("cn 8h")
    assert "Sundays off" in labels(popup)


def test_months_are_turned_from_the_line_and_days_walked_in_the_grid(planning: DateTimeField) -> None:
    planning.set_value(at(30, 8))
    popup = opened(planning)
    press(Key.Key_PageDown)
    assert "December 2026" in labels(popup)
    press(Key.Key_PageUp)
    grid = within(popup, MonthGrid)
    press(Key.Key_Tab)
    assert grid.hasFocus()
    press(Key.Key_Right)
    assert "December 2026" in labels(popup)
    press(Key.Key_Down, Key.Key_Return)
    assert planning.value == datetime(2026, 12, 8, 8, tzinfo=VIETNAM)


def test_a_post_may_be_left_without_a_time(planning: DateTimeField, qtbot: QtBot) -> None:
    planning.set_value(at(26, 8))
    popup = opened(planning)
    with qtbot.waitSignal(planning.cleared):
        button(popup, "Without a time").click()


def test_what_cannot_be_read_is_marked_and_not_taken(planning: DateTimeField) -> None:
    popup = opened(planning)
    write("31/11 8h")
    assert not button(popup, "Choose").isEnabled()
    press(Key.Key_Return)
    assert QApplication.activePopupWidget() is popup
    assert QApplication.focusWidget().property("invalid") is True  # type: ignore[union-attr]
    assert "Enter day and time, such as 25/11/2026 08:00." in labels(popup)
    press(Key.Key_Escape)


def test_a_screen_reader_hears_each_day(planning: DateTimeField) -> None:
    popup = opened(planning)
    grid = QAccessible.queryAccessibleInterface(within(popup, MonthGrid))
    cells = [grid.child(n).text(QAccessible.Text.Name) for n in range(grid.childCount())]
    assert "Tuesday 24/11/2026 (today), no posts" in cells
    assert "Thursday 26/11/2026, 1 post" in cells
    assert "Sunday 29/11/2026, no posts, Sundays off" in cells
    popup.close()


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_it_stands_inside_the_screen_and_cuts_nothing(planning: DateTimeField, scale: int, qapp: QApplication) -> None:
    font = qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(font.pointSizeF() * scale / 100)
    qapp.setFont(larger)
    room = planning.screen().availableGeometry()
    planning.move(room.bottomRight() - QPoint(planning.width(), planning.height()))
    popup = opened(planning)
    QApplication.processEvents()
    try:
        assert popup.x() >= room.left()
        assert popup.geometry().bottom() <= room.bottom()
        wider = max(0, popup.width() - room.width())
        assert popup.geometry().right() <= room.right() + wider + 2
        cut = [b for b in popup.findChildren(QAbstractButton) if b.isVisible() and b.width() < b.sizeHint().width()]
        assert cut == []
    finally:
        popup.close()
        qapp.setFont(font)


def test_a_day_has_the_same_calendar(qtbot: QtBot) -> None:
    field = DateField(lambda: NOW)
    stand(field, qtbot)
    popup = opened(field)
    write("t6")
    assert button(popup, "Choose 27/11/2026").isEnabled()
    press(Key.Key_Down, Key.Key_Right, Key.Key_Return)
    assert field.value == date(2026, 11, 28)


def test_a_moment_of_the_past_is_chosen_among_plain_hours(qtbot: QtBot) -> None:
    field = DateTimeField(lambda: NOW)
    stand(field, qtbot)
    popup = opened(field)
    button(popup, "Now").click()
    assert button(popup, "Choose 24/11/2026 15:20").isEnabled()
    hour(popup, "10:00").click()
    press(Key.Key_Return)
    assert field.value is not None
    assert local(field.value) == at(24, 10)
