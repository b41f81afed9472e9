"""The dialog that chooses a website's categories, over a small studio."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from studio.accounts.model import Category, HealthState
from studio.errors import Refused
from studio.outbox.model import Pause
from studio.phrase import Phrase
from studio.ui.connections.deeds import PageDeed
from studio.ui.connections.page import CategoriesDialog, ConnectionsPage
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from tests.ui.conftest import show, shown
from tests.ui.fake_connections import KNOWN, PAGES
from tests.ui.fake_data import HEAD, NOW, PIN
from tests.ui.fake_hosting import CATEGORIES
from tests.ui.fake_studio import FakeStudio

Idle = Callable[[], None]
WEBSITE, FACEBOOK = PAGES[3], PAGES[0]


@pytest.fixture
def studio(studio: FakeStudio) -> FakeStudio:
    studio.accounts.accounts |= {page.name: page for page in PAGES}
    studio.connections.known[WEBSITE.name] = KNOWN[FACEBOOK.name]
    return studio


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot, idle: Idle) -> ConnectionsPage:
    made = show(window, qtbot, PageId.CONNECTIONS)
    assert isinstance(made, ConnectionsPage)
    idle()
    return made


def opened(page: ConnectionsPage, idle: Idle) -> CategoriesDialog:
    page.table.choose(WEBSITE.name)
    button = page.drawer.deed_button(PageDeed.CATEGORIES)
    assert button is not None
    button.click()
    idle()
    return shown(CategoriesDialog)


def save(dialog: CategoriesDialog, pin: str = PIN) -> None:
    dialog.vouch.who.choose(HEAD.id)
    dialog.vouch.pin.setText(pin)
    dialog.go.click()


def test_only_a_connected_website_has_any(page: ConnectionsPage, studio: FakeStudio, idle: Idle) -> None:
    page.table.choose(FACEBOOK.name)
    assert page.drawer.deed_button(PageDeed.CATEGORIES) is None
    del studio.connections.known[WEBSITE.name]
    page.refresh()
    idle()
    page.table.choose(WEBSITE.name)
    assert studio.connections.all()[WEBSITE.name].state is HealthState.NOT_CONNECTED
    assert page.drawer.deed_button(PageDeed.CATEGORIES) is None


def test_what_is_ticked_is_kept_by_whoever_may(page: ConnectionsPage, studio: FakeStudio, idle: Idle) -> None:
    dialog = opened(page, idle)
    assert [box.text() for box in dialog.boxes.values()] == [category.name for category in CATEGORIES]
    assert dialog.ticked == []
    dialog.boxes[CATEGORIES[1].id].click()
    dialog.go.click()
    assert dialog.vouch._pin.error
    save(dialog, "111111")
    idle()
    assert "PIN chưa đúng" in dialog.failure.text()
    assert dialog.ticked == [CATEGORIES[1].id]
    save(dialog)
    idle()
    assert studio.accounts.accounts[WEBSITE.name].categories == (CATEGORIES[1],)
    assert studio.categories.chosen_by == [HEAD.id]


def test_one_that_the_site_lost_is_named_and_the_page_is_looked_at_after_choosing_anew(
    page: ConnectionsPage, studio: FakeStudio, idle: Idle
) -> None:
    gone = Category(id=99, name="Tin cũ")
    studio.accounts.accounts[WEBSITE.name] = replace(WEBSITE, categories=(gone, CATEGORIES[0]))
    why = Phrase("Chuyên mục “Tin cũ” không còn.", "The category is gone.")
    studio.outbox.paused = [Pause(account=WEBSITE.name, since=NOW, reason=why, code="category")]
    page.refresh()
    idle()
    dialog = opened(page, idle)
    assert "Tin cũ" in dialog.lost.text
    assert dialog.ticked == [CATEGORIES[0].id]
    save(dialog)
    idle()
    assert studio.accounts.accounts[WEBSITE.name].categories == (CATEGORIES[0],)
    assert studio.connections.checked == [WEBSITE.name]


def test_a_site_that_does_not_answer_is_said_and_nothing_can_be_saved(
    page: ConnectionsPage, studio: FakeStudio, idle: Idle
) -> None:
    studio.categories.trouble = Refused("trang web không trả lời.", "the site does not answer.")
    dialog = opened(page, idle)
    assert "không trả lời" in dialog.failure.text()
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_among_many_one_searches_without_accents(page: ConnectionsPage, studio: FakeStudio, idle: Idle) -> None:
    studio.categories.there = tuple(Category(id=n, name=f"Chuyên mục {n}") for n in range(30))
    dialog = opened(page, idle)
    dialog.boxes[3].click()
    dialog.search.searched.emit("muc 12")
    assert [key for key, box in dialog.boxes.items() if box.isVisible()] == [12]
    dialog.boxes[12].click()
    assert dialog.ticked == [3, 12]
    dialog.reject()
