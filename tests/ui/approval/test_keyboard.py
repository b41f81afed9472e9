"""The whole queue by keyboard alone: five posts, five decisions, no mouse and no call but key presses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio.posts.model import PostState
from studio.ui.approval.page import ApprovalPage
from studio.ui.approval.queue_query import ApprovalFilter
from studio.ui.approval.review_tabs import ExhibitTab
from studio.ui.review.zoom import PictureDialog
from studio.ui.widgets.pin import PinField
from tests.ui.approval.conftest import Idle, at_page
from tests.ui.conftest import MakeWindow, shown
from tests.ui.hands import button
from tests.ui.unit import NOW, PIN, TITLES, Unit

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Keys:
    """Presses keys where the focus is, as a keyboard does."""

    def __init__(self, idle: Idle) -> None:
        self._idle = idle

    @property
    def focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    def are_in(self, widget: QWidget) -> bool:
        return self.focus is widget

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus, key, modifier)
        self._idle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    def sign(self, qtbot: QtBot) -> None:
        """Type the PIN once the dialog that asks for it has the keyboard."""
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), PinField))
        self.type(PIN)

    def tab_to(self, wanted: QWidget) -> None:
        """Tab until `wanted` has the focus; fails when a round of it never comes there."""
        for _ in range(80):
            if self.focus is wanted:
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail(f"Tab never comes to {wanted.accessibleName() or wanted}")


@pytest.fixture
def keys(idle: Idle) -> Keys:
    return Keys(idle)


@pytest.fixture
def five(new_unit: Unit) -> Unit:
    """Four posts to decide on, longest waiting first, and one approved already."""
    unit = new_unit
    for number, title in enumerate(TITLES):
        unit.clock.moment = NOW - timedelta(hours=9 - number)
        unit.ids.next(f"bai-{number}")
        unit.draft(fields={"scam_name": title})
        unit.submit(f"bai-{number}")
    unit.clock.moment = NOW
    unit.approve("bai-4")
    return unit


def test_five_posts_are_reviewed_without_a_mouse(five: Unit, make: MakeWindow, qtbot: QtBot) -> None:
    studio, window = five.studio, make(five.studio)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    keys = Keys(lambda: qtbot.waitUntil(lambda: window.tasks.idle))
    page = at_page(window, five, qtbot, five.approver)
    page.queue.list.setFocus()

    # 1: read it, go to the decision, approve with the PIN
    assert page.queue.list.chosen_id == "bai-0"
    keys.press(Qt.Key.Key_Return)
    assert keys.are_in(page.review_tabs.tabs)
    keys.press(Qt.Key.Key_Return, CTRL)
    keys.sign(qtbot)
    assert studio.drafts.get("bai-0").state is PostState.IN_REVIEW
    keys.press(Qt.Key.Key_Return)
    assert studio.drafts.get("bai-0").state is PostState.QUEUED

    # 2: the next one is in hand; comment on a field, then send it back with the comment
    window.activateWindow()  # as a desktop does when the dialog has gone
    qtbot.waitUntil(page.queue.list.hasFocus)
    assert page.queue.list.chosen_id == "bai-1"
    keys.press(Qt.Key.Key_Return)
    keys.tab_to(page.review_tabs.reading.fields.rows["scam_name"].mark)
    keys.press(Qt.Key.Key_M, CTRL)
    keys.type("Neu ro ten ung dung gia.")
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Space)
    assert [comment.field for comment in studio.reviews.comments("bai-1")] == ["scam_name"]
    keys.tab_to(page.decision.buttons["ask_changes"])
    keys.press(Qt.Key.Key_Space)
    keys.sign(qtbot)
    keys.press(Qt.Key.Key_Return)
    assert studio.drafts.get("bai-1").state is PostState.CHANGES_ASKED

    # 3: reject, which needs a note
    window.activateWindow()  # as a desktop does when the dialog has gone
    qtbot.waitUntil(page.queue.list.hasFocus)
    assert page.queue.list.chosen_id == "bai-2"
    keys.tab_to(page.decision.note.text)
    keys.type("Trung voi bai hom qua.")
    keys.tab_to(page.decision.buttons["reject"])
    keys.press(Qt.Key.Key_Space)
    keys.sign(qtbot)
    keys.press(Qt.Key.Key_Return)
    assert studio.drafts.get("bai-2").state is PostState.REJECTED

    # 4: only looked at; then to the approved ones, and hold one
    window.activateWindow()  # as a desktop does when the dialog has gone
    qtbot.waitUntil(page.queue.list.hasFocus)
    assert page.queue.list.chosen_id == "bai-3"
    keys.press(Qt.Key.Key_F6, SHIFT)
    keys.press(Qt.Key.Key_F6, SHIFT)
    pills = page.queue.filters.pills
    keys.tab_to(pills[ApprovalFilter.WAITING])
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Right)
    assert page.queue.filter is ApprovalFilter.DECIDED
    keys.tab_to(page.queue.list)
    for _ in range(list(page.queue.list.ids).index("bai-4")):
        keys.press(Qt.Key.Key_Down)
    assert page.queue.list.chosen_id == "bai-4"
    keys.tab_to(page.decision.note.text)
    keys.type("Cho ket qua xac minh.")
    keys.tab_to(page.decision.buttons["hold"])
    keys.press(Qt.Key.Key_Space)
    keys.sign(qtbot)
    keys.press(Qt.Key.Key_Return)
    assert studio.drafts.get("bai-4").state is PostState.ON_HOLD


def test_j_and_k_walk_the_queue_but_are_letters_in_a_field(page: ApprovalPage, keys: Keys) -> None:
    first, second = page.queue.list.ids
    page.review_tabs.tabs.setFocus()
    keys.press(Qt.Key.Key_J)
    assert page.queue.list.chosen_id == second
    keys.press(Qt.Key.Key_K)
    assert page.queue.list.chosen_id == first
    page.decision.note.text.setFocus()
    keys.type("jk")
    assert page.decision.note.text.toPlainText() == "jk"
    assert page.queue.list.chosen_id == first


def test_space_shows_the_card_large(page: ApprovalPage, keys: Keys) -> None:
    page.queue.list.setFocus()
    keys.press(Qt.Key.Key_Space)
    shown(PictureDialog).reject()


def test_alt_down_goes_on_from_anywhere(page: ApprovalPage, keys: Keys) -> None:
    first, second = page.queue.list.ids
    page.review_tabs.tabs.setFocus()
    keys.press(Qt.Key.Key_Down, ALT)
    assert page.queue.list.chosen_id == second
    keys.press(Qt.Key.Key_Up, ALT)
    assert page.queue.list.chosen_id == first


def test_f6_walks_through_the_panes(page: ApprovalPage, keys: Keys) -> None:
    page.queue.list.setFocus()
    keys.press(Qt.Key.Key_F6)
    assert page.review_tabs.isAncestorOf(keys.focus)
    keys.press(Qt.Key.Key_F6)
    assert page.decision.isAncestorOf(keys.focus)


def test_ctrl_m_outside_a_field_comments_on_the_whole_post(page: ApprovalPage, keys: Keys) -> None:
    page.review_tabs.tabs.setFocus()
    keys.press(Qt.Key.Key_M, CTRL)
    assert page.review_tabs.tabs.currentIndex() == ExhibitTab.COMMENTS
    assert keys.are_in(page.review_tabs.comments.whole.entry.text)


def test_page_down_scrolls_what_is_read(page: ApprovalPage, keys: Keys, qtbot: QtBot) -> None:
    page.review_tabs.take_focus()
    keys.tab_to(button(page.review_tabs.reading, "Từng mục"))
    bar = page.review_tabs.reading.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(0)
    keys.press(Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_what_has_the_focus_is_in_sight(page: ApprovalPage, keys: Keys) -> None:
    page.review_tabs.tabs.setFocus()
    for _ in range(12):
        keys.press(Qt.Key.Key_Tab)
        area = page.review_tabs.reading.area
        if area.isAncestorOf(keys.focus):
            top = keys.focus.mapTo(area.viewport(), QPoint())
            assert -2 <= top.y() <= area.viewport().height()
