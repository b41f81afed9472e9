from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from studio.errors import BadInput
from studio.library.importers.word import extract
from tests.library.importers.reading import read_document

Word = Callable[..., Path]
HEAD = ("Số: 10/2026/QĐ-MAU", "QUYẾT ĐỊNH", "Ban hành việc mẫu")


def changed(path: Path, change: Callable[[Any], None]) -> Path:
    document = docx.Document(str(path))
    change(document)
    document.save(str(path))
    return path


def numbered(document: Any, number: int, level: int, text: str) -> None:
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def define_list(document: Any, number: int, *levels: tuple[str, str]) -> None:
    """A list of (format, pattern) levels, as Word writes it."""
    root = document.part.numbering_part.element
    body = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for i, (form, pattern) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{body}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))


def test_tables_of_the_head_are_read_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "ĐƠN VỊ MẪU"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    table.cell(1, 0).text = "Số: 10/2026/QĐ-MAU"
    table.cell(1, 1).text = "Thành phố Mẫu, ngày 05 tháng 01 năm 2026"
    for line in ("QUYẾT ĐỊNH", "Ban hành việc mẫu", "Điều 1. Mức", "Theo bảng:"):
        document.add_paragraph(line)
    fees = document.add_table(2, 2)
    for row, cells in enumerate((("Việc", "Lệ phí"), ("Cấp mới", "0 đồng"))):
        for column, words in enumerate(cells):
            fees.cell(row, column).text = words
    document.add_paragraph("Điều 2. Hết")
    path = tmp_path / "a.docx"
    document.save(str(path))
    edition = read_document(path)
    found = edition.document
    assert (found.number, found.issuer, found.issued_on) == ("10/2026/QĐ-MAU", "Đơn vị mẫu", date(2026, 1, 5))
    assert edition.articles[0].text == "Theo bảng:\nViệc | Lệ phí\nCấp mới | 0 đồng"
    assert [a.number for a in edition.articles] == ["1", "2"]


def test_automatic_numbers_are_counted_as_word_shows_them(write_word: Word) -> None:
    def fill(document: Any) -> None:
        define_list(document, 41, ("decimal", "Điều %1."), ("decimal", "%2."), ("lowerLetter", "%3)"))
        first = ((0, "Phạm vi"), (1, "Khoản một:"), (2, "Điểm a;"), (2, "Điểm b."), (1, "Khoản hai"))
        for level, text in (*first, (0, "Hiệu lực"), (1, "Lại một")):
            numbered(document, 41, level, text)

    edition = read_document(changed(write_word(*HEAD), fill))
    assert [(a.number, a.heading) for a in edition.articles] == [("1", "Phạm vi"), ("2", "Hiệu lực")]
    assert edition.articles[0].text == "1. Khoản một:\na) Điểm a;\nb) Điểm b.\n2. Khoản hai"
    assert edition.articles[1].text == "1. Lại một"


def test_content_controls_links_and_breaks_keep_their_text(write_word: Word) -> None:
    def fill(document: Any) -> None:
        document.element.body.insert(
            3,
            parse_xml(
                f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Điều 1. Trong khung</w:t></w:r></w:p>"
                "</w:sdtContent></w:sdt>"
            ),
        )
        paragraph = document.add_paragraph("Xem ")
        paragraph._p.append(parse_xml(f"<w:hyperlink {nsdecls('w')}><w:r><w:t>cổng dịch vụ</w:t></w:r></w:hyperlink>"))
        paragraph.add_run(" công").add_break()
        paragraph.add_run("dòng hai")

    edition = read_document(changed(write_word(*HEAD), fill))
    assert [(a.number, a.heading) for a in edition.articles] == [("1", "Trong khung")]
    assert edition.articles[0].text == "Xem cổng dịch vụ công\ndòng hai"


def test_tracked_changes_are_refused_for_one_cannot_know_which_text_holds(write_word: Word) -> None:
    def insert(document: Any) -> None:
        document.paragraphs[-1]._p.append(
            parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="x"><w:r><w:t>thêm</w:t></w:r></w:ins>')
        )

    with pytest.raises(BadInput, match="Track Changes"):
        read_document(changed(write_word(*HEAD, "Điều 1. Một"), insert))


def test_letters_of_old_fonts_are_converted(write_word: Word) -> None:
    def dress(document: Any) -> None:
        document.add_paragraph().add_run("C«ng an nh©n d©n").font.name = ".VnTime"
        document.add_paragraph().add_run("c«ng an").font.name = ".VnTimeH"
        torn = document.add_paragraph()
        for piece in ("Co", "âng an nhaâ", "n daân"):
            torn.add_run(piece).font.name = "VNI-Times"
        document.add_paragraph().add_run("Gõ Unicode trong phông cũ").font.name = ".VnTime"

    path = changed(write_word(*HEAD, "Điều 1. Một"), dress)
    assert read_document(path).articles[0].text.splitlines() == [
        "Công an nhân dân",
        "CÔNG AN",
        "Công an nhân dân",
        "Gõ Unicode trong phông cũ",
    ]
    notes = extract(path.read_bytes()).notes
    assert [next(name for name in ("TCVN3", "VNI") if name in note.vi) for note in notes] == ["TCVN3", "VNI"]


