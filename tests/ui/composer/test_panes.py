"""One line of decisions, one column that scrolls, findings in their room, the card whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.composer.page import ComposerPage
from studio.ui.composer.side.pane import CHECKS
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.ui.composer.composer_rig import ComposerRig

Settle = Callable[[], None]


@pytest.fixture
def sized(page: ComposerPage, rig: ComposerRig, window: MainWindow, settle: Settle) -> Callable[..., None]:
    """Open a draft in a window of that size."""

    def make(width: int, height: int, **changes: Any) -> None:
        window.resize(width, height)
        window.go(PageId.COMPOSER, rig.draft(**changes).id)
        settle()
        window.activateWindow()
        QApplication.processEvents()

    return make


def scrolling(area: QWidget) -> list[QScrollArea]:
    """What shows a scroll bar in `area`."""
    found = [one for one in area.findChildren(QScrollArea) if one.isVisible()]
    return [one for one in found if one.verticalScrollBar().isVisible()]


def top_in(page: ComposerPage, name: str) -> int:
    """Pixels between the top of the pane of fields and a field's label."""
    form, area = page.editor.form, page.editor.panes.area
    assert form is not None
    return form.fields[name].mapTo(area.viewport(), QPoint()).y()


def test_at_1366_the_fields_alone_scroll_and_the_card_is_whole(page: ComposerPage, sized: Any) -> None:
    sized(1366, 768)
    editor = page.editor
    assert editor.header.one_line
    assert scrolling(page) == [editor.panes.area]
    canvas = editor.side.card.canvas
    assert canvas.shown is not None
    assert canvas.rect().contains(canvas.card_rect.toRect())
    assert canvas.card_rect.height() >= 400


@pytest.mark.parametrize(("size", "beside"), [((1366, 768), True), ((1080, 700), False)])
def test_a_long_decision_leaves_the_title_its_room_and_is_whole_below_it(
    page: ComposerPage, sized: Any, qtbot: QtBot, size: tuple[int, int], beside: bool
) -> None:
    sized(*size)
    header, button = page.editor.header, page.editor.plan.parts["about"].button
    button.show_value("Giải thích văn bản pháp luật mới")
    assert button.minimumSizeHint().width() < button.sizeHint().width()
    wide = button.minimumSizeHint().width() if beside else button.sizeHint().width()
    qtbot.waitUntil(lambda: header.one_line is beside and button.width() == wide)


def test_the_template_named_above_is_cut_before_any_other_decision_is(
    page: ComposerPage, sized: Any, qtbot: QtBot
) -> None:
    sized(1080, 700)
    buttons = {name: part.button for name, part in page.editor.plan.parts.items()}
    about = buttons.pop("about")
    about.show_value("Giải thích văn bản pháp luật mới " * 3)
    buttons["targets"].show_value("Chưa chọn trang")
    qtbot.waitUntil(lambda: all(button.width() == button.sizeHint().width() for button in buttons.values()))
    assert not page.editor.header.one_line
    assert about.width() < about.sizeHint().width()


def test_a_button_says_what_is_decided_and_opens_its_part(page: ComposerPage, sized: Any, settle: Settle) -> None:
    sized(1366, 768)
    plan = page.editor.plan
    button = plan.parts["targets"].button
    assert button.accessibleName() == "Đăng lên: 2 trang"
    assert not plan.targets.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert plan.targets.isVisible()
    QTest.mouseClick(plan.targets.rows[0], Qt.MouseButton.LeftButton)
    settle()
    assert button.value == "3 trang"
    QTest.keyClick(plan.targets.rows[0], Qt.Key.Key_Escape)
    assert not plan.targets.isVisible()
    assert QApplication.focusWidget() is button


def test_a_finding_about_pages_opens_their_part(page: ComposerPage, window: MainWindow, sized: Any) -> None:
    sized(1180, 680)
    page.editor.go_to("targets")
    focus = window.focusWidget()
    assert focus is not None
    assert page.editor.plan.targets.isAncestorOf(focus)


def test_one_is_led_to_the_label_of_a_box(page: ComposerPage, sized: Any) -> None:
    sized(1366, 768)
    page.editor.go_to("confirmed_by")
    assert top_in(page, "confirmed_by") == 12
    page.editor.go_to("how")
    assert top_in(page, "how") == 12


