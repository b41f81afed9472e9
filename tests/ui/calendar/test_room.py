"""At 200 % type in the smallest window nothing of the calendar is cut or out of reach, and every control has a name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.calendar.emergency import Bulletin
from studio.clock import local_date
from studio.config import Settings
from studio.outbox.model import Holder
from studio.posts.model import PostState
from studio.ui.calendar.days import DaysTab, MonthTab
from studio.ui.calendar.emergency import BeginDialog, EndDialog, QuickApproval
from studio.ui.calendar.entry_mover import RescheduleDialog
from studio.ui.calendar.plan_view import PlanTab, SubmitDialog
from studio.ui.calendar.popover import DayPopover
from studio.ui.calendar.quiet_days import QuietDaysDialog
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.posts.page import PostsPage
from studio.ui.widgets.dialog import Dialog
from tests.ui.calendar.conftest import FRIDAY, hold
from tests.ui.conftest import MakeWindow, show, view
from tests.ui.geometry import has_room, settle
from tests.ui.spoken import faults
from tests.ui.unit import Unit

STATION = (1366, 768)


@pytest.fixture(params=["vi", "en"])
def large(request: pytest.FixtureRequest, make: MakeWindow, studio: Studio, unit: Unit, qtbot: QtBot) -> MainWindow:
    for number in range(5):
        hold(unit, number, Holder.PLATFORM, hour=2 + number)
    settings = Settings(language=request.param, theme="light", lock_minutes=0, font_scale=200)
    window: MainWindow = make(studio, settings)
    unit.sign_in(window, unit.author)
    settle(window, qtbot)
    return window


def opened(window: MainWindow, qtbot: QtBot) -> MonthTab:
    return view(window, qtbot, MonthTab, "month")


@pytest.mark.parametrize("name", ["list", "month", "week", "plan", "report"])
def test_every_view_has_room(large: MainWindow, qtbot: QtBot, name: str) -> None:
    page = show(large, qtbot, PageId.POSTS, name)
    assert isinstance(page, PostsPage)
    settle(large, qtbot)
    has_room(qtbot, page)
    assert faults(page) == []
    if isinstance(page.view, DaysTab):
        today = page.view.board.cell_of(page.when.day)
        assert today is not None
        qtbot.waitUntil(lambda: not today.visibleRegion().isEmpty())
        assert not today.chips[0].isHidden(), "one entry finds room at least"


def test_the_deeds_stand_beside_the_heading_at_a_station(large: MainWindow, qtbot: QtBot) -> None:
    page = show(large, qtbot, PageId.POSTS, "month")
    assert isinstance(page, PostsPage)
    settle(large, qtbot, STATION)
    foot = page.title.mapTo(page, page.title.rect().bottomLeft()).y()
    assert page.new.mapTo(page, page.new.rect().center()).y() < foot
    told = page.new.text() or page.new.toolTip()  # in English its sign alone
    assert told
    assert page.new.accessibleName() == told


def test_at_150_percent_a_month_of_five_weeks_is_whole(
    make: MakeWindow, studio: Studio, unit: Unit, qtbot: QtBot
) -> None:
    """Weeks without posts give their room to those that have some."""
    hold(unit, 0, Holder.PLATFORM, hour=2)
    window = make(studio, Settings(language="vi", theme="light", lock_minutes=0, font_scale=150))
    unit.sign_in(window, unit.author)
    window.resize(*STATION)
    month = view(window, qtbot, MonthTab, "month")
    month.open("2026-12-10")
    month.refresh()
    settle(window, qtbot)
    last = date(2027, 1, 3)
    qtbot.waitUntil(lambda: month.board.cell_of(last) is not None)
    cell = month.board.cell_of(last)
    assert cell is not None
    assert cell.visibleRegion().boundingRect().height() == cell.height()


def test_a_planned_week_has_room(large: MainWindow, unit: Unit, qtbot: QtBot) -> None:
    with unit.at_work(unit.author):
        for number in range(2):
            day = local_date(unit.studio.now()) + timedelta(days=number)
            unit.studio.weeks.add(day, "scam_warning", unit.author.id)
    page = view(large, qtbot, PlanTab, "plan")
    settle(large, qtbot)
    assert len(page.rows) == 2
    has_room(qtbot, page)
    assert faults(page) == []


def test_what_is_told_of_a_day_has_room(large: MainWindow, qtbot: QtBot) -> None:
    page = opened(large, qtbot)
    day = date(2026, 11, 26)
    cell = page.board.cell_of(day)
    assert cell is not None
    page.board.asked.emit(tuple(page.model.entries(day)), cell)
    settle(large, qtbot)
    (told,) = large.findChildren(DayPopover)
    has_room(qtbot, told)
    assert faults(told) == []
    assert large.rect().contains(told.geometry())
    told.close_popover()


BULLETIN = Bulletin(post_id="bai-1", number=3, title="", state=PostState.IN_REVIEW, promised=None)
DIALOGS: dict[str, Callable[[MonthTab], Dialog]] = {
    "quiet days": lambda page: QuietDaysDialog(page.shell, page),
    "emergency on": lambda page: BeginDialog(page.shell, page),
    "emergency off": lambda page: EndDialog(page.shell, page),
    "quick approval": lambda page: QuickApproval(page.shell, page, BULLETIN),
    "plan submitted": lambda page: SubmitDialog(page.shell, page.when.day, page),
    "moving": lambda page: RescheduleDialog(page.shell, page.model.entries(FRIDAY.date())[0], (), page),
}


def test_the_dialogs_have_room(large: MainWindow, qtbot: QtBot, subtests: pytest.Subtests) -> None:
    page = opened(large, qtbot)
    for name, make in DIALOGS.items():
        dialog = make(page)
        with subtests.test(dialog=name):
            dialog.open()
            settle(large, qtbot)
            has_room(qtbot, dialog)
            assert faults(dialog) == []
            assert dialog.height() <= large.height()
        dialog.reject()
