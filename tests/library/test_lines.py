from __future__ import annotations

import unicodedata

import pytest

from studio.errors import BadInput
from studio.library.folded_text import annex, article_heading, clean, division, split_lines


def test_text_becomes_precomposed_and_plain() -> None:
    raw = unicodedata.normalize("NFD", "Ðiều 317. Tội\u00a0vi phạm\u200b\r\nquy\u00adđịnh\u000bmới\uf0a7")
    assert clean(raw) == "Điều 317. Tội vi phạm\nquyđịnh\nmới□"


@pytest.mark.parametrize("code", [0x202E, 0x2066, 0xD800, 0xFFFD])
def test_deceiving_or_broken_characters_are_refused_with_their_line(code: int) -> None:
    with pytest.raises(BadInput, match=rf"dòng 2 .*U\+{code:04X}"):
        clean(f"một\nhai {chr(code)}")


def test_gazette_furniture_is_dropped() -> None:
    assert split_lines("1. Một\n12 CÔNG BÁO/Số 1583 + 1584/Ngày 15-11-2025\n\n  hai ") == ["1. Một", "hai"]


@pytest.mark.parametrize(
    ("line", "number", "rest"),
    [
        ("Điều 5. Quyền của chủ thể dữ liệu", "5", "Quyền của chủ thể dữ liệu"),
        ("Điều 8a. Bổ sung", "8a", "Bổ sung"),
        ("Điều 1: Ban hành kèm theo", "1", "Ban hành kèm theo"),
        ("Điều 12", "12", ""),
        ("ĐIỀU 3. NGUYÊN TẮC", "3", "NGUYÊN TẮC"),
    ],
)
def test_article_headings(line: str, number: str, rest: str) -> None:
    assert article_heading(line) == (number, rest)


@pytest.mark.parametrize("line", ["Điều 5 của Luật này quy định", "Điều 5, 6 và 7", "điều 5.", "Điều kiện 1. Có"])
def test_running_text_is_no_article_heading(line: str) -> None:
    assert article_heading(line) is None


@pytest.mark.parametrize(
    ("line", "name", "number", "title"),
    [
        ("Chương I", "Chương", "I", ""),
        ("CHƯƠNG II. QUYỀN VÀ NGHĨA VỤ", "Chương", "II", "QUYỀN VÀ NGHĨA VỤ"),
        ("Phần thứ nhất", "Phần", "thứ nhất", ""),
        ("Mục 1. XỬ PHẠT", "Mục", "1", "XỬ PHẠT"),
        ("Tiểu mục 2", "Tiểu mục", "2", ""),
    ],
)
def test_divisions(line: str, name: str, number: str, title: str) -> None:
    found = division(line)
    assert found is not None
    assert (found.name, found.number, found.title) == (name, number, title)


@pytest.mark.parametrize("line", ["Chương II của Luật này", "Mục 3 và Mục 4 được áp dụng", "Phần mềm", "Mục đích"])
def test_running_text_is_no_division(line: str) -> None:
    assert division(line) is None


def test_annexes() -> None:
    assert annex("PHỤ LỤC I") == "PHỤ LỤC I"
    assert annex("Phụ lục 2. Mẫu đơn") == "Phụ lục 2. Mẫu đơn"
    assert annex("Phụ lục I kèm theo Nghị định này được sửa") is None
    assert annex("Phụ lục ban hành kèm theo Nghị định;") is None
