"""The outbox page and the confirmation before anything is published."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.accounts.model import PageStatus
from studio.clock import local_date, show_datetime
from studio.outbox.model import Attention, DeliveryState
from studio.ui.main_window import MainWindow
from studio.ui.outbox.compare import CompareDialog
from studio.ui.outbox.confirm import PublishDialog
from studio.ui.outbox.deeds import Deed, deeds_of
from studio.ui.outbox.page import OutboxPage
from studio.ui.outbox.rows import Filter, load_outbox
from studio.ui.page import Shell
from studio.ui.proof import ProofDialog
from tests.ui.fake_data import APPROVER, DELIVERIES, HEAD, NOW, PIN, PRACTICE
from tests.ui.fake_studio import FakeStudio
from tests.ui.outbox.conftest import Idle, Pick


def test_search_ignores_accents_and_filters_count(studio: FakeStudio) -> None:
    assert list(load_outbox(studio, Filter.ALL, "can cuoc luu dong").rows) == ["gui-1"]
    assert list(load_outbox(studio, Filter.ALL, "PS-4K7QX2M90004").rows) == ["gui-4"]
    urgent = load_outbox(studio, Filter.URGENT, "")
    assert set(urgent.rows) == {"gui-1", "gui-3", "gui-4", "gui-7"}
    assert (urgent.counts[Filter.URGENT], urgent.counts[Filter.ALL]) == (4, len(DELIVERIES))
    assert not load_outbox(studio, Filter.URGENT, "khong co gi nhu vay").rows


def test_what_is_sought_is_shown_whatever_hides_it(studio: FakeStudio) -> None:
    settled = next(d for d in DELIVERIES if d.state is DeliveryState.VERIFIED)
    view = load_outbox(studio, Filter.URGENT, "", sought=settled.id)
    assert view.uncovered
    assert settled.id in view.rows
    assert not load_outbox(studio, Filter.ALL, "", sought=settled.id).uncovered


@pytest.mark.parametrize("state", DeliveryState)
def test_every_state_has_its_deeds(state: DeliveryState) -> None:
    for reason in Attention if state is DeliveryState.NEEDS_ATTENTION else (Attention.NONE,):
        deeds = deeds_of(replace(DELIVERIES[0], state=state, reason=reason, permalink=""))
        assert Deed.OPEN not in deeds
        if state is DeliveryState.UNKNOWN:
            assert Deed.RETRY not in deeds


def test_the_drawer_shows_the_delivery_in_hand(page: OutboxPage, pick: Pick) -> None:
    assert not page.drawer.isVisible()
    pick("gui-3")
    assert page.drawer.isVisible()
    assert page.drawer._chip.accessibleName() == "Chưa rõ kết quả"
    assert "không tự gửi lại" in page.drawer._message.text
    assert page.drawer.deed_button(Deed.RETRY) is None


def test_a_doubtful_delivery_is_looked_up(page: OutboxPage, pick: Pick, studio: FakeStudio, idle: Idle) -> None:
    pick("gui-3")
    look = page.drawer.deed_button(Deed.RECONCILE)
    assert look is not None
    look.click()
    idle()
    assert studio.outbox.deliveries["gui-3"].state is DeliveryState.VERIFIED
    assert page.table.chosen_id == "gui-3"


def test_sending_again_needs_person_and_pin(
    page: OutboxPage, pick: Pick, studio: FakeStudio, window: MainWindow, idle: Idle
) -> None:
    pick("gui-4")
    again = page.drawer.deed_button(Deed.RETRY)
    assert again is not None
    again.click()
    idle()
    dialog = window.findChild(ProofDialog)
    assert dialog is not None
    dialog.go.click()
    assert dialog._blocks["who"].error
    assert dialog._blocks["pin"].error
    dialog._who.choose(APPROVER.id)
    dialog._pin.setText("111111")
    dialog.go.click()
    idle()
    assert "PIN chưa đúng" in dialog._blocks["pin"].error
    assert state_of(studio, "gui-4") is DeliveryState.FAILED
    dialog._pin.setText(PIN)
    dialog.go.click()
    idle()
    assert state_of(studio, "gui-4") is DeliveryState.WAITING


def test_a_withdrawn_post_is_removed_with_a_name_and_a_pin(
    page: OutboxPage, pick: Pick, studio: FakeStudio, window: MainWindow, idle: Idle
) -> None:
    studio.workflow.withdrawn[studio.outbox.deliveries["gui-2"].post_id] = APPROVER.id
    pick("gui-2")
    assert page.drawer.deed_button(Deed.ASK_BACK) is None
    remove = page.drawer.deed_button(Deed.WITHDRAW)
    assert remove is not None
    remove.click()
    idle()
    dialog = window.findChild(ProofDialog)
    assert dialog is not None
    dialog._who.choose(APPROVER.id)
    dialog._pin.setText(PIN)
    dialog.go.click()
    idle()
    assert studio.outbox.deliveries["gui-2"].state is DeliveryState.WITHDRAWN


def test_posting_by_hand_copies_and_takes_the_link(
    page: OutboxPage,
    pick: Pick,
    studio: FakeStudio,
    shell: Shell,
    window: MainWindow,
    idle: Idle,
) -> None:
    pick("gui-1")
    panel = page.drawer.handover
    assert panel.isVisible()
    assert panel.open.isEnabled()
    panel._copy("Nội dung", "chữ của bài")
    assert QGuiApplication.clipboard().text() == "chữ của bài"
    panel.done.click()
    assert panel._block.error == "Hãy dán liên kết của bài đã đăng."
    shell.session.sign_in(APPROVER)
    idle()
    panel.link.setText("facebook.com/1")
    panel.done.click()
    idle()
    assert "https://" in panel._block.error
    assert panel.link.text() == "facebook.com/1"
    panel.link.setText("https://oa.zalo.me/bai/1")
    panel.done.click()
    idle()
    assert studio.outbox.deliveries["gui-1"].state is DeliveryState.VERIFIED


def test_a_link_is_noted_although_the_window_is_closed_at_once(
    page: OutboxPage, pick: Pick, studio: FakeStudio, shell: Shell, window: MainWindow, idle: Idle
) -> None:
    shell.session.sign_in(APPROVER)
    pick("gui-1")
    page.drawer.handover.link.setText("https://oa.zalo.me/bai/1")
    page.drawer.handover.done.click()
    assert window.close()
    assert studio.outbox.deliveries["gui-1"].state is DeliveryState.VERIFIED


def test_a_link_that_is_refused_keeps_the_window_open_for_the_reason_to_be_read(
    page: OutboxPage, pick: Pick, shell: Shell, window: MainWindow
) -> None:
    shell.session.sign_in(APPROVER)
    pick("gui-1")
    page.drawer.handover.link.setText("facebook.com/1")
    page.drawer.handover.done.click()
    assert not window.close()
    assert "https://" in page.drawer.handover._block.error


def test_the_link_is_asked_with_a_name_to_it(
    page: OutboxPage, pick: Pick, studio: FakeStudio, window: MainWindow, idle: Idle
) -> None:
    from studio.ui.sign_in import SignInDialog

    pick("gui-1")
    page.drawer.handover.link.setText("https://oa.zalo.me/bai/1")
    page.drawer.handover.done.click()
    idle()
    dialog = window.findChild(SignInDialog)
    assert dialog is not None
    dialog.reject()
    assert studio.outbox.deliveries["gui-1"].state is DeliveryState.NEEDS_ATTENTION


def test_posts_of_the_page_are_compared_before_one_is_chosen(
    page: OutboxPage, shell: Shell, window: MainWindow, idle: Idle
) -> None:
    dialog = CompareDialog(shell, DELIVERIES[3], window)
    dialog.open()
    idle()
    assert not dialog.choose.isEnabled()
    dialog.list.choose("r1")
    picked: list[str] = []
    dialog.picked.connect(picked.append)
    dialog.choose.click()
    assert picked == ["r1"]


def test_columns_give_way_and_the_state_stays(page: OutboxPage, window: MainWindow, qtbot: QtBot) -> None:
    hidden = [page.table.isColumnHidden(i) for i in range(5)]
    assert hidden == [False] * 5
    page.table.setFixedWidth(420)
    qtbot.waitUntil(lambda: page.table.isColumnHidden(4))
    assert not page.table.isColumnHidden(0)
    assert not page.table.isColumnHidden(3)


def state_of(studio: FakeStudio, delivery_id: str) -> DeliveryState:
    return studio.outbox.deliveries[delivery_id].state


@pytest.fixture
def dialog(shell: Shell, window: MainWindow, qtbot: QtBot, idle: Idle) -> PublishDialog:
    made = PublishDialog(shell, "bai-2", window)
    made.open()
    idle()
    qtbot.waitUntil(lambda: bool(made._choices))
    return made


def fill(dialog: PublishDialog) -> None:
    dialog._choices[0].box.setChecked(True)
    dialog.who.choose(APPROVER.id)
    dialog.pin.setText(PIN)
    dialog.pin.textEdited.emit(PIN)


def test_the_confirmation_warns_of_a_quiet_day_and_stops_nothing(
    dialog: PublishDialog, studio: FakeStudio, idle: Idle
) -> None:
    assert dialog.quiet.text == ""
    day = local_date(NOW + timedelta(days=3))
    studio.calendar.add_blackout(day, day, "Quốc tang", APPROVER.id)
    fill(dialog)
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
    assert dialog._why.text() == "Hãy chọn ít nhất một trang."
    assert [choice.box.isChecked() for choice in dialog._choices] == [False, False]
    dialog.reject()


def test_it_names_page_platform_and_id_and_shows_the_final_post(dialog: PublishDialog) -> None:
    name = dialog._choices[0].box.accessibleName()
    for part in (PRACTICE.title, "Facebook", PRACTICE.page_id):
        assert part in name
    assert "26/11/2026" in dialog.phone.views[0].look.text
    dialog.reject()


def test_it_publishes_only_when_everything_is_given(dialog: PublishDialog, studio: FakeStudio, idle: Idle) -> None:
    fill(dialog)
    assert dialog.send.isEnabled()
    dialog.send.click()
    idle()
    assert studio.published == [("bai-2", (PRACTICE.name,), APPROVER.id, None)]


def test_enter_and_ctrl_enter_do_not_send(dialog: PublishDialog, studio: FakeStudio, qtbot: QtBot) -> None:
    fill(dialog)
    dialog.cancel.setFocus()
    for modifier in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return, modifier)
    assert studio.published == []
    dialog.reject()


def test_a_time_must_still_come(dialog: PublishDialog, studio: FakeStudio, idle: Idle) -> None:
    fill(dialog)
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
    assert studio.published[0][3] == later


def test_a_wrong_pin_is_said_and_nothing_is_lost(dialog: PublishDialog, studio: FakeStudio, idle: Idle) -> None:
    fill(dialog)
    dialog.pin.setText("999999")
    dialog.send.click()
    idle()
    assert "PIN chưa đúng" in dialog._pin.error
    assert dialog._choices[0].box.isChecked()
    assert studio.published == []
    dialog.reject()


def test_a_page_that_is_closed_cannot_be_ticked(
    shell: Shell, studio: FakeStudio, window: MainWindow, qtbot: QtBot, idle: Idle
) -> None:
    studio.accounts.set_status(PRACTICE.name, PageStatus.CLOSED)
    made = PublishDialog(shell, "bai-2", window)
    made.open()
    idle()
    qtbot.waitUntil(lambda: bool(made._choices))
    assert not made._choices[0].box.isEnabled()
    made.reject()


def test_an_empty_outbox_says_what_to_do(page: OutboxPage, studio: FakeStudio, window: MainWindow, idle: Idle) -> None:
    studio.outbox.deliveries.clear()
    window.changed()
    idle()
    assert page._empty.isVisible()
    assert page._empty.heading == "Chưa gửi bài nào"


def test_the_confirmation_says_that_a_routine_post_waits_for_the_end_of_an_emergency(
    shell: Shell, window: MainWindow, studio: FakeStudio, qtbot: QtBot
) -> None:
    studio.emergency.begin(HEAD.id, PIN, "Ngập nặng", timedelta(hours=1))
    dialog = PublishDialog(shell, "bai-2", window)
    dialog.open()
    qtbot.waitUntil(lambda: bool(dialog.waiting.text))
    assert dialog.waiting.isVisible()
    dialog.reject()
