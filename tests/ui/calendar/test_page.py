"""Month, week and list: one model, its names, and what a person is told."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.calendar.model import CalendarEntry, EntryKind
from studio.clock import VIETNAM
from studio.outbox.model import Holder
from studio.posts.model import PROMISED, PostState
from studio.ui import printer
from studio.ui.calendar.cell import chip_height
from studio.ui.calendar.days import MonthTab, WeekTab
from studio.ui.calendar.grid import NAME_EDGE, DayGrid, Weekdays
from studio.ui.calendar.plan_view import PlanTab
from studio.ui.calendar.printed_days import sheet
from studio.ui.calendar.quiet_days import QuietDaysDialog
from studio.ui.calendar.week import DayColumn, WeekChip
from studio.ui.main_window import MainWindow
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.posts.listing import ListTab
from studio.ui.posts.page import PostsPage
from tests.ui.calendar.board import TODAY, Idle, cell, chip, name_of, popover
from tests.ui.calendar.conftest import FRIDAY, SUNDAY, hold, keep_quiet
from tests.ui.conftest import show, view
from tests.ui.hands import error_at, labels, press
from tests.ui.unit import PIN, PRACTICE, Unit


def test_month_and_week_show_the_same(page: MonthTab, window: MainWindow, qtbot: QtBot) -> None:
    days = [TODAY + timedelta(days=n) for n in range(-1, 6)]
    expected = {day: tuple(page.model.entries(day)) for day in days}
    assert sum(map(len, expected.values())) >= 3
    shown = {day: tuple(c.entry for c in cell(page, day).chips if not c.isHidden()) for day in days}
    more = {day: len(expected[day]) - len(shown[day]) for day in days}
    assert all(expected[day][: len(shown[day])] == shown[day] for day in days)
    assert all(bool(cell(page, day).more.isVisible()) == (more[day] > 0) for day in days)
    week = view(window, qtbot, WeekTab, "week")
    assert {day: tuple(c.entry for c in cell(week, day).chips if not c.isHidden()) for day in days} == expected


def test_a_day_shows_what_has_room_and_says_how_many_more(
    window: MainWindow, unit: Unit, page: MonthTab, idle: Idle
) -> None:
    for number in range(5):
        hold(unit, number, Holder.PC, hour=2 + number)
    window.changed()
    idle()
    thursday = cell(page, date(2026, 11, 26))
    shown = sum(not c.isHidden() for c in thursday.chips)
    assert 0 < shown < 5
    assert thursday.more.words == f"+{5 - shown}"
    thursday.more.click()
    told = popover(window)
    assert told.is_open
    assert len(told.blocks) == 5
    told.close_popover()


def test_blocks_of_a_week_stand_at_their_hour_and_over_no_other(
    window: MainWindow, unit: Unit, page: MonthTab, idle: Idle, qtbot: QtBot
) -> None:
    for number, hour in enumerate((1, 2, 2, 12)):
        hold(unit, number, Holder.PC, hour=hour)
    week = view(window, qtbot, WeekTab, "week:2026-11-26")
    blocks = [c for c in cell(week, date(2026, 11, 26)).chips if not c.isHidden()]
    places = [block.geometry() for block in blocks]
    assert all(before.bottom() < after.y() for before, after in pairwise(places))
    early, late = places[0], places[-1]
    assert early.y() < places[1].y()
    assert late.y() > places[2].bottom() + 3 * late.height(), "ten hours later"


def test_a_title_takes_the_lines_that_its_day_has(window: MainWindow, page: MonthTab, qtbot: QtBot) -> None:
    friday = date(2026, 11, 27)
    day = cell(page, friday)
    (entry,) = page.model.entries(friday)
    lines = day.chips[0].lines_for(entry, day.chips[0].width())
    assert lines > 2
    assert day.chips[0].height() == chip_height(day, lines)
    (block,) = (c for c in cell(view(window, qtbot, WeekTab, "week"), friday).chips if not c.isHidden())
    assert isinstance(block, WeekChip)
    window.resize(window.minimumSizeHint())
    qtbot.waitUntil(lambda: block.height() == block.block_height(block.lines_for(entry, block.width())))
    assert block.lines_for(entry, block.width()) > 2


def test_every_line_of_the_week_has_its_hour(window: MainWindow, page: MonthTab, qtbot: QtBot) -> None:
    week = view(window, qtbot, WeekTab, "week")
    board, monday = week.board, cell(week, TODAY - timedelta(days=1))
    assert isinstance(monday, DayColumn)
    high = week.fontMetrics().height() // 2
    for hour in range(6, 24):
        line = monday.y_of(datetime(2026, 11, 23, hour, tzinfo=VIETNAM))
        beside = board.grab(QRect(0, line - high // 2, monday.x() - 1, high)).toImage()
        assert beside.height() == high
        inks = {beside.pixel(x, y) for x in range(beside.width()) for y in range(beside.height())}
        assert len(inks) > 1, hour


@pytest.mark.parametrize("barred", [False, True])
def test_names_stand_over_their_columns_beside_a_scroll_bar_too(page: MonthTab, qtbot: QtBot, barred: bool) -> None:
    (grid,) = page.findChildren(DayGrid)
    (names,) = grid.findChildren(Weekdays)
    grid.setFixedHeight(160 if barred else 900)
    qtbot.waitUntil(lambda: grid.area.verticalScrollBar().isVisible() is barred)

    def beside(place: int) -> int:
        return names.names[place].mapTo(grid, QPoint()).x() - page.board.cells[place].mapTo(grid, QPoint()).x()

    qtbot.waitUntil(lambda: all(abs(beside(place) - NAME_EDGE) <= 1 for place in range(7)))


def test_holidays_and_quiet_days_are_named(window: MainWindow, unit: Unit, page: MonthTab, idle: Idle) -> None:
    keep_quiet(unit, SUNDAY)
    window.changed()
    idle()
    assert name_of(cell(page, TODAY)).endswith("Ngày Văn hóa Việt Nam (dự kiến)")
    assert name_of(cell(page, SUNDAY)) == "Chủ nhật 29/11/2026, không có bài, Quốc tang"
    assert {"Ngày lễ", "Không đăng bài"} <= set(page.legend.words)


def test_each_day_has_a_name_in_both_languages(
    window: MainWindow, page: MonthTab, shell: Shell, idle: Idle, qtbot: QtBot
) -> None:
    friday = cell(page, FRIDAY.date())
    assert name_of(friday) == "Thứ Sáu 27/11/2026, 1 bài"
    assert all(name_of(c) for c in page.board.cells if c.isVisible())
    said = name_of(chip(page, FRIDAY.date()))
    assert said.startswith("08:00, ")
    assert ", Bản nháp, " in said
    assert page.when.title.text() == "Tháng 11/2026"
    shell.preferences.choose(language="en")
    idle()
    english = view(window, qtbot, MonthTab, "")
    assert name_of(cell(english, FRIDAY.date())) == "Friday 27/11/2026, 1 post"
    assert ", Draft, " in name_of(chip(english, FRIDAY.date()))
    assert english.when.title.text() == "November 2026"
    shell.preferences.choose(language="vi")
    idle()


# -- who holds the schedule


def test_who_holds_the_schedule_is_told(window: MainWindow, unit: Unit, page: MonthTab, idle: Idle) -> None:
    hold(unit, 1, Holder.PC)
    hold(unit, 2, Holder.PLATFORM, hour=3)
    window.changed()
    idle()
    day = date(2026, 11, 26)
    assert name_of(chip(page, day, 0)).endswith("Máy này giữ lịch")
    assert {"Máy này giữ lịch", "Nền tảng giữ lịch"} <= set(page.legend.words)
    QTest.mouseClick(chip(page, day, 0), Qt.MouseButton.LeftButton)
    told = popover(window)
    assert "Máy này giữ lịch" in labels(told.blocks[0])
    assert any("phải bật" in text for text in labels(told.blocks[0]))
    assert told.blocks[0].move_on.isEnabled()
    told.close_popover()


@pytest.fixture
def followed(unit: Unit) -> str:
    """A result that was published, and promises news on Saturday 28/11/2026."""
    post = unit.draft("case_result", fields={PROMISED: "2026-11-28"}, targets=(PRACTICE.name,))
    unit.submit(post.id)
    with unit.at_work(unit.head):
        unit.studio.workflow.approve(post.id, unit.head.id, PIN)
    unit.publish(post.id, PRACTICE.name)
    unit.studio.outbox.run()
    return post.id


def companion(page: MonthTab, day: date) -> CalendarEntry:
    return next(entry for entry in page.model.entries(day) if entry.kind is EntryKind.COMPANION)


def test_a_companion_stands_on_its_day_without_an_hour(
    followed: str, window: MainWindow, page: MonthTab, idle: Idle
) -> None:
    day = date(2026, 11, 28)
    place = list(page.model.entries(day)).index(companion(page, day))
    assert "Cần đăng tiếp" in name_of(chip(page, day, place))
    page.board.asked.emit((companion(page, day),), cell(page, day))
    block = popover(window).blocks[0]
    assert any(text.startswith("Cần đăng tiếp: ") for text in labels(block))
    assert not block.move_on.isEnabled()
    popover(window).close_popover()
    page.when.on.click()
    idle()
    assert [e for e in page.model.shown() if e.kind is EntryKind.COMPANION] == []


def test_a_companion_that_is_due_begins_the_post_that_follows(
    followed: str, unit: Unit, window: MainWindow, page: MonthTab, idle: Idle
) -> None:
    day = date(2026, 11, 28)
    entry = companion(page, day)
    first = page.menu(day, entry).actions()[0]
    assert first.text() == "Mở bài", "not due yet: the original"
    unit.clock.forward(days=5)
    unit.sign_in(window, unit.author)
    due = page.menu(day, entry).actions()[0]
    assert due.text() != first.text()
    due.trigger()
    idle()
    (begun,) = unit.studio.aftercare.about(followed)
    assert begun.template_id == entry.companion


# -- what a person is told


def test_missed_times_lead_to_the_outbox(window: MainWindow, page: MonthTab, idle: Idle) -> None:
    assert page.banner.isVisible()
    assert "lỡ giờ: 1" in page.banner.text
    press(page.banner, "Mở Hộp gửi")
    idle()
    assert window.page is not None
    assert window.page.id is PageId.OUTBOX


def test_a_clock_that_went_back_is_shown(window: MainWindow, unit: Unit, page: MonthTab, idle: Idle) -> None:
    assert not page.clock.isVisible()
    unit.clock.forward(hours=1)
    unit.studio.outbox.run()
    unit.clock.forward(hours=-1)
    window.changed()
    idle()
    assert "24/11/2026 11:42" in page.clock.text


def test_one_filter_holds_for_list_and_calendar(window: MainWindow, page: MonthTab, idle: Idle, qtbot: QtBot) -> None:
    page.bar.state.choose(PostState.IN_REVIEW)
    page.bar.state.activated.emit(page.bar.state.currentIndex())
    idle()
    assert {e.state for e in page.model.shown()} == {PostState.IN_REVIEW}
    assert name_of(cell(page, FRIDAY.date())) == "Thứ Sáu 27/11/2026, không có bài"
    listed = view(window, qtbot, ListTab, "list")
    assert {row.state for row in listed.model.all()} == {PostState.IN_REVIEW}
    week = view(window, qtbot, WeekTab, "week:2026-11-27")
    assert week.model.shown()
    assert {e.state for e in week.model.shown()} == {PostState.IN_REVIEW}


def test_an_empty_month_says_what_to_do(page: MonthTab, idle: Idle) -> None:
    for _ in range(4):
        page.when.on.click()
        idle()
    assert page.when.title.text() == "Tháng 3/2027"
    assert any("Enter" in text for text in labels(page))
    page.when.today.click()
    idle()
    assert page.when.day == TODAY
    assert not any("Enter" in text for text in labels(page))


def test_the_view_is_remembered_and_the_day_in_hand_is_the_same(
    window: MainWindow, page: MonthTab, shell: Shell, idle: Idle, qtbot: QtBot
) -> None:
    week = view(window, qtbot, WeekTab, "week")
    assert page.when.title.text() == "23 – 29/11/2026"
    page.when.on.click()
    idle()
    assert page.when.title.text() == "30/11 – 06/12/2026"
    assert name_of(page.when.on) == "Tuần sau"
    assert week.when.day == TODAY + timedelta(days=7)
    assert PostsPage(shell).name == "week"


# -- paper


@pytest.mark.skipif(
    printer.DIALOG_NEEDS_PRINTER and not QPrinterInfo.availablePrinterNames(), reason="this PC has no printer"
)
def test_a_month_is_printed(page: MonthTab, window: MainWindow, tmp_path: Path) -> None:
    press(window, "In…")
    (dialog,) = page.findChildren(QPrintDialog)
    out = tmp_path / "lich.pdf"
    dialog.printer().setOutputFileName(str(out))
    dialog.accepted.emit(dialog.printer())
    dialog.reject()
    assert out.read_bytes().startswith(b"%PDF")


def test_a_month_is_written_as_a_file_where_the_dialog_would_not_open(
    page: MonthTab, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printer, "DIALOG_NEEDS_PRINTER", True)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    press(window, "In…")
    (first,) = page.findChildren(QFileDialog)
    assert first.windowTitle() == "PC này không có máy in: lưu thành tệp PDF"
    (tmp_path / "file").write_bytes(b"")
    first.fileSelected.emit(str(tmp_path / "file" / "lich.pdf"))
    first.reject()
    second = next(dialog for dialog in page.findChildren(QFileDialog) if dialog is not first)
    assert second.windowTitle() == "Không ghi được vào đó: hãy chọn thư mục khác"
    out = tmp_path / "lich.pdf"
    second.fileSelected.emit(str(out))
    second.reject()
    assert out.read_bytes().startswith(b"%PDF")


def test_a_printed_month_has_words_for_states(page: MonthTab, unit: Unit) -> None:
    keep_quiet(unit, SUNDAY)
    page.refresh()
    text = sheet(page.period, page.board.days(), page.model, unit.studio.now()).toPlainText()
    assert text.startswith("Tháng 11/2026")
    assert "08:00" in text
    assert "(Bản nháp; " in text


# -- quiet days


def test_quiet_days_are_added_and_removed(
    window: MainWindow, studio: Studio, page: MonthTab, idle: Idle, qtbot: QtBot
) -> None:
    press(window, "Ngày không đăng…")
    (dialog,) = window.findChildren(QuietDaysDialog)
    idle()
    assert "Chưa có ngày nào." in labels(dialog)
    dialog.go.click()
    assert error_at(dialog.first)
    dialog.first.line.setText("02/12/2026")
    dialog.go.click()
    idle()
    assert error_at(dialog.name).startswith("Hãy ghi lý do")
    dialog.name.setText("Đại hội")
    dialog.last.line.setText("03/12/2026")
    dialog.go.click()
    idle()
    (mark,) = studio.calendar.blackouts()
    assert (mark.first, mark.last, mark.name.vi) == (date(2026, 12, 2), date(2026, 12, 3), "Đại hội")
    assert name_of(cell(page, date(2026, 12, 3))).endswith("Đại hội")
    assert name_of(dialog.removers[0]) == "Đăng bài trở lại ngày 02/12/2026 – 03/12/2026"
    dialog.removers[0].click()
    idle()
    assert studio.calendar.blackouts() == ()
    dialog.reject()


def test_a_day_is_opened_from_elsewhere(window: MainWindow, page: MonthTab, idle: Idle, qtbot: QtBot) -> None:
    show(window, qtbot, PageId.POSTS, "2027-02-06")
    assert page.when.title.text() == "Tháng 2/2027"
    assert "Tết Nguyên đán (dự kiến)" in name_of(cell(page, date(2027, 2, 6)))
    plan = view(window, qtbot, PlanTab, "plan:2026-12-02")
    assert page.when.day == date(2026, 12, 2)
    qtbot.waitUntil(lambda: plan.view is not None and plan.view.plan.monday == date(2026, 11, 30))
