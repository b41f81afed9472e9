"""Files on their way into the library: the head confirmed, a scan compared with its pages, nothing stored before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from studio.ui.library.intake import IntakeDialog
from studio.ui.library.page import LibraryPage
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from tests.ui.conftest import MakeWindow, show
from tests.ui.fake_data import DOCUMENT
from tests.ui.fake_studio import FakeStudio


@pytest.fixture
def window(make: MakeWindow, studio: FakeStudio) -> MainWindow:
    studio.library.documents.clear()
    return make(studio)


@pytest.fixture
def open_files(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> Callable[..., IntakeDialog]:
    page = show(window, qtbot, PageId.LIBRARY)
    assert isinstance(page, LibraryPage)

    def opened(*names: str) -> IntakeDialog:
        page._take([tmp_path / name for name in names])
        rest(window, qtbot)
        dialog = window.findChild(IntakeDialog)
        assert isinstance(dialog, IntakeDialog)
        qtbot.waitUntil(dialog.isVisible)
        return dialog

    return opened


def rest(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tasks.idle)


def test_the_head_is_confirmed_before_anything_is_stored(
    open_files: Callable[..., IntakeDialog], window: MainWindow, studio: FakeStudio, qtbot: QtBot
) -> None:
    dialog = open_files("luat.docx", "cu.docx")
    assert dialog.form.number.text() == DOCUMENT.number
    assert dialog.form.effective.value == date(2023, 7, 1)
    assert not dialog._replaces.isVisible()
    assert studio.library.documents == {}
    dialog.form.title.setPlainText("Quy định  đã sửa")
    dialog.ok.click()
    rest(window, qtbot)
    assert studio.library.documents[DOCUMENT.key].title == "Quy định đã sửa"
    assert dialog.draft.path.name == "cu.docx"
    assert "TCVN3" in dialog._note.text
    qtbot.waitUntil(dialog._replaces.isVisible)  # the first file is the document the second would replace
    dialog.skip.click()
    rest(window, qtbot)
    assert studio.library.documents[DOCUMENT.key].title == "Quy định đã sửa"
    assert "1" in window._toast.text


def test_a_field_that_is_missing_or_refused_says_so(
    open_files: Callable[..., IntakeDialog], window: MainWindow, studio: FakeStudio, qtbot: QtBot
) -> None:
    dialog = open_files("luat.docx")
    dialog.form.number.clear()
    dialog.ok.click()
    assert dialog.form._blocks["number"].error
    dialog.form.number.setText("?")
    dialog.ok.click()
    rest(window, qtbot)
    assert "có dạng" in dialog.form._blocks["number"].error
    assert dialog.ok.isEnabled()
    assert studio.library.documents == {}
    dialog.reject()


def test_each_line_of_a_scan_with_a_digit_is_compared_beside_its_page(
    open_files: Callable[..., IntakeDialog], window: MainWindow, studio: FakeStudio, qtbot: QtBot
) -> None:
    dialog = open_files("quet.pdf")
    compare = dialog.compare
    assert compare.isVisible()
    assert not dialog.ok.isEnabled()
    assert dialog.picture.shown
    marked = dialog.picture._sheet.mark
    assert marked is not None
    assert marked.y() == pytest.approx(60.0)
    confirm(compare.edit, "Số: 13/2023/NĐ-CP")
    rest(window, qtbot)
    assert compare.edit.text() == "Điều l. Phạm vi 1"  # the line without a digit is not asked about
    assert dialog._page == 1
    compare.back.click()
    assert compare.edit.text() == "Số: 13/2023/NĐ-CP"
    confirm(compare.edit)
    confirm(compare.edit, "Điều 1. Phạm vi")
    confirm(compare.edit, "ngày 01 tháng 7 năm 2023")
    rest(window, qtbot)
    assert compare.texts == {0: "Số: 13/2023/NĐ-CP", 2: "Điều 1. Phạm vi", 3: "ngày 01 tháng 7 năm 2023"}
    assert dialog.form.isVisible()
    dialog.ok.click()
    rest(window, qtbot)
    assert studio.library.documents[DOCUMENT.key].number == DOCUMENT.number


def test_lines_that_make_no_document_are_compared_again(
    open_files: Callable[..., IntakeDialog], window: MainWindow, qtbot: QtBot
) -> None:
    dialog = open_files("quet.pdf")
    for _ in range(3):
        confirm(dialog.compare.edit)
    rest(window, qtbot)
    assert "Không tìm thấy số" in dialog._note.text
    assert dialog.compare.edit.text() == "Số: 13/2028/NĐ-CP"
    dialog.reject()


def test_a_property_page_says_what_becomes_of_it(
    open_files: Callable[..., IntakeDialog], window: MainWindow, studio: FakeStudio, qtbot: QtBot
) -> None:
    dialog = open_files("thuoc-tinh.html", "luat.docx", "thuoc-tinh.html")
    assert dialog.tr("A property page, without the text of the document.") in dialog._facts.text()
    alone = dialog.tr("It becomes an entry without text; import the file with the text as well.")
    qtbot.waitUntil(lambda: dialog._replaces.text == alone)
    dialog.skip.click()
    rest(window, qtbot)
    assert not dialog._replaces.isVisible()
    dialog.ok.click()
    rest(window, qtbot)
    joined = dialog.tr("The library has {number} already: what the page states is added, its text stays.")
    qtbot.waitUntil(lambda: dialog._replaces.text == joined.format(number=DOCUMENT.number))
    dialog.reject()


def test_exchange_files_are_taken_at_once_and_others_after_them(
    open_files: Callable[..., IntakeDialog], studio: FakeStudio, qtbot: QtBot
) -> None:
    dialog = open_files("kho.jsonl", "luat.docx")
    assert DOCUMENT.key in studio.library.documents
    qtbot.waitUntil(dialog._replaces.isVisible)
    dialog.reject()


def confirm(edit: QLineEdit, text: str | None = None) -> None:
    """Type over the line, if there is something to type, and press Enter."""
    if text is not None:
        edit.setText(text)
    QTest.keyClick(edit, Qt.Key.Key_Return)
