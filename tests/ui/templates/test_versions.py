"""The versions of an own template at the window: where each stands, what changed, and one taken back as the draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from studio.templates.own.model import TemplateRow
from studio.ui.main_window import MainWindow
from studio.ui.templates.designer import Designer
from studio.ui.templates.section import TemplatesSection
from studio.ui.templates.versions import TemplateVersions
from tests.ui.conftest import shown
from tests.ui.hands import within
from tests.ui.templates.design import designer_of, section_of
from tests.ui.unit import PIN, Unit

Idle = Callable[[], None]


def reworded(unit: Unit, row: TemplateRow, **told: object) -> None:
    """Type these into the draft."""
    own = unit.studio.own_templates
    draft = own.get(row.id).draft
    own.keep(row.id, replace(draft, template={**draft.template, **told}), unit.author.id)


@pytest.fixture
def row(unit: Unit) -> TemplateRow:
    """Version 1 is in use, version 2 was returned, and the draft says something else than both."""
    own = unit.studio.own_templates
    with unit.at_work(unit.author):
        one = own.make_ours("procedure_guide", unit.author.id)
        own.save(one.id, unit.author.id)
        own.submit(one.id, unit.author.id, PIN)
    with unit.at_work(unit.head):
        own.sign(one.id, 1, unit.head.id, PIN)
    with unit.at_work(unit.author):
        reworded(unit, one, review_days=30)
        own.save(one.id, unit.author.id)
        own.submit(one.id, unit.author.id, PIN)
    with unit.at_work(unit.head):
        own.send_back(one.id, unit.head.id, PIN, "Ngắn hơn")
    with unit.at_work(unit.author):
        reworded(unit, one, review_days=45)
    return own.get(one.id)


@pytest.fixture
def section(row: TemplateRow, unit: Unit, window: MainWindow, qtbot: QtBot, idle: Idle) -> TemplatesSection:
    unit.sign_in(window, unit.author)
    return section_of(window, qtbot, idle)


@pytest.fixture
def dialog(section: TemplatesSection, idle: Idle) -> TemplateVersions:
    section.versions.click()
    idle()
    return shown(TemplateVersions)


def told(dialog: TemplateVersions) -> list[str]:
    """The changes as they are read."""
    return within(dialog, QPlainTextEdit, "Thay đổi").toPlainText().splitlines()


def test_each_version_says_where_it_stands_and_who_made_it_so(unit: Unit, dialog: TemplateVersions) -> None:
    words = [(entry.title, entry.word.text) for entry in dialog.list.entries if entry.word]
    assert words == [
        ("Bản nháp", "chưa lưu thành phiên bản"),
        ("Phiên bản 2", "lãnh đạo trả lại"),
        ("Phiên bản 1", "đang dùng"),
    ]
    draft, returned, used = dialog.list.entries
    assert unit.author.name in draft.text
    assert f"{unit.author.name} lưu" in returned.text
    assert f"{unit.head.name} trả lại" in returned.text
    assert f"{unit.head.name} ký" in used.text


def test_what_changed_since_the_one_before_or_another_by_keyboard(
    unit: Unit, row: TemplateRow, dialog: TemplateVersions, idle: Idle
) -> None:
    own = unit.studio.own_templates
    assert dialog.list.hasFocus()
    assert told(dialog) == ["• số ngày đến hạn rà soát: “30” đổi thành “45”."]
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    idle()
    assert told(dialog) == [f"• {one.vi}" for one in own.changes(row.id, 1, 2)] == [
        "• số ngày đến hạn rà soát: “90” đổi thành “30”."
    ]  # fmt: skip
    QTest.keyClick(dialog.list, Qt.Key.Key_Up)
    dialog.since.setFocus()
    QTest.keyClick(dialog.since, Qt.Key.Key_Down)
    idle()
    assert told(dialog) == ["• số ngày đến hạn rà soát: “90” đổi thành “45”."]  # since version 1
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.changes.hasFocus()
    QTest.keyClick(dialog.changes, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_version_is_taken_back_into_the_draft_and_undo_brings_the_draft_back(
    unit: Unit, row: TemplateRow, dialog: TemplateVersions, qtbot: QtBot, idle: Idle
) -> None:
    own = unit.studio.own_templates
    assert not dialog.take_back.isEnabled()  # the draft itself is in hand
    dialog.list.step(2)
    dialog.take_back.click()
    idle()
    designer = shown(Designer)
    assert designer.document == own.document(row.id, 1)
    designer.history.stack.undo()
    assert designer.document.template["review_days"] == 45
    designer.history.stack.redo()
    qtbot.waitUntil(lambda: own.get(row.id).draft == own.document(row.id, 1), timeout=4000)
    assert own.get(row.id).current == 1
    assert [one.number for one in own.versions(row.id)] == [1, 2]  # it is a draft, not a version yet


def test_the_designer_shows_what_was_typed_a_moment_ago_as_the_draft(
    unit: Unit, window: MainWindow, qtbot: QtBot, idle: Idle
) -> None:
    designer = designer_of(unit, window, qtbot, idle)
    designer.history.push(
        replace(designer.document, template={**designer.document.template, "review_days": 7}), "số ngày"
    )
    designer.versions.click()
    idle()
    dialog = shown(TemplateVersions)
    assert [entry.title for entry in dialog.list.entries] == ["Bản nháp"]
    assert "Lưu thành phiên bản" in dialog.note.text()
    assert told(dialog) == ["• số ngày đến hạn rà soát: “90” đổi thành “7”."]


def test_a_withdrawn_version_says_who_withdrew_it_and_can_be_taken_back(
    unit: Unit, row: TemplateRow, section: TemplatesSection, idle: Idle
) -> None:
    own = unit.studio.own_templates
    with unit.at_work(unit.head):
        own.withdraw(row.id, unit.head.id, PIN, "Sai số điện thoại")
    section.versions.click()
    idle()
    dialog = shown(TemplateVersions)
    used = dialog.list.entries[-1]
    assert used.word is not None
    assert (used.title, used.word.text) == ("Phiên bản 1", "ngừng dùng")
    assert f"{unit.head.name} cho ngừng dùng" in used.text
    dialog.list.step(2)
    dialog.take_back.click()
    idle()
    assert shown(Designer).document == own.document(row.id, 1)
