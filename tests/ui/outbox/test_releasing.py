"""A paused page is sent to again by a person: from the banner, the drawer or the menu, with a reason and the PIN."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from studio.outbox.model import DeliveryState, Pause
from studio.phrase import Phrase
from studio.ui.connections.deeds import Deed as PageDeed
from studio.ui.connections.page import ConnectionsPage
from studio.ui.connections.rows import Filter, load_pages
from studio.ui.main_window import MainWindow
from studio.ui.outbox.deeds import Deed, deeds_of
from studio.ui.outbox.page import OutboxPage
from studio.ui.page import PageId
from studio.ui.proof import ProofDialog
from tests.ui.conftest import show, shown
from tests.ui.fake_data import ACCOUNTS, APPROVER, DELIVERIES, NOW, PIN
from tests.ui.fake_studio import FakeStudio
from tests.ui.outbox.conftest import Idle, Pick

WHY = Phrase("Trang chặn đăng bài (mã 368).", "The page blocks posting (code 368).")
WAITING = next(d for d in DELIVERIES if d.state is DeliveryState.FAILED)
PAUSE = Pause(account=WAITING.account, since=NOW, reason=WHY, code="368")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen raises and grabs nothing


@pytest.fixture
def studio(studio: FakeStudio) -> FakeStudio:
    studio.outbox.paused = [PAUSE]
    return studio


def say(dialog: ProofDialog, reason: str, pin: str = PIN) -> None:
    dialog._who.choose(APPROVER.id)
    dialog._why.setText(reason)
    dialog._pin.setText(pin)
    dialog.go.click()


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_the_banner_asks_for_a_reason_and_the_pin(page: OutboxPage, studio: FakeStudio, idle: Idle) -> None:
    page.bells.again.click()
    idle()
    dialog = shown(ProofDialog)
    say(dialog, "")
    assert dialog._blocks["why"].error
    say(dialog, "Trang đã gỡ chặn.", pin="111111")
    idle()
    assert "PIN chưa đúng" in dialog._blocks["pin"].error
    assert studio.outbox.released == []
    say(dialog, "Trang đã gỡ chặn.")
    idle()
    assert studio.outbox.released == [(PAUSE.account, APPROVER.id, "Trang đã gỡ chặn.")]
    assert page.bells.isHidden()


def test_several_paused_pages_are_offered_by_name(page: OutboxPage, studio: FakeStudio, idle: Idle) -> None:
    studio.outbox.paused = [replace(PAUSE, account=account.name) for account in ACCOUNTS]
    page.refresh()
    idle()
    page.bells.again.click()
    menu = shown(QMenu)
    assert entries(menu) == [account.title for account in ACCOUNTS]
    menu.actions()[1].trigger()
    menu.close()
    idle()
    dialog = shown(ProofDialog)
    assert ACCOUNTS[1].title in dialog.windowTitle()
    dialog.reject()


@pytest.mark.parametrize("state", DeliveryState)
def test_it_is_offered_where_something_is_still_to_be_sent(state: DeliveryState) -> None:
    over = (DeliveryState.VERIFIED, DeliveryState.WITHDRAWN, DeliveryState.CANCELLED)
    delivery = replace(WAITING, state=state)
    assert (Deed.RELEASE in deeds_of(delivery, paused=True)) is (state not in over)
    assert Deed.RELEASE not in deeds_of(delivery)


def test_the_menu_of_a_delivery_has_what_the_drawer_has(page: OutboxPage, pick: Pick, idle: Idle) -> None:
    pick(WAITING.id)
    button = page.drawer.deed_button(Deed.RELEASE)
    assert button is not None
    at = page.table.visualRect(page.table.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, page.table.viewport().mapToGlobal(at))
    QApplication.sendEvent(page.table.viewport(), event)
    menu = shown(QMenu)
    assert button.text() in entries(menu)
    next(action for action in menu.actions() if action.text() == button.text()).trigger()
    menu.close()
    idle()
    shown(ProofDialog).reject()


def test_a_menu_asked_for_by_key_waits_for_the_details(
    page: OutboxPage, studio: FakeStudio, qtbot: QtBot, idle: Idle
) -> None:
    idle()
    page.table.choose(WAITING.id)
    page.table.menu_wanted.emit(page.table.mapToGlobal(page.table.rect().center()))
    qtbot.waitUntil(lambda: any(isinstance(w, QMenu) and w.isVisible() for w in QApplication.topLevelWidgets()))
    shown(QMenu).close()
    idle()


def test_the_page_of_connections_says_it_and_offers_it(
    window: MainWindow, studio: FakeStudio, qtbot: QtBot, idle: Idle
) -> None:
    assert load_pages(studio, Filter.URGENT, "").rows[PAUSE.account].urgent
    page = show(window, qtbot, PageId.CONNECTIONS)
    assert isinstance(page, ConnectionsPage)
    page.table.choose(PAUSE.account)
    idle()
    assert "mã 368" in page.drawer.paused.text
    page.table.setFocus(Qt.FocusReason.TabFocusReason)
    button = page.drawer.deed_button(PageDeed.RELEASE)
    assert button is not None
    menu = page.drawer.menu()
    assert button.text() in entries(menu)
    menu.deleteLater()
    button.click()
    idle()
    say(shown(ProofDialog), "Đã hết bị chặn.")
    idle()
    assert studio.outbox.released == [(PAUSE.account, APPROVER.id, "Đã hết bị chặn.")]
    assert page.drawer.deed_button(PageDeed.RELEASE) is None
    assert page.drawer.paused.isHidden()


def test_what_is_offered_as_before_keeps_its_button_when_the_page_is_read_again(
    page: OutboxPage, pick: Pick, idle: Idle
) -> None:
    pick(WAITING.id)
    before = page.drawer.deed_button(Deed.RETRY)
    assert before is not None
    page.refresh()
    idle()
    assert page.drawer.deed_button(Deed.RETRY) is before
