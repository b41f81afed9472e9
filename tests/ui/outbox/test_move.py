"""The dialog that moves a queued post: each step with who takes it; whoever stops half way goes on where it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studio.outbox.model import DeliveryState
from studio.posts.model import PostState
from studio.ui.main_window import MainWindow
from studio.ui.outbox.deeds import DeliveryDeed
from studio.ui.outbox.details import ReadyRow
from studio.ui.outbox.move import MoveDialog, ask_move
from studio.ui.outbox.page import OutboxPage
from studio.ui.page import Shell
from tests.ui.conftest import shown
from tests.ui.hands import labels, toast
from tests.ui.outbox.conftest import Idle, Pick
from tests.ui.unit import HANDOVER, PIN, PRACTICE, Unit

LATER = timedelta(hours=30)


@pytest.fixture
def post(unit: Unit) -> str:
    """It waits under an approval that binds its time."""
    post = unit.submit(unit.draft(publish_at=unit.clock.now() + timedelta(hours=5)).id)
    unit.approve(post.id)
    unit.publish(post.id, PRACTICE.name, HANDOVER.name)
    return post.id


def sign(dialog: MoveDialog, person: str, idle: Idle) -> None:
    assert dialog.signature.who.choose(person)
    dialog.signature.pin.setText(PIN)
    dialog.go.click()
    idle()


def test_it_leads_through_the_steps(
    unit: Unit, window: MainWindow, shell: Shell, page: OutboxPage, post: str, idle: Idle
) -> None:
    to = unit.clock.now() + LATER
    unit.sign_in(window, unit.author)
    ask_move(shell, post, to, page)
    dialog = shown(MoveDialog)
    idle()
    assert any("người khác duyệt lại".casefold() in text.casefold() for text in labels(dialog))
    sign(dialog, unit.author.id, idle)
    assert unit.studio.drafts.get(post).state is PostState.IN_REVIEW
    assert {d.state for d in unit.studio.outbox.of_post(post)} == {DeliveryState.CANCELLED}
    assert dialog.isVisible()
    assert "chờ người khác duyệt" in dialog.note.text()
    assert unit.author.id not in {person.id for person in dialog.signature.who.people}
    sign(dialog, unit.approver.id, idle)
    assert {d.due_at for d in unit.studio.outbox.of_post(post) if d.state is DeliveryState.SCHEDULED} == {to}
    assert "Đã dời giờ" in toast(window).text


def test_half_way_it_stands_in_the_outbox_and_goes_on(
    unit: Unit, window: MainWindow, shell: Shell, page: OutboxPage, post: str, idle: Idle
) -> None:
    unit.sign_in(window, unit.approver)
    ask_move(shell, post, unit.clock.now() + LATER, page)
    dialog = shown(MoveDialog)
    idle()
    sign(dialog, unit.approver.id, idle)
    dialog.later.click()
    page.refresh()
    idle()
    row = page.table.row(post)
    assert isinstance(row, ReadyRow)
    assert "đang dời sang" in page.table.face(row).code
    page.table.opened.emit(post)
    idle()
    again = shown(MoveDialog)
    assert again.go.text() == "Ghi giờ và gửi duyệt"
    sign(again, unit.author.id, idle)
    assert unit.studio.drafts.get(post).state is PostState.IN_REVIEW
    again.later.click()


def test_from_the_drawer_it_asks_for_the_time(
    unit: Unit, window: MainWindow, page: OutboxPage, pick: Pick, post: str, idle: Idle
) -> None:
    unit.sign_in(window, unit.author)
    pick(unit.studio.outbox.of_post(post)[0].id)
    button = page.drawer.deed_button(DeliveryDeed.MOVE)
    assert button is not None
    button.click()
    dialog = shown(MoveDialog)
    idle()
    sign(dialog, unit.author.id, idle)
    assert unit.studio.drafts.get(post).state is PostState.QUEUED, "no time was given"
    dialog.later.click()
