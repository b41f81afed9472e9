"""Findings of the composer, and the way from each to what it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from studio.clock import show_datetime
from studio.platforms import Platform
from studio.posts.model import Severity
from studio.ui.composer.page import ComposerPage
from studio.ui.composer.side.pane import CHECKS, PREVIEW
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.composer.composer_rig import CONFIRMED, ComposerRig
from tests.ui.composer.page_hands import calendar, error_of, input_of, make_active
from tests.ui.hands import press

Settle = Callable[[], None]


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
    page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle
) -> None:
    post = rig.with_photo(rig.draft())
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
    page.composer.journal.set(answers=CONFIRMED)
    settle()
    assert not header.primary.isEnabled()


def test_a_post_without_blockers_can_be_handed_in(page: ComposerPage, opened: Any) -> None:
    opened(answers=CONFIRMED)
    assert [f.code for f in page.composer.outcome.findings if f.severity is Severity.BLOCK] == []  # type: ignore[union-attr]
    assert page.editor.header.reason == ""
    assert page.editor.header.primary.isEnabled()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_time_that_cannot_be_read_stops_the_post(
    page: ComposerPage, window: MainWindow, rig: ComposerRig, opened: Any, settle: Settle
) -> None:
    opened(answers=CONFIRMED, fields=rig.fields("scam_warning") | {"signs": ["Gọi từ số lạ", "Giục làm ngay"]})
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
    page: ComposerPage, rig: ComposerRig, window: MainWindow, opened: Any, settle: Settle, qtbot: QtBot
) -> None:
    opened(targets=("ban-giao-web",))
    assert page.editor.plan.targets.last.isHidden()
    rig.clock.forward(minutes=5)
    post = opened(targets=())
    assert not page.editor.plan.targets.last.isHidden()
    make_active(window, qtbot)
    assert page.editor.bar.text.startswith("Đăng lên: Bài chưa chọn trang")
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert rig.stored(post).targets == ("ban-giao-web",)
    assert page.editor.plan.parts["targets"].button.value == "1 trang"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_nearest_free_hour_stands_ready_at_the_button_of_the_time(
    page: ComposerPage, rig: ComposerRig, opened: Any, settle: Settle
) -> None:
    post = opened()
    button = page.editor.plan.parts["publish_at"].button
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()
    line = calendar().findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle()
    at = rig.stored(post).publish_at
    assert at is not None
    assert (at, button.value) == (
        rig.studio.calendar.almanac(date(2026, 11, 1), date(2026, 11, 1), post.id).nearest,
        show_datetime(at),
    )
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()
    press(calendar(), "Bỏ hẹn giờ")
    settle()
    assert rig.stored(post).publish_at is None


def test_a_copy_is_another_draft_whose_confirmations_are_asked_anew(
    page: ComposerPage, rig: ComposerRig, opened: Any, settle: Settle
) -> None:
    post = opened(answers=CONFIRMED)
    page.editor.header.copy.emit()
    settle()
    copy = page.composer.post
    assert copy is not None
    assert copy.id != post.id
    assert (copy.fields, copy.targets, copy.publish_at) == (post.fields, post.targets, None)
    assert not copy.answers.not_restricted
    assert rig.stored(post).answers == CONFIRMED


def test_a_set_time_is_kept(page: ComposerPage, rig: ComposerRig, opened: Any, settle: Settle) -> None:
    post = opened()
    when = page.editor.plan.when
    QTest.mouseClick(when.timed, Qt.MouseButton.LeftButton)
    QTest.keyClicks(when.line.line, "30/11/2026 8h30")
    settle()
    at = rig.stored(post).publish_at
    assert at is not None
    assert at.isoformat() == "2026-11-30T01:30:00+00:00"
    QTest.mouseClick(when.soon, Qt.MouseButton.LeftButton)
    settle()
    assert rig.stored(post).publish_at is None


def test_a_time_on_a_quiet_day_is_warned_of(page: ComposerPage, rig: ComposerRig, opened: Any, settle: Settle) -> None:
    rig.studio.calendar.add_blackout(date(2026, 11, 30), date(2026, 11, 30), "Quốc tang", rig.author.id)
    post = opened()
    when = page.editor.plan.when
    QTest.mouseClick(when.timed, Qt.MouseButton.LeftButton)
    QTest.keyClicks(when.line.line, "30/11/2026 8h30")
    settle()
    assert "Quốc tang" in when.quiet.text
    assert rig.stored(post).publish_at is not None
    QTest.mouseClick(when.soon, Qt.MouseButton.LeftButton)
    settle()
    assert when.quiet.text == ""
