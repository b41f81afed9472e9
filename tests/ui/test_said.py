"""What the window says: a word of success covers nothing that is used, and banners come one at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.config import Settings
from studio.errors import Refused
from studio.phrase import Phrase
from studio.ui.main_window import FIRST, SMALLEST, MainWindow
from studio.ui.page_specs import PageId
from studio.ui.sign_in import SignInDialog
from studio.ui.widgets.banner import Banner, BannerRoom
from studio.ui.widgets.buttons import Button, QuietButton
from studio.ui.widgets.pin import PinField
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.hands import EVERYWHERE, in_sight, press, toast, within
from tests.ui.unit import PIN, Unit

WORDS = "Đã duyệt và xếp hàng: lên Facebook lúc 30/11/2026 08:00."


def seen(window: MainWindow, part: QWidget) -> QRect:
    """Where it is to be seen in the window."""
    return part.visibleRegion().boundingRect().translated(part.mapTo(window, QPoint()))


def covered(window: MainWindow) -> list[str]:
    """The buttons that the word of success lies on."""
    word = toast(window)
    assert word.isVisible()
    place = QRect(word.mapTo(window, QPoint()), word.size())
    assert window.rect().contains(place)
    buttons = [each for each in in_sight(window, Button) if not word.isAncestorOf(each)]
    return [each.text() for each in buttons if seen(window, each).intersects(place)]


@pytest.mark.parametrize("scale", [100, 150])
def test_a_word_of_success_covers_no_button(
    make: MakeWindow, studio: Studio, unit: Unit, qtbot: QtBot, subtests: pytest.Subtests, scale: int
) -> None:
    window = make(studio, Settings(language="vi", theme="light", lock_minutes=0, font_scale=scale))
    unit.sign_in(window, unit.approver)
    for size in (FIRST, SMALLEST):
        window.resize(*size)
        for page, what in (*((each, "") for each in EVERYWHERE), (PageId.COMPOSER, "bai-3"), (PageId.OUTBOX, "gui-1")):
            with subtests.test(page=page, what=what, size=size):
                show(window, qtbot, page, what)
                window.toast(WORDS, "Hoàn tác", lambda: None)
                qtbot.waitUntil(lambda: covered(window) == [])


def test_it_makes_way_for_what_comes_under_it_later(window: MainWindow, qtbot: QtBot) -> None:
    window.toast(WORDS)
    button = QuietButton("Duyệt", parent=window.stage)
    button.move(toast(window).mapTo(window, QPoint()))
    button.show()
    assert covered(window) == ["Duyệt"]
    window.changed()
    qtbot.waitUntil(lambda: covered(window) == [])


def test_a_dialog_lies_over_it(window: MainWindow, qtbot: QtBot) -> None:
    window.toast(WORDS)
    window.ask_person()
    dialog = shown(SignInDialog)
    qtbot.waitUntil(lambda: window.tasks.idle)
    pin = within(dialog, PinField)
    toast(window).move(window.stage.mapFromGlobal(pin.mapToGlobal(QPoint())))
    assert QApplication.widgetAt(pin.mapToGlobal(pin.rect().center())) is pin
    dialog.reject()


def told(window: MainWindow) -> list[str]:
    """The first words of the banners over the page."""
    (room,) = window.findChildren(BannerRoom)
    return [banner.text.split()[0] for banner in in_sight(room, Banner)]


def test_banners_come_one_at_a_time_and_go_with_their_cause(window: MainWindow, unit: Unit, qtbot: QtBot) -> None:
    with unit.at_work(unit.head):
        unit.studio.emergency.begin(unit.head.id, PIN, "Cháy lớn tại chợ", timedelta(hours=1))
    window.changed()
    qtbot.waitUntil(lambda: told(window) == ["KHẨN"])
    refused = Refused(Phrase("Nothing was queued."))
    window.complain(refused)
    assert told(window) == ["Nothing"]
    press(window, "1 / 2")
    assert told(window) == ["KHẨN"]
    window.changed()
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert told(window) == ["KHẨN"], "who looks at one is left there"
    press(window, "2 / 2")
    assert told(window) == ["Nothing"]
    show(window, qtbot, PageId.OUTBOX)
    assert told(window) == ["KHẨN"]
    with unit.at_work(unit.head):
        unit.studio.emergency.end(unit.head.id, PIN, "Đã dập tắt")
    window.changed()
    qtbot.waitUntil(lambda: told(window) == [])
