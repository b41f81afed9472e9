"""Where the pictures of an article lie: Zalo fetches them itself from public addresses and takes no upload.

A unit uses the media library of its own website, or an address at which a person puts the files.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from urllib.parse import urlsplit

from studio.accounts.model import Account
from studio.canonical import sha256
from studio.errors import StudioError
from studio.publishers.answers import foreign_read, read_call
from studio.publishers.http import Http, Reply
from studio.publishers.zalo.article import IMAGE_BYTES_MAX, IMAGE_MIMES
from studio.publishers.zalo.hand import address_of

Upload = Callable[[Account, str, bytes, str], str]
"""Puts (account of a website, file name, bytes, mime) into its media library and returns the public address.
Raises Unreachable or another StudioError."""
_NO_FILE = ("text/html", "text/plain", "application/json")
"""What an answer is in that comes from something in between."""


class NotPutThere(StudioError):
    """The person has not put the file there yet, or another one: `name` is what it is called there."""

    def __init__(self, name: str, url: str) -> None:
        super().__init__(f"chưa thấy đúng ảnh tại {url}.", f"the picture is not at {url}.")
        self.name = name


class UnitHost:
    """Takes what `Account.image_host` names: the account of a website, or an address where a person puts the files."""

    def __init__(
        self,
        http: Http,
        *,
        website: Callable[[str], Account],
        upload: Upload,
    ) -> None:
        """`website`: the account of that name (raises NotFound)."""
        self._http = http
        self._website = website
        self._upload = upload

    def put(self, account: Account, name: str, data: bytes, mime: str) -> str:
        """The public https address of these bytes, put there now or found there.

        Raises Unreachable, NotPutThere, or StudioError saying what a person does.
        """
        chosen = account.image_host
        if not chosen:
            raise StudioError(
                "chưa chọn nơi đặt ảnh cho Zalo; hãy chọn trang web của đơn vị (hoặc một địa chỉ https công khai) "
                "trong Trang & kết nối, phần Zalo OA này.",
                "no place for Zalo's pictures is chosen; choose the unit's website (or a public https address) in "
                "Pages & connections, at this Zalo OA.",
            )
        if "://" not in chosen:
            return self._upload(self._website(chosen), name, data, mime)
        url = address_of(account, name)
        if not self.holds(url, data):
            raise NotPutThere(name, url)
        return url

    def holds(self, url: str, data: bytes) -> bool:
        """Whether exactly these bytes are at `url` now. Raises Unreachable, or StudioError: no public address."""
        reply = self._get(url)
        return reply.status == 200 and sha256(reply.body) == sha256(data)

    def reachable(self, url: str) -> bool:
        """Whether a picture that Zalo takes is at `url` now. Raises Unreachable when nobody answers."""
        reply = self._get(url)
        mime = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
        if 300 <= reply.status < 400 or (reply.status == 200 and mime in _NO_FILE):
            raise foreign_read(reply)  # a network that asks for a login answers like this for a while
        return reply.status == 200 and mime in IMAGE_MIMES and 0 < len(reply.body) <= IMAGE_BYTES_MAX

    def _get(self, url: str) -> Reply:
        require_public(url)
        reply = read_call(lambda: self._http.send("GET", url))
        if reply.status >= 500 or reply.status == 429:
            raise foreign_read(reply)
        return reply


def require_public(url: str) -> None:
    """Raise StudioError unless Zalo's servers could fetch `url`; loopback passes, for servers to try things on."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https" and _public(host):
        return
    if parts.scheme in ("http", "https") and _loopback(host):
        return
    raise StudioError(
        f"Zalo không lấy được ảnh từ {url}: cần địa chỉ https mở cho mọi người trên Internet; "
        "hãy chọn nơi đặt ảnh khác.",
        f"Zalo cannot fetch pictures from {url}: it has to be an https address open to everybody on the internet; "
        "choose another place.",
    )


def _public(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".local", ".lan", ".internal", ".localhost"))


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
