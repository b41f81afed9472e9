"""Month, week and list: one model, the keyboard, moving posts, and what a person is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.calendar.model import Entry, Kind, Mark, MarkKind
from studio.clock import VIETNAM
from studio.outbox.model import Holder
from studio.phrase import Phrase
from studio.posts.model import PostState
from studio.ui.calendar.bar import Way
from studio.ui.calendar.blackout import BlackoutDialog
from studio.ui.calendar.cell import DayCell
from studio.ui.calendar.chip import EntryChip
from studio.ui.calendar.grid import Board
from studio.ui.calendar.model import ENTRY_ROLE
from studio.ui.calendar.move_dialog import MoveDialog
from studio.ui.calendar.page import CalendarPage
from studio.ui.calendar.popover import DayPopover
from studio.ui.calendar.words import Group
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId, Shell
from studio.ui.proof import ProofDialog
from tests.ui.calendar.conftest import FRIDAY, held
from tests.ui.conftest import show
from tests.ui.fake_data import APPROVER, PIN
from tests.ui.fake_studio import FakeStudio

TODAY = date(2026, 11, 24)
Idle = Callable[[], None]


def month(page: CalendarPage) -> Board:
    return page.boards[Way.MONTH]


def cell(page: CalendarPage, day: date, way: Way = Way.MONTH) -> DayCell:
    found = page.boards[way].cell_of(day)
    assert found is not None
    return found


def chip(page: CalendarPage, day: date, place: int = 0) -> EntryChip:
    return cell(page, day).chips[place]


def popover(window: MainWindow) -> DayPopover:
    (found,) = window.findChildren(DayPopover)
    return found


def go(page: CalendarPage, way: Way) -> None:
    page.bar.ways[way].click()


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def carry(qtbot: QtBot, page: CalendarPage, start: date, end: date, *, drop: bool = True) -> EntryChip:
    """Draw the first entry of a day to another with the mouse."""
    lifted = chip(page, start)
    target = cell(page, end)
    there = lifted.mapFromGlobal(target.mapToGlobal(target.rect().center()))
    QTest.mousePress(lifted, Qt.MouseButton.LeftButton, pos=lifted.rect().center())
    QTest.mouseMove(lifted, lifted.rect().center() + QPoint(30, 0))
    QTest.mouseMove(lifted, there)
    if drop:
        QTest.mouseRelease(lifted, Qt.MouseButton.LeftButton, pos=there)
    return lifted


# -- one model


def test_month_week_and_list_show_the_same(page: CalendarPage) -> None:
    days = [TODAY + timedelta(days=n) for n in range(-1, 6)]
    expected = {day: tuple(page.model.entries(day)) for day in days}
    assert sum(map(len, expected.values())) >= 3
    shown = {day: tuple(c.entry for c in cell(page, day).chips if not c.isHidden()) for day in days}
    more = {day: len(expected[day]) - len(shown[day]) for day in days}
    assert all(expected[day][: len(shown[day])] == shown[day] for day in days)
    assert all(bool(cell(page, day).more.isVisible()) == (more[day] > 0) for day in days)
    go(page, Way.WEEK)
    week = {day: tuple(c.entry for c in cell(page, day, Way.WEEK).chips if not c.isHidden()) for day in days}
    assert week == expected
    go(page, Way.LIST)
    agenda, root = page.agenda, QModelIndex()
    listed: list[Entry] = []
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
    studio.entries.kept["x"] = Mark(
        kind=MarkKind.BLACKOUT, name=Phrase("Quốc tang", "Mourning"), first=day, last=day, id="x"
    )
    window.changed()
    idle()
    assert name_of(cell(page, TODAY)).endswith("Ngày Văn hóa Việt Nam (dự kiến)")
    assert name_of(cell(page, day)) == "Thứ Bảy 28/11/2026, không có bài, Quốc tang"
    assert {"Ngày lễ", "Không đăng bài"} <= set(page.legend.words)


# -- names, language


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


# -- the keyboard


def test_the_keyboard_walks_over_days_and_months(page: CalendarPage, idle: Idle, qtbot: QtBot) -> None:
    month(page).take_focus()
    qtbot.waitUntil(cell(page, TODAY).hasFocus)
    for key, there in (
        (Qt.Key.Key_Right, TODAY + timedelta(days=1)),
        (Qt.Key.Key_Up, TODAY - timedelta(days=6)),
        (Qt.Key.Key_Left, TODAY - timedelta(days=7)),
        (Qt.Key.Key_Down, TODAY),
        (Qt.Key.Key_PageDown, date(2026, 12, 24)),
        (Qt.Key.Key_PageUp, TODAY),
    ):
        QTest.keyClick(cell(page, page.day), key)
        idle()
        assert page.day == there
        qtbot.waitUntil(cell(page, there).hasFocus)
    for _ in range(2):
        QTest.keyClick(cell(page, page.day), Qt.Key.Key_Down)
        idle()
    assert page.day == date(2026, 12, 8)
    assert page.bar.title.text() == "Tháng 12/2026"
    qtbot.waitUntil(cell(page, date(2026, 12, 8)).hasFocus)
    QTest.keyClick(cell(page, page.day), Qt.Key.Key_Home)
    idle()
    assert page.day == TODAY
    qtbot.waitUntil(cell(page, TODAY).hasFocus)


def test_tab_comes_to_the_days_once(page: CalendarPage) -> None:
    stops = [c for c in month(page).cells if c.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [c.day for c in stops] == [TODAY]


def test_enter_opens_the_one_post_of_a_day(
    window: MainWindow, page: CalendarPage, idle: Idle, qtbot: QtBot, draft: str
) -> None:
    day = cell(page, FRIDAY.date())
    day.setFocus()
    qtbot.waitUntil(day.hasFocus)
    opened: list[Entry] = []
    month(page).opened.disconnect()
    month(page).opened.connect(opened.append)
    QTest.keyClick(day, Qt.Key.Key_Return)
    QTest.mouseDClick(chip(page, FRIDAY.date()), Qt.MouseButton.LeftButton)
    assert [entry.post_id for entry in opened] == [draft, draft]


def test_enter_on_an_empty_day_begins_a_post_for_it(
    window: MainWindow, page: CalendarPage, idle: Idle, qtbot: QtBot
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
    assert "29/11/2026 08:00" in window._toast.text


def test_nothing_is_begun_on_a_past_day(window: MainWindow, page: CalendarPage, idle: Idle, qtbot: QtBot) -> None:
    day = cell(page, date(2026, 11, 4))
    day.setFocus()
    qtbot.waitUntil(day.hasFocus)
    assert not day.new.isVisible()
    QTest.keyClick(day, Qt.Key.Key_Return)
    idle()
    assert window.page is page
    assert not page.menu(day.day).actions()[-1].isEnabled()


def test_space_tells_of_a_day_and_esc_comes_back(window: MainWindow, page: CalendarPage, qtbot: QtBot) -> None:
    day = cell(page, FRIDAY.date())
    day.setFocus()
    qtbot.waitUntil(day.hasFocus)
    QTest.keyClick(day, Qt.Key.Key_Space)
    told = popover(window)
    assert told._heading.text() == "Thứ Sáu 27/11/2026"
    (block,) = told.blocks
    qtbot.waitUntil(block.open.hasFocus)
    assert block.move_on.isEnabled()
    QTest.keyClick(block.open, Qt.Key.Key_Escape)
    assert not told.is_open
    qtbot.waitUntil(day.hasFocus)


def test_the_second_press_of_a_double_click_opens_what_the_first_told_of(
    window: MainWindow, page: CalendarPage, draft: str
) -> None:
    opened: list[Entry] = []
    QTest.mouseClick(chip(page, FRIDAY.date()), Qt.MouseButton.LeftButton)
    told = popover(window)
    told.opened.disconnect()
    told.opened.connect(opened.append)
    second = QMouseEvent(
        QEvent.Type.MouseButtonDblClick, QPointF(5, 5), QPointF(5, 5), Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QTest.mouseClick(told._veil, Qt.MouseButton.LeftButton)
    QApplication.sendEvent(told._veil, second)
    assert opened == [], "both presses beside it: the first one closed it"
    QTest.mouseClick(chip(page, FRIDAY.date()), Qt.MouseButton.LeftButton)
    QApplication.sendEvent(told._veil, second)
    assert [entry.post_id for entry in opened] == [draft]
    assert not told.is_open


def test_the_menu_of_a_day_has_what_can_be_done(page: CalendarPage, draft: str) -> None:
    single = page.menu(FRIDAY.date()).actions()
    assert [act.text() for act in single if act.text()] == ["Mở bài", "Dời…", "Chi tiết…", "Soạn bài cho ngày này"]
    assert single[1].isEnabled()
    several = page.menu(TODAY)
    held_fast = page.menu(TODAY, page.model.entries(TODAY)[0]).actions()[1]
    assert not held_fast.isEnabled()
    assert "Hộp gửi" in held_fast.toolTip()
    assert several.actions()[-1].isEnabled()


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
        Entry(
            kind=Kind.COMPANION, post_id="bai-4", title="Tìm người", at=day, state=PostState.PUBLISHED,
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
    assert [e for e in page.model.shown() if e.kind is Kind.COMPANION] == []


def test_a_companion_that_is_due_begins_the_post_that_follows(
    window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle
) -> None:
    entry = Entry(
        kind=Kind.COMPANION, post_id="bai-4", title="Tìm người", at=studio.now() - timedelta(hours=1),
        state=PostState.PUBLISHED, wanted=Phrase("Đã tìm thấy", "Found"), companion="found-person",
    )  # fmt: skip
    page._open_entry(replace(entry, at=studio.now() + timedelta(days=2)))
    idle()
    assert studio.aftercare.opened == [], "not due yet: the original"
    page._open_entry(entry)
    idle()
    assert studio.aftercare.opened == [("bai-4", "found-person")]


# -- moving


def test_a_draft_is_carried_to_another_day_and_taken_back(
    window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle, qtbot: QtBot, draft: str
) -> None:
    lifted = carry(qtbot, page, FRIDAY.date(), date(2026, 11, 29), drop=False)
    tag = month(page)._tag
    assert tag.isVisible()
    assert tag.text == "27/11/2026 08:00 → 29/11/2026 08:00"
    assert lifted.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    there = lifted.mapFromGlobal(cell(page, date(2026, 11, 29)).mapToGlobal(QPoint(20, 20)))
    QTest.mouseRelease(lifted, Qt.MouseButton.LeftButton, pos=there)
    assert not tag.isVisible()
    idle()
    assert studio.desk.posts[draft].publish_at == FRIDAY + timedelta(days=2)
    assert [e.post_id for e in page.model.entries(date(2026, 11, 29))] == [draft]
    assert window._toast.text == "Đã dời: 27/11/2026 08:00 → 29/11/2026 08:00."
    assert window._toast._timer.interval() == 10_000
    window._toast.button.click()
    idle()
    assert studio.desk.posts[draft].publish_at == FRIDAY
    assert [e.post_id for e in page.model.entries(FRIDAY.date())] == [draft]
    carry(qtbot, page, FRIDAY.date(), date(2026, 11, 29))
    idle()
    for _ in range(2):
        QTest.keyClick(cell(page, page.day), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        idle()
        assert studio.desk.posts[draft].publish_at == FRIDAY, "once, and not once more"


def test_esc_puts_a_post_down_where_it_was(
    studio: FakeStudio, page: CalendarPage, idle: Idle, qtbot: QtBot, draft: str
) -> None:
    lifted = carry(qtbot, page, FRIDAY.date(), date(2026, 11, 29), drop=False)
    QTest.keyClick(cell(page, FRIDAY.date()), Qt.Key.Key_Escape)
    assert not month(page)._tag.isVisible()
    QTest.mouseRelease(lifted, Qt.MouseButton.LeftButton)
    idle()
    assert studio.desk.posts[draft].publish_at == FRIDAY


def test_a_past_day_is_forbidden_and_says_so(
    window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle, qtbot: QtBot, draft: str
) -> None:
    past = date(2026, 11, 20)
    lifted = carry(qtbot, page, FRIDAY.date(), past, drop=False)
    assert lifted.cursor().shape() is Qt.CursorShape.ForbiddenCursor
    assert "đã qua" in month(page)._tag.text
    there = lifted.mapFromGlobal(cell(page, past).mapToGlobal(QPoint(20, 20)))
    QTest.mouseRelease(lifted, Qt.MouseButton.LeftButton, pos=there)
    idle()
    assert studio.desk.posts[draft].publish_at == FRIDAY
    assert "đã qua" in window.banner.text


def test_what_the_platform_holds_is_forbidden_and_says_why(
    window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle, qtbot: QtBot
) -> None:
    studio.entries.added.append(held(1, Holder.PLATFORM))
    window.changed()
    idle()
    lifted = carry(qtbot, page, date(2026, 11, 26), date(2026, 11, 28), drop=False)
    assert lifted.cursor().shape() is Qt.CursorShape.ForbiddenCursor
    assert "thu hồi" in month(page)._tag.text
    QTest.mouseRelease(lifted, Qt.MouseButton.LeftButton)
    assert not page.findChildren(MoveDialog)


def test_an_approved_post_asks_before_its_approval_is_dropped(
    window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle, qtbot: QtBot, draft: str
) -> None:
    studio.desk.posts[draft] = replace(studio.desk.posts[draft], state=PostState.APPROVED)
    window.changed()
    idle()
    carry(qtbot, page, FRIDAY.date(), date(2026, 11, 29))
    (dialog,) = page.findChildren(MoveDialog)
    assert "phê duyệt bị bỏ" in dialog.banners[0].text
    assert dialog.field.line.text() == "29/11/2026 08:00"
    qtbot.waitUntil(dialog.cancel.hasFocus)
    assert studio.desk.posts[draft].publish_at == FRIDAY
    assert dialog.go.text() == "Vẫn dời"
    dialog.go.click()
    idle()
    moved = studio.desk.posts[draft]
    assert (moved.publish_at, moved.state) == (FRIDAY + timedelta(days=2), PostState.DRAFT)
    assert "phải gửi duyệt lại" in window._toast.text


def test_a_quiet_day_asks(
    window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle, qtbot: QtBot, draft: str
) -> None:
    day = date(2026, 11, 29)
    studio.entries.kept["x"] = Mark(
        kind=MarkKind.BLACKOUT, name=Phrase("Quốc tang", "Mourning"), first=day, last=day, id="x"
    )
    window.changed()
    idle()
    carry(qtbot, page, FRIDAY.date(), day)
    (dialog,) = page.findChildren(MoveDialog)
    assert "Quốc tang" in dialog.banners[0].text
    dialog.cancel.click()
    idle()
    assert studio.desk.posts[draft].publish_at == FRIDAY


def test_a_post_is_moved_by_the_keyboard_alone(
    window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle, qtbot: QtBot, draft: str
) -> None:
    day = cell(page, FRIDAY.date())
    day.setFocus()
    qtbot.waitUntil(day.hasFocus)
    QTest.keyClick(day, Qt.Key.Key_Space)
    block = popover(window).blocks[0]
    qtbot.waitUntil(block.open.hasFocus)
    QTest.keyClick(block.open, Qt.Key.Key_Tab)
    qtbot.waitUntil(block.move_on.hasFocus)
    QTest.keyClick(block.move_on, Qt.Key.Key_Space)
    (dialog,) = page.findChildren(MoveDialog)
    assert not dialog.go.isEnabled(), "nothing would change"
    line = dialog.field.line
    qtbot.waitUntil(line.hasFocus)
    line.selectAll()
    QTest.keyClicks(line, "20/11/2026 9h")
    assert "đã qua" in dialog.block.error
    assert not dialog.go.isEnabled()
    line.selectAll()
    QTest.keyClicks(line, "01/12/2026 14h30")
    assert dialog.go.isEnabled()
    QTest.keyClick(line, Qt.Key.Key_Return)
    idle()
    assert studio.desk.posts[draft].publish_at == datetime(2026, 12, 1, 7, 30, tzinfo=UTC)


def test_what_waits_here_under_an_open_approval_is_queued_anew_with_a_pin(
    window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle, qtbot: QtBot
) -> None:
    delivery = studio.outbox.deliveries["gui-0"]
    there = date(2026, 11, 28)
    assert [e.post_id for e in page.model.entries(date(2026, 11, 25))] == [delivery.post_id]
    carry(qtbot, page, date(2026, 11, 25), there)
    (dialog,) = page.findChildren(ProofDialog)
    idle()
    assert "25/11/2026 08:00 → 28/11/2026 08:00" in dialog._text.text()
    dialog._who.choose(APPROVER.id)
    dialog._pin.setText("000000")
    dialog.go.click()
    idle()
    assert "PIN chưa đúng" in dialog._blocks["pin"].error
    assert studio.outbox.deliveries["gui-0"] == delivery
    dialog._pin.setText(PIN)
    dialog.go.click()
    idle()
    assert studio.outbox.deliveries["gui-0"].due_at == delivery.due_at + timedelta(days=3)
    assert [e.post_id for e in page.model.entries(there)] == [delivery.post_id]
    assert "28/11/2026 08:00" in window._toast.text
    window._toast.button.click()
    again = page.findChildren(ProofDialog)[-1]
    idle()
    assert "28/11/2026 08:00 → 25/11/2026 08:00" in again._text.text()
    again.reject()


def test_nobody_moves_without_signing_in(
    window: MainWindow, studio: FakeStudio, page: CalendarPage, idle: Idle, qtbot: QtBot, draft: str
) -> None:
    window.session.sign_out()
    idle()
    carry(qtbot, page, FRIDAY.date(), date(2026, 11, 29))
    idle()
    assert studio.desk.posts[draft].publish_at == FRIDAY
    for dialog in window.findChildren(QWidget, "", Qt.FindChildOption.FindDirectChildrenOnly):
        if dialog.isWindow() and dialog.isVisible():
            dialog.close()


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
    page.bar.state.choose(Group.REVIEW)
    assert {e.state for e in page.model.shown()} == {PostState.IN_REVIEW}
    assert name_of(cell(page, FRIDAY.date())) == "Thứ Sáu 27/11/2026, không có bài"
    go(page, Way.LIST)
    assert page._listed.currentWidget() is page.agenda
    page.bar.state.choose(Group.APPROVED)
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
    go(page, Way.LIST)
    assert page._listed.currentWidget() is page._none
    assert not page.subtitle.isVisible()
    page.bar.today.click()
    idle()
    assert page.day == TODAY
    assert page._listed.currentWidget() is page.agenda


def test_the_way_it_is_shown_is_remembered(page: CalendarPage, shell: Shell, idle: Idle) -> None:
    go(page, Way.WEEK)
    assert page.bar.title.text() == "23 – 29/11/2026"
    page.bar.on.click()
    idle()
    assert page.bar.title.text() == "30/11 – 06/12/2026"
    assert name_of(page.bar.on) == "Tuần sau"
    assert CalendarPage(shell)._way is Way.WEEK


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
