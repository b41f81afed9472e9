from __future__ import annotations

from datetime import date

import pytest

from studio.library.importers.assemble import read_date, read_header

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
        (["Số 15/2021/NĐ-CP"], "15/2021/NĐ-CP"),
        (["Sô: 15/2021/NĐ-CP"], "15/2021/NĐ-CP"),
        (["So: 15/2021/NĐ-CP"], "15/2021/NĐ-CP"),
        (["Sổ 15/2021/NĐ-CP được lập"], ""),
        (["Số 15 người"], ""),
        (["Số:"], ""),
        (["Số: …/QĐ-MAU"], ""),
    ],
)
def test_numbers_old_and_new(lines: list[str], number: str) -> None:
    assert read_header(["QUỐC HỘI", *lines], "").number == number


@pytest.mark.parametrize("sentence", ["có hiệu lực kể từ ngày ký", "có hiệu lực thi hành từ ngày ký ban hành"])
def test_effect_from_the_day_of_signing(sentence: str) -> None:
    assert read_header(DECREE, f"Nghị định này {sentence}.").effective_from == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("có hiệu lực thi hành sau 45 ngày kể từ ngày ký", date(2026, 2, 19)),
        ("có hiệu lực thi hành kể từ sau 15 (mười lăm) ngày, kể từ ngày ký ban hành", date(2026, 1, 20)),
        ("có hiệu lực từ 01/7/2026", date(2026, 7, 1)),
        ("có hiệu lực thi hành kể từ 01.7.2026", date(2026, 7, 1)),
        ("có hiệu lực thi hành từ ngày 01.7.2026", date(2026, 7, 1)),
        ("có hiệu lực sau 15 ngày kể từ ngày đăng Công báo", None),
    ],
)
def test_the_first_day_of_effect_however_it_is_written(sentence: str, day: date | None) -> None:
    assert read_header(DECREE, f"Nghị định này {sentence}.").effective_from == day


@pytest.mark.parametrize("blank", ["Hà Nội, ngày     tháng     năm 2026", "Hà Nội, ngày … tháng … năm 2026", ""])
def test_a_day_left_blank_is_not_taken_from_a_legal_basis(blank: str) -> None:
    head = [blank if line.startswith("Hà Nội") else line for line in DECREE]
    found = read_header(head, "Nghị định này có hiệu lực thi hành sau 45 ngày kể từ ngày ký.")
    assert (found.issued_on, found.effective_from) == (None, None)


def test_a_subject_with_a_long_date_stays_whole() -> None:
    head = [
        *DECREE[:8],
        "Sửa đổi, bổ sung một số điều của Nghị định số 5/2020/NĐ-CP ngày 01 tháng 5 năm 2020",
        "của Chính phủ về việc mẫu",
        *DECREE[9:],
    ]
    found = read_header(head, EFFECT)
    assert found.title == (
        "Sửa đổi, bổ sung một số điều của Nghị định số 5/2020/NĐ-CP ngày 01 tháng 5 năm 2020 của Chính phủ về việc mẫu"
    )
    assert found.issued_on == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["Thực hiện chính sách đối với người mẫu"], "Thực hiện chính sách đối với người mẫu"),
        (["Quy định chi tiết và biện pháp", "thực hiện Luật Mẫu"], "Quy định chi tiết và biện pháp thực hiện Luật Mẫu"),
        (["QUY ĐỊNH CHI TIẾT VÀ BIỆN PHÁP", "THỰC HIỆN LUẬT MẪU"], "Quy định chi tiết và biện pháp thực hiện luật mẫu"),
        (["Kế hoạch mẫu", "Thực hiện Kế hoạch số 1/KH-MAU,"], "Kế hoạch mẫu"),
        (["Kế hoạch mẫu", "Thực hiện Kế hoạch số 1/KH-MAU của thành phố"], "Kế hoạch mẫu"),
        (["Về việc mẫu", "Xét đề nghị của Cục trưởng;"], "mẫu"),
        (["Việc cấp giấy phép", "để người dân biết"], "Việc cấp giấy phép để người dân biết"),
    ],
)
def test_a_subject_may_speak_of_carrying_out(lines: list[str], title: str) -> None:
    assert read_header([*DECREE[:8], *lines, DECREE[9]], "").title == title


@pytest.mark.parametrize(
    "first",
    [
        "BỘ CÔNG AN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "BỘ CÔNG AN | CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "BỘ CÔNG AN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ],
)
def test_a_head_of_two_columns_has_one_issuer(first: str) -> None:
    lines = [
        first,
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 1/2026/TT-BCA Hà Nội, ngày 05 tháng 01 năm 2026",
        "THÔNG TƯ",
        "Mẫu",
    ]
    found = read_header(lines, "")
    assert (found.issuer, found.number, found.issued_on) == ("Bộ Công an", "1/2026/TT-BCA", date(2026, 1, 5))


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
