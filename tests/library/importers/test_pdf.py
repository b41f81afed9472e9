from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QPointF, QSizeF
from PySide6.QtGui import QFont, QFontDatabase, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextLayout

from studio.errors import BadInput
from studio.library.importers import layout
from studio.library.importers.assemble import assemble
from studio.library.importers.pdf import extract, is_scan

BODY = [
    "Chương I",
    "NHỮNG QUY ĐỊNH CHUNG",
    "Điều 1. Phạm vi điều chỉnh của quy chế mẫu về việc soạn, duyệt và đăng bài trên các trang thông tin điện tử mẫu",
    (
        "1. Quy chế này quy định việc soạn, duyệt và đăng bài trên các trang thông tin chính thức của đơn vị theo "
        "khoản 2 Điều 5 của quy định mẫu số 40/2024/QĐ-MAU và các văn bản khác có liên quan đến hoạt động của trang."
    ),
    "2. Những việc sau đây không thuộc phạm vi của quy chế:",
    "a) Trả lời đơn thư của công dân;",
    "đ) Cung cấp thông tin cho báo chí.",
    "Điều 2. Đối tượng áp dụng",
    "Quy chế này áp dụng với người soạn và người duyệt.",
]


def pdf(tmp_path: Path, paragraphs: list[str], *, head: str = "", family: str = "Noto Sans") -> bytes:
    """A PDF of small pages, each with `head` above and its number below, justified as an office program sets it."""
    path = tmp_path / "mau.pdf"
    writer = QPdfWriter(str(path))
    size = QPageSize(QSizeF(120, 100), QPageSize.Unit.Millimeter)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setResolution(300)
    painter = QPainter(writer)
    painter.setFont(QFont(family, 11))
    margin, height, number, y = 120, 70, 1, 240
    painter.drawText(margin, 120, head)
    for text in paragraphs:
        layout = QTextLayout(text, painter.font(), writer)
        layout.beginLayout()
        indent = 60
        while (line := layout.createLine()).isValid():
            if y > writer.height() - 240:
                painter.drawText(writer.width() // 2, writer.height() - 80, str(number))
                writer.newPage()
                number, y = number + 1, 240
                painter.drawText(margin, 120, head)
            line.setLineWidth(writer.width() - 2 * margin - indent)
            line.setPosition(QPointF(0, 0))
            painter.drawText(margin + indent, y, text[line.textStart() : line.textStart() + line.textLength()].rstrip())
            y, indent = y + height, 0
        layout.endLayout()
    painter.end()
    return path.read_bytes()


@pytest.fixture(params=["Noto Sans", "Be Vietnam Pro"])
def family(request: pytest.FixtureRequest) -> str:
    """Fonts of this program, one of which lacks some letters with marks: they are drawn from two parts."""
    folder = Path(layout.__file__).parents[2] / "assets" / "fonts"
    for path in folder.rglob("*.ttf"):
        QFontDatabase.addApplicationFont(str(path))
    return str(request.param)


def test_wrapped_lines_become_the_paragraphs_that_were_written(tmp_path: Path, family: str) -> None:
    reading = extract(pdf(tmp_path, BODY, family=family))
    assert reading.text.split("\n") == BODY
    assert reading.pages[0] == 0
    assert len(reading.pages) > 1
    assert list(reading.pages) == sorted(reading.pages)


def test_the_articles_of_a_pdf_are_read(tmp_path: Path) -> None:
    reading = extract(pdf(tmp_path, ["Số: 12/2026/QĐ-MAU", *BODY]))
    edition = assemble(reading, source="mau.pdf")
    assert [article.number for article in edition.articles] == ["1", "2"]
    assert edition.articles[0].heading == BODY[2].removeprefix("Điều 1. ")


def test_running_heads_of_the_gazette_are_left_out(tmp_path: Path) -> None:
    reading = extract(pdf(tmp_path, BODY, head="CÔNG BÁO/Số 1 + 2/Ngày 17-11-2026 2"))
    assert reading.text.split("\n") == BODY


def test_pages_without_text_are_a_scan(tmp_path: Path) -> None:
    data = pdf(tmp_path, [""])
    assert is_scan(data)
    with pytest.raises(BadInput, match="bản quét"):
        extract(data)


def test_broken_and_protected_files_are_refused(tmp_path: Path) -> None:
    whole = pdf(tmp_path, BODY)
    with pytest.raises(BadInput, match="hỏng hoặc bị cắt cụt"):
        extract(b"%PDF-1.7\n" + b"\0" * 500)
    with pytest.raises(BadInput, match="có mật khẩu"):
        extract(protected(whole))


def protected(whole: bytes) -> bytes:
    """The file with an encryption dictionary that no empty password opens."""
    entry = (
        b"/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <"
        + b"41" * 32
        + b"> /U <"
        + b"42" * 32
        + b"> >>"
        b" /ID [<" + b"43" * 16 + b"> <" + b"43" * 16 + b">]\n"
    )
    at = whole.rindex(b"trailer")
    brackets = whole.index(b"<<", at) + 2
    return whole[:brackets] + b"\n" + entry + whole[brackets:]


@pytest.mark.parametrize("middle", [20.0, 20.9, 21.0])
def test_a_mark_in_the_gap_between_two_letters_goes_to_the_nearer_one(middle: float) -> None:
    line = layout.VisualLine(0, 0, 0, 12)
    for number, letter in enumerate("đinh"):
        line.add(letter, number * 12, number * 12 + 8, blank=False)  # gaps of 4 between letters
    line.mark("\N{COMBINING DOT BELOW}", middle, middle)
    assert line.text == "đi\N{COMBINING DOT BELOW}nh"


def test_the_dot_of_a_letter_that_a_font_lacks_stands_where_the_dot_is_drawn(tmp_path: Path, family: str) -> None:
    text = ("định nghị quyết thị trấn lịch trình địa điểm kịch bản chị " * 12).strip()
    assert extract(pdf(tmp_path, [text], family=family)).text == text
