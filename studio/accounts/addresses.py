"""Which addresses may be kept as a page's, and opened: the one judge of what a network, a file or a person names.

An answer of a platform is not trusted with what this PC opens: `file://host/x.exe`, a share, another site. What passes
is https on a host of the platform, or the page's own address as its account has it.

Which website an account is of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from studio.accounts.model import Account
from studio.platforms import Platform


def page_id_of(home: str) -> str:
    """A site's id: its home address without the scheme, port and folders joined by ``_``.

    The host alone would take two sites in folders of one host for each other.
    """
    parts = urlsplit(home)
    address = f"{parts.netloc.rpartition('@')[2]}{parts.path.rstrip('/')}".lower()
    return re.sub(r"[^a-z0-9.-]+", "_", address)[:128]


LONGEST = 2048
OWN_HOSTS = {
    Platform.FACEBOOK: ("facebook.com", "fb.com", "fb.watch"),
    Platform.ZALO: ("zalo.me", "zaloapp.com", "zapps.vn"),
    Platform.TIKTOK: ("tiktok.com",),
    Platform.YOUTUBE: ("youtube.com", "youtu.be"),
}
"""Hosts of the platforms; zapps.vn is where Zalo shows articles."""
_HOST_NAME = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}")
_LOOPBACK = ("127.0.0.1", "localhost")


@dataclass(frozen=True, slots=True)
class Parts:
    """An address of a form that may be opened."""

    scheme: str
    host: str
    port: int
    path: str
    """With the query."""


def parts_of(address: str) -> Parts | None:
    """The parts of a web address of plain form, of this PC's own servers too; None when it is none.

    No login in it, no blank or control character, no backslash, nothing but letters of ASCII.
    """
    if len(address) > LONGEST or not address.isascii() or not address.isprintable() or re.search(r"[\s\\]", address):
        return None
    try:
        split = urlsplit(address)
        host, port = (split.hostname or "").rstrip("."), split.port
    except ValueError:
        return None
    known = host in _LOOPBACK if split.scheme == "http" else host in _LOOPBACK or _HOST_NAME.fullmatch(host)
    if split.scheme not in ("http", "https") or not known or "@" in split.netloc:
        return None
    path = split.path + (f"?{split.query}" if split.query else "")
    return Parts(split.scheme, host, port or (443 if split.scheme == "https" else 80), path)


def page_address(address: str, platform: Platform, base_url: str, page_id: str) -> str:
    """`address`, if it may be kept as a link of this page and opened; else empty."""
    parts = parts_of(address)
    if parts is None:
        return ""
    if parts.scheme == "https" and parts.port == 443 and any(_within(parts.host, own) for own in hosts(platform)):
        return address
    own = parts_of(base_url) if base_url else None
    if own is not None and _same_site(parts, own):
        return address
    return address if platform is Platform.WEBSITE and _is_site(parts, page_id) else ""


def opened(address: str, account: Account) -> str:
    """The same for an account; asked again just before every opening."""
    return page_address(address, account.platform, account.base_url, account.page_id)


def hosts(platform: Platform) -> tuple[str, ...]:
    """The platform's own hosts; empty where each page has its own."""
    return OWN_HOSTS.get(platform, ())


def _within(host: str, own: str) -> bool:
    return host == own or host.endswith(f".{own}")


def _same_site(one: Parts, other: Parts) -> bool:
    bare = (one.host.removeprefix("www."), other.host.removeprefix("www."))
    return bare[0] == bare[1] and (one.scheme, one.port) == (other.scheme, other.port)


def _is_site(parts: Parts, page_id: str) -> bool:
    """Whether a site's id, which is its home address, is of this host and port."""
    usual = 443 if parts.scheme == "https" else 80
    home = page_id_of(f"//{parts.host}" if parts.port == usual else f"//{parts.host}:{parts.port}")
    names = {page_id.lower().removeprefix("www."), page_id.lower()}
    return any(
        name == bare or name.startswith(f"{bare}_") for name in names for bare in (home, home.removeprefix("www."))
    )
