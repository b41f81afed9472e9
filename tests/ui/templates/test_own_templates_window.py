"""The unit's own templates at the window: made ours, worded anew, kept by itself, submitted, and signed by the head."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from studio.templates.own.model import OwnState
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.pin_dialog import PinConfirmDialog
from studio.ui.settings.page import SettingsPage
from studio.ui.templates.designer import Designer
from studio.ui.templates.parts import TakingText
from studio.ui.templates.section import MakeOursForm, TemplatesSection
from studio.ui.templates.versions import TemplateVersions
from tests.exchange.conftest import three
from tests.exchange.rig import Three
from tests.exchange.templating import carried, in_use
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.hands import prove, within
from tests.ui.unit import Unit

__all__ = ["three"]


@pytest.fixture
def section(unit: Unit, window: MainWindow, qtbot: QtBot, idle: Callable[[], None]) -> TemplatesSection:
    unit.sign_in(window, unit.author)
    page = show(window, qtbot, PageId.SETTINGS)
    assert isinstance(page, SettingsPage)
    page.open("templates")
    idle()
    assert isinstance(page.section, TemplatesSection)
    return page.section


def test_from_one_of_the_departments_to_the_heads_signature(
    unit: Unit, window: MainWindow, section: TemplatesSection, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    own = unit.studio.own_templates
    section.make_ours.click()
    begin = shown(MakeOursForm)
    begin.source.set_value("procedure_guide")
    begin.go.click()
    qtbot.waitUntil(lambda: len(section.list.entries) == 1)
    idle()
    section.edit.click()
    idle()
    words = shown(Designer)
    words.turn_to(words.text)
    body = words.text.body.input
    assert isinstance(body, TakingText)
    body.selectAll()
    body.insertPlainText("Thủ tục: {{ procedure }}\nNơi làm: {{ where }}\n")
    qtbot.waitUntil(lambda: own.all()[0].draft.template["body"].startswith("Thủ tục: {{ procedure }}"), timeout=4000)
    assert own.all()[0].newest == 0  # kept by itself, and no version
    words.go.click()
    qtbot.waitUntil(lambda: own.all()[0].newest == 1)
    idle()
    section.check.click()
    idle()
    assert "✖" not in section.remarks.text()
    assert all(not picture.pixmap().isNull() for picture in section.preview.pictures)
    section.submit.click()
    prove(shown(PinConfirmDialog), unit.author)
    qtbot.waitUntil(lambda: own.all()[0].state is OwnState.SUBMITTED, timeout=60000)
    idle()
    assert not section.sign.isVisibleTo(section)
    unit.sign_in(window, unit.head)
    idle()
    section.refresh()
    idle()
    section.sign.click()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in section.findChildren(PinConfirmDialog)))
    dialog = shown(PinConfirmDialog)
    told = within(dialog, QPlainTextEdit, "Thay đổi").toPlainText().splitlines()
    changes = own.changes(own.all()[0].id, 0, 1)
    assert told == [f"• {phrase.vi}" for phrase in changes]  # all of them
    assert len(told) > 0
    prove(dialog, unit.head)
    qtbot.waitUntil(lambda: own.all()[0].state is OwnState.IN_USE)
    idle()
    assert [entry.word.text for entry in section.list.entries if entry.word] == ["đang dùng"]
    assert unit.studio.catalog.get(own.all()[0].id).version == 1
    if out := os.environ.get("OWN_SHOT"):
        window.grab().save(out)


def test_one_of_another_pc_is_shown_and_is_not_changed_here(
    three: Three, make: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    author, approver, _ = three
    approver.read(carried(author, in_use(author), tmp_path))
    window = make(approver.studio)
    page = show(window, qtbot, PageId.SETTINGS)
    assert isinstance(page, SettingsPage)
    page.open("templates")
    qtbot.waitUntil(lambda: window.tasks.idle)
    section = page.section
    assert isinstance(section, TemplatesSection)
    assert [entry.word.text for entry in section.list.entries if entry.word] == ["đang dùng"]
    assert "máy khác" in section.note.text()
    shut = (section.edit, section.submit, section.sign, section.back, section.withdraw)
    assert not any(button.isVisibleTo(section) for button in shut)
    section.list.opened.emit(section.list.chosen_id)
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert section.findChildren(Designer) == []
    section.versions.click()
    qtbot.waitUntil(lambda: window.tasks.idle)
    versions = shown(TemplateVersions)
    assert [entry.word.text for entry in versions.list.entries if entry.word] == ["đang dùng"]
    assert not versions.take_back.isVisible()  # read here, changed there
