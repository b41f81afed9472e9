from __future__ import annotations

import codecs
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from studio.errors import BadInput
from studio.library.events import LegalPlace
from studio.library.importers.encodings import Encoding
from studio.library.importers.plain import decode, extract
from studio.library.model import Relation
from tests.library.importers.reading import read_document

TEXT = """ĐƠN VỊ MẪU
Số: 09/2026/QĐ-MAU
Thành phố Mẫu, ngày 02 tháng 3 năm 2026
QUYẾT ĐỊNH
Ban hành quy định mẫu
Điều 1. Phạm vi
1. Quyết định này quy định việc mẫu ở Đà Nẵng, Huế và Cần Thơ.
Điều 2. Hiệu lực
1. Quyết định này có hiệu lực từ ngày 01 tháng 4 năm 2026.
2. Quyết định này thay thế Quyết định số 05/2024/QĐ-MAU; bãi bỏ Điều 3 Quyết định số 06/2024/QĐ-MAU.
3. Quyết định số 07/2024/QĐ-MAU ngày 01 tháng 5 năm 2024 hết hiệu lực, trừ Điều 2.
"""


def windows_1258(text: str) -> bytes:
    """As old Vietnamese Windows stored it: letters whole, tone marks apart."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(p for p in parts if p in tones)
        base = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        out += (base + tone).encode("cp1258")
    return out


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        windows_1258(TEXT),
        unicodedata.normalize("NFD", TEXT).encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("Đ", "\u00d0").encode(),
    ],
    ids=["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "windows-1258", "nfd", "crlf", "eth"],
)
def test_every_encoding_gives_the_same_document(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "quyet-dinh.txt"
    path.write_bytes(data)
    edition = read_document(path)
    assert (edition.document.key, edition.document.number) == ("09/2026/QD-MAU", "09/2026/QĐ-MAU")
    assert edition.document.effective_from == date(2026, 4, 1)
    assert edition.document.source == "quyet-dinh.txt"
    assert [a.id for a in edition.articles] == ["09/2026/QD-MAU@1", "09/2026/QD-MAU@2"]
    assert edition.articles[0].text == "1. Quyết định này quy định việc mẫu ở Đà Nẵng, Huế và Cần Thơ."


def test_what_it_replaces_is_read_from_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert read_document(path).document.relations == (
        Relation(kind="replaces", number="05/2024/QĐ-MAU", provision="khoản 2 Điều 2"),
        Relation(
            kind="partly_repeals", number="06/2024/QĐ-MAU", place=LegalPlace("3", "", ""), provision="khoản 2 Điều 2"
        ),
        Relation(kind="replaces", number="07/2024/QĐ-MAU", provision="khoản 3 Điều 2"),
        Relation(kind="keeps", number="07/2024/QĐ-MAU", place=LegalPlace("2"), provision="khoản 3 Điều 2"),
    )


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("C«ng an thµnh phè; B¶o vÖ an ninh trËt tù; §iÒu 1. Ph¹m vi ¸p dông".encode("latin-1"), Encoding.TCVN3),
        ("Coâng an thaønh phoá; baûo veä an ninh traät töï, ñieàu khoaûn".encode("latin-1"), Encoding.VNI),
        ("C«ng an nh©n d©n b¶o vÖ an ninh trËt tù, ph¹m vi ¸p dông".encode(), Encoding.TCVN3),
        ("Coâng an nhaân daân baûo veä an ninh traät töï, ñieàu khoaûn".encode(), Encoding.VNI),
    ],
    ids=["tcvn3", "vni", "tcvn3-as-unicode", "vni-as-unicode"],
)
def test_old_encodings_are_converted_and_told(data: bytes, encoding: Encoding) -> None:
    text, found = decode(data)
    assert (text.startswith("Công an "), found) == (True, encoding)
    (note,) = extract(data).notes
    assert encoding.value in note.vi


def test_a_document_in_an_old_encoding_is_read_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "cu.txt"
    path.write_bytes(
        "bé mÉu\nSè: 09/2026/Q§-MAU\nquyÕt ®Þnh\nBan hµnh quy ®Þnh mÉu\n§iÒu 1. Ph¹m vi\n1. ¸p dông ë x·.".encode(
            "latin-1"
        )
    )
    edition = read_document(path)
    assert (edition.document.number, edition.document.type) == ("09/2026/QĐ-MAU", "Quyết định")
    assert [(a.heading, a.text) for a in edition.articles] == [("Phạm vi", "1. áp dụng ở xã.")], (
        "the capital is lost, not guessed"
    )


def test_a_secrecy_mark_that_lost_its_capitals_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "mat.txt"
    path.write_bytes("tèi mËt\nSè: 09/2026/Q§-MAU\nquyÕt ®Þnh\n§iÒu 1. Ph¹m vi\n1. ¸p dông ë x·.".encode("latin-1"))
    with pytest.raises(BadInput, match="TỐI MẬT"):
        read_document(path)


def test_letters_no_table_makes_vietnamese_of_are_refused_with_the_remedy() -> None:
    with pytest.raises(BadInput, match=r"TCVN3.*UniKey"):
        decode("ßæçþ øåñß þøæç ñøßþ çæøþ ßñæ þçø".encode("latin-1"))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (TEXT.encode()[:-80] + b"\xe1\xbb", "cắt cụt"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")[:-1], "cắt cụt"),
        (TEXT.encode("utf-16-le"), "không phải văn bản thuần"),
    ],
    ids=["cut", "cut-utf-16", "utf-16-without-bom"],
)
def test_damaged_text_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        decode(data)


def test_foreign_words_are_no_old_encoding() -> None:
    text, converted = decode("Xã Krông Pắc, Đắk Lắk; café, naïve, Zürich; quận Ba Đình, thành phố Hà Nội".encode())
    assert "Krông Pắc" in text
    assert converted is None


def test_a_document_without_articles_is_one_section(tmp_path: Path) -> None:
    path = tmp_path / "thong-bao.txt"
    path.write_text("ĐƠN VỊ MẪU\nSố: 45/TB-MAU\nTHÔNG BÁO\nPhân luồng mẫu\nCấm xe tải từ 6 giờ.", encoding="utf-8")
    edition = read_document(path)
    assert edition.document.type == "Thông báo"
    assert [(a.number, "Cấm xe tải" in a.text) for a in edition.articles] == [("", True)]


def test_a_text_without_a_number_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ghi-chu.txt"
    path.write_text("Ghi chú họp giao ban", encoding="utf-8")
    with pytest.raises(BadInput, match="Số: …"):
        read_document(path)
