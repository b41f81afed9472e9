"""Addresses: official ones, hostile ones, and a scam's own, which nobody may tap."""

from __future__ import annotations

from dataclasses import replace

import pytest

from studio.platforms import Platform
from studio.posts.checks.links import trouble, urls
from tests.posts.checks.view_builder import findings, said, view, whole_book

HOSTILE = [
    "https://bit.ly/3xYzAb",
    "https://tinyurl.com/capnhat",
    "http://dichvucong.gov.vn",
    "https://dichvucong.gov.vn@evil.example.com/dang-nhap",
    "https://dichvucong.gov.vn.xacthuc.example.com",
    "https://bocongan-gov-vn.example.com",
    "https://vneid.example.top",
    "https://xn--cngan-bua.gov.vn",
    "https://сongan.gov.vn",
    "https://203.0.113.7/dang-nhap",
    "https://3405803783/",
    "https://dichvucong.gov.vn:8443/",
    "https://localhost/thu",
    "https://dichvucong.gov.vn\\@evil.example.com",
    "https://dichvucong.gov.vn/%00.exe",
    "ftp://dichvucong.gov.vn/mau.doc",
    "https://dichvucong.gov.vn/" + "a" * 2100,
]
OFFICIAL = [
    "https://dichvucong.gov.vn",
    "https://dichvucong.gov.vn/p/home/dvc-chi-tiet.html?ma_thu_tuc=2.001159",
    "https://www.bocongan.gov.vn/van-ban",
    "https://minhkhai.example.gov.vn/lien-he",
    "https://vanban.chinhphu.vn/?docid=1",
    "https://vbpl.vn/boconganh",
    "dichvucong.gov.vn",
    "https://dichvucong.gov.vn:443/",
]


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_address_is_never_official(url: str) -> None:
    found = trouble(url, whole_book())
    assert found is not None
    assert found.hostile


@pytest.mark.parametrize("url", OFFICIAL)
def test_a_state_address_or_the_units_own_is_official(url: str) -> None:
    assert trouble(url, whole_book()) is None


