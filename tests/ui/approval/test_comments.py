"""Comments on a field: where they are written, who sees them, and how they are settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from studio.posts.model import Comment
from studio.ui.approval.exhibit import Tab
from studio.ui.approval.page import ApprovalPage
from studio.ui.main_window import MainWindow
from studio.ui.review.comments import CommentLine, comments_by_field, open_by_field
from studio.ui.sign_in import SignInDialog
from tests.ui.fake_data import APPROVER, AUTHOR, NOW
from tests.ui.fake_studio import FakeStudio

Idle = Callable[[], None]


def comment(number: int, field: str, *, settled: bool = False) -> Comment:
    by = AUTHOR.id if settled else None
    return Comment(
        id=f"c{number}", post_id="bai-0", revision=1, field=field, by=APPROVER.id, at=NOW, text="Xem lại.",
        resolved_by=by, resolved_at=NOW if settled else None,
    )  # fmt: skip


@pytest.fixture
def at_fields(page: ApprovalPage, studio: FakeStudio, idle: Idle) -> ApprovalPage:
    """A post with a filled field is in hand."""
    first = page.queue.list.chosen_id
    studio.desk.posts[first] = replace(studio.desk.get(first), fields={"scam_name": "Giả danh cán bộ"}, revision=4)
    page.refresh()
    idle()
    return page


def write(page: ApprovalPage, field: str, text: str) -> None:
    piece = page.exhibit.reading.fields.rows[field]
    piece.mark.click()
    assert piece._thread is not None
    piece._thread.entry.text.setPlainText(text)
    piece._thread.entry.send.click()


def test_threads_with_something_open_come_first() -> None:
    threads = comments_by_field([comment(1, "a", settled=True), comment(2, "b"), comment(3, "a", settled=True)])
    assert [(field, len(comments)) for field, comments in threads.items()] == [("b", 1), ("a", 2)]
    assert open_by_field([comment(1, "a"), comment(2, "a"), comment(3, "b", settled=True)]) == {"a": 2}


def test_a_comment_is_kept_counted_and_shown_in_its_thread(
    at_fields: ApprovalPage, studio: FakeStudio, idle: Idle
) -> None:
    write(at_fields, "scam_name", "Nêu rõ tên ứng dụng giả.")
    idle()
    (kept,) = studio.reviews.comments(at_fields.queue.list.chosen_id)
    assert (kept.field, kept.by, kept.text) == ("scam_name", APPROVER.id, "Nêu rõ tên ứng dụng giả.")
    piece = at_fields.exhibit.reading.fields.rows["scam_name"]
    assert piece.mark.text() == "1"
    assert piece.mark.accessibleName() == "1 góp ý chưa xử lý về Thủ đoạn"
    assert piece._thread is not None
    assert piece._thread.entry.text.toPlainText() == ""
    assert at_fields.exhibit.tabs.tabText(Tab.COMMENTS) == "Góp ý (1)"


def test_what_is_being_written_stays_when_it_cannot_be_kept_or_the_page_is_read_again(
    at_fields: ApprovalPage, studio: FakeStudio, window: MainWindow, idle: Idle
) -> None:
    write(at_fields, "scam_name", "x" * 1001)
    idle()
    piece = at_fields.exhibit.reading.fields.rows["scam_name"]
    assert piece._thread is not None
    assert piece._thread.entry._block.error != ""
    assert len(piece._thread.entry.text.toPlainText()) == 1001
    window.changed()
    idle()
    assert len(piece._thread.entry.text.toPlainText()) == 1001
    piece._thread.entry.close_button.click()
    assert not piece.thread_open
    piece.mark.click()
    assert len(piece._thread.entry.text.toPlainText()) == 1001


def test_a_comment_needs_a_name(at_fields: ApprovalPage, studio: FakeStudio, window: MainWindow, idle: Idle) -> None:
    window.session.sign_out()
    idle()
    write(at_fields, "scam_name", "Nêu rõ hơn.")
    idle()
    dialog = window.findChild(SignInDialog)
    assert dialog is not None
    dialog.reject()
    assert studio.reviews.comments(at_fields.queue.list.chosen_id) == ()
    piece = at_fields.exhibit.reading.fields.rows["scam_name"]
    assert piece._thread is not None
    assert piece._thread.entry.text.toPlainText() == "Nêu rõ hơn."
    assert "đăng nhập" in piece._thread.entry._block.error


def test_a_comment_is_dealt_with_and_opened_again(
    at_fields: ApprovalPage, studio: FakeStudio, qtbot: QtBot, idle: Idle
) -> None:
    write(at_fields, "scam_name", "Nêu rõ hơn.")
    idle()
    at_fields.exhibit.tabs.setCurrentIndex(Tab.COMMENTS)
    view = at_fields.exhibit.comments
    (line,) = view.findChildren(CommentLine)
    assert line._chip.word is not None
    assert line._chip.word.text == "Chưa xử lý"
    line.turn.setFocus()
    line.turn.click()
    idle()
    (line,) = [one for one in view.findChildren(CommentLine) if one.isVisible()]
    assert line._chip.word is not None
    assert line._chip.word.text == "Đã xử lý"
    assert APPROVER.name in line._by.text()
    qtbot.waitUntil(line.turn.hasFocus)
    assert at_fields.exhibit.tabs.tabText(Tab.COMMENTS) == "Góp ý"
    line.turn.click()
    idle()
    assert open_by_field(studio.reviews.comments(at_fields.queue.list.chosen_id)) == {"scam_name": 1}


def test_clicking_a_thread_goes_to_its_field(at_fields: ApprovalPage, studio: FakeStudio, idle: Idle) -> None:
    at_fields.exhibit.tabs.setCurrentIndex(Tab.COMMENTS)
    at_fields.exhibit.comments.asked.emit("scam_name")
    assert at_fields.exhibit.tabs.currentIndex() == Tab.CONTENT
    piece = at_fields.exhibit.reading.fields.rows["scam_name"]
    assert piece.thread_open
    assert piece.mark.hasFocus()


def test_a_finding_leads_to_its_place_or_to_the_whole_post(at_fields: ApprovalPage) -> None:
    exhibit = at_fields.exhibit
    exhibit.findings.asked.emit("text:facebook")
    assert exhibit.tabs.currentIndex() == Tab.CONTENT
    assert exhibit.reading.whole.isVisible()
    exhibit.findings.asked.emit("contact")  # nothing is filled in there
    assert exhibit.tabs.currentIndex() == Tab.COMMENTS
