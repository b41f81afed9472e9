"""The composer over the real services: written, kept, checked, handed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.app import open_studio
from studio.clock import show_datetime
from studio.platforms import Platform
from studio.posts.model import Post, PostState, Severity
from studio.ui.anchors import find_anchor, stands_in
from studio.ui.composer.editors.registry import TextEditor
from studio.ui.composer.form_field import FormField
from studio.ui.composer.page import ComposerPage
from studio.ui.composer.side.pane import CHECKS, PREVIEW
from studio.ui.main_window import MainWindow
from studio.ui.outbox.confirm import PublishDialog
from studio.ui.page import PageId
from studio.ui.proof import ProofDialog
from studio.ui.widgets.buttons import LinkButton
from studio.ui.widgets.labels import Elided
from tests.ui.composer.bench import CONFIRMED, PHOTO, PIN, Bench
from tests.ui.hands import in_sight, press

Settle = Callable[[], None]
HOW = "Ke gian goi dien tu xung can bo phuong."


@pytest.fixture
def opened(page: ComposerPage, bench: Bench, window: MainWindow, settle: Settle) -> Callable[..., Post]:
    """Open a draft with typical content in the editor."""

    def make(template_id: str = "scam_warning", **changes: Any) -> Post:
        post = bench.draft(template_id, **changes)
        window.go(PageId.COMPOSER, post.id)
        settle()
        return post

    return make


def input_of(page: ComposerPage, name: str) -> QWidget:
    assert page.editor.form is not None
    return page.editor.form.fields[name].editor.inputs()[0]


def error_of(page: ComposerPage, name: str) -> str:
    assert page.editor.form is not None
    return page.editor.form.fields[name].error


def dialog_of(window: MainWindow, qtbot: QtBot) -> ProofDialog:
    qtbot.waitUntil(lambda: window.findChild(ProofDialog) is not None)
    dialog = window.findChild(ProofDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: window.tasks.idle)
    return dialog


def prove(dialog: ProofDialog, pin: str = PIN) -> None:
    field = next(line for line in dialog.findChildren(QWidget) if type(line).__name__ == "PinField")
    QTest.keyClicks(field, pin)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)


def make_active(window: MainWindow, qtbot: QtBot) -> None:
    """Keys that belong to the window are heard by the active one alone."""
    with qtbot.waitActive(window):
        window.activateWindow()


# -- writing and keeping


def test_a_template_chosen_is_a_draft_at_once(page: ComposerPage, bench: Bench, settle: Settle) -> None:
    page.chooser.template_chosen.emit("scam_warning")
    settle()
    assert page.writes
    (post,) = bench.studio.desk.list(PostState.DRAFT)
    assert post.template_id == "scam_warning"
    assert post.author == bench.author.id
    assert post.targets == ()


def test_what_is_typed_is_on_the_disk_without_any_button(
    page: ComposerPage, bench: Bench, opened: Any, settle: Settle
) -> None:
    post = opened(fields={})
    QTest.keyClicks(input_of(page, "how"), HOW)
    settle()
    assert bench.stored(post).fields["how"] == HOW
    assert page.editor.header.saved.text.startswith("Đã lưu")


def test_leaving_the_page_keeps_the_last_key(
    page: ComposerPage, bench: Bench, window: MainWindow, opened: Any, qtbot: QtBot
) -> None:
    post = opened(fields={})
    QTest.keyClicks(input_of(page, "how"), HOW)
    window.go(PageId.LIBRARY, "")
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert bench.stored(post).fields["how"] == HOW
    window.go(PageId.COMPOSER, "")
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert page.writes
    assert isinstance(page.editor.form.fields["how"].editor, TextEditor)  # type: ignore[union-attr]
    assert page.editor.form.value("how") == HOW  # type: ignore[union-attr]


def test_closing_the_window_keeps_the_last_key(
    page: ComposerPage, bench: Bench, window: MainWindow, opened: Any
) -> None:
    post = opened(fields={})
    QTest.keyClicks(input_of(page, "how"), HOW)
    window.close()
    again = open_studio(bench.studio.profile, clock=bench.clock)
    assert again.desk.get(post.id).fields["how"] == HOW
    again.close()


def test_typical_content_is_shown_and_given_back_unchanged(page: ComposerPage, bench: Bench, opened: Any) -> None:
    for template_id in ("scam_warning", "infographic", "emergency_alert", "qa_post", "case_result", "traffic_notice"):
        post = opened(template_id)
        assert page.editor.form is not None
        stored = {name: value for name, value in bench.stored(post).fields.items() if value not in (None, "", [])}
        assert {name: page.editor.form.value(name) for name in stored} == stored
        assert page.writing.journal.idle


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
    page: ComposerPage, bench: Bench, window: MainWindow, opened: Any, settle: Settle, qtbot: QtBot
) -> None:
    make_active(window, qtbot)
    post = opened()
    before = bench.stored(post).targets
    QTest.mouseClick(page.editor.plan.targets.rows[0], Qt.MouseButton.LeftButton)
    settle()
    assert bench.stored(post).targets != before
    focus = input_of(page, "scam_name")
    focus.setFocus()
    QTest.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert bench.stored(post).targets == before
    assert {row.account.name for row in page.editor.plan.targets.rows if row.isChecked()} == set(before)
    QTest.keyClick(focus, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert bench.stored(post).targets != before


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
    page: ComposerPage, bench: Bench, opened: Any, settle: Settle
) -> None:
    post = opened(fields={})
    bench.studio.desk.edit(post.id, bench.author.id, fields={"how": "Bản của người khác."})
    QTest.keyClicks(input_of(page, "how"), HOW)
    settle()
    assert bench.stored(post).fields["how"] == "Bản của người khác."
    assert page.editor.form.value("how") == "Bản của người khác."  # type: ignore[union-attr]
    assert page.editor.notice_button.text() == "Dùng bản của tôi"
    QTest.mouseClick(page.editor.notice_button, Qt.MouseButton.LeftButton)
    settle()
    assert bench.stored(post).fields["how"] == HOW
    assert page.editor.form.value("how") == HOW  # type: ignore[union-attr]
    assert not page.editor.notice.isVisible()


# -- checks and the way to them


def test_an_empty_draft_is_not_red_before_anyone_wrote(page: ComposerPage, opened: Any, settle: Settle) -> None:
    opened(fields={})
    assert error_of(page, "scam_name") == ""
    page.check()
    settle()
    assert "còn trống" in error_of(page, "scam_name")


def test_a_finding_leads_to_its_field(page: ComposerPage, window: MainWindow, opened: Any, settle: Settle) -> None:
    opened(fields={})
    page.check()
    settle()
    page.editor.show_tab(CHECKS)
    links = [b for b in page.editor.side.checks.view.findChildren(QAbstractButton) if b.text() == "Nguồn xác nhận"]
    QTest.mouseClick(links[0], Qt.MouseButton.LeftButton)
    assert window.focusWidget() is input_of(page, "confirmed_by")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_finding_leads_to_its_part_of_the_post(
    page: ComposerPage, bench: Bench, window: MainWindow, settle: Settle
) -> None:
    post = bench.with_photo(bench.draft())
    window.go(PageId.COMPOSER, post.id)
    settle()
    editor = page.editor
    places = {
        "targets": editor.plan.targets,
        "card:alert:p45": editor.plan.cards,
        "answers:has_minor": editor.answers,
        "answers:not_restricted": editor.answers,
        "media:m1": editor.strip.panel,
        "media": editor.strip,
    }
    for place, part in places.items():
        editor.go_to(place)
        focus = window.focusWidget()
        assert focus is not None
        assert part.isAncestorOf(focus), place
    editor.go_to("publish_at")
    assert calendar().parentWidget() is editor.plan.when.line
    calendar().close()


def calendar() -> QWidget:
    """What the button of the time opens."""
    popup = QApplication.activePopupWidget()
    assert popup is not None
    return popup


def test_a_finding_of_a_text_shows_that_preview(page: ComposerPage, opened: Any) -> None:
    opened()
    page.editor.side.show_tab(CHECKS)
    page.editor.go_to("text:zalo")
    assert page.editor.side.tabs.currentIndex() == PREVIEW
    assert page.editor.side.preview.platform is Platform.ZALO


def test_the_button_says_why_it_cannot_be_pressed(page: ComposerPage, opened: Any, settle: Settle) -> None:
    opened(fields={})
    header = page.editor.header
    assert not header.primary.isEnabled()
    assert "“Thủ đoạn” còn trống." in header.reason
    assert header.primary.accessibleDescription() == header.reason
    page.writing.journal.set(answers=CONFIRMED)
    settle()
    assert not header.primary.isEnabled()


def test_a_post_without_blockers_can_be_handed_in(page: ComposerPage, opened: Any) -> None:
    opened(answers=CONFIRMED)
    assert [f.code for f in page.writing.outcome.findings if f.severity is Severity.BLOCK] == []  # type: ignore[union-attr]
    assert page.editor.header.reason == ""
    assert page.editor.header.primary.isEnabled()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_time_that_cannot_be_read_stops_the_post(
    page: ComposerPage, window: MainWindow, bench: Bench, opened: Any, settle: Settle
) -> None:
    opened(answers=CONFIRMED, fields=bench.fields("scam_warning") | {"signs": ["Gọi từ số lạ", "Giục làm ngay"]})
    when = page.editor.plan.when
    QTest.mouseClick(when.timed, Qt.MouseButton.LeftButton)
    QTest.keyClicks(when.line.line, "25/13/2026 8h")
    settle()
    assert "25/11/2026 08:00" in page.editor.header.reason
    assert not page.editor.header.primary.isEnabled()
    assert page.editor.bar.text.startswith("“Thời gian đăng” để trống")
    page.editor.bar.ask()
    assert calendar().parentWidget() is when.line
    calendar().close()


def test_the_pages_of_the_last_post_are_taken_by_one_key_and_never_before(
    page: ComposerPage, bench: Bench, window: MainWindow, opened: Any, settle: Settle, qtbot: QtBot
) -> None:
    opened(targets=("ban-giao-web",))
    assert page.editor.plan.targets.last.isHidden()
    bench.clock.forward(minutes=5)
    post = opened(targets=())
    assert not page.editor.plan.targets.last.isHidden()
    make_active(window, qtbot)
    assert page.editor.bar.text.startswith("Đăng lên: Bài chưa chọn trang")
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert bench.stored(post).targets == ("ban-giao-web",)
    assert page.editor.plan.parts["targets"].button.value == "1 trang"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_nearest_free_hour_stands_ready_at_the_button_of_the_time(
    page: ComposerPage, bench: Bench, opened: Any, settle: Settle
) -> None:
    post = opened()
    button = page.editor.plan.parts["publish_at"].button
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()
    line = calendar().findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    at = bench.stored(post).publish_at
    assert at is not None
    assert (at, button.value) == (
        bench.studio.calendar.almanac(date(2026, 11, 1), date(2026, 11, 1), post.id).nearest,
        show_datetime(at),
    )
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()
    press(calendar(), "Bỏ hẹn giờ")
    settle()
    assert bench.stored(post).publish_at is None


def test_a_copy_is_another_draft_whose_confirmations_are_asked_anew(
    page: ComposerPage, bench: Bench, opened: Any, settle: Settle
) -> None:
    post = opened(answers=CONFIRMED)
    page.editor.header.copy.emit()
    settle()
    copy = page.writing.post
    assert copy is not None
    assert copy.id != post.id
    assert (copy.fields, copy.targets, copy.publish_at) == (post.fields, post.targets, None)
    assert not copy.answers.not_restricted
    assert bench.stored(post).answers == CONFIRMED


def test_a_set_time_is_kept(page: ComposerPage, bench: Bench, opened: Any, settle: Settle) -> None:
    post = opened()
    when = page.editor.plan.when
    QTest.mouseClick(when.timed, Qt.MouseButton.LeftButton)
    QTest.keyClicks(when.line.line, "30/11/2026 8h30")
    settle()
    at = bench.stored(post).publish_at
    assert at is not None
    assert at.isoformat() == "2026-11-30T01:30:00+00:00"
    QTest.mouseClick(when.soon, Qt.MouseButton.LeftButton)
    settle()
    assert bench.stored(post).publish_at is None


def test_a_time_on_a_quiet_day_is_warned_of(page: ComposerPage, bench: Bench, opened: Any, settle: Settle) -> None:
    bench.studio.calendar.add_blackout(date(2026, 11, 30), date(2026, 11, 30), "Quốc tang", bench.author.id)
    post = opened()
    when = page.editor.plan.when
    QTest.mouseClick(when.timed, Qt.MouseButton.LeftButton)
    QTest.keyClicks(when.line.line, "30/11/2026 8h30")
    settle()
    assert "Quốc tang" in when.quiet.text
    assert bench.stored(post).publish_at is not None
    QTest.mouseClick(when.soon, Qt.MouseButton.LeftButton)
    settle()
    assert when.quiet.text == ""


# -- preview


def test_the_preview_follows_the_keys(page: ComposerPage, opened: Any, settle: Settle) -> None:
    opened(fields={})
    QTest.keyClicks(input_of(page, "how"), HOW)
    settle()
    (view,) = page.editor.side.preview.phone.views
    assert HOW in view.look.text


def test_the_preview_shows_the_card_that_goes_out(page: ComposerPage, opened: Any, settle: Settle) -> None:
    opened()
    settle()
    (view,) = page.editor.side.preview.phone.views
    assert [not image.isNull() for image in view.look.images] == [True]
    assert view.look.images[0].width() * 5 == view.look.images[0].height() * 4
    assert view.look.alts[0].startswith("Thẻ cảnh báo của Công an phường Minh Khai")


def test_it_says_what_will_be_created_where(page: ComposerPage, opened: Any) -> None:
    opened()
    preview = page.editor.side.preview
    first = "Sẽ tạo: bài có 1 ảnh trên Facebook · TẬP HUẤN · Công an phường Minh Khai; bài viết trên Zalo OA · "
    assert preview.sentences[0].startswith(first)
    opened(targets=())
    assert preview.sentences == ("Chưa chọn trang nào: sẽ không tạo bài nào.",)


# -- pages, cards, pictures


def test_no_page_is_ticked_beforehand_and_a_closed_one_says_why(page: ComposerPage, opened: Any) -> None:
    opened(targets=())
    rows = {row.account.name: row for row in page.editor.plan.targets.rows}
    assert not any(row.isChecked() for row in rows.values())
    assert rows["thuc-hanh"].isEnabled()
    assert not rows["ban-giao-cu"].isEnabled()
    assert rows["ban-giao-cu"].reason == "Đã bàn giao cho đơn vị khác."
    assert rows["ban-giao-cu"].reason in rows["ban-giao-cu"].accessibleName()


def test_one_card_always_goes_along(page: ComposerPage, bench: Bench, opened: Any, settle: Settle) -> None:
    post = opened()
    boxes = page.editor.plan.cards.boxes
    assert [name for name, box in boxes.items() if box.isChecked()] == ["alert"]
    boxes["alert"].click()
    assert boxes["alert"].isChecked()
    boxes["cover"].click()
    settle()
    assert bench.stored(post).cards == ("alert", "cover")


def test_a_picture_is_added_described_and_its_place_is_told(
    page: ComposerPage, bench: Bench, opened: Any, settle: Settle
) -> None:
    post = opened()
    page.writing.add_files([PHOTO])
    settle()
    strip = page.editor.strip
    (tile,) = strip.tiles
    assert "có tọa độ GPS" in tile.accessibleName()
    assert "Chưa có mô tả" in tile.accessibleName()
    assert strip.panel.isVisible()
    QTest.keyClicks(strip.panel.inputs()[0], "Dien thoai hien cuoc goi tu so la")
    QTest.mouseClick(strip.panel.inputs()[5], Qt.MouseButton.LeftButton)
    settle()
    (media,) = bench.stored(post).media
    assert media.alt == "Dien thoai hien cuoc goi tu so la"
    assert media.faces_checked
    assert "Chưa có mô tả" not in tile.accessibleName()


def test_pictures_can_be_dropped_on_the_strip(page: ComposerPage, bench: Bench, opened: Any, settle: Settle) -> None:
    post = opened()
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(PHOTO)), QUrl.fromLocalFile(str(PHOTO.with_suffix(".txt")))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        carried,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.editor.strip.dropEvent(drop)
    settle()
    assert [media.name for media in bench.stored(post).media] == [PHOTO.name]


def test_the_focal_point_is_where_one_clicks(page: ComposerPage, bench: Bench, opened: Any, settle: Settle) -> None:
    post = opened()
    page.writing.add_files([PHOTO])
    settle()
    picker = page.editor.strip.panel.inputs()[-1]
    rect = picker.picture_rect().toRect()  # type: ignore[attr-defined]
    QTest.mouseClick(picker, Qt.MouseButton.LeftButton, pos=rect.topLeft() + (rect.bottomRight() - rect.topLeft()) / 4)
    settle()
    x, y = bench.stored(post).media[0].focal
    assert [x, y] == pytest.approx([0.25, 0.25], abs=0.02)
    QTest.keyClick(picker, Qt.Key.Key_Right)
    settle()
    assert bench.stored(post).media[0].focal[0] == pytest.approx(x + 0.02, abs=0.001)


def test_a_picture_taken_out_leaves_its_field_and_comes_back_by_undo(
    page: ComposerPage, bench: Bench, opened: Any, settle: Settle
) -> None:
    post = opened("lost_found")
    page.writing.add_files([PHOTO], "photo")
    settle()
    assert bench.stored(post).fields["photo"] == "m1"
    page.editor.strip.choose("m1")
    page.editor.strip.panel.removed.emit()
    settle()
    assert bench.stored(post).media == ()
    assert "photo" not in bench.stored(post).fields
    page.writing.journal.undo()
    settle()
    assert [media.id for media in bench.stored(post).media] == ["m1"]


def test_a_file_that_is_no_picture_is_refused_in_one_sentence(
    page: ComposerPage, bench: Bench, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened()
    bad = bench.studio.profile.root / "thu.jpg"
    bad.write_bytes(b"khong phai anh")
    page.writing.add_files([bad])
    settle()
    assert bench.stored(post).media == ()
    assert window.banner.text
    assert "Traceback" not in window.banner.text


def test_a_correction_names_the_post_it_corrects(page: ComposerPage, opened: Any) -> None:
    opened("correction")
    page.editor.plan.open("answers:original_post")
    assert page.editor.plan.original.isVisible()
    opened("scam_warning")
    page.editor.plan.open("about")
    assert not page.editor.plan.original.isVisible()


# -- handing in, taking back


def test_handing_in_asks_for_person_and_pin_and_locks_the_post(
    page: ComposerPage, bench: Bench, window: MainWindow, opened: Any, settle: Settle, qtbot: QtBot
) -> None:
    post = opened(answers=CONFIRMED)
    QTest.mouseClick(page.editor.header.primary, Qt.MouseButton.LeftButton)
    prove(dialog_of(window, qtbot))
    qtbot.waitUntil(lambda: bench.stored(post).state is PostState.IN_REVIEW)
    settle()
    assert page.writing.locked
    assert not page.editor.form.isEnabled()  # type: ignore[union-attr]
    assert "đang chờ duyệt" in page.editor.notice.text
    assert not page.editor.header.primary.isVisible()
    window.session.sign_in(bench.approver, bench.proof(bench.approver))
    settle()
    assert page.editor.header.primary.text() == "Xem để duyệt"
    page.confirm()
    assert window.page is not page


def test_a_wrong_pin_hands_nothing_in(
    page: ComposerPage, bench: Bench, window: MainWindow, opened: Any, qtbot: QtBot
) -> None:
    post = opened(answers=CONFIRMED)
    page.confirm()
    dialog = dialog_of(window, qtbot)
    prove(dialog, "000000")
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert bench.stored(post).state is PostState.DRAFT
    assert dialog.isVisible()
    dialog.reject()


def test_a_post_in_review_changes_only_when_it_is_meant(
    page: ComposerPage, bench: Bench, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened(answers=CONFIRMED)
    bench.studio.workflow.submit(post.id, bench.author.id, PIN)
    window.changed()
    settle()
    QTest.keyClicks(input_of(page, "scam_name"), "x")
    settle()
    assert bench.stored(post).state is PostState.IN_REVIEW
    QTest.mouseClick(page.editor.notice_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(input_of(page, "scam_name"), "x")
    settle()
    assert bench.stored(post).state is PostState.DRAFT
    assert not page.writing.locked


def test_an_approved_post_goes_on_to_publishing(
    page: ComposerPage, bench: Bench, window: MainWindow, opened: Any, settle: Settle, qtbot: QtBot
) -> None:
    post = opened(answers=CONFIRMED)
    workflow = bench.studio.workflow
    workflow.submit(post.id, bench.author.id, PIN)
    workflow.approve(post.id, bench.approver.id, PIN)
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
    page: ComposerPage, bench: Bench, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened(answers=CONFIRMED)
    workflow = bench.studio.workflow
    workflow.submit(post.id, bench.author.id, PIN)
    workflow.ask_changes(post.id, bench.approver.id, PIN, "Ghi rõ giờ làm việc.")
    window.changed()
    settle()
    assert "Ghi rõ giờ làm việc." in page.editor.notice.text
    assert not page.writing.locked


def test_nobody_signed_in_can_look_and_is_asked_to_sign_in(
    page: ComposerPage, bench: Bench, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened(fields={})
    QTest.keyClicks(input_of(page, "how"), HOW)
    window.session.sign_out()
    settle()
    assert bench.stored(post).fields["how"] == HOW
    assert page.writing.locked
    assert page.editor.notice_button.text() == "Đăng nhập"
    window.session.sign_in(bench.author, bench.proof(bench.author))
    settle()
    assert not page.writing.locked


def test_whoever_may_not_write_only_looks(
    page: ComposerPage, bench: Bench, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened(fields={})
    QTest.keyClicks(input_of(page, "how"), HOW)
    window.session.sign_in(bench.approver, bench.proof(bench.approver))
    settle()
    assert page.writing.locked
    assert bench.stored(post).fields["how"] == HOW  # what the author had just typed is theirs, and kept


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
    page: ComposerPage, bench: Bench, window: MainWindow, settle: Settle, template_id: str
) -> None:
    window.resize(1366, 768)
    window.go(PageId.COMPOSER, bench.draft(template_id).id)
    settle()
    header = page.editor.header
    header.grab()
    said = {label.text(): label.toolTip() for label in in_sight(header, Elided)}
    assert bench.studio.catalog.get(template_id).title.vi in said
    assert set(said.values()) == {""}, "what is cut has the whole text as its tooltip"


def test_every_control_has_a_name(page: ComposerPage, bench: Bench, window: MainWindow, settle: Settle) -> None:
    for template_id in ("scam_warning", "emergency_alert", "qa_post", "traffic_notice"):
        post = bench.with_photo(bench.draft(template_id))
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
    page: ComposerPage, bench: Bench, window: MainWindow, opened: Any, settle: Settle
) -> None:
    post = opened(answers=CONFIRMED)
    change = bench.studio.desk.open_amendment(post, post.id, bench.author.id)
    window.go(PageId.COMPOSER, change.id)
    settle()
    told = page.editor.notice.text
    assert "Đang sửa một bài đã đăng trên 2 trang. Trang vẫn hiện như cũ" in told
    assert "Ảnh trên trang không thay được" in told
    said = page.editor.side.preview.sentences
    assert said[0].startswith("Sẽ sửa: chữ của bài đang có trên Facebook · TẬP HUẤN · Công an phường Minh Khai; Zalo")
    assert "Chuẩn bị thành thư mục; một người sửa bài bằng tay." in said
    assert not page.editor.notice_button.isVisible()
    assert not page.writing.locked


def test_a_text_is_worded_apart_for_one_platform(
    page: ComposerPage, bench: Bench, window: MainWindow, opened: Any, settle: Settle
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
    assert bench.stored(post).fields["how@zalo"] == "Ke gian goi dien"
    content = page.writing.content
    assert content is not None
    assert "Ke gian goi dien" in content.texts[Platform.ZALO]
    assert "Ke gian goi dien" not in content.texts[Platform.FACEBOOK]
