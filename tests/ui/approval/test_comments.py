"""Comments on a field: where they are written, who sees them, and how they are settled."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.posts.model import Comment
from studio.ui.approval.page import ApprovalPage
from studio.ui.approval.review_tabs import ExhibitTab
from studio.ui.main_window import MainWindow
from studio.ui.review.comments import CommentLine, comments_by_field, open_by_field
from studio.ui.sign_in import SignInDialog
from tests.ui.approval.conftest import Idle, comment, entry
from tests.ui.conftest import shown
from tests.ui.hands import chips, error_at, in_sight, labels, press
from tests.ui.unit import NOW, Unit

FIELD = "name"
"""Of the post in hand, which tells of a programme."""


def written(number: int, field: str, *, settled: bool = False) -> Comment:
    by = "p-an" if settled else None
    return Comment(
        id=f"c{number}", post_id="bai-0", revision=1, field=field, by="p-binh", at=NOW, text="Xem lại.",
        resolved_by=by, resolved_at=NOW if settled else None,
    )  # fmt: skip


def test_threads_with_something_open_come_first() -> None:
    threads = comments_by_field([written(1, "a", settled=True), written(2, "b"), written(3, "a", settled=True)])
    assert [(field, len(comments)) for field, comments in threads.items()] == [("b", 1), ("a", 2)]
    assert open_by_field([written(1, "a"), written(2, "a"), written(3, "b", settled=True)]) == {"a": 2}


def test_a_comment_is_kept_counted_and_shown_in_its_thread(
    page: ApprovalPage, unit: Unit, studio: Studio, idle: Idle
) -> None:
    comment(page, FIELD, "Nêu rõ tên ứng dụng giả.")
    idle()
    (kept,) = studio.reviews.comments(page.queue.list.chosen_id)
    assert (kept.field, kept.by, kept.text) == (FIELD, unit.approver.id, "Nêu rõ tên ứng dụng giả.")
    piece = page.review_tabs.reading.fields.rows[FIELD]
    assert piece.mark.text() == "1"
    assert piece.mark.accessibleName() == "1 góp ý chưa xử lý về Tên chương trình"
    assert piece.thread_open
    assert entry(page, FIELD).toPlainText() == ""
    assert page.review_tabs.tabs.tabText(ExhibitTab.COMMENTS) == "Góp ý (1)"


def test_what_is_being_written_stays_when_it_cannot_be_kept_or_the_page_is_read_again(
    page: ApprovalPage, window: MainWindow, idle: Idle
) -> None:
    comment(page, FIELD, "x" * 1001)
    idle()
    piece, text = page.review_tabs.reading.fields.rows[FIELD], entry(page, FIELD)
    assert error_at(text) != ""
    assert len(text.toPlainText()) == 1001
    window.changed()
    idle()
    assert len(text.toPlainText()) == 1001
    press(piece, "Đóng")
    assert not piece.thread_open
    piece.mark.click()
    assert len(text.toPlainText()) == 1001


def test_a_comment_needs_a_name(page: ApprovalPage, studio: Studio, window: MainWindow, idle: Idle) -> None:
    window.session.sign_out()
    idle()
    comment(page, FIELD, "Nêu rõ hơn.")
    idle()
    shown(SignInDialog).reject()
    assert studio.reviews.comments(page.queue.list.chosen_id) == ()
    assert entry(page, FIELD).toPlainText() == "Nêu rõ hơn."
    assert "đăng nhập" in error_at(entry(page, FIELD))


def test_a_comment_is_dealt_with_and_opened_again(
    page: ApprovalPage, unit: Unit, studio: Studio, qtbot: QtBot, idle: Idle
) -> None:
    comment(page, FIELD, "Nêu rõ hơn.")
    idle()
    page.review_tabs.tabs.setCurrentIndex(ExhibitTab.COMMENTS)
    view = page.review_tabs.comments
    (line,) = in_sight(view, CommentLine)
    assert chips(line) == ["Chưa xử lý"]
    line.turn.setFocus()
    line.turn.click()
    idle()
    (line,) = in_sight(view, CommentLine)
    assert chips(line) == ["Đã xử lý"]
    assert any(text.startswith(f"{unit.approver.name} · ") for text in labels(line))
    qtbot.waitUntil(line.turn.hasFocus)
    assert page.review_tabs.tabs.tabText(ExhibitTab.COMMENTS) == "Góp ý"
    line.turn.click()
    idle()
    assert open_by_field(studio.reviews.comments(page.queue.list.chosen_id)) == {FIELD: 1}


def test_clicking_a_thread_goes_to_its_field(page: ApprovalPage) -> None:
    page.review_tabs.tabs.setCurrentIndex(ExhibitTab.COMMENTS)
    page.review_tabs.comments.asked.emit(FIELD)
    assert page.review_tabs.tabs.currentIndex() == ExhibitTab.CONTENT
    piece = page.review_tabs.reading.fields.rows[FIELD]
    assert piece.thread_open
    assert piece.mark.hasFocus()


def test_a_finding_leads_to_its_place_or_to_the_whole_post(page: ApprovalPage) -> None:
    review_tabs = page.review_tabs
    review_tabs.findings.asked.emit("text:facebook")
    assert review_tabs.tabs.currentIndex() == ExhibitTab.CONTENT
    assert review_tabs.reading.whole.isVisible()
    review_tabs.findings.asked.emit("images")  # nothing is filled in there
    assert review_tabs.tabs.currentIndex() == ExhibitTab.COMMENTS
