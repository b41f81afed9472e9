from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from studio.errors import BadInput
from studio.library.importers.html import extract
from studio.library.model import Relation, Status
from studio.library.service import Library
from tests.library.importers.reading import read_document
from tests.library.importers.test_plain import windows_1258

VBPL = """<!DOCTYPE html><html><head><title>Trang</title>
<script>var x = "Điều 99. Không phải";</script></head><body>
<ul class="menu"><li>Trang chủ</li><li>Điều 98. Trong thực đơn</li></ul>
<div class="fulltext"><div class="vbInfo"><ul>
<li class="red"><span>Hiệu lực: </span> Hết hiệu lực một phần</li>
<li class="green"><span>Ngày có hiệu lực: </span> 01/04/2026</li></ul></div>
<div>
<table><tr><td><div><b>BỘ MẪU</b></div><div>Số:
   21/2026/TT-MAU</div></td></tr></table>
<table><tr><td><div>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</div><i>Hà Nội,
 ngày
 05 tháng 01
 năm 2026</i></td></tr></table>
<div style="clear:both"></div>
<div class="toanvancontent" id="toanvancontent">
<p align="center"><b>THÔNG TƯ</b></p><p>Quy định việc mẫu</p>
<p><b>Điều 1. Phạm&nbsp;vi</b></p><p>1. Khoản<br>xuống dòng<del> đã bỏ</del></p>
<p style="display:none">Điều 97. Chữ ẩn</p>
<table><tr><td>Việc</td><td>Lệ phí</td></tr><tr><td>Cấp mới</td><td>0 đồng</td></tr></table>
<p>Điều 2. Hết</p><p>Hiệu lực.</p>
</div></div>
<div class="vbLienQuan"><div class="content">Gửi phản hồi</div></div></div>
<script>document.write("Điều 96. Kịch bản")</script></body></html>"""

PROPERTIES = """<html><body><div class="vbProperties"><table>
<tr><td colspan="4" class="title"> Quy định việc mẫu </td></tr>
<tr><td class="label">Số ký hiệu</td><td> 21/2026/TT-MAU </td>
<td class="label">Ngày ban hành</td><td>05/01/2026</td></tr>
<tr><td class="label">Loại văn bản</td><td><a href="#">Thông tư</a></td>
<td class="label">Ngày có hiệu lực</td><td>01/04/2026</td></tr>
<tr><td class="label">Ngày hết hiệu lực</td><td>...</td>
<td class="label">Ngày đăng công báo</td><td>31/31/2026</td></tr>
<tr><td class="label">Cơ quan ban hành/ Chức danh / Người ký</td><td><a>Bộ Mẫu</a></td>
<td>Bộ trưởng</td><td>Người Mẫu</td></tr>
<tr><td colspan="4" class="title">Tình trạng hiệu lực:  Hết hiệu lực một phần</td></tr>
</table></div>
<div class="vbLienQuan"><table>
<tr><td class="label">Văn bản bị thay thế</td>
<td><ul><li><a>Thông tư 05/2020/TT-MAU</a></li>
<li>Thông tư số 06/2020/TT-MAU</li></ul></td></tr>
<tr><td class="label">Văn bản sửa đổi bổ sung</td><td>Thông tư 30/2026/TT-MAU</td></tr>
<tr><td class="label">Văn bản khác</td><td>Thông tư 31/2026/TT-MAU</td></tr>
</table></div></body></html>"""


def page(tmp_path: Path, text: str, name: str = "trang.html") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


def test_a_full_text_page_gives_the_document_and_nothing_around_it(tmp_path: Path) -> None:
    edition = read_document(page(tmp_path, VBPL))
    found = edition.document
    assert (found.number, found.type, found.issuer) == ("21/2026/TT-MAU", "Thông tư", "Bộ mẫu")
    assert (found.issued_on, found.effective_from) == (date(2026, 1, 5), date(2026, 4, 1))
    assert [(a.number, a.heading) for a in edition.articles] == [("1", "Phạm vi"), ("2", "Hết")]
    assert edition.articles[0].text == "1. Khoản\nxuống dòng\nViệc | Lệ phí\nCấp mới | 0 đồng"


def test_what_a_page_says_of_the_effect_is_stated_not_confirmed(tmp_path: Path) -> None:
    found = read_document(page(tmp_path, VBPL)).document
    assert (found.stated_status, found.checked_on) == (Status.PARTLY_EXPIRED, None)


