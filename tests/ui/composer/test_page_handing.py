"""The composer over the real services: handed in and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.posts.model import PostState
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.outbox.confirm import PublishDialog
from tests.ui.composer.composer_rig import CONFIRMED, PIN, ComposerRig
from tests.ui.composer.page_hands import dialog_of, input_of, prove

Settle = Callable[[], None]
HOW = "Ke gian goi dien tu xung can bo phuong."


def test_handing_in_asks_for_person_and_pin_and_locks_the_post(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle, qtbot: QtBot
) -> None:
    post = opened(answers=CONFIRMED)
    QTest.mouseClick(page.editor.header.primary, Qt.MouseButton.LeftButton)
    prove(dialog_of(window, qtbot))
    qtbot.waitUntil(lambda: rig.stored(post).state is PostState.IN_REVIEW)
    settle()
    assert page.composer.locked
    assert not page.editor.form.isEnabled()  # type: ignore[union-attr]
    assert "đang chờ duyệt" in page.editor.notice.text
    assert not page.editor.header.primary.isVisible()
    window.session.sign_in(rig.approver, rig.proof(rig.approver))
    settle()
    assert page.editor.header.primary.text() == "Xem để duyệt"
    page.confirm()
    assert window.page is not page


def test_a_wrong_pin_hands_nothing_in(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, qtbot: QtBot
) -> None:
    post = opened(answers=CONFIRMED)
    page.confirm()
    dialog = dialog_of(window, qtbot)
    prove(dialog, "000000")
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert rig.stored(post).state is PostState.DRAFT
    assert dialog.isVisible()
    dialog.reject()


def test_a_post_in_review_changes_only_when_it_is_meant(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened(answers=CONFIRMED)
    rig.studio.workflow.submit(post.id, rig.author.id, PIN)
    window.changed()
    settle()
    QTest.keyClicks(input_of(page, "scam_name"), "x")
    settle()
    assert rig.stored(post).state is PostState.IN_REVIEW
    QTest.mouseClick(page.editor.notice_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(input_of(page, "scam_name"), "x")
    settle()
    assert rig.stored(post).state is PostState.DRAFT
    assert not page.composer.locked


def test_an_approved_post_goes_on_to_publishing(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle, qtbot: QtBot
) -> None:
    post = opened(answers=CONFIRMED)
    workflow = rig.studio.workflow
    workflow.submit(post.id, rig.author.id, PIN)
    workflow.approve(post.id, rig.approver.id, PIN)
    window.changed()
    settle()
    header = page.editor.header
    assert header.primary.text() == "Đăng bài…"
    assert header.reason == ""
    page.confirm()
    qtbot.waitUntil(lambda: window.findChild(PublishDialog) is not None)
    settle()
    confirmation = window.findChild(PublishDialog)
    assert confirmation is not None
    confirmation.reject()


def test_changes_that_were_asked_for_stand_over_the_fields(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened(answers=CONFIRMED)
    workflow = rig.studio.workflow
    workflow.submit(post.id, rig.author.id, PIN)
    workflow.ask_changes(post.id, rig.approver.id, PIN, "Ghi rõ giờ làm việc.")
    window.changed()
    settle()
    assert "Ghi rõ giờ làm việc." in page.editor.notice.text
    assert not page.composer.locked


def test_nobody_signed_in_can_look_and_is_asked_to_sign_in(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened(fields={})
    QTest.keyClicks(input_of(page, "how"), HOW)
    window.session.sign_out()
    settle()
    assert rig.stored(post).fields["how"] == HOW
    assert page.composer.locked
    assert page.editor.notice_button.text() == "Đăng nhập"
    window.session.sign_in(rig.author, rig.proof(rig.author))
    settle()
    assert not page.composer.locked


def test_whoever_may_not_write_only_looks(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened(fields={})
    QTest.keyClicks(input_of(page, "how"), HOW)
    window.session.sign_in(rig.approver, rig.proof(rig.approver))
    settle()
    assert page.composer.locked
    assert rig.stored(post).fields["how"] == HOW  # what the author had just typed is theirs, and kept
