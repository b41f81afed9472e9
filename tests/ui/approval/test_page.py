"""Approvals: what is shown of a post, who may decide, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.people.model import Role
from studio.platforms import Platform
from studio.posts.model import PostState
from studio.ui.approval.page import ApprovalPage
from studio.ui.approval.queue_query import ApprovalFilter
from studio.ui.approval.review_tabs import ExhibitTab
from studio.ui.approval.showcase import CardThumb
from studio.ui.approval.sign import ApproveDialog
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.review.changes import DiffText
from studio.ui.review.findings import FindingRow
from studio.ui.review.zoom import PictureDialog
from tests.films import film
from tests.posts.test_subtitles import SRT
from tests.profile import joined
from tests.ui.approval.conftest import Idle, at_page, change, give, look
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.hands import button, chips, empty, error_at, in_sight, labels, toast, within
from tests.ui.spoken import faults
from tests.ui.unit import CONTACTS, PIN, Unit


def test_what_goes_out_is_shown_for_each_page(page: ApprovalPage) -> None:
    look = page.review_tabs.reading.phone.views[0].look
    assert look.platform is Platform.FACEBOOK
    assert "căn cước lưu động" in look.text
    assert not look.images[0].isNull()
    page.review_tabs.reading.show_place(1)
    look = page.review_tabs.reading.phone.views[0].look
    assert look.platform is Platform.ZALO
    assert look.title != ""
    assert "text:zalo" in page.review_tabs.reading.whole.rows


def test_the_content_is_read_piece_by_piece(page: ApprovalPage) -> None:
    rows = page.review_tabs.reading.fields.rows
    assert list(rows) == ["name", "what", "when", "where", "join", "unit_name", "contact", "cards"]
    assert "Lịch làm căn cước lưu động tại tổ dân phố 4, từ ngày 02/12 đến ngày 05/12/2026" in labels(rows["name"])
    assert any("024 0000 0113" in text for text in labels(rows["contact"]))


def test_findings_laws_and_history_are_at_hand(page: ApprovalPage, unit: Unit, idle: Idle) -> None:
    article = {"document": "13/2023/NĐ-CP", "article": "5", "clause": "1"}
    points = ["Người dân được biết dữ liệu dùng vào việc gì", "Được rút lại sự đồng ý"]
    said = {"citation": article, "effective_on": "2023-07-01", "points": points}
    post = unit.draft("law_explained", fields=said)
    unit.submit(post.id)
    with unit.at_work(unit.head):
        unit.studio.directory.save_contact(replace(CONTACTS[0], verified_on=date(2026, 8, 1)))
    page.queue.open(post.id)
    idle()
    review_tabs = page.review_tabs
    assert review_tabs.tabs.tabText(ExhibitTab.CHECKS) == "Kiểm tra (1)"
    review_tabs.tabs.setCurrentIndex(ExhibitTab.CHECKS)
    assert "Căn cứ pháp lý đã dẫn: 1" in labels(review_tabs)
    (finding,) = in_sight(review_tabs, FindingRow)
    assert button(finding, "Số liên hệ công vụ").isEnabled()
    review_tabs.tabs.setCurrentIndex(ExhibitTab.HISTORY)
    done = [text for text in labels(review_tabs.history) if text in ("Mở bản nháp", "Gửi duyệt")]
    assert done == ["Gửi duyệt", "Mở bản nháp"], "the newest first"


def test_subtitles_that_go_with_a_video_are_told(page: ApprovalPage, unit: Unit, tmp_path: Path, idle: Idle) -> None:
    path = tmp_path / "phim.mp4"
    path.write_bytes(film())
    post = unit.draft()
    with unit.at_work(unit.author):
        (video,) = unit.studio.drafts.add_video(post.id, path, unit.author.id).media
        told = replace(video, subtitles=SRT, faces_checked=True, alt="Cán bộ hướng dẫn người dân tại trụ sở")
        unit.studio.drafts.update_media(post.id, told, unit.author.id)
    unit.submit(post.id)
    page.queue.open(post.id)
    idle()
    assert "Phụ đề: 2 câu, 0:01 – 0:06" in labels(page.review_tabs.reading)


def test_nobody_chosen_is_said_once(window: MainWindow, unit: Unit, qtbot: QtBot) -> None:
    page = at_page(window, unit, qtbot, None)
    assert page.decision.reason("approve") == "Hãy chọn người quyết định."
    assert not page.decision.buttons["approve"].isEnabled()
    assert page.decision.buttons["approve"].accessibleDescription() == "Hãy chọn người quyết định."
    assert labels(page.decision).count("Hãy chọn người quyết định.") == 1


def test_whoever_wrote_it_is_told_plainly(page: ApprovalPage, window: MainWindow, unit: Unit, idle: Idle) -> None:
    writer = joined(unit.studio.people, "Phạm Thị Dung", [Role.AUTHOR], PIN)
    with unit.at_work(writer):
        post = unit.studio.drafts.open_new("scam_warning", writer.id)
        unit.studio.drafts.edit(post.id, writer.id, fields=unit.fields("scam_warning"))
    change(unit, post.id, targets=("trang-thuc-hanh",), answers=unit.studio.drafts.get("bai-0").answers)
    unit.sign_in(window, writer)
    page.queue.open(post.id)
    idle()
    assert page.decision.who.person == "", "who only writes decides nothing"
    assert page.decision.reason("approve").startswith("Bạn đã soạn hoặc sửa bài này")


def test_reading_again_keeps_the_keyboard_and_the_place(
    page: ApprovalPage, unit: Unit, window: MainWindow, idle: Idle
) -> None:
    pages = within(page.review_tabs.reading.switch, QComboBox)
    pages.setFocus()
    QTest.keyClick(pages, Qt.Key.Key_Down)
    assert page.review_tabs.reading.phone.views[0].look.platform is Platform.ZALO
    window.changed()
    idle()
    assert pages.hasFocus()
    assert pages.currentIndex() == 1
    look(unit, "bai-1")
    change(unit, "bai-1", fields={"where": "Nhà văn hóa tổ dân phố 4"})
    window.changed()
    idle()
    page.review_tabs.tabs.setCurrentIndex(ExhibitTab.SINCE)
    (shown,) = page.review_tabs.since.changes.findChildren(DiffText)
    window.changed()
    idle()
    assert page.review_tabs.since.changes.findChildren(DiffText) == [shown]


def test_only_people_who_decide_are_offered(page: ApprovalPage, unit: Unit) -> None:
    offered = {person.id for person in page.decision.who.people}
    assert offered == {unit.head.id, unit.approver.id, unit.author.id}  # the author publishes too, and may put on hold


def test_an_editor_is_told_beside_the_button_why_they_cannot_approve(
    page: ApprovalPage, unit: Unit, idle: Idle
) -> None:
    page.queue.list.choose("bai-1")
    idle()
    page.decision.who.choose(unit.head.id)
    idle()
    assert "đã soạn, sửa hoặc gửi bài này nên không được duyệt" in page.decision.reason("approve")
    assert not page.decision.buttons["approve"].isEnabled()
    assert page.decision.buttons["ask_changes"].isEnabled()


def test_a_wrong_pin_loses_nothing(page: ApprovalPage, studio: Studio, idle: Idle) -> None:
    dialog = give(page, "ask_changes", note="Thiếu số trực ban.", pin="00000000")
    idle()
    assert "còn 4 lần thử" in dialog.signature.error
    assert dialog.signature.pin.hasFocus()
    assert page.decision.note.text.toPlainText() == "Thiếu số trực ban."
    assert studio.drafts.get("bai-1").state is PostState.IN_REVIEW
    dialog.signature.pin.setText(PIN)
    dialog.go.click()
    idle()
    assert studio.drafts.get("bai-1").state is PostState.CHANGES_ASKED
    assert page.decision.note.text.toPlainText() == ""


def test_a_decision_says_what_happened_and_goes_on_to_the_next_post(
    page: ApprovalPage, unit: Unit, studio: Studio, window: MainWindow, idle: Idle
) -> None:
    assert page.queue.list.ids == ("bai-1", "bai-0")
    page.queue.list.choose("bai-1")
    idle()
    give(page, "approve")
    idle()
    assert studio.drafts.get("bai-1").state is PostState.QUEUED
    assert toast(window).text.startswith("Đã duyệt và xếp hàng “Lịch làm căn cước lưu động")
    assert page.queue.list.chosen_id == "bai-0"
    assert window.focusWidget() is page.queue.list
    assert studio.reviews.seen("bai-1", unit.approver.id) == studio.drafts.get("bai-1").revision


@pytest.mark.parametrize(
    ("action", "state"), [("ask_changes", PostState.CHANGES_ASKED), ("reject", PostState.REJECTED)]
)
def test_saying_no_needs_a_note(page: ApprovalPage, studio: Studio, idle: Idle, action: str, state: PostState) -> None:
    post = page.queue.list.chosen_id
    page.decision.buttons[action].click()
    assert error_at(page.decision.note.text)
    assert page.decision.note.text.hasFocus()
    give(page, action, note="Thiếu số trực ban.")
    idle()
    assert studio.drafts.get(post).state is state


@pytest.mark.parametrize(("action", "state"), [("hold", PostState.ON_HOLD), ("withdraw", PostState.WITHDRAWN)])
def test_an_approved_post_can_be_held_or_withdrawn(
    page: ApprovalPage, studio: Studio, idle: Idle, action: str, state: PostState
) -> None:
    page.queue.show_filter(ApprovalFilter.DECIDED)
    idle()
    page.queue.list.choose("bai-2")
    idle()
    give(page, action, note="Chờ kết quả xác minh.")
    idle()
    assert studio.drafts.get("bai-2").state is state


def test_a_held_post_can_be_released(page: ApprovalPage, studio: Studio, idle: Idle) -> None:
    page.queue.show_filter(ApprovalFilter.DECIDED)
    idle()
    page.queue.list.choose("bai-3")
    idle()
    give(page, "release")
    idle()
    assert studio.drafts.get("bai-3").state is PostState.APPROVED


def test_the_main_step_opens_the_dialog_and_never_decides(
    page: ApprovalPage, studio: Studio, qtbot: QtBot, idle: Idle
) -> None:
    page.confirm()
    dialog = shown(ApproveDialog)
    qtbot.waitUntil(dialog.signature.pin.hasFocus)
    dialog.go.click()
    assert dialog.signature.error == "Hãy nhập mã PIN."
    idle()
    assert {studio.drafts.get(post).state for post in ("bai-0", "bai-1")} == {PostState.IN_REVIEW}
    dialog.reject()


def test_the_dialog_names_every_page_the_time_and_the_draft(page: ApprovalPage, unit: Unit, idle: Idle) -> None:
    page.confirm()
    dialog = shown(ApproveDialog)
    said = labels(dialog)
    assert "Duyệt và xếp hàng bài này?" in said
    revision = unit.studio.drafts.get(page.queue.list.chosen_id).revision
    assert f"Đúng bản nháp {revision} bạn vừa đọc" in said
    assert {"Facebook · thuc-hanh", "Zalo OA · oa-0900000001"} <= set(said)
    assert "lên Facebook" in dialog.effect.text()
    dialog.queue.click()
    assert dialog.go.text() == "Duyệt"
    assert "phải xếp hàng" in dialog.effect.text()
    dialog.reject()


def test_only_approving_leaves_a_post_that_says_it_is_not_queued(
    page: ApprovalPage, studio: Studio, window: MainWindow, idle: Idle
) -> None:
    page.queue.list.choose("bai-1")
    idle()
    page.confirm()
    dialog = shown(ApproveDialog)
    dialog.queue.click()
    dialog.signature.pin.setText(PIN)
    dialog.go.click()
    idle()
    assert studio.drafts.get("bai-1").state is PostState.APPROVED
    assert "chưa xếp hàng" in toast(window).text
    page.queue.open("bai-1")
    idle()
    assert "Đã duyệt, chưa xếp hàng" in chips(page.review_tabs.head)


def test_where_the_unit_forbids_it_the_button_says_what_is_left(
    page: ApprovalPage, unit: Unit, window: MainWindow, idle: Idle
) -> None:
    assert page.decision.buttons["approve"].text() == "Duyệt và xếp hàng…"
    with unit.at_work(unit.head):
        unit.studio.outbox.set_queues_on_approval(False, unit.head.id, PIN)
    window.changed()
    idle()
    assert page.decision.buttons["approve"].text() == "Duyệt…"
    assert "phải xếp hàng" in page.decision.says.text()
    assert "Ở đơn vị này" in page.decision.says.text()


def test_what_was_changed_since_it_was_read_is_not_approved(page: ApprovalPage, unit: Unit, idle: Idle) -> None:
    page.queue.list.choose("bai-1")
    idle()
    page.confirm()
    dialog = shown(ApproveDialog)
    change(unit, "bai-1", fields={"where": "Nhà văn hóa tổ dân phố 4"})
    dialog.signature.pin.setText(PIN)
    dialog.go.click()
    idle()
    assert "sau khi bạn đọc" in dialog.signature.error
    assert unit.studio.drafts.get("bai-1").state is PostState.IN_REVIEW
    dialog.reject()


def test_walking_to_the_last_change_ticks_that_all_were_seen(page: ApprovalPage, unit: Unit, idle: Idle) -> None:
    look(unit, "bai-1")
    change(unit, "bai-1", fields={"where": "Nhà văn hóa tổ dân phố 4", "name": "Lịch làm căn cước lưu động tháng 12"})
    page.queue.open("bai-1")
    page.refresh()
    idle()
    count = page.review_tabs.since.changes.count
    assert (count, page.before.seen.isChecked()) == (2, False)
    page.queue.list.setFocus()
    for _ in range(count):
        assert not page.before.seen.isChecked()
        QTest.keyClick(page.queue.list, Qt.Key.Key_N)
    assert page.before.seen.isChecked()
    assert "Chỗ sửa 2/2" in labels(page.review_tabs.since)


def test_open_comments_go_along_with_a_request_for_changes(page: ApprovalPage, unit: Unit, idle: Idle) -> None:
    post, reviews, approver = page.queue.list.chosen_id, unit.studio.reviews, unit.approver.id
    reviews.comment(post, approver, "where", "Nêu rõ địa điểm.")
    settled = reviews.comment(post, approver, "contact", "Đã gọi thử chưa?")
    with unit.at_work(unit.author):
        reviews.resolve(settled.id, unit.author.id)
    page.refresh()
    idle()
    assert page.decision.note.attach.text() == "Gửi kèm 1 góp ý chưa xử lý"
    give(page, "ask_changes")
    idle()
    last = unit.studio.workflow.history(post)[-1]
    assert (last.action, last.note) == ("ask_changes", "• Nơi: Nêu rõ địa điểm.")


def test_a_long_request_is_cut_to_what_a_note_may_hold(page: ApprovalPage, unit: Unit, idle: Idle) -> None:
    post = page.queue.list.chosen_id
    for _ in range(5):
        unit.studio.reviews.comment(post, unit.approver.id, "where", "Câu này cần viết lại. " * 15)
    page.refresh()
    idle()
    note = page.decision.note.written("ask_changes")
    assert len(note) <= 1000
    assert note.endswith("… và 3 góp ý khác trong bài")


def test_an_approval_that_runs_out_says_how_long_it_holds(page: ApprovalPage, unit: Unit, idle: Idle) -> None:
    approval = unit.studio.workflow.approval("bai-2")
    assert approval is not None
    unit.clock.moment = approval.expires_at - timedelta(hours=20)
    page.queue.show_filter(ApprovalFilter.DECIDED)
    idle()
    page.queue.list.choose("bai-2")
    idle()
    assert "Còn hạn duyệt 20 giờ" in chips(page.review_tabs.head)


def test_an_expired_post_says_what_to_do(page: ApprovalPage, unit: Unit, idle: Idle) -> None:
    approval = unit.studio.workflow.approval("bai-2")
    assert approval is not None
    unit.clock.moment = approval.expires_at
    with unit.at_work(unit.head):
        unit.studio.confirm_clock(unit.head.id, PIN)
    assert "bai-2" in [post.id for post in unit.studio.workflow.expire_due()]
    page.queue.open("bai-2")
    idle()
    assert page.queue.filter is ApprovalFilter.DECIDED
    assert "gửi duyệt lại" in page.review_tabs.head.banner.text
    assert page.review_tabs.head.open_button.isVisible()
    assert page.decision.isHidden()


def test_a_template_of_the_head_says_so(page: ApprovalPage, unit: Unit, idle: Idle) -> None:
    post = unit.draft("case_result")
    unit.submit(post.id)
    page.queue.open(post.id)
    idle()
    assert "Lãnh đạo đơn vị duyệt" in chips(page.review_tabs.head)


def test_an_empty_queue_says_what_to_do(make: MakeWindow, new_unit: Unit, qtbot: QtBot) -> None:
    page = show(make(new_unit.studio), qtbot, PageId.APPROVAL)
    assert "chờ quyết định" in empty(page).heading


def test_a_note_in_hand_is_not_lost_when_data_is_read_again(page: ApprovalPage, window: MainWindow, idle: Idle) -> None:
    post = page.queue.list.chosen_id
    page.decision.note.text.setPlainText("Nhờ sửa câu thứ hai.")
    window.changed()
    idle()
    assert page.decision.note.text.toPlainText() == "Nhờ sửa câu thứ hai."
    assert page.queue.list.chosen_id == post


def test_a_card_opens_large(page: ApprovalPage, idle: Idle) -> None:
    in_sight(page.cards, CardThumb)[0].click()
    idle()
    dialog = shown(PictureDialog)
    assert dialog.image.width() == 1080
    assert any(text.startswith("Thẻ chương trình của Công an phường Minh Khai: Lịch làm") for text in labels(dialog))
    dialog.reject()


def test_the_panes_are_those_in_sight(page: ApprovalPage, idle: Idle) -> None:
    assert page.decision in page.panes()
    page.queue.show_filter(ApprovalFilter.BACK)
    idle()
    assert page.panes() == (page.queue.filters, page.queue)


def test_what_is_begun_on_one_post_waits_while_another_is_read(page: ApprovalPage, idle: Idle) -> None:
    first, second = page.queue.list.ids
    page.decision.note.text.setPlainText("Trùng với bài hôm qua.")
    page.review_tabs.reading.fields.rows["cards"].open_thread()
    page.review_tabs.reading.fields.rows["cards"].take_up("Thẻ thiếu số trực ban.")
    page.review_tabs.comments.whole.entry.text.setPlainText("Bài này nên dời sang tuần sau.")
    page.queue.list.choose(second)
    idle()
    assert page.decision.note.text.toPlainText() == ""
    assert page.review_tabs.reading.fields.rows["cards"].draft == ""
    assert page.review_tabs.comments.whole.entry.text.toPlainText() == ""
    page.queue.list.choose(first)
    idle()
    assert page.decision.note.text.toPlainText() == "Trùng với bài hôm qua."
    assert page.review_tabs.reading.fields.rows["cards"].draft == "Thẻ thiếu số trực ban."
    assert page.review_tabs.comments.whole.entry.text.toPlainText() == "Bài này nên dời sang tuần sau."
    give(page, "reject")
    idle()
    assert page.decision.note.text.toPlainText() == ""


def test_every_control_has_a_name_with_everything_open(page: ApprovalPage, idle: Idle) -> None:
    page.review_tabs.reading.fields.rows["cards"].open_thread()
    for tab in ExhibitTab:
        page.review_tabs.tabs.setCurrentIndex(tab)
        assert faults(page) == []


def test_in_a_wide_window_the_phone_stands_beside_and_can_be_put_away(
    page: ApprovalPage, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1900, 1000)
    qtbot.waitUntil(page.review_tabs.reading.phone.isVisible)
    page.toggle_side()
    assert not page.review_tabs.reading.phone.isVisible()
