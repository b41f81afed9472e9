"""Letters: Unicode forms, old encodings, hidden characters, look-alikes."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from studio.platforms import Platform
from tests.posts.checks.view_builder import findings, said, view, whole_book

LEGACY = [
    unicodedata.normalize("NFD", "Công an phường hướng dẫn"),
    "C«ng an thµnh phè Hµ Néi th«ng b¸o",
    "§¨ng ký t¹m tró cho ng­êi thuª trä".replace("\u00ad", "−"),
    "Coâng an thaønh phoá thoâng baùo",
    "Ñaêng kyù taïm truù cho ngöôøi daân",
    "CÃ´ng an thÃ nh phá»‘ Há»“ ChÃ­ Minh",
    "Ä‘Äƒng kÃ½ táº¡m trÃº",
    "C?ng an ph??ng h?ớng d?n ng??i d?n",
    "Công an ph\ufffdường",
    "Ðường Hoa Sữa cấm xe",
    "Hướng dẫn\u0095 thủ tục",
]
UNICODE = [
    "Công an phường hướng dẫn thủ tục hoà giải, thuỷ lợi.",
    "Bạn đã biết chưa? Nhà văn hoá mở cửa hoàn toàn miễn phí.",
    "Nghệ sĩ Beyoncé, thành phố São Paulo, quán Café.",
    "“Xin chào”, ‘bà con’ – cảm ơn… 50 %, 30 °C, 20 m², ½ thìa.",
    "«Cả nhà khoẻ» là lời chúc của chúng tôi.",
    "ĐIỆN BIÊN, TIÊN YÊN, KIÊN GIANG",
    "Nhãn hiệu ABC® và XYZ™ thu hồi sản phẩm.",
    "Hỏi: đi đâu? Đáp: đến phường.",
    "🚒 Gọi 114 👨‍👩‍👧 cả nhà an toàn.",
]
HIDDEN = [
    "Truy cập \u202emoc.live\u202c ngay",
    "Số\u200b trực ban",
    "Công\u00adan phường",
    "Bản tin\ufeff mới",
    "Xin chào\u2066 bà con\u2069",
    "Cờ \U000e0067\U000e0062 ẩn",
    "Chuông\u0007 báo",
    "Chữ a\u0301\u0302\u0303\u0304\u0323 chồng",
    "Biểu tượng \ue000 riêng",
    "Nối\u200dchữ",
]
VISIBLE = [
    "Cả nhà 👨‍👩‍👧‍👦 đi chơi an toàn",
    "Cảnh báo ⚠️ ngập sâu 🚨",
    "Cờ 🇻🇳 tung bay",
    "Dòng một\nDòng hai\tcột",
    "Giá\u00a0500.000 đồng",
    "Bước 1️⃣ rồi bước 2️⃣",
    "👮🏻‍♂️ Cán bộ trực 👩🏽‍🚒",
    "Dòng một\r\nDòng hai",
]
LOOKALIKE = [
    "Trang сongan giả",
    "Bộ Cоng an",
    "Vietсombank thông báo",
    "Ζalo của phường",
    "VNеID giả mạo",
    "Truy cập сongan.gov.vn",
    "𝗖𝗮̉𝗻𝗵 𝗯𝗮́𝗼 lừa đảo",
    "ＣẢＮＨ ＢÁＯ",
    "Ⓒảnh báo",
]
LATIN = [
    "Công an phường Minh Khai",
    "Điện trở 10 MΩ, góc α, hiệu ứng Δ",
    "Người Nga tên Иван đến khai báo tạm trú",
    "Nghiên cứu về vi-ta-min B₁₂ và m²",
    "Quán Café, thành phố Đà Nẵng",
    "Nhiệt độ 35 °C, pH 7,2",
    "Chữ số La Mã: Ⅳ",
]


@pytest.mark.parametrize("text", LEGACY)
def test_text_that_is_not_unicode_vietnamese_is_found(text: str) -> None:
    found = findings("NFC_VI", said(text))
    assert [(finding.field, finding.severity.value) for finding in found] == [("message", "block")], text


@pytest.mark.parametrize("text", UNICODE)
def test_unicode_vietnamese_and_foreign_names_pass(text: str) -> None:
    assert not findings("NFC_VI", said(text)), text


@pytest.mark.parametrize("text", HIDDEN)
def test_a_hidden_character_is_found(text: str) -> None:
    found = findings("HIDDEN_CHARS", said(text))
    assert [finding.field for finding in found] == ["message"], text
    assert "U+" in found[0].excerpt
    assert not any(unicodedata.category(char) == "Cf" for char in found[0].excerpt)


@pytest.mark.parametrize("text", VISIBLE)
def test_emoji_lines_and_blanks_pass(text: str) -> None:
    assert not findings("HIDDEN_CHARS", said(text)), text


@pytest.mark.parametrize("text", LOOKALIKE)
def test_letters_that_only_look_latin_are_found(text: str) -> None:
    assert findings("HOMOGLYPH", said(text)), text


@pytest.mark.parametrize("text", LATIN)
def test_units_and_foreign_scripts_pass(text: str) -> None:
    assert not findings("HOMOGLYPH", said(text)), text


def test_a_look_alike_inside_an_address_stops_the_post() -> None:
    found = findings("HOMOGLYPH", said("Truy cập https://сongan.gov.vn/tra-cuu"))
    assert [finding.severity.value for finding in found] == ["block"]


def test_the_directorys_words_are_looked_at_in_the_finished_text() -> None:
    book = whole_book()
    contacts = tuple(replace(contact, label="Trực\u200b ban") for contact in book.contacts)
    found = findings("HIDDEN_CHARS", view("drug_prevention", book=replace(book, contacts=contacts)))
    assert [finding.field for finding in found] == ["text:facebook"]


def test_a_finished_text_that_is_not_nfc_is_found() -> None:
    texts = {Platform.FACEBOOK: unicodedata.normalize("NFD", "Công an phường"), Platform.ZALO: "", Platform.WEBSITE: ""}
    found = findings("NFC_VI", view(content={"texts": texts}))
    assert [finding.field for finding in found] == ["text:facebook"]
