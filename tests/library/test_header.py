from __future__ import annotations

from datetime import date

import pytest

from studio.library.header import read_date, read_header

DECREE = """CHÍNH PHỦ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 01 / 2026/NĐ – CP
Hà Nội, ngày 05 tháng 01 năm 2026
NGHỊ ĐỊNH
QUY ĐỊNH VỀ VIỆC MẪU CỦA BỘ CÔNG AN
Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;
Chính phủ ban hành Nghị định quy định về việc mẫu của Bộ Công an.""".splitlines()
EFFECT = "Nghị định này có hiệu lực thi hành kể từ ngày 01 tháng 3 năm 2026, trừ khoản 2 Điều này."


def test_a_decree() -> None:
    found = read_header(DECREE, EFFECT)
    assert found.number == "01/2026/NĐ-CP"
    assert found.kind == "Nghị định"
    assert found.issuer == "Chính phủ"
    assert found.issued_on == date(2026, 1, 5)
    assert found.effective_from == date(2026, 3, 1)
    assert found.title == "Quy định về việc mẫu của Bộ Công an", "names keep the capitals of the running text"


def test_a_law_is_called_by_its_name() -> None:
    head = "QUỐC HỘI\nLuật số: 999/2025/QH15\nLUẬT\nMẪU TẬP HUẤN\nCăn cứ Hiến pháp;".splitlines()
    body = "Luật này được Quốc hội khóa XV thông qua ngày 10 tháng 12 năm 2025."
    found = read_header(head, body)
    assert (found.kind, found.title, found.issuer) == ("Luật", "Luật Mẫu tập huấn", "Quốc hội")
    assert (found.issued_on, found.effective_from) == (date(2025, 12, 10), None)


def test_a_circular_under_its_superior() -> None:
    head = "BỘ CÔNG AN\nCỤC MẪU\nTẬP HUẤN\nSố: 12/HD-MAU\nHà Nội, ngày 2/3/2026\nHƯỚNG DẪN\nviệc làm mẫu".splitlines()
    found = read_header(head, "")
    assert (found.kind, found.issuer, found.title) == ("Hướng dẫn", "Cục mẫu tập huấn", "việc làm mẫu")
    assert found.issued_on == date(2026, 3, 2)


def test_an_official_letter_has_its_subject_under_the_number() -> None:
    head = "CÔNG AN THÀNH PHỐ MẪU\nSố: 1234/CATP-PX03\nV/v hướng dẫn đăng tin mẫu\nKính gửi: Các đơn vị".splitlines()
    found = read_header(head, "")
    assert (found.number, found.kind, found.title) == ("1234/CATP-PX03", "", "hướng dẫn đăng tin mẫu")


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (["Số:", "21-LCT/HDNN8"], "21-LCT/HDNN8"),
        (["Số: 23-L/CTN"], "23-L/CTN"),
        (["Luật số: 104/2016/QH13"], "104/2016/QH13"),
        (["Số:"], ""),
        (["Số: …/QĐ-MAU"], ""),
    ],
)
def test_numbers_old_and_new(lines: list[str], number: str) -> None:
    assert read_header(["QUỐC HỘI", *lines], "").number == number


@pytest.mark.parametrize("sentence", ["có hiệu lực kể từ ngày ký", "có hiệu lực thi hành từ ngày ký ban hành"])
def test_effect_from_the_day_of_signing(sentence: str) -> None:
    assert read_header(DECREE, f"Nghị định này {sentence}.").effective_from == date(2026, 1, 5)


def test_another_documents_effect_is_not_taken() -> None:
    body = "Luật Mẫu có hiệu lực từ ngày 01 tháng 7 năm 2020 hết hiệu lực."
    assert read_header(DECREE, body).effective_from is None


def test_nothing_is_guessed() -> None:
    found = read_header(["Một đoạn văn bất kỳ"], "không có gì")
    assert (found.number, found.kind, found.issuer, found.issued_on, found.effective_from) == ("", "", "", None, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ngày 17 tháng 4 năm 2023", date(2023, 4, 17)),
        ("ngày 01/07/2026", date(2026, 7, 1)),
        ("ngày 31 tháng 02 năm 2026", None),
        ("tháng 4 năm 2023", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert read_date(text) == day
