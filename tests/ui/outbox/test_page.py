"""The outbox page and the confirmation before anything is published."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.accounts.model import PageStatus
from studio.app import Studio
from studio.clock import local_date, show_datetime
from studio.outbox.model import Attention, DeliveryState
from studio.ui.main_window import MainWindow
from studio.ui.outbox.confirm import PublishDialog, TargetChoice
from studio.ui.outbox.deeds import DeliveryDeed, deeds_of
from studio.ui.outbox.details import DeliveryFilter, ReadyRow, load_outbox
from studio.ui.outbox.page import OutboxPage
from studio.ui.outbox.work import CompareDialog
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.sign_in import SignInDialog
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.pin import PersonPicker, PinField
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.geometry import settle
from tests.ui.hands import button, chips, empty, error_at, labels, press, prove, told, within
from tests.ui.outbox.conftest import SOME, Idle, Pick
from tests.ui.unit import HANDOVER, NOW, PIN, PRACTICE, Unit

SMALL_LINE = 0.7
"""Of a line of type, what a line of the small type has at least."""


def test_search_ignores_accents_and_filters_count(studio: Studio) -> None:
    assert list(load_outbox(studio, DeliveryFilter.ALL, "can cuoc luu dong").rows) == ["gui-1"]
    assert list(load_outbox(studio, DeliveryFilter.ALL, studio.outbox.get("gui-4").reference).rows) == ["gui-4"]
    urgent = load_outbox(studio, DeliveryFilter.URGENT, "")
    assert set(urgent.rows) == {"gui-1", "gui-3", "gui-4", "gui-7"}
    assert (urgent.counts[DeliveryFilter.URGENT], urgent.counts[DeliveryFilter.ALL]) == (5, 12)
    assert not load_outbox(studio, DeliveryFilter.URGENT, "khong co gi nhu vay").rows


def test_what_is_sought_is_shown_whatever_hides_it(studio: Studio) -> None:
    view = load_outbox(studio, DeliveryFilter.URGENT, "", sought="gui-2")
    assert view.uncovered
    assert "gui-2" in view.rows
    assert not load_outbox(studio, DeliveryFilter.ALL, "", sought="gui-2").uncovered


@pytest.mark.parametrize("state", DeliveryState)
def test_every_state_has_its_deeds(state: DeliveryState) -> None:
    for reason in Attention if state is DeliveryState.NEEDS_ATTENTION else (Attention.NONE,):
        deeds = deeds_of(replace(SOME, state=state, reason=reason, permalink=""))
        assert DeliveryDeed.OPEN not in deeds
        if state is DeliveryState.UNKNOWN:
            assert DeliveryDeed.RETRY not in deeds


def test_the_drawer_shows_the_delivery_in_hand(page: OutboxPage, pick: Pick) -> None:
    assert not page.drawer.isVisible()
    pick("gui-3")
    assert page.drawer.isVisible()
    assert "Chưa rõ kết quả" in chips(page.drawer)
    assert "không tự gửi lại" in told(page.drawer)[0]
    assert page.drawer.deed_button(DeliveryDeed.RETRY) is None


def test_rows_beside_the_drawer_have_room_for_their_evidence(
    page: OutboxPage, window: MainWindow, pick: Pick, qtbot: QtBot
) -> None:
    """Without columns, two lines of title or word and two below."""
    settle(window, qtbot, (1920, 1080))
    row = page.table.model().index(1, 0)
    alone = page.table.visualRect(row).height()
    pick("gui-3")
    settle(window, qtbot, (1366, 768))
    beside = page.table.visualRect(row).height()
    assert beside - alone > SMALL_LINE * page.table.fontMetrics().lineSpacing()


@pytest.mark.parametrize("way", ["mouse", "key"])
def test_a_row_takes_its_step(way: str, page: OutboxPage, window: MainWindow, studio: Studio, idle: Idle) -> None:
    window.resize(1600, 900)
    idle()
    place = page.table.rows.place_of("gui-3")
    assert place is not None
    if way == "mouse":
        room = page.table.visualRect(page.table.rows.index(place, 0))
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=room.bottomRight() - QPoint(50, 30))
    else:
        page.table.choose("gui-3")
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    idle()
    assert studio.outbox.get("gui-3").state is DeliveryState.VERIFIED


def test_a_doubtful_delivery_is_looked_up(page: OutboxPage, pick: Pick, studio: Studio, idle: Idle) -> None:
    pick("gui-3")
    look = page.drawer.deed_button(DeliveryDeed.RECONCILE)
    assert look is not None
    look.click()
    idle()
    assert studio.outbox.get("gui-3").state is DeliveryState.VERIFIED
    assert page.table.chosen_id == "gui-3"


def test_sending_again_needs_person_and_pin(page: OutboxPage, pick: Pick, unit: Unit, idle: Idle) -> None:
    pick("gui-4")
    again = page.drawer.deed_button(DeliveryDeed.RETRY)
    assert again is not None
    again.click()
    idle()
    dialog = shown(PinConfirmDialog)
    dialog.go.click()
    assert error_at(within(dialog, PersonPicker))
    assert error_at(within(dialog, PinField))
    prove(dialog, unit.approver, pin="11111111")
    idle()
    assert "Sai mã PIN" in error_at(within(dialog, PinField))
    assert unit.studio.outbox.get("gui-4").state is DeliveryState.FAILED
    prove(dialog, unit.approver)
    idle()
    unit.studio.outbox.run()
    assert unit.studio.outbox.get("gui-4").reason is Attention.HAND, "it lies ready now, as a person posts it"


def test_a_withdrawn_post_is_removed_with_a_name_and_a_pin(
    page: OutboxPage, pick: Pick, unit: Unit, idle: Idle
) -> None:
    with unit.at_work(unit.head):
        unit.studio.workflow.withdraw("bai-12", unit.head.id, PIN, "Số điện thoại sai.")
    pick("gui-2")
    assert page.drawer.deed_button(DeliveryDeed.ASK_BACK) is None
    remove = page.drawer.deed_button(DeliveryDeed.WITHDRAW)
    assert remove is not None
    remove.click()
    idle()
    prove(shown(PinConfirmDialog), unit.approver)
    idle()
    assert unit.studio.outbox.get("gui-2").state is DeliveryState.WITHDRAWN


LINK = f"https://oa.zalo.me/{HANDOVER.page_id}/2"


def test_posting_by_hand_copies_and_takes_the_link(
    page: OutboxPage, pick: Pick, unit: Unit, window: MainWindow, idle: Idle
) -> None:
    pick("gui-1")
    panel = page.drawer.handover
    assert panel.isVisible()
    assert panel.open.isEnabled()
    assert "2. Chép vào Zalo OA Manager" in labels(panel)
    press(panel, "Sao chép: Tiêu đề")
    assert QGuiApplication.clipboard().text() == "Lịch làm căn cước lưu động tổ dân phố 4"
    panel.done.click()
    assert error_at(panel.link) == "Hãy dán liên kết của bài đã đăng."
    unit.sign_in(window, unit.approver)
    idle()
    panel.link.setText("facebook.com/1")
    panel.done.click()
    idle()
    assert "https://" in error_at(panel.link)
    assert panel.link.text() == "facebook.com/1"
    panel.link.setText(LINK)
    panel.link.setFocus()
    QTest.keyClick(panel.link, Qt.Key.Key_Return)
    idle()
    assert unit.studio.outbox.get("gui-1").state is DeliveryState.VERIFIED
    assert page.table.hasFocus()
    assert page.table.chosen_id != "gui-1"


def test_a_link_is_noted_although_the_window_is_closed_at_once(
    page: OutboxPage, pick: Pick, unit: Unit, window: MainWindow
) -> None:
    unit.sign_in(window, unit.approver)
    pick("gui-1")
    page.drawer.handover.link.setText(LINK)
    page.drawer.handover.done.click()
    assert window.close()
    assert unit.reopen().outbox.get("gui-1").state is DeliveryState.VERIFIED


def test_a_link_that_is_refused_keeps_the_window_open_for_the_reason_to_be_read(
    page: OutboxPage, pick: Pick, unit: Unit, window: MainWindow
) -> None:
    unit.sign_in(window, unit.approver)
    pick("gui-1")
    page.drawer.handover.link.setText("facebook.com/1")
    page.drawer.handover.done.click()
    assert not window.close()
    assert "https://" in error_at(page.drawer.handover.link)


def test_the_link_is_asked_with_a_name_to_it(page: OutboxPage, pick: Pick, studio: Studio, idle: Idle) -> None:
    pick("gui-1")
    page.drawer.handover.link.setText(LINK)
    page.drawer.handover.done.click()
    idle()
    shown(SignInDialog).reject()
    assert studio.outbox.get("gui-1").state is DeliveryState.NEEDS_ATTENTION


def test_posts_of_the_page_are_compared_before_one_is_chosen(
    page: OutboxPage, shell: Shell, studio: Studio, window: MainWindow, idle: Idle
) -> None:
    doubtful = studio.outbox.get("gui-3")
    (there,) = [post.remote_id for post in studio.outbox.candidates("gui-3") if post.reference == doubtful.reference]
    dialog = CompareDialog(shell, doubtful, window)
    dialog.open()
    idle()
    assert not dialog.choose.isEnabled()
    dialog.list.choose(there)
    picked: list[str] = []
    dialog.picked.connect(picked.append)
    dialog.choose.click()
    assert picked == [there]


def test_what_is_approved_and_not_queued_stands_first_and_says_so(
    page: OutboxPage, window: MainWindow, idle: Idle
) -> None:
    idle()
    row = page.table.row(page.table.ids[0])
    assert isinstance(row, ReadyRow)
    spoken = page.table.spoken(row)
    assert spoken.startswith("Cần xử lý  5. Tạm dừng tiếp công dân sáng 26/11/2026")
    assert "Đã duyệt, chưa xếp hàng. Chưa có người xếp hàng thì bài không lên trang" in spoken
    page.table.opened.emit(row.id)
    idle()
    shown(PublishDialog).reject()


def test_rows_stand_in_groups_with_the_evidence_in_words(page: OutboxPage, idle: Idle) -> None:
    idle()
    heads = [head for row in page.table.rows.all() if (head := page.table.head(row))]
    assert [head.split("  ")[0] for head in heads] == ["Cần xử lý", "Sắp gửi", "Đã gửi"]
    verified = page.table.row("gui-2")
    assert verified is not None
    assert page.table.face(verified).evidence.startswith("Đọc lại")


def choices(dialog: PublishDialog) -> list[TargetChoice]:
    """The pages that it offers, in their order."""
    return dialog.findChildren(TargetChoice)


def queued(studio: Studio) -> list[tuple[str, str]]:
    """The pages that the approved post was queued for, and by whom."""
    return [(delivery.account, delivery.queued_by) for delivery in studio.outbox.of_post("bai-2")]


@pytest.fixture
def dialog(shell: Shell, window: MainWindow, qtbot: QtBot, idle: Idle) -> PublishDialog:
    made = PublishDialog(shell, "bai-2", window)
    made.open()
    idle()
    qtbot.waitUntil(lambda: bool(choices(made)))
    return made


def fill(dialog: PublishDialog, unit: Unit) -> None:
    choices(dialog)[0].box.setChecked(True)
    dialog.who.choose(unit.approver.id)
    dialog.pin.setText(PIN)
    dialog.pin.textEdited.emit(PIN)


def test_the_confirmation_warns_of_a_quiet_day_and_stops_nothing(dialog: PublishDialog, unit: Unit, idle: Idle) -> None:
    assert dialog.quiet.text == ""
    day = local_date(NOW + timedelta(days=3))
    with unit.at_work(unit.head):
        unit.studio.calendar.add_blackout(day, day, "Quốc tang", unit.head.id)
    fill(dialog, unit)
    dialog.later.setChecked(True)
    dialog.at.set_value(NOW + timedelta(days=3))
    dialog.at.edited.emit()
    idle()
    assert "Quốc tang" in dialog.quiet.text
    assert dialog.send.isEnabled()
    dialog.now.setChecked(True)
    idle()
    assert dialog.quiet.text == ""
    dialog.reject()


def test_the_confirmation_stands_on_cancel_and_ticks_nothing(dialog: PublishDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(dialog.cancel.hasFocus)
    assert dialog.cancel.isDefault()
    assert not dialog.send.isEnabled()
    assert "Hãy chọn ít nhất một trang." in labels(dialog)
    assert [choice.box.isChecked() for choice in choices(dialog)] == [False, False]
    dialog.reject()


def test_it_names_page_platform_and_id_and_shows_the_final_post(dialog: PublishDialog) -> None:
    name = choices(dialog)[0].box.accessibleName()
    for part in (PRACTICE.title, "Facebook", PRACTICE.page_id):
        assert part in name
    assert "26/11/2026" in dialog.phone.views[0].look.text
    dialog.reject()


def test_the_page_over_the_phone_is_named_whole(dialog: PublishDialog) -> None:
    shown = dialog.switch.findChild(Combo)
    assert shown is not None
    assert shown.width() > shown.fontMetrics().horizontalAdvance(shown.currentText()) + 40
    dialog.reject()


def test_it_publishes_only_when_everything_is_given(dialog: PublishDialog, unit: Unit, idle: Idle) -> None:
    fill(dialog, unit)
    assert dialog.send.isEnabled()
    dialog.send.click()
    idle()
    assert queued(unit.studio) == [(PRACTICE.name, unit.approver.id)]
    (delivery,) = unit.studio.outbox.of_post("bai-2")
    assert delivery.due_at == NOW


def test_enter_and_ctrl_enter_do_not_send(dialog: PublishDialog, unit: Unit, idle: Idle) -> None:
    fill(dialog, unit)
    dialog.cancel.setFocus()
    for modifier in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return, modifier)
    idle()
    assert queued(unit.studio) == []
    dialog.reject()


def test_a_time_must_still_come(dialog: PublishDialog, unit: Unit, idle: Idle) -> None:
    fill(dialog, unit)
    dialog.later.setChecked(True)
    dialog.at.line.setText(show_datetime(NOW - timedelta(hours=1)))
    dialog.at.edited.emit()
    assert not dialog.send.isEnabled()
    later = NOW.replace(second=0) + timedelta(days=1)
    dialog.at.line.setText(show_datetime(later))
    dialog.at.edited.emit()
    assert dialog.send.isEnabled()
    dialog.send.click()
    idle()
    (delivery,) = unit.studio.outbox.of_post("bai-2")
    assert delivery.due_at == later


def test_a_wrong_pin_is_said_and_nothing_is_lost(dialog: PublishDialog, unit: Unit, idle: Idle) -> None:
    fill(dialog, unit)
    dialog.pin.setText("99999999")
    dialog.send.click()
    idle()
    assert "Sai mã PIN" in error_at(dialog.pin)
    assert choices(dialog)[0].box.isChecked()
    assert queued(unit.studio) == []
    dialog.reject()


def test_a_page_that_is_closed_cannot_be_ticked(
    shell: Shell, unit: Unit, window: MainWindow, qtbot: QtBot, idle: Idle
) -> None:
    with unit.at_work(unit.head):
        unit.studio.accounts.set_status(PRACTICE.name, PageStatus.CLOSED)
    made = PublishDialog(shell, "bai-2", window)
    made.open()
    idle()
    qtbot.waitUntil(lambda: bool(choices(made)))
    assert not choices(made)[0].box.isEnabled()
    made.reject()


def test_an_empty_outbox_says_what_to_do(make: MakeWindow, new_unit: Unit, qtbot: QtBot) -> None:
    page = show(make(new_unit.studio), qtbot, PageId.OUTBOX)
    assert empty(page).heading == "Chưa gửi bài nào"
    assert button(empty(page), "Soạn bài").isEnabled()


def test_the_confirmation_says_that_a_routine_post_waits_for_the_end_of_an_emergency(
    shell: Shell, window: MainWindow, unit: Unit, qtbot: QtBot
) -> None:
    with unit.at_work(unit.head):
        unit.studio.emergency.begin(unit.head.id, PIN, "Ngập nặng", timedelta(hours=1))
    dialog = PublishDialog(shell, "bai-2", window)
    dialog.open()
    qtbot.waitUntil(lambda: bool(dialog.waiting.text))
    assert dialog.waiting.isVisible()
    dialog.reject()
