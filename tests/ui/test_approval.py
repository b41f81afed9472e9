"""Approvals: what is shown of a post, who may decide, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from studio.platforms import Platform
from studio.posts.model import PostState
from studio.ui.approval.page import ApprovalPage
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from tests.ui.conftest import show
from tests.ui.fake_data import APPROVER, AUTHOR, HEAD, PIN
from tests.ui.fake_studio import FakeStudio


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ApprovalPage:
    shown = show(window, qtbot, PageId.APPROVAL)
    assert isinstance(shown, ApprovalPage)
    qtbot.waitUntil(lambda: shown.decision._sheet is not None and window.tasks.idle)
    return shown


def test_the_queue_holds_what_waits_and_shows_the_first(page: ApprovalPage) -> None:
    assert [entry.id for entry in page.queue.list.entries] == ["bai-0", "bai-1"]
    assert page.queue.list.chosen_id == "bai-0"
    assert page.decision._name.text() == AUTHOR.name


def test_what_goes_out_is_shown_for_each_page(page: ApprovalPage) -> None:
    look = page.exhibit.preview.phone.views[0].look
    assert look.platform is Platform.FACEBOOK
    assert "cập nhật VNeID" in look.text
    assert not look.images[0].isNull()
    page.exhibit.preview._switch(1)
    look = page.exhibit.preview.phone.views[0].look
    assert look.platform is Platform.ZALO
    assert look.title != ""


def test_findings_laws_and_history_are_at_hand(page: ApprovalPage) -> None:
    assert [page.exhibit.tabs.tabText(i) for i in (1, 2)] == ["Kiểm tra (2)", "Căn cứ (1)"]
    assert page.exhibit.findings.place_of(page.exhibit.findings._findings[0]) == "Số trực ban"


def test_a_disabled_button_prints_its_reason_once(page: ApprovalPage) -> None:
    gate = page.decision.buttons["approve"]
    assert not gate.button.isEnabled()
    assert gate.reason == "Hãy chọn người quyết định."
    assert gate._reason.isVisible()
    assert not page.decision.buttons["reject"]._reason.isVisible()
    assert not page.decision.buttons["reject"].button.isEnabled()


def test_only_people_who_decide_are_offered(page: ApprovalPage) -> None:
    offered = [page.decision.who.itemData(i) for i in range(page.decision.who.count())]
    assert offered == [HEAD.id, APPROVER.id]


def test_an_editor_is_told_why_they_cannot_approve(
    page: ApprovalPage, window: MainWindow, idle: Callable[[], None]
) -> None:
    page.queue.list.choose("bai-1")
    idle()
    page.decision.who.choose(HEAD.id)
    idle()
    assert page.decision.buttons["approve"].reason == "Bạn đã viết bài này; người khác phải duyệt."
    assert page.decision.buttons["ask_changes"].button.isEnabled()


def test_approving_needs_the_pin_and_moves_the_post(
    page: ApprovalPage, studio: FakeStudio, window: MainWindow, idle: Callable[[], None]
) -> None:
    page.decision.who.choose(APPROVER.id)
    idle()
    page.decision.buttons["approve"].button.click()
    assert page.decision._blocks["pin"].error != ""
    page.decision.pin.setText("000000")
    page.decision.buttons["approve"].button.click()
    idle()
    assert "PIN chưa đúng" in page.decision._blocks["pin"].error
    assert studio.desk.get("bai-0").state is PostState.IN_REVIEW
    page.decision.pin.setText(PIN)
    page.decision.buttons["approve"].button.click()
    idle()
    assert studio.desk.get("bai-0").state is PostState.APPROVED
    assert page.decision.pin.text() == ""
    assert window._toast.text == "Đã duyệt. Bài có thể đăng ngay."
    assert page.queue.list.chosen_id == "bai-0"
    assert page.decision.buttons["publish"].isVisible()


@pytest.mark.parametrize(
    ("action", "state"),
    [("ask_changes", PostState.CHANGES_ASKED), ("reject", PostState.REJECTED)],
)
def test_saying_no_needs_a_note(
    page: ApprovalPage, studio: FakeStudio, idle: Callable[[], None], action: str, state: PostState
) -> None:
    page.decision.who.choose(APPROVER.id)
    idle()
    page.decision.pin.setText(PIN)
    page.decision.buttons[action].button.click()
    assert page.decision._blocks["note"].error != ""
    assert studio.desk.get("bai-0").state is PostState.IN_REVIEW
    page.decision.note.setPlainText("Thiếu số trực ban.")
    page.decision.buttons[action].button.click()
    idle()
    assert studio.desk.get("bai-0").state is state


@pytest.mark.parametrize(("action", "state"), [("hold", PostState.ON_HOLD), ("withdraw", PostState.WITHDRAWN)])
def test_an_approved_post_can_be_held_or_withdrawn(
    page: ApprovalPage, studio: FakeStudio, idle: Callable[[], None], action: str, state: PostState
) -> None:
    page.queue.show_state(PostState.APPROVED)
    idle()
    page.decision.who.choose(APPROVER.id)
    idle()
    page.decision.note.setPlainText("Chờ kết quả xác minh.")
    page.decision.pin.setText(PIN)
    page.decision.buttons[action].button.click()
    idle()
    assert studio.desk.get("bai-2").state is state


def test_a_held_post_can_be_released(page: ApprovalPage, studio: FakeStudio, idle: Callable[[], None]) -> None:
    page.queue.show_state(PostState.ON_HOLD)
    idle()
    page.decision.who.choose(APPROVER.id)
    idle()
    page.decision.pin.setText(PIN)
    page.decision.buttons["release"].button.click()
    idle()
    assert studio.desk.get("bai-3").state is PostState.APPROVED


def test_an_empty_queue_says_what_to_do(
    page: ApprovalPage, studio: FakeStudio, idle: Callable[[], None], window: MainWindow
) -> None:
    studio.desk.posts.clear()
    window.changed()
    idle()
    assert page._empty.isVisible()
    assert "chờ quyết định" in page._empty.heading


def test_a_note_in_hand_is_not_lost_when_data_is_read_again(
    page: ApprovalPage, window: MainWindow, idle: Callable[[], None]
) -> None:
    page.decision.note.setPlainText("Nhờ sửa câu thứ hai.")
    window.changed()
    idle()
    assert page.decision.note.toPlainText() == "Nhờ sửa câu thứ hai."
    assert page.queue.list.chosen_id == "bai-0"
