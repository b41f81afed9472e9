"""The tab of rights has room at 200 % in the smallest window, and every control of it and its forms has a name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from studio.access.model import AccessSlip, AccessSlipKind, PageRole, RightsHolder
from studio.config import Settings
from studio.phrase import Language
from studio.ui.access.forms import (
    AccessForm,
    AssignForm,
    DevicesForm,
    RecoveryForm,
    RotateForm,
    ScheduleForm,
    SlipForm,
)
from studio.ui.access.view import load_access
from studio.ui.main_window import SMALLEST, MainWindow
from studio.ui.page import Shell
from studio.ui.page_specs import PageId
from tests.ui.access.conftest import PAGE, agree, give, set_up
from tests.ui.conftest import MakeWindow, show
from tests.ui.geometry import has_room, settle
from tests.ui.spoken import faults
from tests.ui.unit import PIN, Unit

FORMS: tuple[type[AccessForm], ...] = (
    AssignForm, SlipForm, RecoveryForm, DevicesForm, ScheduleForm, RotateForm,
)  # fmt: skip


def fill(unit: Unit) -> None:
    """A table at work: somebody leaves, slips in every state."""
    set_up(unit)
    for name, steps in (("Đặng Thị Tập", 3), ("Bùi Văn Ví Dụ", 1), ("Hồ Thị Minh Họa", 0)):
        slip = ask_for(unit, name)
        access, head = unit.studio.access, unit.head
        if steps:
            with unit.at_work(head):
                access.submit_slip(slip.id, head.id, PIN)
        if steps > 1:
            agree(unit, "access_slip", slip.id)
            with unit.at_work(head):
                access.apply(slip.id, head.id)


def ask_for(unit: Unit, name: str) -> AccessSlip:
    access, head = unit.studio.access, unit.head
    with unit.at_work(head):
        holder = access.save_holder(RightsHolder(id="", name=name, post="Cán bộ tuyên truyền"), head.id)
        return access.open_slip(
            AccessSlipKind.GRANT,
            PAGE,
            holder.id,
            head.id,
            role=PageRole.FULL_ADMIN,
            reason="Thay người chuyển công tác",
            until=access.today + timedelta(days=60),
        )


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("agreed", [False, True])
def test_the_tab_has_room(make: MakeWindow, unit: Unit, qtbot: QtBot, language: Language, agreed: bool) -> None:
    if agreed:
        fill(unit)
    else:
        give(unit, "Nguyễn Thị Thanh Huyền Trang")
    settings = Settings(language=language, theme="light", lock_minutes=0, font_scale=200)
    window: MainWindow = make(unit.studio, settings)
    unit.sign_in(window, unit.head)
    settle(window, qtbot)
    shown = show(window, qtbot, PageId.PAGES, f"access:{PAGE}")
    settle(window, qtbot)
    has_room(qtbot, shown)
    assert faults(window) == []
    assert (window.width(), window.height()) == SMALLEST


def test_every_control_of_a_form_has_a_name(
    shell: Shell, window: MainWindow, unit: Unit, idle: Callable[[], None], subtests: pytest.Subtests
) -> None:
    unit.sign_in(window, unit.head)
    for form in FORMS:
        dialog = form(shell, load_access(unit.studio, PAGE, filtered=False), window)
        with subtests.test(form=form.__name__):
            dialog.open()
            idle()
            assert faults(dialog) == []
        dialog.reject()
