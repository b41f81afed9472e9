"""The mapping screen: written into in place, linked by a form, from the library or a file, hidden, moved, unlinked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.people.model import Person
from studio.phrase import Bilingual
from studio.training.course_reader import shipped
from studio.training.outline import OfficialDocument
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from studio.ui.tabbed import TabbedPage
from studio.ui.training.mapping import LibraryPicker, LinkForm, MappingTab
from tests.ui.conftest import show
from tests.ui.hands import choose_file
from tests.ui.preparation import LAW
from tests.ui.unit import LAW_KEY, Unit

DISPATCH = OfficialDocument(number="123/CV-PX03", date="2024-05-06", issuer="Công an Thành phố")
NUMBER, DAY, TITLE = 2, 3, 1


@pytest.fixture
def tab(window: MainWindow, unit: Unit, trainer: Person, qtbot: QtBot) -> MappingTab:
    window.resize(1366, 768)  # no column is left out
    unit.sign_in(window, trainer)
    page = cast("TabbedPage", show(window, qtbot, PageId.TRAINING, "documents"))
    return cast("MappingTab", page.tab)


def write(tab: MappingTab, window: MainWindow, qtbot: QtBot, id: str, column: int, text: str) -> None:
    """As a person does: F2, the text, Enter."""
    place = tab.rows.place_of(id)
    assert place is not None
    index = tab.rows.index(place, column)
    tab.table.setFocus()
    tab.table.setCurrentIndex(index)
    QTest.keyClick(tab.table, Qt.Key.Key_F2)

    def editors() -> list[QLineEdit]:
        return [each for each in tab.table.findChildren(QLineEdit) if each.isVisible()]

    (editor,) = editors()
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not editors())
    qtbot.waitUntil(lambda: window.tasks.idle)


def test_every_outline_says_whether_it_is_linked(
    tab: MappingTab, studio: Studio, trainer: Person, qtbot: QtBot
) -> None:
    assert tab.rows.rowCount() == 21
    state = len(tab.rows.columns) - 1
    studio.outlines.link("A2", DISPATCH, trainer.id)
    studio.outlines.link("A3", replace(DISPATCH, replaced_by="9/2026"), trainer.id)
    studio.outlines.hide("A4", trainer.id)
    tab.refresh()
    qtbot.waitUntil(lambda: tab.counted.text() != "" and studio.outlines.outline("A4") == tab.rows.row("A4"))
    said = [tab.rows.index(place, state).data() for place in range(4)]
    assert len(set(said)) == 4
    assert "1" in tab.counted.text()
    assert "20" in tab.counted.text()
    assert tab.label.isVisible()
    assert shipped().label.vi in tab.label.text


def test_a_cell_is_written_into_and_kept(tab: MappingTab, window: MainWindow, studio: Studio, qtbot: QtBot) -> None:
    write(tab, window, qtbot, "B1", NUMBER, "77/QD-CAT")
    write(tab, window, qtbot, "B1", DAY, "6/5/2024")
    linked = studio.outlines.outline("B1").document
    assert (linked.number, linked.date) == ("77/QD-CAT", "2024-05-06")
    assert linked.linked
    write(tab, window, qtbot, "B1", TITLE, "Dang bai")
    assert studio.outlines.outline("B1").title == Bilingual("Dang bai", shipped().outline("B1").title.en)  # type: ignore[union-attr]


def test_what_is_no_date_is_said_and_not_kept(
    tab: MappingTab, window: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    write(tab, window, qtbot, "B1", DAY, "hom qua")
    assert studio.outlines.outline("B1").document.date == ""
    assert "hom qua" in window.banner.text


def test_what_the_service_refuses_is_said_and_the_cell_is_as_before(
    tab: MappingTab, window: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    write(tab, window, qtbot, "B1", DAY, "1/1/2099")
    assert studio.outlines.outline("B1").document.date == ""
    assert window.banner.isVisible()


def test_who_may_not_is_told(tab: MappingTab, window: MainWindow, unit: Unit, studio: Studio, qtbot: QtBot) -> None:
    unit.sign_in(window, unit.author)
    write(tab, window, qtbot, "B1", NUMBER, "1/CV")
    qtbot.waitUntil(window.banner.isVisible)
    assert studio.outlines.outline("B1").document.number == ""


def test_outlines_are_moved_hidden_and_unlinked(
    tab: MappingTab, window: MainWindow, studio: Studio, trainer: Person, qtbot: QtBot
) -> None:
    studio.outlines.link("A2", DISPATCH, trainer.id)
    tab.refresh()
    qtbot.waitUntil(lambda: window.tasks.idle)
    tab.table.choose("A2")
    for deed in ("up", "hide", "unlink"):
        button = tab.deeds.button(deed)
        assert button is not None, deed
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: window.tasks.idle)
        assert tab.table.chosen_id == "A2"
    assert studio.outlines.course().outlines[0].id == "A2"
    assert studio.outlines.outline("A2").hidden
    assert studio.outlines.outline("A2").document == OfficialDocument()
    assert tab.deeds.button("unlink") is None


def form_of(tab: MappingTab, qtbot: QtBot, id: str) -> LinkForm:
    tab.table.choose(id)
    QTest.mouseClick(tab.link, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tab.findChild(LinkForm) is not None)
    form = tab.findChild(LinkForm)
    assert form is not None
    return form


def test_a_file_of_this_pc_is_kept(
    tab: MappingTab, window: MainWindow, studio: Studio, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "cong-van.pdf"
    file.write_bytes(b"%PDF-1.7")
    form = form_of(tab, qtbot, "D1")
    form.number.setText(" 123/CV-PX03 ")
    form.day.set_value(date(2024, 5, 6))
    form.disk.click()
    choose_file(file)
    assert form.file.text() == "cong-van.pdf"
    QTest.mouseClick(form.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.tasks.idle and tab.findChild(LinkForm) is None)
    kept = studio.outlines.outline("D1").document
    assert (kept.number, kept.file_name) == ("123/CV-PX03", "cong-van.pdf")
    assert studio.outlines.file(kept) == b"%PDF-1.7"


def test_a_document_of_the_library_fills_the_form(
    tab: MappingTab, window: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    form = form_of(tab, qtbot, "D1")
    QTest.mouseClick(form.library, Qt.MouseButton.LeftButton)
    picker = form.findChild(LibraryPicker)
    assert picker is not None
    qtbot.waitUntil(lambda: window.tasks.idle and bool(picker.list.entries))
    assert picker.list.choose(LAW_KEY)
    QTest.mouseClick(picker.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.tasks.idle)
    assert form.number.text() == LAW["number"]
    assert form.issuer.text() == LAW["issuer"]
    QTest.mouseClick(form.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.tasks.idle and tab.findChild(LinkForm) is None)
    kept = studio.outlines.outline("D1").document
    assert kept.number == LAW["number"]
    assert kept.date == LAW["issued_on"]
