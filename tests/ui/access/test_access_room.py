"""The tab of rights has room at 200 % in the smallest window, and every control of it and its forms has a name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from studio.access.model import AccessSlipKind, PageRole, RightsHolder
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
from studio.ui.page import PageId, Shell
from tests.ui.access.test_access_tab import PAGE, agree, give, set_up
from tests.ui.conftest import MakeWindow, show
from tests.ui.fake_data import HEAD, PIN
from tests.ui.fake_studio import FakeStudio
from tests.ui.test_accessibility import unnamed
from tests.ui.test_clipping import has_room, settle

FORMS: tuple[type[AccessForm], ...] = (
    AssignForm, SlipForm, RecoveryForm, DevicesForm, ScheduleForm, RotateForm,
)  # fmt: skip


def fill(studio: FakeStudio) -> None:
    """A table at work: somebody leaves, slips in every state."""
    set_up(studio)
    access = studio.access
    until = access.today + timedelta(days=60)
    for name, steps in (("Đặng Thị Tập", 3), ("Bùi Văn Ví Dụ", 1), ("Hồ Thị Minh Họa", 0)):
        holder = access.save_holder(RightsHolder(id="", name=name, post="Cán bộ tuyên truyền"), HEAD.id)
        slip = access.open_slip(
            AccessSlipKind.GRANT, PAGE, holder.id, HEAD.id, role=PageRole.FULL_ADMIN,
            reason="Thay người chuyển công tác", until=until,
        )  # fmt: skip
        if steps:
            access.submit_slip(slip.id, HEAD.id, PIN)
        if steps > 1:
            agree(studio, "access_slip", slip.id)
            access.apply(slip.id, HEAD.id)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("agreed", [False, True])
def test_the_tab_has_room(make: MakeWindow, studio: FakeStudio, qtbot: QtBot, language: Language, agreed: bool) -> None:
    if agreed:
        fill(studio)
    else:
        give(studio, "Nguyễn Thị Thanh Huyền Trang")
    settings = Settings(language=language, theme="light", lock_minutes=0, font_scale=200)
    window: MainWindow = make(studio, settings)
    window.session.sign_in(HEAD)
    settle(window, qtbot)
    shown = show(window, qtbot, PageId.REGISTRY, f"access:{PAGE}")
    settle(window, qtbot)
    has_room(qtbot, shown)
    assert unnamed(window) == []
    assert (window.width(), window.height()) == SMALLEST


@pytest.mark.parametrize("form", FORMS)
def test_every_control_of_a_form_has_a_name(
    shell: Shell, window: MainWindow, studio: FakeStudio, idle: Callable[[], None], form: type[AccessForm]
) -> None:
    window.session.sign_in(HEAD)
    dialog = form(shell, load_access(studio, PAGE, filtered=False), window)
    dialog.open()
    idle()
    assert unnamed(dialog) == []
    dialog.reject()