def test_a_website_of_the_directory_is_official_though_it_is_not_of_the_state() -> None:
    book = whole_book()
    unit = replace(book.units[0], website="https://congan-minhkhai.example.vn")
    address = "https://congan-minhkhai.example.vn/gioi-thieu"
    assert trouble(address, replace(book, units=(unit,))) is None
    assert trouble(address, book) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Xem tại https://tin.example.com/bai-1.",
        "Vào www.example.com để biết thêm",
        "Trang example.com có hướng dẫn",
        "Tải về từ HTTPS://EXAMPLE.COM/UNG-DUNG.APK",
        "Đăng ký ở tuyendung.example.xyz nhé",
        "Bấm (https://example.org/a?b=1) ngay",
    ],
)
def test_what_a_platform_would_turn_into_a_link_is_a_link(text: str) -> None:
    assert len(list(urls(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "hxxps://vneid-capnhat[.]example[.]com",
        "vneid-capnhat[.]com và vneid(.)com",
        "Công an TP.HCM, Q.1, v.v.",
        "Căn cứ Nghị định 13/2023/NĐ-CP, điểm 2.1.3",
        "Tải tệp huong-dan.pdf, VNeID.apk",
        "Gửi thư về hopthu@minhkhai.example.gov.vn",
        "Gọi ngay.Cảm ơn bà con",
    ],
)
def test_what_no_platform_turns_into_a_link_is_none(text: str) -> None:
    assert not list(urls(text))


def test_an_unofficial_link_blocks_where_the_template_asks_and_warns_elsewhere() -> None:
    text = "Xem thêm tại https://tin.example.com/bai-1"
    asked = findings("LINK_OFFICIAL", said(text, "law_explained", "transition"))
    elsewhere = findings("LINK_OFFICIAL", said(text))
    assert [(f.field, f.severity.value) for f in asked] == [("transition", "block")]
    assert [(f.field, f.severity.value) for f in elsewhere] == [("message", "warn")]


def test_a_shortened_link_blocks_everywhere() -> None:
    found = findings("LINK_OFFICIAL", said("Chi tiết: https://bit.ly/3xYzAb"))
    assert [finding.severity.value for finding in found] == ["block"]


def test_a_page_on_a_social_network_is_to_be_looked_at() -> None:
    found = findings("LINK_OFFICIAL", said("Theo dõi https://www.facebook.com/100000000000001", "law_explained", "who"))
    assert [finding.severity.value for finding in found] == ["warn"]


def test_an_address_is_not_reported_twice() -> None:
    looked_at = view("page_change", {"new_page": "https://bit.ly/abc"})
    assert [finding.field for finding in findings("FIELD", looked_at)] == ["new_page"]
    assert not findings("LINK_OFFICIAL", looked_at)
    assert findings("LINK_OFFICIAL", replace(looked_at, field_problems=()))


def test_a_live_scam_address_is_found_where_it_was_typed() -> None:
    looked_at = said("Họ gửi http://vneid-capnhat.example.com để cài ứng dụng.", "scam_warning", "how")
    found = findings("LINK_DEFANGED", looked_at)
    assert [(f.field, f.severity.value) for f in found] == [("how", "block")]
    assert found[0].excerpt == "hxxp://vneid-capnhat[.]example[.]com"
    assert not findings("LINK_OFFICIAL", looked_at)


@pytest.mark.parametrize(
    "text",
    [
        "Họ gửi https://vneid.example.top/capnhat.",
        "Trang www.example.xyz giả ngân hàng.",
        "Địa chỉ example.com giống hệt trang thật.",
        "Họ nhắn hxxp://example.com chưa che hết.",
        "Liên kết bit.ly/abc dẫn tới trang giả.",
        "Gửi liên kết https://203.0.113.7/otp cho người dùng.",
    ],
)
def test_live_addresses_in_a_warning(text: str) -> None:
    assert findings("LINK_DEFANGED", said(text, "scam_warning", "how")), text


@pytest.mark.parametrize(
    "text",
    [
        "Họ gửi hxxps://vneid[.]example[.]top/capnhat.",
        "Trang hxxp://www[.]example[.]xyz giả ngân hàng.",
        "Chỉ dùng https://dichvucong.gov.vn để làm thủ tục.",
        "Địa chỉ thật có đuôi .gov.vn.",
        "Không bấm vào liên kết lạ, kể cả khi tên miền giống thật.",
        "Tra cứu tại minhkhai.example.gov.vn.",
    ],
)
def test_harmless_addresses_in_a_warning(text: str) -> None:
    assert not findings("LINK_DEFANGED", said(text, "scam_warning", "how")), text


def test_a_live_address_that_only_the_finished_text_shows_is_found() -> None:
    looked_at = view("scam_warning")
    text = looked_at.content.texts[Platform.FACEBOOK] + "\nhttps://vneid.example.top"
    found = findings("LINK_DEFANGED", view("scam_warning", content={"texts": {Platform.FACEBOOK: text}}))
    assert [finding.field for finding in found] == ["text:facebook"]


def test_a_hostile_address_that_only_the_finished_text_shows_is_found() -> None:
    text = "Công an phường\nhttps://bit.ly/abc"
    found = findings("LINK_OFFICIAL", view(content={"texts": {Platform.FACEBOOK: text}}))
    assert [(f.field, f.severity.value) for f in found] == [("text:facebook", "block")]


@pytest.mark.parametrize("url", ["https://gov.vn", "https://www.gov.vn/", "https://a.gov.vn"])
def test_the_states_own_domain_is_official(url: str) -> None:
    assert trouble(url, whole_book()) is None


@pytest.mark.parametrize("url", ["https://[::1", "https://a.gov.vn:port/", "https:///x"])
def test_an_address_that_cannot_be_read_is_refused(url: str) -> None:
    found = trouble(url, whole_book())
    assert found is not None
    assert (found.wrong.vi, found.hostile) == ("Địa chỉ không hợp lệ.", True)
