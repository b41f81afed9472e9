from __future__ import annotations

import unicodedata

import pytest

from studio.library.importers.encodings import (
    Encoding,
    convert,
    decode_bytes,
    font_encoding,
    is_capital_font,
    repaired,
)

ALPHABET = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ"
TCVN3 = bytes.fromhex(
    "61b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacb65cccecfd0d1aad2d3d4d5d669d7d8dcddde6fdfe1e2e3e4abe5e6e7e8e9"
    "aceaebecedee75eff1f2f3f4adf5f6f7f8f979fafbfcfdfeae"
)
VISCII = bytes.fromhex(
    "61e0e4e3e1d5e5a2c6c7a1a3e2a5a6e7a4a765e8eba8e9a9eaabacadaaae69ecefeeedb86ff2f6f5f3f7f4b0b1b2afb5"
    "bdb6b7debefe75f9fcfbfaf8dfd7d8e6d1f179cfd6dbfddcf0"
    "41c0c4c3c180c58202058183c2858606848745c8cb88c989ca8b8c8d8a8e49cc9bcecd984fd299a0d39ad49091928f93"
    "b49697b3959455d99c9dda9ebfbbbcffbab9599f1419dd1ed0"
)
VNI = (
    "aaøaûaõaùaïaêaèaúaüaéaëaâaàaåaãaáaäeeøeûeõeùeïeâeàeåeãeáeäiìæóíòooøoûoõoùoïoâoàoåoãoáoä"
    "ôôøôûôõôùôïuuøuûuõuùuïööøöûöõöùöïyyøyûyõyùîñ"
)
SENTENCE = "Người được hưởng ưu đãi đặc biệt ở xã, kỹ thuật, ý kiến, nghị định: quý bằng khuỷu; ỈA, ĐƯỢC, ỨNG"
SENTENCE_IN_VNI = (
    "Ngöôøi ñöôïc höôûng öu ñaõi ñaëc bieät ôû xaõ, kyõ thuaät, yù kieán, nghò ñònh: quyù baèng khuyûu; ÆA, ÑÖÔÏC, ÖÙNG"
)


def test_every_letter_of_the_alphabet() -> None:
    assert convert(TCVN3.decode("latin-1"), Encoding.TCVN3) == ALPHABET
    assert convert(VISCII.decode("latin-1"), Encoding.VISCII) == ALPHABET + ALPHABET.upper()
    assert convert(VNI, Encoding.VNI) == ALPHABET
    assert convert(VNI.upper(), Encoding.VNI) == ALPHABET.upper()


def test_the_capitals_tcvn3_has() -> None:
    assert convert("¡¢£¤¥¦§", Encoding.TCVN3) == "ĂÂÊÔƠƯĐ"


def test_characters_moved_where_symbols_are_kept() -> None:
    assert convert("C\uf0abng an nh\uf0a9n d\uf0a9n", Encoding.TCVN3) == "Công an nhân dân"


@pytest.mark.parametrize("encoding", [Encoding.VISCII, Encoding.VNI, Encoding.WINDOWS])
def test_bytes_tell_their_encoding(encoding: Encoding) -> None:
    assert decode_bytes(encoded(SENTENCE, encoding)) == (SENTENCE, encoding)


def test_bytes_that_make_no_vietnamese_have_none() -> None:
    assert decode_bytes(bytes(range(0xA1, 0xFF)) * 4) is None


def test_windows_quotation_marks_stay_in_tcvn3() -> None:
    found = decode_bytes("“C«ng an nh©n d©n” b¶o vÖ – trËt tù…".encode("cp1252"))
    assert found == ("“Công an nhân dân” bảo vệ – trật tự…", Encoding.TCVN3)


def test_utf_8_read_as_windows_1252_is_read_again() -> None:
    text = "Điều 1. Công an nhân dân bảo vệ an ninh trật tự"
    misread = "".join(
        chr(b) if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode("cp1252") for b in text.encode()
    )
    assert repaired(misread) == (text, Encoding.MISREAD)


def test_unicode_is_left_alone() -> None:
    assert repaired(SENTENCE) == (SENTENCE, None)


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", Encoding.TCVN3, False),
        (".VnTimeH", Encoding.TCVN3, True),
        (".vnarialh", Encoding.TCVN3, True),
        ("VNI-Times", Encoding.VNI, False),
        ("VNI-Oxford", Encoding.VNI, False),
        ("Times New Roman", None, False),
        ("Vni", None, False),
    ],
)
def test_fonts(font: str, encoding: Encoding | None, capitals: bool) -> None:
    assert (font_encoding(font), is_capital_font(font)) == (encoding, capitals)


def encoded(text: str, encoding: Encoding) -> bytes:
    """The sentence as a program of the time stored it."""
    if encoding is Encoding.WINDOWS:
        pairs = (unicodedata.normalize("NFD", c) for c in text)
        tones = "\u0300\u0301\u0303\u0309\u0323"
        split = ((p.translate(dict.fromkeys(map(ord, tones))), "".join(c for c in p if c in tones)) for p in pairs)
        return "".join(unicodedata.normalize("NFC", base) + tone for base, tone in split).encode("cp1258")
    if encoding is Encoding.VISCII:
        table = dict(zip(ALPHABET + ALPHABET.upper(), VISCII, strict=True))
        return bytes(table.get(c, ord(c)) for c in text)
    return SENTENCE_IN_VNI.encode("latin-1")
