"""The unit's hours of posting in the settings: the head writes them, and they are what every calendar offers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from studio.outbox.audit import Act
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.settings.page import SettingsPage
from studio.ui.settings.pages import PostingHoursCard
from tests.ui.conftest import show, shown
from tests.ui.hands import error_at, press, prove, within
from tests.ui.unit import Unit


def test_the_head_sets_the_hours_of_posting(
    unit: Unit, window: MainWindow, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    unit.sign_in(window, unit.head)
    page = show(window, qtbot, PageId.SETTINGS)
    assert isinstance(page, SettingsPage)
    page.open("pages")
    idle()
    card = within(page, PostingHoursCard)
    slots, night = card.findChildren(QLineEdit)
    assert (slots.text(), night.text()) == ("07:30, 11:30, 17:00, 19:30", "22:00–06:00")
    slots.setText("8h, 23h")
    press(card, "Lưu khung giờ đăng…")
    assert error_at(slots) == "Có khung giờ đăng nằm trong giờ nghỉ đăng ban đêm; hãy đổi một trong hai."
    slots.setText("18h30, 8h")
    night.setText("")
    press(card, "Lưu khung giờ đăng…")
    idle()
    prove(shown(PinConfirmDialog), unit.head)
    idle()
    hours = unit.studio.calendar.posting_hours()
    assert (hours.slots, hours.quiet(time(23))) == ((time(8), time(18, 30)), False)
    assert slots.text() == "08:00, 18:30"
    last = unit.studio.audit.entries()[-1]
    assert (last.act, last.by, last.data["rule"]) == (Act.QUEUE_RULE, unit.head.id, "posting_hours")
