"""The designer of own templates: fields, texts and checks by hand, one undo over all, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from studio.platforms import Platform
from studio.templates.kinds import KINDS, FieldType
from studio.templates.own.edits import text_on
from studio.ui.main_window import MainWindow
from studio.ui.page import Shell
from studio.ui.templates.designer import Designer
from tests.ui.conftest import shown
from tests.ui.hands import pick_in_sight
from tests.ui.templates.design import designer_of, section_of
from tests.ui.unit import Unit

Idle = Callable[[], None]


@pytest.fixture
def designer(unit: Unit, window: MainWindow, qtbot: QtBot, idle: Idle) -> Designer:
    return designer_of(unit, window, qtbot, idle)


def focused() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def labels(designer: Designer) -> list[str]:
    return [field["label"]["vi"] for field in designer.document.template["fields"]]


def test_a_field_may_be_of_every_type_by_its_name(designer: Designer) -> None:
    designer.turn_to(designer.fields)
    designer.fields.rows.add.click()
    box = designer.fields.kind
    names = [box.itemText(place) for place in range(box.count())]
    assert names == [designer.fields.say(KINDS[kind].title) for kind in FieldType]
    for kind in FieldType:
        box.set_value(kind)
        box.activated.emit(0)
        assert designer.document.template["fields"][-1]["type"] == kind.value


def test_a_field_is_added_worded_moved_and_put_into_the_text_without_its_syntax(designer: Designer) -> None:
    before = designer.document
    designer.turn_to(designer.fields)
    designer.fields.rows.add.click()
    QTest.keyClick(focused(), Qt.Key.Key_Delete)
    QTest.keyClicks(focused(), "Gio co dien tro lai")
    assert labels(designer)[-1] == "Gio co dien tro lai"
    assert designer.document.template["fields"][-1]["label"]["en"] == "Gio co dien tro lai"
    designer.fields.kind.set_value(FieldType.DATETIME)
    designer.fields.kind.activated.emit(0)
    designer.fields.required.click()
    designer.fields.rows.up.click()
    assert labels(designer)[-2] == "Gio co dien tro lai"
    field = designer.document.template["fields"][-2]
    assert (field["type"], field["required"], "max" in field) == ("datetime", True, False)
    designer.turn_to(designer.text)
    designer.text.body.input.setFocus()
    QTest.keyClicks(designer.text.body.input, "Co dien: ")
    QTest.keyClick(designer.text.body.input, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    pick_in_sight("Gio co dien tro lai")
    assert f"Co dien: {{{{ {field['name']} }}}}" in designer.document.template["body"]
    assert designer.text.body.block.error == ""
    QTest.keyClicks(designer.text.body.input, " {{")
    (menu,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]
    menu.close()
    QTest.keyClicks(designer.text.body.input, " nowhere }}")
    assert "nowhere" in designer.text.body.block.error  # told at once
    while designer.history.stack.canUndo():
        designer.undo.click()
    assert designer.document == before
    designer.reject()


def test_words_hang_on_a_field_by_a_menu_without_the_syntax(designer: Designer) -> None:
    before = designer.document
    designer.turn_to(designer.fields)
    designer.fields.rows.add.click()
    QTest.keyClick(focused(), Qt.Key.Key_Delete)
    QTest.keyClicks(focused(), "Ghi chu")
    name = designer.document.template["fields"][-1]["name"]
    designer.turn_to(designer.text)
    block = designer.text.headline
    block.input.setFocus()
    QTest.keyClick(block.input, Qt.Key.Key_End)
    block.condition.click()
    pick_in_sight("Ghi chu")
    QTest.keyClicks(focused(), " (co luu y)")
    assert block.value.endswith(f"{{% if {name} %}} (co luu y){{% endif %}}")
    assert block.block.error == ""
    body = designer.text.body
    QTest.keyClick(body.input, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for line in ("Mot dong", "Hai dong"):
        QTest.keyClicks(body.input, line)
        QTest.keyClick(body.input, Qt.Key.Key_Return)
    QTest.keyClick(body.input, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(2):
        QTest.keyClick(body.input, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    body.condition.click()
    pick_in_sight("Ghi chu")
    assert body.value.startswith(f"{{% if {name} %}}\nMot dong\nHai dong\n{{% endif %}}")
    assert body.block.error == ""
    while designer.history.stack.canUndo():
        designer.undo.click()
    assert designer.document == before
    designer.reject()


def test_a_platform_gets_its_own_text_and_facebook_its_hashtags(designer: Designer) -> None:
    before = designer.document
    common = before.template["body"]
    designer.turn_to(designer.text)
    part = designer.text
    part.platform.set_value(Platform.ZALO)
    part.platform.activated.emit(part.platform.currentIndex())
    assert part.body.value == text_on(before, Platform.ZALO)
    part.body.input.setFocus()
    QTest.keyClick(part.body.input, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(part.body.input, "Tren Zalo")
    assert text_on(designer.document, Platform.ZALO) == "Tren Zalo"
    assert designer.document.template["body"] == common
    QTest.keyClick(part.body.input, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(part.body.input, Qt.Key.Key_Delete)
    assert "zalo" not in designer.document.template.get("bodies", {})
    assert part.body.block.error == ""  # the text for all serves
    QTest.keyClick(part.hashtags, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(part.hashtags, "#CatDien #Phuong")
    assert designer.document.template["hashtags"] == ["#CatDien", "#Phuong"]
    QTest.keyClicks(part.hashtags, " sai")
    assert "sai" in part.hashtags_block.error
    while designer.history.stack.canUndo():
        designer.undo.click()
    assert designer.document == before
    assert part.hashtags.value.split() == before.template.get("hashtags", [])
    designer.reject()


def test_one_undo_by_the_keyboard_goes_over_the_tabs(designer: Designer, idle: Idle) -> None:
    designer.turn_to(designer.general)
    designer.general.both["title"].vi.setFocus()
    QTest.keyClicks(designer.general.both["title"].vi, " khu 3")
    designer.turn_to(designer.checks)
    designer.checks.more.set_value("CARD_FITS")
    designer.checks.remarks.add.click()
    QTest.keyClicks(focused(), "Khong neu ten nguoi")
    assert designer.document.template["forbidden"][0]["vi"] == "Khong neu ten nguoi"
    for _ in range(3):
        QTest.keyClick(focused(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert designer.document.template["title"]["vi"] == "Tạm ngừng cấp điện"
    assert designer.document.template["forbidden"] == []
    QTest.keyClick(designer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert " khu 3" in designer.document.template["title"]["vi"]
    designer.reject()
    idle()


def test_closing_keeps_what_was_typed_a_moment_before(unit: Unit, designer: Designer, idle: Idle) -> None:
    designer.turn_to(designer.text)
    QTest.keyClicks(designer.text.headline.input, "Moi: ")
    QTest.keyClick(designer, Qt.Key.Key_Escape)
    idle()
    assert "Moi: " in unit.studio.own_templates.all()[0].draft.template["headline"]


def test_what_the_template_it_was_made_of_asks_for_cannot_be_taken_out(
    unit: Unit, window: MainWindow, shell: Shell, idle: Idle
) -> None:
    with unit.at_work(unit.author):
        row = unit.studio.own_templates.make_ours("procedure_guide", unit.author.id)
    designer = Designer(shell, row, window)
    designer.open()
    designer.turn_to(designer.fields)
    names = [field["name"] for field in designer.document.template["fields"]]
    kept = {name for name, _ in row.floor.fields}
    for place, name in enumerate(names):
        designer.fields.rows.choose(place)
        assert designer.fields.rows.remove.isEnabled() is (name not in kept)
    designer.turn_to(designer.checks)
    for place in range(len(designer.document.template["required_checks"])):
        designer.checks.checks.choose(place)
        assert not designer.checks.checks.remove.isEnabled()
    designer.reject()
    idle()


def test_lists_show_their_rows_whole_where_there_is_room(
    unit: Unit, window: MainWindow, qtbot: QtBot, idle: Idle
) -> None:
    with unit.at_work(unit.author):
        unit.studio.own_templates.make_ours("emergency_alert", unit.author.id)
        unit.studio.own_templates.begin("Tạm ngừng cấp điện", unit.author.id)
    unit.sign_in(window, unit.author)
    section = section_of(window, qtbot, idle)
    assert len(section.list.entries) == 2
    assert section.list.verticalScrollBar().maximum() == 0
    section.list.choose(next(one.id for one in section.list.entries if one.side == "DV-01"))
    section.edit.click()
    idle()
    designer = shown(Designer)
    designer.turn_to(designer.checks)
    qtbot.waitUntil(designer.checks.checks.list.isVisible)
    assert len(designer.document.template["required_checks"]) > 4
    assert designer.checks.checks.list.verticalScrollBar().maximum() == 0
    designer.reject()
    idle()