def test_nothing_moves_when_a_finding_comes(page: ComposerPage, sized: Any, settle: Settle) -> None:
    sized(1366, 768)
    form, bar = page.editor.form, page.editor.bar
    assert form is not None
    places = [one.pos() for one in form.fields.values()], bar.pos()
    page.editor.go_to("confirmed_by")
    text = form.fields["confirmed_by"].editor.inputs()[0]
    text.clear()  # type: ignore[attr-defined]
    QTest.keyClicks(text, " ")
    QTest.keyClick(text, Qt.Key.Key_Backspace)
    settle()
    assert "còn trống" in form.fields["confirmed_by"].error
    assert ([one.pos() for one in form.fields.values()], bar.pos()) == places


def test_f7_names_each_finding_and_goes_to_its_box(
    page: ComposerPage, window: MainWindow, sized: Any, settle: Settle
) -> None:
    sized(1366, 768, fields={})
    bar = page.editor.bar
    first = bar.text
    assert "Thủ đoạn" in first
    QTest.keyClick(window, Qt.Key.Key_F7)
    settle()
    focus = window.focusWidget()
    assert page.editor.form is not None
    assert focus is not None
    assert page.editor.form.fields["scam_name"].isAncestorOf(focus)
    QTest.keyClick(window, Qt.Key.Key_F7)
    assert bar.text != first


def test_wide_the_findings_have_a_column_and_fields_stay_readable(page: ComposerPage, sized: Any) -> None:
    sized(1920, 1080)
    panes, side = page.editor.panes, page.editor.side
    assert panes.findings.isVisible()
    assert panes.findings.isAncestorOf(side.checks)
    assert side.checks.isVisible()
    assert not side.tabs.isTabVisible(CHECKS)
    form = page.editor.form
    assert form is not None
    assert form.width() <= 660
    sized(1366, 768)
    assert not panes.findings.isVisible()
    side.show_tab(CHECKS)
    assert side.checks.isVisible()
    assert side.isAncestorOf(side.checks)


def test_in_a_high_window_all_decisions_are_in_sight_until_somebody_folds_them(page: ComposerPage, sized: Any) -> None:
    sized(1920, 1080)
    plan, header = page.editor.plan, page.editor.header
    button = plan.parts["targets"].button
    assert all(part.isVisible() for part in (plan.targets, plan.when, plan.about, plan.parts["cards"].button))
    QTest.mouseClick(header.fold, Qt.MouseButton.LeftButton)
    assert [button.isVisible(), plan.targets.isVisible()] == [True, False]
    QTest.mouseClick(header.unfold, Qt.MouseButton.LeftButton)
    assert [button.isVisible(), plan.targets.isVisible()] == [False, True]
    sized(1366, 768)
    assert [button.isVisible(), plan.targets.isVisible()] == [True, False]


def test_a_text_of_the_card_leads_to_its_box_and_is_outlined(
    page: ComposerPage, window: MainWindow, sized: Any
) -> None:
    sized(1366, 768)
    canvas, form = page.editor.side.card.canvas, page.editor.form
    assert form is not None
    spots = {spot.accessibleName(): spot for spot in canvas.spots}
    QTest.keyClick(spots["Sửa “Thủ đoạn”"], Qt.Key.Key_Return)
    focus = window.focusWidget()
    assert focus is not None
    assert form.fields["scam_name"].isAncestorOf(focus)
    assert [one.name for one in canvas.spots if one.at_work] == ["scam_name"]
    canvas.spots[-1].setFocus()
    QTest.keyClick(canvas.spots[-1], Qt.Key.Key_Escape)
    assert window.focusWidget() is focus
    heights = [spot.y() for spot in canvas.spots]
    assert heights == sorted(heights)


def test_without_the_preview_the_fields_stay_readable(page: ComposerPage, window: MainWindow, sized: Any) -> None:
    sized(1366, 768)
    QTest.keyClick(window, Qt.Key.Key_F9)
    form = page.editor.form
    assert form is not None
    assert not page.editor.side.isVisible()
    assert form.width() <= 660


def test_no_pane_can_be_dragged_away_and_sizes_are_remembered(page: ComposerPage, sized: Any) -> None:
    sized(1366, 768)
    splitter = page.editor.panes.splitter
    splitter.moveSplitter(0, 1)
    assert splitter.sizes()[0] >= page.editor.panes.fields.minimumWidth()
    assert all(not splitter.isCollapsible(place) for place in range(splitter.count()))
    splitter.moveSplitter(500, 1)
    sizes = splitter.sizes()
    splitter.setSizes([1, 1])
    page.shell.memory.follow("composer", splitter)
    assert splitter.sizes() == sizes
