"""The page of approvals of the unit at work, with the approver signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from studio.people.model import Person
from studio.posts.model import Post
from studio.ui.approval.page import ApprovalPage
from studio.ui.approval.sign import ApproveDialog, SignDialog
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.conftest import show, shown
from tests.ui.hands import press, within
from tests.ui.unit import PIN, Unit

Idle = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, unit: Unit, qtbot: QtBot) -> ApprovalPage:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return at_page(window, unit, qtbot, unit.approver)


def at_page(window: MainWindow, unit: Unit, qtbot: QtBot, person: Person | None) -> ApprovalPage:
    """The page, with a post in hand."""
    if person is not None:
        unit.sign_in(window, person)
    shown = show(window, qtbot, PageId.APPROVAL)
    assert isinstance(shown, ApprovalPage)
    qtbot.waitUntil(lambda: bool(shown.review_tabs.reading.fields.rows) and window.tasks.idle)
    return shown


def change(unit: Unit, post_id: str, **edit: Any) -> Post:
    """The author changes a post and submits it again; `edit` as `DraftService.edit` takes it."""
    with unit.at_work(unit.author):
        unit.studio.drafts.edit(post_id, unit.author.id, **edit)
    return unit.submit(post_id)


def look(unit: Unit, post_id: str) -> None:
    """The approver sees the post as it is."""
    with unit.at_work(unit.approver):
        unit.studio.reviews.looked(post_id, unit.approver.id)


def entry(page: ApprovalPage, field: str) -> QPlainTextEdit:
    """Where a comment on that field is written; its thread is open."""
    return within(page.review_tabs.reading.fields.rows[field], QPlainTextEdit)


def comment(page: ApprovalPage, field: str, text: str) -> None:
    """Write and send it."""
    piece = page.review_tabs.reading.fields.rows[field]
    piece.mark.click()
    entry(page, field).setPlainText(text)
    press(piece, "Gửi góp ý")


def give(page: ApprovalPage, action: str, *, note: str = "", pin: str = PIN, queue: bool = True) -> SignDialog:
    """Write the note, choose a verdict, and sign it; an approval without `queue` only approves."""
    if note:
        page.decision.note.text.setPlainText(note)
    page.decision.buttons[action].click()
    dialog = shown(SignDialog)
    if isinstance(dialog, ApproveDialog) and not queue:
        dialog.queue.setChecked(False)
    dialog.signature.pin.setText(pin)
    dialog.go.click()
    return dialog
