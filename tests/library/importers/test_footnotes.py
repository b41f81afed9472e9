"""Consolidated texts as they are printed: numbers of notes in the text, the notes in small type at the foot."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from studio.library.events import LegalPlace
from studio.library.importers.assemble import assemble
from studio.library.importers.pdf import extract
from studio.library.importers.read_text import ReadText
from studio.library.model import Edition, Relation

TEXT, NOTE, MARK = 11.0, 8.0, 6.0
LINE = 60
Piece = tuple[str, float]
"""Words and the size of their type; those in `MARK` are raised."""
HEAD = [
    [("VĂN PHÒNG QUỐC HỘI", TEXT)],
    [("Số: 30/VBHN-VPQH", TEXT)],
    [("Hà Nội, ngày 05 tháng 8 năm 2020", TEXT)],
    [("LUẬT", TEXT)],
    [("AN NINH MẪU", TEXT)],
    [("Luật An ninh mẫu số 24/2018/QH14 ngày 12 tháng 6 năm 2018 của Quốc hội, có hiệu lực kể từ ngày 01", TEXT)],
    [("tháng 01 năm 2019, được sửa đổi, bổ sung bởi:", TEXT)],
    [("Luật số 35/2020/QH14 ngày 20 tháng 6 năm 2020 của Quốc hội, có hiệu lực kể từ ngày 01 tháng 7 năm 2020.", TEXT)],
    [("Căn cứ Hiến pháp;", TEXT)],
    [("Quốc hội ban hành Luật An ninh mẫu", TEXT), ("1", MARK), (".", TEXT)],
]
FIRST = [
    *HEAD,
    [("Điều 1. Phạm vi điều chỉnh", TEXT)],
    [("Luật này quy định việc mẫu trên diện tích 500 m", TEXT), ("2", MARK), (" trở lên.", TEXT)],
    [("Chương II", TEXT)],
    [("ĐIỀU KHOẢN THI HÀNH", TEXT), ("2", MARK)],
    [("Điều 2", TEXT), ("3", MARK), (". Trách nhiệm", TEXT)],
    [("1. Bộ Công an chủ trì.", TEXT)],
]
FIRST_NOTES = [
    [("1", MARK), (" Luật số 35/2020/QH14 có căn cứ ban hành như sau:", NOTE)],
    [("“Căn cứ Hiến pháp;", NOTE)],
    [("2", MARK), (" Tên chương này được sửa đổi theo khoản 1 Điều 1 Luật số 35/2020/QH14 như sau: “Điều khoản", NOTE)],
]
SECOND = [
    [("2. Bộ Quốc phòng phối hợp.", TEXT)],
    [("Điều 3. Hiệu lực thi hành", TEXT)],
    [("Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2019.", TEXT)],
]
SECOND_NOTES = [
    [("thi hành”.", NOTE)],
    [("3", MARK), (" Điều này có hiệu lực từ ngày 01 tháng 7 năm 2020 theo Luật số 35/2020/QH14.", NOTE)],
]


Page = tuple[list[list[Piece]], list[list[Piece]]]


def printed(tmp_path: Path, *pages: Page) -> bytes:
    """Pages of text and what stands in small type at their foot."""
    path = tmp_path / "hop-nhat.pdf"
    writer = QPdfWriter(str(path))
    size = QPageSize(QSizeF(210, 140), QPageSize.Unit.Millimeter)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setResolution(300)
    painter = QPainter(writer)
    for number, (lines, notes) in enumerate(pages or ((FIRST, FIRST_NOTES), (SECOND, SECOND_NOTES)), 1):
        if number > 1:
            writer.newPage()
        _draw(painter, lines, 150)
        _draw(painter, notes, writer.height() - 120 - len(notes) * LINE)
        painter.setFont(QFont("Noto Sans", 11))
        painter.drawText(writer.width() // 2, writer.height() - 60, str(number))
    painter.end()
    return path.read_bytes()


def _draw(painter: QPainter, lines: list[list[Piece]], top: int) -> None:
    for at, pieces in enumerate(lines):
        x = 150.0
        for words, height in pieces:
            font = QFont("Noto Sans")
            font.setPointSizeF(height)
            painter.setFont(font)
            painter.drawText(int(x), top + at * LINE - (18 if height == MARK else 0), words)
            x += painter.fontMetrics().horizontalAdvance(words)


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return assemble(extract(printed(tmp_path)), source="hop-nhat.pdf")


def test_notes_are_set_apart_from_the_articles(edition: Edition) -> None:
    told = [(article.number, article.heading, article.text) for article in edition.articles]
    assert told[:3] == [
        ("1", "Phạm vi điều chỉnh", "Luật này quy định việc mẫu trên diện tích 500 m2 trở lên."),
        ("2", "Trách nhiệm", "1. Bộ Công an chủ trì.\n2. Bộ Quốc phòng phối hợp."),
        ("3", "Hiệu lực thi hành", "Luật này có hiệu lực thi hành từ ngày 01 tháng 01 năm 2019."),
    ]
    assert edition.articles[1].path == "Chương II ĐIỀU KHOẢN THI HÀNH"
    ((number, heading, text),) = told[3:]
    assert (number, heading) == ("", "Chú thích cuối trang")
    assert text.split("\n") == [
        "1. Luật số 35/2020/QH14 có căn cứ ban hành như sau: “Căn cứ Hiến pháp;",
        "2. Tên chương này được sửa đổi theo khoản 1 Điều 1 Luật số 35/2020/QH14 như sau: “Điều khoản thi hành”.",
        "3. Điều này có hiệu lực từ ngày 01 tháng 7 năm 2020 theo Luật số 35/2020/QH14.",
    ]


def test_a_consolidated_text_says_what_it_is_and_of_what(edition: Edition) -> None:
    document = edition.document
    assert (document.number, document.type, document.issuer) == (
        "30/VBHN-VPQH",
        "Văn bản hợp nhất",
        "Văn phòng Quốc hội",
    )
    assert document.title == "Luật An ninh mẫu"
    assert (document.issued_on, document.effective_from) == (date(2020, 8, 5), date(2019, 1, 1))
    assert document.relations == (Relation(kind="consolidates", number="24/2018/QH14", place=LegalPlace()),)


def test_that_notes_were_set_apart_is_told(tmp_path: Path) -> None:
    reading = extract(printed(tmp_path))
    assert [note.vi for note in reading.notes] == [
        "3 chú thích cuối trang được tách khỏi nội dung các điều và đặt ở cuối văn bản."
    ]
    assert len(reading.footnotes) == 3
    assert "\u201d" not in reading.text


def test_notes_of_a_web_page_are_set_apart_too() -> None:
    lines = [
        "VĂN PHÒNG QUỐC HỘI",
        "Số: 30/VBHN-VPQH",
        "LUẬT",
        "AN NINH MẪU",
        "Chương I",
        "QUY ĐỊNH CHUNG[1]",
        "Điều 1. Một [2]",
        "Nội dung.[3]",
        "[1] Tên chương được sửa đổi như sau: “Điều 9. Khác",
        "và nữa.",
        "[2] Điều này được bổ sung.",
        "[3] Như trên.",
    ]
    edition = assemble(ReadText(text="\n".join(lines)), source="a.html")
    (only, notes) = edition.articles
    assert (only.number, only.heading, only.path, only.text) == ("1", "Một", "Chương I QUY ĐỊNH CHUNG", "Nội dung.")
    assert notes.text == (
        "1. Tên chương được sửa đổi như sau: “Điều 9. Khác và nữa.\n2. Điều này được bổ sung.\n3. Như trên."
    )


def test_a_table_in_small_type_at_the_foot_of_a_page_is_no_note(tmp_path: Path) -> None:
    text = [[(f"{n}. Đơn vị mẫu thứ {n} thực hiện việc mẫu theo kế hoạch của thành phố.", TEXT)] for n in range(1, 9)]
    table = [[(f"{n} Công an phường mẫu", NOTE)] for n in range(1, 4)]
    reading = extract(printed(tmp_path, (text, table), (text, table)))
    assert (reading.footnotes, reading.notes) == ((), ())
    assert reading.text.count("Công an phường mẫu") == 6
