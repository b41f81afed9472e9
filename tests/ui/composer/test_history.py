"""Nothing is lost: one undo over everything, versions to compare and restore, a trash, one editor a post."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.app import open_studio
from studio.errors import Refused
from studio.people.present import at_work, bring
from studio.ui.composer.inputs import REDO, UNDO, TextInput, menu_of
from studio.ui.composer.page import ComposerPage
from studio.ui.composer.side.pane import HISTORY, STANDING
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.spelling.controls import Area, SpellingLine
from tests.ui.composer.composer_rig import CONFIRMED, PIN, ComposerRig
from tests.ui.hands import toast

Settle = Callable[[], None]
CTRL = Qt.KeyboardModifier.ControlModifier


def input_of(page: ComposerPage, name: str) -> Any:
    assert page.editor.form is not None
    return page.editor.form.fields[name].editor.inputs()[0]


def value_of(page: ComposerPage, name: str) -> Any:
    assert page.editor.form is not None
    return page.editor.form.value(name)


def words_in(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


# -- one undo over everything


def test_undo_walks_back_through_text_pages_time_cards_and_confirmations(
    page: ComposerPage, rig: ComposerRig, opened: Any, settle: Settle
) -> None:
    post = opened(fields={}, targets=())
    start = rig.stored(post)
    plan = page.editor.plan
    how = input_of(page, "how")
    QTest.keyClicks(how, "Goi dien")
    QTest.mouseClick(plan.targets.rows[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(plan.when.timed, Qt.MouseButton.LeftButton)
    QTest.keyClicks(plan.when.line.line, "30/11/2026 8h")
    plan.cards.boxes["cover"].click()
    page.editor.answers.focus_answer("not_restricted")
    answer = QApplication.focusWidget()
    assert answer is not None
    QTest.keyClick(answer, Qt.Key.Key_Space)
    settle()
    done = rig.stored(post)
    assert done.fields["how"] == "Goi dien"
    assert (len(done.targets), done.cards, done.answers.not_restricted) == (1, ("alert", "cover"), True)
    assert done.publish_at is not None
    for _ in range(5):
        QTest.keyClick(how, Qt.Key.Key_Z, CTRL)
        settle()
    back = rig.stored(post)
    assert (back.fields, back.targets, back.cards, back.publish_at, back.answers) == (
        start.fields,
        start.targets,
        start.cards,
        start.publish_at,
        start.answers,
    )
    for _ in range(5):
        QTest.keyClick(how, Qt.Key.Key_Y, CTRL)
        settle()
    again = rig.stored(post)
    assert (again.fields, again.targets, again.cards, again.publish_at, again.answers) == (
        done.fields,
        done.targets,
        done.cards,
        done.publish_at,
        done.answers,
    )


def test_undo_right_after_a_key_takes_that_key_back_too(page: ComposerPage, opened: Any, settle: Settle) -> None:
    opened(fields={"how": "Trước"})
    how = input_of(page, "how")
    how.setFocus()
    QTest.keyClick(how, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(how, " sau")
    QTest.keyClick(how, Qt.Key.Key_Z, CTRL)  # nothing of it is stored yet
    settle()
    assert value_of(page, "how") == "Trước"


def test_undo_inside_a_field_for_days_belongs_to_the_post(page: ComposerPage, opened: Any, settle: Settle) -> None:
    opened(fields={})
    line = input_of(page, "review_on").findChild(QLineEdit)
    QTest.keyClicks(line, "30/11/2026")
    settle()
    assert value_of(page, "review_on") == "2026-11-30"
    QTest.keyClick(line, Qt.Key.Key_Z, CTRL)
    settle()
    assert value_of(page, "review_on") == ""


def test_the_context_menu_undoes_the_post_as_the_keys_do(page: ComposerPage, opened: Any, settle: Settle) -> None:
    opened(fields={"how": "Trước", "scam_name": "Tên"})
    for name in ("how", "scam_name"):
        field = input_of(page, name)
        assert isinstance(field, SpellingLine | Area)
        names = [action.objectName() for action in menu_of(field).actions()]
        assert names[:2] == [UNDO, REDO]
        assert "edit-undo" not in names


def test_the_caret_stands_where_undo_changed_the_text_and_the_scrolling_stays(
    page: ComposerPage, opened: Any, settle: Settle
) -> None:
    lines = "\n".join(f"Dòng số {n}." for n in range(40))
    opened(fields={"how": lines})
    how = input_of(page, "how")
    assert isinstance(how, TextInput)
    how.setFocus()
    cursor = how.textCursor()
    at = lines.index("Dòng số 30.") + len("Dòng")
    cursor.setPosition(at)
    how.setTextCursor(cursor)
    QTest.keyClicks(how, "xyz")
    settle()
    scrolled = how.verticalScrollBar().value()
    assert scrolled > 0
    QTest.keyClick(how, Qt.Key.Key_Z, CTRL)
    settle()
    assert value_of(page, "how") == lines
    assert how.textCursor().position() == at
    assert how.verticalScrollBar().value() == scrolled
    assert QApplication.focusWidget() is how


def test_after_a_restart_undo_goes_on_where_it_was(
    rig: ComposerRig, page: ComposerPage, opened: Any, settle: Settle
) -> None:
    post = opened(fields={})
    QTest.keyClicks(input_of(page, "how"), "Goi dien")
    settle()
    QTest.keyClicks(input_of(page, "scam_name"), "Gia danh")
    settle()
    again = open_studio(rig.studio.profile, clock=rig.clock)
    bring(again.people.sign_in(rig.author.id, PIN))
    assert "scam_name" not in again.drafts.undo(post.id, rig.author.id).fields
    assert "how" not in again.drafts.undo(post.id, rig.author.id).fields
    assert again.drafts.redo(post.id, rig.author.id).fields["how"] == "Goi dien"
    again.close()


def test_with_nothing_to_undo_nothing_happens_and_nothing_is_said(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    page.chooser.template_chosen.emit("scam_warning")
    settle()
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(input_of(page, "how"), Qt.Key.Key_Z, CTRL)
    settle()
    assert window.banner.text == ""


# -- the same post twice


def test_the_same_post_opened_again_is_not_read_again_and_keeps_the_caret(
    page: ComposerPage, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened(fields={"how": "Gọi điện tự xưng cán bộ"})
    how = input_of(page, "how")
    how.setFocus()
    cursor = how.textCursor()
    cursor.setPosition(8)
    how.setTextCursor(cursor)
    window.go(PageId.LIBRARY, "")
    settle()
    window.go(PageId.COMPOSER, post.id)
    assert input_of(page, "how") is how
    now: Any = window.focusWidget()
    assert now is how
    assert how.textCursor().position() == 8
    settle()
    assert input_of(page, "how") is how


def test_another_post_is_opened_in_its_place(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle
) -> None:
    first = opened(fields={})
    QTest.keyClicks(input_of(page, "how"), "Bai mot")
    other = rig.draft(fields={"how": "Bài hai"})
    window.go(PageId.COMPOSER, other.id)
    settle()
    assert value_of(page, "how") == "Bài hai"
    assert rig.stored(first).fields["how"] == "Bai mot"


def test_edits_of_a_second_window_over_the_same_profile_stay_side_by_side(
    page: ComposerPage, rig: ComposerRig, opened: Any, settle: Settle
) -> None:
    post = opened(fields={})
    other = open_studio(rig.studio.profile, clock=rig.clock)
    with at_work(other.people.sign_in(rig.author.id, PIN)):
        other.drafts.edit(post.id, rig.author.id, fields={"how": "Viết ở cửa sổ khác."})
    QTest.keyClicks(input_of(page, "how"), "Viet o day mot cau dai hon sau tu")
    settle()
    assert value_of(page, "how") == "Viết ở cửa sổ khác."
    assert page.editor.notice_button.text() == "Dùng bản của tôi"
    page.editor.show_tab(HISTORY)
    settle()
    kinds = [line.version.kind for line in page.editor.side.versions.lines]
    assert "aside" in kinds
    QTest.mouseClick(page.editor.notice_button, Qt.MouseButton.LeftButton)
    settle()
    assert value_of(page, "how") == "Viet o day mot cau dai hon sau tu"
    other.close()


def test_undo_never_steps_over_what_a_second_window_saved_unseen(
    page: ComposerPage, rig: ComposerRig, opened: Any, settle: Settle
) -> None:
    post = opened(fields={})
    how = input_of(page, "how")
    QTest.keyClicks(how, "Goi dien")
    settle()
    other = open_studio(rig.studio.profile, clock=rig.clock)
    with at_work(other.people.sign_in(rig.author.id, PIN)):
        other.drafts.edit(post.id, rig.author.id, fields={"scam_name": "Viết ở cửa sổ khác."})
    QTest.keyClick(how, Qt.Key.Key_Z, CTRL)
    settle()
    assert (value_of(page, "how"), value_of(page, "scam_name")) == ("Goi dien", "Viết ở cửa sổ khác.")
    QTest.keyClick(how, Qt.Key.Key_Z, CTRL)
    settle()
    assert (value_of(page, "how"), value_of(page, "scam_name")) == ("Goi dien", "")
    other.close()


# -- versions


def test_versions_show_what_changed_and_restore_is_a_step_that_can_be_undone(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle, qtbot: QtBot
) -> None:
    post = opened(fields={"how": "Gọi điện xưng cán bộ"})
    rig.clock.forward(minutes=30)
    rig.studio.drafts.edit(post.id, rig.author.id, fields={"how": "Gọi điện xưng công an"})
    window.changed()
    settle()
    page.editor.show_tab(HISTORY)
    settle()
    versions = page.editor.side.versions
    now, before = versions.lines[:2]
    assert not now.compare.isVisible()
    qtbot.waitUntil(before.compare.isVisible)
    QApplication.processEvents()
    QTest.mouseClick(before.compare, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Cách thức thực hiện" in words_in(before))
    shown = words_in(before)
    assert "line-through" in shown
    assert "underline" in shown
    QApplication.processEvents()
    QTest.mouseClick(before.restore, Qt.MouseButton.LeftButton)
    settle()
    assert value_of(page, "how") == "Gọi điện xưng cán bộ"
    assert toast(window).button.text() == "Hoàn tác"
    QTest.mouseClick(toast(window).button, Qt.MouseButton.LeftButton)
    settle()
    assert value_of(page, "how") == "Gọi điện xưng công an"
    toast(window).hide()


# -- the trash


def bin_action(page: ComposerPage) -> QAction:
    """What the menu of the post says about the trash."""
    found = [action for action in page.editor.header.menu.actions() if "thùng rác" in action.text()]
    assert len(found) == 1
    return found[0]


def test_the_trash_takes_a_post_without_asking_and_gives_it_back(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened(fields={"how": "Giữ lại"})
    bin_action(page).trigger()
    settle()
    written: bool = page.writes
    assert not written
    with pytest.raises(Refused):
        rig.studio.drafts.edit(post.id, rig.author.id, fields={"how": "x"})
    assert "30 ngày" in toast(window).text
    QTest.mouseClick(toast(window).button, Qt.MouseButton.LeftButton)
    settle()
    assert page.writes
    assert value_of(page, "how") == "Giữ lại"
    toast(window).hide()


def test_a_post_in_review_cannot_go_to_the_trash_and_the_menu_says_why(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened(answers=CONFIRMED)
    rig.studio.workflow.submit(post.id, rig.author.id, PIN)
    window.changed()
    settle()
    action = bin_action(page)
    assert not action.isEnabled()
    assert "rút về bản nháp" in action.text()


# -- comments


def test_comments_of_reviewers_stand_in_their_tab_and_mark_their_fields(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened()
    with at_work(rig.studio.people.sign_in(rig.approver.id, PIN)):
        comment = rig.studio.reviews.comment(post.id, rig.approver.id, "how", "Ghi rõ giờ nhận tin.")
    window.changed()
    settle()
    assert page.editor.form is not None
    mark = page.editor.form.fields["how"].mark
    assert mark is not None
    assert mark.isVisible()
    assert page.editor.side.tabs.word(STANDING) == "Phê duyệt (1)"
    QTest.mouseClick(mark, Qt.MouseButton.LeftButton)
    assert page.editor.side.tabs.currentIndex() == STANDING
    assert "Ghi rõ giờ nhận tin." in words_in(page.editor.side.comments)
    page.editor.side.comments.turned.emit(comment.id, True)
    settle()
    assert not mark.isVisible()
    assert page.editor.side.tabs.word(STANDING) == "Phê duyệt"
    page.editor.side.comments.said.emit("", "Đã bổ sung.")
    settle()
    assert [c.text for c in rig.studio.reviews.comments(post.id)] == ["Ghi rõ giờ nhận tin.", "Đã bổ sung."]
