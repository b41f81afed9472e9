"""Approvals: what is shown of a post, who may decide, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.people.model import Role
from studio.platforms import Platform
from studio.posts.model import Approval, Post, PostState
from studio.ui.approval.exhibit import Tab
from studio.ui.approval.lineup import Filter
from studio.ui.approval.page import ApprovalPage
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from studio.ui.review.diff import DiffText
from studio.ui.review.zoom import PictureDialog
from studio.ui.widgets.chip import StatusChip
from tests.ui.conftest import show
from tests.ui.fake_data import APPROVER, AUTHOR, HEAD, NOW, PIN, TEMPLATE
from tests.ui.fake_studio import FakeStudio
from tests.ui.test_accessibility import unnamed

Idle = Callable[[], None]


def give(page: ApprovalPage, action: str, *, note: str = "", pin: str = PIN) -> None:
    """Choose a verdict and fill its form."""
    page.decision.buttons[action].click()
    if note:
        page.decision.verdict.note.setPlainText(note)
    page.decision.verdict.pin.setText(pin)
    page.decision.verdict.give.click()


def chips(page: ApprovalPage) -> list[str]:
    return [chip.word.text for chip in page.exhibit.head.findChildren(StatusChip) if chip.word and chip.isVisible()]


def test_what_goes_out_is_shown_for_each_page(page: ApprovalPage) -> None:
    look = page.exhibit.reading.phone.views[0].look
    assert look.platform is Platform.FACEBOOK
    assert "căn cước lưu động" in look.text
    assert not look.images[0].isNull()
    page.exhibit.reading.show_place(1)
    look = page.exhibit.reading.phone.views[0].look
    assert look.platform is Platform.ZALO
    assert look.title != ""
    assert "text:zalo" in page.exhibit.reading.whole.rows


def test_the_content_is_read_piece_by_piece(page: ApprovalPage, studio: FakeStudio, idle: Idle) -> None:
    fields = {"scam_name": "Giả danh cán bộ phường", "contact": "truc-ban"}
    studio.desk.posts["bai-1"] = replace(studio.desk.get("bai-1"), fields=fields, revision=4)
    page.refresh()
    idle()
    assert list(page.exhibit.reading.fields.rows) == ["scam_name", "contact", "cards"]
    assert page._case is not None
    texts = {passage.where: passage.text for passage in page._case.sheet.passages}
    assert texts["scam_name"] == "Giả danh cán bộ phường"
    assert "024 0000 0113" in texts["contact"]


def test_findings_laws_and_history_are_at_hand(page: ApprovalPage) -> None:
    exhibit = page.exhibit
    assert exhibit.tabs.tabText(Tab.CHECKS) == "Kiểm tra (2)"
    assert exhibit._laws.text() == "Căn cứ pháp lý đã dẫn: 1"
    assert exhibit.findings.place_of(exhibit.findings._findings[0]) == "Số trực ban"
    assert len(exhibit.history._entries) == 2


def test_nobody_chosen_is_said_once(window: MainWindow, qtbot: QtBot) -> None:
    page = show(window, qtbot, PageId.APPROVAL)
    assert isinstance(page, ApprovalPage)
    qtbot.waitUntil(lambda: page._case is not None and window.tasks.idle)
    assert page.decision.reason("approve") == "Hãy chọn người quyết định."
    assert not page.decision.buttons["approve"].isEnabled()
    assert page.decision.buttons["approve"].accessibleDescription() == "Hãy chọn người quyết định."
    assert page.decision._reasons.count() == 1


def test_whoever_wrote_it_is_told_plainly(page: ApprovalPage, window: MainWindow, idle: Idle) -> None:
    page.decision.who.setCurrentIndex(-1)
    window.session.sign_in(replace(AUTHOR, roles=frozenset({Role.AUTHOR})))
    idle()
    page.decision.who.setCurrentIndex(-1)
    assert page.decision.reason("approve").startswith("Bạn đã soạn hoặc sửa bài này")


def test_reading_again_keeps_the_keyboard_and_the_place(
    page: ApprovalPage, studio: FakeStudio, window: MainWindow, idle: Idle
) -> None:
    pill = page.exhibit.reading.switch._pills[1]
    pill.setFocus()
    pill.click()
    assert pill.hasFocus()
    assert page.exhibit.reading.phone.views[0].look.platform is Platform.ZALO
    window.changed()
    idle()
    assert pill.hasFocus()
    assert pill.isChecked()
    studio.reviews.seen_at[page.queue.list.chosen_id, APPROVER.id] = 2
    window.changed()
    idle()
    page.exhibit.tabs.setCurrentIndex(Tab.SINCE)
    (shown,) = page.exhibit.since.changes.findChildren(DiffText)
    window.changed()
    idle()
    assert page.exhibit.since.changes.findChildren(DiffText) == [shown]


def test_only_people_who_decide_are_offered(page: ApprovalPage) -> None:
    offered = {page.decision.who.itemData(i) for i in range(page.decision.who.count())}
    assert offered == {HEAD.id, APPROVER.id, AUTHOR.id}  # the author publishes too, and may put on hold


def test_an_editor_is_told_beside_the_button_why_they_cannot_approve(page: ApprovalPage, idle: Idle) -> None:
    page.queue.list.choose("bai-1")
    idle()
    page.decision.who.choose(HEAD.id)
    idle()
    assert page.decision.reason("approve") == "Bạn đã viết bài này; người khác phải duyệt."
    assert not page.decision.buttons["approve"].isEnabled()
    assert page.decision.buttons["ask_changes"].isEnabled()


def test_a_wrong_pin_loses_nothing(page: ApprovalPage, studio: FakeStudio, idle: Idle) -> None:
    give(page, "ask_changes", note="Thiếu số trực ban.", pin="000000")
    idle()
    verdict = page.decision.verdict
    assert "còn 4 lần thử" in verdict.error
    assert verdict.isVisible()
    assert verdict.pin.hasFocus()
    assert verdict.note.toPlainText() == "Thiếu số trực ban."
    assert studio.desk.get("bai-1").state is PostState.IN_REVIEW
    verdict.pin.setText(PIN)
    verdict.give.click()
    idle()
    assert studio.desk.get("bai-1").state is PostState.CHANGES_ASKED
    assert verdict.pin.text() == ""


def test_a_decision_says_what_happened_and_goes_on_to_the_next_post(
    page: ApprovalPage, studio: FakeStudio, window: MainWindow, idle: Idle
) -> None:
    assert page.queue.list.ids == ("bai-1", "bai-0")
    page.queue.list.choose("bai-1")
    idle()
    give(page, "approve")
    idle()
    assert studio.desk.get("bai-1").state is PostState.APPROVED
    assert window._toast.text.startswith("Đã duyệt “Lịch làm căn cước lưu động")
    assert page.queue.list.chosen_id == "bai-0"
    assert page.queue.list.hasFocus()
    assert page.decision.verdict.isHidden()
    assert studio.reviews.seen("bai-1", APPROVER.id) == 3


@pytest.mark.parametrize(
    ("action", "state"), [("ask_changes", PostState.CHANGES_ASKED), ("reject", PostState.REJECTED)]
)
def test_saying_no_needs_a_note(
    page: ApprovalPage, studio: FakeStudio, idle: Idle, action: str, state: PostState
) -> None:
    post = page.queue.list.chosen_id
    give(page, action)
    idle()
    assert page.decision.verdict._note.error != ""
    assert studio.desk.get(post).state is PostState.IN_REVIEW
    give(page, action, note="Thiếu số trực ban.")
    idle()
    assert studio.desk.get(post).state is state


@pytest.mark.parametrize(("action", "state"), [("hold", PostState.ON_HOLD), ("withdraw", PostState.WITHDRAWN)])
def test_an_approved_post_can_be_held_or_withdrawn(
    page: ApprovalPage, studio: FakeStudio, idle: Idle, action: str, state: PostState
) -> None:
    page.queue.show_filter(Filter.APPROVED)
    idle()
    give(page, action, note="Chờ kết quả xác minh.")
    idle()
    assert studio.desk.get("bai-2").state is state


def test_a_held_post_can_be_released(page: ApprovalPage, studio: FakeStudio, idle: Idle) -> None:
    page.queue.show_filter(Filter.HELD)
    idle()
    give(page, "release")
    idle()
    assert studio.desk.get("bai-3").state is PostState.APPROVED


def test_the_main_step_goes_to_the_decision_and_never_decides(
    page: ApprovalPage, studio: FakeStudio, idle: Idle
) -> None:
    page.confirm()
    assert page.decision.buttons["approve"].hasFocus()
    page.decision.buttons["approve"].click()
    page.decision.verdict.pin.setText(PIN)
    page.queue.list.setFocus()
    page.confirm()
    idle()
    assert page.decision.verdict.pin.hasFocus()
    assert {studio.desk.get(post).state for post in ("bai-0", "bai-1")} == {PostState.IN_REVIEW}


def test_open_comments_go_along_with_a_request_for_changes(
    page: ApprovalPage, studio: FakeStudio, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = page.queue.list.chosen_id
    notes: list[str] = []
    ask = studio.workflow.ask_changes

    def listening(post_id: str, by: str, pin: str, note: str) -> Post:
        notes.append(note)
        return ask(post_id, by, pin, note)

    monkeypatch.setattr(studio.workflow, "ask_changes", listening)
    studio.reviews.comment(post, APPROVER.id, "scam_name", "Nêu rõ tên ứng dụng giả.")
    settled = studio.reviews.comment(post, APPROVER.id, "contact", "Đã gọi thử chưa?")
    studio.reviews.resolve(settled.id, AUTHOR.id)
    page.refresh()
    idle()
    page.decision.buttons["ask_changes"].click()
    verdict = page.decision.verdict
    assert verdict.attach.text() == "Gửi kèm 1 góp ý chưa xử lý"
    verdict.pin.setText(PIN)
    verdict.give.click()
    idle()
    assert notes == ["• Thủ đoạn: Nêu rõ tên ứng dụng giả."]


def test_a_long_request_is_cut_to_what_a_note_may_hold(page: ApprovalPage, studio: FakeStudio, idle: Idle) -> None:
    post = page.queue.list.chosen_id
    for _ in range(5):
        studio.reviews.comment(post, APPROVER.id, "scam_name", "Câu này cần viết lại. " * 15)
    page.refresh()
    idle()
    page.decision.buttons["ask_changes"].click()
    note = page.decision.verdict.written()
    assert len(note) <= 1000
    assert note.endswith("… và 3 góp ý khác trong bài")


def test_an_approval_that_runs_out_says_how_long_it_holds(
    page: ApprovalPage, studio: FakeStudio, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Approval(
        post_id="bai-2", revision=3, seal="x", by=APPROVER.id, role="approver", at=NOW - timedelta(days=6),
        expires_at=NOW + timedelta(hours=20),
    )  # fmt: skip
    monkeypatch.setattr(studio.workflow, "approval", lambda post_id: given if post_id == "bai-2" else None)
    page.queue.show_filter(Filter.APPROVED)
    idle()
    assert "Còn hạn duyệt 20 giờ" in chips(page)


def test_an_expired_post_says_what_to_do(page: ApprovalPage, studio: FakeStudio, idle: Idle) -> None:
    studio.desk.put("bai-2", PostState.APPROVAL_EXPIRED)
    page.queue.show_filter(Filter.EXPIRED)
    idle()
    assert "gửi duyệt lại" in page.exhibit.head.banner.text
    assert page.exhibit.head.open_button.isVisible()
    assert page.decision.isHidden()


def test_a_template_of_the_head_says_so(
    page: ApprovalPage, studio: FakeStudio, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studio.catalog, "get", lambda *_: replace(TEMPLATE, approval="head"))
    page.refresh()
    idle()
    assert "Lãnh đạo đơn vị duyệt" in chips(page)


def test_an_empty_queue_says_what_to_do(page: ApprovalPage, studio: FakeStudio, idle: Idle, window: MainWindow) -> None:
    studio.desk.posts.clear()
    window.changed()
    idle()
    assert page._empty.isVisible()
    assert "chờ quyết định" in page._empty.heading


def test_a_note_in_hand_is_not_lost_when_data_is_read_again(page: ApprovalPage, window: MainWindow, idle: Idle) -> None:
    post = page.queue.list.chosen_id
    page.decision.buttons["reject"].click()
    page.decision.verdict.note.setPlainText("Nhờ sửa câu thứ hai.")
    window.changed()
    idle()
    assert page.decision.verdict.note.toPlainText() == "Nhờ sửa câu thứ hai."
    assert page.decision.verdict.isVisible()
    assert page.queue.list.chosen_id == post


def test_a_picture_of_the_phone_or_of_the_list_opens_large(page: ApprovalPage, window: MainWindow, idle: Idle) -> None:
    view = page.exhibit.reading.phone.views[0]
    middle = QPointF(view.width() / 2, view.height() - 60)
    assert view.picture_at(middle) == 0
    assert view.picture_at(QPointF(view.width() / 2, 80)) is None
    page.exhibit.reading.area.ensureWidgetVisible(view)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    idle()
    dialog = window.findChild(PictureDialog)
    assert dialog is not None
    assert dialog._image.width() == 1080
    assert dialog._alt.text() == "Thẻ cảnh báo giả danh cán bộ phường"
    dialog.reject()


def test_the_panes_are_those_in_sight(page: ApprovalPage, idle: Idle) -> None:
    assert page.decision in page.panes()
    page.queue.show_filter(Filter.EXPIRED)
    idle()
    assert page.panes() == (page.queue.filters, page.queue)


def test_what_is_begun_on_one_post_waits_while_another_is_read(page: ApprovalPage, idle: Idle) -> None:
    first, second = page.queue.list.ids
    page.decision.buttons["reject"].click()
    page.decision.verdict.note.setPlainText("Trùng với bài hôm qua.")
    page.exhibit.reading.fields.rows["cards"].open_thread()
    page.exhibit.reading.fields.rows["cards"].take_up("Thẻ thiếu số trực ban.")
    page.exhibit.comments.whole.entry.text.setPlainText("Bài này nên dời sang tuần sau.")
    page.queue.list.choose(second)
    idle()
    assert page.decision.verdict.note.toPlainText() == ""
    assert page.exhibit.reading.fields.rows["cards"].draft == ""
    assert page.exhibit.comments.whole.entry.text.toPlainText() == ""
    page.queue.list.choose(first)
    idle()
    page.decision.buttons["reject"].click()
    assert page.decision.verdict.note.toPlainText() == "Trùng với bài hôm qua."
    assert page.exhibit.reading.fields.rows["cards"].draft == "Thẻ thiếu số trực ban."
    assert page.exhibit.comments.whole.entry.text.toPlainText() == "Bài này nên dời sang tuần sau."
    page.decision.verdict.pin.setText(PIN)
    page.decision.verdict.give.click()
    idle()
    assert page.decision.verdict.note.toPlainText() == ""


def test_every_control_has_a_name_with_everything_open(page: ApprovalPage, idle: Idle) -> None:
    page.decision.buttons["ask_changes"].click()
    page.exhibit.reading.fields.rows["cards"].open_thread()
    for tab in Tab:
        page.exhibit.tabs.setCurrentIndex(tab)
        assert unnamed(page) == []


def test_the_phone_can_be_put_away(page: ApprovalPage) -> None:
    assert page.exhibit.reading.phone.isVisible()
    page.toggle_side()
    assert not page.exhibit.reading.phone.isVisible()
