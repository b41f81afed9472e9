"""Month, week and list: one model, its names, and what a person is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.calendar.model import CalendarEntry, DayMark, DayMarkKind, EntryKind
from studio.clock import VIETNAM
from studio.outbox.model import Holder
from studio.phrase import Phrase
from studio.posts.model import PostState
from studio.ui.calendar.bar import CalendarWay
from studio.ui.calendar.blackout import BlackoutDialog
from studio.ui.calendar.model import ENTRY_ROLE
from studio.ui.calendar.page import CalendarPage
from studio.ui.calendar.words import StateGroup
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId, Shell
from tests.ui.calendar.board import TODAY, Idle, cell, chip, go, month, name_of, popover
from tests.ui.calendar.conftest import FRIDAY, held
from tests.ui.conftest import show
from tests.ui.fake_studio import FakeStudio


def test_month_week_and_list_show_the_same(page: CalendarPage) -> None:
    days = [TODAY + timedelta(days=n) for n in range(-1, 6)]
    expected = {day: tuple(page.model.entries(day)) for day in days}
    assert sum(map(len, expected.values())) >= 3
    shown = {day: tuple(c.entry for c in cell(page, day).chips if not c.isHidden()) for day in days}
    more = {day: len(expected[day]) - len(shown[day]) for day in days}
    assert all(expected[day][: len(shown[day])] == shown[day] for day in days)
    assert all(bool(cell(page, day).more.isVisible()) == (more[day] > 0) for day in days)
    go(page, CalendarWay.WEEK)
    week = {day: tuple(c.entry for c in cell(page, day, CalendarWay.WEEK).chips if not c.isHidden()) for day in days}
    assert week == expected
    go(page, CalendarWay.LIST)
    agenda, root = page.agenda, QModelIndex()
    listed: list[CalendarEntry] = []
    for row in range(page.model.rowCount()):
        if not agenda.isRowHidden(row, root):
            day_row = page.model.index(row, 0)
            listed += [page.model.index(n, 0, day_row).data(ENTRY_ROLE) for n in range(page.model.rowCount(day_row))]
    assert listed == [e for e in page.model.shown() if e.day.month == 11]


def test_a_day_shows_three_and_says_how_many_more(
    window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle, qtbot: QtBot
) -> None:
    studio.entries.added += [held(n, Holder.PC, hour=2 + n) for n in range(5)]
    window.resize(1366, 1400)
    window.changed()
    idle()
    thursday = cell(page, date(2026, 11, 26))
    qtbot.waitUntil(lambda: sum(not c.isHidden() for c in thursday.chips) == 3)
    assert thursday.more.words == "còn 2"
    thursday.more.click()
    told = popover(window)
    assert told.is_open
    assert len(told.blocks) == 5
    told.close_popover()


def test_holidays_and_quiet_days_are_named(
    window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle
) -> None:
    day = date(2026, 11, 28)
    studio.entries.kept["x"] = DayMark(
        kind=DayMarkKind.BLACKOUT, name=Phrase("Quốc tang", "Mourning"), first=day, last=day, id="x"
    )
    window.changed()
    idle()
    assert name_of(cell(page, TODAY)).endswith("Ngày Văn hóa Việt Nam (dự kiến)")
    assert name_of(cell(page, day)) == "Thứ Bảy 28/11/2026, không có bài, Quốc tang"
    assert {"Ngày lễ", "Không đăng bài"} <= set(page.legend.words)


def test_each_day_has_a_name_in_both_languages(
    page: CalendarPage, shell: Shell, idle: Idle, studio: FakeStudio
) -> None:
    friday = cell(page, FRIDAY.date())
    assert name_of(friday) == "Thứ Sáu 27/11/2026, 1 bài"
    assert all(name_of(c) for c in month(page).cells if c.isVisible())
    said = name_of(chip(page, FRIDAY.date()))
    assert said.startswith("08:00, ")
    assert ", Nháp, " in said
    assert page.bar.title.text() == "Tháng 11/2026"
    shell.preferences.choose(language="en")
    idle()
    assert name_of(friday) == "Friday 27/11/2026, 1 post"
    assert ", Draft, " in name_of(chip(page, FRIDAY.date()))
    assert page.bar.title.text() == "November 2026"
    assert page.bar._zone.text() == "Vietnam time"
    shell.preferences.choose(language="vi")
    idle()


# -- who holds the schedule


def test_who_holds_the_schedule_is_told(window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle) -> None:
    studio.entries.added += [held(1, Holder.PC), held(2, Holder.PLATFORM, hour=3)]
    window.changed()
    idle()
    day = date(2026, 11, 26)
    assert name_of(chip(page, day, 0)).endswith("Máy này giữ lịch")
    assert {"Máy này giữ lịch", "Nền tảng giữ lịch"} <= set(page.legend.words)
    QTest.mouseClick(chip(page, day, 0), Qt.MouseButton.LeftButton)
    told = popover(window)
    assert told.blocks[0]._holder.text() == "Máy này giữ lịch"
    assert "phải bật" in told.blocks[0]._hint.text()
    assert not told.blocks[0].move_on.isEnabled()
    assert "hủy lượt gửi" in told.blocks[0].moving.reason
    told.close_popover()
    month(page).asked.emit((page.model.entries(day)[1],), cell(page, day))
    assert "thu hồi" in told.blocks[0].moving.reason
    told.close_popover()


def test_a_companion_stands_on_its_day_without_an_hour(
    window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle
) -> None:
    day = datetime(2026, 11, 28, tzinfo=VIETNAM)
    studio.entries.following.append(
        CalendarEntry(
            kind=EntryKind.COMPANION, post_id="bai-4", title="Tìm người", at=day, state=PostState.PUBLISHED,
            wanted=Phrase("Đã tìm thấy", "Found"),
        )
    )  # fmt: skip
    window.changed()
    idle()
    assert name_of(cell(page, day.date())) == "Thứ Bảy 28/11/2026, 1 bài"
    assert name_of(chip(page, day.date())).startswith("Tìm người, Cần đăng tiếp")
    QTest.mouseClick(chip(page, day.date()), Qt.MouseButton.LeftButton)
    block = popover(window).blocks[0]
    assert block._about.text() == "Cần đăng tiếp: Đã tìm thấy"
    assert not block.move_on.isEnabled()
    popover(window).close_popover()
    page.bar.on.click()
    idle()
    assert [e for e in page.model.shown() if e.kind is EntryKind.COMPANION] == []


def test_a_companion_that_is_due_begins_the_post_that_follows(
    window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle
) -> None:
    entry = CalendarEntry(
        kind=EntryKind.COMPANION, post_id="bai-4", title="Tìm người", at=studio.now() - timedelta(hours=1),
        state=PostState.PUBLISHED, wanted=Phrase("Đã tìm thấy", "Found"), companion="found-person",
    )  # fmt: skip
    page._open_entry(replace(entry, at=studio.now() + timedelta(days=2)))
    idle()
    assert studio.aftercare.opened == [], "not due yet: the original"
    page._open_entry(entry)
    idle()
    assert studio.aftercare.opened == [("bai-4", "found-person")]


# -- what a person is told


def test_missed_times_lead_to_the_outbox(window: MainWindow, page: CalendarPage, idle: Idle) -> None:
    assert page.banner.isVisible()
    assert "lỡ giờ: 1" in page.banner.text
    page._settle.click()
    idle()
    assert window.page is not None
    assert window.page.id is PageId.OUTBOX


def test_a_clock_that_is_off_is_shown(window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle) -> None:
    assert not page.clock.isVisible()
    studio.outbox.warning = Phrase("đồng hồ máy lệch 4 phút.", "the clock is 4 minutes off.")
    window.changed()
    idle()
    assert page.clock.text == "Đồng hồ máy lệch 4 phút."


def test_filters_narrow_every_view(window: MainWindow, page: CalendarPage, idle: Idle) -> None:
    page.bar.state.choose(StateGroup.REVIEW)
    assert {e.state for e in page.model.shown()} == {PostState.IN_REVIEW}
    assert name_of(cell(page, FRIDAY.date())) == "Thứ Sáu 27/11/2026, không có bài"
    go(page, CalendarWay.LIST)
    assert page._listed.currentWidget() is page.agenda
    page.bar.state.choose(StateGroup.APPROVED)
    assert page._listed.currentWidget() is page._nothing
    page._clear.click()
    assert page.model.narrow is False
    assert page._listed.currentWidget() is page.agenda


def test_an_empty_month_says_what_to_do(window: MainWindow, page: CalendarPage, idle: Idle) -> None:
    for _ in range(4):
        page.bar.on.click()
        idle()
    assert page.bar.title.text() == "Tháng 3/2027"
    assert "Enter" in page.subtitle.text()
    go(page, CalendarWay.LIST)
    assert page._listed.currentWidget() is page._none
    assert not page.subtitle.isVisible()
    page.bar.today.click()
    idle()
    assert page.day == TODAY
    assert page._listed.currentWidget() is page.agenda


def test_the_way_it_is_shown_is_remembered(page: CalendarPage, shell: Shell, idle: Idle) -> None:
    go(page, CalendarWay.WEEK)
    assert page.bar.title.text() == "23 – 29/11/2026"
    page.bar.on.click()
    idle()
    assert page.bar.title.text() == "30/11 – 06/12/2026"
    assert name_of(page.bar.on) == "Tuần sau"
    assert CalendarPage(shell)._way is CalendarWay.WEEK


# -- quiet days


def test_quiet_days_are_added_and_removed(
    window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle, qtbot: QtBot
) -> None:
    page._quiet.click()
    (dialog,) = page.findChildren(BlackoutDialog)
    idle()
    assert dialog._none.isVisible()
    dialog.add.click()
    assert dialog.blocks["first"].error
    dialog.first.line.setText("02/12/2026")
    dialog.add.click()
    idle()
    assert dialog.blocks["name"].error.startswith("Hãy ghi lý do")
    dialog.name.setText("Đại hội")
    dialog.last.line.setText("03/12/2026")
    dialog.add.click()
    idle()
    (mark,) = studio.entries.kept.values()
    assert (mark.first, mark.last, mark.name.vi) == (date(2026, 12, 2), date(2026, 12, 3), "Đại hội")
    assert name_of(cell(page, date(2026, 12, 3))).endswith("Đại hội")
    assert name_of(dialog.removers[0]) == "Đăng bài trở lại ngày 02/12/2026 – 03/12/2026"
    dialog.removers[0].click()
    idle()
    assert studio.entries.kept == {}
    dialog.reject()


def test_a_day_is_opened_from_elsewhere(window: MainWindow, page: CalendarPage, idle: Idle, qtbot: QtBot) -> None:
    show(window, qtbot, PageId.CALENDAR, "2027-02-06")
    assert page.bar.title.text() == "Tháng 2/2027"
    assert "Tết Nguyên đán (dự kiến)" in name_of(cell(page, date(2027, 2, 6)))
    show(window, qtbot, PageId.CALENDAR, "plan:2026-12-02")
    assert page.plan.isVisible()
    assert (page.day, page.plan._day) == (date(2026, 12, 2), date(2026, 12, 2))
