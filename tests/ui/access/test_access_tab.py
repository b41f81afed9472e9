"""The tab of rights: the table is set up, guarded, sent to the head, and changed by slips; nothing secret is kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from studio.access.model import AccessSlipKind, PageRole
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
from studio.ui.form import Form
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.pages.page import PagesPage
from studio.ui.pin_dialog import DecisionDialog, PinConfirmDialog
from studio.ui.widgets.combo import Combo
from studio.ui.widgets.labels import Label
from studio.ui.widgets.pin import PinField
from tests.training.anchors import anchors_of
from tests.ui.access.conftest import PAGE, agree, give, give_two, set_up
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.hands import button, empty, error_at, prove, within
from tests.ui.preparation import open_empty
from tests.ui.unit import HANDOVER, PIN, Unit

Idle = Callable[[], None]
Press = Callable[[str], None]


@pytest.fixture
def tab(window: MainWindow, unit: Unit, qtbot: QtBot) -> AccessTab:
    unit.sign_in(window, unit.head)
    return opened(window, qtbot, f"access:{PAGE}")


def opened(window: MainWindow, qtbot: QtBot, what: str) -> AccessTab:
    page = show(window, qtbot, PageId.PAGES, what)
    assert isinstance(page, PagesPage)
    assert isinstance(page.tab, AccessTab)
    return page.tab


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
    form.go.click()
    idle()


def test_a_right_is_given_to_a_person_by_name(
    tab: AccessTab, unit: Unit, idle: Idle, sees: Callable[[str], None], press: Press
) -> None:
    assert not tab.submit.isEnabled(), "an empty table is no question for the head"
    press("access.role.assign")
    form = shown(AssignForm)
    save(form, idle)
    assert form.isVisible(), "without a name nothing is kept"
    form.who.setText("Trần Thị Bình")
    form.role.choose(PageRole.FULL_ADMIN)
    save(form, idle)
    (right,) = unit.studio.access.of(PAGE).rights
    assert right.role is PageRole.FULL_ADMIN
    assert unit.studio.access.of(PAGE).holders[0].person == "p-binh", "one of the people here"
    sees("Trần Thị Bình")


def test_roles_are_changed_in_the_table_and_the_review_says_what_is_wrong(
    tab: AccessTab, unit: Unit, idle: Idle, sees: Callable[[str], None], press: Press
) -> None:
    right = give(unit, "Phạm Văn Mẫu", PageRole.EDITOR)
    tab.refresh()
    idle()
    sees("chưa có quản trị toàn quyền")
    combo = next(each for each in tab.findChildren(Combo) if each.currentData() == PageRole.EDITOR)
    combo.choose(PageRole.FULL_ADMIN)
    combo.activated.emit(combo.currentIndex())
    idle()
    assert unit.studio.access.of(PAGE).rights[0].role is PageRole.FULL_ADMIN
    sees("1 quản trị toàn quyền")
    press("access.mfa.confirm")
    idle()
    assert unit.studio.access.of(PAGE).rights[0].mfa_by == unit.head.id
    assert unit.studio.access.of(PAGE).rights[0].id == right.id


def test_a_table_that_is_not_sound_is_not_sent_and_the_reason_is_said(
    tab: AccessTab, unit: Unit, idle: Idle, press: Press
) -> None:
    give(unit, "Phạm Văn Mẫu")
    tab.refresh()
    idle()
    press("access.submit")
    dialog = shown(PinConfirmDialog)
    idle()
    prove(dialog, unit.head)
    idle()
    assert unit.studio.signoffs.open() == ()
    assert "1 quản trị toàn quyền" in error_at(within(dialog, PinField))
    dialog.reject()


def test_the_table_goes_to_the_head_who_decides_here(tab: AccessTab, unit: Unit, idle: Idle, press: Press) -> None:
    give_two(unit)
    tab.refresh()
    idle()
    press("access.submit")
    dialog = shown(PinConfirmDialog)
    idle()
    prove(dialog, unit.head)
    idle()
    assert unit.studio.access.of(PAGE).waiting
    assert tab.decide.isVisible()
    assert not tab.submit.isVisible()
    tab.decide.click()
    decision = shown(DecisionDialog)
    idle()
    decision.reject()


def test_what_guards_a_page_is_recorded_and_a_code_is_refused(
    tab: AccessTab, unit: Unit, idle: Idle, sees: Callable[[str], None], press: Press
) -> None:
    press("access.recovery.location")
    place = shown(RecoveryForm)
    place.place.setText("Mã khôi phục: 1234 5678 9012")
    save(place, idle)
    assert place.isVisible(), "a code is refused"
    assert unit.studio.access.of(PAGE).keeping.recovery_place == ""
    place.place.setText("Phong bì niêm phong trong két")
    save(place, idle)
    press("access.devices")
    devices = shown(DevicesForm)
    devices.devices.setPlainText("Máy phòng trực – Phạm Văn Mẫu\n\nĐiện thoại công vụ")
    devices.apps.setPlainText("Lịch đăng bài\n× Ứng dụng cũ")
    save(devices, idle)
    press("access.review.schedule")
    review = shown(ScheduleForm)
    review.on.set_value(unit.studio.access.today + timedelta(days=90))
    save(review, idle)
    press("access.rotate_record")
    rotate = shown(RotateForm)
    rotate.boxes["password"].setChecked(True)
    save(rotate, idle)
    keeping = unit.studio.access.of(PAGE).keeping
    assert keeping.recovery_place == "Phong bì niêm phong trong két"
    assert [(each.name, each.holder) for each in keeping.devices] == [
        ("Máy phòng trực", "Phạm Văn Mẫu"),
        ("Điện thoại công vụ", ""),
    ]
    assert [bool(each.removed_on) for each in keeping.apps] == [False, True]
    assert keeping.review_on == unit.studio.access.today + timedelta(days=90)
    assert [each.what for each in keeping.rotations] == ["password"]
    sees("Phong bì niêm phong trong két")


def test_a_slip_is_made_sent_and_carried_out(
    tab: AccessTab, unit: Unit, idle: Idle, sees: Callable[[str], None], press: Press
) -> None:
    set_up(unit)
    tab.refresh()
    idle()
    press("access.role.assign")
    form = shown(SlipForm)
    form.who.setText("Đặng Thị Tập")
    form.role.choose(PageRole.EDITOR)
    form.reason.setText("Thêm người soạn bài")
    form.until.set_value(unit.studio.access.today + timedelta(days=60))
    save(form, idle)
    (slip,) = unit.studio.access.of(PAGE).slips
    sees("Đặng Thị Tập")
    press("access.slip.submit")
    dialog = shown(PinConfirmDialog)
    idle()
    prove(dialog, unit.head)
    idle()
    agree(unit, "access_slip", slip.id)
    tab.refresh()
    idle()
    press("access.apply")
    idle()
    assert unit.studio.access.slip(slip.id).applied_by == unit.head.id
    sees("Đặng Thị Tập")


def test_those_who_leave_are_filtered_and_their_right_revoked(
    tab: AccessTab, unit: Unit, idle: Idle, sees: Callable[[str], None], press: Press
) -> None:
    set_up(unit)
    tab.refresh()
    idle()
    holder = next(each for each in unit.studio.access.holders() if each.name == "Vũ Thị Thử")
    tab.rows.wanted.emit("duty", holder.id)
    duty = shown(DutyForm)
    duty.end.set_value(unit.studio.access.today)
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
    assert [right.revoked_on for right in unit.studio.access.of(PAGE).rights if right.holder == holder.id] == [
        unit.studio.access.today
    ]


def test_the_filter_goes_to_the_page_of_those_who_leave(
    tab: AccessTab, window: MainWindow, unit: Unit, idle: Idle, sees: Callable[[str], None], press: Press
) -> None:
    set_up(unit)
    holder = next(each for each in unit.studio.access.holders() if each.name == "Vũ Thị Thử")
    with unit.at_work(unit.head):
        unit.studio.access.save_holder(replace(holder, duty_end_on=unit.studio.access.today), unit.head.id)
    window.go(PageId.PAGES, f"access:{HANDOVER.name}")
    idle()
    assert tab.page != PAGE
    press("access.filter")
    sees("Vũ Thị Thử")
    assert tab.page == PAGE
    others = [each for each in tab.findChildren(QAbstractButton) if "Phạm Văn Mẫu" in each.accessibleName()]
    assert others == []


def test_the_page_whose_table_is_open_is_shown_first(window: MainWindow, unit: Unit, qtbot: QtBot) -> None:
    set_up(unit)
    unit.sign_in(window, unit.head)
    assert opened(window, qtbot, "access:").page not in ("", PAGE)


def test_a_slip_to_revoke_asks_for_no_role(tab: AccessTab, unit: Unit, idle: Idle, press: Press) -> None:
    set_up(unit)
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
    assert unit.studio.access.of(PAGE).slips[0].kind is AccessSlipKind.REVOKE


def test_every_control_of_the_lessons_is_there(tab: AccessTab, unit: Unit, qtbot: QtBot) -> None:
    wanted = anchors_of("pages", "access")
    found: set[str] = set()

    def seen() -> set[str]:
        return {name for name in wanted if (at := find_anchor(tab, name)) is not None and at.isVisible()}

    def look(comes: str) -> None:
        tab.refresh()
        qtbot.waitUntil(lambda: comes in seen())
        found.update(seen())

    give(unit, "Phạm Văn Mẫu")
    look("access.mfa.confirm")
    right, _ = set_up(unit)
    reason = "Thôi nhiệm vụ"
    with unit.at_work(unit.head):
        slip = unit.studio.access.open_slip(AccessSlipKind.REVOKE, PAGE, right.holder, unit.head.id, reason=reason)
    look("access.slip.submit")
    with unit.at_work(unit.head):
        unit.studio.access.submit_slip(slip.id, unit.head.id, PIN)
    agree(unit, "access_slip", slip.id)
    look("access.apply")
    assert found == wanted


def test_without_a_page_the_way_to_register_one_is_shown(
    make: MakeWindow, qtbot: QtBot, tmp_path: Path, after_windows: ExitStack
) -> None:
    nobody = open_empty(tmp_path / "profile")
    after_windows.callback(nobody.close)
    page = show(make(nobody.studio), qtbot, PageId.PAGES)
    assert button(empty(page), "Kết nối trang đang có…").isEnabled()
