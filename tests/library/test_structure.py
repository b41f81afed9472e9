from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.library.folded_text import split_lines
from studio.library.structure import ParsedArticle, article_ids, outline

LAW = """
BỘ MẪU
Số: 01/2026/TT-MAU
THÔNG TƯ
Quy định mẫu
Căn cứ Luật Mẫu;
Phần thứ nhất
NHỮNG QUY ĐỊNH CHUNG
Chương I
PHẠM VI
VÀ ĐỐI TƯỢNG
Điều 1. Phạm vi
1. Thông tư này quy định việc mẫu.
2. Điều 5 của Luật này không phải đầu điều.
Chương II
Mục 1. TRÌNH TỰ
Điều 2. Hồ sơ
Hồ sơ gồm đơn.
Điều 2a. Bổ sung
Nội dung bổ sung.
Điều 4. Sau khoảng trống
Nội dung.
TM. ĐƠN VỊ MẪU
BỘ TRƯỞNG
Người Ký Mẫu
PHỤ LỤC I
MẪU ĐƠN
Kính gửi đơn vị.
Điều 1. Điều trong phụ lục
Nội dung phụ lục.
"""


def sections(text: str) -> list[ParsedArticle]:
    return outline(split_lines(text)).sections


def test_articles_keep_their_numbers_and_stand_under_their_divisions() -> None:
    found = sections(LAW)
    assert [(s.number, s.heading) for s in found[:4]] == [
        ("1", "Phạm vi"),
        ("2", "Hồ sơ"),
        ("2a", "Bổ sung"),
        ("4", "Sau khoảng trống"),
    ]
    assert found[0].path == "Phần thứ nhất NHỮNG QUY ĐỊNH CHUNG > Chương I PHẠM VI VÀ ĐỐI TƯỢNG"
    assert found[1].path == "Phần thứ nhất NHỮNG QUY ĐỊNH CHUNG > Chương II > Mục 1 TRÌNH TỰ"
    assert found[0].text.splitlines() == [
        "1. Thông tư này quy định việc mẫu.",
        "2. Điều 5 của Luật này không phải đầu điều.",
    ]


def test_the_signature_is_no_text_of_the_last_article() -> None:
    assert sections(LAW)[3].text == "Nội dung."


def test_an_annex_restarts_and_says_so() -> None:
    annexed = sections(LAW)[4:]
    assert [(s.number, s.path) for s in annexed] == [("", "PHỤ LỤC I"), ("1", "PHỤ LỤC I")]
    assert "Kính gửi đơn vị." in annexed[0].text


def test_headings_quoted_by_an_amending_law_stay_text() -> None:
    found = sections(
        """Điều 1. Sửa đổi, bổ sung một số điều của Luật Mẫu
1. Sửa đổi Điều 5 như sau:
“Điều 5. Quyền
1. “Người mẫu” là người có tên trong danh sách.
Điều 6. Nghĩa vụ
Phải làm.”.
2. Bổ sung Điều 8a vào sau Điều 8 như sau:
"Điều 8a. Mới
Nội dung mới."
Điều 2. Hiệu lực
Luật này có hiệu lực từ ngày 01 tháng 7 năm 2026."""
    )
    assert [s.number for s in found] == ["1", "2"]
    assert "Điều 6. Nghĩa vụ" in found[0].text
    assert "Điều 8a. Mới" in found[0].text


def test_a_definition_in_quotation_marks_opens_no_quotation() -> None:
    found = sections("Điều 1. Từ ngữ\n“Trang” là trang của đơn vị.\nĐiều 2. Khác\nGọi là “khác”.\nĐiều 3. Cuối\nHết.")
    assert [s.number for s in found] == ["1", "2", "3"]


def test_a_quotation_that_never_ends_swallows_nothing() -> None:
    found = sections("Điều 1. Một\n“Điều 9. Mở mà không đóng\nĐiều 2. Hai\nNội dung.")
    assert [s.number for s in found] == ["1", "2"]