def test_words_that_are_struck_through_are_told() -> None:
    assert ["gạch ngang" in note.vi for note in extract(VBPL.encode()).notes] == [True]


def test_a_page_that_was_cut_off_is_told() -> None:
    assert "cắt cụt" in extract(VBPL.encode()[:-40]).notes[-1].vi
    assert all("cắt cụt" not in note.vi for page in (VBPL, "<p>Một đoạn</p>") for note in extract(page.encode()).notes)


def test_a_property_page_gives_a_document_without_text(tmp_path: Path) -> None:
    edition = read_document(page(tmp_path, PROPERTIES))
    found = edition.document
    assert (found.number, found.type, found.title) == ("21/2026/TT-MAU", "Thông tư", "Quy định việc mẫu")
    assert (found.issuer, found.issued_on, found.effective_from) == ("Bộ Mẫu", date(2026, 1, 5), date(2026, 4, 1))
    assert (found.effective_to, found.stated_status) == (None, Status.PARTLY_EXPIRED)
    assert found.relations == (
        Relation(kind="replaces", number="05/2020/TT-MAU"),
        Relation(kind="replaces", number="06/2020/TT-MAU"),
        Relation(kind="amended_by", number="30/2026/TT-MAU"),
    )
    assert edition.articles == ()


@pytest.mark.parametrize("text_first", [True, False])
def test_text_and_property_page_come_together_in_either_order(
    library: Library, tmp_path: Path, text_first: bool
) -> None:
    whole = page(tmp_path, VBPL.replace("Hết hiệu lực một phần", ""), "toan-van.html")
    paths = [whole, page(tmp_path, PROPERTIES, "thuoc-tinh.html")]
    for path in paths if text_first else reversed(paths):
        assert library.import_paths([path]).refused == ()
    assert library.count().articles == 2
    found = library.find("21/2026/TT-MAU")
    assert found is not None
    assert found.stated_status is Status.PARTLY_EXPIRED
    assert Relation(kind="amended_by", number="30/2026/TT-MAU") in found.relations


def test_a_page_of_another_site_by_its_text_container(tmp_path: Path) -> None:
    body = "<p>Số: 22/2026/TT-MAU</p><p>THÔNG TƯ</p><p>Việc khác</p><p>Điều 1. Một</p><p>Xem.</p>"
    around = (
        '<html><body><p>Điều 9. Quảng cáo</p><div class="a content1 b">%s</div><p>Điều 8. Chân trang</p></body></html>'
    )
    text = around % body
    assert [a.number for a in read_document(page(tmp_path, text)).articles] == ["1"]


def test_a_plain_page_is_read_whole() -> None:
    assert extract(b"<p>M\xe1\xbb\x99t<p>Hai <b>ba</b>").text == "Một\nHai ba"


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=windows-1258><p>Công an nhân dân bảo vệ an ninh trật tự</p>",
        "<p>Coâng an nhaân daân baûo veä an ninh traät töï</p>",
        "<p>C«ng an nh©n d©n b¶o vÖ an ninh trËt tù</p>",
    ],
    ids=["cp1258", "vni", "tcvn3"],
)
def test_old_encodings(data: str) -> None:
    raw = windows_1258(data) if "1258" in data else data.encode("latin-1")
    reading = extract(raw)
    assert reading.text == "Công an nhân dân bảo vệ an ninh trật tự"
    assert len(reading.notes) == 1


def test_entities_stand_for_characters_alone() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    text = extract(f"{bomb}<body><p>&b;&f;&#272;i&#7873;u &lt;1&gt;</p></body>".encode()).text
    assert text.endswith("&b;&f;Điều <1>")
    assert "root:" not in text


@pytest.mark.parametrize("deep", ["<div>" * 5000 + "x", "<b>" * 5000 + "x", "<table><tr><td>" * 2000 + "x"])
def test_deep_nesting_is_one_sentence(deep: str) -> None:
    with pytest.raises(BadInput, match="lồng nhau quá sâu"):
        extract(f"<html><body>{deep}</body></html>".encode())


@pytest.mark.parametrize("data", [b"<!-- -->", b"<html></html>", b"\x00\x00"])
def test_a_page_without_text(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rong.html"
    path.write_bytes(data)
    with pytest.raises(BadInput):
        read_document(path)
