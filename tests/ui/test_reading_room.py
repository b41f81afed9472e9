"""The reading room: a law's text with what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.app.practice import SAMPLE
from studio.clock import local_date
from studio.library.effects import EventToRecord
from studio.library.events import EventKind
from studio.library.model import Article, CitationRef, Document
from studio.ui.library.page import LibraryPage, begin_explained
from studio.ui.library.passage import line_of, place_at
from studio.ui.library.printed_text import sheet
from studio.ui.library.reader import ORIGINAL, RELATED, REMARKS, VERSIONS, BesidePageDialog
from studio.ui.library.text_pane import SideBySideDialog
from studio.ui.main_window import MainWindow
from studio.ui.page_specs import PageId
from tests.library.importers.test_pdf import pdf
from tests.library.test_intake import TEXT
from tests.ui.composer.composer_rig import ComposerRig
from tests.ui.conftest import show, shown
from tests.ui.hands import error_at, labels, toast
from tests.ui.law import bring_in
from tests.ui.preparation import ARTICLES as HEADINGS
from tests.ui.preparation import LAW
from tests.ui.unit import LAW_KEY, NOW, Unit

CITED = "Điều 2 Nghị định này"
NOWHERE = "Nghị định số 99/2099/NĐ-CP"
RULES = (
    f"1. Việc này theo {CITED}.\n2. Mỗi người được thông báo trước theo {NOWHERE}.",
    "1. Việc sử dụng phải đúng mục đích.",
)
"""The texts of two articles: the first cites the other, and what the library does not have."""
PRINTED = "20/2024/NĐ-CP ngày 17 tháng 4 năm 2023 của Chính phủ"


def rules(first: str = RULES[0]) -> list[dict[str, str]]:
    texts = (first, RULES[1])
    return [
        {"number": str(number), "heading": HEADINGS[number - 1], "path": "", "text": text}
        for number, text in enumerate(texts, 1)
    ]


@pytest.fixture
def law(unit: Unit, tmp_path: Path) -> Document:
    return bring_in(unit, tmp_path, articles=rules())


@pytest.fixture
def studio(unit: Unit, law: Document) -> Studio:
    return unit.studio


@pytest.fixture
def articles(studio: Studio, law: Document) -> Sequence[Article]:
    return studio.library.articles(law.key)


@pytest.fixture
def page(window: MainWindow, unit: Unit, law: Document, qtbot: QtBot) -> LibraryPage:
    unit.sign_in(window, unit.author)
    page = show(window, qtbot, PageId.LIBRARY)
    assert isinstance(page, LibraryPage)
    page.open(f"{law.key}#1")
    rest(window, qtbot)
    return page


def rest(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.tasks.idle)


def test_a_citation_in_the_text_leads_to_its_article(
    page: LibraryPage, window: MainWindow, articles: Sequence[Article], qtbot: QtBot
) -> None:
    text = page.reader.text
    assert 'href="law:0"' in text.toHtml()
    text.anchorClicked.emit(QUrl("law:1"))  # the one that leads nowhere
    rest(window, qtbot)
    assert page.reader.article == articles[0]
    text.anchorClicked.emit(QUrl("law:0"))
    rest(window, qtbot)
    assert page.reader.article == articles[1]


def test_what_is_copied_carries_its_citation(page: LibraryPage) -> None:
    page.reader.copy.click()
    whole = QGuiApplication.clipboard().text()
    assert whole.startswith(RULES[0])
    assert f"(Điều 1 Nghị định số {PRINTED})" in whole
    cursor = page.reader.text.textCursor()
    cursor.setPosition(page.reader.text.document().findBlockByNumber(2).position() + 3)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    page.reader.text.setTextCursor(cursor)
    page.reader.copy.click()
    part = QGuiApplication.clipboard().text()
    assert part.startswith("Mỗi người được thông báo")
    assert "(khoản 2 Điều 1 Nghị định số 20/2024/NĐ-CP" in part


def test_both_directions_of_citations_are_listed_and_open(
    page: LibraryPage, window: MainWindow, articles: Sequence[Article], qtbot: QtBot
) -> None:
    page.reader.tabs.setCurrentIndex(RELATED)
    rest(window, qtbot)
    related = page.reader.related
    assert [entry.title for entry in related.cites.entries] == [CITED, NOWHERE]
    assert "Kho văn bản không có" in related.cites.entries[1].text
    flags = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
    (leaf,) = page.reader.tree.findItems("Điều 2", flags)
    page.reader.tree.setCurrentItem(leaf)
    rest(window, qtbot)
    assert [entry.title for entry in related.citing.entries] == ["20/2024/NĐ-CP · Điều 1"]
    related.citing.choose(related.citing.entries[0].id)
    QTest.keyClick(related.citing, Qt.Key.Key_Return)
    rest(window, qtbot)
    assert page.reader.article == articles[0]


def test_a_former_wording_shows_what_changed(
    page: LibraryPage, unit: Unit, law: Document, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    bring_in(unit, tmp_path, articles=rules(RULES[0].replace("được thông báo trước", "được báo")))
    unit.sign_in(window, unit.author)
    page.open(f"{law.key}#1")
    page.reader.tabs.setCurrentIndex(VERSIONS)
    rest(window, qtbot)
    versions = page.reader.versions
    assert versions.choice.count() == 1
    assert "24/11/2026" in versions.choice.currentText()
    said = labels(versions)
    assert [text for text in said if "thông" in text]
    page.open(f"{law.key}#2")
    rest(window, qtbot)
    assert not versions.choice.isVisible()


def test_remarks_are_kept_with_the_name_and_removed(
    page: LibraryPage, window: MainWindow, unit: Unit, law: Document, qtbot: QtBot
) -> None:
    page.reader.tabs.setCurrentIndex(REMARKS)
    rest(window, qtbot)
    remarks = page.reader.remarks
    remarks.add.click()
    rest(window, qtbot)
    assert "còn trống" in error_at(remarks.text).lower()
    remarks.text.setPlainText("Chỉ viện dẫn khoản 2.")
    remarks.add.click()
    rest(window, qtbot)
    assert [(kept.article, kept.by) for kept in unit.studio.library.remarks(law.key)] == [("1", unit.author.name)]
    assert remarks.list.entries[0].text == "Chỉ viện dẫn khoản 2."
    assert not remarks.drop.isEnabled()
    remarks.list.choose(remarks.list.entries[0].id)
    remarks.drop.click()
    rest(window, qtbot)
    assert unit.studio.library.remarks(law.key) == ()
    assert remarks.list.entries == ()


def printed(unit: Unit, folder: Path) -> Document:
    """A document that came as a PDF of several pages."""
    long = [f"{number}. Khoản này quy định việc mẫu thứ {number} của đơn vị." for number in range(2, 40)]
    first, second = TEXT.split("Điều 2.")
    path = folder / "quyet-dinh.pdf"
    path.write_bytes(pdf(folder, [*first.splitlines(), *long, *f"Điều 2.{second}".splitlines()]))
    with unit.at_work(unit.author):
        (draft,) = unit.studio.library.drafts([path]).ready
        return unit.studio.library.take(draft, draft.heading, by=unit.author.name)


def test_the_page_of_the_article_is_shown(
    page: LibraryPage, window: MainWindow, unit: Unit, law: Document, qtbot: QtBot, tmp_path: Path
) -> None:
    key = printed(unit, tmp_path).key
    unit.sign_in(window, unit.author)
    (file,) = unit.studio.library.originals(key)
    at = file.pages[unit.studio.library.articles(key)[1].position]
    assert at > 0
    page.open(f"{key}#2")
    rest(window, qtbot)
    page.reader.tabs.setCurrentIndex(ORIGINAL)
    rest(window, qtbot)
    original = page.reader.original
    assert original.picture.shown
    assert [text for text in labels(original) if text.endswith(str(at + 1))]
    original.back.click()
    rest(window, qtbot)
    assert [text for text in labels(original) if text.endswith(str(at))]
    original.wide.click()
    rest(window, qtbot)
    dialog = shown(BesidePageDialog)
    assert dialog.original.picture.shown
    assert not dialog.original.wide.isVisible()
    assert "Hiệu lực" in dialog.text.toPlainText()
    dialog.accept()
    page.open(f"{law.key}#1")
    rest(window, qtbot)
    assert not original.picture.isVisible()
    assert not original.save.isVisible()


def test_another_document_stands_beside_it(
    page: LibraryPage, window: MainWindow, unit: Unit, law: Document, qtbot: QtBot
) -> None:
    with unit.at_work(unit.head):
        said = EventToRecord(kind=EventKind.REPLACED, since=local_date(NOW), source="Công báo", by_number=LAW["number"])
        unit.studio.library.record_event(law.key, said, by=unit.head.name)
    unit.sign_in(window, unit.author)
    page.open(f"{law.key}#1")
    rest(window, qtbot)
    page.reader.beside.click()
    rest(window, qtbot)
    dialog = shown(SideBySideDialog)
    assert HEADINGS[0] in dialog.right.toPlainText(), "the article that took its place"
    dialog.number.setText(f"Điều 3 {LAW['number']}")
    dialog.show_other.click()
    rest(window, qtbot)
    assert HEADINGS[2] in dialog.right.toPlainText()
    dialog.number.setText("99/2099/NĐ-CP")
    dialog.show_other.click()
    rest(window, qtbot)
    assert error_at(dialog.number)
    dialog.accept()


def test_a_draft_that_explains_it_has_its_citation_filled_in(tmp_path: Path) -> None:
    rig = ComposerRig(tmp_path)
    try:
        rig.studio.library.import_paths([SAMPLE / "law"])
        ref = CitationRef(document="02/2026/HD-MAU", article="2", clause="1")
        post = rig.studio.drafts.get(begin_explained(rig.studio.drafts, ref, date(2026, 2, 1), rig.author.id))
        assert post.template_id == "law_explained"
        assert post.fields["citation"] == {"document": "02/2026/HD-MAU", "article": "2", "clause": "1"}
        assert post.fields["effective_on"] == "2026-02-01"
    finally:
        rig.studio.close()


def test_places_are_found_by_their_offset_and_back() -> None:
    text = "Mở đầu:\n1. Một:\na) Điểm a;\nb) Điểm b.\n2. Hai."
    article = Article(id="x", document="d", number="7", heading="", path="", text=text, position=0)
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
    monkeypatch.setattr("studio.ui.library.export.ask_save", lambda _p, _t, name, _k, then: then(tmp_path / name))
    for action in page.export_menus.formats(reading).actions():
        action.trigger()
        rest(window, qtbot)
        assert "nghi-dinh-20-2024-nd-cp" in toast(window).text
    begins = {path.suffix: path.read_bytes()[:5].decode() for path in tmp_path.glob("nghi-dinh-20-2024-nd-cp.*")}
    assert begins == {".xml": "<?xml", ".jsonl": '{"num', ".txt": LAW["issuer"].upper()[:4], ".pdf": "%PDF-"}


def test_a_file_that_cannot_be_written_is_told(
    page: LibraryPage, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = page.reader.reading
    assert reading is not None
    missing = Path("no such folder", "a.txt")
    monkeypatch.setattr("studio.ui.library.export.ask_save", lambda _p, _t, _n, _k, then: then(missing))
    page.export_menus.formats(reading).actions()[0].trigger()
    rest(window, qtbot)
    assert "no such folder" in window.banner.text


def test_the_printed_sheet_says_what_was_known_on_the_day(unit: Unit) -> None:
    document, articles = unit.studio.library.find(LAW_KEY), unit.studio.library.articles(LAW_KEY)
    assert document is not None
    words = sheet(document, articles[:2], date(2026, 11, 27), "Chưa kiểm tra").toPlainText()
    assert "Nghị định số 13/2023/NĐ-CP" in words
    assert "27/11/2026: Chưa kiểm tra" in words
    assert f"Điều 2. {HEADINGS[1]}" in words
    assert HEADINGS[2] not in words
