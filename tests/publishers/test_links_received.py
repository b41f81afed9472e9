"""Whatever a platform answers as the address of a post: what is not the page's own is not kept, by any adapter."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from studio.accounts.addresses import opened
from studio.accounts.logins import FacebookLogin, WordPressLogin
from studio.accounts.model import Account, AccountKind
from studio.platforms import Platform
from studio.publishers.facebook.publisher import FacebookPublisher
from studio.publishers.http import Http, Reply
from studio.publishers.port import Publisher
from studio.publishers.wordpress.publisher import WordPressPublisher
from studio.publishers.zalo.publisher import ZaloPublisher
from studio.secret import Secret
from tests.publishers.facebook.scene import MemoryLogins, MemoryNotes
from tests.publishers.samples import Files, package
from tests.simulators.clock import SimClock

NOON = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)
REFERENCE = "PS-ABCDEFGHIJ23"
HOSTILE = [
    "file://host/x.exe",
    r"\\host\x.exe",
    "https://evil.example/1",
    "javascript:1",
    "https://u@www.facebook.com/1",
]


class Tokens:
    def token(self, account: Account, rejected: Secret | None = None) -> Secret:
        return Secret("t")

    def secret_key(self, account: Account) -> Secret:
        return Secret("k")


class Canned(Http):
    """Answers each question of an adapter well, with `link` wherever an address of a post stands."""

    def __init__(self, link: str) -> None:
        super().__init__()
        self.link = link

    def send(self, method: str, url: str, **how: Any) -> Reply:
        headers = {"date": "Wed, 25 Nov 2026 05:00:00 GMT", "x-wp-totalpages": "1"}
        return Reply(status=200, headers=headers, body=json.dumps(self._told(method, url, how)).encode())

    def _told(self, method: str, url: str, how: dict[str, Any]) -> Any:
        text = f"Thông báo\n\nMã bài: {REFERENCE}"
        if "graph.facebook" in url:
            reel: dict[str, Any] = {
                "status": {"video_status": "ready", "publishing_phase": {"publish_status": "published"}}
            }
            post: dict[str, Any] = {
                "id": "1_2",
                "message": text,
                "description": text,
                "created_time": "2026-11-25T05:00:00+0000",
            }
            post |= {"permalink_url": self.link, "is_published": method == "GET", **reel}
            if url.endswith("/me"):
                return {"id": "1", "name": "Trang"}
            if url.endswith("/debug_token"):
                return {"data": {"type": "PAGE", "is_valid": True}}
            if url.endswith("/1_2") and method == "POST":
                return {"success": True}
            return post if url.endswith("/1_2") else {"data": [post]}
        if "openapi.zalo" in url:
            line = {
                "id": "a",
                "title": "Thông báo",
                "status": "show",
                "link_view": self.link,
                "create_date": 1764046800000,
            }
            body = [{"type": "text", "content": f"<p>{text}</p>"}]
            data = {"medias": [line], "total": 1} if "getslice" in url else line | {"body": body}
            return {"error": 0, "message": "Success", "data": data}
        site: dict[str, Any] = {
            "id": 5,
            "slug": REFERENCE.lower(),
            "status": "publish",
            "date_gmt": "2026-11-25T05:00:00",
        }
        site |= {"modified_gmt": "2026-11-25T05:00:00", "link": self.link, "password": "", "categories": []}
        site |= {"title": {"raw": "T"}, "content": {"raw": "<p>T</p>"}}
        if url.endswith("/posts") and method == "GET":
            return [site]
        return site if "/posts" in url else {"namespaces": ["wp/v2"], "home": "https://x.example.gov.vn", "name": "X"}


def page(kind: AccountKind, platform: Platform, page_id: str, base_url: str = "") -> Account:
    return Account(name="trang", kind=kind, platform=platform, page_id=page_id, title="Trang", base_url=base_url)


def facebook(http: Http) -> tuple[Publisher, Account]:
    logins = MemoryLogins()
    logins.save("trang", FacebookLogin(page_token=Secret("t")))
    clock = SimClock(NOON)
    made = FacebookPublisher(http, logins, MemoryNotes(clock), clock)
    return made, page(AccountKind.FACEBOOK, Platform.FACEBOOK, "1")


def zalo(http: Http) -> tuple[Publisher, Account]:
    clock = SimClock(NOON)
    given: dict[str, Any] = {"http": http, "grants": Tokens(), "notes": MemoryNotes(clock), "clock": clock}
    made = ZaloPublisher(**given, host=cast("Any", None), pause=lambda _: None)
    return made, page(AccountKind.ZALO, Platform.ZALO, "1")


def wordpress(http: Http) -> tuple[Publisher, Account]:
    logins = MemoryLogins()
    logins.save("trang", WordPressLogin(user="a", password=Secret("p")))
    clock = SimClock(NOON)
    made = WordPressPublisher(http, logins, MemoryNotes(clock), clock)
    return made, page(AccountKind.WORDPRESS, Platform.WEBSITE, "x.example.gov.vn", "https://x.example.gov.vn")


ADAPTERS = {
    "facebook": (facebook, "1_2", "https://www.facebook.com/1/posts/2"),
    "zalo": (zalo, "a", "https://rd.zapps.vn/detail/a"),
    "wordpress": (wordpress, "5", "https://x.example.gov.vn/bai/"),
}
Make = Callable[[Http], tuple[Publisher, Account]]


def received(make: Make, remote_id: str, link: str) -> list[str]:
    """Every address that the adapter hands on, through every method that has one."""
    publisher, account = make(Canned(link))
    files = Files()
    sent = replace(package(files), platform=account.platform, attachments=())
    found = [publisher.reveal(account, remote_id, sent, REFERENCE, files).permalink]
    found.append(publisher.create(account, sent, REFERENCE, files).permalink)
    back = publisher.read_back(account, remote_id)
    found += [post.permalink for post in publisher.recent(account, NOON, REFERENCE)]
    return [*found, back.permalink if back else ""]


@pytest.mark.parametrize("name", ADAPTERS)
def test_the_pages_own_address_is_kept(name: str) -> None:
    make, remote_id, own = ADAPTERS[name]
    assert received(make, remote_id, own).count(own) >= 2


@pytest.mark.parametrize("link", [*HOSTILE, "", "https://x.example.org/bai/"])
@pytest.mark.parametrize("name", ADAPTERS)
def test_no_other_address_is(name: str, link: str) -> None:
    make, remote_id, _ = ADAPTERS[name]
    _, account = make(Canned(""))
    for kept in received(make, remote_id, link):
        if kept:
            assert kept != link
            assert opened(kept, account) == kept
