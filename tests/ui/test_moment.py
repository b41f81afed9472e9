"""Dates and times as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.moment import DateField, DateTimeField, read_date, read_moment
from tests.ui.hands import within

EIGHT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "25/11/2026 08:00",
        "25/11/2026 8:00",
        "25.11.2026 8h",
        "25-11-2026, 08h00",
        "08:00 25/11/2026",
        "lúc 8 giờ 25/11/2026",
        "lúc 08:00 ngày 25/11/2026",
    ],
)
def test_a_moment_is_read_however_it_is_written(text: str) -> None:
    assert read_moment(text) == EIGHT


@pytest.mark.parametrize("text", ["", "25/11/2026", "31/02/2026 08:00", "25/11/2026 25:00", "mai 8h", "25/11/26 08:00"])
def test_what_is_no_moment_is_not_guessed(text: str) -> None:
    assert read_moment(text) is None


def test_a_date_is_read() -> None:
    assert read_date("5/3/2027") == date(2027, 3, 5)
    assert read_date("30/02/2027") is None


def test_the_field_shows_vietnams_time_and_tidies_what_is_typed(qapp: QApplication, qtbot: QtBot) -> None:
    field = DateTimeField()
    qtbot.addWidget(field)
    field.set_value(EIGHT)
    assert field.line.text() == "25/11/2026 08:00"
    field.line.setText("26/11/2026 9h")
    field.line.editingFinished.emit()
    assert field.line.text() == "26/11/2026 09:00"
    assert field.value == datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


def test_a_wrong_text_stays_and_is_marked(qapp: QApplication, qtbot: QtBot) -> None:
    field = DateField()
    qtbot.addWidget(field)
    field.line.setText("31/02/2026")
    field.line.editingFinished.emit()
    assert field.line.text() == "31/02/2026"
    assert field.line.property("invalid") is True
    valid = [field.valid]
    field.line.clear()
    field.line.editingFinished.emit()
    valid.append(field.valid)
    assert valid == [False, True]
    assert field.value is None


def test_the_line_is_wide_enough_for_its_text(qapp: QApplication, qtbot: QtBot) -> None:
    field = DateTimeField()
    qtbot.addWidget(field)
    field.set_value(EIGHT)
    field.resize(field.minimumSizeHint())
    field.show()
    assert field.line.width() > field.fontMetrics().horizontalAdvance("25/11/2026 08:00")


def test_every_control_has_a_name(qapp: QApplication, qtbot: QtBot) -> None:
    field = DateTimeField()
    qtbot.addWidget(field)
    field.setAccessibleName("Thời gian đăng")
    field.show()
    assert field.line.accessibleName() == "Thời gian đăng"
    assert "Thời gian đăng" in within(field, IconButton).accessibleName()


def opened(field: DateTimeField, qtbot: QtBot) -> QWidget:
    """What the button with the calendar opens."""
    qtbot.addWidget(field)
    field.show()
    within(field, IconButton).click()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    return popup


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_hour_is_chosen_below_the_days(qapp: QApplication, qtbot: QtBot) -> None:
    field = DateTimeField()
    field.set_value(EIGHT)
    hours = within(opened(field, qtbot), Combo)
    assert hours.currentText() == "08:00"
    hours.setCurrentIndex(hours.findText("09:30"))
    hours.activated.emit(hours.currentIndex())
    assert field.line.text() == "25/11/2026 09:30"


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.usefixtures("dressed")
def test_the_days_stand_on_the_screen_and_have_room(qapp: QApplication, qtbot: QtBot) -> None:
    field = DateTimeField()
    field.set_value(EIGHT)
    room = field.screen().availableGeometry()
    field.move(room.right() - field.sizeHint().width(), room.bottom() - field.sizeHint().height())
    popup = opened(field, qtbot)
    assert room.contains(popup.geometry())
    days = within(popup, QTableView)
    assert days.columnWidth(0) > days.fontMetrics().horizontalAdvance("30")
