"""Posts are carried to another day, or not, and whoever carries one is told why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.calendar.model import DayMark, DayMarkKind
from studio.outbox.model import Holder
from studio.phrase import Phrase
from studio.posts.model import PostState
from studio.ui.calendar.mover import MoveDialog
from studio.ui.calendar.page import CalendarPage
from studio.ui.main_window import MainWindow
from studio.ui.proof import ProofDialog
from tests.ui.calendar.board import Idle, carry, cell, month, popover
from tests.ui.calendar.conftest import FRIDAY, held
from tests.ui.fake_data import APPROVER, PIN
from tests.ui.fake_studio import FakeStudio


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
    studio.entries.kept["x"] = DayMark(
        kind=DayMarkKind.BLACKOUT, name=Phrase("Quốc tang", "Mourning"), first=day, last=day, id="x"
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
