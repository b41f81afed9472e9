"""What comes out of Word, browsers and tables as plain text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.writing.clean import LARGEST, clean_paste, items_of, one_line, tidy

WORD = (Path(__file__).parent / "word.html").read_text(encoding="utf-8")


def test_a_page_of_word_becomes_its_words() -> None:
    assert clean_paste(WORD, "").split("\n") == [
        "CÔNG AN PHƯỜNG BÌNH MINH",
        "Thông báo về việc cấp căn cước cho học sinh.",
        "• Giấy khai sinh",
        "1. Nộp hồ sơ tại ☎ quầy 2",
        "Thời gian: 08:00 – 11:30",
        "Sáng | Chiều | Nghỉ",
        "mới",
        "• một",
        "• hai",
        "1. trước",
        "2. sau",
    ]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("·\tGiấy tờ\r\no\tmột\n§\thai", "• Giấy tờ\n• một\n• hai"),
        ("1.\tMang theo căn cước\r\na)\tẢnh", "1. Mang theo căn cước\na) Ảnh"),
        ("Trực ban:\t024 0000 0113\nSáng\tChiều\tNghỉ", "Trực ban: 024 0000 0113\nSáng | Chiều | Nghỉ"),
        ("ô tô và o ép", "ô tô và o ép"),
        ("\uf0b7 Đơn \uf0e0 nộp", "• Đơn → nộp"),
        ("\uf0aa lạ \uf0ab", "• lạ"),
        ("một\u00a0hai\u2003ba\u00adbốn\u200bnăm\ufeff", "một hai babốnnăm"),
        ("số 0900\u2011000\u2011123", "số 0900-000-123"),
        ("a\x0bb\x0cc\u2028d\u0085e", "a\nb\nc\nd\ne"),
        ("  đầu  \n\n\n\n  cuối  ", "đầu\n\ncuối"),
        (unicodedata.normalize("NFD", "Tiếng Việt"), "Tiếng Việt"),
        ("👨‍👩‍👧 và ❤️", "👨‍👩‍👧 và ❤️"),
        ("- gạch đầu dòng", "- gạch đầu dòng"),
        ("", ""),
    ],
)
def test_plain_text_loses_what_nobody_sees(text: str, clean: str) -> None:
    assert tidy(text) == clean == clean_paste(None, text)


@pytest.mark.parametrize("html", ["", "<p></p>", "<![foo[x]]>", "<p>" + "x" * LARGEST])
def test_html_that_says_nothing_or_cannot_be_read_gives_way_to_the_text(html: str) -> None:
    assert clean_paste(html, "Xin chào") == "Xin chào"


def test_markup_in_a_row_of_a_table_keeps_one_line() -> None:
    table = "<table><tr><td><p>Nơi nộp:</p></td><td><p>Quầy 1</p><p>Tầng 2</p></td></tr></table><p>Hết</p>"
    assert clean_paste(table, "") == "Nơi nộp: Quầy 1 Tầng 2\nHết"


def test_a_field_of_one_line_gets_one_line() -> None:
    assert one_line(clean_paste("<p>Thông báo</p><p>về việc…</p>", "")) == "Thông báo về việc…"


def test_lines_become_items_without_bullets_and_numbers() -> None:
    assert items_of("• Căn cước\n1. Đơn\n\na) Ảnh 3x4\n- 2 bản sao\n113 là số khẩn cấp") == (
        "Căn cước",
        "Đơn",
        "Ảnh 3x4",
        "2 bản sao",
        "113 là số khẩn cấp",
    )


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert not {"\u00a0", "\u200b", "\u00ad", "\r"} & set(once)


@given(st.text(alphabet="<>pbr/li ultdo=\"'&;!-[]a", max_size=200))
def test_any_markup_is_survived(html: str) -> None:
    assert isinstance(clean_paste(html, "x"), str)
