"""The emergency in the window: switched on, a bar over every page, bulletins, the quick approval, switched off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from studio.accounts.model import PageStatus
from studio.posts.model import PostState
from studio.ui.anchors import find_anchor
from studio.ui.calendar.days import MonthTab
from studio.ui.calendar.emergency import BeginDialog, EmergencyBar, EndDialog, QuickApproval
from studio.ui.form import Form
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.widgets.buttons import QuietButton
from tests.ui.conftest import show, shown
from tests.ui.hands import error_at
from tests.ui.unit import PIN, PRACTICE, Unit


def settle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tasks.idle)


def bar(window: MainWindow) -> EmergencyBar:
    found = window.findChild(EmergencyBar)
    assert found is not None
    return found


def person_pin(dialog: Form, window: MainWindow, qtbot: QtBot) -> None:
    dialog.person_pin.who.setCurrentIndex(dialog.person_pin.who.findData("p-cuong"))
    dialog.person_pin.pin.setText(PIN)
    dialog.go.click()
    settle(window, qtbot)


@pytest.fixture
def on(page: MonthTab, unit: Unit, window: MainWindow, qtbot: QtBot) -> EmergencyBar:
    """An emergency is on."""
    with unit.at_work(unit.head):
        unit.studio.emergency.begin(unit.head.id, PIN, "Cháy lớn tại chợ", timedelta(hours=1))
    window.changed()
    settle(window, qtbot)
    return bar(window)


def submit_bulletin(unit: Unit) -> str:
    """The first bulletin lies before the commander on duty."""
    post = unit.draft("emergency_alert", fields=FIRST, targets=(PRACTICE.name,))
    unit.submit(post.id)
    return post.id


FIRST = {"bulletin_no": 1, "at": "2026-11-24T10:30", "next_update": "2026-11-24T11:00"}


def test_switched_on_from_the_calendar_by_who_may(page: MonthTab, unit: Unit, window: MainWindow, qtbot: QtBot) -> None:
    assert not bar(window).isVisible()
    button = find_anchor(window, "emergency.mode_on")
    assert isinstance(button, QuietButton)
    button.click()
    settle(window, qtbot)
    dialog = shown(BeginDialog)
    person_pin(dialog, window, qtbot)
    assert "lý do" in error_at(dialog.reason)
    assert unit.studio.emergency.present() is None
    dialog.reason.setText("Ngập nặng")
    person_pin(dialog, window, qtbot)
    present = unit.studio.emergency.present()
    assert present is not None
    assert (present.reason, present.every) == ("Ngập nặng", timedelta(hours=1))
    assert bar(window).isVisible()


def test_the_bar_stands_over_every_page_and_says_what_waits(on: EmergencyBar, window: MainWindow, qtbot: QtBot) -> None:
    assert "Cháy lớn tại chợ" in on.text
    assert "Bài thường đang chờ: 2." in on.text
    show(window, qtbot, PageId.OUTBOX)
    assert on.isVisible()


def test_the_next_bulletin_opens_in_the_composer_under_its_number(
    on: EmergencyBar, unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    on.bulletin.click()
    settle(window, qtbot)
    assert window.page is not None
    assert window.page.id is PageId.COMPOSER
    situation = unit.studio.emergency.situation()
    assert situation is not None
    (begun,) = situation.bulletins
    assert unit.studio.drafts.get(begun.post_id).fields["bulletin_no"] == 1


def test_a_promise_that_is_late_is_said(on: EmergencyBar, unit: Unit, window: MainWindow, qtbot: QtBot) -> None:
    post = submit_bulletin(unit)
    with unit.at_work(unit.head):
        unit.studio.workflow.approve(post, unit.head.id, PIN)
    unit.publish(post, PRACTICE.name)
    unit.studio.outbox.run()
    unit.clock.forward(hours=1)
    on.refresh()
    settle(window, qtbot)
    assert "11:00" in on.text
    assert "42" in on.text, "minutes since then"


def test_the_commander_approves_on_the_shortest_way(
    on: EmergencyBar, unit: Unit, window: MainWindow, qtbot: QtBot
) -> None:
    studio = unit.studio
    assert not on.approve.isVisible()
    post = submit_bulletin(unit)
    on.refresh()
    settle(window, qtbot)
    assert find_anchor(window, "approval.quick") is on.approve
    on.approve.click()
    settle(window, qtbot)
    dialog = shown(QuickApproval)
    assert dialog.text.text()
    dialog.person_pin.who.setCurrentIndex(dialog.person_pin.who.findData(unit.head.id))
    dialog.person_pin.pin.setText("11111111")
    dialog.go.click()
    settle(window, qtbot)
    assert studio.drafts.get(post).state is PostState.IN_REVIEW
    person_pin(dialog, window, qtbot)
    assert studio.drafts.get(post).state is PostState.APPROVED


def test_what_blocks_cannot_be_approved(on: EmergencyBar, unit: Unit, window: MainWindow, qtbot: QtBot) -> None:
    submit_bulletin(unit)
    with unit.at_work(unit.head):
        unit.studio.accounts.set_status(PRACTICE.name, PageStatus.CLOSED)
    on.refresh()
    settle(window, qtbot)
    on.approve.click()
    settle(window, qtbot)
    dialog = shown(QuickApproval)
    assert not dialog.go.isEnabled()
    assert "•" in dialog.found.text()


def test_switched_off_with_a_review(on: EmergencyBar, unit: Unit, window: MainWindow, qtbot: QtBot) -> None:
    on.off.click()
    settle(window, qtbot)
    dialog = shown(EndDialog)
    person_pin(dialog, window, qtbot)
    assert error_at(dialog.review)
    dialog.review.setPlainText("Bản tin đầu chậm.")
    person_pin(dialog, window, qtbot)
    assert unit.studio.emergency.present() is None
    assert not on.isVisible()
