"""The page of pages and connections, over a small studio."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.accounts.model import AccountKind, HealthState, PageStatus
from studio.people.model import Role
from studio.ui.connections.connect import ConnectDialog
from studio.ui.connections.deeds import PageDeed
from studio.ui.connections.forms import BY_HAND, AccountForm, StatusForm
from studio.ui.connections.many import ManyDialog
from studio.ui.connections.page import ConnectionsPage
from studio.ui.connections.rows import PageFilter
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId, Shell
from studio.ui.proof import ProofDialog
from tests.ui.conftest import show, shown
from tests.ui.fake_connections import PAGES
from tests.ui.fake_data import ACCOUNTS, PEOPLE, PIN, UNIT
from tests.ui.fake_studio import FakeStudio

Idle = Callable[[], None]
TECHNICIAN = replace(PEOPLE[0], id="cb-ky-thuat", name="Lý Thị Kỹ Thuật", roles=frozenset({Role.TECHNICAL}))


@pytest.fixture
def studio(studio: FakeStudio) -> FakeStudio:
    """A unit with pages in every state of health, and somebody to look after them."""
    studio.accounts.accounts |= {page.name: page for page in PAGES}
    studio.people.people[TECHNICIAN.id] = TECHNICIAN
    return studio


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot, idle: Idle) -> ConnectionsPage:
    page = show(window, qtbot, PageId.CONNECTIONS)
    idle()
    return cast(ConnectionsPage, page)


def choose(page: ConnectionsPage, name: str) -> None:
    page.table.choose(name)
    QApplication.processEvents()
    assert page.drawer.page is not None
    assert page.drawer.page.account.name == name


def vouch(form: ConnectDialog | ManyDialog | AccountForm | StatusForm, pin: str = PIN) -> None:
    """Somebody who may do it says so."""
    form.vouch.who.choose(TECHNICIAN.id)
    form.vouch.pin.setText(pin)


def gone(kind: type[QWidget]) -> bool:
    return not any(isinstance(w, kind) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_what_needs_a_person_stands_first_and_is_counted(page: ConnectionsPage) -> None:
    assert list(page.model.ids)[:2] == ["facebook-an-toan", "zalo-minh-khai"] or set(page.model.ids[:3]) == {
        "facebook-an-toan", "zalo-minh-khai", "web-minh-khai",
    }  # fmt: skip
    assert page.listing.filters.pills[PageFilter.URGENT].accessibleName().endswith(" 3")
    assert page.listing.filters.pills[PageFilter.RUN].accessibleName().endswith(f" {len(ACCOUNTS) + 4}")
    assert page.listing.filters.pills[PageFilter.ENDED].accessibleName().endswith(" 1")


def test_the_drawer_says_what_is_wrong_and_the_exact_next_step(page: ConnectionsPage) -> None:
    choose(page, "facebook-an-toan")
    assert "190/460" in page.drawer.banner.text
    assert "lấy mã truy cập trang mới" in page.drawer.step.text()
    button = page.drawer.deed_button(PageDeed.CONNECT)
    assert button is not None
    assert button.property("kind") == "primary"
    choose(page, "facebook-minh-khai")
    assert page.drawer.step.isHidden() or not page.drawer.step.text()


def test_a_page_that_needs_no_login_offers_none(page: ConnectionsPage) -> None:
    choose(page, ACCOUNTS[0].name)
    assert page.drawer.deed_button(PageDeed.CONNECT) is None
    assert page.drawer.deed_button(PageDeed.STATUS) is not None


def test_search_finds_without_accents(page: ConnectionsPage, idle: Idle) -> None:
    page.search.searched.emit("an toan 0002")
    idle()
    assert list(page.model.ids) == ["facebook-an-toan"]
    page.search.searched.emit("khong co trang nay")
    idle()
    assert page._nothing.isVisible()


def test_connecting_takes_the_token_of_that_very_page(
    page: ConnectionsPage, studio: FakeStudio, idle: Idle, shell: Shell
) -> None:
    choose(page, "facebook-an-toan")
    page._do(PageDeed.CONNECT.value)
    idle()
    form = shown(ConnectDialog)
    assert form.go.isEnabled()
    form.go.click()
    assert form.asking.blocks["page_token"].error
    line = cast(QLineEdit, form.asking.blocks["page_token"].editor)
    assert line.echoMode() is QLineEdit.EchoMode.Password
    line.setText("EAA?100000000000002")
    vouch(form)
    form.go.click()
    idle()
    assert "ký tự lạ" in form.asking.blocks["page_token"].error
    line.setText("EAAxxx100000000000001")
    form.vouch.pin.setText(PIN)
    form.go.click()
    idle()
    assert "không phải của trang này" in form._failure.text()
    line.setText("EAAxxx100000000000002")
    form.vouch.pin.setText(PIN)
    form.go.click()
    idle()
    assert studio.connections.known["facebook-an-toan"].state is HealthState.OK
    assert gone(ConnectDialog)


def test_only_the_technical_officer_or_the_head_is_offered(page: ConnectionsPage, idle: Idle) -> None:
    choose(page, "facebook-an-toan")
    page._do(PageDeed.CONNECT.value)
    idle()
    form = shown(ConnectDialog)
    offered = {form.vouch.who.itemData(place) for place in range(form.vouch.who.count())} - {None, ""}
    allowed = {p.id for p in (*PEOPLE, TECHNICIAN) if p.active and p.roles & {Role.TECHNICAL, Role.HEAD}}
    assert offered == allowed
    form.reject()


def test_many_pages_with_one_login(page: ConnectionsPage, studio: FakeStudio, idle: Idle) -> None:
    page._add_many()
    idle()
    form = shown(ManyDialog)
    cast(QLineEdit, form.asking.blocks["page_token"].editor).setText("EAAuser")
    form.go.click()
    idle()
    assert form.boxes["100000000000001"].isChecked()
    assert not form.boxes["100000000000009"].isChecked()
    form.all.click()
    vouch(form)
    form.go.click()
    idle()
    made = next(a for a in studio.accounts.list() if a.page_id == "100000000000009")
    assert (made.kind, made.unit) == (AccountKind.FACEBOOK, UNIT.id)
    assert studio.connections.known[made.name].state is HealthState.OK
    assert gone(ManyDialog)


def test_a_wrong_pin_registers_nothing(page: ConnectionsPage, studio: FakeStudio, idle: Idle) -> None:
    before = len(studio.accounts.list())
    page._add_many()
    idle()
    form = shown(ManyDialog)
    cast(QLineEdit, form.asking.blocks["page_token"].editor).setText("EAAuser")
    form.go.click()
    idle()
    form.all.click()
    vouch(form, "000000")
    form.go.click()
    idle()
    assert len(studio.accounts.list()) == before
    assert form._failure.isVisible()
    form.reject()


def test_checking_one_and_all(page: ConnectionsPage, studio: FakeStudio, idle: Idle) -> None:
    choose(page, "facebook-minh-khai")
    page._do(PageDeed.CHECK.value)
    idle()
    assert studio.connections.checked == ["facebook-minh-khai"]
    page.check_all.click()
    idle()
    assert set(studio.connections.checked) == {p.name for p in PAGES}
    assert page.check_all.isEnabled()
    assert page.progress.isHidden()


def test_a_page_is_handed_over_to_its_successor(page: ConnectionsPage, studio: FakeStudio, idle: Idle) -> None:
    choose(page, "facebook-an-toan")
    page._do(PageDeed.STATUS.value)
    idle()
    form = shown(StatusForm)
    form.status.choose(PageStatus.HANDED_OVER.value)
    form._arrange()
    form.successor.choose("facebook-minh-khai")
    form.submit()
    assert form.vouch._pin.error
    vouch(form, "111111")
    form.submit()
    idle()
    assert form._failure.isVisible()
    assert studio.accounts.accounts["facebook-an-toan"].status is PageStatus.ACTIVE
    vouch(form)
    form.submit()
    idle()
    assert studio.connections.acts == [("handed_over", "facebook-an-toan", TECHNICIAN.id)]
    kept = studio.accounts.accounts["facebook-an-toan"]
    assert (kept.status, kept.successor) == (PageStatus.HANDED_OVER, "facebook-minh-khai")


def test_taking_off_the_list_asks_for_a_name_and_a_pin(page: ConnectionsPage, studio: FakeStudio, idle: Idle) -> None:
    page.listing.filters.pills[PageFilter.ALL].click()
    idle()
    choose(page, "facebook-cu")
    page._do(PageDeed.REMOVE.value)
    idle()
    proof = shown(ProofDialog)
    proof._who.choose(TECHNICIAN.id)
    proof._pin.setText(PIN)
    proof.go.click()
    idle()
    assert "facebook-cu" not in studio.accounts.accounts


def test_a_new_page_asks_only_for_what_its_kind_needs(
    window: MainWindow, shell: Shell, studio: FakeStudio, idle: Idle
) -> None:
    form = AccountForm(shell, tuple(studio.accounts.list()), (UNIT,), window)
    form.open()
    idle()
    form.kind.choose(AccountKind.WORDPRESS.value)
    form._arrange()
    assert not form.page_id.isVisible()
    form.title_line.setText("Trang tin phường")
    form.submit()
    assert form._blocks["base_url"].error
    assert form.vouch._who.error
    form.address.setText("https://phuong.example.gov.vn")
    vouch(form, "111111")
    form.submit()
    idle()
    assert "PIN chưa đúng" in form._failure.text()
    assert studio.connections.acts == []
    vouch(form)
    form.submit()
    idle()
    made = studio.accounts.accounts["trang-tin-phuong-website"]
    assert studio.connections.acts == [("add", made.name, TECHNICIAN.id)]
    assert (made.kind, made.page_id, made.base_url) == (
        AccountKind.WORDPRESS, "phuong.example.gov.vn", "https://phuong.example.gov.vn",
    )  # fmt: skip
    form = AccountForm(shell, tuple(studio.accounts.list()), (UNIT,), window)
    form.open()
    idle()
    form.kind.choose(AccountKind.ZALO.value)
    form._arrange()
    form.title_line.setText("Zalo phường")
    form.page_id.setText("2000000000000000009")
    form.host.choose("web-minh-khai")
    vouch(form)
    form.submit()
    idle()
    assert studio.accounts.accounts["zalo-phuong-zalo"].image_host == "web-minh-khai"


def test_pictures_of_a_zalo_page_may_lie_at_an_address_of_the_units_own(
    window: MainWindow, shell: Shell, studio: FakeStudio, idle: Idle
) -> None:
    form = AccountForm(shell, (), (UNIT,), window)
    form.open()
    idle()
    form.kind.choose(AccountKind.ZALO.value)
    form._arrange()
    assert not form.host_address.isVisible()
    form.host.choose(BY_HAND)
    form._arrange()
    assert form.host_address.isVisible()
    form.title_line.setText("Zalo phường")
    form.page_id.setText("2000000000000000009")
    form.host_address.setText("congan.example.gov.vn/anh")
    vouch(form)
    form.submit()
    assert form._blocks["host_address"].error
    form.host_address.setText("https://congan.example.gov.vn/anh")
    form.submit()
    idle()
    assert studio.accounts.accounts["zalo-phuong-zalo"].image_host == "https://congan.example.gov.vn/anh"


def test_a_website_in_a_folder_of_a_host_is_known_by_both(
    window: MainWindow, shell: Shell, studio: FakeStudio, idle: Idle
) -> None:
    form = AccountForm(shell, (), (UNIT,), window)
    form.open()
    idle()
    form.kind.choose(AccountKind.WORDPRESS.value)
    form._arrange()
    form.title_line.setText("Trang tin phường")
    form.address.setText("https://congan.example.gov.vn/minh-khai/")
    vouch(form)
    form.submit()
    idle()
    assert studio.accounts.accounts["trang-tin-phuong-website"].page_id == "congan.example.gov.vn_minh-khai"


def test_a_consent_link_is_made_and_its_secret_half_goes_along_unseen(
    page: ConnectionsPage, studio: FakeStudio, idle: Idle
) -> None:
    choose(page, "zalo-minh-khai")
    page._do(PageDeed.CONNECT.value)
    idle()
    form = shown(ConnectDialog)
    assert not form.consent.isVisible()
    form.asking.way.setCurrentIndex(form.asking.way.findData("consent"))
    form.asking.way.activated.emit(form.asking.way.currentIndex())
    assert form.consent.isVisible()
    form.consent.callback.setText("https://congan.example/ve")
    form.consent.make.click()
    idle()
    assert "thiếu ID ứng dụng" in form.asking.blocks["app_id"].error
    cast(QLineEdit, form.asking.blocks["app_id"].editor).setText("113")
    form.consent.callback.setText("ve")
    form.consent.make.click()
    idle()
    assert "địa chỉ không đúng" in form.consent._callback.error
    assert not form.consent._made.isVisible()
    form.consent.callback.setText("https://congan.example/ve")
    form.consent.make.click()
    idle()
    assert form.consent.challenge.text() == "challenge-1"
    form.consent.copy.click()
    assert QApplication.clipboard().text() == "https://oauth.example/permission?app_id=113"
    form.consent.copy_challenge.click()
    assert QApplication.clipboard().text() == "challenge-1"
    seen = [w.text() for w in form.findChildren(QLabel)] + [w.text() for w in form.findChildren(QLineEdit)]
    assert not any("verifier-unseen" in text for text in seen)
    cast(QLineEdit, form.asking.blocks["page_token"].editor).setText("code" + "2000000000000000001")
    vouch(form)
    form.go.click()
    idle()
    assert studio.connections.given[-1]["code_verifier"].reveal() == "verifier-unseen"
    assert gone(ConnectDialog)
