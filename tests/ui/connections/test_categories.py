"""The dialog that chooses a website's categories, as the site answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QScrollArea

from studio.accounts.model import Account, AccountKind, Health, HealthState, SiteCategory
from studio.accounts.storage import StoredHealth
from studio.app import Studio
from studio.errors import Refused, StudioError
from studio.outbox.model import Pause
from studio.phrase import Bilingual
from studio.ui.connections.categories import CategoriesDialog
from studio.ui.pages.page import PagesPage
from studio.ui.pages.rows import PageDeed
from tests.ui.conftest import shown
from tests.ui.connections.conftest import GOOD, NEW, Idle
from tests.ui.hands import error_at, labels
from tests.ui.unit import NOW, PIN, Unit

CATEGORIES = tuple(
    SiteCategory(id=number, name=name)
    for number, name in enumerate(("An ninh trật tự", "Cảnh báo lừa đảo", "Tin hoạt động"), start=3)
)
HEAD = "p-cuong"
WELL = Health(state=HealthState.OK, checked_at=NOW - timedelta(hours=2), say=Bilingual("Đã kết nối.", "Connected."))


class Site:
    """What the website tells of its categories; `trouble` is raised when it is asked."""

    def __init__(self) -> None:
        self.there: Sequence[SiteCategory] = CATEGORIES
        self.trouble: StudioError | None = None

    def categories(self, page: Account) -> Sequence[SiteCategory]:
        if self.trouble is not None:
            raise self.trouble
        return self.there


@pytest.fixture
def site(unit: Unit, studio: Studio) -> Iterator[Site]:
    """The website, which is connected."""
    made = Site()
    unit.put_health(NEW, WELL)
    with unit.page_answers(AccountKind.WORDPRESS, "categories", made.categories):
        yield made


def opened(page: PagesPage, idle: Idle) -> CategoriesDialog:
    page.list.choose(NEW)
    idle()
    button = page.sheet.deed_button(PageDeed.CATEGORIES)
    assert button is not None
    button.click()
    idle()
    return shown(CategoriesDialog)


def save(dialog: CategoriesDialog, pin: str = PIN) -> None:
    """The head vouches."""
    dialog.person_pin.who.choose(HEAD)
    dialog.person_pin.pin.setText(pin)
    dialog.go.click()


def test_only_a_connected_website_has_any(page: PagesPage, studio: Studio, unit: Unit, idle: Idle) -> None:
    page.list.choose(GOOD)
    idle()
    assert page.sheet.deed_button(PageDeed.CATEGORIES) is None
    page.list.choose(NEW)
    idle()
    assert studio.connections.all()[NEW].state is HealthState.NOT_CONNECTED
    assert page.sheet.deed_button(PageDeed.CATEGORIES) is None
    unit.put_health(NEW, WELL)
    page.refresh()
    idle()
    assert page.sheet.deed_button(PageDeed.CATEGORIES) is not None


def test_what_is_ticked_is_kept_by_whoever_may(site: Site, page: PagesPage, studio: Studio, idle: Idle) -> None:
    dialog = opened(page, idle)
    assert [box.text() for box in dialog.boxes.values()] == [category.name for category in CATEGORIES]
    assert dialog.ticked == []
    dialog.boxes[CATEGORIES[1].id].click()
    dialog.go.click()
    assert error_at(dialog.person_pin.pin)
    save(dialog, "11111111")
    idle()
    assert any("Sai mã PIN" in text for text in labels(dialog))
    assert dialog.ticked == [CATEGORIES[1].id]
    save(dialog)
    idle()
    assert studio.accounts.get(NEW).categories == (CATEGORIES[1],)


def test_one_that_the_site_lost_is_named_and_the_page_is_looked_at_after_choosing_anew(
    site: Site, page: PagesPage, studio: Studio, unit: Unit, idle: Idle
) -> None:
    gone = SiteCategory(id=99, name="Tin cũ")
    with unit.at_work(unit.head):
        studio.accounts.set_categories(NEW, (gone, CATEGORIES[0]))
    why = Bilingual("Chuyên mục “Tin cũ” không còn.", "The category is gone.")
    unit.put_pause(Pause(account=NEW, since=NOW, reason=why, code="category"))
    page.refresh()
    idle()
    dialog = opened(page, idle)
    assert "Tin cũ" in dialog.lost.text
    assert dialog.ticked == [CATEGORIES[0].id]
    save(dialog)
    idle()
    assert studio.accounts.get(NEW).categories == (CATEGORIES[0],)
    assert StoredHealth(studio.store).all()[NEW].checked_at == NOW


def test_a_site_that_does_not_answer_is_said_and_nothing_can_be_saved(
    site: Site, page: PagesPage, studio: Studio, idle: Idle
) -> None:
    site.trouble = Refused(Bilingual("trang web không trả lời.", "the site does not answer."))
    dialog = opened(page, idle)
    assert any("không trả lời" in text for text in labels(dialog))
    assert not any(area.isVisible() for area in dialog.findChildren(QScrollArea))  # no empty list
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_among_many_one_searches_without_accents(site: Site, page: PagesPage, studio: Studio, idle: Idle) -> None:
    site.there = tuple(SiteCategory(id=n, name=f"Chuyên mục {n}") for n in range(30))
    dialog = opened(page, idle)
    dialog.boxes[3].click()
    dialog.search.searched.emit("muc 12")
    assert [key for key, box in dialog.boxes.items() if box.isVisible()] == [12]
    dialog.boxes[12].click()
    assert dialog.ticked == [3, 12]
    dialog.reject()
