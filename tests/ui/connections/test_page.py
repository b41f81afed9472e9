"""The page of pages and connections, over simulated platforms."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from studio.accounts.model import AccountKind, HealthState, PageStatus
from studio.accounts.storage import StoredHealth
from studio.app import Studio
from studio.people.model import Person, Role
from studio.publishers.facebook import connect as facebook
from studio.publishers.zalo import connect as zalo
from studio.ui.connections.connect import ConnectDialog
from studio.ui.connections.forms import BY_HAND, AccountForm, StatusForm
from studio.ui.connections.many import ManyPagesDialog
from studio.ui.main_window import MainWindow
from studio.ui.page import Shell
from studio.ui.pages.connection import ConnectionTab
from studio.ui.pages.page import PagesPage
from studio.ui.pages.rows import PageDeed, PageFilter
from studio.ui.pages.sheet import BREAK
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.widgets.combo import Combo
from tests.publishers.facebook.scene import OTHER_PAGE, PAGE, Scene
from tests.publishers.zalo.zalo_rig import ZaloRig
from tests.simulators.facebook import access
from tests.simulators.zalo.platform import APP, REDIRECT, SECRET_KEY
from tests.ui.conftest import shown
from tests.ui.connections.conftest import (
    BROKEN,
    EXPIRING,
    GOOD,
    MERGED,
    NEW,
    THIRD_PAGE,
    Idle,
    page_token,
)
from tests.ui.hands import empty, error_at, labels, pick, prove
from tests.ui.unit import HANDOVER, NOW, PAGES, PIN, POLICE, Unit


def choose(page: PagesPage, name: str) -> None:
    page.list.choose(name)
    deadline = QDeadlineTimer(20_000)
    while not page.shell.tasks.idle and not deadline.hasExpired():
        QApplication.processEvents()
    assert page.sheet.row is not None
    assert page.sheet.row.key == name


def connection(page: PagesPage) -> ConnectionTab:
    tab = page.tab
    assert isinstance(tab, ConnectionTab)
    return tab


def do(page: PagesPage, deed: PageDeed, idle: Idle) -> None:
    button = page.sheet.deed_button(deed)
    assert button is not None
    button.click()
    idle()


def select(combo: Combo, value: str) -> None:
    """As a person picks an entry."""
    combo.choose(value)
    combo.activated.emit(combo.currentIndex())


def take(dialog: ConnectDialog | ManyPagesDialog, way: str) -> None:
    """Choose a way to connect."""
    dialog.asking.way.setCurrentIndex(dialog.asking.way.findData(way))
    dialog.asking.way.activated.emit(dialog.asking.way.currentIndex())


def enter(dialog: ConnectDialog | ManyPagesDialog, key: str, value: str) -> None:
    line = dialog.asking.blocks[key].editor
    assert isinstance(line, QLineEdit)
    line.setText(value)


def person_pin(
    form: ConnectDialog | ManyPagesDialog | AccountForm | StatusForm, person: Person, pin: str = PIN
) -> None:
    """Somebody who may do it says so."""
    form.person_pin.who.choose(person.id)
    form.person_pin.pin.setText(pin)


def gone(kind: type[QWidget]) -> bool:
    return not any(isinstance(w, kind) and w.isVisible() for w in QApplication.topLevelWidgets())


def test_what_needs_a_person_stands_first_and_is_counted(page: PagesPage) -> None:
    assert set(page.list.ids[:3]) == {BROKEN, EXPIRING, NEW}
    offered = [page.filter.itemText(place) for place in range(page.filter.count())]
    numbers = [int(words.rsplit(" ", 1)[1]) for words in offered]
    assert numbers == [len(PAGES) + 4, 3, 1, len(PAGES) + 5]


def test_the_drawer_says_what_is_wrong_and_the_exact_next_step(page: PagesPage) -> None:
    choose(page, BROKEN)
    assert "Mật khẩu Facebook của người cấp mã đã đổi" in connection(page).banner.text
    assert "lấy mã truy cập trang (page token) mới" in connection(page).step.text()
    button = page.sheet.deed_button(PageDeed.CONNECT)
    assert button is not None
    assert button.property("kind") == "primary"
    choose(page, GOOD)
    assert not connection(page).step.isVisible()


def test_a_page_that_needs_no_login_offers_none(page: PagesPage) -> None:
    choose(page, HANDOVER.name)
    assert page.sheet.deed_button(PageDeed.CONNECT) is None
    assert page.sheet.deed_button(PageDeed.STATUS) is not None


def test_search_finds_without_accents(page: PagesPage, idle: Idle) -> None:
    page.search.searched.emit("an toan 0002")
    idle()
    assert list(page.list.ids) == [BROKEN]
    page.search.searched.emit("khong co trang nay")
    idle()
    assert empty(page).heading == "Không có trang nào khớp"


def test_where_a_page_is_takes_two_lines_in_a_narrow_window_and_is_heard_as_one(
    page: PagesPage, window: MainWindow, qtbot: QtBot
) -> None:
    choose(page, BROKEN)
    where = page.sheet.where
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: BREAK not in where.text())
    whole = where.text()
    page.sheet.setMaximumWidth(300)
    qtbot.waitUntil(lambda: BREAK in where.text())
    assert where.accessibleName() == whole


def test_what_comes_later_stays_inside_a_low_window_and_in_the_order_of_tab(
    page: PagesPage, window: MainWindow, technician: Person, idle: Idle, qtbot: QtBot
) -> None:
    window.resize(1366, 768)
    choose(page, BROKEN)
    do(page, PageDeed.CONNECT, idle)
    form = shown(ConnectDialog)
    take(form, facebook.TOKEN)
    qtbot.waitUntil(lambda: form.height() <= window.height())
    assert form.frameGeometry().bottom() <= window.frameGeometry().bottom()
    token = form.asking.blocks["page_token"].editor
    passed: list[QWidget] = []
    form.activateWindow()
    form.asking.way.setFocus()
    qtbot.waitUntil(form.asking.way.hasFocus)
    while form.go not in passed:
        QTest.keyClick(form, Qt.Key.Key_Tab)
        focus = form.focusWidget()
        assert focus is not None
        assert focus not in passed, "Tab goes round without the button"
        passed.append(focus)
    assert passed == [token, form.person_pin.who, form.person_pin.pin, form.cancel, form.go]


def test_connecting_takes_the_token_of_that_very_page(
    page: PagesPage, studio: Studio, platform: Scene, technician: Person, idle: Idle
) -> None:
    choose(page, BROKEN)
    do(page, PageDeed.CONNECT, idle)
    form = shown(ConnectDialog)
    assert form.go.isEnabled()
    take(form, facebook.TOKEN)
    form.go.click()
    assert form.asking.blocks["page_token"].error
    line = cast(QLineEdit, form.asking.blocks["page_token"].editor)
    assert line.echoMode() is QLineEdit.EchoMode.Password
    for token, told in (("EAA mã", "ký tự lạ"), (page_token(platform, PAGE).value, "")):
        line.setText(token)
        person_pin(form, technician)
        form.go.click()
        idle()
        assert told in form.asking.blocks["page_token"].error
    assert any("không phải của trang" in text for text in labels(form))
    line.setText(page_token(platform, OTHER_PAGE).value)
    form.person_pin.pin.setText(PIN)
    form.go.click()
    idle()
    assert studio.connections.all()[BROKEN].state is HealthState.OK
    assert gone(ConnectDialog)


def test_only_the_technical_officer_or_the_head_is_offered(page: PagesPage, unit: Unit, idle: Idle) -> None:
    choose(page, BROKEN)
    do(page, PageDeed.CONNECT, idle)
    form = shown(ConnectDialog)
    offered = {form.person_pin.who.itemData(place) for place in range(form.person_pin.who.count())} - {None, ""}
    people = unit.studio.people.list()
    assert offered == {p.id for p in people if p.active and p.roles & {Role.TECHNICAL, Role.HEAD}}
    form.reject()


def many(page: PagesPage, platform: Scene, idle: Idle) -> ManyPagesDialog:
    """The login of somebody who runs three pages is given."""
    pick(page.add.menu(), "Kết nối nhiều trang Facebook bằng một mã truy cập…")
    idle()
    form = shown(ManyPagesDialog)
    take(form, facebook.USER)
    token = access.issue(platform.world, "user", expires=NOW + timedelta(days=60), long=True)
    enter(form, facebook.USER_TOKEN, token.value)
    idle()
    form.go.click()
    idle()
    assert form.height() < page.window().height(), "the dialog is as high as its step"
    return form


def test_many_pages_with_one_login(
    page: PagesPage, studio: Studio, platform: Scene, technician: Person, idle: Idle
) -> None:
    form = many(page, platform, idle)
    assert form.boxes[PAGE].isChecked()
    assert not form.boxes[THIRD_PAGE].isChecked()
    assert form.all.isVisible()
    form.all.click()
    assert not form.all.isVisible()  # nothing is left to tick
    person_pin(form, technician)
    form.go.click()
    idle()
    made = next(a for a in studio.accounts.list() if a.page_id == THIRD_PAGE)
    assert (made.kind, made.unit) == (AccountKind.FACEBOOK, POLICE.id)
    assert studio.connections.all()[made.name].state is HealthState.OK
    assert gone(ManyPagesDialog)


def test_a_wrong_pin_registers_nothing(
    page: PagesPage, studio: Studio, platform: Scene, technician: Person, idle: Idle
) -> None:
    before = len(studio.accounts.list())
    form = many(page, platform, idle)
    form.all.click()
    person_pin(form, technician, "11111111")
    form.go.click()
    idle()
    assert len(studio.accounts.list()) == before
    assert any("Sai mã PIN" in text for text in labels(form))
    form.reject()


def test_checking_one_and_all(page: PagesPage, studio: Studio, unit: Unit, idle: Idle) -> None:
    choose(page, GOOD)
    unit.clock.forward(minutes=1)
    do(page, PageDeed.CHECK, idle)
    assert looked_at(studio, unit) == {GOOD}
    unit.clock.forward(minutes=1)
    page.check_all()
    idle()
    assert looked_at(studio, unit) == {GOOD, BROKEN, EXPIRING, NEW}, "the one that is no more in use is left alone"
    assert page.progress.isHidden()


def looked_at(studio: Studio, unit: Unit) -> set[str]:
    """The pages that were looked at just now."""
    known = StoredHealth(studio.store).all()
    return {name for name, health in known.items() if health.checked_at == unit.clock.now()}


def test_a_page_is_handed_over_to_its_successor(
    page: PagesPage, studio: Studio, technician: Person, idle: Idle
) -> None:
    choose(page, BROKEN)
    do(page, PageDeed.STATUS, idle)
    form = shown(StatusForm)
    select(form.status, PageStatus.HANDED_OVER.value)
    form.successor.choose(GOOD)
    form.submit()
    assert error_at(form.person_pin.pin)
    person_pin(form, technician, "11111111")
    form.submit()
    idle()
    assert any("Sai mã PIN" in text for text in labels(form))
    assert studio.accounts.get(BROKEN).status is PageStatus.ACTIVE
    person_pin(form, technician)
    form.submit()
    idle()
    kept = studio.accounts.get(BROKEN)
    assert (kept.status, kept.successor) == (PageStatus.HANDED_OVER, GOOD)


def test_taking_off_the_list_asks_for_a_name_and_a_pin(
    page: PagesPage, studio: Studio, technician: Person, idle: Idle
) -> None:
    select(page.filter, PageFilter.ALL)
    idle()
    choose(page, MERGED)
    do(page, PageDeed.REMOVE, idle)
    prove(shown(PinConfirmDialog), technician)
    idle()
    assert MERGED not in {account.name for account in studio.accounts.list()}


def test_a_new_page_asks_only_for_what_its_kind_needs(
    window: MainWindow, shell: Shell, studio: Studio, technician: Person, idle: Idle
) -> None:
    before = len(studio.accounts.list())
    form = AccountForm(shell, tuple(studio.accounts.list()), (POLICE,), window)
    form.open()
    idle()
    select(form.kind, AccountKind.WORDPRESS.value)
    assert not form.page_id.isVisible()
    form.title_line.setText("Trang tin phường")
    form.submit()
    assert error_at(form.address)
    assert error_at(form.person_pin.who)
    form.address.setText("https://phuong.example.gov.vn")
    person_pin(form, technician, "11111111")
    form.submit()
    idle()
    assert any("Sai mã PIN" in text for text in labels(form))
    assert len(studio.accounts.list()) == before
    person_pin(form, technician)
    form.submit()
    idle()
    made = studio.accounts.get("trang-tin-phuong-website")
    assert (made.kind, made.page_id, made.base_url) == (
        AccountKind.WORDPRESS, "phuong.example.gov.vn", "https://phuong.example.gov.vn",
    )  # fmt: skip
    form = AccountForm(shell, tuple(studio.accounts.list()), (POLICE,), window)
    form.open()
    idle()
    select(form.kind, AccountKind.ZALO.value)
    form.title_line.setText("Zalo phường")
    form.page_id.setText("2000000000000000009")
    form.host.choose(NEW)
    person_pin(form, technician)
    form.submit()
    idle()
    assert studio.accounts.get("zalo-phuong-zalo").image_host == NEW


def test_pictures_of_a_zalo_page_may_lie_at_an_address_of_the_units_own(
    window: MainWindow, shell: Shell, studio: Studio, technician: Person, idle: Idle
) -> None:
    form = AccountForm(shell, (), (POLICE,), window)
    form.open()
    idle()
    select(form.kind, AccountKind.ZALO.value)
    assert not form.host_address.isVisible()
    select(form.host, BY_HAND)
    assert form.host_address.isVisible()
    form.title_line.setText("Zalo phường")
    form.page_id.setText("2000000000000000009")
    form.host_address.setText("congan.example.gov.vn/anh")
    person_pin(form, technician)
    form.submit()
    assert error_at(form.host_address)
    form.host_address.setText("https://congan.example.gov.vn/anh")
    form.submit()
    idle()
    assert studio.accounts.get("zalo-phuong-zalo").image_host == "https://congan.example.gov.vn/anh"


def test_a_website_in_a_folder_of_a_host_is_known_by_both(
    window: MainWindow, shell: Shell, studio: Studio, technician: Person, idle: Idle
) -> None:
    form = AccountForm(shell, (), (POLICE,), window)
    form.open()
    idle()
    select(form.kind, AccountKind.WORDPRESS.value)
    form.title_line.setText("Trang tin phường")
    form.address.setText("https://congan.example.gov.vn/minh-khai/")
    person_pin(form, technician)
    form.submit()
    idle()
    assert studio.accounts.get("trang-tin-phuong-website").page_id == "congan.example.gov.vn_minh-khai"


def test_a_consent_link_is_made_and_its_secret_half_goes_along_unseen(
    page: PagesPage, studio: Studio, oa: ZaloRig, technician: Person, idle: Idle
) -> None:
    choose(page, EXPIRING)
    do(page, PageDeed.CONNECT, idle)
    form = shown(ConnectDialog)
    consent = form.consent
    assert not consent.isVisible()
    take(form, zalo.CONSENT)
    assert consent.isVisible()
    consent.callback.setText(REDIRECT)
    consent.make.click()
    idle()
    assert form.asking.blocks["app_id"].error
    enter(form, zalo.APP_ID, APP)
    consent.callback.setText("ve")
    consent.make.click()
    idle()
    assert "Callback Url không đúng" in error_at(consent.callback)
    assert not consent.challenge.isVisible()
    consent.callback.setText(REDIRECT)
    consent.make.click()
    idle()
    challenge = consent.challenge.text()
    consent.copy.click()
    assert challenge in QApplication.clipboard().text()
    assert f"app_id={APP}" in QApplication.clipboard().text()
    consent.copy_challenge.click()
    assert QApplication.clipboard().text() == challenge
    verifier = consent.given[zalo.CODE_VERIFIER].reveal()
    seen = [*labels(form), *(line.text() for line in form.findChildren(QLineEdit))]
    assert not any(verifier in text for text in seen)
    with oa.server.lock:
        oa.zalo.sim.apps[APP].code_challenge = challenge  # as the steps say: saved in the settings of the app
    enter(form, zalo.SECRET_KEY, SECRET_KEY)
    enter(form, zalo.CODE, oa.do("consent", oa_id=oa.oa_id)["code"])
    person_pin(form, technician)
    form.go.click()
    idle()
    assert gone(ConnectDialog), "Zalo took the half that nobody saw"
    assert studio.connections.all()[EXPIRING].state is HealthState.OK
