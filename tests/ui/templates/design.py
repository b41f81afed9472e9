"""An author at the designer of a template of the unit's own."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.settings.page import SettingsPage
from studio.ui.templates.designer import Designer
from studio.ui.templates.section import TemplatesSection
from tests.ui.conftest import show, shown
from tests.ui.unit import Unit


def section_of(window: MainWindow, qtbot: QtBot, idle: Callable[[], None]) -> TemplatesSection:
    """The section of the settings that lists own templates."""
    page = show(window, qtbot, PageId.SETTINGS)
    assert isinstance(page, SettingsPage)
    page.open("templates")
    idle()
    assert isinstance(page.section, TemplatesSection)
    return page.section


def designer_of(unit: Unit, window: MainWindow, qtbot: QtBot, idle: Callable[[], None]) -> Designer:
    """The designer of a template that was begun from scratch, opened by its author."""
    with unit.at_work(unit.author):
        unit.studio.own_templates.begin("Tạm ngừng cấp điện", unit.author.id)
    unit.sign_in(window, unit.author)
    section_of(window, qtbot, idle).edit.click()
    idle()
    return shown(Designer)
