"""The whole way of a post through the window, over the real services: approved, published, looked at, handed over."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.outbox.model import DeliveryState
from studio.people.sample import APPROVER, AUTHOR, PIN
from studio.posts.model import Post, PostState
from studio.ui.approval.page import ApprovalPage
from studio.ui.main_window import MainWindow
from studio.ui.outbox.confirm import PublishDialog
from studio.ui.outbox.page import OutboxPage
from studio.ui.page_specs import PageId
from studio.ui.pages.page import PagesPage
from studio.ui.pages.phone import PhoneTab
from tests.ui.approval.conftest import give
from tests.ui.conftest import show
from tests.ui.real.conftest import Idle, person

pytestmark = pytest.mark.e2e


def approve(page: ApprovalPage, studio: Studio, idle: Idle) -> None:
    page.decision.who.choose(person(studio, APPROVER).id)
    idle()
    assert page.decision.reason("approve") == ""
    give(page, "approve", pin=PIN, queue=False)
    idle()


def publish(window: MainWindow, studio: Studio, idle: Idle) -> None:
    dialog = window.findChild(PublishDialog)
    assert dialog is not None
    assert dialog.problem.text == ""
    for choice in dialog.choices:
        choice.box.setChecked(True)
    dialog.who.choose(person(studio, APPROVER).id)
    dialog.pin.setText(PIN)
    dialog.pin.textEdited.emit(PIN)
    assert dialog.why.text() == ""
    dialog.send.click()
    idle()


def test_a_warning_is_approved_published_and_handed_over(
    window: MainWindow, studio: Studio, warning: Post, qtbot: QtBot, idle: Idle
) -> None:
    approvals = show(window, qtbot, PageId.APPROVAL)
    assert isinstance(approvals, ApprovalPage)
    qtbot.waitUntil(lambda: approvals.review is not None and window.tasks.idle)
    look = approvals.review_tabs.reading.phone.views[0].look
    assert "CẢNH BÁO" in look.text
    assert all(not image.isNull() for image in look.images)
    approve(approvals, studio, idle)
    assert studio.drafts.get(warning.id).state is PostState.APPROVED

    window.go(PageId.APPROVAL, warning.id)
    idle()
    approvals.confirm()
    qtbot.waitUntil(lambda: window.findChild(PublishDialog) is not None and window.tasks.idle)
    publish(window, studio, idle)
    by_account = {d.account: d for d in studio.outbox.list()}
    qtbot.waitUntil(lambda: studio.outbox.get(by_account["trang-thuc-hanh"].id).state is DeliveryState.VERIFIED)
    idle()
    pages = show(window, qtbot, PageId.PAGES, "trang-thuc-hanh")
    assert isinstance(pages, PagesPage)
    idle()
    practice = pages.tab
    assert isinstance(practice, PhoneTab)
    assert practice.phone.views[0].look.text == look.text
    assert len(practice.phone.views) == 1

    outbox = show(window, qtbot, PageId.OUTBOX)
    assert isinstance(outbox, OutboxPage)
    window.session.sign_in(person(studio, APPROVER))
    by_hand = by_account["ban-giao-facebook"].id
    outbox.table.choose(by_hand)
    idle()
    details = outbox.drawer.details
    assert details is not None
    assert details.folder is not None
    assert (details.folder).is_dir()
    assert outbox.drawer.handover.isVisible()
    outbox.drawer.handover.link.setText("https://www.facebook.com/100000000000001/posts/1")
    outbox.drawer.handover.done.click()
    idle()
    assert studio.outbox.get(by_hand).state is DeliveryState.VERIFIED
    assert studio.drafts.get(warning.id).state is PostState.PUBLISHED


def test_the_author_is_told_why_they_cannot_approve(
    window: MainWindow, studio: Studio, warning: Post, qtbot: QtBot, idle: Idle
) -> None:
    refusal = studio.workflow.refusals(warning.id, person(studio, AUTHOR).id)["approve"]
    assert refusal is not None
    approvals = show(window, qtbot, PageId.APPROVAL)
    assert isinstance(approvals, ApprovalPage)
    qtbot.waitUntil(lambda: approvals.review is not None and window.tasks.idle)
    assert approvals.decision.who.choose(person(studio, AUTHOR).id)
    idle()
    assert approvals.decision.reason("approve") == refusal.vi[:1].upper() + refusal.vi[1:]
