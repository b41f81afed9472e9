"""The registry of pages: what may be registered, and what may be posted to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from studio.accounts.model import KINDS, Account, AccountKind, PageStatus
from studio.accounts.service import Accounts
from studio.accounts.storage import StoredAccounts
from studio.errors import BadInput, NotFound, Refused
from studio.platforms import Platform
from tests.profile import SetClock, fresh_store

NOW = (AccountKind.PRACTICE, AccountKind.HANDOVER)
PRACTICE = Account(
    name="thuc-hanh", kind=AccountKind.PRACTICE, platform=Platform.FACEBOOK, page_id="phuong-vi-du", title=""
)
HANDOVER = Account(
    name="ban-giao", kind=AccountKind.HANDOVER, platform=Platform.ZALO, page_id="1000000113", title="Zalo phường Ví Dụ"
)


@pytest.fixture
def repo(tmp_path: Path) -> StoredAccounts:
    return StoredAccounts(fresh_store(tmp_path, SetClock()))


@pytest.fixture
def accounts(repo: StoredAccounts) -> Accounts:
    return Accounts(repo, kinds=NOW)


def test_a_registered_page_is_listed_and_found(accounts: Accounts) -> None:
    handover, practice = accounts.add(HANDOVER), accounts.add(PRACTICE)
    assert practice.title == "thuc-hanh"
    assert accounts.list() == (handover, practice)
    assert accounts.get("ban-giao") == HANDOVER
    with pytest.raises(NotFound, match="có phải “thuc-hanh”"):
        accounts.get("thuc-han")


@pytest.mark.parametrize("kind", [AccountKind.FACEBOOK, AccountKind.ZALO, AccountKind.WORDPRESS])
def test_a_platform_is_refused_for_practice_with_the_way_round(repo: StoredAccounts, kind: AccountKind) -> None:
    platform = {"facebook": Platform.FACEBOOK, "zalo": Platform.ZALO, "wordpress": Platform.WEBSITE}[kind]
    account = Account(name="trang", kind=kind, platform=platform, page_id="1000000113", title="Trang")
    with pytest.raises(Refused, match=r"chọn Bàn giao .*, Trang thực hành .* bộ dữ liệu thật"):
        Accounts(repo, kinds=NOW).add(account)
    assert Accounts(repo, kinds=(*NOW, kind)).add(account) == account


@pytest.mark.parametrize("kind", AccountKind)
def test_every_kind_says_how_its_posts_get_there(kind: AccountKind) -> None:
    facts = KINDS[kind]
    assert facts.title.en
    assert facts.way.en
    assert bool(facts.sending.en) is bool(facts.changing.en) is facts.local


@pytest.mark.parametrize("name", ["", "a", "Trang", "trang phường", "-x", "x" * 41, "a/b", "../a"])
def test_names_are_short_slugs(accounts: Accounts, name: str) -> None:
    with pytest.raises(BadInput) as refused:
        accounts.add(replace(PRACTICE, name=name))
    assert refused.value.where == "name"


@pytest.mark.parametrize("page_id", ["", "a b", "../x", "a/b", "A", "con", "nul", "com1", "trang.", "x" * 41, "ví-dụ"])
def test_a_practice_page_id_is_a_safe_folder_name(accounts: Accounts, page_id: str) -> None:
    with pytest.raises(BadInput) as refused:
        accounts.add(replace(PRACTICE, page_id=page_id))
    assert refused.value.where == "page_id"


@pytest.mark.parametrize("page_id", ["", "a b", "../x", "a/b", "x" * 129, "-1", "số"])
def test_a_page_id_is_a_word_without_blanks(accounts: Accounts, page_id: str) -> None:
    with pytest.raises(BadInput) as refused:
        accounts.add(replace(HANDOVER, page_id=page_id))
    assert refused.value.where == "page_id"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", ""),
        ("https://proxy.example.gov.vn/graph/", "https://proxy.example.gov.vn/graph"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://localhost:8080/", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_an_address_is_https_or_this_pc(accounts: Accounts, given: str, kept: str) -> None:
    assert accounts.add(replace(HANDOVER, base_url=given)).base_url == kept


@pytest.mark.parametrize(
    "url",
    ["http://proxy.example.gov.vn", "http://127.0.0.1.example.vn", "http://localhost.example.vn", "ftp://x.vn",
     "https://u:p@x.vn", "https://x.vn?a=1", "https://x.vn#a", "https://", "x.vn", "https://x.vn:99999",
     "https://ví-dụ.vn", "https://x y.vn", "file:///etc/passwd", "http://0.0.0.0"],
)  # fmt: skip
def test_any_other_address_is_refused(accounts: Accounts, url: str) -> None:
    with pytest.raises(BadInput) as refused:
        accounts.add(replace(HANDOVER, base_url=url))
    assert refused.value.where == "base_url"
    assert accounts.list() == ()


def test_name_and_page_are_registered_once(accounts: Accounts) -> None:
    accounts.add(HANDOVER)
    with pytest.raises(BadInput, match="đặt tên gọi khác"):
        accounts.add(replace(HANDOVER, page_id="2"))
    with pytest.raises(BadInput, match="“ban-giao”"):
        accounts.add(replace(HANDOVER, name="ban-giao-2"))
    accounts.add(replace(HANDOVER, name="ban-giao-2", page_id="2"))
    with pytest.raises(BadInput):
        accounts.update(replace(HANDOVER, page_id="2"))


def test_a_facebook_account_takes_facebook_content(repo: StoredAccounts) -> None:
    accounts = Accounts(repo, kinds=[AccountKind.FACEBOOK])
    account = Account(name="trang", kind=AccountKind.FACEBOOK, platform=Platform.ZALO, page_id="1", title="Trang")
    with pytest.raises(BadInput) as refused:
        accounts.add(account)
    assert refused.value.where == "platform"


@pytest.mark.parametrize("status", [status for status in PageStatus if status is not PageStatus.ACTIVE])
def test_only_an_active_page_may_be_posted_to(accounts: Accounts, status: PageStatus) -> None:
    accounts.add(HANDOVER)
    assert accounts.check("ban-giao") == HANDOVER
    accounts.set_status("ban-giao", status)
    with pytest.raises(Refused, match="không đăng được"):
        accounts.check("ban-giao")
    accounts.set_status("ban-giao", PageStatus.ACTIVE)
    assert accounts.check("ban-giao") == HANDOVER


def test_a_page_with_open_deliveries_stays(repo: StoredAccounts) -> None:
    waiting = ["Cảnh báo lừa đảo"]
    accounts = Accounts(repo, kinds=NOW, used_by=lambda name: waiting)
    accounts.add(HANDOVER)
    with pytest.raises(Refused, match="“Cảnh báo lừa đảo”"):
        accounts.remove("ban-giao")
    assert accounts.list() == (HANDOVER,)
    waiting.clear()
    accounts.remove("ban-giao")
    assert accounts.list() == ()
    with pytest.raises(NotFound):
        accounts.remove("ban-giao")


SITE = Account(
    name="trang-web", kind=AccountKind.WORDPRESS, platform=Platform.WEBSITE, page_id="web-1", title="Trang web phường"
)
ZALO = Account(name="zalo", kind=AccountKind.ZALO, platform=Platform.ZALO, page_id="2000000113", title="Zalo phường")


@pytest.fixture
def every(repo: StoredAccounts) -> Accounts:
    return Accounts(repo, kinds=tuple(AccountKind))


@pytest.mark.parametrize("status", [PageStatus.HANDED_OVER, PageStatus.MERGED, PageStatus.CLOSED])
def test_a_page_that_ended_names_its_successor(accounts: Accounts, status: PageStatus) -> None:
    accounts.add(HANDOVER)
    accounts.add(PRACTICE)
    assert accounts.set_status("ban-giao", status, "thuc-hanh").successor == "thuc-hanh"
    with pytest.raises(Refused, match="trang kế nhiệm “thuc-hanh”"):
        accounts.check("ban-giao")
    with pytest.raises(Refused, match="đó là trang kế nhiệm"):
        accounts.remove("thuc-hanh")
    assert accounts.set_status("ban-giao", PageStatus.ACTIVE).successor == ""
    assert accounts.check("ban-giao") == HANDOVER


@pytest.mark.parametrize(
    ("status", "successor", "said"),
    [
        (PageStatus.ACTIVE, "thuc-hanh", "mới có trang kế nhiệm"),
        (PageStatus.REQUESTED, "thuc-hanh", "mới có trang kế nhiệm"),
        (PageStatus.CLOSED, "ban-giao", "chính mình"),
        (PageStatus.CLOSED, "thuc-han", "có phải “thuc-hanh”"),
    ],
)
def test_a_successor_that_cannot_be_is_refused(
    accounts: Accounts, status: PageStatus, successor: str, said: str
) -> None:
    accounts.add(HANDOVER)
    accounts.add(PRACTICE)
    with pytest.raises(BadInput, match=said) as refused:
        accounts.set_status("ban-giao", status, successor)
    assert refused.value.where == "successor"
    assert accounts.get("ban-giao") == HANDOVER


def test_who_connected_a_page_and_when_is_known_until_it_is_disconnected(every: Accounts) -> None:
    every.add(SITE)
    clock = SetClock()
    connected = every.connected("trang-web", "p1", clock.now())
    assert (connected.connected_by, connected.connected_at) == ("p1", clock.now())
    assert every.get("trang-web") == connected
    assert every.connected("trang-web", "", None) == SITE == every.get("trang-web")
    with pytest.raises(NotFound):
        every.connected("khong-co", "p1", clock.now())


@pytest.mark.parametrize("host", ["trang-web", "https://anh.example.gov.vn/bai/", ""])
def test_a_zalo_page_keeps_its_pictures_on_a_site_or_an_address(every: Accounts, host: str) -> None:
    every.add(SITE)
    assert every.add(replace(ZALO, image_host=host)).image_host == host.rstrip("/")
    assert every.get("zalo").image_host == host.rstrip("/")


@pytest.mark.parametrize("host", ["http://anh.example.gov.vn", "khong-co", "ban-giao", "https://", "hai chữ"])
def test_any_other_place_for_pictures_is_refused(every: Accounts, host: str) -> None:
    every.add(HANDOVER)
    with pytest.raises(BadInput) as refused:
        every.add(replace(ZALO, image_host=host))
    assert refused.value.where == "image_host"
    with pytest.raises(BadInput, match="chỉ trang Zalo"):
        every.add(replace(SITE, image_host="https://anh.example.gov.vn"))


def test_a_site_that_holds_pictures_stays(every: Accounts) -> None:
    every.add(SITE)
    every.add(replace(ZALO, image_host="trang-web"))
    with pytest.raises(Refused, match="“zalo” đặt ảnh ở đó"):
        every.remove("trang-web")
    every.update(replace(ZALO, image_host=""))
    every.remove("trang-web")


def test_a_connected_page_keeps_its_place_and_who_connected_it(every: Accounts) -> None:
    every.add(SITE)
    connected = every.connected("trang-web", "p1", SetClock().now())
    for where, moved in (
        ("base_url", replace(SITE, base_url="https://noi-khac.example")),
        ("page_id", replace(SITE, page_id="web-2")),
    ):
        with pytest.raises(Refused, match="ngắt kết nối trước") as refused:
            every.update(moved)
        assert refused.value.where == where
    assert every.update(replace(SITE, title="Tên mới")) == replace(connected, title="Tên mới")
    every.connected("trang-web", "", None)
    assert every.update(replace(SITE, page_id="web-2")).page_id == "web-2"
