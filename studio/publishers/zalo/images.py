"""Where the pictures of an article lie: Zalo fetches them itself from public addresses and takes no upload.

A unit uses the media library of its own website, or an address at which a person puts the files.

Pictures that a person puts where Zalo fetches them: which files, and what is said of those missing.

A unit without a WordPress site gives a public address instead (`Account.image_host`), and puts the files there itself.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from studio.accounts.model import Account, AccountKind
from studio.canonical import sha256
from studio.errors import StudioError
from studio.phrase import Phrase
from studio.posts.model import Package
from studio.posts.ports import FileReader
from studio.publishers.answers import foreign_read, read_call
from studio.publishers.http import Http, Reply
from studio.publishers.zalo.article import IMAGE_BYTES_MAX, IMAGE_MIMES

_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HandPicture:
    """One file."""

    name: str
    """What it is called at the unit's address."""
    url: str
    picture: str
    """What the post calls it."""
    data: bytes


def by_hand(account: Account) -> bool:
    """Whether a person puts this account's pictures in their place."""
    return account.kind is AccountKind.ZALO and "://" in account.image_host


def file_name(data: bytes, mime: str) -> str:
    """What a picture is called on its host: the same bytes never lie there twice under two names."""
    return f"ps-{sha256(data)[:16]}{_SUFFIXES.get(mime, '')}"


def address_of(account: Account, name: str) -> str:
    return f"{account.image_host.rstrip('/')}/{name}"


def pictures_of(account: Account, package: Package, files: FileReader) -> tuple[HandPicture, ...]:
    """The files of a post, in its order. Raises Untrusted when one is not what was approved."""
    found: dict[str, HandPicture] = {}
    for attachment in package.attachments:
        if attachment.mime in _SUFFIXES:
            data = files.get(attachment.sha256)
            name = file_name(data, attachment.mime)
            found[name] = HandPicture(name=name, url=address_of(account, name), picture=attachment.name, data=data)
    return tuple(found.values())


def still_missing(account: Account, names: Sequence[str]) -> Phrase:
    """What is said of a post that waits for these files."""
    told, place = ", ".join(names), account.image_host
    return Phrase(
        "{n} picture is missing at {place}: {told}. Export the post's picture file and put it there "
        "under its name; the post goes out by itself once it is there.",
        many="{n} pictures are missing at {place}: {told}. Export the post's picture files and put them there "
        "under their names; the post goes out by itself once all are there.",
        n=len(names),
        place=place,
        told=told,
    )


Upload = Callable[[Account, str, bytes, str], str]
"""Puts (account of a website, file name, bytes, mime) into its media library and returns the public address.
Raises Unreachable or another StudioError."""
_NO_FILE = ("text/html", "text/plain", "application/json")
"""What an answer is in that comes from something in between."""


class NotPutThere(StudioError):
    """The person has not put the file there yet, or another one: `name` is what it is called there."""

    def __init__(self, name: str, url: str) -> None:
        super().__init__(Phrase("the picture is not at {url}.", url=url))
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
                "no place for Zalo's pictures is chosen; choose the unit's website (or a public https address) in "
                "Pages, at this Zalo OA."
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
        "Zalo cannot fetch pictures from {url}: it has to be an https address open to everybody on the "
        "internet; choose another place.",
        url=url,
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
