"""The emergency in the window: switched on, a bar over every page, bulletins, the quick approval, switched off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from studio.posts.model import PostState, Severity
from studio.ui.anchors import find_anchor
from studio.ui.calendar.emergency_bar import EmergencyBar
from studio.ui.calendar.emergency_dialogs import BeginDialog, EndDialog, QuickApproval
from studio.ui.calendar.page import CalendarPage
from studio.ui.calendar.vouched import VouchedDialog
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from studio.ui.widgets.buttons import QuietButton
from tests.ui.conftest import show, shown
from tests.ui.fake_data import DELIVERIES, FINDINGS, HEAD, PIN
from tests.ui.fake_studio import FakeStudio


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tasks.idle)


def bar(window: MainWindow) -> EmergencyBar:
    found = window.findChild(EmergencyBar)
    assert found is not None
    return found


def vouch(dialog: VouchedDialog, window: MainWindow, qtbot: QtBot) -> None:
    dialog.vouch.who.setCurrentIndex(dialog.vouch.who.findData(HEAD.id))
    dialog.vouch.pin.setText(PIN)
    dialog.ok.click()
    settle(window, qtbot)


@pytest.fixture
def on(page: CalendarPage, studio: FakeStudio, window: MainWindow, qtbot: QtBot) -> EmergencyBar:
    """An emergency is on."""
    studio.outbox.waiting = [delivery.id for delivery in DELIVERIES[:2]]
    studio.emergency.begin(HEAD.id, PIN, "Cháy lớn tại chợ", timedelta(hours=1))
    window.changed()
    settle(window, qtbot)
    return bar(window)


def test_switched_on_from_the_calendar_by_who_may(
    page: CalendarPage, studio: FakeStudio, window: MainWindow, qtbot: QtBot
) -> None:
    assert not bar(window).isVisible()
    button = find_anchor(page, "emergency.mode_on")
    assert isinstance(button, QuietButton)
    button.click()
    settle(window, qtbot)
    dialog = shown(BeginDialog)
    vouch(dialog, window, qtbot)
    assert "lý do" in dialog.blocks["reason"].error
    assert studio.emergency.present() is None
    dialog.reason.setText("Ngập nặng")
    vouch(dialog, window, qtbot)
    present = studio.emergency.present()
    assert present is not None
    assert (present.reason, present.every) == ("Ngập nặng", timedelta(hours=1))
    assert bar(window).isVisible()


def test_the_bar_stands_over_every_page_and_says_what_waits(on: EmergencyBar, window: MainWindow, qtbot: QtBot) -> None:
    assert "Cháy lớn tại chợ" in on.text
    assert "2" in on.text
    show(window, qtbot, PageId.OUTBOX)
    assert on.isVisible()


def test_the_next_bulletin_opens_in_the_composer_under_its_number(
    on: EmergencyBar, studio: FakeStudio, window: MainWindow, qtbot: QtBot
) -> None:
    opened: list[tuple[PageId, str]] = []
    assert on._shell is not None
    on._shell = replace(on._shell, go=lambda page, what: opened.append((page, what)))
    on.bulletin.click()
    settle(window, qtbot)
    ((page, post),) = opened
    assert page is PageId.COMPOSER
    assert studio.desk.get(post).fields["bulletin_no"] == 1


def test_a_promise_that_is_late_is_said(on: EmergencyBar, studio: FakeStudio, window: MainWindow, qtbot: QtBot) -> None:
    post = studio.emergency.next_bulletin(HEAD.id)
    studio.desk.posts[post.id] = replace(
        studio.desk.get(post.id),
        state=PostState.PUBLISHED,
        fields={"bulletin_no": 1, "next_update": "2026-11-24T10:00"},
    )
    on.refresh()
    settle(window, qtbot)
    assert "10:00" in on.text
    assert "42" in on.text, "minutes since then"


def test_the_commander_approves_on_the_shortest_way(
    on: EmergencyBar, studio: FakeStudio, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not on.approve.isVisible()
    post = studio.emergency.next_bulletin(HEAD.id)
    studio.desk.put(post.id, PostState.IN_REVIEW)
    monkeypatch.setattr(studio, "findings", lambda post, door: ())
    on.refresh()
    settle(window, qtbot)
    assert find_anchor(window, "approval.quick") is on.approve
    on.approve.click()
    settle(window, qtbot)
    dialog = shown(QuickApproval)
    assert dialog.said.text()
    dialog.vouch.who.setCurrentIndex(dialog.vouch.who.findData(HEAD.id))
    dialog.vouch.pin.setText("000000")
    dialog.ok.click()
    settle(window, qtbot)
    assert studio.desk.get(post.id).state is PostState.IN_REVIEW
    vouch(dialog, window, qtbot)
    assert studio.desk.get(post.id).state is PostState.APPROVED


def test_what_blocks_cannot_be_approved(
    on: EmergencyBar, studio: FakeStudio, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = replace(FINDINGS[0], severity=Severity.BLOCK)
    monkeypatch.setattr(studio, "findings", lambda post, door: (blocked,))
    post = studio.emergency.next_bulletin(HEAD.id)
    studio.desk.put(post.id, PostState.IN_REVIEW)
    on.refresh()
    settle(window, qtbot)
    on.approve.click()
    settle(window, qtbot)
    dialog = shown(QuickApproval)
    assert not dialog.ok.isEnabled()
    assert "•" in dialog.found.text()


def test_switched_off_with_a_review(on: EmergencyBar, studio: FakeStudio, window: MainWindow, qtbot: QtBot) -> None:
    on.off.click()
    settle(window, qtbot)
    dialog = shown(EndDialog)
    vouch(dialog, window, qtbot)
    assert dialog.blocks["review"].error
    dialog.review.setPlainText("Bản tin đầu chậm.")
    vouch(dialog, window, qtbot)
    assert studio.emergency.present() is None
    assert not on.isVisible()
