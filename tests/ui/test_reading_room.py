"""The reading room: a law's text with what belongs to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.demo import SAMPLE
from studio.library.model import CitationRef
from studio.ui.library.exporting import Format
from studio.ui.library.page import LibraryPage, begin_explained
from studio.ui.library.passage import line_of, place_at
from studio.ui.library.printing import sheet
from studio.ui.library.reader import ORIGINAL, RELATED, REMARKS, VERSIONS, BesidePageDialog
from studio.ui.library.side_by_side import SideBySideDialog
from studio.ui.main_window import MainWindow
from studio.ui.page import PageId
from tests.ui.composer.bench import Bench
from tests.ui.conftest import MakeWindow, show
from tests.ui.fake_data import ARTICLES, AUTHOR, DOCUMENT
from tests.ui.fake_reading_room import ORIGINAL as FILE
from tests.ui.fake_studio import FakeStudio


@pytest.fixture
def window(make: MakeWindow, studio: FakeStudio) -> MainWindow:
    return make(studio)


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> LibraryPage:
    page = show(window, qtbot, PageId.LIBRARY)
    assert isinstance(page, LibraryPage)
    page.open(f"{DOCUMENT.key}#1")
    rest(window, qtbot)
    return page


def rest(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tasks.idle)


def test_a_citation_in_the_text_leads_to_its_article(page: LibraryPage, window: MainWindow, qtbot: QtBot) -> None:
    text = page.reader.text
    assert 'href="law:0"' in text.toHtml()
    text.anchorClicked.emit(QUrl("law:1"))  # the one that leads nowhere
    rest(window, qtbot)
    assert page.reader.article == ARTICLES[0]
    text.anchorClicked.emit(QUrl("law:0"))
    rest(window, qtbot)
    assert page.reader.article == ARTICLES[1]


def test_what_is_copied_carries_its_citation(page: LibraryPage) -> None:
    page.reader.copy.click()
    whole = QGuiApplication.clipboard().text()
    assert whole.startswith(ARTICLES[0].text)
    assert "(Điều 1 Nghị định số 13/2023/NĐ-CP ngày 17 tháng 4 năm 2023 của Chính phủ)" in whole
    cursor = page.reader.text.textCursor()
    cursor.setPosition(page.reader.text.document().findBlockByNumber(2).position() + 3)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    page.reader.text.setTextCursor(cursor)
    page.reader.copy.click()
    part = QGuiApplication.clipboard().text()
    assert part.startswith("Mỗi người được thông báo")
    assert "(khoản 2 Điều 1 Nghị định số 13/2023/NĐ-CP" in part


def test_both_directions_of_citations_are_listed_and_open(page: LibraryPage, window: MainWindow, qtbot: QtBot) -> None:
    page.reader.tree.setCurrentItem(page.reader.tree._leaves[ARTICLES[1].position])
    page.reader.tabs.setCurrentIndex(RELATED)
    rest(window, qtbot)
    related = page.reader.related
    assert [entry.title for entry in related.cites.entries] == [ARTICLES[1].text[3:11], ARTICLES[1].text[12:15]]
    assert "không có văn bản" in related.cites.entries[1].text
    assert [entry.title for entry in related.citing.entries] == ["13/2023/NĐ-CP · Điều 1"]
    assert related._note.isVisible()
    related.citing.choose(related.citing.entries[0].id)
    QTest.keyClick(related.citing, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert page.reader.article == ARTICLES[0]


def test_a_former_wording_shows_what_changed(page: LibraryPage, window: MainWindow, qtbot: QtBot) -> None:
    page.reader.tabs.setCurrentIndex(VERSIONS)
    rest(window, qtbot)
    versions = page.reader.versions
    assert versions.choice.count() == 1
    assert "20/11/2026" in versions.choice.currentText()
    shown = versions._text.itemAt(0)
    assert shown is not None
    widget = shown.widget()
    assert widget is not None
    assert "line-through" not in widget.accessibleName()
    assert "thông" in widget.text()  # type: ignore[attr-defined]
    page.open(f"{DOCUMENT.key}#2")
    rest(window, qtbot)
    assert not versions.choice.isVisible()


def test_remarks_are_kept_with_the_name_and_removed(
    page: LibraryPage, window: MainWindow, studio: FakeStudio, qtbot: QtBot
) -> None:
    window.session.sign_in(AUTHOR)
    page.reader.tabs.setCurrentIndex(REMARKS)
    rest(window, qtbot)
    remarks = page.reader.remarks
    remarks.add.click()
    rest(window, qtbot)
    assert "còn trống" in remarks._block.error.lower()
    remarks.text.setPlainText("Chỉ viện dẫn khoản 2.")
    remarks.add.click()
    rest(window, qtbot)
    assert [(kept.article, kept.by) for kept in studio.library.kept_remarks] == [("1", AUTHOR.name)]
    assert remarks.list.entries[0].text == "Chỉ viện dẫn khoản 2."
    assert not remarks.drop.isEnabled()
    remarks.list.choose(remarks.list.entries[0].id)
    remarks.drop.click()
    rest(window, qtbot)
    assert studio.library.kept_remarks == []
    assert remarks.list.entries == ()


def test_the_page_of_the_article_is_shown(
    page: LibraryPage, window: MainWindow, studio: FakeStudio, qtbot: QtBot
) -> None:
    page.open(f"{DOCUMENT.key}#4")
    rest(window, qtbot)
    page.reader.tabs.setCurrentIndex(ORIGINAL)
    rest(window, qtbot)
    original = page.reader.original
    assert original.picture.shown
    assert original._page == FILE.pages[ARTICLES[3].position]
    original.back.click()
    rest(window, qtbot)
    assert original._which.text().endswith(str(FILE.pages[ARTICLES[3].position]))
    original.wide.click()
    rest(window, qtbot)
    dialog = window.findChild(BesidePageDialog)
    assert isinstance(dialog, BesidePageDialog)
    assert dialog.original.picture.shown
    assert not dialog.original.wide.isVisible()
    assert ARTICLES[3].heading in dialog.text.toPlainText()
    dialog.accept()
    studio.library.original = None
    page.open(f"{DOCUMENT.key}#5")
    rest(window, qtbot)
    assert not original.picture.isVisible()
    assert not original.save.isVisible()


def test_another_document_stands_beside_it(page: LibraryPage, window: MainWindow, qtbot: QtBot) -> None:
    page.reader.beside.click()
    rest(window, qtbot)
    dialog = window.findChild(SideBySideDialog)
    assert isinstance(dialog, SideBySideDialog)
    assert dialog.choice.currentIndex() == 1  # the article that took its place
    assert ARTICLES[1].heading in dialog.right.toPlainText()
    dialog.number.setText("Điều 3 13/2023/NĐ-CP")
    dialog.show_other.click()
    rest(window, qtbot)
    assert ARTICLES[2].heading in dialog.right.toPlainText()
    dialog.number.setText("99/2099/NĐ-CP")
    dialog.show_other.click()
    rest(window, qtbot)
    assert dialog._number.error
    dialog.accept()


def test_a_draft_that_explains_it_has_its_citation_filled_in(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    try:
        bench.studio.library.import_paths([SAMPLE / "law"])
        ref = CitationRef(document="02/2026/HD-MAU", article="2", clause="1")
        post = bench.studio.desk.get(begin_explained(bench.studio.desk, ref, date(2026, 2, 1), bench.author.id))
        assert post.template_id == "law_explained"
        assert post.fields["citation"] == {"document": "02/2026/HD-MAU", "article": "2", "clause": "1"}
        assert post.fields["effective_on"] == "2026-02-01"
    finally:
        bench.studio.close()


def test_places_are_found_by_their_offset_and_back() -> None:
    text = "Mở đầu:\n1. Một:\na) Điểm a;\nb) Điểm b.\n2. Hai."
    article = ARTICLES[0].__class__(id="x", document="d", number="7", heading="", path="", text=text, position=0)
    at = place_at(article, "1/2026/NĐ-CP", text.index("Điểm b"))
    assert (at.article, at.clause, at.point) == ("7", "1", "b")
    assert place_at(article, "1/2026/NĐ-CP", text.index("Hai")).clause == "2"
    assert (line_of(article, "1", "b"), line_of(article, "2", None), line_of(article, "9", None)) == (3, 4, 0)


def test_the_document_in_sight_is_exported(
    page: LibraryPage, window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = page.reader.reading
    assert reading is not None
    assert page.reader.export.isEnabled()
    monkeypatch.setattr("studio.ui.library.leaving.ask_save", lambda _p, _t, name, _k, then: then(tmp_path / name))
    for action in page.leaving.formats(reading).actions():
        action.trigger()
        rest(window, qtbot)
        assert "nghi-dinh-13-2023-nd-cp" in window._toast.text
    begins = {path.suffix: path.read_bytes()[:5].decode() for path in tmp_path.glob("nghi-dinh-13-2023-nd-cp.*")}
    assert begins == {".xml": "<?xml", ".jsonl": '{"num', ".txt": DOCUMENT.issuer.upper()[:4], ".pdf": "%PDF-"}


def test_a_file_that_cannot_be_written_is_told(page: LibraryPage, window: MainWindow, qtbot: QtBot) -> None:
    reading = page.reader.reading
    assert reading is not None
    page.leaving._export(reading, Format.TEXT, Path("no such folder", "a.txt"))
    rest(window, qtbot)
    assert "no such folder" in window.banner.text


def test_the_printed_sheet_says_what_was_known_on_the_day() -> None:
    words = sheet(DOCUMENT, ARTICLES[:2], date(2026, 11, 27), "Chưa kiểm tra").toPlainText()
    assert "Nghị định số 13/2023/NĐ-CP" in words
    assert "27/11/2026: Chưa kiểm tra" in words
    assert f"Điều 2. {ARTICLES[1].heading}" in words
    assert ARTICLES[2].heading not in words
