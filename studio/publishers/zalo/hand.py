"""Pictures that a person puts where Zalo fetches them: which files, and what is said of those missing.

A unit without a WordPress site gives a public address instead (`Account.image_host`), and puts the files there itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from studio.accounts.model import Account, AccountKind
from studio.canonical import sha256
from studio.phrase import Phrase
from studio.posts.model import Package
from studio.posts.ports import FileReader

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
        f"Còn thiếu {len(names)} ảnh tại {place}: {told}. Hãy xuất các tệp ảnh của bài, đặt nguyên tên vào địa chỉ đó; "
        "đủ ảnh thì bài tự gửi.",
        f"{len(names)} pictures are missing at {place}: {told}. Export the post's picture files and put them there "
        "under their names; the post goes out by itself once all are there.",
    )
