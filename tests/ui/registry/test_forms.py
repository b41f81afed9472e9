"""The whole form in use: every control has a name, the keyboard walks down, and large type finds room."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.accounts.model import PageStatus
from studio.app import Studio
from studio.config import Settings
from studio.registry.model import ReportOutcome
from studio.ui.main_window import SMALLEST, MainWindow
from studio.ui.page_specs import PageId
from studio.ui.pages.file import FileTab
from studio.ui.pages.page import PagesPage
from tests.ui.conftest import MakeWindow, show
from tests.ui.geometry import has_room, settle
from tests.ui.registry.conftest import ACTIVE
from tests.ui.registry.hands import choose
from tests.ui.spoken import faults
from tests.ui.unit import Unit


def opened(window: MainWindow, unit: Unit, qtbot: QtBot) -> FileTab:
    """A page at work, with everything shown that its form can show."""
    unit.sign_in(window, unit.author)
    page = show(window, qtbot, PageId.PAGES, f"files:{ACTIVE}")
    assert isinstance(page, PagesPage)
    tab = page.file_tab
    qtbot.waitUntil(lambda: tab.sheet.file_id == ACTIVE and window.tasks.idle)
    choose(tab.sheet.verification.editors["outcome"], ReportOutcome.GRANTED.value)
    choose(tab.sheet.transition.editors["to"], PageStatus.MERGED.value)
    tab.sheet.flush()
    qtbot.waitUntil(lambda: window.tasks.idle)
    return tab


def test_every_control_of_the_form_has_a_name(window: MainWindow, unit: Unit, qtbot: QtBot) -> None:
    opened(window, unit, qtbot)
    assert faults(window) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_whole_form_has_room_at_the_largest_type(
    make: MakeWindow, studio: Studio, unit: Unit, qtbot: QtBot, language: str
) -> None:
    settings = Settings(language=language, theme="light", lock_minutes=0, font_scale=200)  # type: ignore[arg-type]
    window = make(studio, settings)
    settle(window, qtbot)
    tab = opened(window, unit, qtbot)
    settle(window, qtbot)
    has_room(qtbot, tab)
    assert (window.width(), window.height()) == SMALLEST


def test_tab_walks_down_the_request(window: MainWindow, unit: Unit, qtbot: QtBot) -> None:
    tab = opened(window, unit, qtbot)
    window.activateWindow()
    editors = tab.sheet.request.editors
    order = ["unit", "area", "platform", "audience", "purpose", "why", "admins", "second", "approver"]
    first = editors["unit"]
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    walked = []
    for _ in order:
        focus = QApplication.focusWidget()
        walked.append(next(name for name, editor in editors.items() if focus in (editor, editor.focusProxy())))
        window.focusNextChild()
    assert walked == order
