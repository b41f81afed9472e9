"""Posts are carried to another day, or not, and whoever carries one is told why."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.outbox.model import DeliveryState
from studio.posts.model import PostState
from studio.ui.calendar.days import MonthTab, WeekTab
from studio.ui.calendar.entry_mover import RescheduleDialog
from studio.ui.main_window import MainWindow
from studio.ui.outbox import move as steps
from tests.ui.calendar.board import Idle, carry, cell, centre, popover
from tests.ui.calendar.conftest import FRIDAY, SUNDAY, keep_quiet
from tests.ui.conftest import view
from tests.ui.hands import toast
from tests.ui.unit import PIN, Unit


def test_a_draft_is_carried_to_another_day_and_taken_back(
    window: MainWindow, studio: Studio, page: MonthTab, idle: Idle, qtbot: QtBot, draft: str
) -> None:
    lifted = carry(qtbot, page, FRIDAY.date(), SUNDAY, drop=False)
    drop_preview = page.board.drop_preview
    assert drop_preview.isVisible()
    assert drop_preview.text == "Thả: dời đến 29/11/2026 08:00"
    assert lifted.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    there = lifted.mapFromGlobal(cell(page, SUNDAY).mapToGlobal(QPoint(20, 20)))
    QTest.mouseRelease(lifted, Qt.MouseButton.LeftButton, pos=there)
    assert not drop_preview.isVisible()
    idle()
    assert studio.drafts.get(draft).publish_at == FRIDAY + timedelta(days=2)
    assert [e.post_id for e in page.model.entries(SUNDAY)] == [draft]
    assert toast(window).text == "Đã dời: 27/11/2026 08:00 → 29/11/2026 08:00."
    toast(window).button.click()
    idle()
    assert studio.drafts.get(draft).publish_at == FRIDAY
    assert [e.post_id for e in page.model.entries(FRIDAY.date())] == [draft]
    carry(qtbot, page, FRIDAY.date(), SUNDAY)
    idle()
    for _ in range(2):
        QTest.keyClick(cell(page, page.when.day), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        idle()
        assert studio.drafts.get(draft).publish_at == FRIDAY, "once, and not once more"


def test_esc_puts_a_post_down_where_it_was(
    studio: Studio, page: MonthTab, idle: Idle, qtbot: QtBot, draft: str
) -> None:
    lifted = carry(qtbot, page, FRIDAY.date(), SUNDAY, drop=False)
    QTest.keyClick(cell(page, FRIDAY.date()), Qt.Key.Key_Escape)
    assert not page.board.drop_preview.isVisible()
    QTest.mouseRelease(lifted, Qt.MouseButton.LeftButton)
    idle()
    assert studio.drafts.get(draft).publish_at == FRIDAY


def test_a_past_day_is_forbidden_and_says_so(
    window: MainWindow, studio: Studio, page: MonthTab, idle: Idle, qtbot: QtBot, draft: str
) -> None:
    past = date(2026, 11, 20)
    lifted = carry(qtbot, page, FRIDAY.date(), past, drop=False)
    assert lifted.cursor().shape() is Qt.CursorShape.ForbiddenCursor
    assert "đã qua" in page.board.drop_preview.text
    there = lifted.mapFromGlobal(cell(page, past).mapToGlobal(QPoint(20, 20)))
    QTest.mouseRelease(lifted, Qt.MouseButton.LeftButton, pos=there)
    idle()
    assert studio.drafts.get(draft).publish_at == FRIDAY
    assert "đã qua" in window.banner.text


def test_what_waits_in_the_outbox_is_led_through_the_steps(
    unit: Unit, page: MonthTab, idle: Idle, qtbot: QtBot
) -> None:
    delivery = unit.studio.outbox.get("gui-0")
    lifted = carry(qtbot, page, date(2026, 11, 25), SUNDAY, drop=False)
    assert lifted.cursor().shape() is Qt.CursorShape.ClosedHandCursor
    assert "duyệt và xếp hàng lại" in page.board.drop_preview.text
    QTest.mouseRelease(lifted, Qt.MouseButton.LeftButton, pos=lifted.mapFromGlobal(centre(page, SUNDAY)))
    idle()
    (dialog,) = page.findChildren(steps.MoveDialog)
    assert "29/11/2026 07:42" in dialog.windowTitle()
    dialog.signature.who.choose(unit.approver.id)
    dialog.signature.pin.setText(PIN)
    dialog.go.click()
    idle()
    waits = [d for d in unit.studio.outbox.of_post(delivery.post_id) if d.state is DeliveryState.SCHEDULED]
    assert [d.due_at for d in waits] == [delivery.due_at + timedelta(days=4)]
    assert [e.post_id for e in page.model.entries(SUNDAY)] == [delivery.post_id]


def test_what_went_out_stays(window: MainWindow, unit: Unit, page: MonthTab, idle: Idle, qtbot: QtBot) -> None:
    sent = next(e for e in page.model.shown() if e.state is PostState.PUBLISHED)
    told = page.mover.foretell(sent, sent.at + timedelta(days=3))
    assert told.refused
    assert not page.menu(sent.day, sent).actions()[1].isEnabled()


def test_an_approved_post_asks_before_its_approval_is_dropped(
    window: MainWindow, unit: Unit, page: MonthTab, idle: Idle, qtbot: QtBot, draft: str
) -> None:
    studio = unit.studio
    unit.submit(draft)
    unit.approve(draft)
    window.changed()
    idle()
    carry(qtbot, page, FRIDAY.date(), SUNDAY)
    (dialog,) = page.findChildren(RescheduleDialog)
    assert "phê duyệt bị hủy" in dialog.banners[0].text
    assert dialog.field.line.text() == "29/11/2026 08:00"
    qtbot.waitUntil(dialog.cancel.hasFocus)
    assert studio.drafts.get(draft).publish_at == FRIDAY
    assert dialog.go.text() == "Vẫn dời"
    dialog.go.click()
    idle()
    moved = studio.drafts.get(draft)
    assert (moved.publish_at, moved.state) == (FRIDAY + timedelta(days=2), PostState.DRAFT)
    assert "phải gửi duyệt lại" in toast(window).text


def test_a_quiet_day_asks(window: MainWindow, unit: Unit, page: MonthTab, idle: Idle, qtbot: QtBot, draft: str) -> None:
    keep_quiet(unit, SUNDAY)
    window.changed()
    idle()
    carry(qtbot, page, FRIDAY.date(), SUNDAY)
    (dialog,) = page.findChildren(RescheduleDialog)
    assert "Quốc tang" in dialog.banners[0].text
    dialog.cancel.click()
    idle()
    assert unit.studio.drafts.get(draft).publish_at == FRIDAY


def test_a_post_is_moved_by_the_keyboard_alone(
    window: MainWindow, studio: Studio, page: MonthTab, idle: Idle, qtbot: QtBot, draft: str
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
    (dialog,) = page.findChildren(RescheduleDialog)
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
    assert studio.drafts.get(draft).publish_at == datetime(2026, 12, 1, 7, 30, tzinfo=UTC)


def test_m_and_the_arrows_carry_a_post(
    window: MainWindow, studio: Studio, page: MonthTab, idle: Idle, qtbot: QtBot, draft: str
) -> None:
    day = cell(page, FRIDAY.date())
    day.setFocus()
    qtbot.waitUntil(day.hasFocus)
    QTest.keyClick(day, Qt.Key.Key_M)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(day, key)
    assert page.board.drop_preview.text == "Thả: dời đến 05/12/2026 08:00"
    QTest.keyClick(day, Qt.Key.Key_Escape)
    assert not page.board.drop_preview.isVisible()
    week = view(window, qtbot, WeekTab, f"week:{FRIDAY.date()}")
    day = cell(week, FRIDAY.date())
    day.setFocus()
    for key in (Qt.Key.Key_M, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(day, key)
    idle()
    assert studio.drafts.get(draft).publish_at == FRIDAY + timedelta(hours=1, minutes=30)


def test_nobody_moves_without_signing_in(
    window: MainWindow, studio: Studio, page: MonthTab, idle: Idle, qtbot: QtBot, draft: str
) -> None:
    window.session.sign_out()
    idle()
    carry(qtbot, page, FRIDAY.date(), SUNDAY)
    idle()
    assert studio.drafts.get(draft).publish_at == FRIDAY
    for dialog in window.findChildren(QWidget, "", Qt.FindChildOption.FindDirectChildrenOnly):
        if dialog.isWindow() and dialog.isVisible():
            dialog.close()
