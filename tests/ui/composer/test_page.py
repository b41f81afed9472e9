"""The composer over the real services: written and kept, and the frame around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.app import open_studio
from studio.platforms import Platform
from studio.posts.model import PostState
from studio.ui.anchors import find_anchor, stands_in
from studio.ui.composer.editors.registry import TextEditor
from studio.ui.composer.form_field import FormField
from studio.ui.composer.page import ComposerPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.labels import ElidedLabel
from tests.ui.composer.composer_rig import CONFIRMED, ComposerRig
from tests.ui.composer.page_hands import input_of, make_active
from tests.ui.hands import in_sight

Settle = Callable[[], None]
HOW = "Ke gian goi dien tu xung can bo phuong."


# -- writing and keeping


def test_a_template_chosen_is_a_draft_at_once(page: ComposerPage, rig: ComposerRig, settle: Settle) -> None:
    page.chooser.template_chosen.emit("scam_warning")
    settle()
    assert page.writes
    (post,) = rig.studio.drafts.list(PostState.DRAFT)
    assert post.template_id == "scam_warning"
    assert post.author == rig.author.id
    assert post.targets == ()


def test_what_is_typed_is_on_the_disk_without_any_button(
    page: ComposerPage, rig: ComposerRig, opened: Any, settle: Settle
) -> None:
    post = opened(fields={})
    QTest.keyClicks(input_of(page, "how"), HOW)
    settle()
    assert rig.stored(post).fields["how"] == HOW
    assert page.editor.header.saved.text.startswith("Đã lưu")


def test_leaving_the_page_keeps_the_last_key(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, qtbot: QtBot
) -> None:
    post = opened(fields={})
    QTest.keyClicks(input_of(page, "how"), HOW)
    window.go(PageId.LIBRARY, "")
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert rig.stored(post).fields["how"] == HOW
    window.go(PageId.COMPOSER, "")
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert page.writes
    assert isinstance(page.editor.form.fields["how"].editor, TextEditor)  # type: ignore[union-attr]
    assert page.editor.form.value("how") == HOW  # type: ignore[union-attr]


def test_closing_the_window_keeps_the_last_key(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any
) -> None:
    post = opened(fields={})
    QTest.keyClicks(input_of(page, "how"), HOW)
    window.close()
    again = open_studio(rig.studio.profile, clock=rig.clock)
    assert again.drafts.get(post.id).fields["how"] == HOW
    again.close()


def test_typical_content_is_shown_and_given_back_unchanged(page: ComposerPage, rig: ComposerRig, opened: Any) -> None:
    for template_id in ("scam_warning", "infographic", "emergency_alert", "qa_post", "case_result", "traffic_notice"):
        post = opened(template_id)
        assert page.editor.form is not None
        stored = {name: value for name, value in rig.stored(post).fields.items() if value not in (None, "", [])}
        assert {name: page.editor.form.value(name) for name in stored} == stored
        assert page.composer.journal.idle


@pytest.mark.parametrize(("template_id", "there"), [("scam_warning", False), ("case_result", True)])
def test_a_lesson_finds_the_stage_of_a_case_or_the_way_to_its_template(
    page: ComposerPage, opened: Any, template_id: str, there: bool
) -> None:
    opened(template_id)
    found = find_anchor(page, "draft.case_stage")
    assert found is not None
    assert found.isVisible()
    assert isinstance(found, FormField) is there
    assert stands_in(found, "draft.case_stage") is not there


def test_undo_and_redo_walk_through_the_whole_post(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle, qtbot: QtBot
) -> None:
    make_active(window, qtbot)
    post = opened()
    before = rig.stored(post).targets
    QTest.mouseClick(page.editor.plan.targets.rows[0], Qt.MouseButton.LeftButton)
    settle()
    assert rig.stored(post).targets != before
    focus = input_of(page, "scam_name")
    focus.setFocus()
    QTest.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert rig.stored(post).targets == before
    assert {row.account.name for row in page.editor.plan.targets.rows if row.isChecked()} == set(before)
    QTest.keyClick(focus, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert rig.stored(post).targets != before


def test_text_that_is_undone_leaves_its_field(
    page: ComposerPage, window: MainWindow, opened: Any, settle: Settle, qtbot: QtBot
) -> None:
    make_active(window, qtbot)
    opened(fields={})
    how = input_of(page, "how")
    QTest.keyClicks(how, HOW)
    settle()
    shown = []
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Z, Qt.Key.Key_Y):
        QTest.keyClick(how, key, Qt.KeyboardModifier.ControlModifier)
        settle()
        shown.append(page.editor.form.value("how"))  # type: ignore[union-attr]
    assert shown == ["Ke gian goi dien tu xung ", "", "Ke gian goi dien tu xung "]
    assert page.editor.header.saved.text == "Đã làm lại: Cách thức thực hiện"
    assert window.banner.text == ""


def test_after_somebody_else_saved_first_the_author_chooses(
    page: ComposerPage, rig: ComposerRig, opened: Any, settle: Settle
) -> None:
    post = opened(fields={})
    rig.studio.drafts.edit(post.id, rig.author.id, fields={"how": "Bản của người khác."})
    QTest.keyClicks(input_of(page, "how"), HOW)
    settle()
    assert rig.stored(post).fields["how"] == "Bản của người khác."
    assert page.editor.form.value("how") == "Bản của người khác."  # type: ignore[union-attr]
    assert page.editor.notice_button.text() == "Dùng bản của tôi"
    QTest.mouseClick(page.editor.notice_button, Qt.MouseButton.LeftButton)
    settle()
    assert rig.stored(post).fields["how"] == HOW
    assert page.editor.form.value("how") == HOW  # type: ignore[union-attr]
    assert not page.editor.notice.isVisible()


# -- the frame


def test_the_right_pane_comes_and_goes_by_key(
    page: ComposerPage, window: MainWindow, opened: Any, qtbot: QtBot
) -> None:
    make_active(window, qtbot)
    opened()
    side = page.editor.side
    assert side.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert not side.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert side.isVisible()


def test_at_twice_the_size_the_decisions_stand_below_the_title(
    page: ComposerPage, window: MainWindow, opened: Any, settle: Settle
) -> None:
    window.resize(1366, 768)
    opened()
    header, area = page.editor.header, page.editor.panes.area
    lines = [header.one_line]
    page.shell.preferences.choose(font_scale=200)
    QApplication.processEvents()
    lines.append(header.one_line)
    content = area.widget()
    assert content is not None
    assert content.minimumSizeHint().width() <= area.viewport().width()
    page.shell.preferences.choose(font_scale=100)
    QApplication.processEvents()
    assert [*lines, header.one_line] == [True, False, True]


@pytest.mark.parametrize("template_id", ["scam_warning", "law_explained", "recruitment", "page_change"])
def test_the_name_of_the_template_is_read_whole_at_a_station(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle, template_id: str
) -> None:
    window.resize(1366, 768)
    window.go(PageId.COMPOSER, rig.draft(template_id).id)
    settle()
    header = page.editor.header
    header.grab()
    said = {label.text(): label.toolTip() for label in in_sight(header, ElidedLabel)}
    assert rig.studio.catalog.get(template_id).title.vi in said
    assert set(said.values()) == {""}, "what is cut has the whole text as its tooltip"


def test_every_control_has_a_name(page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle) -> None:
    for template_id in ("scam_warning", "emergency_alert", "qa_post", "traffic_notice"):
        post = rig.with_photo(rig.draft(template_id))
        window.go(PageId.COMPOSER, post.id)
        settle()
        page.editor.strip.choose("m1")
        nameless = [
            widget
            for widget in page.findChildren(QWidget)
            if widget.isVisibleTo(page)
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
        ]
        assert nameless == []


def test_a_change_of_a_published_post_says_what_it_will_do(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened(answers=CONFIRMED)
    change = rig.studio.drafts.open_amendment(post, post.id, rig.author.id)
    window.go(PageId.COMPOSER, change.id)
    settle()
    told = page.editor.notice.text
    assert "Đang sửa một bài đã đăng trên 2 trang. Trang vẫn hiện như cũ" in told
    assert "Ảnh trên trang không thay được" in told
    said = page.editor.side.preview.sentences
    assert said[0].startswith("Sẽ sửa: chữ của bài đang có trên Facebook · TẬP HUẤN · Công an phường Minh Khai; Zalo")
    assert "Chuẩn bị thành thư mục; một người sửa bài bằng tay." in said
    assert not page.editor.notice_button.isVisible()
    assert not page.composer.locked


def test_a_text_is_worded_apart_for_one_platform(
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened(answers=CONFIRMED)
    form = page.editor.form
    assert form is not None
    field = form.fields["how@zalo"]
    assert not field.isVisible()
    (opener,) = [b for b in form.findChildren(LinkButton) if b.text() == "Viết riêng cho một nền tảng"]
    menu = opener.menu()
    assert menu is not None
    menu.actions()[1].trigger()
    assert field.isVisible()
    text = window.focusWidget()
    assert text is not None
    QTest.keyClicks(text, "Ke gian goi dien")
    settle()
    assert rig.stored(post).fields["how@zalo"] == "Ke gian goi dien"
    content = page.composer.content
    assert content is not None
    assert "Ke gian goi dien" in content.texts[Platform.ZALO]
    assert "Ke gian goi dien" not in content.texts[Platform.FACEBOOK]
