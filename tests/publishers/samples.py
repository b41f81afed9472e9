"""What the publishers' tests publish."""

from __future__ import annotations

import io
from typing import Any, BinaryIO

from studio.accounts.model import Account, AccountKind
from studio.canonical import sha256
from studio.platforms import Platform
from studio.posts.model import Attachment, Package
from tests.films import film

TITLE = "CẢNH BÁO: giả danh công an gọi điện yêu cầu chuyển tiền"
TEXT = f"{TITLE}\n\nNgười dân không làm theo lời kẻ gian.\nHãy gọi 113 hoặc 024 0000 0001."


class Files:
    """Bytes by hash, kept in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        name = sha256(data)
        self._kept[name] = data
        return name

    def get(self, name: str) -> bytes:
        return self._kept[name]

    def check(self, name: str) -> None:
        assert sha256(self._kept[name]) == name

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO(self._kept[name])


def account(kind: AccountKind, platform: Platform = Platform.FACEBOOK, **changes: Any) -> Account:
    facts = {
        "name": "trang",
        "kind": kind,
        "platform": platform,
        "page_id": "100000000000001",
        "title": "Công an phường",
    }
    return Account(**facts | changes)


def package(files: Files, platform: Platform = Platform.FACEBOOK, *, images: int = 2, alt: bool = True) -> Package:
    attachments = []
    for number in range(1, images + 1):
        data = b"\xff\xd8 picture %d" % number
        attachments.append(
            Attachment(
                sha256=files.put(data),
                name=f"{number:02d}-alert.jpg",
                mime="image/jpeg",
                width=1080,
                height=1350,
                bytes=len(data),
                alt=f"Thẻ cảnh báo, trang {number}" if alt else "",
                origin=f"card:alert-{number}:p45",
            )
        )
    return Package(platform=platform, text=TEXT, title=TITLE, attachments=tuple(attachments), link="")


def filmed(files: Files, platform: Platform, *, cover: bool) -> Package:
    """A package with a video, behind its cover where one is taken."""
    data = film()
    video = Attachment(
        sha256=files.put(data),
        name="02-m1.mp4" if cover else "01-m1.mp4",
        mime="video/mp4",
        width=720,
        height=1280,
        bytes=len(data),
        alt="Cán bộ hướng dẫn người dân",
        origin="media:m1",
    )
    first = package(files, platform, images=1).attachments if cover else ()
    return Package(platform=platform, text=TEXT, title=TITLE, attachments=(*first, video), link="")
