"""Files on their way into the library: the head confirmed, a scan compared with its pages, nothing stored before."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.library.importers.scan import find_tesseract
from studio.library.model import Document
from studio.ui.library.intake import IntakeDialog
from studio.ui.library.page import LibraryPage
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.library.importers.test_html import PROPERTIES, VBPL
from tests.library.importers.test_plain import windows_1258
from tests.library.importers.test_scan import scanned_pdf
from tests.library.test_intake import TEXT
from tests.ui.conftest import MakeWindow, show, shown
from tests.ui.hands import choose_file, empty, error_at, in_sight, labels, pick_in_sight, press, toast, told
from tests.ui.law import law_file
from tests.ui.preparation import open_founded
from tests.ui.unit import LAW_KEY, Unit

NUMBER = "09/2026/QĐ-MAU"
BY_PAGE = "21/2026/TT-MAU"
"""Of the text and the property page of one document."""
FIRST, LAST = "Số: 12/2026/QĐ-MAU", "Quyết định này có hiệu lực từ ngày 17 tháng 11 năm 2026."
SCAN = [[FIRST, "QUYẾT ĐỊNH", "Ban hành quy định mẫu"], ["Điều 1. Phạm vi", LAST]]
"""The lines of two pages; some have no digit."""
FILES: dict[str, Callable[[], bytes]] = {
    "luat.txt": TEXT.encode,
    "luat.html": VBPL.encode,
    "cu.txt": lambda: windows_1258(TEXT),
    "quet.pdf": lambda: scanned_pdf(SCAN),
    "mot-dong.pdf": lambda: scanned_pdf([[FIRST]]),
}
ALONE = "Kho sẽ có mục này nhưng chưa có toàn văn; hãy nhập thêm tệp có toàn văn."

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")
scans = pytest.mark.skipif(find_tesseract() is None, reason="needs tesseract-ocr and tesseract-ocr-vie")


@pytest.fixture
def unit(after_windows: ExitStack, tmp_path: Path) -> Unit:
    """Without law."""
    made = open_founded(tmp_path / "ho-so")
    after_windows.callback(made.close)
    return made


@pytest.fixture
def window(make: MakeWindow, unit: Unit) -> MainWindow:
    made = make(unit.studio)
    unit.sign_in(made, unit.author)
    return made


OpenFiles = Callable[..., IntakeDialog]


@pytest.fixture
def open_files(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> OpenFiles:
    page = show(window, qtbot, PageId.LIBRARY)
    assert isinstance(page, LibraryPage)

    def opened(*names: str) -> IntakeDialog:
        for name in names:
            if name in FILES:
                (tmp_path / name).write_bytes(FILES[name]())
        press(empty(page), "Nhập văn bản")
        pick_in_sight("Chọn tệp…")
        choose_file(*(tmp_path / name for name in names))
        qtbot.waitUntil(lambda: window.tasks.idle and bool(in_sight(page, IntakeDialog)))
        return shown(IntakeDialog)

    return opened


def rest(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tasks.idle)


def kept(studio: Studio, number: str) -> Document:
    found = studio.library.find(number)
    assert found is not None
    return found


def test_the_head_is_confirmed_before_anything_is_stored(
    open_files: OpenFiles, window: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    dialog = open_files("luat.txt", "cu.txt")
    assert dialog.form.number.text() == NUMBER
    assert dialog.form.effective.value == date(2026, 4, 1)
    assert told(dialog) == []
    assert studio.library.count().documents == 0
    dialog.form.title.setPlainText("Quy định  đã sửa")
    dialog.ok.click()
    rest(window, qtbot)
    assert kept(studio, NUMBER).title == "Quy định đã sửa"
    assert dialog.draft.path.name == "cu.txt"
    replaces = f"Kho đã có {NUMBER}; nội dung cũ sẽ được thay bằng bản này."
    qtbot.waitUntil(lambda: replaces in told(dialog))  # the first file is the document the second would replace
    assert [text for text in told(dialog) if "bảng mã" in text], told(dialog)
    dialog.skip.click()
    rest(window, qtbot)
    assert kept(studio, NUMBER).title == "Quy định đã sửa"
    assert "1" in toast(window).text


def test_a_field_that_is_missing_or_refused_says_so(
    open_files: OpenFiles, window: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    dialog = open_files("luat.txt")
    dialog.form.number.clear()
    dialog.ok.click()
    assert error_at(dialog.form.number)
    dialog.form.number.setText("?")
    dialog.ok.click()
    rest(window, qtbot)
    assert "có dạng" in error_at(dialog.form.number)
    assert dialog.ok.isEnabled()
    assert studio.library.count().documents == 0
    dialog.reject()


@scans
def test_each_line_of_a_scan_with_a_digit_is_compared_beside_its_page(
    open_files: OpenFiles, window: MainWindow, studio: Studio, qtbot: QtBot
) -> None:
    dialog = open_files("quet.pdf")
    compare, pages = dialog.compare, list[int]()
    compare.page_wanted.connect(pages.append)
    assert compare.isVisible()
    assert not dialog.ok.isEnabled()
    qtbot.waitUntil(lambda: dialog.picture.shown)
    marked = dialog.picture.grab().toImage()
    dialog.picture.mark(None)
    assert dialog.picture.grab().toImage() != marked, "the line is marked in the picture"
    confirm(compare.edit, FIRST)
    rest(window, qtbot)
    assert compare.edit.text().startswith("Điều")  # the line without a digit is not asked about
    assert pages == [1]
    compare.back.click()
    assert compare.edit.text() == FIRST
    assert pages == [1, 0]
    confirm(compare.edit)
    confirm(compare.edit, "Điều 1. Phạm vi")
    confirm(compare.edit, LAST)
    rest(window, qtbot)
    assert list(compare.texts.values()) == [FIRST, "Điều 1. Phạm vi", LAST]
    assert dialog.form.isVisible()
    dialog.ok.click()
    rest(window, qtbot)
    assert kept(studio, "12/2026/QĐ-MAU").effective_from == date(2026, 11, 17)


@scans
def test_lines_that_make_no_document_are_compared_again(
    open_files: OpenFiles, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = open_files("mot-dong.pdf")
    read = dialog.compare.edit.text()
    confirm(dialog.compare.edit, "")
    rest(window, qtbot)
    assert [text[:19] for text in told(dialog)] == ["Không tìm thấy dòng"]
    assert dialog.compare.edit.text() == read
    dialog.reject()


def test_a_property_page_says_what_becomes_of_it(
    open_files: OpenFiles, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    for name in ("a.html", "z.html"):
        (tmp_path / name).write_bytes(PROPERTIES.encode())
    dialog = open_files("a.html", "luat.html", "z.html")
    assert [text for text in labels(dialog) if "phần thuộc tính" in text]
    qtbot.waitUntil(lambda: ALONE in told(dialog))
    dialog.skip.click()
    rest(window, qtbot)
    assert ALONE not in told(dialog)
    dialog.ok.click()
    rest(window, qtbot)
    qtbot.waitUntil(lambda: bool([text for text in told(dialog) if text.startswith(f"Kho đã có {BY_PAGE}")]))
    dialog.reject()


def test_exchange_files_are_taken_at_once_and_others_after_them(
    open_files: OpenFiles, studio: Studio, tmp_path: Path, qtbot: QtBot
) -> None:
    law_file(tmp_path / "kho.jsonl")
    dialog = open_files("kho.jsonl", "luat.txt")
    assert studio.library.find(LAW_KEY) is not None
    assert dialog.form.number.text() == NUMBER
    dialog.reject()


def confirm(edit: QLineEdit, text: str | None = None) -> None:
    """Type over the line, if there is something to type, and press Enter."""
    if text is not None:
        edit.setText(text)
    QTest.keyClick(edit, Qt.Key.Key_Return)
