"""What makes an account acceptable."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import replace
from urllib.parse import urlsplit

from studio.accounts.model import Account, AccountKind, PageStatus
from studio.errors import BadInput
from studio.platforms import FILM_ONLY
from studio.text import length, nfc, squeeze

_NAME = re.compile(r"^[a-z0-9][a-z0-9_-]{1,39}$")
_PAGE_ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$")
_PRACTICE_PAGE_ID = re.compile(r"^[a-z0-9][a-z0-9_-]{0,39}$")
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$")
"""Names that Windows gives to devices; a practice page is a folder."""
LONGEST_TITLE = 150
ENDED = (PageStatus.HANDED_OVER, PageStatus.MERGED, PageStatus.CLOSED)
"""Statuses after which another page may have taken over."""


def tidy_account(account: Account) -> Account:
    """Return the account tidied. Raises BadInput naming the field."""
    title = squeeze(nfc(account.title)) or account.name
    if length(title) > LONGEST_TITLE:
        raise BadInput(
            "the page's title has {length} characters, at most {longest_title}.",
            length=length(title),
            longest_title=LONGEST_TITLE,
            where="title",
        )
    if account.categories and account.kind is not AccountKind.WORDPRESS:
        raise BadInput("only a WordPress site has categories; leave them empty.", where="categories")
    _require_name(account.name)
    _require_page_id(account)
    own = account.kind.platform or account.platform
    if own is not account.platform:
        raise BadInput("a {kind} page takes {own} content only.", kind=account.kind, own=own, where="platform")
    if account.platform in FILM_ONLY and account.kind is not AccountKind.HANDOVER:
        raise BadInput("{platform} is posted to by hand; choose hand-over.", platform=account.platform, where="kind")
    return replace(
        account,
        title=title,
        base_url=_base_url(account.base_url.strip(), "base_url"),
        image_host=_image_host(account),
        successor=_successor(account),
    )


def _successor(account: Account) -> str:
    name = account.successor.strip()
    if not name:
        return ""
    if account.status not in ENDED:
        raise BadInput(
            "only a page that was handed over, merged or closed has a successor; change the status or leave it empty.",
            where="successor",
        )
    if name == account.name:
        raise BadInput("a page cannot succeed itself; choose another.", where="successor")
    return name


def _image_host(account: Account) -> str:
    """A name is looked up by `Accounts`; an address must be https, as Zalo fetches from it."""
    host = account.image_host.strip()
    if not host:
        return ""
    if account.kind is not AccountKind.ZALO:
        raise BadInput("only a Zalo page needs a place for pictures; leave it empty.", where="image_host")
    return host if _NAME.match(host) else _base_url(host, "image_host")


def _require_name(name: str) -> None:
    if not _NAME.match(name):
        raise BadInput(
            "the name “{name}” is not valid; use 2–40 small letters, digits and hyphens, such as trang-phuong.",
            name=name,
            where="name",
        )


def _require_page_id(account: Account) -> None:
    if account.kind is AccountKind.PRACTICE:
        if not _PRACTICE_PAGE_ID.match(account.page_id) or _RESERVED.match(account.page_id):
            raise BadInput(
                "the practice page id “{page_id}” is not valid; use small letters, digits and hyphens.",
                page_id=account.page_id,
                where="page_id",
            )
    elif not _PAGE_ID.match(account.page_id):
        raise BadInput(
            "the page id “{page_id}” is not valid; copy it from the page's own information.",
            page_id=account.page_id,
            where="page_id",
        )


def _base_url(url: str, where: str) -> str:
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port  # reading the port checks it
    except ValueError:
        parts, host = urlsplit(""), ""
    if not host or parts.username or parts.query or parts.fragment or not url.isascii() or " " in url:
        raise BadInput(
            "the address “{url}” is not valid; write https://host, without a password or parameters.",
            url=url,
            where=where,
        )
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(host)):
        raise BadInput(
            "the address “{url}” must be https; http is taken for this PC alone (127.0.0.1, localhost).",
            url=url,
            where=where,
        )
    return url.rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
