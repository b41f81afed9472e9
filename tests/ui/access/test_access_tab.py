"""The tab of rights: the table is set up, guarded, sent to the head, and changed by slips; nothing secret is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from studio.access.model import AccessSlipKind, PageRole, Right, RightsHolder
from studio.training.places import PLACES, SPECIAL
from studio.ui.access.forms import (
    AssignForm,
    DevicesForm,
    DutyForm,
    RecoveryForm,
    RevokeForm,
    RotateForm,
    ScheduleForm,
    SlipForm,
)
from studio.ui.access.tab import AccessTab
from studio.ui.anchors import find_anchor
from studio.ui.deciding import DecideDialog
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from studio.ui.people.forms import Form
from studio.ui.proof import ProofDialog
from studio.ui.registry.page import RegistryPage
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.labels import Label
from tests.ui.conftest import show, shown
from tests.ui.fake_data import HEAD, PIN
from tests.ui.fake_studio import FakeStudio

PAGE = "trang-thuc-hanh"
Idle = Callable[[], None]
Press = Callable[[str], None]


@pytest.fixture
def tab(window: MainWindow, qtbot: QtBot) -> AccessTab:
    window.session.sign_in(HEAD)
    page = show(window, qtbot, PageId.REGISTRY, f"access:{PAGE}")
    assert isinstance(page, RegistryPage)
    tab = page.tab
    assert isinstance(tab, AccessTab)
    return tab


def give(studio: FakeStudio, name: str, role: PageRole = PageRole.FULL_ADMIN) -> Right:
    known = next((each for each in studio.access.holders() if each.name == name), None)
    holder = known or studio.access.save_holder(RightsHolder(id="", name=name), HEAD.id)
    return studio.access.assign(PAGE, holder.id, role, HEAD.id)


def set_up(studio: FakeStudio) -> tuple[Right, Right]:
    """Two administrators, and the head agreed; submitted by hand, for the head of the small studio stands alone."""
    rights = give(studio, "Phạm Văn Mẫu"), give(studio, "Vũ Thị Thử")
    for right in rights:
        studio.access.confirm_mfa(right.id, HEAD.id)
    studio.access.submit_table(PAGE, HEAD.id, PIN)
    agree(studio, "access_table", PAGE)
    return rights


def agree(studio: FakeStudio, kind: str, subject: str) -> None:
    asked = next(each for each in studio.signoffs.open() if (each.kind, each.subject) == (kind, subject))
    person = replace(HEAD, id="p-lan", name="Lãnh đạo khác")
    studio.people.people[person.id] = person
    studio.signoffs.decide(asked.id, person.id, PIN, agree=True)


@pytest.fixture
def press(tab: AccessTab, qtbot: QtBot) -> Press:
    """Press the button that a lesson would light, once it is there: the rows are made in steps."""

    def there(name: str) -> bool:
        button = find_anchor(tab, name)
        return isinstance(button, QAbstractButton) and button.isVisible()

    def click(name: str) -> None:
        qtbot.waitUntil(lambda: there(name))
        button = find_anchor(tab, name)
        assert isinstance(button, QAbstractButton)
        button.click()

    return click


def words(tab: AccessTab) -> str:
    return " | ".join(label.text() for label in tab.findChildren(Label) if label.isVisible())


@pytest.fixture
def sees(tab: AccessTab, qtbot: QtBot) -> Callable[[str], None]:
    """Wait until a text stands in the tab."""
    return lambda text: qtbot.waitUntil(lambda: text in words(tab))


def save(form: Form, idle: Idle) -> None:
    form.save.click()
    idle()


def test_a_right_is_given_to_a_person_by_name(
    tab: AccessTab, studio: FakeStudio, idle: Idle, sees: Callable[[str], None], press: Press
) -> None:
    assert not tab.submit.isEnabled(), "an empty table is no question for the head"
    press("access.role.assign")
    form = shown(AssignForm)
    save(form, idle)
    assert form.isVisible(), "without a name nothing is kept"
    form.who.setText("Trần Thị Bình")
    form.role.choose(PageRole.FULL_ADMIN)
    save(form, idle)
    (right,) = studio.access.of(PAGE).rights
    assert right.role is PageRole.FULL_ADMIN
    assert studio.access.of(PAGE).holders[0].person == "p-binh", "one of the people here"
    sees("Trần Thị Bình")


def test_roles_are_changed_in_the_table_and_the_review_says_what_is_wrong(
    tab: AccessTab, studio: FakeStudio, idle: Idle, sees: Callable[[str], None], press: Press
) -> None:
    right = give(studio, "Phạm Văn Mẫu", PageRole.EDITOR)
    tab.refresh()
    idle()
    sees("chưa có quản trị toàn quyền")
    combo = next(each for each in tab.findChildren(Combo) if each.currentData() == PageRole.EDITOR)
    combo.choose(PageRole.FULL_ADMIN)
    combo.activated.emit(combo.currentIndex())
    idle()
    assert studio.access.of(PAGE).rights[0].role is PageRole.FULL_ADMIN
    sees("1 quản trị toàn quyền")
    press("access.mfa.confirm")
    idle()
    assert studio.access.of(PAGE).rights[0].mfa_by == HEAD.id
    assert studio.access.of(PAGE).rights[0].id == right.id


def test_a_table_that_is_not_sound_is_not_sent_and_the_reason_is_said(
    tab: AccessTab, studio: FakeStudio, idle: Idle, press: Press
) -> None:
    give(studio, "Phạm Văn Mẫu")
    tab.refresh()
    idle()
    press("access.submit")
    dialog = shown(ProofDialog)
    idle()
    dialog._pin.setText(PIN)
    dialog.go.click()
    idle()
    assert studio.signoffs.open() == ()
    assert "1 quản trị toàn quyền" in dialog._blocks["pin"].error
    dialog.reject()


def test_the_table_goes_to_the_head_who_decides_here(
    tab: AccessTab, studio: FakeStudio, idle: Idle, press: Press
) -> None:
    for right in (give(studio, "Phạm Văn Mẫu"), give(studio, "Vũ Thị Thử")):
        studio.access.confirm_mfa(right.id, HEAD.id)
    tab.refresh()
    idle()
    press("access.submit")
    dialog = shown(ProofDialog)
    idle()
    dialog._pin.setText(PIN)
    dialog.go.click()
    idle()
    assert studio.access.of(PAGE).waiting
    assert tab.decide.isVisible()
    assert not tab.submit.isVisible()
    tab.decide.click()
    decision = shown(DecideDialog)
    idle()
    decision.reject()


def test_what_guards_a_page_is_recorded_and_a_code_is_refused(
    tab: AccessTab, studio: FakeStudio, idle: Idle, sees: Callable[[str], None], press: Press
) -> None:
    press("access.recovery.location")
    place = shown(RecoveryForm)
    place.place.setText("Mã khôi phục: 1234 5678 9012")
    save(place, idle)
    assert place.isVisible(), "a code is refused"
    assert studio.access.of(PAGE).keeping.recovery_place == ""
    place.place.setText("Phong bì niêm phong trong két")
    save(place, idle)
    press("access.devices")
    devices = shown(DevicesForm)
    devices.devices.setPlainText("Máy phòng trực – Phạm Văn Mẫu\n\nĐiện thoại công vụ")
    devices.apps.setPlainText("Lịch đăng bài\n× Ứng dụng cũ")
    save(devices, idle)
    press("access.review.schedule")
    review = shown(ScheduleForm)
    review.on.set_value(studio.access.today + timedelta(days=90))
    save(review, idle)
    press("access.rotate_record")
    rotate = shown(RotateForm)
    rotate.boxes["password"].setChecked(True)
    save(rotate, idle)
    keeping = studio.access.of(PAGE).keeping
    assert keeping.recovery_place == "Phong bì niêm phong trong két"
    assert [(each.name, each.holder) for each in keeping.devices] == [
        ("Máy phòng trực", "Phạm Văn Mẫu"),
        ("Điện thoại công vụ", ""),
    ]
    assert [bool(each.removed_on) for each in keeping.apps] == [False, True]
    assert keeping.review_on == studio.access.today + timedelta(days=90)
    assert [each.what for each in keeping.rotations] == ["password"]
    sees("Phong bì niêm phong trong két")


def test_a_slip_is_made_sent_and_carried_out(
    tab: AccessTab, studio: FakeStudio, idle: Idle, sees: Callable[[str], None], press: Press
) -> None:
    set_up(studio)
    tab.refresh()
    idle()
    press("access.role.assign")
    form = shown(SlipForm)
    form.who.setText("Đặng Thị Tập")
    form.role.choose(PageRole.EDITOR)
    form.reason.setText("Thêm người soạn bài")
    form.until.set_value(studio.access.today + timedelta(days=60))
    save(form, idle)
    (slip,) = studio.access.of(PAGE).slips
    sees("Đặng Thị Tập")
    press("access.slip.submit")
    dialog = shown(ProofDialog)
    idle()
    dialog._pin.setText(PIN)
    dialog.go.click()
    idle()
    agree(studio, "access_slip", slip.id)
    tab.refresh()
    idle()
    press("access.apply")
    idle()
    assert studio.access.slip(slip.id).applied_by == HEAD.id
    sees("Đặng Thị Tập")


def test_those_who_leave_are_filtered_and_their_right_revoked(
    tab: AccessTab, studio: FakeStudio, idle: Idle, sees: Callable[[str], None], press: Press
) -> None:
    set_up(studio)
    tab.refresh()
    idle()
    holder = next(each for each in studio.access.holders() if each.name == "Vũ Thị Thử")
    tab.rows.wanted.emit("duty", holder.id)
    duty = shown(DutyForm)
    duty.end.set_value(studio.access.today)
    save(duty, idle)
    press("access.filter")
    idle()
    sees("Vũ Thị Thử")
    assert "Phạm Văn Mẫu" not in words(tab)
    press("access.revoke")
    revoke = shown(RevokeForm)
    save(revoke, idle)
    assert revoke.isVisible(), "devices and sessions first"
    revoke.devices.setChecked(True)
    revoke.sessions.setChecked(True)
    save(revoke, idle)
    assert [right.revoked_on for right in studio.access.of(PAGE).rights if right.holder == holder.id] == [
        studio.access.today
    ]


def test_the_filter_goes_to_the_page_of_those_who_leave(
    tab: AccessTab, studio: FakeStudio, idle: Idle, sees: Callable[[str], None], press: Press
) -> None:
    set_up(studio)
    holder = next(each for each in studio.access.holders() if each.name == "Vũ Thị Thử")
    studio.access.save_holder(replace(holder, duty_end_on=studio.access.today), HEAD.id)
    tab.open("ban-giao-zalo")
    idle()
    assert tab.pages.currentData() != PAGE
    press("access.filter")
    sees("Vũ Thị Thử")
    assert tab.pages.currentData() == PAGE
    others = [each for each in tab.findChildren(QAbstractButton) if "Phạm Văn Mẫu" in each.accessibleName()]
    assert others == []


def test_the_page_whose_table_is_open_is_shown_first(window: MainWindow, studio: FakeStudio, qtbot: QtBot) -> None:
    set_up(studio)
    window.session.sign_in(HEAD)
    page = show(window, qtbot, PageId.REGISTRY, "access:")
    assert isinstance(page, RegistryPage)
    assert isinstance(page.tab, AccessTab)
    assert page.tab.pages.currentData() != PAGE


def test_a_slip_to_revoke_asks_for_no_role(tab: AccessTab, studio: FakeStudio, idle: Idle, press: Press) -> None:
    set_up(studio)
    tab.refresh()
    idle()
    press("access.request")
    form = shown(SlipForm)
    form.kind.choose(AccessSlipKind.REVOKE)
    assert not form.role.isVisible()
    assert not form.until.isVisible()
    form.who.setText("Vũ Thị Thử")
    form.reason.setText("Thôi nhiệm vụ")
    save(form, idle)
    assert studio.access.of(PAGE).slips[0].kind is AccessSlipKind.REVOKE


def test_every_control_of_the_lessons_is_there(tab: AccessTab, studio: FakeStudio, qtbot: QtBot) -> None:
    wanted = {name for name, place in PLACES.items() if place.tab == "access"}
    wanted |= {place.anchor for place in SPECIAL.values() if place.tab == "access"}
    found: set[str] = set()

    def seen() -> set[str]:
        return {name for name in wanted if (at := find_anchor(tab, name)) is not None and at.isVisible()}

    def look(comes: str) -> None:
        tab.refresh()
        qtbot.waitUntil(lambda: comes in seen())
        found.update(seen())

    give(studio, "Phạm Văn Mẫu")
    look("access.mfa.confirm")
    right, _ = set_up(studio)
    reason = "Thôi nhiệm vụ"
    slip = studio.access.open_slip(AccessSlipKind.REVOKE, PAGE, right.holder, HEAD.id, reason=reason)
    look("access.slip.submit")
    studio.access.submit_slip(slip.id, HEAD.id, PIN)
    agree(studio, "access_slip", slip.id)
    look("access.apply")
    assert found == wanted


def test_without_a_page_the_way_to_register_one_is_shown(
    make: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = make(FakeStudio(tmp_path, empty=True))
    page = show(window, qtbot, PageId.REGISTRY, "access:")
    assert isinstance(page, RegistryPage)
    assert isinstance(page.tab, AccessTab)
    assert page.tab._register.isVisible()
