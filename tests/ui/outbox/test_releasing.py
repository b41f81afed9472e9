"""A paused page is sent to again by a person: from the banner, the drawer or the menu, with a reason and the PIN."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.outbox.audit import Act
from studio.outbox.model import DeliveryState, Pause
from studio.phrase import Bilingual
from studio.ui.main_window import MainWindow
from studio.ui.outbox.deeds import DeliveryDeed, deeds_of
from studio.ui.outbox.page import OutboxPage
from studio.ui.page_specs import PageId
from studio.ui.pages.connection import ConnectionTab
from studio.ui.pages.page import PagesPage
from studio.ui.pages.rows import PageDeed as PageDeed
from studio.ui.pages.rows import PageFilter, load_pages
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.widgets.pin import PinField
from tests.ui.conftest import show, shown
from tests.ui.hands import error_at, prove, within
from tests.ui.hands import pick as choose
from tests.ui.outbox.conftest import SOME, Idle, Pick
from tests.ui.unit import HANDOVER, NOW, PAGES, Unit

WHY = Bilingual("Trang chặn đăng bài (mã 368).", "The page blocks posting (code 368).")
STOPPED = "gui-4"
"""It failed, and is for the page that is paused."""
PAUSE = Pause(account=HANDOVER.name, since=NOW, reason=WHY, code="368")

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen screen raises and grabs nothing


@pytest.fixture
def studio(unit: Unit) -> Studio:
    unit.put_pause(PAUSE)
    return unit.studio


def released(studio: Studio) -> list[tuple[str, str, str]]:
    """Page, person and reason of every pause that a person ended."""
    found = [entry for entry in studio.audit.entries() if entry.act is Act.RELEASED]
    return [(entry.data["account"], entry.by, entry.data["why"]) for entry in found]


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def test_the_banner_asks_for_a_reason_and_the_pin(page: OutboxPage, unit: Unit, idle: Idle) -> None:
    page.alerts.again.click()
    idle()
    dialog = shown(PinConfirmDialog)
    prove(dialog, unit.approver)
    assert error_at(within(dialog, QLineEdit, "Lý do"))
    prove(dialog, unit.approver, reason="Trang đã gỡ chặn.", pin="11111111")
    idle()
    assert "Sai mã PIN" in error_at(within(dialog, PinField))
    assert unit.studio.outbox.pauses() == (PAUSE,)
    prove(dialog, unit.approver, reason="Trang đã gỡ chặn.")
    idle()
    assert released(unit.studio) == [(PAUSE.account, unit.approver.id, "Trang đã gỡ chặn.")]
    assert unit.studio.outbox.pauses() == ()
    assert page.alerts.isHidden()


def test_several_paused_pages_are_offered_by_name(page: OutboxPage, unit: Unit, idle: Idle) -> None:
    for account in PAGES:
        unit.put_pause(replace(PAUSE, account=account.name))
    page.refresh()
    idle()
    page.alerts.again.click()
    menu = shown(QMenu)
    assert sorted(entries(menu)) == sorted(account.title for account in PAGES)
    chosen = entries(menu)[1]
    choose(menu, chosen)
    idle()
    dialog = shown(PinConfirmDialog)
    assert chosen in dialog.windowTitle()
    dialog.reject()


@pytest.mark.parametrize("state", DeliveryState)
def test_it_is_offered_where_something_is_still_to_be_sent(state: DeliveryState) -> None:
    over = (DeliveryState.VERIFIED, DeliveryState.WITHDRAWN, DeliveryState.CANCELLED)
    delivery = replace(SOME, state=state)
    assert (DeliveryDeed.RELEASE in deeds_of(delivery, paused=True)) is (state not in over)
    assert DeliveryDeed.RELEASE not in deeds_of(delivery)


def test_the_menu_of_a_delivery_has_what_the_drawer_has(page: OutboxPage, pick: Pick, idle: Idle) -> None:
    pick(STOPPED)
    button = page.drawer.deed_button(DeliveryDeed.RELEASE)
    assert button is not None
    at = page.table.visualRect(page.table.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, page.table.viewport().mapToGlobal(at))
    QApplication.sendEvent(page.table.viewport(), event)
    menu = shown(QMenu)
    assert button.text() in entries(menu)
    next(action for action in menu.actions() if action.text() == button.text()).trigger()
    menu.close()
    idle()
    shown(PinConfirmDialog).reject()


def test_a_menu_asked_for_by_key_waits_for_the_details(page: OutboxPage, qtbot: QtBot, idle: Idle) -> None:
    idle()
    page.table.choose(STOPPED)
    page.table.menu_wanted.emit(page.table.mapToGlobal(page.table.rect().center()))
    qtbot.waitUntil(lambda: any(isinstance(w, QMenu) and w.isVisible() for w in QApplication.topLevelWidgets()))
    shown(QMenu).close()
    idle()


def test_the_page_of_connections_says_it_and_offers_it(
    window: MainWindow, unit: Unit, studio: Studio, qtbot: QtBot, idle: Idle
) -> None:
    assert load_pages(studio, PageFilter.URGENT, "").rows[PAUSE.account].urgent
    page = show(window, qtbot, PageId.PAGES)
    assert isinstance(page, PagesPage)
    page.list.choose(PAUSE.account)
    idle()
    tab = page.tab
    assert isinstance(tab, ConnectionTab)
    assert "mã 368" in tab.paused.text
    button = tab.deed_button(PageDeed.RELEASE)
    assert button is not None
    menu = tab.menu()
    assert button.text() in entries(menu)
    menu.deleteLater()
    button.click()
    idle()
    prove(shown(PinConfirmDialog), unit.approver, reason="Đã hết bị chặn.")
    idle()
    assert released(studio) == [(PAUSE.account, unit.approver.id, "Đã hết bị chặn.")]
    assert tab.deed_button(PageDeed.RELEASE) is None
    assert tab.paused.isHidden()


def test_what_is_offered_as_before_keeps_its_button_when_the_page_is_read_again(
    page: OutboxPage, pick: Pick, idle: Idle
) -> None:
    pick(STOPPED)
    before = page.drawer.deed_button(DeliveryDeed.RETRY)
    assert before is not None
    page.refresh()
    idle()
    assert page.drawer.deed_button(DeliveryDeed.RETRY) is before
