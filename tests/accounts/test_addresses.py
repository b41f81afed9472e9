"""Which addresses may be kept as a page's, and opened."""

from __future__ import annotations

import pytest

from studio.accounts.addresses import opened, page_id_of, parts_of
from studio.accounts.model import Account, AccountKind
from studio.platforms import Platform


def account(kind: AccountKind, platform: Platform, page_id: str, base_url: str = "") -> Account:
    return Account(name="trang", kind=kind, platform=platform, page_id=page_id, title="Trang", base_url=base_url)


FACEBOOK = account(AccountKind.FACEBOOK, Platform.FACEBOOK, "100000000000001")
ZALO = account(AccountKind.ZALO, Platform.ZALO, "579745863508352884")
SITE = account(AccountKind.WORDPRESS, Platform.WEBSITE, "congan.example.gov.vn", "https://congan.example.gov.vn/tin")
ODD_PORT = account(AccountKind.WORDPRESS, Platform.WEBSITE, "x.example.vn_8443", "https://x.example.vn:8443")
HERE = account(AccountKind.WORDPRESS, Platform.WEBSITE, page_id_of("http://127.0.0.1:81/wp"), "http://127.0.0.1:80")
HAND = account(AccountKind.HANDOVER, Platform.FACEBOOK, "trang-xa")

GOOD = [
    (FACEBOOK, "https://www.facebook.com/100000000000001/posts/2"),
    (FACEBOOK, "https://facebook.com/reel/7"),
    (FACEBOOK, "https://fb.watch/x"),
    (FACEBOOK, "https://m.facebook.com:443/x"),
    (HAND, "https://www.facebook.com/x/posts/1"),
    (ZALO, "https://rd.zapps.vn/detail/1?id=2&pageId=3"),
    (ZALO, "https://oa.zalo.me/x"),
    (SITE, "https://congan.example.gov.vn/bai-viet/"),
    (SITE, "https://www.congan.example.gov.vn/?p=5"),
    (ODD_PORT, "https://x.example.vn:8443/bai"),
    (HERE, "http://127.0.0.1/?p=5"),
    (HERE, "http://127.0.0.1:81/wp/?p=5"),
]
HOSTILE = [
    "",
    "facebook.com/1",
    "/1/posts/2",
    "file:///C:/Windows/System32/calc.exe",
    "file://host/share/x.exe",
    r"\\host\share\x.exe",
    "//host/share/x.exe",
    "https:\\\\www.facebook.com\\1",
    "https://www.facebook.com\\@evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "ms-msdt:/id",
    "search-ms:query=x",
    "ftp://www.facebook.com/1",
    "http://www.facebook.com/1",
    "http://congan.example.gov.vn/1",
    "https://www.facebook.com:8443/1",
    "https://congan.example.gov.vn:8443/1",
    "https://can-bo:x@www.facebook.com/1",
    "https://www.facebook.com@evil.example/",
    "https://evil.example/www.facebook.com",
    "https://facebook.com.evil.example/1",
    "https://notfacebook.com/1",
    "https://xcongan.example.gov.vn/1",
    "https://sub.congan.example.gov.vn/1",
    "https://fаcebook.com/1",
    "https://10.0.0.1/1",
    "https://[::1]/1",
    "https://127.0.0.1/1",
    "https://localhost/1",
    "https://www.facebook.com/1\n",
    "https://www.facebook.com/1 2",
    "https://www.facebook.com/\u202e1",
    "https://www.facebook.com:x/1",
    "https://www.facebook.com/" + "x" * 3000,
]


@pytest.mark.parametrize(("page", "address"), GOOD)
def test_an_address_of_the_page_or_of_its_platform_is_kept(page: Account, address: str) -> None:
    assert opened(address, page) == address


@pytest.mark.parametrize("address", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("page", [FACEBOOK, ZALO, SITE, ODD_PORT, HAND], ids=lambda page: page.page_id)
def test_nothing_else_is(page: Account, address: str) -> None:
    assert opened(address, page) == ""


@pytest.mark.parametrize(("page", "address"), [(g, a) for g, a in GOOD if g is not HERE])
def test_an_address_of_one_page_is_not_anothers(page: Account, address: str) -> None:
    other = SITE if page is not SITE else ODD_PORT
    assert opened(address, other) == ""


def test_what_cannot_be_taken_apart_is_none() -> None:
    assert parts_of("https://[::1") is None
    assert parts_of("https://www.facebook.com:99999999/") is None
