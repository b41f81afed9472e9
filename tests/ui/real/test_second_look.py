"""A post's second look over the real services: a comment, a request, an edit, exactly that change, an approval."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.people.sample import APPROVER, AUTHOR, PIN
from studio.posts.model import Post, PostState
from studio.ui.approval.page import ApprovalPage
from studio.ui.approval.queue_query import ApprovalFilter
from studio.ui.approval.review_tabs import ExhibitTab
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.review.changes import DiffText
from tests.ui.approval.conftest import give
from tests.ui.conftest import show
from tests.ui.real.conftest import Idle, person

pytestmark = pytest.mark.e2e


def test_the_reviewer_sees_exactly_what_the_author_changed(
    window: MainWindow, studio: Studio, warning: Post, qtbot: QtBot, idle: Idle
) -> None:
    author, approver = person(studio, AUTHOR), person(studio, APPROVER)
    window.session.sign_in(approver)
    page = show(window, qtbot, PageId.APPROVAL)
    assert isinstance(page, ApprovalPage)
    qtbot.waitUntil(lambda: page.review is not None and window.tasks.idle)
    assert page.queue.filters.pills[ApprovalFilter.WAITING].text() == "Chờ duyệt 1"
    assert page.review_tabs.tabs.tabText(ExhibitTab.SINCE) == "Thay đổi"

    # The reviewer comments on a field and sends the post back; the comment is the note.
    field = page.review_tabs.reading.fields.rows["scam_name"]
    field.open_thread()
    assert field.discussion is not None
    field.discussion.entry.text.setPlainText("Nêu rõ thủ đoạn xảy ra dịp Tết.")
    field.discussion.entry.send.click()
    idle()
    give(page, "ask_changes", pin=PIN)
    idle()
    assert studio.drafts.get(warning.id).state is PostState.CHANGES_ASKED
    assert studio.workflow.history(warning.id)[-1].note == "• Thủ đoạn: Nêu rõ thủ đoạn xảy ra dịp Tết."

    # The author changes that field, deals with the comment, and submits again.
    old = str(warning.fields["scam_name"])
    studio.drafts.edit(warning.id, author.id, fields={"scam_name": f"{old} dịp Tết"})
    studio.reviews.resolve(studio.reviews.comments(warning.id)[0].id, author.id)
    studio.workflow.submit(warning.id, author.id, PIN)
    window.changed()
    page.queue.open(warning.id)
    idle()
    qtbot.waitUntil(lambda: page.review is not None and page.review.since.count == 1)

    # The reviewer is shown that change and nothing else, and approves.
    assert page.queue.list.ids == (warning.id,)
    row = page.queue.list.row(warning.id)
    assert row is not None
    assert page.queue.list.entry(row).mark is not None
    assert page.review_tabs.tabs.currentIndex() == ExhibitTab.SINCE
    assert page.review is not None
    comparison = page.review.since.comparison
    assert comparison is not None
    assert [(change.where, change.after) for change in comparison.changes] == [("scam_name", f"{old} dịp Tết")]
    assert comparison.pictures == ()
    (shown,) = page.review_tabs.since.changes.findChildren(DiffText)
    assert "thêm: dịp Tết;" in shown.spoken()
    assert "bỏ:" not in shown.spoken()
    give(page, "approve", pin=PIN, queue=False)
    idle()
    assert studio.drafts.get(warning.id).state is PostState.APPROVED
    assert studio.reviews.since(warning.id, approver.id) is None
    assert warning.id not in studio.reviews.changed_for(approver.id)


def test_nobody_who_wrote_at_it_may_decide_on_it(studio: Studio, warning: Post) -> None:
    author, approver = person(studio, AUTHOR), person(studio, APPROVER)
    assert studio.workflow.decidable(approver.id) == {warning.id}
    assert studio.workflow.decidable(author.id) == frozenset()