def test_an_old_font_may_come_from_the_style_a_style_is_based_on(write_word: Word) -> None:
    def dress(document: Any) -> None:
        base = document.styles.add_style("Co so", WD_STYLE_TYPE.PARAGRAPH)
        base.font.name = ".VnTime"
        document.styles.add_style("Con", WD_STYLE_TYPE.PARAGRAPH).base_style = base
        document.add_paragraph("B¶o vÖ an ninh", style="Con")

    assert read_document(changed(write_word(*HEAD, "Điều 1. Một"), dress)).articles[0].text == "Bảo vệ an ninh"


def test_hidden_words_are_left_out_and_told(write_word: Word) -> None:
    def hide(document: Any) -> None:
        paragraph = document.add_paragraph("Nội dung")
        paragraph.add_run(" không ai thấy").font.hidden = True

    path = changed(write_word(*HEAD, "Điều 1. Một"), hide)
    assert read_document(path).articles[0].text == "Nội dung"
    assert ["ẩn" in note.vi for note in extract(path.read_bytes()).notes] == [True]


def test_footnotes_are_left_out_and_told(write_word: Word) -> None:
    def note(document: Any) -> None:
        words = '<w:footnote w:id="{}" {}><w:p><w:r><w:t>Chú thích</w:t></w:r></w:p></w:footnote>'
        notes = words.format(0, 'w:type="separator"') + words.format(1, "") + words.format(2, "")
        part = Part(
            PackURI("/word/footnotes.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
            f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode(),
            document.part.package,
        )
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    path = changed(write_word(*HEAD, "Điều 1. Một", "Nội dung"), note)
    assert read_document(path).articles[0].text == "Nội dung"
    assert [note.vi for note in extract(path.read_bytes()).notes] == [
        "Có 2 chú thích cuối trang không được nhập; hãy xem bản gốc."
    ]


def test_a_style_numbers_by_the_level_that_names_it(write_word: Word) -> None:
    def fill(document: Any) -> None:
        define_list(document, 43, ("decimal", "Điều %1."), ("decimal", "%2."))
        levels = document.part.numbering_part.element.find(f"{qn('w:abstractNum')}[1]").findall(qn("w:lvl"))
        for level, name in zip(levels, ("Dieu", "Khoan"), strict=True):
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.element.get_or_add_pPr().append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="43"/></w:numPr>'))
            level.append(parse_xml(f'<w:pStyle {nsdecls("w")} w:val="{name}"/>'))
        for style, text in (
            ("Dieu", "Một"),
            ("Khoan", "Khoản một"),
            ("Khoan", "Khoản hai"),
            ("Dieu", "Hai"),
            ("Khoan", "A"),
        ):
            document.add_paragraph(text, style=style)

    edition = read_document(changed(write_word(*HEAD), fill))
    assert [(a.number, a.text) for a in edition.articles] == [("1", "1. Khoản một\n2. Khoản hai"), ("2", "1. A")]


def test_a_head_laid_out_in_text_boxes_is_read(write_word: Word) -> None:
    def box(document: Any) -> None:
        words = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in ("ĐƠN VỊ MẪU", "Số: 12/2026/QĐ-MAU"))
        document.paragraphs[0]._p.append(
            parse_xml(f"<w:r {nsdecls('w')}><w:pict><w:txbxContent>{words}</w:txbxContent></w:pict></w:r>")
        )

    edition = read_document(changed(write_word("QUYẾT ĐỊNH", "Ban hành việc mẫu", "Điều 1. Một"), box))
    assert (edition.document.number, edition.document.issuer) == ("12/2026/QĐ-MAU", "Đơn vị mẫu")


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Mật"])
def test_a_secrecy_mark_in_the_page_header_or_a_text_box_is_seen(write_word: Word, mark: str) -> None:
    def stamp(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = mark

    with pytest.raises(BadInput, match="dấu chỉ độ mật"):
        read_document(changed(write_word(*HEAD, "Điều 1. Một"), stamp))
    words = f"<w:txbxContent><w:p><w:r><w:t>{mark}</w:t></w:r></w:p></w:txbxContent>"
    box = f"<w:r {nsdecls('w')}><w:pict>{words}</w:pict></w:r>"
    with pytest.raises(BadInput, match="dấu chỉ độ mật"):
        read_document(
            changed(
                write_word(*HEAD, "Điều 1. Một", name="b.docx"), lambda d: d.paragraphs[0]._p.append(parse_xml(box))
            )
        )


def test_an_external_template_is_never_fetched(write_word: Word) -> None:
    def attach(document: Any) -> None:
        document.part.relate_to(
            "http://192.0.2.1/mau.dotm",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
            is_external=True,
        )

    edition = read_document(changed(write_word(*HEAD, "Điều 1. Một", "Nội dung."), attach))
    assert edition.articles[0].text == "Nội dung."


def test_a_paragraph_number_without_its_definition_is_left_out(write_word: Word) -> None:
    edition = read_document(
        changed(write_word(*HEAD, "Điều 1. Một"), lambda d: numbered(d, 999, 0, "Không có định nghĩa"))
    )
    assert edition.articles[0].text == "Không có định nghĩa"


def test_the_body_element_is_what_python_docx_says_it_is(write_word: Word) -> None:
    assert docx.Document(str(write_word("x"))).element.body.tag == qn("w:body")
