"""Which addresses may be clicked, and how harmful ones are written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.templates.kinds_texts import defang, is_official, official_host


@pytest.mark.parametrize(
    "url",
    [
        "http://bca.gov.vn",
        "HTTP://bca.gov.vn",
        "//bca.gov.vn",
        "bca.gov.vn",
        "ftp://bca.gov.vn",
        "javascript:alert(1)//.gov.vn",
        "data:text/html,x.gov.vn",
        "https://",
        "https:///bca.gov.vn",
        "https:/bca.gov.vn",
        "https:bca.gov.vn",
        "https://bca.gov.vn@evil.vn",
        "https://a:b@bca.gov.vn",
        "https://bca.gov.vn:443",
        "https://bca.gov.vn:8443/x",
        "https://127.0.0.1",
        "https://0x7f.1",
        "https://2130706433",
        "https://[::1]/",
        "https://localhost",
        "https://bca.gov.vn.",
        "https://.gov.vn",
        "https://bca..gov.vn",
        "https://-bca.gov.vn",
        "https://bca_.gov.vn",
        "https://xn--bca-9la.gov.vn",
        "https://сongan.gov.vn",
        "https://công-an.gov.vn",
        "https://bca.gov.vn\\@evil.vn",
        "https://bca.gov.vn/%00",
        "https://bca.gov.vn/%2e%2e/",
        "https://bca.gov.vn/%0d%0aX",
        "https://bca.gov.vn/a b",
        " https://bca.gov.vn",
        "https://bca.gov.vn\n",
        "https://bca.gov.vn/\u202egpj",
        "https://bca.gov.vn/<x>",
        "https://evil.vn\u3002gov.vn",
        "https://bca.gov.vn/" + "a" * 2_048,
        "https://" + "a" * 64 + ".gov.vn",
        "https://" + "a." * 130 + "gov.vn",
        "",
    ],
)
def test_an_address_that_could_mislead_is_none(url: str) -> None:
    assert official_host(url) is None


@pytest.mark.parametrize(
    ("url", "official"),
    [
        ("https://bca.gov.vn", True),
        ("https://a.b.gov.vn/x?y#z", True),
        ("https://gov.vn.evil.vn", False),
        ("https://bca-gov.vn", False),
        ("https://evilgov.vn", False),
        ("https://gov.vn", False),
        ("https://example.com/x", True),
        ("https://www.example.com/x", True),
        ("https://m.example.com/x", False),
        ("https://notexample.com", False),
        ("https://facebook.com/congan.minhkhai", True),
        ("https://www.facebook.com/CongAn.MinhKhai/posts/1", True),
        ("https://facebook.com/congan.minhkhai2", False),
        ("https://facebook.com/x/congan.minhkhai", False),
        ("https://facebook.com/", False),
        ("https://vanban.state.example", True),
        ("https://state.example/x", True),
        ("https://notstate.example", False),
    ],
)
def test_official_is_the_state_or_the_units_own_list(url: str, official: bool) -> None:
    host = official_host(url)
    assert host is not None
    assert is_official(url, host, {"Example.com", "facebook.com/congan.minhkhai/", "*.state.example"}) is official


@pytest.mark.parametrize(
    ("address", "harmless"),
    [
        ("https://vneid-capnhat.vn", "hxxps://vneid-capnhat[.]vn"),
        ("HTTP://X.VN/A.php?b=c.d", "HXXP://X[.]VN/A[.]php?b=c[.]d"),
        ("vneid-capnhat.vn/login", "vneid-capnhat[.]vn/login"),
        ("www.a.b.com", "www[.]a[.]b[.]com"),
        ("1.2.3.4:8080/x", "1[.]2[.]3[.]4:8080/x"),
        ("lua.dao@x-mail.com", "lua[.]dao[@]x-mail[.]com"),
        ("công-an.vn", "công-an[.]vn"),
        ("ftp://x.vn", "fxp://x[.]vn"),
        ("hxxps://vneid-capnhat[.]example", "hxxps://vneid-capnhat[.]example"),
        ("https://vneid-capnhat[.]example", "hxxps://vneid-capnhat[.]example"),
        ("Zalo: Hỗ trợ căn cước. Xin đừng tin.", "Zalo: Hỗ trợ căn cước. Xin đừng tin."),
        ("số tài khoản mang tên Trần V. T.", "số tài khoản mang tên Trần V. T."),
        ("khoảng 1.250.000 đồng lúc 8.30", "khoảng 1.250.000 đồng lúc 8.30"),
    ],
)
def test_harmful_addresses_are_written_so_that_nothing_is_a_link(address: str, harmless: str) -> None:
    assert defang(address) == harmless
    assert defang(harmless) == harmless


LINKED = re.compile(r"https?://|(?<![\w\]])www\.\w|\w\.(?:vn|com|net|org|xyz)\b", re.IGNORECASE)
PARTS = st.sampled_from(["https://", "http://", "www.", "a", "vneid", ".", "/", "@", "vn", "com", "[.]", " ", "hxxp"])


@settings(max_examples=500)
@given(st.lists(PARTS, max_size=12).map("".join))
def test_defanging_is_idempotent_and_leaves_no_link(text: str) -> None:
    once = defang(text)
    assert defang(once) == once
    assert not LINKED.search(once)
