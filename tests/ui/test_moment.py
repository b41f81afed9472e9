"""Dates and times as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.clock import local
from studio.ui.widgets.buttons import IconButton
from studio.ui.widgets.moment import DateField, DateTimeField
from studio.ui.widgets.moment_text import read_date, read_day, read_moment
from tests.ui.hands import within

EIGHT = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 8, 20, tzinfo=UTC)
"""Tuesday, 15:20 in Vietnam."""


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
        "mai 8h",
        "8h sáng ngày mai",
        "t4 8h",
        "Thứ Tư, 8:00",
        "25/11 8:00",
        "wed 8:00",
        "tomorrow 8h",
    ],
)
def test_a_moment_is_read_however_it_is_written(text: str) -> None:
    assert read_moment(text, NOW) == EIGHT


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        ("t3 17h", 24, 17),
        ("t3 8h", 31, 8),
        ("cn 7h30", 29, 7),
        ("hôm qua 5h chiều", 23, 17),
        ("kia 11h30", 26, 11),
    ],
)
def test_days_in_short_are_reckoned_from_today(text: str, day: int, hour: int) -> None:
    """A weekday is the next one; today's counts while its hour is still to come."""
    found = read_moment(text, NOW)
    assert found is not None
    assert (local(found).date(), local(found).hour) == (date(2026, 11, 1) + timedelta(days=day - 1), hour)


def test_a_day_without_a_year_is_the_nearest() -> None:
    assert read_day("5/1", date(2026, 12, 28)) == date(2027, 1, 5)
    assert read_day("28/12", date(2027, 1, 5)) == date(2026, 12, 28)
    assert read_day("31/11", date(2026, 12, 1)) is None


@pytest.mark.parametrize("text", ["", "25/11/2026", "31/02/2026 08:00", "25/11/2026 25:00", "mai", "8h", "1/1/26 8:00"])
def test_what_is_no_moment_is_not_guessed(text: str) -> None:
    assert read_moment(text, NOW) is None


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
