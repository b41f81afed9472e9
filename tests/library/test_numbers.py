from __future__ import annotations

import pytest

from studio.library.numbers import FULL_NUMBER, kind_named, kind_of_number, number_key, read_loose


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("13/2023/NĐ-CP", "13/2023/ND-CP"),
        ("13/2023/nđ-cp", "13/2023/ND-CP"),
        ("13/2023/ND-CP", "13/2023/ND-CP"),
        ("13/2023/NÐ-CP", "13/2023/ND-CP"),  # the Icelandic eth
        (" Số: 13 / 2023 / NĐ – CP. ", "13/2023/ND-CP"),
        ("13/2023/NĐ—CP", "13/2023/ND-CP"),
        ("01/2008/NQLT-UBTƯMTTQVN", "01/2008/NQLT-UBTUMTTQVN"),
        ("104/2007/TTLT/BTC-BVHTTDL", "104/2007/TTLT/BTC-BVHTTDL"),
        ("23-L/CTN", "23-L/CTN"),
    ],
)
def test_spellings_of_one_number_share_a_key(written: str, key: str) -> None:
    assert number_key(written) == key


@pytest.mark.parametrize(
    ("typed", "start", "symbol", "kind"),
    [
        ("nd 13/2023", "13/2023/", "", "Nghị định"),
        ("NĐ13/2023", "13/2023/", "", "Nghị định"),
        ("nghị định 13/2023", "13/2023/", "", "Nghị định"),
        ("Nghị định số 13/2023/NĐ-CP", "13/2023/", "ND-CP", "Nghị định"),
        ("13/2023", "13/2023/", "", ""),
        ("luật 116/2025", "116/2025/", "", "Luật"),
        ("thông tư liên tịch 1/2017", "1/2017/", "", "Thông tư liên tịch"),
        ("874/QĐ-BTTTT", "874/", "QD-BTTTT", ""),
        ("tt 65", "65/", "", "Thông tư"),
    ],
)
def test_loose_numbers_are_read(typed: str, start: str, symbol: str, kind: str) -> None:
    found = read_loose(typed)
    assert found is not None
    assert (found.start, found.symbol, found.kind) == (start, symbol, kind)


@pytest.mark.parametrize(
    "typed", ["", "13", "lừa đảo", "nghị định", "13/2023/NĐ-CP về dữ liệu", "năm 2023", "24/7/365"]
)
def test_other_words_are_no_number(typed: str) -> None:
    assert read_loose(typed) is None


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("13/2023/NĐ-CP", "Nghị định"),
        ("91/2025/QH15", "Luật"),
        ("02/2020/UBTVQH14", "Pháp lệnh"),
        ("65/2020/TT-BCA", "Thông tư"),
        ("01/2017/TTLT-BCA-BQP", "Thông tư liên tịch"),
        ("30/VBHN-VPQH", "Văn bản hợp nhất"),
        ("45/TB-PV05", "Thông báo"),
    ],
)
def test_the_symbol_tells_the_kind(number: str, kind: str) -> None:
    found = kind_of_number(number)
    assert found is not None
    assert found.name == kind


def test_an_official_letter_has_no_kind_in_its_symbol() -> None:
    assert kind_of_number("1234/CATP-PX03") is None


def test_kinds_go_by_name_and_short_form() -> None:
    assert kind_named("NGHI DINH") is kind_named("nđ") is kind_of_number("1/2020/NĐ-CP")


def test_numbers_are_found_in_running_text() -> None:
    text = "theo Nghị định số 13/2023/NĐ-CP, 874/QĐ-BTTTT, Luật số 116/2025/QH15; 12 /2018/TT-BCA; 24/7, 17/4/2023"
    assert FULL_NUMBER.findall(text) == ["13/2023/NĐ-CP", "874/QĐ-BTTTT", "116/2025/QH15", "12 /2018/TT-BCA"]