def test_an_attached_regulation_restarts_and_says_so() -> None:
    found = sections(
        """Điều 1. Ban hành kèm theo Quyết định này Quy chế mẫu.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
GIÁM ĐỐC
Người Ký Mẫu
QUY CHẾ MẪU
(Ban hành kèm theo Quyết định số 01/QĐ-MAU)
Điều 1. Phạm vi
Quy chế này quy định việc mẫu."""
    )
    assert [(s.number, s.path) for s in found if s.number] == [("1", ""), ("2", ""), ("1", "QUY CHẾ MẪU")]


def test_an_article_without_a_name_keeps_its_first_words_as_text() -> None:
    found = sections("Điều 1. Phê duyệt kế hoạch mẫu.\nĐiều 2\nTên ở dòng sau\nNội dung của điều.")
    assert (found[0].heading, found[0].text) == ("", "Phê duyệt kế hoạch mẫu.")
    assert (found[1].heading, found[1].text) == ("Tên ở dòng sau", "Nội dung của điều.")


def test_text_under_a_division_without_articles_is_kept() -> None:
    found = sections("Phần I\nMỤC ĐÍCH\nNâng cao cảnh giác.\nPhần II\nYÊU CẦU\nKịp thời.")
    assert [(s.number, s.path, s.text) for s in found] == [
        ("", "Phần I MỤC ĐÍCH", "Nâng cao cảnh giác."),
        ("", "Phần II YÊU CẦU", "Kịp thời."),
    ]


def test_a_text_without_headings_is_all_head() -> None:
    found = outline(["Kính gửi các đơn vị", "Nội dung công văn."])
    assert (found.head, found.sections) == (["Kính gửi các đơn vị", "Nội dung công văn."], [])


def test_ids_are_stable_and_unique() -> None:
    assert article_ids("01/2026/QD-MAU", ["1", "2", "1"]) == [
        "01/2026/QD-MAU@1",
        "01/2026/QD-MAU@2",
        "01/2026/QD-MAU@1~2",
    ]


def test_a_heading_that_stands_twice_opens_one_article() -> None:
    found = sections("Điều 1. Một\nA.\nĐiều 2. Hai\nĐiều 2. Hai\n1. B.\nĐiều 3. Ba\nC.")
    assert [(s.number, s.heading, s.text) for s in found] == [
        ("1", "Một", "A."),
        ("2", "Hai", "1. B."),
        ("3", "Ba", "C."),
    ]


def test_parts_by_word_and_inserted_sections_are_divisions() -> None:
    found = sections("Phần hai\nQUY ĐỊNH CHUNG\nMục 1a. VIỆC MẪU\nTiểu mục 2\nVIỆC NHỎ\nĐiều 1. Một\nA.")
    assert found[0].path == "Phần hai QUY ĐỊNH CHUNG > Mục 1a VIỆC MẪU > Tiểu mục 2 VIỆC NHỎ"


BODIES = (
    "1. Theo Điều 5 của Luật này.\n2. Điều 6, 7 và 8 được áp dụng.",
    'Gọi là “Trang” và "Bài".',
    "“Người mẫu” là người có tên.\nChương II của Luật này vẫn đúng.",
    "1. Sửa đổi như sau:\n“Điều 3. Mới\nĐiều 4. Mới nữa\nXem.”.\n2. Hết.",
    "Mục đích: nâng cao cảnh giác.\nPhần mềm mẫu.",
    "Khoảng 1.5 km.\na) Một;\nđ) Hai.",
)


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(BODIES), st.booleans()), min_size=1, max_size=30))
def test_what_is_written_out_is_read_back(articles: list[tuple[int, str, bool]]) -> None:
    """Gaps, letters, chapters and quotations in any mix: each article keeps its number, and its text."""
    number, written = 0, []
    lines = ["Số: 1/2026/TT-MAU", "THÔNG TƯ", "Quy định mẫu"]
    for at, (step, body, chapter) in enumerate(articles):
        number += step
        letter = "" if step else "abcdeghiklmnopqrstuvxyabcdeghi"[at]
        written.append((f"{number}{letter}", body))
        lines += [f"Chương {len(written)}", "TÊN CHƯƠNG"] if chapter else []
        lines += [f"Điều {written[-1][0]}. Tên điều", body]
    found = sections("\n".join(lines))
    assert [(s.number, s.text) for s in found] == written
